"""Layout goes, offsets stay."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kejidata.reports import draft_of
from kejidata.reports.source.flatten import FOLD, flatten

TEXTS = st.text(alphabet=st.sampled_from("37家亿 \n\r\t　，。；1.一、（）个億％Aa\u200b\U0001f600"))


@pytest.mark.parametrize(
    ("text", "flat"),
    [
        ("实际支付金额 4637\n\n万元。", "实际支付金额4637万元。"),
        ("全市科技型企业申报认定 38\n家,内含 14 家", "全市科技型企业申报认定38家,内含14家"),
        ("一、工作总结\n高企120家。", "一、工作总结\n高企120家。"),
        ("高企120家。\n专利300件。", "高企120家。\n专利300件。"),
        ("比重 10 %,增长", "比重10%,增长"),
        # A number on a line of its own, torn out of its sentence.
        ("拨付教育公用\n经费\n8059.35\n万元,增长", "拨付教育公用\n经费8059.35万元,增长"),
        # An item of a list goes on with nothing.
        ("贷款同比增长7.5%\n- 35家银行贷款", "贷款同比增长7.5%\n-35家银行贷款"),
        ("2020 2021", "2020 2021"),
    ],
)
def test_wrapped_lines_join_and_paragraphs_stay(text, flat):
    assert flatten(text).plain == flat


def test_a_line_that_opens_a_numbered_item_never_joins():
    text = "一是加快推进创新主体培育工作的步伐\n2.推进成果转化\n1.19亿元投入"
    assert flatten(text).plain.split("\n")[1].startswith("2.推进成果转化")


def test_folding_keeps_one_character_for_one():
    assert all(len(new) == 1 for new in FOLD.values())
    flat = flatten("增長１２．５％，達3億元")
    assert flat.folded == "增长12.5%，达3亿元"
    assert len(flat.folded) == len(flat.plain)


@settings(max_examples=100)
@given(TEXTS)
def test_every_character_leads_back_to_its_place(text):
    flat = flatten(text)
    origins = flat.origins_of(range(len(flat.plain))).tolist()
    for at, character in enumerate(flat.plain):
        if character not in " \n":
            assert text[origins[at]] == character


def test_the_lines_of_a_poster_are_a_name_its_figure_and_what_else_is_told_of_it():
    firms = "高新技术企业\n1520家\n净增210家\n"
    text = f"一图读懂2023年某市科技成绩单\n研发投入\n98.6亿元\n全省第3位\n{firms}"
    text += "技术合同成交额\n突破200亿元\n科技型中小企业\n2000+家\n"
    flat = flatten(text)
    told = ["研发投入98.6亿元,全省第3位", "高新技术企业1520家,净增210家"]
    told += ["技术合同成交额突破200亿元", "科技型中小企业2000+家"]
    assert flat.plain.splitlines()[1:] == told
    at = flat.plain.index("210家")
    assert flat.origins_of([at]).tolist() == [text.index("210家")]
    names = draft_of(text)["indicator"].tolist()
    assert names == [
        *("研发投入", "研发投入", "高新技术企业", "净增高新技术企业"),
        *("技术合同成交额", "科技型中小企业"),
    ]

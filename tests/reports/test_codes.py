"""Names of reports against the registry's."""

from pathlib import Path

import indicator_lookup as lookup
import pytest

from kejidata.reports import draft_of, observations
from kejidata.reports.naming.codes import indicator_code, region_code
from kejidata.reports.naming.coding import parted


@pytest.mark.parametrize(
    ("name", "unit", "measure", "code"),
    [
        ("技术合同成交额", "亿元", "value", "tech_contract_value"),
        ("认定高新技术企业", "家", "value", "hnte_certified"),
        ("申报高企数量", "家", "value", "hnte_applied"),
        ("R&D占GDP的比重", "%", "value", "rd_intensity"),
        pytest.param(
            *("苏科贷发放金额", "万元", "value", "sukedai_lent"), marks=pytest.mark.root_project
        ),
        ("高新技術企業總數", "家", "value", "hnte_total"),
        ("地区生产总值增速", "%", "growth_rate", "gdp"),
        ("技术合同登记", "亿元", "value", ""),
        ("高新技术企业", "亿元", "value", ""),
        ("势加透博", "家", "value", ""),
        ("", "", "value", ""),
    ],
)
def test_a_name_finds_its_code_or_none(name, unit, measure, code):
    assert indicator_code(name, unit, measure) == code


def test_a_region_without_a_code_keeps_its_name():
    assert (region_code("如皋市"), region_code("东海郡")) == ("320682", "东海郡")
    assert region_code("鼓楼区") == "鼓楼区"


@pytest.mark.parametrize(
    ("name", "place", "rest"),
    [
        ("广东经费", "广东", "经费"),
        ("浉河区高新技术企业", "浉河区", "高新技术企业"),
        ("省级工程技术研究中心", "", "省级工程技术研究中心"),
        ("鼓楼区专利授权", "", "鼓楼区专利授权"),
    ],
)
def test_a_name_may_open_with_the_place(name, place, rest):
    assert parted(name) == (place, rest)


def test_the_national_bulletin_s_own_words_find_codes_and_provinces():
    text = (
        "2023年，全国共投入研究与试验发展（R&D）经费33357.1亿元，增长8.4%；研究与试验发展（R&D）经费"
        "投入强度为2.65%。投入超过千亿元的省有12个，分别为广东（4802.6亿元）、江苏（4212.3亿元）。"
    )
    found = draft_of(text).query("measure != 'threshold'")
    assert found["code"].tolist() == [
        *("rd_expenditure", "rd_expenditure", "rd_intensity"),
        *("rd_provinces_over_100bn", "rd_expenditure", "rd_expenditure"),
    ]
    regions = dict(zip(found["surface"], found["region"], strict=True))
    assert regions["33357.1亿元"] == regions["8.4%"] == "000000"
    assert (regions["4802.6亿元"], regions["4212.3亿元"]) == ("440000", "320000")


def test_firms_are_counted_in_either_word_and_a_rise_at_constant_prices_is_of_the_product():
    text = "2022年，全县实现地区生产总值284.2亿元，按可比价同比增长5.2%。年末高新技术企业257户。"
    found = observations(draft_of(text), "子县")
    assert found[["indicator", "measure", "value", "unit"]].to_numpy().tolist() == [
        ["gdp", "value", 284.2, "亿元"],
        ["gdp", "growth_rate", 5.2, "%"],
        ["hnte_total", "value", 257.0, "家"],
    ]


def test_a_target_for_growth_is_no_target_of_the_amount():
    draft = draft_of("2025年工作计划\n力争技术合同成交额增长12%以上，高新技术企业总数达350家。")
    assert draft["code"].tolist() == ["tech_contract_value", "hnte_total"]
    assert observations(draft, "子县")["indicator"].tolist() == ["hnte_total"]


JUDGED = Path(__file__).with_name("judged_codes.tsv")


def judged():
    lines = JUDGED.read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines]


def test_names_of_the_corpus_that_were_judged_by_hand_keep_their_codes():
    found = [(*row, indicator_code(*row[:3])) for row in judged()]
    assert len(found) >= 150
    assert [row for row in found if row[3] != row[4]] == []


def test_half_of_all_figures_of_the_corpus_have_a_code():
    texts = sorted((lookup.CORPUS / "text").glob("*.txt"))
    if not texts:
        pytest.skip("the labelled corpus lies beside the checkout")
    drafts = [draft_of(path.read_text("utf-8")) for path in texts]
    coded = sum(int((draft["code"] != "").sum()) for draft in drafts)
    assert coded >= 0.5 * sum(map(len, drafts))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2023年,全社会研发投入23.47亿元,居全省第2位。", "rd_expenditure"),
        ("2023年,全社会研发投入23.47亿元,比去年增长49.0%,增速居全省第2位。", ""),
        ("2023年,规上工业增加值增速全国第七。", ""),
        ("2023年,技术合同成交额26.82亿元,增幅位居全市第一。", ""),
    ],
)
def test_a_rank_of_a_growth_has_not_the_code_of_the_level(text, code):
    table = draft_of(text)
    assert table.loc[table["measure"] == "rank", "code"].tolist() == [code]


@pytest.mark.parametrize("whole", ["全旗", "全盟", "我旗", "本旗", "全县"])
def test_the_whole_of_a_banner_is_said_before_a_name_as_that_of_a_county(whole):
    draft = draft_of(f"2021年，{whole}R&D经费4650万元，同比增长7.9%，高于{whole}平均水平。")
    assert draft["code"].tolist() == ["rd_expenditure", "rd_expenditure"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (
            "2023年，R&D经费273亿元，增速8.7%，低于全国1.4个百分点，居全国第24位、中部第5位。",
            ["rd_expenditure", "rd_expenditure", "", "", ""],
        ),
        (
            "2023年，R&D经费273亿元，增速8.7%，总量居全国第20位。",
            ["rd_expenditure", "rd_expenditure", "rd_expenditure"],
        ),
        (
            "2023年，R&D经费273亿元，增长8.7%，居全国第20位。",
            ["rd_expenditure", "rd_expenditure", "rd_expenditure"],
        ),
    ],
)
def test_the_rank_of_a_growth_has_no_code_of_the_level(text, codes):
    assert draft_of(text)["code"].tolist() == codes


def test_clauses_that_list_levels_share_what_was_applied_for():
    text = "2023年申报高新技术企业9家，省科技型中小企业16家，市场主体1000户，省外客商3家。"
    assert draft_of(text)["code"].tolist() == [
        *("hnte_applied", "provincial_tech_sme_applied", "market_entities", ""),
    ]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (
            "2023年申报高新技术企业11家，通过认定7家，高新技术企业达到26家。",
            ["hnte_applied", "hnte_certified", "hnte_total"],
        ),
        (
            "2023年新认定高新技术企业7家，全区现有高企26家。",
            ["hnte_certified", "hnte_total"],
        ),
        (
            "2023年新增高新技术企业7家，有效期内高新技术企业达26家。",
            ["hnte_new", "hnte_total"],
        ),
        (
            "2023年新认定高企7家，仍在有效期的高新技术企业26家，增长12%。",
            ["hnte_certified", "hnte_total", "hnte_total"],
        ),
        (
            "2023年新增省级众创空间2家，省级众创空间达到9家。",
            ["makerspaces_provincial_new", "makerspaces_provincial"],
        ),
        (
            "2023年新增高新技术企业32家，其中高新技术企业5家来自园区。",  # a part of the new ones
            ["hnte_new", ""],
        ),
    ],
)
def test_things_named_again_are_all_of_them(text, codes):
    assert draft_of(text)["code"].tolist() == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        # Firms of those whose projects were accepted, or certified anew, are not all firms.
        (
            "2023年受理40家企业项目(高企5家、省科技型企业15家)，高新技术企业达688家。",
            ["", "", "", "hnte_total"],
        ),
        (
            "2023年高新技术企业通过认定38家，内含复审14家、新认定24家，同比增加50%。",
            ["hnte_certified", "hnte_recertified", "", ""],
        ),
        # The firms of a place by kind are all of that kind, also behind a bracket.
        ("2023年科技型企业3000家(高新技术企业500家)。", ["tech_firms", "hnte_total"]),
        ("2023年高新技术企业688家(2022年601家)。", ["hnte_total", "hnte_total"]),
        # What all of the province have or gained is not the city's.
        ("2023年全市高新技术企业增长46%，高于全省40%的增速。", ["hnte_total", ""]),
        # A rank behind a completion is that of the completion.
        (
            "2023年专利申请量310件，占全年目标任务的110.7%，全省排名第二。",
            ["patent_applications", "patent_applications", ""],
        ),
    ],
)
def test_what_is_told_of_others_or_of_a_part_has_no_code_of_the_whole(text, codes):
    assert draft_of(text)["code"].tolist() == codes


def test_the_first_places_are_ranked_by_what_is_told_of_all():
    text = (
        "2022年全省R&D经费273.7亿元。高等学校R&D经费20.3亿元，其他主体R&D经费0.4亿元。\n"
        "排前3位的市为太原(119.0亿元)、临汾(27.6亿元)。"
    )
    draft = draft_of(text)
    assert draft.loc[draft["measure"] == "rank", "code"].tolist() == ["rd_expenditure"]


def test_a_verb_is_no_district_that_is_called_so():
    assert draft_of("科技特派员培训机构6个，当年新建2个。")["region"].tolist() == ["", ""]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("高新技术产业增加值占GDP比重10%，比上年增长58%。", "高新技术产业增加值占GDP比重"),
        ("高新技术产业增加值85亿元，占GDP比重10%，比上年增长58%。", "高新技术产业增加值"),
    ],
)
def test_what_grew_behind_a_share_is_what_was_told(text, name):
    draft = draft_of(text)
    assert draft.loc[draft["measure"] == "growth_rate", "indicator"].tolist() == [name]


def test_what_goes_on_without_a_mark_is_of_the_same_place():
    draft = draft_of("2020年，大庆47家孵化器在孵企业超2500家，带动就业6000人。")
    assert draft["region"].tolist() == ["230600", "230600", ""]

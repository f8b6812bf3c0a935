"""The overview of a field: what stands out first, ratios with their parts, then the largest."""

from __future__ import annotations

import re

import pandas as pd
import pytest

import kejidata
from kejidata import narrative
from kejidata.errors import KejidataError
from kejidata.model.stored import load

pytestmark = pytest.mark.root_project


@pytest.fixture(scope="module")
def report() -> pd.DataFrame:
    obs = load()
    return obs[obs["source"] == "rugao_2020"]


def test_the_completed_target_leads_the_key_indicators(report: pd.DataFrame) -> None:
    text = str(narrative.field(report, "key_indicators"))
    assert text.startswith("2020年如皋市成交技术合同26.82亿元，完成年度目标的121.9%。")
    assert "科学研究和技术服务业规上企业实现营业收入21.53亿元，增长35.08%，列南通第2位" in text
    assert "申报高新技术企业221家，认定107家（列南通第2位），不到一半（48.4%）" in text
    assert text.count("107") == 1


def test_a_first_place_leads_the_projects(report: pd.DataFrame) -> None:
    assert "3项，列南通第1位。" in str(narrative.field(report, "projects"))
    assert "。此外，争取上级科技资金" in str(narrative.field(report, "projects"))
    english = str(narrative.field(report, "projects", lang="en"))
    assert "3 provincial international projects were approved, ranking 1st in Nantong" in english


def test_a_ratio_is_told_with_its_two_figures(report: pd.DataFrame) -> None:
    text = str(narrative.field(report, "finance"))
    assert "高企融资直通车获批1.552亿元，投放1.274亿元，八成以上（82.1%）" in text
    english = str(narrative.field(report, "finance", lang="en"))
    assert (
        "CNY 155.2 million of express financing was approved and CNY 127.4 million lent,"
        " over four fifths (82.1%)" in english
    )


def test_what_a_ratio_divides_is_told_once(report: pd.DataFrame) -> None:
    text = str(narrative.field(report, "cooperation"))
    assert text.count("7422万元") == 1
    # 7422 / 177 = 41.93 of 万元 a project.
    assert "签订产学研合作项目177项，平均41.93万元/项" in text
    english = str(narrative.field(report, "cooperation", lang="en"))
    assert english.count("CNY 74.22 million") == 1
    assert "177 cooperation projects were signed, an average of CNY 419,300 per project" in english


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_field_is_longer_than_a_paragraph(report: pd.DataFrame, lang: str) -> None:
    for paragraph in narrative.fields(report, lang=lang):
        text = str(paragraph)
        assert len(text) <= 160 if lang == "zh" else len(text.split()) <= 90
        assert len(re.findall(r"。|\.(?= |$)", text)) <= 3


def one(indicator: str, value: float, **more: object) -> dict[str, object]:
    return {"region": "320682", "indicator": indicator, "period": "2020", "value": value, **more}


@pytest.mark.parametrize(
    ("approved", "said"),
    [
        (10, "，全部（100%）"),
        (6, "，一半以上（60%）"),
        (5, "，正好一半（50%）"),
        (2, "，不到三分之一（20%）"),
        (12, "认定12家（120%）"),
    ],
)
def test_a_share_is_worded_where_the_word_holds(approved: int, said: str) -> None:
    frame = pd.DataFrame([one("hnte_applied", 10), one("hnte_certified", approved)])
    assert said in str(narrative.field(frame, "key_indicators"))


def test_one_certified_firm_takes_the_singular() -> None:
    frame = pd.DataFrame([one("hnte_certified", 1)])
    text = str(narrative.field(frame, "key_indicators", lang="en"))
    assert "1 high-tech enterprise was certified." in text


def test_a_growth_is_told_with_the_verb_of_the_field() -> None:
    frame = pd.DataFrame([one("patents_granted", 80), one("patents_granted", 100, period="2019")])
    rates = kejidata.growth_rates(frame)
    assert str(narrative.growth(rates)).startswith("2020年，如皋市授权专利80件，比上年下降20%。")
    english = str(narrative.growth(rates, lang="en"))
    assert english.startswith("In 2020, 80 patents were granted in Rugao, down 20%")


def test_small_change_is_left_out(report: pd.DataFrame) -> None:
    text = str(narrative.field(report, "cooperation"))
    assert "7422万元" in text
    assert "110万元" not in text


def test_a_field_without_figures_and_an_unknown_one(report: pd.DataFrame) -> None:
    assert str(narrative.field(report, "patents")) == "没有可供叙述的数据。"
    with pytest.raises(KejidataError, match="no theme 'sports'"):
        narrative.field(report, "sports")


@pytest.mark.parametrize(("lang", "opening"), [("zh", 4), ("en", 12)])
def test_no_three_paragraphs_of_a_chapter_begin_alike(
    report: pd.DataFrame, lang: str, opening: int
) -> None:
    told = [str(one) for one in narrative.fields(report, lang=lang)]  # type: ignore[arg-type]
    assert len(told) > 5
    begun = [text[:opening] for text in told]
    assert not any(len(set(begun[n : n + 3])) == 1 for n in range(len(begun) - 2))
    place = {"zh": "2020年如皋市", "en": "In Rugao in 2020"}[lang]
    assert [text.startswith(place) for text in told] == [True] + [False] * (len(told) - 1)


def test_a_place_or_a_time_that_changes_is_told_again() -> None:
    rows = [
        one("hnte_certified", 5),
        one("rd_expenditure", 3, period="2019"),
        one("sukedai_lent", 7, period="2019"),
    ]
    themes = ["key_indicators", "rd_input", "finance"]
    first, second, third = narrative.fields(pd.DataFrame(rows), themes)
    assert str(first).startswith("2020年如皋市")
    assert str(second).startswith("2019年如皋市")
    assert "如皋市" not in str(third)


def test_what_reads_as_one_takes_the_singular() -> None:
    frame = pd.DataFrame([one("iur_agreements_signed", 1.04, step=0.1)])
    text = str(narrative.field(frame, lang="en"))
    assert "1 cooperation agreement was signed" in text


@pytest.mark.parametrize(
    ("stated", "zh", "en"),
    [
        ({"growth_rate": (22.6, "%")}, "R&D经费增长22.6%", "R&D expenditure grew 22.6%"),
        ({"growth_rate": (-3, "%")}, "R&D经费下降3%", "R&D expenditure fell 3%"),
        (
            {"growth_rate": (0, "%")},
            "R&D经费公布数持平",
            "R&D expenditure saw no published change",
        ),
        (
            {"growth_rate": (22.6, "%"), "rank": (1, "位")},
            "R&D经费增长22.6%，列内蒙古第1位",
            "R&D expenditure grew 22.6%, ranking 1st in Inner Mongolia",
        ),
        (
            {"rank": (2, "位")},
            "R&D经费列内蒙古第2位",
            "R&D expenditure ranked 2nd in Inner Mongolia",
        ),
        (
            {"completion_ratio": (98, "%")},
            "R&D经费完成年度目标的98%",
            "R&D expenditure reached 98% of the year's target",
        ),
    ],
)
def test_a_claim_without_a_level_is_the_verb(
    stated: dict[str, tuple[float, str]], zh: str, en: str
) -> None:
    rows = [
        {"region": "150600", "indicator": "rd_expenditure", "period": "2023", "value": value,
         "unit": unit, "measure": name, "among": "150000" if name == "rank" else ""}
        for name, (value, unit) in stated.items()
    ]  # fmt: skip
    frame = pd.DataFrame(rows)
    assert str(narrative.field(frame)) == f"2023年鄂尔多斯市{zh}。"
    assert str(narrative.field(frame, lang="en")) == f"In Ordos in 2023, {en}."


@pytest.mark.parametrize(
    ("change", "unit", "zh", "en"),
    [
        (23.0, "家", "163家，增加23家。", "stood at 163, up 23."),
        (-3.0, "家", "163家，减少3家。", "stood at 163, down 3."),
        (0.2, "个百分点", "提高0.2个百分点。", "up 0.2 percentage points."),
    ],
)
def test_a_change_that_is_no_rate_has_its_own_verb(
    change: float, unit: str, zh: str, en: str
) -> None:
    """「较上年增加23家」 is 23 more than the year before; 「增长」 is said of a rate."""
    measures = {"measure": ["value", "change"], "unit": ["家", unit], "value": [163.0, change]}
    frame = pd.DataFrame(
        {"region": "320682", "indicator": "hnte_total", "period": "2023"} | measures
    )
    assert str(narrative.field(frame, lang="zh")).endswith(zh)
    assert str(narrative.field(frame, lang="en")).endswith(en)

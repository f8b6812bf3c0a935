"""The paragraph on an audit: contradictions first, then what is confirmed, then what is missing."""

from __future__ import annotations

import pandas as pd
import pytest

from kejidata import narrative
from kejidata.measures.audit import audit
from kejidata.model import registry
from kejidata.model.stored import load


def nation(stated: float) -> pd.DataFrame:
    """Return two published figures and a stated growth rate."""
    return pd.DataFrame(
        {
            "region": "000000",
            "indicator": "rd_expenditure",
            "period": ["2019", "2020", "2020"],
            "measure": ["value", "value", "growth_rate"],
            "value": [22143.6, 24393.1, stated],
            "unit": ["亿元", "亿元", "%"],
            "step": 0.1,
        }
    )


def told(frame: pd.DataFrame, lang: str = "zh") -> str:
    return str(narrative.audit(audit(frame), observations=frame, lang=lang))  # type: ignore[arg-type]


def test_what_a_statement_is_held_against_is_worked_out_in_published_numbers() -> None:
    facts = narrative.audit(audit(nation(12.2)), observations=nation(12.2)).facts
    assert "24393.1 ÷ 22143.6 − 1 = 10.16%" in [*facts["calculation"]]


def test_a_contradiction_is_told_with_both_numbers() -> None:
    assert told(nation(12.2)) == (
        "核对全国1条表述，不符。不符的是2020年全国R&D经费增长率（所述12.2%，核算10.16%）。"
    )
    assert "growth of R&D expenditure in China in 2020 (stated 12.2%, computed 10.16%)" in told(
        nation(12.2), "en"
    )


def test_a_confirmed_statement_is_told_with_an_example() -> None:
    assert told(nation(10.2)).startswith("核对全国1条表述，相符。")
    assert "2020年全国R&D经费增长率（所述10.2%，核算10.16%）" in told(nation(10.2))


@pytest.mark.root_project
def test_what_cannot_be_checked_is_one_sentence_that_says_why() -> None:
    obs = load()
    own = obs[obs["source"] == "rugao_2020"]
    assert told(own) == (
        "如皋市7条表述均无法核对：4个位次（缺少其他县（市、区）的数据）、"
        "2个增长率（没有可比的基期数据）、1个完成率（没有公布目标）。"
    )
    ranks = own[own["measure"].isin(["rank", "value"])]
    assert told(ranks) == "如皋市4个位次均无法核对：缺少其他县（市、区）的数据。"
    assert told(ranks, "en") == (
        "None of the 4 ranks for Rugao can be checked: "
        "the figures of the other counties and districts are missing."
    )


def test_all_verdicts_together_are_three_sentences() -> None:
    claims = [nation(stated).assign(indicator=f"i{at}") for at, stated in enumerate([12.2, 10.2])]
    claims.append(nation(10.2).iloc[1:].assign(indicator="i2"))
    text = told(pd.concat(claims), "en")
    assert text.startswith("Of 3 statements for China, 1 is contradicted, 1 is confirmed")
    assert "Contradicted: growth of i0" in text
    assert "1 growth rate (no comparable figure for the base period)." in text
    assert text.count(". ") == 2


@pytest.mark.root_project
def test_a_place_among_the_first_is_told_as_one() -> None:
    cities = registry.regions().query("parent == '320000'")["code"].tolist()
    obs = pd.DataFrame({"region": cities, "value": range(13, 0, -1), "measure": "value"})
    claim = {"region": cities[1], "value": 3, "measure": "rank", "among": "320000"}
    obs = pd.concat([obs, pd.DataFrame([claim | {"bound": "at_least"}])], ignore_index=True)
    obs = obs.assign(indicator="rd_intensity", period="2020", bound=obs["bound"].fillna("exact"))
    assert "（所述前3位，核算第2位）" in told(obs)
    assert "(stated among the top 3, computed 2nd)" in told(obs, "en")


def test_no_statement_is_said_too() -> None:
    assert told(nation(10.2).iloc[:2]) == "没有可核对的表述。"


def test_a_contradiction_is_told_in_digits_that_show_it() -> None:
    # 5 of 6 is a fall of 16.666...%, and -16.67 was stated without a rounding step.
    obs = pd.DataFrame(
        {
            "region": "甲",
            "indicator": "own",
            "period": ["2020", "2021", "2021"],
            "measure": ["value", "value", "growth_rate"],
            "value": [6.0, 5.0, -16.67],
            "unit": ["", "", "%"],
        }
    )
    checks = audit(obs)
    assert checks["verdict"].tolist() == ["contradicted"]
    said = str(narrative.audit(checks, observations=obs, lang="en"))
    assert "stated −16.67%, computed −16.6667%" in said


def test_one_reason_is_told_once_for_all_kinds() -> None:
    obs = pd.DataFrame(
        {
            "region": "甲",
            "indicator": "own",
            "period": "2021",
            "measure": ["value", "growth_rate", "change"],
            "value": [5.0, 10.0, 2.0],
            "unit": ["", "%", ""],
        }
    )
    said = str(narrative.audit(audit(obs), lang="en"))
    assert said.endswith("1 change and 1 growth rate (no comparable figure for the base period).")


def test_the_example_is_the_statement_whose_period_ends_last() -> None:
    """As text 2020-01/2020-06 comes after 2020, and 2016/2020 before 2019."""
    half = nation(10.0).assign(period=["2019-01/2019-06", "2020-01/2020-06", "2020-01/2020-06"])
    half["value"] = [1000.0, 1100.0, 10.0]
    assert "如2020年全国R&D经费增长率" in told(pd.concat([half, nation(10.2)]))
    plan = nation(20.0).assign(period=["2011/2015", "2016/2020", "2016/2020"])
    plan["value"] = [1000.0, 1200.0, 20.0]
    year = nation(10.0).assign(period=["2018", "2019", "2019"])
    year["value"] = [1000.0, 1100.0, 10.0]
    assert "如2016—2020年全国R&D经费增长率" in told(pd.concat([plan, year]))

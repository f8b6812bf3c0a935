"""What the paragraph on a plan of several years says, held against figures worked by hand."""

import pandas as pd

import kejidata
from kejidata import narrative


def told(lang: str, *rows: tuple[str, float, float, float]) -> str:
    """Return the paragraph on indicators with figures of 2020 and 2023 and a target for 2025."""
    cells = [
        (code, year, measure, number)
        for code, *numbers in rows
        for year, measure, number in zip(
            (2020, 2023, 2025), ("value", "value", "target"), numbers, strict=True
        )
    ]
    obs = pd.DataFrame(cells, columns=["indicator", "period", "measure", "value"])
    obs = obs.assign(region="320682", unit="亿元")
    return str(narrative.pace(kejidata.pace(obs, 2020), observations=obs, lang=lang))


def test_verdicts_are_counted_and_those_behind_come_first() -> None:
    # 100 to 133.1 in three years is 10 % a year; to 140 in two more 2.6 %, to 200 are 22.6 %.
    said = told("en", ("own_a", 100, 133.1, 140), ("own_b", 100, 133.1, 200))
    assert "1 is behind and 1 is on track" in said
    assert said.lower().index("own_b") < said.lower().index("own_a")
    assert "needed now: up 22.6% a year; since 2020: up 10% a year" in said


def test_what_is_reached_needs_nothing() -> None:
    said = told("zh", ("own_a", 100, 150, 140))
    assert "2023年已达到150" in said
    assert "还需" not in said


def test_below_a_limit_there_is_room_and_nothing_needed() -> None:
    obs = pd.DataFrame(
        {"region": "320682", "indicator": "own_a", "period": [2015, 2018, 2020]}
    ).assign(
        measure=["value", "value", "target"],
        bound=["exact", "exact", "at_most"],
        value=[10.0, 14.0, 16.0],
    )
    said = str(narrative.pace(kejidata.pace(obs, 2015), lang="zh"))
    assert "1项目标落后于进度" in said
    assert "控制在16以内" in said
    assert "此后每年最多可增长6.9%" in said  # (16 / 14) ^ (1 / 2) - 1
    assert "还需" not in said


def test_a_target_without_a_base_has_its_reason() -> None:
    obs = pd.DataFrame(
        {"region": "320682", "indicator": "own_a", "period": [2025], "measure": "target"}
    ).assign(value=[5.0])
    assert "没有可比的基期数据" in str(narrative.pace(kejidata.pace(obs, 2020), lang="zh"))


def test_a_target_has_its_unit_as_its_actual_has() -> None:
    obs = pd.DataFrame(
        {
            "region": "320682",
            "indicator": "own_a",
            "period": [2020, 2022, 2025],
            "measure": ["value", "value", "target"],
            "value": [100.0, 121.0, 160.0],
            "unit": "亿元",
        }
    )
    found = kejidata.pace(obs, 2020)
    assert "目标为160亿元，2022年达到121亿元" in str(narrative.pace(found, lang="zh"))
    assert "the target is CNY 16 billion" in str(narrative.pace(found, lang="en"))


def test_a_yearly_rate_is_always_a_number() -> None:
    # 100 to 800 in three years and to 3200 in two more: doubled each year.
    said = told("en", ("own_a", 100, 800, 3200))
    assert "needed now: up 100% a year; since 2020: up 100% a year" in said
    # 100 twice, and 121 two years on, are 0 and 10 %.
    said = told("en", ("own_a", 100, 100, 121))
    assert "needed now: up 10% a year; since 2020: 0% a year" in said

"""The paragraph on growth: words at the thresholds, shapes of frames, refusals."""

from __future__ import annotations

import pandas as pd
import pytest

from kejidata import narrative
from kejidata.measures.growth import growth_rates
from kejidata.measures.index_numbers import index_numbers


def obs(values: dict[str, tuple[float | None, float | None]], **more: object) -> pd.DataFrame:
    """Return figures of 2019 and 2020, by region or by indicator."""
    rows = [
        {"region": "甲县", "indicator": "x", "period": period, "value": value}
        | {"region" if name[0] in "甲乙丙丁戊己" else "indicator": name}
        for name, pair in values.items()
        for period, value in zip((2019, 2020), pair, strict=True)
        if value is not None
    ]
    return pd.DataFrame(rows).assign(**more)


def told(frame: pd.DataFrame, lang: str = "zh") -> str:
    return str(narrative.growth(growth_rates(frame), observations=frame, lang=lang))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("base", "value", "zh", "en"),
    [
        (100.0, 135.0, "比上年增长35%", "grew 35% on the previous year"),
        (100.0, 90.0, "比上年下降10%", "fell 10% on the previous year"),
        (100.0, 100.0, "与上年持平", "stayed unchanged from the previous year"),
        (100.0, 199.0, "比上年增长99%", "grew 99% on"),
        (100.0, 200.0, "比上年翻一番", "doubled on the previous year"),
        (100.0, 250.0, "比上年增长1.5倍", "more than doubled (up 150%)"),
        # As a multiple it would be 1.00: two decimals that say less than the rate.
        (1000.0, 2002.0, "比上年增长100.2%", "more than doubled (up 100.2%)"),
        (100.0, 0.0, "比上年下降100%", "fell 100%"),
    ],
)
def test_the_word_follows_from_the_number(base: float, value: float, zh: str, en: str) -> None:
    frame = obs({"甲县": (base, value)})
    assert zh in told(frame)
    assert en in told(frame, "en")


def test_part_of_a_year_is_compared_with_the_same_part() -> None:
    frame = pd.DataFrame(
        {"region": "甲县", "indicator": "x", "period": ["2019-01/2019-11", "2020-01/2020-11"]}
    ).assign(value=[100.0, 110.0])
    assert told(frame) == "2020年1—11月，甲县x为110，比上年同期增长10%。"
    assert "grew 10% on the same period of the previous year" in told(frame, "en")


def test_a_longer_span_names_its_base() -> None:
    frame = pd.DataFrame(
        {"region": "甲县", "indicator": "x", "period": [2015, 2020], "value": [100.0, 150.0]}
    )
    rates = growth_rates(frame, span=5)
    assert "比2015年增长50%" in str(narrative.growth(rates, observations=frame))


def test_a_share_moves_in_points() -> None:
    frame = obs({"甲县": (2.24, 2.40)}, unit="%", step=0.01)
    assert "为2.40%，比上年提高0.16个百分点" in told(frame)
    assert "rose by 0.16 percentage points" in told(frame, "en")
    assert "回落0.16个百分点" in told(obs({"甲县": (2.40, 2.24)}, unit="%", step=0.01))


def test_a_small_place_keeps_its_published_digits() -> None:
    # The registry tells this indicator in one decimal of 亿元, as the nation's is.
    frame = obs({"rd_expenditure": (3.11, 3.27)}, unit="亿元", step=0.01)
    assert "3.27亿元" in told(frame)
    assert "CNY 327 million" in told(frame, "en")
    large = obs({"rd_expenditure": (33357.11, 36326.81)}, unit="亿元", step=0.01)
    assert "36326.8亿元" in told(large)


def test_digits_end_where_rounding_does() -> None:
    wide = obs({"甲县": (3.0, 4.0)}, step=1.0, unit="亿元")
    assert "比上年增长0.0%至80.0%" in told(wide)
    fine = obs({"甲县": (22143.6, 24393.1)}, step=0.1, unit="亿元")
    assert "24393.1亿元，比上年增长10.2%" in told(fine)


def test_regions_are_counted_and_the_ends_named() -> None:
    frame = obs({"甲县": (100, 120), "乙县": (100, 90), "丙县": (100, 100)})
    assert told(frame).startswith(
        "2020年，3个地区中，x1个增长、1个下降、1个持平，"
        "增速最高的是甲县（增长20%），降幅最大的是乙县（下降10%）。"
    )
    assert told(frame, "en").startswith(
        "In 2020, x rose in 1, fell in 1 and stayed unchanged in 1 of the 3 regions; "
        "the fastest growth was in 甲县 (up 20%), and the sharpest fall was in 乙县 (down 10%)."
    )


def test_indicators_of_one_region_are_told_together_by_weight() -> None:
    frame = obs({"a": (100, 110), "b": (100, 150), "c": (100, 80)})
    text = told(frame)
    assert text.startswith("2020年，甲县3项可比指标中2项上升、1项下降：")
    assert text.index("b150") < text.index("a110") < text.index("c80")


def test_what_was_refused_is_told_with_its_reason() -> None:
    frame = obs({"甲县": (100, 110), "乙县": (0, 5), "丙县": (None, 7), "丁县": (-3, 4)})
    text = told(frame)
    for words in ("乙县因基期为零", "丙县因没有可比的基期数据", "丁县因基期为负"):
        assert words in text
    english = told(frame, "en")
    assert "乙县 (the base is or may be zero)" in english
    assert "丙县 (no comparable figure for the base period)" in english


def test_a_base_that_is_missing_is_not_called_the_previous_period() -> None:
    """County B has 2020 and lacks the base 2019; 110 was published before its base 100 was."""
    levels = obs({"甲县": (100, 110), "乙县": (None, 50)})
    told_levels = str(narrative.index_numbers(index_numbers(levels, 2019)))
    assert "乙县因没有可比的基期数据，未能计算定基指数。" in told_levels
    early = obs({"甲县": (100, 110)}, vintage=[2022, 2021])
    assert told(early) == "2020年，甲县x因没有可比的基期数据，未能计算增速。"


def test_nothing_at_all_is_said_too() -> None:
    frame = obs({"甲县": (None, 7)})
    assert told(frame) == "2020年，甲县x因没有可比的基期数据，未能计算增速。"
    assert told(frame.iloc[:0]) == "没有可供叙述的数据。"


def test_a_published_rate_implies_its_base_and_says_about() -> None:
    rows = {"region": "320682", "indicator": "sts_revenue", "period": "2020", "step": 0.01}
    frame = pd.DataFrame([rows, rows]).assign(
        measure=["value", "growth_rate"], value=[21.53, 35.08], unit=["亿元", "%"]
    )
    assert "公布增长35.08%，据此推算2019年约15.94亿元" in told(frame)
    assert "a published rise of 35.08% that implies about CNY 1.594 billion for 2019" in told(
        frame, "en"
    )


def test_a_series_runs_from_its_first_to_its_last_year() -> None:
    frame = pd.DataFrame(
        {"region": "甲县", "indicator": "x", "period": [2018, 2019, 2020], "value": [100, 110, 121]}
    )
    assert told(frame) == "2018—2020年，甲县x由100升至121，年均增长10%。"
    assert (
        told(frame, "en")
        == "Over 2018–2020, x in 甲县 rose from 100 to 121, an average of 10% a year."
    )


def test_the_slowest_growth_is_said_of_the_periods_that_can_be_compared() -> None:
    """2022 is not there: 2023 has no base, and its growth may be any."""
    series = {2019: 10.0, 2020: 11.0, 2021: 13.0, 2023: 20.0, 2024: 21.0}
    frame = pd.DataFrame({"region": "甲县", "indicator": "x", **_columns(series)})
    assert "其间可比的时期中，增速最高的是2021年" in told(frame)
    assert "Among the periods in that time that can be compared, the fastest" in told(frame, "en")
    assert "其间，增速最高的是2021年" in told(frame.head(3))


def _columns(series: dict[int, float]) -> dict[str, list[float]]:
    return {"period": [*series], "value": [*series.values()]}

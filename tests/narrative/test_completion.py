"""The paragraph on completion: exceeded, met, missed, ahead and behind, implied, refused."""

from __future__ import annotations

import pandas as pd
import pytest

from kejidata import narrative
from kejidata.measures.completion import completion_ratios


def obs(values: dict[str, tuple[float, float | None]], period: str = "2020") -> pd.DataFrame:
    """Return actuals and targets of one region by indicator."""
    rows = [
        {"region": "甲县", "indicator": name, "measure": measure, "value": number}
        | {"period": period if measure == "value" else "2020"}
        for name, pair in values.items()
        for measure, number in zip(("value", "target"), pair, strict=True)
        if number is not None
    ]
    return pd.DataFrame(rows)


def told(frame: pd.DataFrame, lang: str = "zh") -> str:
    return str(
        narrative.completion(completion_ratios(frame), observations=frame, lang=lang)  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        (99.0, "未完成100的目标，完成率99%", "missed its target of 100"),
        (100.0, "，完成100的目标，完成率100%", "met its target of 100"),
        (101.0, "超额完成100的目标，完成率101%", "exceeded its target of 100"),
        (250.0, "超额完成100的目标，完成率250%", "a completion of 250%"),
    ],
)
def test_the_verdict_turns_at_a_hundred(value: float, zh: str, en: str) -> None:
    frame = obs({"x": (value, 100.0)})
    assert zh in told(frame)
    assert en in told(frame, "en")


def test_rounding_that_leaves_a_hundred_open_is_neither_met_nor_missed() -> None:
    frame = obs({"x": (99.9, 100.0)}).assign(step=[0.5, 0.0], unit="亿元")
    assert "甲县x99.9亿元，可能完成也可能未完成100亿元的目标" in told(frame)
    assert "may have met or missed its target of CNY 10 billion" in told(frame, "en")


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [(95.0, "快于序时进度", "ahead of schedule"), (80.0, "慢于序时进度", "behind schedule")],
)
def test_part_of_a_year_is_held_against_its_share(value: float, zh: str, en: str) -> None:
    frame = obs({"x": (value, 100.0)}, period="2020-01/2020-11")
    assert zh in told(frame)
    assert "时间进度91.7%" in told(frame)
    assert en in told(frame, "en")
    assert "91.7% of the year gone" in told(frame, "en")


def test_many_are_counted_then_the_furthest_named() -> None:
    frame = obs({"a": (150, 100), "b": (110, 100), "c": (100, 100), "d": (70, 100)})
    text = told(frame)
    assert text.startswith("2020年，甲县4项指标的目标中，2项超额完成、1项完成、1项未完成。")
    assert text.index("a（150") < text.index("b（110") < text.index("d（70")
    assert "Of the targets for 4 indicators, 2 were exceeded, 1 was met and 1 was missed." in told(
        frame, "en"
    ).replace("For 甲县 in 2020, of", "Of")


def test_a_target_that_was_never_set_is_told() -> None:
    frame = obs({"a": (150, 100), "b": (110, None), "c": (1, 0)})
    assert "另有b因没有公布目标、c因目标为零，未能计算完成率" in told(frame)
    assert "b (no target was published) and c (the target is zero)" in told(frame, "en")


def test_a_stated_completion_implies_the_target_and_says_about() -> None:
    rows = {"region": "320682", "indicator": "tech_contract_value", "period": "2020"}
    frame = pd.DataFrame([rows, rows]).assign(
        measure=["value", "completion_ratio"], value=[26.82, 121.9], unit=["亿元", "%"]
    )
    frame["step"] = [0.01, 0.1]
    assert "公布的完成率为121.9%，超额完成目标，据此推算目标约22.0亿元" in told(frame)
    assert "implies a target of about CNY 2.20 billion" in told(frame, "en")


def test_a_stock_is_told_without_a_word_of_the_calendar() -> None:
    half = "2020-01/2020-06"
    assert "快于序时进度" in told(obs({"hnte_certified": (80.0, 100.0)}, half))
    zh, en = (told(obs({"hnte_total": (80.0, 100.0)}, half), lang) for lang in ("zh", "en"))
    assert "80%" in zh
    assert "进度" not in zh
    assert "80%" in en
    assert not any(words in en for words in ("schedule", "of the year gone"))


@pytest.mark.parametrize(
    ("period", "zh", "en"),
    [
        ("2020-01/2020-11", "相当于全年目标约100的80%", "80% of the year's target of about 100."),
        (
            "2020",
            "可能完成也可能未完成约100的目标",
            "may have met or missed its target of about 100",
        ),
    ],
)
def test_a_target_told_as_about_proves_nobody_behind(period: str, zh: str, en: str) -> None:
    frame = obs({"x": (80.0, 100.0)}, period).assign(bound=["exact", "about"])
    assert zh in told(frame)
    assert en in told(frame, "en")
    assert "慢于" not in told(frame)
    over = obs({"x": (180.0, 100.0)}, "2020").assign(bound=["exact", "about"])
    assert "超额完成" in told(over)


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ("2020", "may have kept or exceeded its limit of about 100"),
        ("2020-01/2020-11", "which may already be above the year's limit of about 100"),
    ],
)
def test_a_limit_told_as_about_proves_nobody_above_it(period: str, words: str) -> None:
    frame = obs({"x": (160.0, 100.0)}, period).assign(bound=["exact", "about"], direction=-1)
    assert words in told(frame, "en")


@pytest.mark.parametrize("value", [-3.0, 0.0, 0.4])
def test_an_actual_that_may_be_zero_or_less_is_not_called_zero(value: float) -> None:
    frame = obs({"x": (value, 50.0)}).assign(direction=-1, step=[1.0, 0.0])
    assert "(the actual is or may be zero or less)" in told(frame, "en")
    assert "因实际值为零、为负或可能如此" in told(frame)


@pytest.mark.parametrize(
    ("units", "values", "zh"),
    [
        (("亿元", "万元"), (0.0002, 8.0), "甲县x2万元，未完成8万元的目标，完成率25%"),
        (("万元", "亿元"), (13000.0, 1.25), "甲县x1.3亿元，超额完成1.25亿元的目标，完成率104%"),
    ],
)
def test_a_target_in_another_unit_is_told_in_its_own_size(units, values, zh: str) -> None:
    """8 万元 (ten thousand yuan) is 0.0008 亿元 (hundred million)."""
    assert zh in told(obs({"x": values}).assign(unit=units))

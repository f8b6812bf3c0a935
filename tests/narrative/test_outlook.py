"""The paragraph on a plan: below, above and level with what was reached; the incomparable."""

from __future__ import annotations

import pandas as pd

from kejidata import narrative
from kejidata.measures.outlook import target_outlook
from kejidata.model.observations import load


def told(frame: pd.DataFrame, lang: str = "zh") -> str:
    return str(
        narrative.outlook(target_outlook(frame), observations=frame, lang=lang)  # type: ignore[arg-type]
    )


def plan(values: dict[str, tuple[float | None, float]]) -> pd.DataFrame:
    """Return actuals of 2020 and targets of 2021 by indicator."""
    rows = [
        {"region": "甲县", "indicator": name, "period": when, "measure": measure, "value": number}
        for name, pair in values.items()
        for when, measure, number in zip((2020, 2021), ("value", "target"), pair, strict=True)
        if number is not None
    ]
    return pd.DataFrame(rows)


def test_each_side_is_counted_and_ordered_by_distance() -> None:
    frame = plan({"a": (100, 90), "b": (100, 50), "c": (100, 130), "d": (100, 100)})
    text = told(frame)
    assert text.startswith(
        "2021年，甲县计划的4项目标中，4项有往年实绩可比：2项低于已达到的水平、1项高于已达到的水平、"
        "1项与已达到的水平持平。"
    )
    assert "低于2020年实绩的是b（目标50，实绩100，低50%）、a（目标90，实绩100，低10%）。" in text
    assert "高于2020年实绩的是c（目标130，实绩100，高30%）。" in text
    english = told(frame, "en")
    assert "2 lie below the level already reached, 1 lies above it and 1 repeats it." in english
    assert "b (50 against 100, 50% lower) and a (90 against 100, 10% lower)" in english


def test_a_target_without_actual_is_told() -> None:
    text = told(plan({"a": (None, 90), "b": (100, 50)}))
    assert "a因没有可比的实绩" in text
    assert "没有一项有往年实绩可比" in told(plan({"a": (None, 90)}))


def test_the_plan_of_rugao_lies_below_what_was_reached_in_four_points() -> None:
    obs = load()
    text = told(obs[obs["source"] == "rugao_2020"])
    assert "4项低于已达到的水平" in text
    for words in (
        "征集技术需求数（目标150项，实绩249项，低39.8%）",
        "争取上级科技资金（目标2000万元以上，实绩3057.28万元，低34.6%）",
        "新实施5万元以上产学研合作项目数（目标30项以上，相近的签订产学研合作项目数为177项）",
        "如科贷发放金额（目标1.2亿元，实绩7563万元，高58.7%）",
    ):
        assert words in text

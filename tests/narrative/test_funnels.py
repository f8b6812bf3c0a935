"""The paragraph on the stages of a process, worked by hand."""

from __future__ import annotations

import pandas as pd

from kejidata import narrative

PAIRS = [("applied", "certified"), ("signed", "paid"), ("asked", "lent"), ("in", "out")]


def frame(**values: float) -> pd.DataFrame:
    money = ("signed", "paid", "asked", "lent")
    rows = [
        {"indicator": code, "value": value, "unit": "万元" if code in money else "家"}
        for code, value in values.items()
    ]
    return pd.DataFrame(rows).assign(region="320682", period="2020")


def told(lang: str, **values: float) -> str:
    return str(narrative.funnels(frame(**values), PAIRS, lang=lang))  # type: ignore[arg-type]


def test_the_smallest_share_of_each_kind_is_told() -> None:
    values = {"applied": 200, "certified": 50, "signed": 10, "paid": 5, "asked": 10, "lent": 8}
    text = told("zh", **values)
    assert "3个环节" in text
    assert "按数量，certified为25%；按金额，paid最低（50%）。" in text
    assert "by money lowest for paid (50%)." in told("en", **values)
    equal = told("en", **values | {"lent": 5})
    assert "equally lowest for lent and paid (50%)" in equal or "for paid and lent" in equal


def test_a_stage_without_a_share_is_counted_with_its_reason() -> None:
    text = told("en", applied=200, certified=50, **{"in": 3})
    said = "In 2020, the pass rate in Rugao was 25% for certified."
    assert text.startswith(said)
    assert "Without a pass rate: 1 (" in text
    assert "1 stage" not in told("en", **{"in": 3})


def test_each_number_leads_back_to_both_figures() -> None:
    shown = narrative.funnels(frame(applied=200, certified=50), PAIRS)
    share = shown.facts[shown.facts["text"] == "25%"].iloc[0]
    assert {key[1] for key in share["rows"]} == {"applied", "certified"}


def test_nothing_to_tell() -> None:
    assert str(narrative.funnels(frame(other=1), PAIRS)) == "没有可供叙述的数据。"


def test_periods_are_told_in_the_order_in_which_they_end() -> None:
    early, late = frame(applied=200, certified=50), frame(signed=10, paid=5)
    early["period"] = "2020-01/2020-06"
    both = pd.concat([late, early])
    assert str(narrative.funnels(both, PAIRS, lang="zh")).startswith("2020年1—6月和2020年，")

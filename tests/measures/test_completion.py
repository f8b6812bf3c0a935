import math
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal
from tidy import FEWER, KEYS, SHEETS, obs, sheets, tidy_frames

from kejidata.errors import KejidataError
from kejidata.measures.completion import completion_ratios

COLUMNS = [
    *("region", "indicator", "period", "value", "target", "completion"),
    *("low", "high", "closed", "elapsed", "reason"),
]


def both(value, target, **columns):
    """Return a value and its target of the same year."""
    return obs(
        **{"period": "2020", "measure": ["value", "target"], "value": [value, target], **columns}
    )


def test_completion_is_not_capped_and_a_target_is_exact():
    out = completion_ratios(both(26.82, 22, step=[0.01, 1]))
    assert out.columns.tolist() == COLUMNS
    row = out.iloc[0]
    assert row["completion"] == pytest.approx(121.90909, abs=1e-5)
    assert row["low"] == pytest.approx(26.815 / 22 * 100)
    assert row["high"] == pytest.approx(26.825 / 22 * 100)
    assert row["elapsed"] == 100


def test_the_target_behind_a_stated_completion_holds_the_real_one():
    stated = obs(
        period="2020",
        measure=["value", "completion_ratio"],
        value=[26.82, 121.9],
        step=[0.01, 0.1],
    )
    row = completion_ratios(stated).iloc[0]
    assert row["reason"] == "no_target"
    assert round(row["implied_low"], 3) == 21.989
    assert round(row["implied_high"], 3) == 22.015
    assert row["implied_low"] < 22 < row["implied_high"]


def test_the_implied_target_where_less_is_better():
    stated = obs(period="2020", measure=["value", "completion_ratio"], value=[40.0, 125.0], step=1)
    row = completion_ratios(stated, direction=-1).iloc[0]
    assert row["implied_target"] == 50
    assert row["implied_low"] == pytest.approx(39.5 * 1.245)
    assert row["implied_high"] == pytest.approx(40.5 * 1.255)


def test_less_is_better_turns_the_ratio_round():
    row = completion_ratios(both(40, 50, step=[10, 0]), direction=-1).iloc[0]
    assert row["completion"] == 125
    assert row["low"] == pytest.approx(50 / 45 * 100)
    assert row["high"] == pytest.approx(50 / 35 * 100)


def test_eleven_months_stand_against_the_year_and_say_so():
    row = completion_ratios(both(11, 22, period=["2020-01/2020-11", "2020"])).iloc[0]
    assert row["completion"] == 50
    assert row["elapsed"] == pytest.approx(91.67, abs=0.005)


def test_a_target_of_the_same_months_comes_first():
    frame = obs(
        period=["2020-01/2020-11", "2020-01/2020-11", "2020"],
        measure=["value", "target", "target"],
        value=[11, 20, 22],
    )
    row = completion_ratios(frame).iloc[0]
    assert (row["target"], row["elapsed"]) == (20, 100)


def test_the_newest_publication_counts():
    frame = obs(
        period="2020",
        measure=["value", "value", "target", "target"],
        vintage=[2021, 2022, 2020, 2021],
        value=[1, 3, 5, 6],
    )
    assert completion_ratios(frame)["completion"].tolist() == [50]


def test_targets_in_a_frame_of_their_own():
    values = obs(region=["a", "b"], period=[2020, 2020], value=[10, 20])
    targets = obs(region=["b", "c"], period=["2020", "2020"], value=[40, 1])
    out = completion_ratios(values, targets)
    assert out["target"].tolist()[1] == 40
    assert out["completion"].tolist()[1] == 50
    assert out["reason"].tolist() == ["no_target", ""]


def test_categories_of_two_frames_need_not_agree():
    values = obs(region=["a", "b"], period=2020, value=[10, 20]).astype({"region": "category"})
    targets = obs(region=["z", "b"], period=2020, value=[1, 40]).astype({"region": "category"})
    assert completion_ratios(values, targets)["completion"].tolist()[1] == 50


def test_an_empty_frame_of_targets():
    values = obs(period=[2020], value=[10])
    out = completion_ratios(values, values.iloc[:0])
    assert out["reason"].tolist() == ["no_target"]
    assert math.isnan(out["elapsed"].iloc[0])


@pytest.mark.parametrize(
    ("reason", "frame", "arguments"),
    [
        ("no_value", both(None, 5), {}),
        ("no_target", both(5, None), {}),
        ("no_target", both(5, 5, period=["2020", "2021"]), {}),
        ("period_mismatch", both(5, 5, period=["2020", "2020-01/2020-06"]), {}),
        ("period_mismatch", both(5, 5, period=["2020", "2016/2020"]), {}),
        ("unit_mismatch", both(5, 5, unit=["户", "家"]), {}),
        ("unit_mismatch", both(5, 5, unit=["亿元", ""]), {}),
        ("not_exact", both(5, 5, bound=["at_least", "exact"]), {}),
        ("zero_target", both(5, 0), {}),
        ("negative_target", both(5, -1), {}),
        ("zero_value", both(0, 5), {"direction": -1}),
        ("zero_value", both(0.4, 5, step=1), {"direction": -1}),
        ("zero_value", both(-3, 5), {"direction": -1}),
    ],
)
def test_each_reason_empties_the_completion(reason, frame, arguments):
    row = completion_ratios(frame, **arguments).iloc[0]
    assert row["reason"] == reason
    assert np.isnan([row["completion"], row["low"], row["high"]]).all()


def test_the_first_reason_that_holds_is_given():
    frame = both(0, 0, unit=["户", "家"], bound=["about", "exact"])
    reasons = [completion_ratios(frame, direction=-1)["reason"].iloc[0]]
    for dropped in (["unit"], ["unit", "bound"]):
        rest = frame.drop(columns=dropped)
        reasons.append(completion_ratios(rest, direction=-1)["reason"].iloc[0])
    assert reasons == ["unit_mismatch", "not_exact", "zero_target"]


@pytest.mark.parametrize(
    ("units", "target"), [(["万元", "亿元"], 0.0022), (["件", "万件"], 0.0022), (["", ""], 22)]
)
def test_a_target_is_brought_to_the_unit_of_the_value(units, target):
    row = completion_ratios(both(33, target, unit=units, step=1)).iloc[0]
    assert (row["target"], row["completion"]) == (22, 150)
    assert (row["low"], row["high"]) == pytest.approx((32.5 / 22 * 100, 33.5 / 22 * 100))


def test_a_target_in_a_frame_without_units_has_that_of_the_registry_and_no_other():
    for indicator, found in (("own", "unit_mismatch"), ("rd_expenditure", "")):
        value, target = (obs(indicator=indicator, period=["2020"], value=[n]) for n in (50, 1))
        row = completion_ratios(value.assign(unit="亿元"), target).iloc[0]
        assert row["reason"] == found


def test_a_target_may_be_a_bound():
    frame = both(33, 22, bound=["exact", "at_least"])
    assert completion_ratios(frame)["completion"].tolist() == [150]


@pytest.mark.parametrize("direction", [0, 2, "up"])
def test_direction_is_one_or_minus_one(direction):
    with pytest.raises(KejidataError, match="direction"):
        completion_ratios(both(1, 2), direction=direction)


def test_two_targets_of_one_key_are_refused():
    frame = obs(period="2020", measure=["value", "target", "target"], value=[1, 2, 3])
    with pytest.raises(KejidataError, match="row 1: .*\n.*row 2: "):
        completion_ratios(frame)


def expected(row, target, less):
    """Return reason, completion and its extremes with exact decimals, straight from the rules."""
    if math.isnan(row["value"]):
        return "no_value", None, None, None
    if target is None or math.isnan(target):
        return "no_target", None, None, None
    if row["bound"] != "exact":
        return "not_exact", None, None, None
    if target <= 0:
        return ("zero_target" if target == 0 else "negative_target"), None, None, None
    value, half = Decimal(str(row["value"])), Decimal(str(row["step"])) / 2
    if less and value - half <= 0:
        return "zero_value", None, None, None
    aim = Decimal(str(target))
    ends = [(aim / x if less else x / aim) * 100 for x in (value - half, value, value + half)]
    return "", ends[1], min(ends), max(ends)


@FEWER
@given(tidy_frames(), tidy_frames(), st.booleans())
def test_completion_equals_a_slow_reading_of_the_rules(frame, targets, less):
    keys = list(map(tuple, targets[KEYS].values.tolist()))
    aims = dict(zip(keys, targets["value"], strict=True))
    # A target at_least is one to reach from below, whatever the direction.
    lower = {k for k, b in zip(keys, targets["bound"], strict=True) if b == "at_least"}
    out = completion_ratios(frame, targets, direction=-1 if less else 1)
    rows = {tuple(row[key] for key in KEYS): row for row in frame.to_dict("records")}
    assert list(map(tuple, out[KEYS].values.tolist())) == sorted(rows)
    for found in out.to_dict("records"):
        key = tuple(found[name] for name in KEYS)
        reason, *numbers = expected(rows[key], aims.get(key), less and key not in lower)
        assert found["reason"] == reason
        for name, number in zip(("completion", "low", "high"), numbers, strict=True):
            if number is None:
                assert math.isnan(found[name])
            else:
                assert found[name] == pytest.approx(float(number), rel=1e-9, abs=1e-8)


@SHEETS
@given(sheets(), st.integers(0, 100))
def test_order_and_units_do_not_matter(frame, seed):
    targets = frame.assign(value=frame["value"] + 2)
    out = completion_ratios(frame, targets)
    mixed = completion_ratios(
        frame.sample(frac=1, random_state=seed), targets.sample(frac=1, random_state=seed + 1)
    )
    assert_frame_equal(mixed, out)
    scaled = [
        one.assign(value=one["value"] * 64, step=one["step"] * 64) for one in (frame, targets)
    ]
    compared = ["completion", "low", "high"]
    assert_frame_equal(completion_ratios(*scaled)[compared], out[compared])


def test_the_callers_frames_stay_as_they_were():
    values, targets = both(1, 2), obs(period="2020", value=[3])
    copies = values.copy(), targets.copy()
    completion_ratios(values)
    completion_ratios(values, targets)
    for frame, copy in zip((values, targets), copies, strict=True):
        pd.testing.assert_frame_equal(frame, copy)


def test_periods_of_several_lengths_without_any_target():
    frame = obs(period=["2020", "2020-01/2020-06"], value=[1.0, 2.0]).assign(measure="value")
    out = completion_ratios(frame)
    assert out["reason"].tolist() == ["no_target", "no_target"]
    assert out["elapsed"].isna().all()


@pytest.mark.parametrize(
    ("indicator", "elapsed"),
    [
        ("hnte_certified", 50.0),
        ("hnte_total", None),
        ("loans", None),
        ("valid_invention_patents", None),
        ("population", None),
        ("energy_per_gdp", None),
        ("a_count_of_ones_own", 50.0),
    ],
)
def test_a_stock_is_not_set_against_the_calendar(indicator, elapsed):
    frame = both(40, 50, period=["2020-01/2020-06", "2020"]).assign(indicator=indicator)
    row = completion_ratios(frame.assign(unit=["", ""])).iloc[0]
    assert row["completion"] in (80, 125)  # less energy is better
    assert row["elapsed"] == elapsed if elapsed else pd.isna(row["elapsed"])

"""Numbers, ties and intervals that float noise, vintages, units or labels once made wrong."""

import itertools

import pandas as pd
import pytest
from tidy import obs

from kejidata import base_effects, completion_ratios, growth_rates, rankings
from kejidata.measures import certainty
from kejidata.measures.interval import Interval


def ranges(**columns):
    out = rankings(obs(region=list("ABC")[: len(columns["value"])], period=2020, **columns))
    return list(zip(out["rank"], out["best"], out["worst"], strict=True))


@pytest.mark.parametrize(
    ("values", "steps"),
    [([1e12, 2e12], [1.0, 10.0]), ([12345678901.23, 2e10], [0.01, 1e6]), ([1e12, 1e12 + 1], 1.0)],
)
def test_large_amounts_that_differ_on_their_grids_are_told_apart(values, steps):
    assert ranges(value=values, step=steps) == [(2, 2, 2), (1, 1, 1)]


def test_amounts_of_ten_to_the_twelve_are_told_apart_by_one_fen():
    fen = [1e12, 1000000000000.01, 1000000000000.01]
    assert ranges(value=fen) == [(3, 3, 3), (1, 1, 1), (1, 1, 1)]
    assert ranges(value=fen, step=0.01) == [(3, 3, 3), (1, 1, 2), (1, 1, 2)]


def test_the_lower_end_is_held_and_the_upper_is_not_whatever_is_better():
    """Exactly 5 and exactly 15 beside 5 to 15: only the lower end can be reached."""
    more = {"value": [5.0, 10, 15], "step": [0.0, 10, 0]}
    assert ranges(**more) == [(3, 2, 3), (2, 2, 2), (1, 1, 1)]
    assert ranges(**more, direction=-1) == [(1, 1, 1), (2, 1, 2), (3, 3, 3)]


def test_differences_of_large_shares_hold_no_float_noise():
    frame = obs(period=[2019, 2020], value=[12345678901.23, 12345678901.25], step=0.01)
    row = growth_rates(frame, kind="share").iloc[1]
    assert (row["growth"], row["low"], row["high"]) == (0.02, 0.01, 0.03)
    frame = obs(period=[2019, 2020], value=[1e12, 1e12 + 0.02])
    assert growth_rates(frame)["growth"].tolist()[1] == 2e-12


def test_base_effects_are_of_one_publication():
    # As of 2021: old 120, base 110, new 148.4; lost 10 of a gain of 38.4.
    frame = obs(
        period=[2018, 2018, 2019, 2019, 2020],
        value=[128.0, 120, 115, 110, 148.4],
        vintage=[2019, 2021, 2020, 2021, 2021],
    )
    row = base_effects(frame).set_index("period").loc[2020]
    assert row["recovery"] == pytest.approx(10 / 38.4 * 100)
    assert row["previous"] == pytest.approx(-10 / 120 * 100)
    assert row["two_year"] == pytest.approx(((148.4 / 120) ** 0.5 - 1) * 100)


def test_base_effects_do_not_depend_on_the_order_of_rows():
    frame = obs(
        period=[2018, 2018, 2019, 2020],
        value=[128.0, 128, 115, 148.4],
        vintage=[2019, 2020, 2020, 2021],
        step=[0.1, 1, 0.1, 0.1],
    )
    pd.testing.assert_frame_equal(base_effects(frame), base_effects(frame[::-1]))
    # The newer publication, in ones, counts: (127.5 - 115.05) / (148.45 - 115.05) and so on.
    row = base_effects(frame).iloc[0]
    assert row["recovery_low"] == pytest.approx(12.45 / 33.4 * 100)
    assert row["recovery_high"] == pytest.approx(13.55 / 33.4 * 100)


def test_a_fall_that_is_not_sure_says_so_and_all_ends_are_tried():
    frame = obs(period=[2017, 2018, 2019], value=[100.0, 90, 200], step=[40.0, 40, 1])
    row = base_effects(frame).iloc[0]
    ends = itertools.product((80, 120), (70, 110), (199.5, 200.5))
    parts = [(old - base) / (new - base) * 100 for old, base, new in ends]
    assert row["recovery_low"] == pytest.approx(min(parts))
    assert row["recovery_high"] == pytest.approx(max(parts))
    assert row["previous_low"] < row["previous"] < 0 < row["previous_high"]


def completion(value, target, period="2021", **columns):
    frame = obs(period=["2021", period], measure=["target", "value"], value=[target, value])
    return completion_ratios(frame.assign(**columns)).iloc[0]


def test_a_target_that_is_a_limit_is_met_from_its_side():
    for value, percent in ((40.0, 125), (60.0, 50 / 60 * 100)):
        row = completion(value, 50.0, bound=["at_most", "exact"])
        assert row["completion"] == pytest.approx(percent)
    row = completion(40.0, 50.0, bound=["at_least", "exact"], direction=-1)
    assert row["completion"] == 80


@pytest.mark.parametrize(
    ("value", "step", "target", "ends"),
    [
        (1.0000000000131, 1e-13, 1e4, (0.0100000000001305, 0.010000000000131, 0.0100000000001315)),
        (5e11 + 0.01, 0.01, 1e12, (50.0000000000005, 50.000000000001, 50.0000000000015)),
        (0.00012345678901, 1e-14, 1, (0.0123456789005, 0.012345678901, 0.0123456789015)),
    ],
)
def test_a_completion_has_the_digits_of_its_figures(value, step, target, ends):
    row = completion(value, target, step=[0, step])
    assert (row["low"], row["completion"], row["high"]) == ends
    assert completion(1.00000000000131, 1e4)["completion"] == 0.0100000000000131


@pytest.mark.parametrize(("fen", "is_at"), [(0, "on_time"), (1, "on_time"), (-1, "late")])
def test_half_a_year_of_a_thousand_billion_yuan_is_judged_to_the_fen(fen, is_at):
    row = completion((5 * 10**13 + fen) / 100, 1e12, "2021-01/2021-06", unit="元")
    found = certainty.progress(Interval(row["low"], row["high"]), row["elapsed"])
    assert found == is_at
    third = completion(1e12, 3e12, "2021-01/2021-04", unit="元")
    assert third["completion"] == third["elapsed"]


def test_a_count_in_tens_of_thousands_is_rounded():
    """1.23 万件 (12,300 pieces) to a hundredth leaves 100 pieces open."""
    frame = obs(period=[2019, 2020], value=[1.23, 1.45], unit="万件", kind="count")
    row = growth_rates(frame.assign(step=0.01)).iloc[1]
    assert row["low"] == pytest.approx((1.445 / 1.235 - 1) * 100)
    assert row["high"] == pytest.approx((1.455 / 1.225 - 1) * 100)
    exact = growth_rates(frame.assign(step=0.0001)).iloc[1]
    assert exact["low"] == exact["growth"] == exact["high"]


def test_the_implied_target_of_a_value_that_may_be_below_zero():
    # Less is better: -5 to 5 times 172.25 to 172.35 %.
    frame = obs(period=2020, measure=["value", "completion_ratio"], value=[0.0, 172.3])
    row = completion_ratios(frame.assign(step=[10.0, 0.1], direction=-1)).iloc[0]
    assert (row["implied_low"], row["implied_high"]) == pytest.approx((-8.6175, 8.6175))


@pytest.mark.parametrize("period", ["2021-12", "2021-07/2021-12", "2021-02"])
def test_what_does_not_begin_the_year_is_not_held_against_its_target(period):
    row = completion(8.0, 20.0, period)
    assert row["reason"] == "period_mismatch"
    assert pd.isna(row["elapsed"])
    assert pd.isna(row["target"])


@pytest.mark.parametrize(("period", "gone"), [("2021-01", 100 / 12), ("2021-01/2021-06", 50)])
def test_elapsed_is_what_is_gone_at_the_end(period, gone):
    assert completion(1.0, 12.0, period)["elapsed"] == pytest.approx(gone)
    assert pd.isna(completion(2.9, 3.0, period, unit="%")["elapsed"])


def test_regions_by_name_and_code_are_one_in_every_measure():
    """江苏 and 320000 are Jiangsu, 浙江 is Zhejiang, 全国 the nation."""
    frame = obs(region=["江苏", "320000"], period=[2019, 2020], value=[1.0, 2.0])
    growth = growth_rates(frame)
    assert growth["growth"].tolist()[1] == 100
    assert growth["region"].tolist() == ["江苏", "320000"]
    targets = obs(region="Jiangsu", period=[2019, 2020], value=[2.0, 4.0])
    assert completion_ratios(frame, targets)["completion"].tolist() == [50, 50]
    labels = ["江苏", "320000", "江苏省"]
    falls = obs(region=labels, period=[2018, 2019, 2020], value=[128.0, 115, 148.4])
    assert base_effects(falls)["region"].tolist() == ["江苏省"]
    named = obs(
        region=["江苏", "浙江", "苏州", "全国"], period=2020, value=[3000.0, 2500, 900, 24000]
    )
    ranks = rankings(named).set_index("region")
    assert ranks["rank"].dropna().to_dict() == {"江苏": 1, "浙江": 2}
    # Suzhou among the cities of Jiangsu and the nation have nobody beside them.
    assert set(ranks.loc[ranks["reason"] == "no_peer"].index) == {"苏州", "全国"}
    assert len(rankings(named, among="全国")) == 31


@pytest.mark.parametrize(
    ("value", "target", "bound", "met"),
    [
        # One fen (0.01 yuan) short of, on and over a target of a thousand billion yuan.
        (999_999_999_999.99, 1e12, "exact", False),
        (1e12, 1e12, "exact", True),
        (1_000_000_000_000.01, 1e12, "exact", True),
        (1_000_000_000_000.01, 1e12, "at_most", False),
    ],
)
def test_a_fen_decides_whether_a_target_is_met(value, target, bound, met):
    row = completion(value, target, bound=[bound, "exact"])
    assert (row["completion"] >= 100) == met
    assert row["completion"] == pytest.approx(100)

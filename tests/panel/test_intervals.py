import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tidy import obs

from kejidata.panel import intake, intervals, metadata


def test_half_a_step_unless_counted_in_ones_or_set():
    frame = obs(
        indicator=["own amount", "own count", "own count ", "own amount"],
        period=2020,
        value=[26.82, 3, 1200, 22],
        step=[0.01, 1, 100, 1],
        kind=["amount", "count", "count", "amount"],
        measure=["value", "value", "value", "target"],
    )
    rows = intake.read(frame)
    assert intervals.half_of(rows, metadata.kinds(rows, frame)).tolist() == [0.005, 0, 50, 0]


def test_without_a_step_a_figure_is_exact():
    frame = obs(period=2020, value=[1.0, 2.0], region=["a", "b"])
    assert intervals.half_of(intake.read(frame), ["amount"]) is None


@given(*[st.floats(-50, 50)] * 2, *[st.floats(0.1, 50)] * 2, *[st.floats(0, 1)] * 2)
def test_a_quotient_never_leaves_its_extremes(x, dx, y, dy, part, share):
    low, high = intervals.quotient(*(np.array([n]) for n in (x, x + abs(dx), y, y + dy)))
    inside = (x + part * abs(dx)) / (y + share * dy)
    assert low[0] - 1e-9 <= inside <= high[0] + 1e-9
    corners = [a / b for a in (x, x + abs(dx)) for b in (y, y + dy)]
    assert (low[0], high[0]) == pytest.approx((min(corners), max(corners)))


def test_settled_percent_numbers_hold_no_noise():
    noisy = np.array([2.40 - 2.24, (1.1 - 1) / 1 * 100, np.nan])
    assert intervals.settle(noisy).tolist()[:2] == [0.16, 10]


@given(st.integers(1, 10**11), st.integers(-15, 15))
def test_twelve_significant_digits_keep_every_published_figure(digits, exponent):
    number = float(f"{digits}e{exponent}")
    found = intervals.significant(np.array([number, np.nextafter(number, np.inf)]))
    assert found == pytest.approx([number, number], rel=1e-15, abs=0)
    assert found[0] == found[1]


def test_what_cannot_be_rounded_stays():
    kept = intervals.significant(np.array([0.0, np.nan, 1e300]))
    assert kept[0] == 0
    assert np.isnan(kept[1])
    assert kept[2] == 1e300

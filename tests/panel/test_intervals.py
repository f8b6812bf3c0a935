from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tidy import obs

from kejidata.panel import intake, intervals, metadata


def test_a_step_unless_counted_in_ones_or_set():
    frame = obs(
        indicator=["own amount", "own count", "own count ", "own amount"],
        period=2020,
        value=[26.82, 3, 1200, 22],
        step=[0.01, 1, 100, 1],
        kind=["amount", "count", "count", "amount"],
        measure=["value", "value", "value", "target"],
    )
    rows = intake.read(frame)
    assert intervals.steps_of(rows, metadata.kinds(rows, frame)).tolist() == [0.01, 0, 100, 0]


def test_without_a_step_a_figure_is_exact():
    frame = obs(period=2020, value=[1.0, 2.0], region=["a", "b"])
    assert intervals.steps_of(intake.read(frame), ["amount"]) is None


def test_percent_numbers_hold_no_noise():
    noisy = intervals.percent(np.array([1.1 - 1, 0.07, np.nan]), np.ones(3))
    assert noisy.tolist()[:2] == [10, 7]


DECIMALS = st.builds(
    "{}e{}".format,
    st.one_of(st.integers(-999, 999), st.integers(-(10**15) + 1, 10**15 - 1)).filter(bool),
    st.integers(-30, 8),
)


@given(DECIMALS, DECIMALS)
def test_a_percent_number_is_the_quotient_of_the_decimals_rounded_once(part, whole):
    found = intervals.percent(np.array([float(part)]), np.array([float(whole)]))
    assert found.tolist() == [float(Fraction(part) / Fraction(whole) * 100)]


@given(st.integers(1, 10**6), st.integers(-6, 6))
def test_equal_quotients_are_one_number_at_any_size(thirds, power):
    """A third of anything is a third, whether its figures are short or long."""
    third = Fraction(float(thirds)) * Fraction(10) ** power
    pairs = [(1.0, 3.0), (float(third), float(3 * third)), (333333333333.33, 999999999999.99)]
    part, whole = map(np.array, zip(*pairs, strict=True))
    assert intervals.percent(part, whole).tolist() == [100 / 3] * 3


CENTS = st.integers(-(10**14), 10**14)


@given(CENTS, CENTS)
def test_a_difference_of_amounts_in_fen_is_exact(one, other):
    """Amounts in yuan of up to 10^12, with fen: the difference is a whole number of fen."""
    found = intervals.minus(np.array([one / 100]), np.array([other / 100]))
    assert found.tolist() == [float(Decimal(one - other) / 100)]


@given(CENTS, st.sampled_from(["0.01", "0.1", "1", "10", "1000000"]))
def test_ends_are_the_decimals_half_a_step_away(cents, step):
    value = (Decimal(cents) / 100).quantize(Decimal(step)) if Decimal(step) <= 1 else Decimal(cents)
    low, high = intervals.ends(np.array([float(value)]), np.array([float(step)]))
    half = Decimal(step) / 2
    assert (low[0], high[0]) == (float(value - half), float(value + half))


@given(st.integers(-(10**14), 10**14).filter(bool), st.integers(0, 6))
def test_a_number_of_fifteen_digits_keeps_them_and_loses_noise(digits, places):
    number = float(Decimal(digits).scaleb(-places))
    noisy = np.nextafter(number, np.inf)
    assert intervals.decimal(np.array([number, noisy])).tolist() == [number, number]


@given(st.integers(1, 10**11), st.integers(-15, 15))
def test_twelve_significant_digits_keep_every_published_figure(digits, exponent):
    number = float(f"{digits}e{exponent}")
    found = intervals.significant(np.array([number, np.nextafter(number, np.inf)]), 12)
    assert found == pytest.approx([number, number], rel=1e-15, abs=0)
    assert found[0] == found[1]


def test_digits_that_are_all_nines_are_kept():
    nines = np.array([999999999999.999, 0.000999999999999999])
    assert intervals.significant(nines).tolist() == nines.tolist()


def test_a_difference_of_very_small_decimals_holds_no_noise():
    found = intervals.minus(np.array([9.39e-15, -1e-13]), np.array([9e-11, 2.49755789e-9]))
    assert found.tolist() == [-8.999061e-11, -2.49765789e-9]


def test_what_cannot_be_rounded_stays():
    kept = intervals.significant(np.array([0.0, np.nan, 1e300]))
    assert kept[0] == 0
    assert np.isnan(kept[1])
    assert kept[2] == 1e300

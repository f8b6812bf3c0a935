"""Exact decimals, units and the one rounding rule."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kejidata.errors import KejidataError
from kejidata.model.units import convert, parse_decimal, round_half_up, split_unit

UNITS = ["元", "万元", "亿元", "万亿元", "千元", "百万元"]


@pytest.mark.parametrize(
    ("text", "value", "step"),
    [
        ("26.82", "26.82", "0.01"),
        ("1384.0", "1384.0", "0.1"),
        ("7422", "7422", "1"),
        ("1,234,567.5", "1234567.5", "0.1"),
        ("－２２．５", "-22.5", "0.1"),
        (" 0.03 ", "0.03", "0.01"),
    ],
)
def test_a_decimal_keeps_value_and_step(text, value, step):
    assert parse_decimal(text) == (Decimal(value), Decimal(step))
    assert str(parse_decimal(text)[1]) == step


@pytest.mark.parametrize("text", ["", "12x", "1,23", "二", "1e5", "nan", "--1", "1.", "9" * 101])
def test_what_is_no_decimal_is_refused(text):
    with pytest.raises(KejidataError, match="Arabic number"):
        parse_decimal(text)


@pytest.mark.parametrize(
    ("unit", "factor", "base"),
    [
        ("万元", 10**4, "元"),
        ("亿元", 10**8, "元"),
        ("亿", 10**8, ""),
        ("万亿元", 10**12, "元"),
        ("萬元", 10**4, "元"),
        ("万人", 10**4, "人"),
        ("件/万人", 1, "件/万人"),
        ("万千瓦", 10**4, "千瓦"),
        ("千克", 1, "千克"),
        ("百分点", 1, "百分点"),
        ("％", 1, "%"),
        ("", 1, ""),
    ],
)
def test_a_unit_splits_into_magnitude_and_base(unit, factor, base):
    assert split_unit(unit) == (Decimal(factor), base)


def test_conversion_has_no_float_noise():
    assert convert(Decimal("3057.28"), "万元", "元") == Decimal(30572800)
    assert convert(Decimal("1450"), "万元", "亿元") == Decimal("0.145")


@given(st.decimals(-(10**12), 10**12, places=4), st.sampled_from(UNITS), st.sampled_from(UNITS))
def test_conversion_there_and_back_is_the_same_number(value, unit, to):
    assert convert(convert(value, unit, to), to, unit) == value


def test_unlike_units_are_refused():
    with pytest.raises(KejidataError, match="different things"):
        convert(Decimal(1), "万元", "万人")


@pytest.mark.parametrize(
    ("value", "decimals", "rounded"),
    [(2.675, 2, "2.68"), (0.5, 0, "1"), (-0.5, 0, "-1"), (35.08, 1, "35.1"), (-0.001, 2, "0.00")],
)
def test_halves_go_away_from_zero(value, decimals, rounded):
    assert str(round_half_up(value, decimals)) == rounded
    assert str(round_half_up(Decimal(str(value)), decimals)) == rounded


@given(st.decimals(-(10**9), 10**9, places=6), st.integers(0, 5))
def test_rounding_moves_a_number_by_half_a_step_at_most(value, decimals):
    assert abs(round_half_up(value, decimals) - value) <= Decimal("0.5").scaleb(-decimals)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), Decimal("NaN")])
def test_what_is_not_finite_cannot_be_rounded(value):
    with pytest.raises(KejidataError, match="cannot be rounded"):
        round_half_up(value, 1)

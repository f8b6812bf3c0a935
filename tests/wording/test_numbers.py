"""Numerals: exact scaling, and no more digits than the data supports."""

from __future__ import annotations

from decimal import Decimal

import narrative_oracle as oracle
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kejidata.panel.intervals import supported
from kejidata.wording import numbers


@pytest.mark.parametrize(
    ("number", "unit", "zh", "en"),
    [
        ("26.82", "亿元", "26.82亿元", "CNY 2.682 billion"),
        ("3057.28", "万元", "3057.28万元", "CNY 30.5728 million"),
        ("15520", "万元", "1.552亿元", "CNY 155.2 million"),
        ("10000", "万元", "1亿元", "CNY 100 million"),
        ("9999", "万元", "9999万元", "CNY 99.99 million"),
        ("0.68", "亿元", "6800万元", "CNY 68 million"),
        ("0.5", "万元", "5000元", "CNY 5,000"),
        ("24393.1", "亿元", "24393.1亿元", "CNY 2,439.31 billion"),
        ("0", "万元", "0万元", "CNY 0"),
        ("1", "个百分点", "1个百分点", "1 percentage point"),
        ("0.16", "个百分点", "0.16个百分点", "0.16 percentage points"),
        ("107", "家", "107家", "107"),
        ("52.3", "万人年", "52.3万人年", "523,000 person-years"),
        ("41.93", "万元/项", "41.93万元/项", "CNY 419,300 per project"),
    ],
)
def test_an_amount_takes_the_unit_that_readers_expect(
    number: str, unit: str, zh: str, en: str
) -> None:
    assert numbers.amount(Decimal(number), unit, "zh") == zh
    assert numbers.amount(Decimal(number), unit, "en") == en


@given(
    st.decimals(0, 10**7, places=2),
    st.sampled_from(["亿元", "万元", "元", "%", "万人", "件"]),
    st.sampled_from(["zh", "en"]),
)
def test_an_amount_reads_back_to_the_last_digit(number: Decimal, unit: str, lang: str) -> None:
    shown = numbers.amount(number, unit, lang)  # type: ignore[arg-type]
    assert oracle.read(shown, unit, lang) == number


@given(st.floats(-1e6, 1e6), st.floats(1e-6, 1e3), st.integers(0, 4))
def test_the_last_digit_shown_is_one_that_the_interval_supports(
    middle: float, half: float, cap: int
) -> None:
    places = supported(middle - half, middle + half, cap)
    width = (middle + half) - (middle - half)
    if places is None:
        assert width / 2 > 0.999
    else:
        assert places <= cap
        assert 10.0**-places >= width / 2 * 0.999


def test_a_published_number_keeps_its_published_digits() -> None:
    assert str(numbers.settle(26.8, 0.01)) == "26.80"
    assert str(numbers.settle(0.1 + 0.2, 0.0)) == "0.3"
    assert str(numbers.settle(2.675, 0.01)) == "2.68"
    assert str(numbers.settle(12000.0, 1000.0)) == "12000"


@pytest.mark.parametrize(
    ("rank", "english"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (13, "13th")],
)
def test_ordinals(rank: int, english: str) -> None:
    assert numbers.ordinal(rank, "en") == english
    assert numbers.ordinal(rank, "zh") == f"第{rank}位"

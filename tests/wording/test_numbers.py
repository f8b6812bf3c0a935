"""Numerals: exact scaling, and no more digits than the data supports."""

from __future__ import annotations

import re
from decimal import Decimal

import narrative_oracle as oracle
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kejidata.wording import numbers
from kejidata.wording.precision import supported


@pytest.mark.parametrize(
    ("number", "unit", "zh", "en"),
    [
        ("26.82", "亿元", "26.82亿元", "CNY 2.682 billion"),
        ("3057.28", "万元", "3057.28万元", "CNY 30.5728 million"),
        ("15520", "万元", "1.552亿元", "CNY 155.2 million"),
        ("10000", "万元", "1亿元", "CNY 100 million"),
        ("1000000000000", "元", "1万亿元", "CNY 1 trillion"),
        ("36326.8", "亿元", "36326.8亿元", "CNY 3,632.68 billion"),
        ("12.5", "万吨", "12.5万吨", "125,000 tonnes"),
        ("9999", "万元", "9999万元", "CNY 99.99 million"),
        ("0.68", "亿元", "6800万元", "CNY 68 million"),
        ("0.5", "万元", "5000元", "CNY 5,000"),
        # Zeros behind a published decimal point stay, those of a whole number may go.
        ("22.0", "亿元", "22.0亿元", "CNY 2.20 billion"),
        ("26.80", "亿元", "26.80亿元", "CNY 2.680 billion"),
        ("0.680", "亿元", "6800万元", "CNY 68.0 million"),
        ("2000", "万元", "2000万元", "CNY 20 million"),
        ("15520.0", "万元", "1.55200亿元", "CNY 155.200 million"),
        ("0.00006", "亿元", "6000元", "CNY 6,000"),
        ("-2.5", "亿元", "−2.5亿元", "−CNY 250 million"),
        # A unit that begins with a digit is never set behind the digits of a number.
        ("12", "万件", "12万件", "120,000"),
        ("12.3", "万人", "12.3万人", "123,000 people"),
        ("24393.1", "亿元", "24393.1亿元", "CNY 2,439.31 billion"),
        ("0", "万元", "0万元", "CNY 0"),
        ("1", "个百分点", "1个百分点", "1 percentage point"),
        ("0.16", "个百分点", "0.16个百分点", "0.16 percentage points"),
        ("107", "家", "107家", "107"),
        ("52.3", "万人年", "52.3万人年", "523,000 person-years"),
        ("41.93", "万元/项", "41.93万元/项", "CNY 419,300 per project"),
        ("0.004607", "亿元/人年", "46.07万元/人年", "CNY 460,700 per person-year"),
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
    assert str(numbers.published(26.8, 0.01)) == "26.80"
    assert str(numbers.published(0.1 + 0.2, 0.0)) == "0.3"
    assert str(numbers.published(2.675, 0.01)) == "2.68"
    assert str(numbers.published(12000.0, 1000.0)) == "12000"


@pytest.mark.parametrize("number", ["0.00123", "0.00006", "1.23456789", "1234567.89", "0.1"])
def test_a_number_without_a_step_is_told_with_its_own_digits(number: str) -> None:
    assert f"{numbers.published(float(number)):f}" == number


@pytest.mark.parametrize(
    ("value", "step", "shown"),
    [
        (0.00006, 0.0, "0.00006"),
        (0.00006, 1e-6, "0.000060"),
        (0.70342417, 1e-8, "0.7034"),
        (3057.28123456, 1e-8, "3057.28"),
    ],
)
def test_the_decimals_of_the_registry_never_empty_a_small_number(
    value: float, step: float, shown: str
) -> None:
    assert f"{numbers.published(value, step, most=2):f}" == shown


@given(st.floats(1e-11, 1e9))
def test_what_is_not_zero_never_reads_zero(value: float) -> None:
    shown = numbers.computed(value, value, value, "%", "en")
    assert re.search("[1-9]", shown), shown


def test_an_open_interval_has_the_same_ends_in_a_sentence_and_on_a_label() -> None:
    ends = (300 / 7, 100.0, "%")
    assert numbers.interval(*ends, "en") == "between 42.9% and 100.0%"
    assert numbers.interval(*ends, "en", form="label") == "42.9% to 100.0%"
    assert numbers.interval(*ends, "zh") == "42.9%至100.0%"
    assert numbers.computed(66.7, *ends, "en", signed=True) == "+42.9% to +100.0%"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_minus_is_a_minus_sign_for_people(lang: str) -> None:
    assert numbers.number(-4.3, lang) == "\N{MINUS SIGN}4.3"
    assert "-" not in numbers.interval(-1.2, 3.4, "个百分点", lang, signed=True)


def test_an_axis_of_money_is_in_billions_or_millions() -> None:
    scale = numbers.scale_of("亿元", "en", [12.4, 26.82])
    assert (scale.unit, scale.factor) == ("CNY billion", 0.1)
    assert scale.digits(Decimal("26.80"), "en") == "2.680"
    assert numbers.scale_of("万元", "en", [7563.0]) == ("CNY million", -2 + 4)


@pytest.mark.parametrize(
    ("unit", "value", "english", "chinese"),
    [
        ("万件", 1210.0, ("million", "12.1"), ("万件", "1210")),
        ("万件", 12.0, ("number", "120,000"), ("万件", "12")),
        ("万人", 150.0, ("million people", "1.5"), ("万人", "150")),
        ("亿千瓦时", 12.0, ("billion kWh", "1.2"), ("亿千瓦时", "12")),
        ("件", 1210.0, ("number", "1,210"), ("件", "1210")),
        ("元", 2e12, ("CNY trillion", "2"), ("万亿元", "2")),
        ("元", 3e6, ("CNY million", "3"), ("元", "3000000")),
        ("亿元", 36326.8, ("CNY billion", "3,632.68"), ("亿元", "36326.8")),
        ("万元/人年", 46.0, ("CNY per person-year", "460,000"), ("万元/人年", "46")),
    ],
)
def test_an_axis_is_in_the_powers_of_ten_of_its_language(
    unit: str, value: float, english: tuple[str, str], chinese: tuple[str, str]
) -> None:
    for lang, expected in (("en", english), ("zh", chinese)):
        scale = numbers.scale_of(unit, lang, [value])
        assert (scale.unit, scale.digits(numbers.published(value), lang)) == expected


@pytest.mark.parametrize(
    ("values", "english", "chinese"),
    [
        # In 亿元: half of them reach a million, no billion.
        ([1.19, 21.53], ("CNY million", "119", "2,153"), ("亿元", "1.19", "21.53")),
        # One small province does not take all others to millions.
        ([5.6, 321.0, 4802.1], ("CNY billion", "0.56", "480.21"), ("亿元", "5.6", "4802.1")),
        # In millions the nation's 3,632,681 would have seven digits.
        ([1.19, 36326.81], ("CNY billion", "0.119", "3,632.681"), ("亿元", "1.19", "36326.81")),
        # Amounts below one 亿元 are in 万元, as a sentence has them.
        ([0.0119, 0.2153], ("CNY million", "1.19", "21.53"), ("万元", "119", "2153")),
        ([0.5, 480.0], ("CNY million", "50", "48,000"), ("亿元", "0.5", "480")),
        ([0.0, 2.4], ("CNY million", "0", "240"), ("亿元", "0", "2.4")),
    ],
)
def test_a_column_is_in_the_power_of_ten_that_half_of_its_amounts_reach(
    values: list[float], english: tuple[str, ...], chinese: tuple[str, ...]
) -> None:
    for lang, expected in (("en", english), ("zh", chinese)):
        scale = numbers.scale_of("亿元", lang, values)
        ends = (scale.digits(numbers.published(end), lang) for end in (values[0], values[-1]))
        assert (scale.unit, *ends) == expected


@given(st.lists(st.floats(0.01, 1e7), min_size=1), st.sampled_from(["en", "zh"]))
def test_no_column_has_more_than_six_digits_before_the_point_for_want_of_a_power(
    values: list[float], lang: str
) -> None:
    scale = numbers.scale_of("万元", lang, values)
    shown = max(values) * scale.factor
    assert shown < 1e6 or (lang == "zh" and scale.unit == "万元")


@pytest.mark.parametrize(
    ("rank", "english"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (13, "13th")],
)
def test_ordinals(rank: int, english: str) -> None:
    assert numbers.ordinal(rank, "en") == english
    assert numbers.ordinal(rank, "zh") == f"第{rank}位"

"""Numerals against hand-worked values of every written form."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kejidata.errors import KejidataError
from kejidata.model.numerals import DIGITS, parse_number

STATED = {
    "26.82亿": 2_682_000_000,
    "２２": 22,
    "三十六亿五千七百万": 3_657_000_000,
    "1.6万亿": 1.6e12,
    "负四十五亿": -4_500_000_000,
    "第250": 250,
    "第十二": 12,
    "1,234.5": 1234.5,
    "４，５６５": 4565,
    "两千四百五": 2450,
    "兩千六": 2600,
    "一千零十一": 1011,
    "一百零一万一千": 1_011_000,
    "五兆六十二亿四万五千二": 5_006_200_045_200,
    "4.78萬億": 4.78e12,
    "四万万": 400_000_000,
    "7 万5 千4 百": 75_400,
    "壹佰贰拾叁": 123,
    "廿二": 22,
    "百三": 130,
    "半百": 50,
    "十余万": 100_000,
    "二十几亿": 2_000_000_000,
    "一七二零点一三四": 1720.134,
    "三点五亿": 350_000_000,
    "五十打": 600,
    "三双": 6,
    "40k": 40_000,
    "2e5": 200_000,
    "2^-1": 0.5,
    "壹拾壹元壹角壹分": 11.11,
    "两个亿": 200_000_000,
    "30w": 300_000,
    "五元三毛": 5.3,
    "４ ６／３": 6,
    "一千五百零几万": 15_000_000,
}
SHARES = {
    "百分之九十九点五": 99.5,
    "９９.５％": 99.5,
    "-22.2%": -22.2,
    "百分之百": 100,
    "12个百分点": 12,
    "七成": 70,
    "七成六": 76,
    "三成半": 35,
    "7.2折": 72,
    "七五折": 75,
}
FRACTIONS = {
    "三分之一": 1 / 3,
    "3/5": 0.6,
    "负一又二分之一": -1.5,
    "1 3/5": 1.6,
    "一百分之二": 0.02,
    "千分之五": 0.005,
}
NO_NUMERAL = [
    "",
    " ",
    "万",
    "一切",
    "四川",
    "半导体",
    "10..1万",
    "10.1万零100",
    "零点",
    "点零",
    "几十万",
    "个亿",
    "十一十二",
]
NO_NUMERAL += [
    "两百点两",
    "1, 234",
    "二三十个百分点",
    "五百分之",
    "1/0",
    "1e999",
    "9^999",
    "第三点五",
    "--9",
]


@pytest.mark.parametrize(("text", "value"), [*STATED.items(), *SHARES.items(), *FRACTIONS.items()])
def test_every_written_form_has_its_value(text, value):
    assert parse_number(text) == pytest.approx(value, rel=1e-15)


@pytest.mark.parametrize("text", NO_NUMERAL)
def test_anything_else_is_refused_with_its_text(text):
    with pytest.raises(KejidataError) as caught:
        parse_number(text)
    assert repr(text) in str(caught.value)


def spell(number: int) -> str:
    """Spell a number below ten thousand the long way, each place with its unit."""
    names = "零一二三四五六七八九"
    text, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            text += ("零" if gap and text else "") + names[digit] + name
        gap = not digit
    return text or "零"


@given(st.integers(1, 9999), st.integers(1, 9999), st.integers(1, 9999))
def test_spelled_numbers_come_back(high, middle, low):
    def joined(part: int) -> str:
        return ("零" if part < 1000 else "") + spell(part)

    text = f"{spell(high)}亿{joined(middle)}万{joined(low)}"
    assert parse_number(text) == high * 10**8 + middle * 10**4 + low


@settings(max_examples=100)
@given(st.text(alphabet=[*DIGITS, *"十百千万亿点.,%第又分之成折e^-/ 12"], max_size=120))
def test_no_text_breaks_the_parser(text):
    with contextlib.suppress(KejidataError):
        assert isinstance(parse_number(text), float)

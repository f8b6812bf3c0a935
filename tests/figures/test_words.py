"""The words of a figure: numbers, periods, names, sources."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kejidata.figures import words as w


@pytest.mark.parametrize(
    ("period", "zh", "en"),
    [
        ("2020", "2020年", "2020"),
        ("2020-03", "2020年3月", "Mar 2020"),
        ("2016/2020", "2016—2020年", "2016–2020"),
        ("2020-01/2020-11", "2020年1—11月", "Jan–Nov 2020"),
        ("2019-11/2020-02", "2019年11月—2020年2月", "Nov 2019–Feb 2020"),
        ("十三五", "十三五", "十三五"),
    ],
)
def test_periods(period, zh, en):
    assert (w.period(period, "zh"), w.period(period, "en")) == (zh, en)


@settings(max_examples=60)
@given(st.floats(-1e12, 1e12, allow_nan=False), st.integers(0, 4))
def test_numbers_read_back(value, places):
    text = w.number(value, "en", places)
    read = float(text.replace(",", "").replace(w.MINUS, "-"))
    assert read == pytest.approx(value, abs=0.5000001 * 10.0**-places)
    assert "-" not in text


def test_a_value_keeps_the_digits_it_was_published_with():
    assert [w.number(v, "zh") for v in (26.82, 1384.0, 0.1 + 0.2, -0.0)] == [
        "26.82",
        "1384",
        "0.3",
        "0",
    ]


def test_an_unknown_code_is_shown_as_given():
    assert w.indicator("own_indicator", "en") == "own_indicator"
    assert w.region("甲县", "en") == "甲县"


def test_a_known_code_has_its_name():
    assert w.region("320000", "zh") == "江苏"
    assert w.region("320000", "en") == "Jiangsu"


def test_totals_are_the_regions_that_others_belong_to():
    assert w.totals(["000000", "320000", "320600", "甲"]) == ["000000", "320000"]


def test_what_no_font_draws_is_a_mark_and_a_reader_is_told_what_is_missed():
    with pytest.warns(UserWarning, match=r"no glyph for \ufdfa \(U\+FDFA\) in"):
        assert w.region("a\ufdfa\x1b", "zh") == "a\ufffd\ufffd"
    assert w.scale_of("\x1b\n项", "zh") == (1.0, "\ufffd 项")
    assert w.indicator("专利 ≥ 3", "en") == "专利 ≥ 3"

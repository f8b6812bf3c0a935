import pytest
from hypothesis import given
from hypothesis import strategies as st

from kejidata.errors import KejidataError
from kejidata.model import periods

STARTS = st.integers(12, 9000 * 12)


@pytest.mark.parametrize(
    ("text", "start", "months"),
    [
        ("2020", 2020 * 12, 12),
        ("2020-06", 2020 * 12 + 5, 1),
        ("2020-01/2020-11", 2020 * 12, 11),
        ("2016/2020", 2016 * 12, 60),
        ("2019-11/2020-02", 2019 * 12 + 10, 4),
    ],
)
def test_parse_and_text_agree_by_hand(text, start, months):
    assert periods.parse(text) == (start, months)
    assert periods.text(start, months) == text


@given(STARTS, st.integers(1, 120))
def test_text_round_trip(start, months):
    assert periods.parse(periods.text(start, months)) == (start, months)


@pytest.mark.parametrize(
    "wrong",
    ["", "20", "2020-13", "2020-00", "2020/2019", "2020/2020-06", "2020Q1", " 2020", "2020\n"]
    + ["２０２０", "2020-01-01", "2020年", None, 2020, 2020.0],
)
def test_anything_else_is_refused(wrong):
    with pytest.raises(KejidataError, match="ISO 8601"):
        periods.parse(wrong)


@pytest.mark.parametrize(
    ("period", "span", "base"),
    [
        ("2020", 1, "2019"),
        ("2020-06", 1, "2019-06"),
        ("2020-01/2020-11", 2, "2018-01/2018-11"),
        ("2016/2020", 1, "2011/2015"),
        ("2016/2020", 2, "2006/2010"),
    ],
)
def test_earlier_by_calendar(period, span, base):
    assert periods.earlier(period, span) == base


def test_the_year_that_holds_a_period():
    assert periods.year_of(*periods.parse("2020-03/2020-12")) == (2020 * 12, 12)
    assert periods.year_of(*periods.parse("2020")) == (2020 * 12, 12)
    assert periods.year_of(*periods.parse("2019-12/2020-01")) is None

"""Periods: ISO 8601 years, months and intervals of them, moved by calendar.

A period is a pair of whole numbers: its first month, counted from January of year 0
(2020-01 is 2020 * 12), and its length in months. Text is the only other form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from kejidata.errors import KejidataError

YEAR = 12
NEXT_BEFORE = 0
"""No whole number of years back: the period next before, as long as this one."""

PATTERN = r"\d{4}(-(0[1-9]|1[0-2]))?(/\d{4}(-(0[1-9]|1[0-2]))?)?"
"""How a period is written, as a regular expression: one or two years, each with its month."""
_PERIOD = re.compile(PATTERN, re.ASCII)
A_YEAR, YEARS = re.compile(r"\d{4}"), re.compile(r"\d{4}/\d{4}")
A_MONTH, MONTHS_SO_FAR = re.compile(r"\d{4}-\d\d"), re.compile(r"\d{4}-01/\d{4}-\d\d")
"""The forms that a period may have, for who knows a text to be one and asks which."""


def parse(text: str) -> tuple[int, int]:
    """Return the first month (counted from year 0) and the length in months of a period.

    Parameters
    ----------
    text
        A year (2020), a month (2020-06), or an interval of two years or two months, both ends
        counted (2016/2020, 2020-01/2020-11).

    Raises
    ------
    KejidataError
        For any other text, and for an interval that ends before it starts.

    Examples
    --------
    >>> parse("2020-01/2020-11")
    (24240, 11)
    """
    if not isinstance(text, str):
        raise _refused(text)
    return _parsed(text)


@lru_cache(maxsize=4096)
def _parsed(text: str) -> tuple[int, int]:
    if _PERIOD.fullmatch(text) is None:
        raise _refused(text)
    first, _, end = text.partition("/")
    end = end or first
    start = int(first[:4]) * YEAR + int(first[5:] or 1) - 1
    last = int(end[:4]) * YEAR + int(end[5:] or YEAR) - 1
    if len(first) != len(end) or last < start:
        raise _refused(text)
    return start, last - start + 1


def is_period(text: str) -> bool:
    """Tell whether a text is a period.

    Examples
    --------
    >>> is_period("2020-01/2020-11"), is_period("2020-13")
    (True, False)
    """
    try:
        parse(text)
    except KejidataError:
        return False
    return True


def _refused(text: object) -> KejidataError:
    return KejidataError(
        "the period is not an ISO 8601 year, month or interval of either",
        rows=[repr(text)],
        remedy="write 2020, 2020-06, 2020-01/2020-11 or 2016/2020",
    )


def text(start: int, months: int) -> str:
    """Return a period as ISO 8601 text, in its shortest form.

    Parameters
    ----------
    start, months
        First month (counted from year 0) and length in months, as `parse` gives them.

    Examples
    --------
    >>> text(24240, 12), text(24240, 11), text(24192, 60)
    ('2020', '2020-01/2020-11', '2016/2020')
    """
    last = start + months - 1
    if start % YEAR == 0 and months % YEAR == 0:
        first, end = f"{start // YEAR:04d}", f"{last // YEAR:04d}"
    else:
        first, end = _month(start), _month(last)
    return first if first == end else f"{first}/{end}"


def given(period: object, argument: str) -> str:
    """Return a period that was given as an argument, a year as number too, in its shortest form.

    Raises
    ------
    KejidataError
        It is no period.

    Examples
    --------
    >>> given(2020, "base"), given("2020-01/2020-12", "base")
    ('2020', '2020')
    """
    # True is a number to the language, and no year to anybody.
    whole = isinstance(period, int) and not isinstance(period, bool)
    text = f"{period:04d}" if whole else str(period)
    if not is_period(text):
        raise KejidataError(
            f"{argument} is {period!r}",
            where=f"argument {argument}",
            remedy="write 2020, 2020-06, 2020-01/2020-11 or 2016/2020",
        )
    return shortest(text)


def shortest(period: str) -> str:
    """Return a period in its shortest form, which all its forms share.

    Examples
    --------
    >>> shortest("2020-01/2020-12"), shortest("2020")
    ('2020', '2020')
    """
    return text(*parse(period))


def _month(number: int) -> str:
    return f"{number // YEAR:04d}-{number % YEAR + 1:02d}"


def shift_months(months: int, span: int) -> int:
    """Return how many months a period of this length moves for `span` steps back.

    Up to a year it moves by years; a longer one moves by its own length, so that the five
    years 2016/2020 stand against 2011/2015. With NEXT_BEFORE every one moves by its own length.

    Examples
    --------
    >>> shift_months(11, 1), shift_months(60, 1), shift_months(3, NEXT_BEFORE)
    (12, 60, 3)
    """
    return months if span == NEXT_BEFORE else max(months, YEAR) * span


def earlier(period: str, span: int = 1) -> str:
    """Return the same period `span` years earlier by calendar, as ISO 8601 text.

    Examples
    --------
    >>> earlier("2020-01/2020-11"), earlier("2020", 3), earlier("2016/2020")
    ('2019-01/2019-11', '2017', '2011/2015')
    """
    start, months = parse(period)
    return text(start - shift_months(months, span), months)


def chronological(values: Iterable[object]) -> list[str]:
    """Return periods by their end, the shorter first where two end together, each once.

    Examples
    --------
    >>> chronological(["2021", "2020-07/2020-12", "2020", "2020-01/2020-06"])
    ['2020-01/2020-06', '2020-07/2020-12', '2020', '2021']
    """

    def end(text: str) -> tuple[int, int]:
        start, months = parse(text)
        return start + months, months

    return sorted({str(value) for value in values}, key=end)


def last_year(start: int, months: int) -> int:
    """Return the calendar year in which a period ends.

    Examples
    --------
    >>> last_year(*parse("2020-07/2021-06"))
    2021
    """
    return (start + months - 1) // YEAR


def year_of(start: int, months: int) -> tuple[int, int] | None:
    """Return the calendar year that holds the period, as start and length, or None.

    Examples
    --------
    >>> year_of(*parse("2020-01/2020-11")) == parse("2020")
    True
    >>> year_of(*parse("2016/2020")) is None
    True
    """
    year = start // YEAR * YEAR
    return (year, YEAR) if start + months <= year + YEAR else None


def year_begun(start: int, months: int) -> tuple[int, int] | None:
    """Return the calendar year that holds the period and begins with it, or None.

    Examples
    --------
    >>> year_begun(*parse("2020-01/2020-11")) == parse("2020")
    True
    >>> year_begun(*parse("2020-07/2020-12")) is None
    True
    """
    year = year_of(start, months)
    return year if year and year[0] == start else None

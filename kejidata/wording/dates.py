"""Periods in words."""

from __future__ import annotations

from kejidata.model import periods
from kejidata.model.terms import Lang
from kejidata.wording.language import language
from kejidata.wording.names import clean
from kejidata.wording.phrases import text


def period(value: object, lang: Lang, *, short: bool = False) -> str:
    """Return a period in words; anything that is not an ISO 8601 period as given.

    Parameters
    ----------
    value
        A year, a month, or an interval of either: 2020, 2020-06, 2020-01/2020-11, 2016/2020.
    lang
        A language.
    short
        With short names of months, for labels.

    Examples
    --------
    >>> period("2020-01/2020-11", "zh"), period("2020-01/2020-11", "en")
    ('2020年1—11月', 'January–November 2020')
    >>> period("2020-06", "en", short=True), period(2020, "zh"), period("2016/2020", "en")
    ('Jun 2020', '2020年', '2016–2020')
    """
    iso = str(value)
    if not periods.is_period(iso):
        return clean(iso, lang)
    start, length = periods.parse(iso)
    (year, month), (last_year, last) = (
        divmod(m, periods.YEAR) for m in (start, start + length - 1)
    )
    style = language(lang).style
    months = style.months_short if short else style.months
    return text(
        lang,
        f"period.{_shape(start, length)}",
        year=f"{year:04d}",
        month=months[month],
        last_year=f"{last_year:04d}",
        last_month=months[last],
    )


def _shape(start: int, length: int) -> str:
    """Return which words a period takes: year, years, month, months, months_apart."""
    if start % periods.YEAR == 0 and length % periods.YEAR == 0:
        return "year" if length == periods.YEAR else "years"
    if length == 1:
        return "month"
    return "months" if periods.year_of(start, length) else "months_apart"

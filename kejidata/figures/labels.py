"""Names as labels say them: no longer than a label can be, as short as the language allows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pandas as pd

from kejidata.measures.interval import Interval
from kejidata.model import periods
from kejidata.model.terms import Lang
from kejidata.panel.measured import text_of
from kejidata.wording import dates, names, numbers, phrases
from kejidata.wording.labels import sign
from kejidata.wording.origins import index
from kejidata.wording.published import digits_of

LONGEST = 120
"""Characters of a name at most; whoever names an indicator longer still finds it by its head."""
_YEAR = 4
SPAN = 3
"""Periods from which on a row of them is told by its ends."""


def indicator(code: object, lang: Lang) -> str:
    """Return the name of an indicator, its code where the registry does not know it.

    Examples
    --------
    >>> indicator("rd_intensity", "en"), len(indicator("x" * 5000, "en"))
    ('R&D intensity', 120)
    """
    return _shortened(names.indicator(code, lang))


def indicator_inside(code: object, lang: Lang) -> str:
    """Return the name of an indicator as it stands inside a sentence.

    Examples
    --------
    >>> indicator_inside("hnte_certified", "en")
    'high-tech enterprises certified'
    """
    return _shortened(names.indicator(code, lang, inside=True))


def region(code: object, lang: Lang) -> str:
    """Return the short name of a region, its code where the registry does not know it."""
    return _shortened(names.region(code, lang, short=True))


def part(label: str, lang: Lang) -> str:
    """Return the name of a part of a total, a region by its short name."""
    return _shortened(names.part(label, lang, short=True))


def period(value: object, lang: Lang) -> str:
    """Return a period with the short names of months."""
    return dates.period(value, lang, short=True)


def tick(value: object, lang: Lang) -> str:
    """Return a period as a heading of a narrow column says it: a year in four digits.

    Examples
    --------
    >>> tick("2020", "zh"), tick("2020-06", "zh")
    ('2020', '2020年6月')
    """
    text = str(value)
    return text if len(text) == _YEAR else period(value, lang)


def period_list(values: Iterable[object], lang: Lang) -> str:
    """Return periods as a list, each once and in order."""
    return phrases.listing([period(value, lang) for value in periods.chronological(values)], lang)


def period_span(values: Iterable[object], lang: Lang) -> str:
    """Return the first and the last period where several follow one another, else a list.

    Examples
    --------
    >>> period_span(["2020", "2018", "2019"], "zh"), period_span(["2018", "2020"], "en")
    ('2018—2020年', '2018 and 2020')
    """
    found = periods.chronological(values)
    ends = [sum(periods.parse(str(value))) for value in found]
    steps = {after - before for before, after in pairwise(ends)}
    if len(found) < SPAN or steps != {periods.parse(str(found[0]))[1]}:
        return period_list(found, lang)
    if len(str(found[0])) == _YEAR:
        return period(f"{found[0]}/{found[-1]}", lang)
    return phrases.text(
        lang, "list.range", low=period(found[0], lang), high=period(found[-1], lang)
    )


def positions(values: Iterable[object]) -> list[float]:
    """Return where periods end on an axis of years, a whole year at its number.

    Examples
    --------
    >>> positions(["2018", "2020", "2020-01/2020-06"])
    [2018.0, 2020.0, 2019.5]
    """
    ends = [sum(periods.parse(str(value))) for value in values]
    return [end / periods.YEAR - 1 for end in ends]


def rows(frame: pd.DataFrame, lang: Lang) -> list[str]:
    """Return a name for each row: the indicator, and the region and period where they vary."""
    several = {key: frame[key].nunique() > 1 for key in ("region", "indicator")}
    said = []
    for row in frame.to_dict("records"):
        where = [region(row["region"], lang)] if several["region"] else []
        what = [indicator(row["indicator"], lang)] if several["indicator"] or not where else []
        said.append(phrases.joined(where + what, lang, "name"))
    if len(set(said)) < len(said):
        pairs = zip(said, frame["period"], strict=True)
        return [phrases.aside(name, period(when, lang), lang) for name, when in pairs]
    return said


def _shortened(name: str) -> str:
    return name if len(name) <= LONGEST else name[: LONGEST - 1] + "…"


def decimals_of(shown: Iterable[Decimal]) -> int:
    """Return the most decimals that some numbers are shown with.

    Examples
    --------
    >>> decimals_of([Decimal("2.40"), Decimal("12")]), decimals_of([])
    (2, 0)
    """
    return max((max(0, -int(one.as_tuple().exponent)) for one in shown), default=0)


class Told:
    """The published numbers of a frame, in the digits that sentences and tables tell them in.

    Parameters
    ----------
    frame
        A measured frame or observations: its column step, or the observations of the project in
        force that it names, say how finely each number was published.
    lang
        A language.
    """

    def __init__(self, frame: pd.DataFrame, lang: Lang) -> None:
        self.origins, self.lang = index(None, frame), lang

    def digits(self, row: Mapping[Any, Any], column: str = "value", unit: str = "") -> Decimal:
        """Return the number in a cell with its digits, in its own unit."""
        return digits_of(column, row, self.origins, unit or None)

    def amount(
        self, row: Mapping[Any, Any], column: str, unit: str, alike: Decimal | None = None
    ) -> str:
        """Return the number in a cell with its unit, in the power of ten of one beside it."""
        number = self.digits(row, column, unit)
        return numbers.amount(number, unit, self.lang, short=True, alike=alike)

    def bounded(
        self, row: Mapping[Any, Any], column: str, unit: str, alike: Decimal | None = None
    ) -> str:
        """Return the number in a cell with its unit, the sign of its bound before it."""
        bound = sign(text_of(row.get("bound")), "target", self.lang)
        return bound + self.amount(row, column, unit, alike)


def change(value: float, low: float, high: float, unit: str, lang: Lang) -> str:
    """Return a computed difference with its sign and what its rounding supports."""
    return numbers.computed(value, low, high, unit, lang, signed=True, short=True)


def ranks(found: Interval, lang: Lang, form: str = "sentence") -> str:
    """Return the ranks that rounding allows, as a range where there are several."""
    best, worst = found.ends
    return numbers.ranks(int(best), int(worst), lang, form=form)

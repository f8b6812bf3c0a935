"""Names as labels say them: no longer than a label can be, as short as the language allows."""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import pairwise

import pandas as pd

from kejidata.measures.interval import Interval
from kejidata.model import periods
from kejidata.model.terms import Lang
from kejidata.model.units import round_half_up
from kejidata.wording import dates, names, numbers, phrases
from kejidata.wording.labels import sign

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
    ('2018年—2020年', '2018 and 2020')
    """
    found = periods.chronological(values)
    ends = [sum(periods.parse(str(value))) for value in found]
    steps = {after - before for before, after in pairwise(ends)}
    if len(found) < SPAN or steps != {periods.parse(str(found[0]))[1]}:
        return period_list(found, lang)
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


def decimals_of(values: Iterable[float], most: int = 2) -> int:
    """Return the decimals in which a column of published numbers is told.

    So many as the numbers have, `most` at most, and enough that none reads zero that is not.

    Examples
    --------
    >>> decimals_of([2.4, 2.35, 3.0]), decimals_of([1 / 3, 2.0]), decimals_of([0.00006])
    (2, 2, 5)
    """
    known = [float(value) for value in values if math.isfinite(value)]
    own = max((_decimals(value) for value in known), default=0)
    least = max((numbers.leading(value) for value in known if value), default=0)
    return min(own, max(most, least))


def _decimals(value: float) -> int:
    return max(0, -int(numbers.published(value).as_tuple().exponent))


def amount(value: float, unit: str, lang: Lang, decimals: int | None = None) -> str:
    """Return a published number with its unit; by default with its own digits.

    Examples
    --------
    >>> amount(7563, "万元", "en"), amount(12, "万件", "en"), amount(0.16, "个百分点", "en")
    ('CNY 75.63 million', '120,000', '0.16 pp')
    """
    digits = numbers.published(value) if decimals is None else round_half_up(value, decimals)
    return numbers.amount(digits, unit, lang, short=True)


def bounded(value: float, unit: str, bound: str, lang: Lang) -> str:
    """Return a target or a bound with its unit, the sign of the bound before it."""
    return sign(bound, "target", lang) + amount(value, unit, lang)


def change(value: float, low: float, high: float, unit: str, lang: Lang) -> str:
    """Return a computed difference with its sign and what its rounding supports."""
    return numbers.computed(value, low, high, unit, lang, signed=True, short=True)


def ranks(found: Interval, lang: Lang, form: str = "sentence") -> str:
    """Return the ranks that rounding allows, as a range where there are several."""
    best, worst = found.ends
    return numbers.ranks(int(best), int(worst), lang, form=form)

"""Where a number in a cell comes from: the words of its source, or its formula with the figures."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from math import nan

import pandas as pd

from kejidata.display.cells import OF_ANOTHER, is_interval, unit_of
from kejidata.measures.formulas import (
    completion_formula,
    formula_of,
    formulas_of,
    implied_target_formula,
    is_of_limit,
)
from kejidata.measures.growth_formula import base_formula
from kejidata.model.periods import earlier
from kejidata.model.registry import entry
from kejidata.model.terms import PERCENT, POINTS, Lang
from kejidata.narrative.calculations import calculation
from kejidata.narrative.recomputed import of_statement
from kejidata.panel.normalize import Row
from kejidata.wording.formulas import (
    COUNTED,
    END,
    OF_GROUP,
    RANKED,
    RECOMPUTED,
    level_formula,
    operands,
)
from kejidata.wording.numbers import read
from kejidata.wording.origin_lines import OriginText, origin_text
from kejidata.wording.origins import Key, Origins, same_figure, sources_of
from kejidata.wording.phrases import text
from kejidata.wording.published import key_of, target_key
from kejidata.wording.ranks import ranks

COMPUTED = ("computed", "score", "contribution", "share")
"""Columns that are worked out in more steps than a formula tells, but for results that do."""
RANKS = frozenset(("rank", "best", "worst", "shift"))
COUNTS = frozenset(("ranked", "missing", "parts"))
_WITHOUT = ("stated", "normalised", "rank")
"""Columns that have no ends beside them."""
FIELD = ("best", "worst", "ranked", "missing")
"""What a rank rests on: its ends, how many have one, and how many have no figure."""
PUBLISHED = frozenset(
    (
        *("base_value", "target", "last_value", "outcome", "stated"),
        *("cumulative", "earlier_value", "stated_completion"),
    )
)
"""Columns of figures as they were published; a value may be derived, all others are computed."""


def origin(
    column: str, row: Row, shown: str, origins: Origins, lang: Lang, result: str = ""
) -> OriginText:
    """Return where the number in a cell comes from.

    Parameters
    ----------
    column, row
        The column of the result, and the row that the cell stands in.
    shown
        The number as the cell shows it.
    origins
        The observations by key.
    lang
        The language of a calculation.
    result
        The number as a calculation ends in it, where its figures are told with their units.
    """
    formula, keys = _made(column, row, origins)
    number = float(row[column])
    shown = shown.strip() + PERCENT * (unit_of(column, row, origins) == PERCENT)
    # Of what rounding leaves open there is no one result to be worked out.
    one = read(shown.removesuffix(PERCENT), lang) is not None
    worked = calculation(formula, keys, number, result or shown, origins, lang) if one else ""
    if formula == RANKED:
        worked = _place(row, lang)
    source, quote = sources_of(origins, keys, number, _whole(row))
    return origin_text(
        {
            "text": shown,
            "formula": formula,
            "calculation": worked,
            "quote": quote,
            "source": source,
        }
    )


def formulas(columns: Collection[str], units: Collection[str]) -> dict[str, str]:
    """Return the formulas of the columns of a result that are computed, by their names.

    Parameters
    ----------
    columns
        The columns of the result.
    units
        The units of its growth: of shares it is a difference in percentage points.

    Examples
    --------
    >>> formulas(["value", "growth", "rank"], ["%"])
    {'growth': '(value / base_value - 1) * 100', 'rank': 'rank among the group'}
    """
    other = {"rank": RANKED} | dict.fromkeys(COMPUTED, RECOMPUTED)
    other |= formulas_of(columns)
    points = set(units) == {POINTS}
    told = {name: other.get(name) or formula_of(name, points=points) for name in columns}
    return {name: formula for name, formula in told.items() if formula}


def _made(column: str, row: Row, origins: Origins) -> tuple[str, Sequence[Key]]:
    """Return the formula of a number, empty of a published one, and the keys of its figures."""
    own, whole = [_key("value", row)], [_whole(row)]
    if inner := _between(column, row):
        formula, keys = _made(inner, row, origins)
        return f"{END} {formula}" if operands(formula) else RECOMPUTED, keys
    if column == "related_value":
        return "", _with_value(_key(column, row), float(row[column]), origins)
    if column in PUBLISHED:
        return "", [_counted(column, row, origins)]
    if column == "value":
        return ("", own) if _published(row, own[0], origins) else _derived(own[0])
    if column in RANKS:
        return RANKED, own
    if column in COUNTS:
        return COUNTED, whole
    if column in OF_GROUP:
        return OF_GROUP[column], whole
    if column == "computed" and "stated" in row:
        return of_statement(row)
    if column in ("implied_base", "implied_target"):
        return _implied(column, row)
    if formula := formulas_of(row).get(column, ""):
        # Of a part the row does not tell all that the formula names.
        return formula, whole
    if formula := _formula(column, row):
        return formula, [_counted(name, row, origins) for name in operands(formula)]
    return RECOMPUTED, own


def _between(column: str, row: Row) -> str:
    """Return the column of the number whose interval ends in a column, empty for no such end."""
    name, _, end = column.rpartition("_")
    if end not in ("low", "high"):
        return ""
    if name == "implied":
        return next((one for one in ("implied_base", "implied_target") if one in row), "")
    named = [name] if name else [*OF_ANOTHER, "value"]
    return next((one for one in named if one in row and one not in _WITHOUT), "")


def _implied(column: str, row: Row) -> tuple[str, Sequence[Key]]:
    """Return the formula of what a stated growth or completion implies, and its figures."""
    if column == "implied_base":
        points = str(row.get("unit", "")) == POINTS
        stated = "change" if points else "growth_rate"
        formula = base_formula(points=points)
    else:
        known = (float(row[name]) for name in ("value", column, "stated_completion"))
        stated = "completion_ratio"
        formula = implied_target_formula(less=is_of_limit(*known))
    return formula, [_key("value", row), (*_whole(row)[:3], stated)]


def _whole(row: Row) -> Key:
    """Return the key of a row, of no measure: of all of its figures."""
    return str(row["region"]), str(row["indicator"]), str(row["period"]), ""


def _formula(column: str, row: Row) -> str:
    """Return the formula of a number of a row, empty where no formula tells it."""
    if column == "completion":
        value, target = (float(row.get(name, nan)) for name in ("value", "target"))
        return completion_formula(value, target, float(row[column]))
    return formula_of(column, points=str(row.get("unit", "")) == POINTS)


def _published(row: Row, key: Key, origins: Origins) -> bool:
    """Tell whether the value of a row stands in a source; one that was derived has an interval."""
    if is_interval(row):
        return False
    known = origins.get(same_figure(key), ())
    if any(one.source or one.quote for one in known if one.room == one.room):
        return True
    # What only the row tells of may have been derived before it came there.
    return any(one.source for one in known) and not entry("indicators", key[1]).get("formula")


def _place(row: Row, lang: Lang) -> str:
    """Return a rank with what it rests on, empty where the row does not tell all of it."""
    if not all(name in row and pd.notna(row[name]) for name in FIELD):
        return ""
    best, worst, ranked, missing = (int(row[name]) for name in FIELD)
    place = ranks(best, worst, lang, form="label")
    key = "place.among_known" if missing else "place.among"
    return text(lang, key, place=place, n=ranked + missing, missing=missing)


def _with_value(key: Key, number: float, origins: Origins) -> list[Key]:
    """Return the key of the last period in which an indicator had a value: the row tells none."""
    region, indicator, _, measure = same_figure(key)
    return sorted(
        one
        for one, told in origins.items()
        if (*one[:2], one[3]) == (region, indicator, measure)
        and any(figure.value == number for figure in told)
    )[-1:]


def _derived(key: Key) -> tuple[str, Sequence[Key]]:
    """Return the registry's formula of an indicator that was not published, and its figures."""
    formula = str(entry("indicators", key[1]).get("formula", ""))
    formula = formula or level_formula("ratio", key[1])
    parts = [] if formula.startswith("count") else operands(formula)
    if not parts:
        return RECOMPUTED, [key]
    return formula, [(key[0], part, key[2], "value") for part in parts]


def _counted(name: str, row: Row, origins: Origins) -> Key:
    """Return the key of a figure of a row; a part of a year may be held against the year's."""
    key = _key(name, row)
    return target_key(key, row, origins) if name == "target" else key


def _key(name: str, row: Row) -> Key:
    """Return the key of a figure of a row, those of years before where it has no column of them."""
    region, indicator, period, measure = key_of(name, row)
    if name == "old_value" or (name == "base_value" and "base_period" not in row):
        period = earlier(period, 2 if name == "old_value" else 1)
    return region, indicator, period, measure

"""Cells of a table: words for codes, digits as far as the data supports them, marks for gaps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

import pandas as pd

from kejidata.measures.levels import most_decimals
from kejidata.model import terms
from kejidata.model.terms import NUMBERS, PERCENT, POINTS, Lang
from kejidata.model.units import round_half_up
from kejidata.panel.normalize import Row, records
from kejidata.wording import labels, names, numbers
from kejidata.wording.dates import period
from kejidata.wording.origin_lines import OriginText
from kejidata.wording.origins import Origins, find
from kejidata.wording.phrases import text
from kejidata.wording.published import digits_of, key_of
from kejidata.wording.scaling import Scale
from kejidata.wording.sources import needed

INTERVALS = {"low": ("low", "high"), "high": ("low", "high"), "growth": ("low", "high")}
INTERVALS |= {"completion": ("low", "high"), "computed": ("low", "high")}
INTERVALS |= dict.fromkeys(("score", "index_number"), ("low", "high"))
INTERVALS |= {name: (f"{name}_low", f"{name}_high") for name in ("expected", "gap")}
INTERVALS |= dict.fromkeys(("implied_base", "implied_target"), ("implied_low", "implied_high"))
OF_ANOTHER = ("growth", "completion", "computed", "index_number", "stated", "normalised", "rank")
"""Columns beside which low and high, if they are there, are not the ends of the value."""
ENDS = ("implied_low", "implied_high")
"""Ends of intervals of amounts; two places tell the two ends apart."""
RATES = (terms.RATE, terms.SHARE, terms.ANNUAL)
"""Kinds of columns that hold numbers in percent or percentage points."""
WORDS: dict[str, Callable[[str, Lang], str]] = {
    "reason": labels.reason,
    "verdict": labels.verdict,
    "position": labels.position,
    "measure": labels.measure,
    "status": labels.status,
    "bound": labels.bound,
    "unit": labels.unit,
    "region": names.region,
    "among": names.region,
    "deflator_region": names.region,
    "next": names.region,
    "indicator": names.indicator,
    "deflator_indicator": names.indicator,
    "related": names.indicator,
    "needs": needed,
    "part": names.part,
}
ANSWERS = ("last_period", "base_period", "related")
"""Columns of words that answer a question, so that an empty cell needs its reason."""
# Spaces as wide as a digit and as a point, so that points stand below each other.
FIGURE, POINT = "\u2007", "\u2008"


@dataclass(frozen=True)
class Cell:
    """The text of a cell; where it is empty, why; of a number, where it comes from."""

    text: str
    reason: str = ""
    origin: OriginText | None = None


def numeric(column: str) -> bool:
    """Return whether a column holds numbers."""
    return column in NUMBERS


def heading(column: str, rows: pd.DataFrame) -> str:
    """Return the word for a column: a gap is one to a target, a contribution one to growth."""
    if column == "gap" and "target" in rows:
        return "gap.target"
    return "contribution.index" if column == "contribution" and "normalised" in rows else column


def word(column: str, value: object, lang: Lang) -> Cell:
    """Return a cell of words: names, periods, reasons, verdicts."""
    given = "" if pd.isna(value) else str(value)  # type: ignore[call-overload]
    if not given:
        return Cell("")
    if column in WORDS:
        return Cell(WORDS[column](given, lang))
    if column == "period" or column.endswith("_period"):
        return Cell(period(given, lang))
    return Cell(names.clean(given, lang))


def words(column: str, rows: pd.DataFrame, lang: Lang) -> list[Cell]:
    """Return the cells of a column of words, with a reason where an answer is missing."""
    cells = [word(column, value, lang) for value in rows[column]]
    if column not in ANSWERS:
        return cells
    return [
        cell if cell.text else Cell("—", _why(column, row, lang))
        for cell, row in zip(cells, records(rows), strict=True)
    ]


def unit_of(column: str, row: Row, origins: Origins) -> str:
    """Return the unit of a number, empty where it has none."""
    kind = NUMBERS[column]
    if kind in {terms.NUMBER, terms.INDEX}:
        return ""
    if kind == terms.SHARE:
        return PERCENT
    if kind == terms.POINTS and not _of_index(row):
        return POINTS
    if kind == terms.RATE and "growth_unit" in row:
        return str(row["growth_unit"])
    told = str(row.get("related_unit" if column == "related_value" else "unit", "") or "")
    if kind == terms.RATE and "growth" in row:
        # Without a unit of its own the growth is that of base effects, which is in percent.
        return told if "unit" in row else PERCENT
    if kind == terms.ANNUAL:
        return POINTS if told == PERCENT else PERCENT
    if not told or is_of_growth(row):
        told = find(origins, key_of(column, row), _number(row[column])).unit
    return POINTS if kind == terms.CHANGE and told == PERCENT else told


def is_of_growth(frame: pd.DataFrame | Row) -> bool:
    """Tell whether the unit of a frame is that of its growth, which has no column of its own."""
    return "growth" in frame and "growth_unit" not in frame


def _of_index(row: Row) -> bool:
    """Tell a row on what an indicator adds to an index: in its points, but for its own value."""
    return "normalised" in row


def _number(value: object) -> float:
    return float("nan") if pd.isna(value) else float(value)  # type: ignore[call-overload, arg-type]


def digits(
    column: str, row: Row, origins: Origins, lang: Lang, scale: Scale, least: int = 0
) -> Cell:
    """Return the cell of a number: its digits, or a dash with the reason for its absence.

    The digits are those of the unit that the heading names, `scale`; a computed number that is
    exact has the `least` places that the column has.
    """
    number = _number(row[column])
    if number != number:
        return Cell("—", _why(column, row, lang))
    if NUMBERS[column] == terms.NUMBER:
        return Cell(numbers.number(number, lang, 0))
    if not _is_computed(column, row) and NUMBERS[column] in {terms.QUANTITY, terms.CHANGE}:
        shown = scale.digits(_published(column, row, number, origins), lang)
        bound, measure = str(row.get("bound", "")), str(row.get("measure", ""))
        signed = column in {"value", "target"}
        return Cell(labels.sign(bound, measure, lang) + shown if signed else shown)
    return Cell(_computed(column, row, number, unit_of(column, row, origins), scale, lang, least))


def _is_computed(column: str, row: Row) -> bool:
    """Tell a number with an interval of its own from one with the digits of its publisher."""
    return column in INTERVALS or (column == "value" and "step" in row and is_interval(row))


def is_rate(column: str) -> bool:
    """Tell a column of computed rates, whose exact numbers have the places of the others."""
    return NUMBERS[column] in RATES and not column.startswith("stated")


def is_interval(row: Row) -> bool:
    """Tell whether low and high of a row, if it has them, are the ends of its value."""
    return bool("low" in row and row["low"] == row["low"] and not {*OF_ANOTHER} & row.keys())


def _published(column: str, row: Row, number: float, origins: Origins) -> Decimal:
    """Return a published number in its digits; ends of intervals of amounts in two places."""
    if column in ENDS:
        return round_half_up(number, 2)
    return digits_of(column, row, origins)


def _computed(
    column: str, row: Row, number: float, unit: str, scale: Scale, lang: Lang, least: int
) -> str:
    """Return a computed number in the digits that its interval supports, else the interval."""
    own = ("low", "high") if column == "value" else (f"{column}_low", f"{column}_high")
    names = INTERVALS.get(column, own)
    names = names if names[0] in row else own
    known = all(name in row and row[name] == row[name] for name in names)
    low, high = (float(row[name]) for name in names) if known else (number, number)
    most = most_decimals(row, number) if column == "value" else 1 if unit == PERCENT else 2
    places = numbers.decimals(number, low, high, unit, most)
    if places is not None:
        # Of a rate one place is usual, so that one with many does not give them to all.
        places = max(places, min(least, most)) if low == high else places
        return numbers.rounded(number, places, lang, scale)
    ends = [scale.digits(end, lang) for end in numbers.ends_of(low, high, unit)]
    if column in names:
        return ends[names.index(column)]
    return text(lang, "interval.label", low=ends[0], high=ends[1])


def _why(column: str, row: Row, lang: Lang) -> str:
    """Return why a number is absent: the reason of its row, or that of its column."""
    reason = str(row.get(f"{column}_reason", row.get("reason", "")) or "")
    own = column.startswith(("implied", "related"))
    return labels.reason(reason, lang) if reason and not own else labels.gap(column, lang)


def places_of(cells: list[Cell], lang: Lang) -> list[int]:
    """Return the digits behind the point of each cell of a column of numbers."""
    return [0 if cell.reason else numbers.places_shown(cell.text, lang) for cell in cells]


def align(cells: list[Cell], lang: Lang) -> list[Cell]:
    """Return the cells of a column of numbers, padded so that their points stand in one line."""
    places = places_of(cells, lang)
    most = max(places, default=0)
    return [
        cell if cell.reason else replace(cell, text=cell.text + _padding(own, most))
        for cell, own in zip(cells, places, strict=True)
    ]


def _padding(own: int, most: int) -> str:
    """Return the spaces that stand for the digits a number does not have."""
    return (POINT if most and not own else "") + FIGURE * (most - own)

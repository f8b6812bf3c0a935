"""Cells of a table: words for codes, digits as far as the data supports them, marks for gaps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from kejidata.model.terms import Lang
from kejidata.model.units import round_half_up
from kejidata.narrative.facts import Fact
from kejidata.narrative.templates import period
from kejidata.narrative.values import POINTS, published
from kejidata.panel.intervals import supported
from kejidata.wording import labels, names, numbers
from kejidata.wording.needed import needed
from kejidata.wording.origins import Key, Origins, find

QUANTITIES = dict.fromkeys(
    ("value", "base_value", "implied_base", "last_value", "related_value", "stated", "computed"),
    "value",
)
QUANTITIES |= {"target": "target", "implied_target": "target", "change": "change"}
QUANTITIES |= {"outcome": "value", "gap": "change", "implied_low": "value", "implied_high": "value"}
"""Columns in the unit of the indicator, and the measure of the figure behind them."""
CHANGES = ("change", "gap")
PERCENTS = ("completion", "elapsed", "change_rate", "annual", "previous", "two_year", "recovery")
PLACES = ("rank", "best", "worst", "ranked", "missing", "shift")
INTERVALS = {"low": ("low", "high"), "high": ("low", "high"), "growth": ("low", "high")}
INTERVALS |= {"completion": ("low", "high"), "computed": ("low", "high")}
INTERVALS |= dict.fromkeys(("implied_base", "implied_target"), ("implied_low", "implied_high"))
ENDS = ("implied_low", "implied_high")
"""Ends of intervals of amounts; two places tell the two ends apart."""
PERIODS = {"implied_base": "base_period", "base_value": "base_period", "last_value": "last_period"}
PERIODS |= {"outcome": "outcome_period"}
WORDS: dict[str, Callable[[str, Lang], str]] = {
    "reason": labels.reason,
    "verdict": labels.verdict,
    "measure": labels.measure,
    "status": labels.status,
    "bound": labels.bound,
    "unit": labels.unit,
}
ANSWERS = ("last_period", "base_period", "related")
"""Columns of words that answer a question, so that an empty cell needs its reason."""
# Spaces as wide as a digit and as a point, so that points stand below each other.
FIGURE, POINT = "\u2007", "\u2008"


@dataclass(frozen=True)
class Cell:
    """The text of a cell and, where it is empty, why."""

    text: str
    reason: str = ""


def numeric(column: str) -> bool:
    """Return whether a column holds numbers."""
    return column in {*QUANTITIES, *PERCENTS, *PLACES, "growth", "low", "high", "step"}


def word(column: str, value: object, lang: Lang) -> Cell:
    """Return a cell of words: names, periods, reasons, verdicts."""
    text = "" if pd.isna(value) else str(value)  # type: ignore[call-overload]
    if not text:
        return Cell("")
    if column in WORDS:
        return Cell(WORDS[column](text, lang))
    if column == "period" or column.endswith("_period"):
        return Cell(period(text, lang).text)
    if column in {"region", "among"}:
        return Cell(_text(names.region(text, lang)))
    if column == "needs":
        return Cell(needed(text, lang))
    if column in {"indicator", "related"}:
        return Cell(_capital(_text(names.indicator(text, lang))))
    return Cell(names.clean(text, lang))


def words(column: str, rows: pd.DataFrame, lang: Lang) -> list[Cell]:
    """Return the cells of a column of words, with a reason where an answer is missing."""
    cells = [word(column, value, lang) for value in rows[column]]
    if column not in ANSWERS:
        return cells
    records = (row for _, row in rows.iterrows())
    return [
        cell if cell.text else Cell("—", _why(column, row, lang))
        for cell, row in zip(cells, records, strict=True)
    ]


def _text(piece: Fact | str) -> str:
    return piece.text if isinstance(piece, Fact) else piece


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def unit_of(column: str, row: pd.Series, origins: Origins) -> str:
    """Return the unit of a number, empty where it has none."""
    if column in PERCENTS:
        return "%"
    if column in PLACES:
        return ""
    told = str(row.get("unit", "") or "")
    if column in {"growth", "low", "high"} and "growth" in row:
        # Without a unit of its own the growth is that of base effects, which is in percent.
        return told if "unit" in row else "%"
    if told and "growth" not in row:
        return POINTS if column in CHANGES and told == "%" else told
    unit = find(origins, _key(column, row), _number(row[column])).unit
    return POINTS if column in CHANGES and unit == "%" else unit


def _number(value: object) -> float:
    return float("nan") if pd.isna(value) else float(value)  # type: ignore[call-overload, arg-type]


def _key(column: str, row: pd.Series) -> Key:
    """Return the key of the observation behind a number."""
    when = str(row[PERIODS.get(column, "period")])
    code = str(row["related"] if column == "related_value" else row["indicator"])
    own = str(row.get("measure", "")) if column in {"value", "stated"} else ""
    return str(row["region"]), code, when, own or QUANTITIES.get(column, "value")


def digits(column: str, row: pd.Series, origins: Origins, lang: Lang) -> Cell:
    """Return the cell of a number: its digits, or a dash with the reason for its absence."""
    number = _number(row[column])
    if number != number:
        return Cell("—", _why(column, row, lang))
    if column in PLACES:
        return Cell(f"{int(number)}")
    places = _places(column, row, number, origins)
    shown = numbers.digits(round_half_up(number, places), lang)
    if column in {"value", "target"}:
        shown = labels.sign(str(row.get("bound", "")), str(row.get("measure", "")), lang) + shown
    return Cell(shown)


def _places(column: str, row: pd.Series, number: float, origins: Origins) -> int:
    """Return the decimal places that a number is told in."""
    if column in ENDS:
        return 2
    if column in QUANTITIES and column not in INTERVALS:
        key = _key(column, row)
        step = find(origins, key, number).step
        return max(0, -int(published(key, number, step).as_tuple().exponent))
    ends = INTERVALS.get(column, ("", ""))
    if f"{column}_low" in row:
        ends = (f"{column}_low", f"{column}_high")
    low, high = (_number(row.get(end)) for end in ends)
    cap = 1 if unit_of(column, row, origins) == "%" else 2
    found = supported(low, high, cap)
    whole = number == round(number) and (low == high or column not in INTERVALS)
    return 0 if found is None or whole and column != "change_rate" else found


def _why(column: str, row: pd.Series, lang: Lang) -> str:
    """Return why a number is absent: the reason of its row, or that of its column."""
    reason = str(row.get("reason", "") or "")
    own = column.startswith(("implied", "related"))
    return labels.reason(reason, lang) if reason and not own else labels.gap(column, lang)


def align(cells: list[Cell]) -> list[Cell]:
    """Return the cells of a column of numbers, padded so that their points stand in one line."""
    tails = [len(cell.text.partition(".")[2]) for cell in cells if not cell.reason]
    most = max(tails, default=0)
    return [cell if cell.reason else Cell(cell.text + _padding(cell.text, most)) for cell in cells]


def _padding(text: str, most: int) -> str:
    """Return the spaces that stand for the digits a number does not have."""
    tail = len(text.partition(".")[2])
    return (POINT if most and not tail else "") + FIGURE * (most - tail)

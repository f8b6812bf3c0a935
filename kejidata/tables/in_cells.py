"""What the cell of a figure says besides its number: its unit, its bound, that there is none."""

from __future__ import annotations

from collections.abc import Sequence

from kejidata.errors import KejidataError
from kejidata.model import terms
from kejidata.model.units import split_unit
from kejidata.tables import doubts
from kejidata.tables.figure import Figure
from kejidata.tables.meaning.marks import is_missing
from kejidata.tables.meaning.numbers_text import Number, number
from kejidata.tables.meaning.qualified import measured, qualified
from kejidata.tables.meaning.words import RISES
from kejidata.tables.source.grid import Unreadable


def understood(figure: Figure) -> tuple[Figure, Number | None]:
    """Return a figure whose cell is no bare number with what it says of one, and that number.

    It is None where nothing was published.
    """
    text = figure.text
    if isinstance(text, Unreadable):
        raise KejidataError(
            "the cell holds no number that can be read",
            where=figure.where(),
            rows=[repr(str(text)[:100])],
            remedy="open the file in a spreadsheet, correct the cell, and save it",
        )
    if is_missing(text):
        return figure, None
    moved = figure.head.unit == terms.RANK and figure.head.measure == "value"
    digits = measured(text, "change" if moved else figure.head.measure)
    said: dict[str, str] = {}
    if not digits:
        digits, said = qualified(text)
    found = number(digits)
    if found is None or any(figure.extras.get(name) for name in said):
        raise doubts.no_number(figure)
    return figure._replace(extras={**figure.extras, **said}), found


def unit_said(figure: Figure, behind: str) -> str:
    """Return the unit that cell, column or row state."""
    unit = figure.head.unit
    rises = figure.head.measure in RISES and behind in (terms.PERCENT, terms.POINTS)
    if rises and figure.column.heading.unit in ("", terms.PERCENT):
        # The cell itself says whether the figure of its row rose in percent or in points.
        return behind
    if behind and unit and behind != unit:
        raise KejidataError(
            "the row states two units",
            where=figure.where(),
            rows=sorted(map(repr, (behind, unit))),
            remedy="keep the right one",
        )
    return behind or unit


def differ_in_size(unit: str, of_table: Sequence[str]) -> bool:
    """Tell whether a unit and the only one of a table count one thing in different sizes."""
    if len(of_table) != 1 or not unit or unit == of_table[0]:
        return False
    return split_unit(unit)[1] == split_unit(of_table[0])[1]

"""The number in a cell, exact, with the step of its last digit and a unit written behind it."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from kejidata.model.numerals import FOLD
from kejidata.tables.meaning.marks import unmarked
from kejidata.tables.meaning.units_text import unit_of

_PLAIN = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)
# Thousands are parted by commas, or by the spaces of any width that standards ask for; 0,123 has
# the decimal comma of other countries.
_THOUSANDS = r"[1-9]\d{0,2}(?:(?:,\d{3})+|(?:[ \u00a0\u2009\u202f]\d{3})+)"
_NUMBER = re.compile(rf"([+-]?)((?:{_THOUSANDS}|\d+)(?:\.\d+)?)\s{{0,3}}(\D{{0,12}})", re.ASCII)
_PARTED = re.compile(r"[, \u00a0\u2009\u202f]")
_LONGEST = 100


class Number(NamedTuple):
    """A number as written: its digits, how many stand behind the point, the unit behind it."""

    digits: str
    places: int
    unit: str = ""

    @property
    def value(self) -> Decimal:
        """The number itself."""
        return Decimal(self.digits)


def number(cell: str) -> Number | None:
    """Return the number in a cell, None where the cell is not one number and nothing else.

    Examples
    --------
    >>> number("1,384.0*")
    Number(digits='1384.0', places=1, unit='')
    >>> number("1 300 200").digits, number("0,123")
    ('1300200', None)
    >>> number("2.10%")[1:], number("12.9亿元")[1:], number("约12"), number("1e5")
    ((2, '%'), (1, '亿元'), None, None)
    """
    if len(cell) < _LONGEST and _PLAIN.fullmatch(cell):
        return Number(cell, len(cell) - 1 - cell.find(".") if "." in cell else 0)
    plain = unmarked(cell[:400]).translate(FOLD).strip() if len(cell) < 400 else ""
    match = _NUMBER.fullmatch(plain) if len(plain) < _LONGEST else None
    if match is None:
        return None
    sign, digits, behind = match.groups()
    unit = unit_of(behind) if behind else ""
    if behind and (not unit or (unit == "年" and len(digits) == 4)):
        return None
    return Number(sign + _PARTED.sub("", digits), len(digits.partition(".")[2]), unit)

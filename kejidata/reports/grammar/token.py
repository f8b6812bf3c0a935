"""A number in a text as a token: its kind, its place, its value and its unit."""

from __future__ import annotations

from dataclasses import dataclass

from kejidata.errors import KejidataError
from kejidata.model.numerals import LONGEST, parse_number
from kejidata.reports.lexicon.alternatives import remembered


@dataclass(slots=True)
class Token:
    """A number in the text, or something that looks like one.

    `kind` is amount, percent, point, times, rank, front, move or bare for figures; date, span and
    skip for what is none. `unit` is as written, or `implied`;
    `value_to` is the upper end of a range; `sign` is + or - where one is written.
    """

    kind: str
    start: int
    end: int
    value: float = 0.0
    value_to: float | None = None
    unit: str = ""
    vague: bool = False
    implied: bool = False
    sign: str = ""


_KINDS = {"": "bare", "%": "percent", "‰": "percent", "倍": "times", "番": "times"}


@remembered
def value_of(digits: str) -> float | None:
    """Return the number, or nothing where the characters only look like one."""
    if len(digits) > LONGEST:
        return None
    try:
        return float(digits)
    except ValueError:
        pass
    try:
        return parse_number(digits.replace(" ", ""))
    except KejidataError:
        return None


def kind_of(unit: str) -> str:
    """Return the kind of a token with this unit."""
    return _KINDS.get(unit) or ("point" if unit.endswith("百分点") else "amount")

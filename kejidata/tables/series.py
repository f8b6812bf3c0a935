"""Figures that are rounded alike: those of one indicator, measure, unit and source of a table."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from kejidata.tables.figure import Figure
from kejidata.tables.meaning.numbers_text import Number
from kejidata.tables.meaning.scales import Scale


@dataclass
class Series:
    """Figures of one indicator, measure and unit in a row: the places of their rounding."""

    indicator: str
    scale: Scale
    written: list[int] = field(default_factory=list)
    fixed: bool = False
    places: int | None = None
    steps: dict[int, Decimal] = field(default_factory=dict)

    def take(self, number: Number) -> None:
        """Take a number whose zeros at the end a program may have dropped."""
        self.written.append(number.places)
        if number.places and not self.fixed:
            self.fixed = number.value.as_tuple().digits[-1] == 0

    def step(self, places: int, fixed: bool) -> Decimal:
        """Return the step of a number with so many places."""
        kept = places if fixed or self.places is None else self.places
        found = self.steps.get(kept)
        return found or self.steps.setdefault(kept, Decimal(1).scaleb(self.scale.power - kept))


class Read(NamedTuple):
    """A figure, its series and its number; no number where none was published.

    `shown` where a number format fixes its digits.
    """

    figure: Figure
    series: Series
    number: Number | None
    shown: bool

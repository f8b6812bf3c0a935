"""Figures that are rounded alike: those of one indicator, measure, unit and source of a table."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from kejidata.model import terms
from kejidata.tables.figure import Figure
from kejidata.tables.meaning.numbers_text import Number
from kejidata.tables.meaning.scales import Scale


@dataclass
class Series:
    """Figures of one indicator, measure and unit in a row: the places of their rounding.

    `bare` where they are ratios that do not say that they are percent; `written` are the places of
    those whose zeros at the end a program may have dropped, `at` where these stand in the table.
    """

    indicator: str
    scale: Scale
    bare: bool = False
    written: array[int] = field(default_factory=lambda: array("B"))
    at: array[int] = field(default_factory=lambda: array("I"))
    fixed: bool = False
    steps: dict[int, Decimal] = field(default_factory=dict)
    largest: Decimal = Decimal(0)
    finest: int = 0
    behind: bool = False
    first: Figure | None = None

    def __post_init__(self) -> None:
        """Tell which series may hold what they do not seem to: a share, or what has no unit."""
        self.doubtful = self.scale.implied or self.scale.unit == terms.PERCENT

    def take(self, number: Number, at: int) -> None:
        """Take a number whose zeros at the end a program may have dropped."""
        places = number.places
        self.written.append(places)
        self.at.append(at)
        if places and number.digits[-1] == "0":
            self.fixed = True

    def ratio(self, number: Number, figure: Figure) -> None:
        """Take a ratio that may be written as a fraction of one."""
        self.first = self.first or figure
        self.largest = max(self.largest, abs(number.value))
        self.finest = max(self.finest, number.places)
        self.behind = self.behind or bool(number.unit)

    def step(self, places: int) -> Decimal:
        """Return the step of a number with so many places."""
        found = self.steps.get(places)
        return found or self.steps.setdefault(places, Decimal(1).scaleb(self.scale.power - places))


class Read(NamedTuple):
    """A figure with a number, and its series."""

    figure: Figure
    series: Series
    number: Number

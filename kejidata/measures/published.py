"""The published figures of a frame, all at once: units, rounding, and one beside another.

What compares figures of other regions, indicators or periods column by column begins here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

from kejidata.measures.exact_columns import Exact, decimals
from kejidata.measures.exact_spans import Spans, spans
from kejidata.model import registry, terms
from kejidata.model.common_unit import agree, in_unit
from kejidata.model.units import is_quotient, on_moving_base
from kejidata.panel import intake, intervals, metadata
from kejidata.panel.arrays import Flags, Floats, Ints, told_apart
from kejidata.panel.cells import Table, build, cells_of
from kejidata.panel.intake import Rows
from kejidata.panel.normalize import refuse_doubled


@dataclass(frozen=True)
class Figures:
    """Published figures: rows, their units as codes of a list, and their steps, 0 where exact.

    Kinds and directions are those of each indicator.
    """

    rows: Rows
    kinds: Sequence[str]
    directions: Sequence[int]
    units: Sequence[str]
    unit: Ints
    step: Floats

    def __len__(self) -> int:
        return len(self.rows)

    def take(self, at: Ints) -> Figures:
        """Return the figures at some places; where one is negative it is that of any."""
        return replace(self, rows=self.rows.take(at), unit=self.unit[at], step=self.step[at])

    def unlike(self, unit: Ints) -> Flags:
        """Mark figures that cannot be calculated with in the units of these codes.

        An index on the period before is in another unit in each.
        """
        return self._by_unit(
            unit, lambda own, other: on_moving_base(other) or not agree(own, other)
        )

    def fits(self, unit: Ints) -> Flags:
        """Mark figures that can be brought to the units of these codes."""
        return self._by_unit(unit, agree)

    def _by_unit(self, unit: Ints, holds: Callable[[str, str], bool]) -> Flags:
        """Return what holds of each pair of units, asked for once."""
        width = len(self.units)
        place, pairs = told_apart(self.unit * width + unit, width * width)
        names = [(self.units[one], self.units[two]) for one, two in _split(pairs, self.units)]
        found: Flags = np.array([holds(*pair) for pair in names], dtype=bool)[place]
        return found

    def brought(self, unit: Ints) -> Figures:
        """Return figures with value and step in units that they convert to, else as they are."""
        moved = self._by_unit(unit, lambda own, other: own != other and agree(own, other))
        at = np.flatnonzero(moved)
        if not len(at):
            return self
        columns = []
        for column in (self.rows.value, self.step):
            found = column.copy()
            # By the decimal that was typed, which a product of floats may miss.
            found[at] = [
                in_unit(float(number), self.units[own], self.units[other])
                for number, own, other in zip(column[at], self.unit[at], unit[at], strict=True)
            ]
            columns.append(found)
        value, step = columns
        rows = replace(self.rows, value=value)
        return replace(self, rows=rows, unit=np.where(moved, unit, self.unit), step=step)

    @cached_property
    def exact(self) -> Exact:
        """The decimals that the figures were typed as."""
        return decimals(self.rows.value)[0]

    @cached_property
    def spans(self) -> Spans:
        """What each figure may be: its lower end is held, its upper end where it is exact."""
        return spans((self.rows.value, self.step))[0][1]

    @property
    def inexact(self) -> Flags:
        """Mark bounds and about-figures."""
        found = self.rows.inexact
        return np.zeros(len(self), dtype=bool) if found is None else found

    def adding_up(self, timings: Sequence[str] = ("", "flow", "stock")) -> Flags:
        """Mark figures of which parts add up to the whole: amounts and counts of these timings."""
        names = self.rows.indicators.names
        known = [
            terms.KINDS[kind].gathers and registry.timing_of(name) in timings
            for kind, name in zip(self.kinds, names, strict=True)
        ]
        quotients = np.array([is_quotient(unit) for unit in self.units], dtype=bool)
        found: Flags = np.array(known, dtype=bool)[self.rows.indicator] & ~quotients[self.unit]
        return found


def _split(pairs: Ints, units: Sequence[str]) -> list[tuple[int, int]]:
    return [divmod(int(pair), len(units)) for pair in pairs]


@dataclass(frozen=True)
class Published(Figures):
    """Figures with a value, in the order of their cells, and the way to any of them.

    The publications of a figure stand together, the oldest first.
    """

    table: Table

    def first(self) -> Published:
        """Return the first publication of each figure."""
        return self._of(self.table.first())

    def newest(self) -> Published:
        """Return the newest publication of each figure."""
        return self._of(self.table.newest())

    def _of(self, table: Table) -> Published:
        return self if table is self.table else _published(table, self.kinds, self.directions)

    def beside(self, code: Ints) -> Ints:
        """Return where the figure of the same series in another period is, -1 for none.

        `code` is that of the other period for each period.
        """
        return self.table.find(cells_of(self.rows, code))


def newest(obs: pd.DataFrame) -> Published:
    """Return the newest published values of a tidy frame, or what `published` raises."""
    return published(obs, "value")[0].newest()


def published(obs: pd.DataFrame, *measures: str) -> list[Published]:
    """Return all that is published of some measures in a tidy frame, with codes of one axis.

    Raises
    ------
    KejidataError
        For a missing column or key, two rows with one key, text or an infinity as a value.
    """
    every = intake.read(obs)
    refuse_doubled(every)
    kinds, directions = metadata.kinds(every, obs), metadata.directions(every, obs)
    tables = [build(every.of_measure(measure)) for measure in measures]
    return [_published(table.filled(), kinds, directions) for table in tables]


def _published(table: Table, kinds: Sequence[str], directions: Sequence[int]) -> Published:
    rows = table.rows
    units, unit = metadata.units_of_rows(rows)
    wide = unit.astype(np.int64)
    return Published(rows, kinds, directions, units, wide, _steps(rows, kinds), table)


def _steps(rows: Rows, kinds: Sequence[str]) -> Floats:
    """Return rounding steps, 0 where the ends of what is open are one float."""
    step = intervals.steps_of(rows, kinds)
    if step is None:
        return np.zeros(len(rows))
    low, high = intervals.ends(rows.value, step)
    return np.where(low < high, step, 0.0)


def sign_refusals(base: Spans) -> dict[str, Flags]:
    """Return why nothing is divided by figures, none for one that is above zero for certain."""
    negative = base.below_zero()
    return {"zero_base": (base.low.sign() <= 0) & ~negative, "negative_base": negative}

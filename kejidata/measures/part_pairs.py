"""Figures of totals and parts beside their bases, in the unit of the total."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kejidata.measures.breaks import breaks
from kejidata.measures.published import Figures, Published
from kejidata.measures.result_columns import reasons_of
from kejidata.model.terms import REASONS
from kejidata.panel import matching, sources
from kejidata.panel.arrays import Floats, Ints
from kejidata.panel.cells import build, cells_of
from kejidata.panel.intake import Rows

NO_VALUE, NO_BASE, MISMATCH = (
    1 + REASONS.index(name) for name in ("no_value", "no_base", "period_mismatch")
)


@dataclass(frozen=True)
class Pairs:
    """Figures and their bases, in the unit of the total where they convert.

    `missing` says why a figure has no base or is none itself, `refused` why the two are not
    calculated with, `sources` what published figures and bases.
    """

    value: Figures
    base: Figures
    missing: Ints
    refused: Ints
    sources: Sequence[sources.Figures | None]

    def shown(self, unit: Ints) -> list[Floats]:
        """Return values and bases, empty where there are no two or no unit of both."""
        known = (self.missing == 0) & self.value.fits(unit)
        return [np.where(known, one.rows.value, np.nan) for one in (self.value, self.base)]

    def typed(self) -> list[tuple[Floats, Floats]]:
        """Return the values and the bases, each with its rounding steps."""
        return [(one.rows.value, one.step) for one in (self.value, self.base)]


def pairs_of(every: Published, rows: Rows, cells: Sequence[Ints], unit: Ints) -> Pairs:
    """Return figures with their bases, and why the two are not calculated with.

    `rows` are the figures as first published, but of the vintage of their revision; `cells` where
    figures and bases are, negative where there is none.
    """
    at = [every.table.as_of(one, rows.vintage) for one in cells]
    value, base = (every.take(one) for one in at)
    refused = {
        "not_additive": ~(value.adding_up() & base.adding_up()),
        "unit_mismatch": value.unlike(unit) | base.unlike(unit),
        "not_exact": value.inexact | base.inexact,
    }
    reasons = reasons_of(refused, len(value))
    told = [every.rows.sourced(one) for one in at]
    missing = _missing(every, rows, cells[1], at)
    return Pairs(value.brought(unit), base.brought(unit), missing, reasons, told)


def _missing(every: Published, rows: Rows, bases: Ints, at: Sequence[Ints]) -> Ints:
    """Return why figures or their bases are not there by then, or are not of one thing."""
    axis = every.rows.periods
    broken = reasons_of(breaks(rows, axis.bases(1), axis.pairs()), len(rows))

    def by_then(code: Ints, chosen: Rows) -> Ints:
        return every.table.as_of(cells_of(chosen, code), chosen.vintage)

    others = axis.overlapping(axis.bases(1), of_another_length=True)
    mismatched = matching.mismatched(rows, at[1], every.rows, others, by_then)
    if mismatched.any():
        # A row without a value says that the base itself was not published, as in growth.
        mismatched &= build(every.table.source).as_of(bases, rows.vintage) < 0
    lacking = np.where(mismatched, MISMATCH, NO_BASE)
    return np.where(at[0] < 0, NO_VALUE, np.where(at[1] < 0, lacking, broken))

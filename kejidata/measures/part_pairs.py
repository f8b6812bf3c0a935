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


def without_base(every: Published) -> tuple[Ints, Ints]:
    """Return why each figure has no base if it has none, and why it is not set against one.

    A base may be published after its figure, unlike in growth.
    """
    pairs = matching.with_base(every.rows, 1)
    rows, axis = pairs.rows, every.rows.periods
    broken = breaks(rows, axis.bases(1), axis.pairs())
    return np.where(pairs.mismatched, MISMATCH, NO_BASE), reasons_of(broken, len(rows))


def pairs_of(every: Figures, at: Sequence[Ints], missing: Ints, unit: Ints) -> Pairs:
    """Return figures with their bases, and why the two are not calculated with.

    `at` is where both are among all figures, negative where there is none.
    """
    value, base = (every.take(one) for one in at)
    refused = {
        "not_additive": ~(value.adding_up() & base.adding_up()),
        "unit_mismatch": value.unlike(unit) | base.unlike(unit),
        "not_exact": value.inexact | base.inexact,
    }
    reasons = reasons_of(refused, len(value))
    told = [every.rows.sourced(one) for one in at]
    return Pairs(value.brought(unit), base.brought(unit), missing, reasons, told)

"""Where what is compared is not one thing: its definition or its territory changed between."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from kejidata.panel import (
    metadata,
    territory,
)
from kejidata.panel.arrays import Flags
from kejidata.panel.intake import Rows
from kejidata.panel.territory import Pair


def breaks(rows: Rows, bases: Sequence[Pair], later: Sequence[Pair]) -> dict[str, Flags | None]:
    """Mark rows whose definition or territory changed between two periods of each period."""
    broken = metadata.breaks(rows)
    return {
        "definition_break": _across_a_break(rows, broken, bases, later) if broken else None,
        "territory_break": territory.changed(rows, bases, later),
    }


def _across_a_break(
    rows: Rows, broken: dict[int, list[int]], before: Sequence[Pair], later: Sequence[Pair]
) -> Flags:
    """Mark rows whose definition began after their base period did."""
    bases, starts = (np.array([start for start, _ in pairs]) for pairs in (before, later))
    across = np.zeros((len(rows.indicators), len(starts)), dtype=bool)
    for indicator, changes in broken.items():
        for change in changes:
            across[indicator] |= (bases < change) & (change <= starts)
    return across[rows.indicator, rows.period]

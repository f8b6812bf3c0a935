"""Which figures of one region speak of two territories: a split or a merger lies between them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from kejidata.model import periods, places
from kejidata.panel.arrays import Flags
from kejidata.panel.intake import Rows

Pair = tuple[int, int]
"""First month and length of a period."""


def changed(rows: Rows, bases: Sequence[Pair], later: Sequence[Pair]) -> Flags | None:
    """Mark rows whose region came to be, or ended, between two periods of each period.

    A place that goes on under a new name or code has not changed. None where no region has.
    """
    known = [places.years(name) for name in rows.regions.names]
    limits = {code: pair for code, pair in enumerate(known) if pair}
    if not limits:
        return None
    now, base = (np.array([periods.last_year(*pair) for pair in pairs]) for pairs in (later, bases))
    across = np.zeros((len(known), len(now)), dtype=bool)
    for code, (first, last) in limits.items():
        across[code] = (base < first) & (first <= now) | (base <= last) & (last < now)
    return across[rows.region, rows.period] if across.any() else None

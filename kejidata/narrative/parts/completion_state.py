"""How a completion stands: met, missed, ahead of schedule, kept, as far as rounding tells."""

from __future__ import annotations

import math

from kejidata.measures.certainty import is_limit
from kejidata.measures.interval import Interval, of_row
from kejidata.model import periods
from kejidata.panel.normalize import Row
from kejidata.wording.origins import Key, Origin, Origins, find, same_figure
from kejidata.wording.published import target_key

FULL = ("over", "met", "within", "short", "beyond", "open", "limit_open")
PART = ("ahead", "on", "behind", "pace", "so_far", "kept", "above", "above_open")
"""What becomes of a target by the end of its period, and how it stands before: of one that is to be
reached ahead of, on or behind schedule, pace where that is open, so_far where time says nothing;
of a limit kept or above so far."""


def _bound(row: Row, origins: Origins) -> str:
    """Return how the target of a row was stated: exact, at_least, at_most or about."""
    return find(origins, target_key(keys_of(row)[2], row, origins), row["target"]).bound


def state(row: Row, origins: Origins) -> str:
    """Return one of FULL, or one of PART while the target's period goes on."""
    bound = _bound(row, origins)
    less = is_limit(row, bound)
    span = of_row(row, "completion")
    part = row["elapsed"] < 100 or _timeless(row, origins)
    if less:
        kept, lost, open_ = PART[-3:] if part else ("within", "beyond", "limit_open")
        lost = open_ if bound == "about" else lost
        return kept if span.low >= 100 else lost if span.below(100) else open_
    if span.low >= 100:
        return "over" if span.above(100) else "met"
    if bound == "about":
        # Nobody is behind, or has missed or exceeded, what was not told exactly.
        return "so_far" if part else "open"
    if part:
        # A twelfth of a target after a twelfth of the year is on schedule: neither number ends.
        low, high = (round(end, 10) for end in span.ends)
        return _pace(span._replace(low=low, high=high), round(float(row["elapsed"]), 10))
    return "short" if span.below(100) else "open"


def _pace(span: Interval, elapsed: float) -> str:
    """Return how a part of a year stands against the part of the year that is gone."""
    if math.isnan(elapsed):
        return "so_far"
    if span.is_at(elapsed):
        return "on"
    return "ahead" if span.above(elapsed) else "behind" if span.below(elapsed) else "pace"


def _timeless(row: Row, origins: Origins) -> bool:
    """Return whether a share or a stock of part of a year was held against the year's target."""
    part = periods.parse(row["period"])[1] < periods.YEAR
    return part and math.isnan(row["elapsed"]) and same_figure(keys_of(row)[2]) not in origins


def keys_of(row: Row) -> tuple[Key, Key, Key]:
    """Return the keys of completion, value and target of a row."""
    key = (row["region"], row["indicator"], row["period"])
    return (*key, "completion_ratio"), (*key, "value"), (*key, "target")


def stated_state(told: Origin, row: Row, less: bool) -> str:
    """Return what a published completion says of its target, over the whole of its rounding."""
    room = told.room
    span = Interval(told.value - room, told.value + room, True, not room)
    if span.low >= 100:
        return "over" if span.above(100) and not less else "met"
    if periods.parse(row["period"])[1] < periods.YEAR:
        return "so_far"
    return "short" if span.below(100) else "open"

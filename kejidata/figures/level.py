"""What ranked regions are compared with: the value of their whole, or their mean, as a line."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd
from matplotlib.axes import Axes

from kejidata.figures.layout.row_layout import RowLayout
from kejidata.figures.layout.style import MUTED
from kejidata.figures.published import unit_of
from kejidata.measures.ranking import group_mean
from kejidata.model import region_lookup, registry
from kejidata.model.terms import PERCENT, by_points


class Level(NamedTuple):
    """What all are compared with: the value of the region they belong to, else their mean."""

    region: str
    value: float


def level_of(frame: pd.DataFrame, group: pd.DataFrame) -> Level | None:
    """Return what the regions of a group are compared with; nothing for shares without a whole.

    Like a share, so much of one thing for each of another has no mean without weights.
    """
    ranked = group[group["rank"].notna()]
    if ranked.empty:
        return None
    code, unit = str(group["indicator"].iloc[0]), unit_of(group)
    each = "÷" in code or "/" in unit
    if not each and not by_points(registry.kind_of(code)) and unit != PERCENT:
        return Level("", group_mean(group)) if len(ranked) > 1 else None
    parent = region_lookup.parent_of(str(ranked["region"].iloc[0]))
    whole = frame[(frame["region"] == parent) & frame["value"].notna()]
    return Level(parent, float(whole["value"].iloc[0])) if len(whole) else None


def draw_level(axes: Axes, layout: RowLayout, value: float, rows: int) -> None:
    """Draw the line that all are compared with, between the words where they stand above tracks."""
    starts, ends, dashes = [0.0], [float(rows)], (4.0, 2.0)
    if layout.stacked:
        starts = [n + layout.track_at - layout.half for n in range(rows)]
        ends = [n + layout.track_at + layout.half for n in range(rows)]
        dashes = (1.0, 0.0)
    at = [value] * len(starts)
    axes.vlines(at, starts, ends, color=MUTED, linewidth=0.9, linestyle=(0, dashes), zorder=1)

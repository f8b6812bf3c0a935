"""What ranked regions are compared with: the value of their whole, or their mean, as a line."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd
from matplotlib.axes import Axes

from kejidata.figures.labels import Told
from kejidata.figures.layout.row_layout import RowLayout
from kejidata.figures.layout.style import MUTED
from kejidata.figures.published import unit_of
from kejidata.measures.group_mean import group_mean
from kejidata.measures.levels import most_decimals
from kejidata.model import region_lookup, registry
from kejidata.model.terms import PERCENT, Lang, by_points
from kejidata.model.units import round_half_up
from kejidata.wording import numbers
from kejidata.wording.names import unit_beside
from kejidata.wording.precision import in_whole_tens


class Level(NamedTuple):
    """What all are compared with: the value of the region they belong to, else their mean."""

    region: str
    value: float
    said: str


def level_of(frame: pd.DataFrame, group: pd.DataFrame, told: Told) -> Level | None:
    """Return what the regions of a group are compared with; nothing for shares without a whole.

    Like a share, so much of one thing for each of another has no mean without weights.
    """
    ranked = group[group["rank"].notna()]
    if ranked.empty:
        return None
    code, unit = str(group["indicator"].iloc[0]), unit_of(group)
    beside = unit_beside(code, unit, told.lang)
    each = "÷" in code or "/" in unit
    if not each and not by_points(registry.kind_of(code)) and unit != PERCENT:
        return _mean(group, beside, told.lang) if len(ranked) > 1 else None
    parent = region_lookup.parent_of(str(ranked["region"].iloc[0]))
    whole = frame[(frame["region"] == parent) & frame["value"].notna()]
    if whole.empty:
        return None
    row = whole.iloc[0].to_dict()
    return Level(parent, float(row["value"]), told.amount(row, "value", beside))


def _mean(group: pd.DataFrame, unit: str, lang: Lang) -> Level:
    """Return the mean of the ranked, in the digits that rounding leaves it."""
    mean, span = group_mean(group)
    row = {"indicator": str(group["indicator"].iloc[0]), "unit": unit}
    found = numbers.decimals(mean, *span.ends, unit, most_decimals(row, mean))
    shown = in_whole_tens(mean, *span.ends) if found is None else round_half_up(mean, found)
    return Level("", mean, numbers.amount(shown, unit, lang, short=True))


def draw_level(axes: Axes, layout: RowLayout, value: float, rows: int) -> None:
    """Draw the line that all are compared with, between the words where they stand above tracks."""
    starts, ends, dashes = [0.0], [float(rows)], (4.0, 2.0)
    if layout.stacked:
        starts = [n + layout.track_at - layout.half for n in range(rows)]
        ends = [n + layout.track_at + layout.half for n in range(rows)]
        dashes = (1.0, 0.0)
    at = [value] * len(starts)
    axes.vlines(at, starts, ends, color=MUTED, linewidth=0.9, linestyle=(0, dashes), zorder=1)

"""The figures of an index by region, period and indicator, with what rounding leaves."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from kejidata.errors import KejidataError
from kejidata.measures import ranking
from kejidata.measures.index_figures import Figures, Span
from kejidata.measures.index_structure import WHERE, Leaf
from kejidata.panel import intake, intervals, metadata, peers, results, sources
from kejidata.panel.arrays import Flags, Floats, Ints
from kejidata.panel.intake import Rows

BLOCK = 1 << 14
"""Figures of groups that are worked on together; of each, one left out makes as many again."""


class Cells(NamedTuple):
    """The regions of groups in their periods: a row each of every matrix, a column an indicator.

    `region` and `period` hold codes, `value` all figures as published, `reason` the number from 1
    of a reason of `ranking.REASONS`, 0 where a figure counts.
    """

    region: Ints
    period: Ints
    value: Floats
    figures: Figures
    reason: Ints

    @property
    def known(self) -> Flags:
        """Mark the figures that count."""
        return np.asarray(self.reason == 0)

    def blocks(self) -> Iterator[Cells]:
        """Yield the cells of some groups at a time, so that what is made of them stays small."""
        group = self.figures.group
        first = np.searchsorted(group, group) * self.value.shape[1] // BLOCK
        starts = np.flatnonzero(np.diff(first, prepend=-1)).tolist()
        for start, end in itertools.pairwise([*starts, len(group)]):
            at = np.arange(start, end)
            parts = (self.region[at], self.period[at], self.value[at], self.figures.take(at))
            yield Cells(*parts, self.reason[at])


class Grid(NamedTuple):
    """The rows that an index is made of, their places in the structure, and their figures."""

    rows: Rows
    place: Ints
    cells: Cells

    def keys(self, region: Ints, period: Ints) -> dict[str, Any]:
        """Return the columns region and period of a result, in the form given."""
        rows = self.rows
        return {
            "region": rows.regions.column(self.labels(region)),
            "period": rows.periods.column(period),
        }

    def labels(self, region: Ints) -> Ints:
        """Return the label that each region has first in the frame, as a code."""
        if self.rows.label is None:
            return region
        first = np.zeros(len(self.rows.regions), dtype=np.int64)
        first[self.rows.region[::-1]] = self.rows.label[::-1]
        return first[region]

    def told(
        self, region: Ints, period: Ints, node: Ints, places: Sequence[Sequence[int]]
    ) -> sources.Figures | None:
        """Return the sources of all figures of each row of a result.

        Parameters
        ----------
        region, period, node
            Codes of each row of the result, and the number of its node of the structure.
        places
            The places of the indicators of each node.
        """
        told, size = self.rows.sourced(), len(self.rows.periods)
        if told is None:
            return None
        published = np.flatnonzero(~np.isnan(self.rows.value))
        published = published[np.argsort(self.place[published], kind="stable")]
        cell = self.rows.region[published].astype(np.int64) * size + self.rows.period[published]
        slots = np.full((len(places), len(self.rows.regions) * size), -1)
        slots[node, region.astype(np.int64) * size + period] = np.arange(len(node))
        found = []
        for number, leaves in enumerate(places):
            row = slots[number, cell]
            kept = (row >= 0) & np.isin(self.place[published], leaves)
            found.append((row[kept], told.code[published[kept]]))
        whose, code = map(np.concatenate, zip(*found, strict=True))
        return sources.gathered(whose, code, told.names, len(node))


def grid_of(obs: pd.DataFrame, leaves: Sequence[Leaf], among: str | None) -> Grid:
    """Return the figures of each group and period, the newest vintage of each.

    Raises
    ------
    KejidataError
        An indicator of the structure is not in the frame, and for what `rankings` refuses.
    """
    every = intake.read(obs, within=peers.parent_of_group(among))
    kinds, place = metadata.kinds(every, obs), _places(every, leaves)
    wanted = every.take(np.flatnonzero(place[every.indicator] >= 0)).of_measure("value")
    rows = ranking.newest_members(wanted, among).rows
    places = place[rows.indicator]
    return Grid(rows, places, _cells(rows, kinds, places, leaves))


def _cells(rows: Rows, kinds: Sequence[str], place: Ints, leaves: Sequence[Leaf]) -> Cells:
    """Return the figures of all groups; `place` is that of each row in the structure."""
    refused = ranking.rank_refusals(rows, ranking.group_numbers(rows))
    reason = results.first_reason(refused, ranking.REASONS, len(rows))
    step = intervals.steps_of(rows, kinds)
    step = np.zeros(len(rows)) if step is None else step
    value = ranking.on_published_grid(rows)[0]
    numbers = np.stack([value, *intervals.ends(value, step), step])
    group, region, at = _members(rows)
    cell = np.full((len(region), len(leaves)), -1)
    cell[at, place] = np.arange(len(rows))
    # Members that the registry knows are those of the period; of others all that the frame has.
    kept = (cell >= 0).any(axis=1) | ~peers.have_parents(rows.regions)[region]
    group, region, cell = group[kept], region[kept], cell[kept]
    codes = np.where(cell < 0, 1 + ranking.REASONS.index("no_value"), reason[cell])
    middle, low, high, steps = np.where(codes == 0, numbers[:, cell], np.nan)
    published = np.where(cell < 0, np.nan, rows.value[cell])
    figures = Figures(Span(low, middle, high), steps, group, leaves)
    return Cells(region, group % max(len(rows.periods), 1), published, figures, codes)


def _members(rows: Rows) -> tuple[Ints, Ints, Ints]:
    """Return every region of each group in each of its periods, and where each row is of these.

    The first two are the number of group and period, rising, and the code of the region.
    """
    group, size = peers.groups(rows.regions), max(len(rows.periods), 1)
    used = np.unique(rows.region)
    used = used[np.argsort(group[used], kind="stable")]
    numbers = group[rows.region].astype(np.int64) * size + rows.period
    found, number = np.unique(numbers, return_inverse=True)
    first, last = (np.searchsorted(group[used], found // size, side) for side in ("left", "right"))
    counts = last - first
    # From a place among those of all periods to one among the regions.
    back = np.cumsum(counts) - counts - first
    region = used[np.arange(counts.sum()) - np.repeat(back, counts)]
    inside = np.zeros(len(group), dtype=np.int64)
    inside[used] = np.arange(len(used))
    return np.repeat(found, counts), region, inside[rows.region] + back[number]


def _places(rows: Rows, leaves: Sequence[Leaf]) -> Ints:
    """Return the place in the structure of each indicator of a frame, -1 for none."""
    place = {leaf.code: at for at, leaf in enumerate(leaves)}
    absent = [code for code in place if code not in rows.indicators.names]
    if absent:
        raise KejidataError(
            "the frame holds no figure of an indicator of the structure",
            where=WHERE,
            rows=[repr(code) for code in absent],
            remedy="leave it out of the structure, or add its figures",
        )
    return np.array([place.get(name, -1) for name in rows.indicators.names], dtype=np.int64)

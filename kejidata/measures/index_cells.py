"""The figures of an index, group by group: regions by indicators, with what rounding leaves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from kejidata.errors import KejidataError
from kejidata.measures import ranking
from kejidata.measures.index_structure import WHERE, Leaf
from kejidata.measures.normalisation import Figures, Span
from kejidata.panel import intake, intervals, metadata, peers, results, sources
from kejidata.panel.arrays import Flags, Floats, Ints
from kejidata.panel.intake import Rows


class Cells(NamedTuple):
    """A group of regions in one period: a row of each matrix a region, a column an indicator.

    `region` holds the codes of the regions, `value` all figures as published, `reason` the number
    from 1 of a reason of `ranking.REASONS`, 0 where a figure counts.
    """

    region: Ints
    period: int
    value: Floats
    figures: Figures
    reason: Ints

    @property
    def known(self) -> Flags:
        """Mark the figures that count."""
        return np.asarray(self.reason == 0)


class Grid(NamedTuple):
    """The rows that an index is made of, their places in the structure, and figures by group."""

    rows: Rows
    place: Ints
    groups: Sequence[Cells]

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
    every = intake.read(obs, within=ranking.parent_of_group(among))
    kinds, place = metadata.kinds(every, obs), _places(every, leaves)
    wanted = every.take(np.flatnonzero(place[every.indicator] >= 0)).of_measure("value")
    rows = ranking.newest_members(wanted, among).rows
    places = place[rows.indicator]
    return Grid(rows, places, [*_cells(rows, kinds, places, leaves)])


def _cells(
    rows: Rows, kinds: Sequence[str], place: Ints, leaves: Sequence[Leaf]
) -> Iterator[Cells]:
    """Yield the figures of each group; `place` is that of each row in the structure."""
    refused = ranking.rank_refusals(rows, ranking.group_numbers(rows))
    reason = results.first_reason(refused, ranking.REASONS, len(rows))
    step = intervals.steps_of(rows, kinds)
    step = np.zeros(len(rows)) if step is None else step
    value = ranking.on_published_grid(rows)[0]
    numbers = np.stack([value, *intervals.ends(value, step), step])
    for regions, period, inside in _groups(rows):
        cell = np.full((len(regions), len(leaves)), -1)
        cell[np.searchsorted(regions, rows.region[inside]), place[inside]] = inside
        codes = np.where(cell < 0, 1 + ranking.REASONS.index("no_value"), reason[cell])
        middle, low, high, steps = np.where(codes == 0, numbers[:, cell], np.nan)
        published = np.where(cell < 0, np.nan, rows.value[cell])
        figures = Figures(Span(low, middle, high), steps, leaves)
        yield Cells(regions, period, published, figures, codes)


def _groups(rows: Rows) -> Iterator[tuple[Ints, int, Ints]]:
    """Yield the regions of each group, a period of it, and its rows.

    Members that the registry knows are those of the period; of others all that the frame has.
    """
    group, known = peers.groups(rows.regions)[rows.region], peers.have_parents(rows.regions)
    size = len(rows.periods)
    if not len(rows):
        return
    numbers = group.astype(np.int64) * size + rows.period
    order = np.argsort(numbers, kind="stable")
    found, start = np.unique(numbers[order], return_index=True)
    for number, inside in zip(found.tolist(), np.split(order, start[1:]), strict=True):
        own = np.unique(rows.region[inside])
        if not known[own[0]]:
            own = np.unique(rows.region[group == number // size])
        yield own, number % size, inside


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

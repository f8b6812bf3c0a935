"""A composite index over many indicators, its ranks, and how far choices and rounding move them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from kejidata.measures.index_cells import Cells, Grid, grid_of
from kejidata.measures.index_ranges import RANGES, ranges
from kejidata.measures.index_scores import (
    LOW,
    REASONS,
    Options,
    Scored,
    available,
    checked,
    is_enough,
    means,
    scored,
)
from kejidata.measures.index_structure import Built, Node, Structure, built, shares
from kejidata.measures.normalisation import METHODS
from kejidata.measures.ranking import rank_columns
from kejidata.model.terms import RESULTS
from kejidata.panel import results, sources
from kejidata.panel.any_frame import any_frame
from kejidata.panel.arrays import Floats, Ints
from kejidata.panel.axes import Axis
from kejidata.panel.cells import cells_of
from kejidata.panel.intake import Rows

ENDS = tuple(f"{end}{one}" for one in RANGES for end in ("best", "worst"))
NUMBERS = ("available", "score", "low", "high", *ENDS)


@any_frame
def composite_index(
    obs: pd.DataFrame,
    structure: Structure,
    among: str | None = None,
    *,
    name: str = "composite_index",
    normalise: str = "min_max",
    aggregate: str = "arithmetic",
    availability: float = 1.0,
    winsorise: float = 0.0,
    moved: float = 0.1,
) -> pd.DataFrame:
    """Return the score and rank of every region in an index over many indicators, and in its parts.

    Indicators are brought to one scale among the regions that are scored, and averaged group by
    group with the weights of the structure: sum of w x n, or product of n ^ w. What a region lacks
    is not imputed: its weight goes to the rest of its group, and below the stated availability the
    region has no score. (OECD and JRC, Handbook on Constructing Composite Indicators, 2008.)

    Parameters
    ----------
    obs
        Tidy frame, rows in any order: region, indicator, period and value; unit, step, bound,
        vintage, measure and kind where they matter. The newest vintage counts. Not changed.
    structure
        Codes or names of indicators, which then weigh the same; or a table with a row for each:
        indicator; group (empty for what the index itself is made of), weight (1 of all where the
        table has none), direction (the registry's, else 1), target, minimum and maximum (of the
        scale of min_max; else those of the regions). A row whose indicator is the name of a group
        gives that group a weight and a group of its own.
    among
        A region by code, name or alias: only its members are scored. Otherwise regions are scored
        among the members of their parent, as `rankings` ranks them.
    name
        What the index is called in the column indicator.
    normalise
        min_max: (x - minimum) / (maximum - minimum) x 100; z_score: (x - mean) / standard
        deviation; target: x / target x 100; rank: (n - rank) / (n - 1) x 100; best: x / best x 100.
        Where less is better, turned round: target / x, best / x.
    aggregate
        arithmetic or geometric.
    availability
        The least part of the weights, from 0 to 1, whose indicators must be known.
    winsorise
        The part of the regions at each end, from 0 to 0.5, whose figure is replaced by the next
        one's; 0 for none.
    moved
        The part of itself by which the weight of each indicator in the index is moved, either way.

    Returns
    -------
    DataFrame
        region, indicator (the index, and each of its groups), period, score, low and high (the
        interval that published rounding leaves, no narrower than the truth), rank; then ranges of
        ranks: best and worst by published rounding (interval arithmetic, pair by pair);
        best_by_weights and worst_by_weights by moved weights (pair by pair, exact for a pair that
        weighs alike); best_left_out and worst_left_out with each indicator left out in turn, and
        best_by_method and worst_by_method under each other normalisation that has a meaning for all
        figures (exact, all cases). Pair by pair a range is no narrower than the truth. `missing`
        members, which have no score, may stand before or after the others, and widen each worst.
        available, the part of the weights that is known, in %; ranked, missing and shift, as
        `rankings` has them; reason.
        Who has no score has the first reason that holds of: low_availability; no_scale (of an
        indicator whose figures need not differ, or whose divisor may be zero or less); not_positive
        (geometric, and a normalised figure may be zero or less). Who alone has one has no rank:
        no_peer.

    Raises
    ------
    KejidataError
        For an indicator that the frame lacks, a structure or an option that is none, and for what
        `rankings` refuses.

    Examples
    --------
    >>> obs = pd.DataFrame({"region": ["a", "b", "c"] * 2, "period": 2020,
    ...                     "indicator": ["papers"] * 3 + ["debt"] * 3,
    ...                     "value": [10, 20, 30, 5, 5, 9]})
    >>> table = pd.DataFrame({"indicator": ["papers", "debt"], "direction": [1, -1]})
    >>> composite_index(obs, table)[["region", "score", "rank", "best_left_out"]].values.tolist()
    [['a', 50.0, 2, 1], ['b', 75.0, 1, 1], ['c', 50.0, 2, 1]]
    """
    whole = built(structure, name)
    options = checked(Options(normalise, aggregate, availability, winsorise, moved), whole)
    grid = grid_of(obs, whole.leaves, among)
    parts = [one for cells in grid.cells.blocks() for one in _nodes(cells, whole, options)]
    every = whole.top.every()
    region, period, node, numbers, reason = map(np.concatenate, zip(*parts, strict=True))
    where = region, period, node
    out = dict(zip(NUMBERS, numbers.T, strict=True))
    out["reason"] = results.reasons_column(reason, REASONS)
    out |= sources.column(grid.told(*where, [one.places() for one in every]))
    return _ranked(_scores(grid, where, [one.name for one in every], out["score"]), out, among)


def _scores(grid: Grid, where: Sequence[Ints], names: Sequence[str], score: Floats) -> Rows:
    """Return the scores of regions, in periods, of nodes as rows of an indicator for each node."""
    region, period, node = where
    ordered, regions, label = sorted(names), grid.rows.regions, grid.labels(region)
    if regions.dtype is None:
        # Of several labels the first in the frame is that of the region, in the order too.
        shown, region = np.unique(label, return_inverse=True)
        regions = Axis([regions.labels[at] for at in shown], [regions.names[at] for at in shown])
        label = region
    indicator = np.array([ordered.index(name) for name in names], dtype=np.int64)[node]
    axes = regions, Axis(ordered, ordered), grid.rows.periods
    return Rows(*axes, region, indicator, period, score, label)


def _nodes(
    cells: Cells, structure: Built, options: Options
) -> Iterator[tuple[Ints, Ints, Ints, Floats, Ints]]:
    """Yield regions, periods, places in the structure, numbers and reasons of each node."""
    reason, some = scored(cells, structure, options, METHODS)
    for place, node in enumerate(structure.top.every()):
        own, known = reason.copy(), available(node, cells.known)
        own[(reason == 0) & ~is_enough(known, options)] = LOW
        numbers = np.full((len(own), len(NUMBERS)), np.nan)
        numbers[:, 0] = known * 100
        chosen = some.take(np.flatnonzero(own[some.at] == 0))
        numbers[chosen.at, 1:] = _numbers(chosen, node, options)
        yield cells.region, cells.period, np.full(len(own), place), numbers, own


def _numbers(chosen: Scored, node: Node, options: Options) -> Floats:
    """Return score, its ends, and best and worst of each range, a row for each region."""
    parts = shares(node, chosen.known)
    low, high = chosen.scaled.ends
    columns = [means(parts, one, options) for one in (chosen.scaled.value, low, high)]
    ends = [end for one in ranges(chosen, node, parts, options) for end in one]
    return np.stack([*columns, *ends], axis=1)


def _ranked(scores: Rows, columns: Mapping[str, Any], among: str | None) -> pd.DataFrame:
    """Return scores with ranks; members without a score widen the worst rank of each range."""
    nodes = len(scores.indicators)
    _, found = rank_columns(scores, among, ["index"] * nodes, [1] * nodes)
    # Every member has its row among the scores, so that ranks are those of them by cell; cells
    # themselves may differ, where the members of another year have found a place on the axis.
    at = np.argsort(cells_of(scores))
    alone = np.asarray(found["reason"] == "no_peer")
    found |= {name: column.take(at) for name, column in columns.items()}
    reason = np.where(alone, 1 + len(REASONS), found["reason"].codes)
    found["reason"] = results.words_column(reason, ["", *REASONS, "no_peer"])
    missing = found["missing"].to_numpy(np.int64)
    for column in ENDS:
        number = found[column] + (missing if column.startswith("worst") else 0)
        empty = np.isnan(number) | alone
        found[column] = results.integers(np.where(empty, 0, number).astype(np.int64), empty)
    told = ["source"] if "source" in found else []
    return results.frame({name: found[name] for name in (*RESULTS["composite_index"], *told)})

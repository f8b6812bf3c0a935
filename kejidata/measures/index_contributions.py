"""What each indicator adds to a composite index, and to the gap to the next place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from kejidata.measures.index_cells import Cells, grid_of
from kejidata.measures.index_scores import (
    REASONS,
    Options,
    Scored,
    checked,
    means,
    scored,
)
from kejidata.measures.index_structure import Built, Structure, built, shares
from kejidata.measures.normalisation import Scaled
from kejidata.measures.rank_ranges import rounded, weighted
from kejidata.measures.ranking import REASONS as REFUSED
from kejidata.model.terms import RESULTS, reasons
from kejidata.panel import results, sources
from kejidata.panel.any_frame import any_frame
from kejidata.panel.arrays import Floats, Ints
from kejidata.panel.ranks import count_below

EVERY = reasons(*REFUSED, "not_additive", *REASONS)
"""Why an indicator adds nothing: it has no figure that counts, or its region no score."""
NUMBERS = (
    *("value", "normalised", "weight", "contribution", "contribution_low", "contribution_high"),
    *("gap", "gap_low", "gap_high"),
)


@any_frame
def index_contributions(
    obs: pd.DataFrame,
    structure: Structure,
    among: str | None = None,
    *,
    name: str = "composite_index",
    normalise: str = "min_max",
    aggregate: str = "arithmetic",
    availability: float = 1.0,
    winsorise: float = 0.0,
) -> pd.DataFrame:
    """Return the points that each indicator adds to the index, and to the gap to the next place.

    Parameters
    ----------
    obs, structure, among, name, normalise, aggregate, availability, winsorise
        As for `composite_index`.

    Returns
    -------
    DataFrame
        region, indicator (the index), period, part (the indicator's code), value, normalised,
        weight (its part in the index of the region, in %), contribution = weight x normalised,
        which add up to the score, with _low and _high; next, the region one place ahead (of the
        first, the one behind it; of several equals the first by name); gap, what the indicator adds
        to the points by which `next` is ahead, with _low and _high: they add up to it, and where
        the region falls behind they are above zero. In a geometric mean only gaps add up: weight x
        the difference of the logarithms x the logarithmic mean of the two scores (Ang, 2004).
        Intervals are no narrower than the truth. Sorted by region, period and the structure.
        What is empty has the first reason that holds of: no_value, unit_mismatch, not_exact (of
        the figure); low_availability, no_scale, not_positive (of the score); not_additive (the
        contribution to a geometric mean).

    Raises
    ------
    KejidataError
        As `composite_index` does.

    Examples
    --------
    >>> obs = pd.DataFrame({"region": ["a", "b", "c"] * 2, "period": 2020,
    ...                     "indicator": ["papers"] * 3 + ["patents"] * 3,
    ...                     "value": [10, 20, 30, 5, 5, 9]})
    >>> out = index_contributions(obs, ["papers", "patents"])
    >>> out.loc[out["region"] == "b", ["part", "contribution", "next", "gap"]].values.tolist()
    [['papers', 25.0, 'c', 25.0], ['patents', 0.0, 'c', 50.0]]
    """
    whole = built(structure, name)
    options = checked(Options(normalise, aggregate, availability, winsorise, 0.0), whole)
    grid = grid_of(obs, whole.leaves, among)
    parts = [_columns(cells, whole, options) for cells in grid.cells.blocks()]
    columns = RESULTS["index_contributions"]
    found = {one: np.concatenate([part[one] for part in parts]) for one in parts[0]}
    order = np.lexsort((found["period"], grid.labels(found["region"])))
    found = {one: column[order] for one, column in found.items()}
    where = found["region"], found["period"], found["place"]
    told = sources.column(grid.told(*where, [[at] for at in range(len(whole.leaves))]))
    regions = np.arange(len(grid.rows.regions))
    labels = pd.Series(grid.keys(regions, np.zeros_like(regions))["region"]).astype(str)
    out = (
        found
        | grid.keys(found["region"], found["period"])
        | {"indicator": results.texts_column(np.zeros_like(found["place"]), [name])}
        | {"part": results.texts_column(found["place"], [leaf.code for leaf in whole.leaves])}
        | {"next": results.texts_column(found["next"], [*labels, ""])}
        | {"reason": results.reasons_column(found["reason"], EVERY)}
        | told
    )
    return results.frame({column: out[column] for column in (*columns, *told)})


def _columns(cells: Cells, structure: Built, options: Options) -> dict[str, Any]:
    """Return the columns of some groups, the rows of a region together; codes of regions."""
    reason, some = scored(cells, structure, options)
    shape = cells.value.shape
    numbers, following = np.full((len(NUMBERS), *shape), np.nan), np.full(shape[0], -1)
    numbers[0] = cells.value
    parts = shares(structure.top, some.known)
    ahead = _next(some, parts, options)
    # What a region lacks may still be what sets the next one ahead.
    gap = np.array([column.startswith("gap") for column in NUMBERS[1:]])[:, None, None]
    told = some.known | (some.known[ahead] & gap)
    numbers[1:, some.at] = np.where(told, _points(some, parts, options, ahead), np.nan)
    following[some.at] = np.where(ahead < 0, -1, cells.region[some.at[ahead]])
    return {
        **dict(zip(NUMBERS, numbers.reshape(len(NUMBERS), -1), strict=True)),
        "region": np.repeat(cells.region, shape[1]),
        "period": np.repeat(cells.period, shape[1]),
        "place": np.tile(np.arange(shape[1]), shape[0]),
        "next": np.repeat(following, shape[1]),
        "reason": _reasons(cells, reason, options).reshape(-1),
    }


def _reasons(cells: Cells, reason: Ints, options: Options) -> Ints:
    """Return the number in EVERY of why an indicator adds nothing, by region and indicator."""
    figure = np.array([0, *(1 + EVERY.index(one) for one in REFUSED)])[cells.reason]
    score = np.array([0, *(1 + EVERY.index(one) for one in REASONS)])[reason][:, None]
    additive = 1 + EVERY.index("not_additive") if options.geometric else 0
    return np.where(figure > 0, figure, np.where(score > 0, score, additive))


def _next(some: Scored, parts: Floats, options: Options) -> Ints:
    """Return the region one place ahead of each, of the first the one behind, -1 for none."""
    score, group = means(parts, some.scaled.value, options), some.group
    order, ends = np.lexsort((score, group)), np.stack([score, -score])
    lower, higher = count_below(ends, ends, group)
    # Of equals the first stands first, at the start of their level.
    start = np.searchsorted(group, group) + lower
    above = np.searchsorted(group, group, side="right") - higher
    ahead = order[np.minimum(above, len(order) - 1)]
    behind = order[start[order[start - 1]]]
    return np.where(higher > 0, ahead, np.where(lower > 0, behind, -1))


def _points(some: Scored, parts: Floats, options: Options, ahead: Ints) -> Floats:
    """Return the numbers beside the value by column, region and indicator."""
    scaled = some.scaled
    every = (scaled.value, *scaled.ends)
    gaps: Sequence[Floats] = _gaps(parts, scaled, ahead)
    if options.geometric:
        scores = [means(parts, one, options) for one in every]
        gaps = _products(gaps, *(_logarithmic_mean(one[ahead], one)[:, None] for one in scores))
    added = [weighted(parts, one) * (np.nan if options.geometric else 1.0) for one in every]
    normalised = np.exp(scaled.value) if options.geometric else scaled.value
    gaps = [np.where(ahead < 0, np.nan, one.T).T for one in gaps]
    return rounded(np.stack([normalised, parts * 100, *added, *gaps]))


def _logarithmic_mean(one: Floats, other: Floats) -> Floats:
    """Return (a - b) / (ln a - ln b), which rises with both; of equals the number itself."""
    with np.errstate(divide="ignore", invalid="ignore"):
        found = (one - other) / (np.log(one) - np.log(other))
    return np.where(one == other, one, found)


def _products(gaps: Sequence[Floats], mean: Floats, low: Floats, high: Floats) -> Sequence[Floats]:
    """Return gaps of logarithms as points: times the logarithmic mean of the two scores."""
    middle, least, most = gaps
    return (
        middle * mean,
        np.minimum(least * low, least * high),
        np.maximum(most * low, most * high),
    )


def _gaps(parts: Floats, scaled: Scaled, ahead: Ints) -> tuple[Floats, Floats, Floats]:
    """Return by how much an indicator sets the next region ahead, and the ends of that.

    Scale and offset are common to both regions, so that they move the two together.
    """
    offset, scale = scaled.offset, scaled.scale
    centre, room = (offset.low + offset.high) / 2, (offset.high - offset.low) / 2
    low, high = (weighted(parts, end - centre) for end in (scaled.y.low, scaled.y.high))
    shift = room * np.abs(parts[ahead] - parts)
    value = weighted(parts, scaled.value)
    least, most = low[ahead] - high - shift, high[ahead] - low + shift
    return (
        value[ahead] - value,
        np.minimum(least / scale.low, least / scale.high),
        np.maximum(most / scale.low, most / scale.high),
    )

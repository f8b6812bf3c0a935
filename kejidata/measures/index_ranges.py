"""The four ranges of ranks of an index: by rounding, by weights, one left out, by method."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from kejidata.measures.index_scores import Options, Scored, means
from kejidata.measures.index_structure import Node, patterns, shares
from kejidata.measures.rank_ranges import Range, by_rounding, by_weights, of_cases
from kejidata.panel.arrays import Floats
from kejidata.panel.normalize import Row

RANGES = ("", "_by_weights", "_left_out", "_by_method")
"""How the columns best and worst of each range end."""


def reach(row: Row) -> tuple[int, int]:
    """Return the best and the worst rank over all ranges of a row of an index.

    Examples
    --------
    >>> ranks = {f"{end}{one}": 3 for end in ("best", "worst") for one in RANGES}
    >>> reach({**ranks, "best_by_weights": 1, "worst_left_out": 5})
    (1, 5)
    """
    best, worst = ([int(row[f"{end}{one}"]) for one in RANGES] for end in ("best", "worst"))
    return min(best), max(worst)


def ranges(some: Scored, node: Node, parts: Floats, options: Options) -> Sequence[Range]:
    """Return the ranks of regions by rounding, by weights, with one left out and by method.

    Parameters
    ----------
    some
        The regions that are scored.
    node
        The index or a group of it.
    parts
        The part of each indicator in the node, by region and indicator.
    options
        How the index is made.
    """
    scaled, figures = some.scaled, some.figures
    # The ends of a range of ranks are both held, whatever the figures hold.
    rounding = (figures.step > 0) & (options.normalise != "rank")
    score = means(parts, scaled.value, options)
    left_out = means(_left_out(some, node), scaled.value, options)
    others = [means(parts, one, options) for one in some.others]
    pattern = patterns(parts > 0)[1]
    return [
        by_rounding(scaled, parts, rounding, figures),
        by_weights(scaled.value, parts, pattern, options.moved, some.group),
        of_cases(np.stack([score, *left_out]), some.group),
        of_cases(np.stack([score, *others]), some.group),
    ]


def _left_out(some: Scored, node: Node) -> Floats:
    """Return the parts of the indicators by indicator that is left out, region and indicator."""
    rows, pattern = patterns(some.known)
    places = np.array(node.places())
    known = np.repeat(some.known[rows][np.newaxis], len(places), axis=0)
    known[np.arange(len(places)), :, places] = False
    return shares(node, known)[:, pattern]

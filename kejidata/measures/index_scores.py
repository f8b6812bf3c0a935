"""How regions are scored in their groups: which count, on which scale, with which parts."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np

from kejidata.errors import KejidataError, cell
from kejidata.measures.index_cells import Cells
from kejidata.measures.index_figures import Figures
from kejidata.measures.index_structure import Built, Node, shares
from kejidata.measures.normalisation import METHODS, Scaled, on_scale, winsorised
from kejidata.measures.rank_ranges import rounded, weighted
from kejidata.model.terms import reasons
from kejidata.panel.arrays import Flags, Floats, Ints

AGGREGATES = ("arithmetic", "geometric")
REASONS = reasons("low_availability", "no_scale", "not_positive")
"""Why there is no score."""
LOW, NO_SCALE, NOT_POSITIVE = range(1, 4)


class Options(NamedTuple):
    """How an index is made."""

    normalise: str
    aggregate: str
    availability: float
    winsorise: float
    moved: float

    @property
    def geometric(self) -> bool:
        """Whether scores are geometric means."""
        return self.aggregate == "geometric"


def checked(options: Options, structure: Built) -> Options:
    """Return the options of an index.

    Raises
    ------
    KejidataError
        A word is not known, a share is none, a target is missing, or a geometric mean is asked for
        of what lies about zero.
    """
    _one_of(options.normalise, tuple(METHODS), "normalise")
    _one_of(options.aggregate, AGGREGATES, "aggregate")
    for name, least, most in (("availability", 0, 1), ("winsorise", 0, 0.5), ("moved", 0, 1)):
        number = getattr(options, name)
        whole = name == "availability" and number == 1
        if isinstance(number, bool) or not isinstance(number, int | float | np.number):
            raise _refusal(name, number, "a number")
        if not (least <= number < most or whole):
            raise _refusal(name, number, f"a number from {least} to {most}")
    if options.normalise == "target" and not _has_targets(structure):
        raise KejidataError(
            "the structure has no target above zero for an indicator",
            where="argument structure, column target",
            remedy="add the targets, or choose another normalisation",
        )
    if options.geometric and options.normalise == "z_score":
        raise _refusal("normalise", "z_score", "for a geometric mean min_max, target, rank or best")
    return options


def _has_targets(structure: Built) -> bool:
    return all(leaf.target > 0 for leaf in structure.leaves)


def _one_of(word: Any, known: tuple[str, ...], name: str) -> None:
    if word not in known:
        raise _refusal(name, word, f"one of: {', '.join(known)}")


def _refusal(name: str, given: Any, remedy: str) -> KejidataError:
    return KejidataError(
        f"{name} is {cell(given)}", where=f"argument {name}", remedy=f"use {remedy}"
    )


class Scored(NamedTuple):
    """The regions that have a score in their group, and their figures on one scale.

    `at` are their rows in the cells; `others` are the figures under each other normalisation, NaN
    where it has no meaning in a group. Where the mean is geometric, `scaled` and `others` hold
    logarithms.
    """

    at: Ints
    figures: Figures
    scaled: Scaled
    others: Sequence[Floats]

    @property
    def group(self) -> Ints:
        """The number of each row's group."""
        return self.figures.group

    @property
    def known(self) -> Flags:
        """Mark the figures that count."""
        return self.figures.known

    def take(self, at: Ints) -> Scored:
        """Return some of the regions, normalised as before."""
        others = [one[at] for one in self.others]
        return Scored(self.at[at], self.figures.take(at), self.scaled.take(at), others)


def scored(
    cells: Cells, structure: Built, options: Options, beside: Collection[str] = ()
) -> tuple[Ints, Scored]:
    """Return why regions have no score, a number of `REASONS` from 1, and those that have one.

    Those of a group are normalised among themselves; nobody is scored where an indicator has no
    scale.

    Parameters
    ----------
    cells, structure, options
        The regions of some groups, and the index.
    beside
        The normalisations to set beside that of the index.
    """
    reason = np.zeros(len(cells.region), dtype=np.int8)
    reason[~is_enough(available(structure.top, cells.known), options)] = LOW
    at = np.flatnonzero(reason == 0)
    figures = winsorised(cells.figures.take(at), options.winsorise)
    scaled, fits = on_scale(figures, options.normalise)
    reason[at[~fits]] = NO_SCALE
    if options.geometric:
        positive = above_zero(scaled)
        reason[at[fits & ~positive]] = NOT_POSITIVE
        scaled = scaled.logarithms()
    fine = reason[at] == 0
    methods = [one for one in beside if one != "target" or _has_targets(structure)]
    others = [*_others(figures, methods, options, fine)]
    return reason, Scored(at, figures, scaled, others).take(np.flatnonzero(fine))


def _others(
    figures: Figures, methods: Collection[str], options: Options, fine: Flags
) -> Iterator[Floats]:
    """Yield figures under each other normalisation, NaN where not all that count have a meaning."""
    for method in methods:
        if method == options.normalise or (options.geometric and method == "z_score"):
            continue
        scaled, fits = on_scale(figures, method)
        if options.geometric:
            fits &= figures.whole(np.logical_and, above_zero(scaled) | ~fine)
            scaled = scaled.logarithms()
        yield np.where(fits[:, None], scaled.value, np.nan)


def available(node: Node, known: Flags) -> Floats:
    """Return the part of the weights of a node's indicators that is known, by region."""
    whole = shares(node, np.ones((1, known.shape[1]), dtype=bool))[0]
    return rounded((known * whole).sum(axis=1))


def is_enough(found: Floats, options: Options) -> Flags:
    """Mark regions of which enough of a node is known, by the part that is `available`."""
    return np.asarray((found >= options.availability) & (found > 0))


def above_zero(scaled: Scaled) -> Flags:
    """Mark regions whose normalised figures are all above zero for certain."""
    low = scaled.ends[0]
    return np.asarray(((low > 0) | np.isnan(scaled.y.value)).all(axis=1))


def means(parts: Floats, numbers: Floats, options: Options) -> Floats:
    """Return the mean of each region, NaN for one without any part; in each case of parts."""
    found = weighted(parts, numbers).sum(axis=-1)
    found = np.where(parts.any(axis=-1), found, np.nan)
    return rounded(np.exp(found) if options.geometric else found)

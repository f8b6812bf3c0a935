"""What a composite index is made of: indicators in groups, with weights, directions and limits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from kejidata.errors import KejidataError
from kejidata.model import registry
from kejidata.model.indicator_lookup import indicator_code
from kejidata.panel import columns
from kejidata.panel.arrays import Flags, Floats, Ints
from kejidata.panel.measured import text_of

Structure = pd.DataFrame | Sequence[str]
WHERE = "argument structure"
NUMBERS = ("weight", "direction", "target", "minimum", "maximum")
"""Columns of numbers that the table of a structure may have, beside indicator and group."""
LIMITS = NUMBERS[2:]
REMEDY = "give codes of indicators, or a table: indicator, group, weight, direction"


class Leaf(NamedTuple):
    """An indicator of the index, by its code, and how it is read."""

    code: str
    direction: int
    target: float
    minimum: float
    maximum: float


class Node(NamedTuple):
    """An index or a group in it: the places of its indicators, and its groups, with weights."""

    name: str
    leaves: Mapping[int, float]
    groups: Sequence[tuple[Node, float]]

    def every(self) -> list[Node]:
        """Return the node and all groups below it."""
        return [self, *(one for group, _ in self.groups for one in group.every())]

    def places(self) -> list[int]:
        """Return the places of all indicators below the node, in their order."""
        return sorted([*self.leaves, *(at for group, _ in self.groups for at in group.places())])


class Built(NamedTuple):
    """A structure that holds: the indicators, and the index over them."""

    leaves: Sequence[Leaf]
    top: Node


def shares(node: Node, known: Flags) -> Floats:
    """Return what part each indicator has in a node, by row; the parts of a row add up to 1.

    An indicator that is not known gives its part to the others of its group, a group without any
    to the other groups; a row that knows none has no parts.

    Parameters
    ----------
    node
        The index or a group.
    known
        Whether an indicator is known, by row and indicator; or by case, row and indicator.

    Examples
    --------
    >>> shares(Node("", {0: 1.0, 1: 3.0}, []), np.array([[True, True], [False, True]])).tolist()
    [[0.25, 0.75], [0.0, 1.0]]
    """
    found = np.zeros(known.shape)
    own = [*node.leaves]
    found[..., own] = known[..., own] * np.array([*node.leaves.values()])
    for group, weight in node.groups:
        found += weight * shares(group, known)
    whole = found.sum(axis=-1, keepdims=True)
    return np.asarray(found / np.where(whole > 0, whole, 1.0))


def patterns(known: Flags) -> tuple[Ints, Ints]:
    """Return a row of each set of known indicators, and the number of the set of each row.

    Examples
    --------
    >>> rows, number = patterns(np.array([[True, False], [True, True], [True, False]]))
    >>> rows.tolist(), number.tolist()
    ([0, 1], [0, 1, 0])
    """
    packed = np.packbits(known, axis=1)
    if (packed == packed[:1]).all():
        return np.arange(min(len(known), 1)), np.zeros(len(known), dtype=np.int64)
    number, _ = pd.factorize(np.array([row.tobytes() for row in packed], dtype=object))
    return np.flatnonzero(~pd.Series(number).duplicated().to_numpy()), number


def built(structure: Structure, name: str) -> Built:
    """Return the structure of an index, read from a table or from the codes of its indicators.

    Raises
    ------
    KejidataError
        The table has no column indicator or no row, names one twice, a group lies in itself, a
        weight is empty or not above zero, a direction is neither 1 nor -1, a minimum is not below
        its maximum, or something stands in the table that would not be used.
    """
    table = _table(structure)
    groups = [text_of(cell) for cell in table.get("group", [""] * len(table))]
    labels = [text_of(cell) for cell in table["indicator"]]
    codes = [one if one in groups else indicator_code(one) for one in labels]
    _refuse_names(codes, name)
    _refuse_unused(table, [code in groups for code in codes])
    numbers = {column: _numbers(table, column) for column in NUMBERS}
    weights = numbers["weight"] if "weight" in table else np.ones(len(table))
    _refuse([code for code, one in zip(codes, weights, strict=True) if not one > 0], "weight")
    leaves = [
        Leaf(code, _direction(code, numbers["direction"][at]), *(numbers[n][at] for n in LIMITS))
        for at, code in enumerate(codes)
        if code not in groups
    ]
    _refuse([one.code for one in leaves if abs(one.direction) != 1], "direction")
    _refuse([one.code for one in leaves if one.minimum >= one.maximum], "minimum")
    # A group without a row of its own is a part of the index, and weighs 1.
    above = dict.fromkeys((one for one in groups if one), "")
    above |= dict(zip(codes, groups, strict=True))
    _refuse_circles(above)
    weight = dict.fromkeys(above, 1.0) | dict(zip(codes, weights.tolist(), strict=True))
    place = {leaf.code: at for at, leaf in enumerate(leaves)}
    return Built(leaves, _node(name, "", above, weight, place))


def _node(
    name: str,
    inside: str,
    above: Mapping[str, str],
    weight: Mapping[str, float],
    place: Mapping[str, int],
) -> Node:
    """Return a node with all that lies below it."""
    own = [one for one, group in above.items() if group == inside]
    leaves = {place[one]: weight[one] for one in own if one in place}
    groups = [one for one in own if one not in place]
    return Node(
        name, leaves, [(_node(one, one, above, weight, place), weight[one]) for one in groups]
    )


def _table(structure: Structure) -> pd.DataFrame:
    """Return the table of a structure: that which is given, or one of indicators alone."""
    if isinstance(structure, str) or not isinstance(structure, pd.DataFrame | Sequence):
        raise KejidataError(
            f"the structure is {type(structure).__name__}", where=WHERE, remedy=REMEDY
        )
    given = isinstance(structure, pd.DataFrame)
    table = pd.DataFrame(structure if given else {"indicator": pd.Series(structure, dtype=object)})
    names = [str(one) for one in table.columns]
    if "indicator" not in names or len({*names}) < len(names) or table.empty:
        rows = [f"its columns are: {', '.join(names)}; its rows: {len(table)}"]
        raise KejidataError(
            "the structure has no row, or not one column indicator",
            where=WHERE,
            rows=rows,
            remedy=REMEDY,
        )
    return table.reset_index(drop=True)


def _numbers(table: pd.DataFrame, name: str) -> Floats:
    if name not in table:
        return np.full(len(table), np.nan)
    return columns.numbers(table[name], f"{WHERE}, column {name}")


def _direction(code: str, given: float) -> int:
    """Return 1 where more is better and -1 where less is: table, registry, else 1."""
    if np.isnan(given):
        return int(registry.entry("indicators", code).get("direction", 1))
    return int(given) if abs(given) == 1 else 0


def _refuse_names(codes: Sequence[str], name: str) -> None:
    """Refuse what has no name, and two of one name, the index itself among them."""
    every = Counter([*codes, name])
    twice = sorted(one for one, named in every.items() if named > 1 or not one)
    if twice:
        raise KejidataError(
            "the structure names an indicator or a group twice, or not at all",
            where=WHERE,
            rows=[repr(one) for one in twice],
            remedy="give each indicator and each group one row",
        )


def _refuse(codes: Sequence[str], column: str) -> None:
    if codes:
        raise KejidataError(
            f"the structure has a {column} that is not allowed",
            where=f"{WHERE}, column {column}",
            rows=[repr(one) for one in codes],
            remedy="a weight is above zero, a direction 1 or -1, a minimum below its maximum",
        )


def _refuse_unused(table: pd.DataFrame, is_group: Sequence[bool]) -> None:
    """Refuse columns that the table of a structure has not, and what a group has not."""
    unknown = [str(one) for one in table.columns if one not in ("indicator", "group", *NUMBERS)]
    groups = table.loc[[*is_group]]
    own = [one for one in LIMITS if one in table and groups[one].notna().any()]
    if "direction" in table and not groups["direction"].dropna().eq(1).all():
        own.append("direction")
    if unknown or own:
        raise KejidataError(
            "the structure has a column that is not used"
            if unknown
            else "the structure states of a group what only an indicator has",
            where=WHERE,
            rows=unknown or own,
            remedy=f"the columns are: indicator, group, {', '.join(NUMBERS)}; a group has a weight",
        )


def _refuse_circles(above: Mapping[str, str]) -> None:
    """Refuse groups that lie in themselves."""
    inside: set[str] = {""}
    rest = dict(above)
    while found := [one for one, group in rest.items() if group in inside]:
        inside.update(found)
        for one in found:
            del rest[one]
    if rest:
        raise KejidataError(
            "a group of the structure lies in itself",
            where=f"{WHERE}, column group",
            rows=[repr(one) for one in rest],
            remedy="leave the group empty for what the index is made of",
        )

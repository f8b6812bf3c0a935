"""Wholes and their parts: the members of a region, or the parts that an indicator is made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from kejidata.errors import KejidataError
from kejidata.measures.published import Published
from kejidata.measures.result_columns import by_keys
from kejidata.model import periods
from kejidata.model.indicator_lookup import indicator_code
from kejidata.model.region_lookup import members_of, region_code, totals
from kejidata.model.terms import REST
from kejidata.panel import sources
from kejidata.panel.any_frame import crossing
from kejidata.panel.arrays import Flags, Ints
from kejidata.panel.cells import cells_of
from kejidata.panel.intake import Rows

Parts = str | Mapping[str, Sequence[str]]


class Regions(dict[str, Sequence[str]]):
    """Parts of totals that are known to be regions, whichever of them a partition has."""


class Whole(NamedTuple):
    """Where a total is among the figures, and the names of its parts, in one dimension of keys."""

    total: int
    parts: Sequence[str]
    place: int


@dataclass(frozen=True)
class Wholes:
    """Totals and their parts, the parts of one total together.

    `total` is where each total is among the figures, `sizes` how many parts it has, `whole` which
    of the totals each part is of, `place` whether it is one by region, 0, or by indicator, 1, and
    `names` the code of that; `keys` are its keys, with a negative code where no figure has it.
    """

    total: Ints
    sizes: Ints
    whole: Ints
    place: Ints
    names: Sequence[str]
    keys: Rows

    def count(self, marked: Flags) -> Ints:
        """Return how many parts of each total are marked."""
        return np.bincount(self.whole[marked], minlength=len(self.total))

    def first(self, reasons: Ints) -> Ints:
        """Return the first of the reasons, by their numbers, of the parts of each total."""
        none = np.iinfo(np.int8).max
        found = np.full(len(self.total), none)
        np.minimum.at(found, self.whole, np.where(reasons > 0, reasons, none))
        return np.where(found == none, 0, found)

    def together(self, parts: sources.Figures | None) -> sources.Figures | None:
        """Return the sources of the parts of each total."""
        return parts and sources.gathered(self.whole, *parts, len(self.total))

    def cells(self, code: Ints | None = None) -> Ints:
        """Return the cells of the parts, or of their series in the other period of each period."""
        known = (self.keys.region >= 0) & (self.keys.indicator >= 0)
        return np.where(known, cells_of(self.keys, code), -1)


def wholes(figures: Published, parts: Parts | None) -> Wholes:
    """Return each total that the figures hold, with the keys of its parts, held or not.

    Parameters
    ----------
    figures
        Published figures, one of each key.
    parts
        A region, whose members in the year of the period are the parts; or the parts of each
        total, regions all or indicators all; None: every region that has members.

    Raises
    ------
    KejidataError
        A region has no members, a total is among its parts, a part is named twice or holds
        another, or a name is that of no region and no indicator of the figures.
    """
    if isinstance(parts, Mapping) and not parts:
        raise KejidataError(
            "no total with parts is asked for",
            where="argument parts",
            remedy="give a region with members, or the parts of each total: {total: [part, part]}",
        )
    rows = figures.rows
    found = [*(_named(rows, parts) if isinstance(parts, Mapping) else _members(rows, parts))]
    total = np.array([one.total for one in found], dtype=np.int64)
    sizes = np.array([len(one.parts) for one in found], dtype=np.int64)
    whole = np.repeat(np.arange(len(found)), sizes)
    names = [name for one in found for name in one.parts]
    keys = rows.take(total[whole])
    dimension = np.array([one.place for one in found], dtype=np.int64)[whole]
    codes = []
    for place, (known, given) in enumerate(
        zip(_codes(rows), (keys.region, keys.indicator), strict=True)
    ):
        if (dimension == place).any():
            own = np.array([known.get(name, -1) for name in names], dtype=np.int64)
            given = np.where(dimension == place, own, given)
        codes.append(given)
    keys = replace(keys, region=codes[0], indicator=codes[1])
    return Wholes(total, sizes, whole, dimension, names, keys)


def of_regions(whole: Wholes, parts: Parts) -> Parts:
    """Return parts of the totals of a panel in partitions, of which each has whole indicators.

    Raises
    ------
    KejidataError
        The parts are indicators, which stand in several partitions.
    """
    if whole.place.any():
        raise crossing("argument parts")
    return parts if isinstance(parts, str) else Regions(parts)


def _codes(rows: Rows) -> tuple[Mapping[str, int], ...]:
    """Return the codes of the regions and of the indicators that have figures."""
    axes = ((rows.regions, rows.region), (rows.indicators, rows.indicator))
    return tuple(
        {axis.names[code]: code for code in np.unique(codes).tolist()} for axis, codes in axes
    )


def _named(rows: Rows, parts: Mapping[str, Sequence[str]]) -> Iterator[Whole]:
    """Yield the totals that are named, each with the parts that are named."""
    order, known = by_keys(rows), _codes(rows)
    for total, several in parts.items():
        place = 0 if isinstance(parts, Regions) else _dimension(total, several, known)
        name = (region_code, indicator_code)[place]
        whole, members = name(total), [name(one) for one in several]
        _check(total, [whole, *members])
        codes = (rows.region, rows.indicator)[place][order]
        for at in order[codes == known[place].get(whole, -1)].tolist():
            yield Whole(at, members, place)


def _members(rows: Rows, parent: str | None) -> Iterator[Whole]:
    """Yield totals of regions, each with the members of the year in which its period ends."""
    wanted = None if parent is None else region_code(parent, where="argument parts")
    if wanted is not None and not members_of(wanted):
        raise _unknown(str(parent))
    years = (rows.periods.starts + rows.periods.months - 1) // periods.YEAR
    order = by_keys(rows)
    keys = (rows.region[order].tolist(), years[rows.period[order]].tolist())
    for at, region, year in zip(order.tolist(), *keys, strict=True):
        name = rows.regions.names[region]
        members = members_of(name, year) if wanted in (None, name) else []
        if members:
            yield Whole(at, members, 0)


def _dimension(total: str, parts: Sequence[str], known: Sequence[Mapping[str, int]]) -> int:
    """Return 0 where a total and its parts are regions, 1 where they are indicators."""
    for place, code in enumerate((region_code, indicator_code)):
        if code(total) in known[place] and any(code(one) in known[place] for one in parts):
            return place
    raise _unknown(total)


def _unknown(label: str) -> KejidataError:
    return KejidataError(
        f"no total {label!r} with parts is among the figures",
        where="argument parts",
        remedy="give a region with members, or the parts of each total: {total: [part, part]}",
    )


def _check(total: str, codes: Sequence[str]) -> None:
    twice = {one for one, named in Counter(codes).items() if named > 1 or one == REST}
    # A part that holds another would count it twice; indicators hold no others.
    twice |= {*totals(codes[1:])}
    if twice:
        raise KejidataError(
            f"a total is among its parts, or a part of {total!r} is named twice, holds another or"
            f" is called {REST!r}",
            where="argument parts",
            rows=sorted(twice),
            remedy="name each part once, and none that holds another",
        )

"""Wholes and their parts: the members of a region, or the parts that an indicator is made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from kejidata.errors import KejidataError
from kejidata.measures.published import Figures, Key
from kejidata.model import periods
from kejidata.model.indicator_lookup import indicator_code
from kejidata.model.region_lookup import members_of, region_code, totals
from kejidata.model.terms import REST

Parts = str | Mapping[str, Sequence[str]]


class Whole(NamedTuple):
    """The key of a total and the keys of its parts."""

    total: Key
    parts: Sequence[Key]


def wholes(figures: Figures, parts: Parts | None) -> Iterator[Whole]:
    """Yield each total that the figures hold, with the keys of its parts, held or not.

    Parameters
    ----------
    figures
        Published figures.
    parts
        A region, whose members in the year of the period are the parts; or the parts of each
        total, regions all or indicators all; None: every region that has members.

    Raises
    ------
    KejidataError
        A region has no members, a total is among its parts, a part is named twice or holds
        another, or a name is that of no region and no indicator of the figures.
    """
    if not isinstance(parts, Mapping):
        yield from _members(figures, parts)
        return
    if not parts:
        raise KejidataError(
            "no total with parts is asked for",
            where="argument parts",
            remedy="give a region with members, or the parts of each total: {total: [part, part]}",
        )
    for total, several in parts.items():
        place = _dimension(total, several, figures)
        code = (region_code, indicator_code)[place]
        whole, members = code(total), [code(one) for one in several]
        _check(total, [whole, *members])
        for key in figures:
            if key[place] == whole:
                yield Whole(key, [_with(key, place, one) for one in members])


def _members(figures: Figures, parent: str | None) -> Iterator[Whole]:
    """Yield totals of regions, each with the members of the year in which its period ends."""
    wanted = None if parent is None else region_code(parent, where="argument parts")
    if wanted is not None and not members_of(wanted):
        raise _unknown(str(parent))
    for key in figures:
        start, months = periods.parse(key[2])
        members = members_of(key[0], (start + months - 1) // periods.YEAR)
        if members and wanted in (None, key[0]):
            yield Whole(key, [_with(key, 0, one) for one in members])


def _with(key: Key, place: int, code: str) -> Key:
    return (code, key[1], key[2]) if place == 0 else (key[0], code, key[2])


def _dimension(total: str, parts: Sequence[str], figures: Figures) -> int:
    """Return 0 where a total and its parts are regions, 1 where they are indicators."""
    for place, code in enumerate((region_code, indicator_code)):
        known = {key[place] for key in figures}
        if code(total) in known and any(code(one) in known for one in parts):
            return place
    raise _unknown(total)


def _unknown(label: str) -> KejidataError:
    return KejidataError(
        f"no total {label!r} with parts is among the figures",
        where="argument parts",
        remedy="give a region with members, or the parts of each total: {total: [part, part]}",
    )


def _check(total: str, codes: Sequence[str]) -> None:
    twice = {one for one in codes if codes.count(one) > 1 or one == REST}
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

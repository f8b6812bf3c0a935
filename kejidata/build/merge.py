"""One row for each key: which statement of a figure is kept, and what stops the build."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from kejidata.errors import KejidataError
from kejidata.model.observations import Observation
from kejidata.model.registry import Registry


def merged(
    found: Iterable[Observation], known: Registry, report: str
) -> tuple[list[Observation], list[Observation]]:
    """Return one row for each key, and what other sources say that one of them says finer.

    A figure that two sources publish in one year is kept once, from the source that says it more
    finely (25.00 rather than 25.0; a target of 3500 or more rather than one of 3500), else from
    the project's work report, whose chapter tells all that it states, else from that which the
    registry lists first; where the two cannot be one figure the build stops.
    """
    order = {source: place for place, source in enumerate(known.sources["id"])}
    order[report] = -1
    kept: dict[object, Observation] = {}
    clashes: list[tuple[Observation, Observation]] = []
    ordered = sorted(found, key=lambda item: order[item.source])
    for item in ordered:
        other = kept.setdefault(item.key, item)
        if not _agree(other, item):
            clashes.append((other, item))
        elif _fineness(item) < _fineness(other):
            kept[item.key] = item
    if clashes:
        raise _clash(clashes)
    return list(kept.values()), _restated(ordered, kept)


def _restated(
    ordered: Iterable[Observation], kept: Mapping[object, Observation]
) -> list[Observation]:
    """Return the finest statement of each source of a figure that is kept from another one.

    A table has one where it says the figure in fewer digits.
    """
    found: dict[object, Observation] = {}
    for item in ordered:
        held = kept[item.key]
        coarser = item.bound == held.bound and item.step > held.step
        if held.source != item.source and (item.quote or coarser):
            other = found.setdefault((item.key, item.source), item)
            found[item.key, item.source] = min(other, item, key=_fineness)
    return list(found.values())


def _fineness(item: Observation) -> tuple[bool, Decimal]:
    """Return what sorts the finer of two statements of one figure first.

    Of a target that is the one with its bound, of anything else the one without.
    """
    return (item.bound == "exact") == (item.measure == "target"), item.step


def _clash(clashes: Sequence[tuple[Observation, Observation]]) -> KejidataError:
    """Return the error about figures that cannot be one; rows of one review are told as such."""
    within = [(one, two) for one, two in clashes if one.source == two.source]
    if within:
        return KejidataError(
            "two rows of one report or table state different figures for one thing",
            where="data/raw",
            rows=[_both(one, two) for one, two in within],
            remedy="correct the code, region or period of the row that is of something else",
        )
    return KejidataError(
        "two tables or reports of one year state different figures for one thing",
        where="data/raw",
        rows=[_both(one, two) for one, two in clashes],
        remedy="correct the one that was copied wrongly; where both stand as published, empty the"
        " code of the report's row, or take out the table that repeats it; what is invented gives"
        " way by `kejidata card TABLE` and `kejidata review REPORT`",
    )


def _agree(one: Observation, two: Observation) -> bool:
    """Tell whether two statements can be of one figure: the intervals of their rounding overlap."""
    if (one.unit, one.among) != (two.unit, two.among):
        return False
    if one.bound != two.bound:
        return _within(one, two) or _within(two, one)
    if one.value == two.value or one.value is None or two.value is None:
        return one.value == two.value
    return one.bound == "exact" and 2 * abs(one.value - two.value) < one.step + two.step


def _within(exact: Observation, bound: Observation) -> bool:
    """Tell whether a bound holds of a figure that is stated exactly besides."""
    if exact.bound != "exact" or exact.value is None or bound.value is None:
        return False
    if exact.measure == "target":
        # A table of targets has no room for 以上 (or more), with which the text states them.
        return exact.value == bound.value
    # 「总数突破3000家，达3012家」 exceeded 3,000 and came to 3,012.
    held = {"at_least": exact.value > bound.value, "at_most": exact.value < bound.value}
    return exact.value == bound.value or held.get(bound.bound, False)


def _both(one: Observation, two: Observation) -> str:
    """Return two figures for one thing, with their sources, as an error shows them."""
    return f"{' '.join(one.key[:4])}: {_stated(one)}; {_stated(two)}"


def _stated(item: Observation) -> str:
    """Return a figure with its bound, its source and the words that state it, in no language."""
    bound = "" if item.bound == "exact" else f"{item.bound} "
    words = f": {item.quote[:40]}" if item.quote else ""
    return f"{bound}{item.value} {item.unit} ({item.source}{words})"


def check_revisions(stated: Iterable[Observation]) -> None:
    """Refuse a later figure for the same period that differs and is not marked as a revision.

    It is a year or a source copied wrongly, unless the earlier figure was only preliminary.
    """
    ordered = sorted(stated, key=lambda item: item.key)
    wrong = [
        _both(one, two)
        for one, two in pairwise(ordered)
        if one.key[:4] == two.key[:4]
        and not _agree(one, two)
        and two.status != "revised"
        and one.status not in ("estimate", "provisional")
    ]
    if wrong:
        raise KejidataError(
            "a later source states another figure and does not call it a revision",
            where="data/raw",
            rows=wrong,
            remedy="correct the year or the source, or give the later figure the status revised",
        )

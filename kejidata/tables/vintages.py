"""Preliminary and revised figures of one period side by side: which was published first."""

from __future__ import annotations

from collections.abc import Iterator

from kejidata.model import periods
from kejidata.model.observations import Observation
from kejidata.tables.observed import Observed

_FIRST = ("provisional", "estimate")
_THEN = "revised"


def told_apart(items: Observed) -> Iterator[str]:
    """Date the revised figures a year behind the preliminary ones beside them; yield what was done.

    Where both are of a publication later than their period, the preliminary ones are of the year
    before it. A vintage that the table states is kept.
    """
    twice = _twice(items)
    told: dict[str, None] = {}
    for at, head in enumerate(items.heads):
        if at in items.dated or _figure(head) not in twice:
            continue
        late = head.vintage > periods.last_year(*periods.parse(head.period))
        moved = -1 if late and head.status in _FIRST else int(not late and head.status == _THEN)
        items.heads[at] = head._replace(vintage=head.vintage + moved)
        told[head.period] = None
    for period in told:
        yield (
            f"{period}: preliminary and revised figures stand side by side; the revised ones are"
            " taken as published a year later. Give them a column 发布年份 (vintage) if it was"
            " another"
        )


def _figure(head: Observation) -> tuple[object, ...]:
    """Return what a figure is of, but for its region."""
    return head.indicator, head.period, head.measure, head.vintage


def _twice(items: Observed) -> set[tuple[object, ...]]:
    """Return what has a preliminary and a revised figure of one region, both of no stated vintage.

    Figures that are preliminary here and revised there stand for themselves.
    """
    sides = {
        at: head.status == _THEN
        for at, head in enumerate(items.heads)
        if at not in items.dated and head.status in (*_FIRST, _THEN)
    }
    if len(set(sides.values())) < 2:
        return set()
    found: dict[tuple[object, ...], set[bool]] = {}
    for region, under in zip(items.regions, items.under, strict=True):
        if under in sides:
            key = region, *_figure(items.heads[under])
            found.setdefault(key, set()).add(sides[under])
    return {key[1:] for key, both in found.items() if len(both) > 1}

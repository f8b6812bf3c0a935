"""Preliminary and revised figures of one period side by side: which was published first."""

from __future__ import annotations

from collections.abc import Iterator

from kejidata.model import periods
from kejidata.tables.observed import Observed

_FIRST = ("provisional", "estimate")
_THEN = "revised"


def told_apart(items: Observed) -> Iterator[str]:
    """Date the revised figures a year behind the preliminary ones beside them; yield what was done.

    Where both are of a publication later than their period, the preliminary ones are of the year
    before it.
    """
    statuses: dict[tuple[object, ...], set[str]] = {}
    for head in items.heads:
        key = head.indicator, head.period, head.measure, head.vintage
        statuses.setdefault(key, set()).add(head.status)
    dated: dict[str, None] = {}
    for at, head in enumerate(items.heads):
        found = statuses[head.indicator, head.period, head.measure, head.vintage]
        if _THEN not in found or not found.intersection(_FIRST):
            continue
        late = head.vintage > periods.last_year(*periods.parse(head.period))
        moved = -1 if late and head.status in _FIRST else int(not late and head.status == _THEN)
        items.heads[at] = head._replace(vintage=head.vintage + moved)
        dated[head.period] = None
    for period in dated:
        yield (
            f"{period}: preliminary and revised figures stand side by side; the revised ones are"
            " taken as published a year later. Give them a column 发布年份 (vintage) if it was"
            " another"
        )

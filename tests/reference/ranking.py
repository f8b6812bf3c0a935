"""Competition ranks among the members of one parent."""

from fractions import Fraction
from typing import Any, NamedTuple

from . import registry
from .facts import Facts, Figure
from .growth import agree
from .periods import Period
from .spans import combine

Row = dict[str, Any]


class Group(NamedTuple):
    """Who is ranked with whom."""

    indicator: str
    period: Period
    parent: str | None


def rankings(facts: Facts, among: str | None = None) -> list[Row]:
    """Return the rank of every member of every group that has a row."""
    parent = None if among is None else registry.place(among)
    groups = {
        Group(indicator, period, parent_of(place)) for place, indicator, period in facts.of("value")
    }
    if among is not None:
        groups = {group for group in groups if group.parent == parent}
    return [row for group in groups for row in contest(facts, group)]


def parent_of(place: str) -> str | None:
    """Return the parent: "regions that the registry does not know form one group"."""
    return registry.parents().get(place)


def members(facts: Facts, group: Group, until: int | None = None) -> list[str]:
    """Return who belongs to a group: all members that the registry knows, with a row or without.

    Of unknown regions: those of the indicator, up to a year of publication.
    """
    if group.parent is not None:
        year = group.period.end // 12
        known = [
            place
            for place in registry.members(group.parent, year)
            if parent_of(place) == group.parent
        ]
        own = {
            place
            for place in facts.places(group.indicator, until)
            if parent_of(place) == group.parent
            and facts.has("value", place, group.indicator, group.period, until)
        }
        return sorted({*known, *own})
    return sorted(p for p in facts.places(group.indicator, until) if parent_of(p) is None)


def contest(facts: Facts, group: Group, until: int | None = None) -> list[Row]:
    """Return the rows of one group."""
    everyone = members(facts, group, until)
    figures = {
        place: facts.newest("value", place, group.indicator, group.period, until)
        for place in everyone
    }
    reasons = _reasons(figures)
    compared = [place for place in figures if reasons[place] in ("", "no_peer")]
    ranked = {place: figure for place, figure in figures.items() if not reasons[place]}
    before = _ranked_before(facts, group, until)
    missing = len(everyone) - len(compared)
    shown = [
        place
        for place in everyone
        if group.parent is not None or facts.has("value", place, group.indicator, group.period)
    ]
    return [
        {
            "place": place,
            "indicator": group.indicator,
            "period": group.period,
            "value": figures[place] and figures[place].value,
            "ranked": len(compared),
            "missing": missing,
            "reason": reasons[place],
            "shift": _shift(place, ranked, before),
            **_places(place, ranked, missing),
        }
        for place in shown
    ]


def _reasons(figures: dict[str, Figure | None]) -> dict[str, str]:
    stated = {figure.unit for figure in figures.values() if figure}
    found = {place: _reason(figure, stated) for place, figure in figures.items()}
    compared = [place for place, reason in found.items() if not reason]
    # "Who alone of a group has a figure to compare has no rank: no_peer."
    return found | (dict.fromkeys(compared, "no_peer") if len(compared) == 1 else {})


def _reason(figure: Figure | None, units: set[str]) -> str:
    """Return why a member is not ranked."""
    if figure is None:
        return "no_value"
    unit = registry.known(figure.indicator).unit
    if not agree(figure.unit, unit) if unit else len(units) > 1:
        return "unit_mismatch"
    return "" if figure.is_exact else "not_exact"


def _gain(figure: Figure) -> Fraction:
    """Return the number by which more is better."""
    return figure.value * figure.direction


def rank(place: str, ranked: dict[str, Figure]) -> int:
    """Return 1 and the number of members that stand better: "1-2-2-4 by direction"."""
    own = _gain(ranked[place])
    return 1 + sum(_gain(figure) > own for figure in ranked.values())


def _places(place: str, ranked: dict[str, Figure], missing: int) -> Row:
    """Return rank, best and worst.

    "A member without a rank may stand before all others or after them."
    """
    if place not in ranked:
        return {"rank": None, "best": None, "worst": None}
    others = [figure for other, figure in ranked.items() if other != place]
    leads = [_lead(figure, ranked[place]) for figure in others]
    surely = sum(lead.low > 0 or (lead.low == 0 and not lead.low_in) for lead in leads)
    perhaps = sum(lead.high > 0 for lead in leads)
    return {"rank": rank(place, ranked), "best": 1 + surely, "worst": 1 + perhaps + missing}


def _lead(other: Figure, own: Figure):
    """Return by how much another member may stand better.

    "`best` and `worst` are the ranks that the rounding intervals allow."
    """
    return combine(lambda a, b: (a - b) * own.direction, other.span, own.span)


def _ranked_before(facts: Facts, group: Group, until: int | None) -> dict[str, Figure]:
    """Return who was ranked a year earlier."""
    past = Group(group.indicator, group.period.back(1), group.parent)
    figures = {
        place: facts.newest("value", place, past.indicator, past.period, until)
        for place in members(facts, past, until)
    }
    reasons = _reasons(figures)
    return {place: figure for place, figure in figures.items() if not reasons[place]}


def _shift(place: str, now: dict[str, Figure], before: dict[str, Figure]) -> int | None:
    """Return "the places gained on a year earlier among the regions present in both"."""
    both = now.keys() & before.keys()
    if place not in both:
        return None
    old, new = {p: before[p] for p in both}, {p: now[p] for p in both}
    return rank(place, old) - rank(place, new)

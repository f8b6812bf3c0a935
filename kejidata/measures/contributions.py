"""What parts contribute to the growth of their total: members of a region, parts of a figure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from kejidata.measures.common_unit import agree, brought
from kejidata.measures.exact import interval_of
from kejidata.measures.exact_columns import Exact, Spans, point, spans
from kejidata.measures.growth import growth_rates
from kejidata.measures.parts import Parts, Whole, wholes
from kejidata.measures.published import (
    Figures,
    Key,
    as_of,
    by_key,
    empty,
    ends_of,
    first_of,
    result,
    sign_refusal,
    sum_refusal,
    typed_of,
)
from kejidata.model import periods
from kejidata.model.indicator_lookup import indicator_code
from kejidata.model.region_lookup import region_code
from kejidata.model.terms import REST
from kejidata.panel.any_frame import any_frame
from kejidata.panel.arrays import Flags
from kejidata.panel.normalize import KEYS, Row, plain

Pair = tuple[Row, Row]
"""A figure and its base."""
ASKED = ("no_value", "no_base", "period_mismatch", "definition_break", "territory_break")
"""Reasons for no growth that stand against a contribution too."""
NUMBERS = ("contribution", "share", "share_change")


class Sum(NamedTuple):
    """Parts and their total, each with its base, in one unit; `rest`: what the parts leave."""

    parts: Sequence[Pair]
    top: Pair
    rest: bool


@any_frame
def contributions(obs: pd.DataFrame, parts: Parts) -> pd.DataFrame:
    """Return the percentage points that each part contributes to the growth of its total.

    Contribution = (part - its base) / base of the total x 100; those of all parts and of the rest
    add up to the growth of the total. Share = part / total x 100, in percent; its change on the
    base period is in 个百分点. The National Bureau of Statistics calls such points 拉动 (pull).

    Parameters
    ----------
    obs
        Tidy frame, rows in any order: region, indicator, period and value; unit, step, bound,
        vintage, measure and kind where they matter. Not changed.
    parts
        A region by any label: its members are the parts. Or the parts of each total, regions all
        or indicators all, by code or name: {"rd": ["rd_of_firms", "rd_of_others"]}.

    Returns
    -------
    DataFrame
        region, indicator, period of the total; part (as the frame writes it, else its code; rest
        for the total less all parts); base_period, value and base_value of the
        part, in unit, that of the total; contribution, share and share_change, each with _low,
        _high (the interval that rounding leaves open) and _closed (which ends it holds); reason.
        All are of one revision: of each figure the newest published when the last of total and
        parts first was.
        What has no meaning is empty, with the first reason that holds of: no_value, no_base,
        period_mismatch, definition_break, territory_break (of the part or of the total; the rest
        needs every part), not_additive (a share, an index or a quotient), unit_mismatch (units do
        not convert), not_exact, zero_base, negative_base (of the total).

    Raises
    ------
    KejidataError
        For a total that is not among the figures, parts none of which is, one that is named twice
        or holds another, and for what `growth_rates` refuses.

    Examples
    --------
    >>> obs = pd.DataFrame({"region": ["all", "east", "west"] * 2, "indicator": "patents",
    ...                     "period": [2019] * 3 + [2020] * 3, "value": [50, 30, 20, 60, 38, 22]})
    >>> out = contributions(obs, {"all": ["east", "west"]})
    >>> out.loc[out["reason"] == "", ["part", "contribution"]].values.tolist()
    [['east', 16.0], ['west', 4.0], ['rest', 0.0]]
    """
    table = plain(obs)
    figures, reasons = by_key(table), growth_reasons(table)
    out: list[dict[str, object]] = []
    sums: dict[int, Sum] = {}
    for whole in wholes(figures, parts):
        for row, found in _of_whole(whole, figures, reasons):
            if found is not None:
                sums[len(out)] = found
            out.append(row)
    for place, numbers in zip(sums, _numbers([*sums.values()]), strict=True):
        out[place] |= numbers
    return result(out, "contributions")


def growth_reasons(table: pd.DataFrame, span: int = 1) -> dict[Key, str]:
    """Return why a figure of a plain frame cannot be set against its base, empty where it can."""
    rates = growth_rates(table.drop(columns="unit"), span)
    regions = {label: region_code(label) for label in rates["region"].unique()}
    names = {label: indicator_code(label) for label in rates["indicator"].unique()}
    columns = (rates[name].tolist() for name in (*KEYS, "reason"))
    return {
        (regions[region], names[indicator], period): reason if reason in ASKED else ""
        for region, indicator, period, reason in zip(*columns, strict=True)
    }


def _of_whole(
    whole: Whole, figures: Figures, reasons: Mapping[Key, str]
) -> Iterator[tuple[dict[str, object], Sum | None]]:
    """Yield a row for each part of a total in one period and one for the rest, and its sum."""
    keys = (whole.total, *whole.parts)
    vintage = max(figures[key][0]["vintage"] for key in keys if key in figures)
    all_of_it, *pairs = (_with_base(key, figures, reasons, vintage) for key in keys)
    top = figures[whole.total][0]
    shared = {"region": top["region"], "indicator": top["indicator"], "period": top["given"]}
    shared |= {"base_period": earlier(top["given"]), "unit": top["unit"]}
    place = 0 if whole.total[1] == whole.parts[0][1] else 1
    for key, pair in zip(whole.parts, pairs, strict=True):
        name = figures[key][0][KEYS[place]] if key in figures else key[place]
        own, found = _sum([pair], all_of_it, top["unit"], rest=False)
        yield shared | {"part": name} | own, found
    own, found = _sum(pairs, all_of_it, top["unit"], rest=True)
    yield shared | {"part": REST} | own, found


def _with_base(key: Key, figures: Figures, reasons: Mapping[Key, str], vintage: int) -> Pair | str:
    """Return a figure and its base, both as published by a year, or why it has none."""
    row = as_of(figures.get(key, ()), vintage)
    if row is None:
        return "no_value"
    base = as_of(figures.get((key[0], key[1], earlier(key[2])), ()), vintage)
    # The base may have been published after its figure, which growth alone has no use for.
    late = base is not None and reasons[key] in ("no_base", "period_mismatch")
    if base is None or (reasons[key] and not late):
        return reasons[key] or "no_base"
    return row, base


def earlier(period: Any) -> Any:
    """Return the same period a year earlier, in the form given."""
    return periods.earlier(period) if isinstance(period, str) else period - 1


def _sum(
    pairs: Sequence[Pair | str], whole: Pair | str, unit: str, *, rest: bool
) -> tuple[dict[str, object], Sum | None]:
    """Return the columns of a part, or of what all parts leave, and what the numbers are made of.

    Where there is none of these the columns say why.
    """
    missing = [one for one in (*pairs, whole) if isinstance(one, str)]
    found = [one for one in (*pairs, whole) if not isinstance(one, str)]
    own: dict[str, object] = {}
    if not rest and isinstance(pairs[0], tuple) and agree(pairs[0][0]["unit"], unit):
        own["value"], own["base_value"] = (brought(row, unit)["value"] for row in pairs[0])
    reason = first_of(missing) or sum_refusal([row for pair in found for row in pair], unit)
    if reason:
        return own | empty(NUMBERS, reason), None
    *parts, top = ((brought(row, unit), brought(base, unit)) for row, base in found)
    reason = sign_refusal(interval_of(top[1])) or sign_refusal(interval_of(top[0]))
    if reason:
        return own | empty(NUMBERS, reason), None
    return own | {"reason": ""}, Sum(parts, top, rest)


def _numbers(sums: Sequence[Sum]) -> Iterator[dict[str, object]]:
    """Yield the columns of numbers of each sum: all are computed at once."""
    if not sums:
        return
    several = zip(*(pair for one in sums for pair in one.parts), strict=True)
    tops = zip(*(one.top for one in sums), strict=True)
    starts = np.cumsum([0, *(len(one.parts) for one in sums[:-1])])
    rest = np.array([one.rest for one in sums])
    figures = spans(*map(typed_of, (*several, *tops)))
    middle, width = (
        _measures(value.totals(starts), base.totals(starts), now, then, rest)
        for value, base, now, then in (
            [point(number) for number, _ in figures],
            [span for _, span in figures],
        )
    )
    columns: dict[str, list[object]] = {}
    for name, number, span in zip(NUMBERS, middle, width, strict=True):
        columns[name] = number.low.floats().tolist()
        columns |= ends_of(name, span)
    for row in zip(*columns.values(), strict=True):
        yield dict(zip(columns, row, strict=True))


def _measures(
    value: Spans, base: Spans, now: Spans, then: Spans, rest: Flags
) -> tuple[Spans, Spans, Spans]:
    """Return contribution, share and change of the share, of parts or of what they leave.

    Each figure stands once in its formula, so that the intervals are as narrow as can be: the
    rest's share is 1 less that of the parts.
    """
    one = point(Exact(np.ones(len(rest), dtype=object), 1))
    share, before = value.over(now), base.over(then)
    growth, change = value.minus(base).over(then), share.minus(before)
    left = now.plus(base).minus(value).over(then).minus(one)
    return (
        left.where(rest, growth).times(100),
        one.minus(share).where(rest, share).times(100),
        change.negated().where(rest, change).times(100),
    )

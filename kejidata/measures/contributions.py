"""What parts contribute to the growth of their total: members of a region, parts of a figure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, TypeVar, cast

import numpy as np
import pandas as pd

from kejidata.measures.exact_columns import Exact
from kejidata.measures.exact_spans import Spans, spans
from kejidata.measures.part_pairs import Pairs, pairs_of
from kejidata.measures.parts import Parts, Wholes, of_regions, wholes
from kejidata.measures.published import Published, published, sign_refusals
from kejidata.measures.result_columns import (
    as_given,
    first_of,
    number_columns,
    reasons_of,
    result,
)
from kejidata.model.terms import REST
from kejidata.panel import results, sources
from kejidata.panel.any_frame import any_frame, in_partitions
from kejidata.panel.arrays import Ints
from kejidata.panel.cells import cells_of
from kejidata.panel.partitions import in_each, sample

NUMBERS = ("contribution", "share", "share_change")


def contributions(obs: pd.DataFrame, parts: Parts) -> pd.DataFrame:
    """Return the percentage points that each part contributes to the growth of its total.

    Contribution = (part - its base) / base of the total x 100; those of all parts and of the rest
    add up to the growth of the total. Share = part / total x 100, in percent; its change on the
    base period is in 个百分点. The National Bureau of Statistics calls such points 拉动 (pull).

    Parameters
    ----------
    obs
        Tidy frame, rows in any order: region, indicator, period and value; unit, step, bound,
        vintage, measure and kind where they matter. Not changed. A Dask DataFrame gives one back,
        of parts that are regions.
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
        not convert), not_exact, zero_base, negative_base (of the total or of its base). A total
        without a figure has no row.

    Raises
    ------
    KejidataError
        For a total that is not among the figures, parts none of which is, one that is named twice
        or holds another, parts of a Dask DataFrame that are indicators, and for what
        `growth_rates` refuses.

    Examples
    --------
    >>> obs = pd.DataFrame({"region": ["all", "east", "west"] * 2, "indicator": "patents",
    ...                     "period": [2019] * 3 + [2020] * 3, "value": [50, 30, 20, 60, 38, 22]})
    >>> out = contributions(obs, {"all": ["east", "west"]})
    >>> out.loc[out["reason"] == "", ["part", "contribution"]].values.tolist()
    [['east', 16.0], ['west', 4.0], ['rest', 0.0]]
    """
    if in_partitions(obs):
        some = sample(obs, ("region", "indicator"))
        known = wholes(published(some, "value")[0].first(), parts)
        return cast(pd.DataFrame, in_each(_in_one, obs, some, of_regions(known, parts)))
    return _in_one(obs, parts)


@any_frame
def _in_one(obs: pd.DataFrame, parts: Parts) -> pd.DataFrame:
    every = published(obs, "value")[0]
    first = every.first()
    whole = wholes(first, parts)
    own = first.table.find(whole.cells())
    top, part = _pairs(every, first, whole, own)
    at = np.append(whole.whole, np.arange(len(whole.total)))
    totals, rest = first.take(whole.total), np.full(len(whole.total), np.nan)
    reason = _reasons(top, part, whole)
    shown = part.shown(totals.unit[whole.whole])
    columns = {
        "part": _names(first, whole, own),
        "base_period": as_given(totals.rows.periods.earlier_column(totals.rows.period[at], 1)),
        **{
            name: np.append(column, rest)
            for name, column in zip(("value", "base_value"), shown, strict=True)
        },
        **_numbers(top, part, reason, whole),
        **sources.column(*_sources(top, part, whole)),
    }
    # The rest stands behind the parts of its total.
    order = np.argsort(at, kind="stable")
    return result(totals.take(at), columns, reason, "contributions", order)


def _sources(top: Pairs, part: Pairs, whole: Wholes) -> Iterator[sources.Figures | None]:
    """Yield the sources of parts, of their bases, of totals and of theirs; the rest has all."""
    for several in part.sources:
        yield several and several.before(sources.gathered(whole.whole, *several, len(whole.total)))
    for one in top.sources:
        yield one and one.take(np.append(whole.whole, np.arange(len(whole.total))))


def _names(first: Published, whole: Wholes, at: Ints) -> Any:
    """Return parts as the frame writes them, where it has their figures, else their codes."""
    rows, absent = first.rows.take(at), np.flatnonzero(at < 0)
    known = [*rows.regions.texts, *rows.indicators.texts]
    code = np.where(whole.place == 0, rows.region, len(rows.regions) + rows.indicator.astype(int))
    code[absent] = len(known) + np.arange(len(absent))
    words = [*known, *(whole.names[part] for part in absent.tolist()), REST]
    # Behind the parts the rest of each total.
    return results.texts_column(np.append(code, np.full(len(whole.total), -1)), words)


def _pairs(every: Published, first: Published, whole: Wholes, own: Ints) -> tuple[Pairs, Pairs]:
    """Return totals and parts with their bases, all of one revision of each total.

    `own` is where the first figure of each part is, -1 for none.
    """
    axis = every.rows.periods
    earlier = axis.find(axis.bases(1))
    total = first.rows.take(whole.total)
    vintage, of = total.vintage, whole.whole
    if vintage is not None and first.rows.vintage is not None:
        vintage = vintage.copy()
        np.maximum.at(vintage, of[own >= 0], first.rows.vintage[own[own >= 0]])
    unit, found = first.unit[whole.total], []
    for rows, cells, place in (
        (total, [first.table.cells[whole.total], cells_of(total, earlier)], slice(None)),
        (first.rows.take(own), [whole.cells(), whole.cells(earlier)], of),
    ):
        by = None if vintage is None else vintage[place]
        found.append(pairs_of(every, replace(rows, vintage=by), cells, unit[place]))
    return found[0], found[1]


def _reasons(top: Pairs, part: Pairs, whole: Wholes) -> Ints:
    """Return the reasons of the parts, and behind them those of what the parts leave."""
    size = len(whole.total)
    base, now = (reasons_of(sign_refusals(one.spans), size) for one in (top.base, top.value))
    signs = np.where(base > 0, base, now)
    found = []
    for missing, refused, at in (
        (part.missing, part.refused, whole.whole),
        (whole.first(part.missing), whole.first(part.refused), np.arange(size)),
    ):
        absent, unfit = first_of(missing, top.missing[at]), first_of(refused, top.refused[at])
        found.append(np.where(absent > 0, absent, np.where(unfit > 0, unfit, signs[at])))
    return np.concatenate(found)


def _numbers(top: Pairs, part: Pairs, reason: Ints, whole: Wholes) -> dict[str, Any]:
    """Return the columns of numbers of the parts, and behind them of what the parts leave."""
    size, of = len(whole.whole), whole.whole
    alone, left = np.flatnonzero(reason[:size] == 0), np.flatnonzero(reason[size:] == 0)
    several = np.flatnonzero((reason[size:] == 0)[of])
    starts = np.cumsum(whole.sizes[left]) - whole.sizes[left]
    figures = spans(*part.typed(), *top.typed())
    numbers, held = np.full((3, 3, len(reason)), np.nan), np.zeros((3, len(reason)), dtype=np.int8)
    found = []
    for value, base, now, then in zip(*figures, strict=True):
        tops = now.take(of[alone]), then.take(of[alone])
        own = _of_parts(value.take(alone), base.take(alone), *tops)
        gone, before = (one.take(several).totals(starts) for one in (value, base))
        found.append((own, _of_rests(gone, before, now.take(left), then.take(left))))
    for rows, middle, width in zip((alone, size + left), *found, strict=True):
        for place, (number, span) in enumerate(zip(middle, width, strict=True)):
            numbers[place][:, rows] = [one.floats() for one in (number, span.low, span.high)]
            held[place, rows] = span.closed()
    return number_columns(NUMBERS, numbers, held)


Number = TypeVar("Number", Exact, Spans)


def _of_parts(
    value: Number, base: Number, now: Number, then: Number
) -> tuple[Number, Number, Number]:
    """Return contribution, share and change of the share of parts, in percent.

    Each figure stands once in its formula, so that the intervals are as narrow as can be.
    """
    value, base = value.times(100), base.times(100)
    share = value.over(now)
    return value.minus(base).over(then), share, share.minus(base.over(then))


def _of_rests(
    value: Number, base: Number, now: Number, then: Number
) -> tuple[Number, Number, Number]:
    """Return the same of what parts leave: its share is 1 less that of the parts."""
    share, before = value.over(now), base.over(then)
    growth = now.plus(base).minus(value).over(then).less_one()
    change = before.minus(share)
    return growth.times(100), share.less_one().negated().times(100), change.times(100)

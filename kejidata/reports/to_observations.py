"""A draft's figures as tidy observations, ready for the measures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pandas as pd

from kejidata.errors import KejidataError
from kejidata.model import region_lookup, registry, terms
from kejidata.model.observations import Observation, frame
from kejidata.panel.any_frame import any_frame
from kejidata.reports.draft_rows import Cells, rows_of
from kejidata.reports.left_out import (
    Left,
    detail,
    is_paced,
    left_out,
    reasons_of,
    stated_again,
    summary,
)
from kejidata.reports.returned import code_of
from kejidata.tables import parse_row
from kejidata.tables.meaning import periods_text
from kejidata.wording import labels

_COPIED = ("period", "measure", "bound", "quote")


@any_frame
def observations(
    draft: pd.DataFrame | Path | str,
    region: str | int = "",
    *,
    own: bool = False,
    source: str = "",
    vintage: int | None = None,
) -> pd.DataFrame:
    """Return the figures of a draft as observations, in the registry's units.

    Parameters
    ----------
    draft
        As `kejidata.read_report` gives it, reviewed or not, or the path of its CSV, in whatever
        state a spreadsheet left it. Growth by multiples (增长2倍) is growth in percent.
    region
        Whose report it is: a code, a registry name or a name of one's own. Rows of the draft
        that name another region keep it.
    own
        Whether figures without a registry code are kept, under the name that the draft gives
        them. A target for growth (合同额增长12%以上) is one of the growth rate then.
    source
        The id of the source, carried along.
    vintage
        The year of publication; without it the newest year that the report gives a value for.

    Returns
    -------
    DataFrame
        The columns of `kejidata.load`. `attrs["left_out"]` lists every row that is not there: a
        dictionary each of where it stands, surface, quote, reason and detail. Reasons are no_code,
        unknown_code (a code that the registry lacks; detail names the nearest), no_name, no_value
        (an empty cell, or ####), no_surface (of a multiple), not_quoted (a percentage that its own
        words state otherwise, as a spreadsheet rounds 12.5% to 13%), no_period, no_region,
        threshold, multiple (是上年的2倍, twice the year before), range, growth_target, over_years (
        growth a year on average or on an earlier year, and not on as many before: 年均, 比2019年),
        repeated (stated before), contradicted (with two values: neither is kept), and unfit, whose
        detail says what is wrong. `attrs["summary"]` counts them in a line.

    Raises
    ------
    KejidataError
        The table is no draft, the file is no CSV text, or the region is no text and no code.

    Examples
    --------
    >>> from kejidata.reports import draft_of
    >>> draft = draft_of("2024年，全县技术合同成交额8700万元，新建公园3个。")
    >>> found = observations(draft, "丙县")
    >>> found[["region", "indicator", "period", "value", "unit"]]
    ... # doctest: +NORMALIZE_WHITESPACE
      region            indicator period  value unit
    0     丙县  tech_contract_value   2024   0.87   亿元
    >>> found.attrs["summary"]
    '2 figures: 1 observation, 1 left out (no_code 1)'
    >>> observations(draft, "丙县", own=True)["indicator"].tolist()
    ['tech_contract_value', '新建公园']
    """
    rows, region = rows_of(draft), code_of(region)
    kinds = reasons_of([row for _, row, _ in rows], region, own)
    kept = [row for (_, row, _), kind in zip(rows, kinds, strict=True) if not kind]
    origin = {"vintage": str(vintage or _newest_year(kept)), "source": source}
    rules = _within(parse_row.Rules.of(registry.current(), own=True), region)
    found: dict[int, Observation] = {}
    left: dict[int, Left] = {}
    for at, ((where, row, misfit), kind) in enumerate(zip(rows, kinds, strict=True)):
        try:
            if misfit:
                left[at] = left_out(where, row, "unfit", misfit)
            elif kind:
                left[at] = left_out(where, row, kind, detail(kind, row))
            else:
                cells = _cells(row, region) | origin
                one = parse_row.observation(cells, _column_of(where), rules)
                found[at] = _in_percent(one) if row["unit"] == "倍" else one
        except KejidataError as error:
            left[at] = left_out(where, row, "unfit", str(error))
    for at, reason in stated_again(found):
        del found[at]
        left[at] = left_out(*rows[at][:2], reason)
    result = frame(found.values())
    result.attrs["left_out"] = [left[at] for at in sorted(left)]
    result.attrs["summary"] = summary(len(rows), len(found), result.attrs["left_out"])
    return result


def _within(rules: parse_row.Rules, region: str) -> parse_row.Rules:
    """Return rules by which the report's own place decides between several of one name."""
    code = rules.region_code(region)
    within = code if region_lookup.members_of(region_lookup.parent_of(code)) else ""
    return replace(rules, region_code=partial(rules.region_code, within=within))


def _newest_year(rows: Iterable[Cells]) -> int:
    """Return the newest year with a value: a report is not older than what it reports."""
    dated = [(row["measure"] == "value", periods_text.iso(row["period"])[:4]) for row in rows]
    valued = [year for value, year in dated if value and year]
    return int(max(valued or [year for _, year in dated if year], default=0))


def _cells(row: Cells, region: str) -> dict[str, str]:
    """Return a row of the draft as the text cells of a table."""
    unit, indicator = row["unit"], row["code"] or row["indicator"]
    if is_paced(row["measure"], row["code"], unit):
        indicator = row["indicator"] + labels.measure("growth_rate")
    return {name: row[name] for name in _COPIED} | {
        "region": row["region"] or region,
        "among": row["among"],
        "indicator": indicator,
        "value": row["value"],
        "unit": terms.RANK if row["measure"] == "rank" else "%" if unit == "倍" else unit,
    }


def _in_percent(one: Observation) -> Observation:
    """Return growth by multiples (增长2倍) as growth in percent, its step with it."""
    value = None if one.value is None else one.value * 100
    return one._replace(value=value, step=one.step * 100)


def _column_of(where: str) -> parse_row.Where:
    """Return how a message names a cell of this row."""
    return lambda column: f"{where}, {column}"

"""A draft's figures as tidy observations, ready for the measures."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pandas as pd

from kejidata.build.squeezed import squeeze
from kejidata.errors import KejidataError
from kejidata.model import region_lookup, registry, terms
from kejidata.model.labels import fold
from kejidata.model.observations import Observation, frame
from kejidata.model.unit_fit import unit_fits
from kejidata.reports.dating.settle import AVERAGED
from kejidata.reports.draft_rows import Cells, rows_of
from kejidata.reports.returned import code_of
from kejidata.tables import parse_row
from kejidata.tables.meaning import periods_text
from kejidata.tables.meaning.marks import is_missing
from kejidata.wording import labels

# 「2016/2020」 several years.
_SEVERAL = re.compile(r"\d{4}/\d{4}")
# 「比上一个三年」 on the three years before, 「比“十二五”」 on those of an earlier plan.
_ON_YEARS = re.compile(
    "[比较](?:上一?个|[上前][两二三四五六七八九十\\d]|“?十[一二三四五六]五(?!”?期?末))"
)
_COPIED = ("period", "measure", "bound", "quote")
Left = dict[str, str]
"""A figure that is no observation: where, surface, quote, reason, and detail where there is any."""


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
    kinds = _kinds([row for _, row in rows], region, own)
    kept = [row for (_, row), kind in zip(rows, kinds, strict=True) if not kind]
    origin = {"vintage": str(vintage or _newest_year(kept)), "source": source}
    rules = _within(parse_row.Rules.of(registry.current(), own=True), region)
    found: dict[int, Observation] = {}
    left: dict[int, Left] = {}
    for at, ((where, row), kind) in enumerate(zip(rows, kinds, strict=True)):
        try:
            if kind:
                left[at] = _left(where, row, kind, _detail(kind, row))
            else:
                cells = _cells(row, region) | origin
                one = parse_row.observation(cells, _column_of(where), rules)
                found[at] = _in_percent(one) if row["unit"] == "倍" else one
        except KejidataError as error:
            left[at] = _left(where, row, "unfit", str(error))
    for at, reason in _again(found):
        del found[at]
        left[at] = _left(*rows[at], reason)
    result = frame(found.values())
    result.attrs["left_out"] = [left[at] for at in sorted(left)]
    result.attrs["summary"] = _summary(len(rows), len(found), result.attrs["left_out"])
    return result


def _kinds(rows: list[Cells], region: str, own: bool) -> list[str]:
    """Return why each row can be no observation, whatever its number is; empty where it can."""
    names = ("quote", "surface", "measure", "code", "unit")
    texts = pd.DataFrame({name: [row[name] for row in rows] for name in names}, dtype="str")
    marks = zip(rows, scaled(texts), paced(texts), strict=True)
    return [_kind(row, bool(scale), bool(pace), region, own) for row, scale, pace in marks]


def _kind(row: Cells, scale: bool, pace: bool, region: str, own: bool) -> str:
    multiple = row["unit"] == "倍" and (row["measure"] != "growth_rate" or scale)
    reasons = {
        "unknown_code": bool(row["code"]) and not _known(row["code"]),
        "threshold": row["measure"] == "threshold",
        # What is so many times another figure, and what grew by as much, only its words tell.
        "no_surface": row["unit"] == "倍" and not row["surface"],
        "not_quoted": row["unit"] == "%" and squeeze(row["surface"]) not in squeeze(row["quote"]),
        "no_value": is_missing(row["value"]) or not row["value"].strip("#"),
        "multiple": row["unit"] == "番" or multiple,
        "range": bool(row["value_to"]),
        "no_code": not row["code"] and not own,
        "no_name": not row["code"] and not row["indicator"],
        "growth_target": pace and not own,
        "over_years": row["measure"] in ("growth_rate", "change") and _is_over_years(row),
        "no_period": not row["period"],
        "no_region": not (row["region"] or region),
    }
    return next((reason for reason, holds in reasons.items() if holds), "")


def _is_over_years(row: Cells) -> bool:
    """Tell a move over several years from one of their sum on that of as many years before."""
    over = _SEVERAL.fullmatch(periods_text.iso(row["period"]))
    summed = _ON_YEARS.search(row["quote"]) and not AVERAGED.search(row["quote"])
    return bool(over) and not summed


def _known(code: str) -> bool:
    return fold(code) in registry.current().indicator_codes


def _detail(kind: str, row: Cells) -> str:
    """Return what else to say of a row that can be no observation."""
    if kind != "unknown_code":
        return ""
    code = row["code"]
    near = difflib.get_close_matches(code[:100], registry.current().indicators["code"].tolist())
    said = f"perhaps {', '.join(near)}" if near else "nothing in the registry is like it"
    return f"the registry has no indicator {code[:100]!r}: {said}"


def _again(found: dict[int, Observation]) -> Iterator[tuple[int, str]]:
    """Yield the rows of figures that are stated before, or with two values, and which it is."""
    stated: dict[tuple[object, ...], list[int]] = {}
    for at, one in found.items():
        stated.setdefault(one.key, []).append(at)
    for places in stated.values():
        values = {(found[at].value, found[at].unit, found[at].bound) for at in places}
        for at in places if len(values) > 1 else places[1:]:
            yield at, "contradicted" if len(values) > 1 else "repeated"


def _left(where: str, row: Cells, reason: str, detail: str = "") -> Left:
    said = {name: row[name] for name in ("surface", "quote")}
    return {"where": where, **said, "reason": reason, "detail": detail}


def _summary(rows: int, found: int, left: Iterable[Left]) -> str:
    """Return how many figures became observations, and why the others did not, in a line."""
    counts = Counter(one["reason"] for one in left)
    why = ", ".join(f"{reason} {n}" for reason, n in counts.most_common())
    kept = f"{rows} figure{'s' * (rows != 1)}: {found} observation{'s' * (found != 1)}"
    return f"{kept}, {counts.total()} left out" + f" ({why})" * bool(why)


def _within(rules: parse_row.Rules, region: str) -> parse_row.Rules:
    """Return rules by which the report's own place decides between several of one name."""
    code = rules.region_code(region)
    within = code if region_lookup.members_of(region_lookup.parent_of(code)) else ""
    return replace(rules, region_code=partial(rules.region_code, within=within))


def scaled(draft: pd.DataFrame) -> pd.Series:
    """Tell what is so many times an earlier figure (是上年的2倍), and not grown by as much."""
    cells = zip(draft["quote"], draft["surface"], strict=True)
    leads = [
        (quote.partition(surface)[0] if surface else "").rstrip("约近超")
        for quote, surface in cells
    ]
    return pd.Series([lead.endswith("的") for lead in leads], index=draft.index, dtype=bool)


def paced(draft: pd.DataFrame) -> pd.Series:
    """Tell which targets are for the growth of an indicator, which no observation states."""
    cells = zip(draft["measure"], draft["code"], draft["unit"], strict=True)
    return pd.Series([_is_paced(*row) for row in cells], index=draft.index, dtype=bool)


def _is_paced(measure: str, code: str, unit: str) -> bool:
    known = registry.unit_of(code) if code else ""
    return measure == "target" and bool(code) and not unit_fits(known, unit)


def _newest_year(rows: Iterable[Cells]) -> int:
    """Return the newest year with a value: a report is not older than what it reports."""
    dated = [(row["measure"] == "value", periods_text.iso(row["period"])[:4]) for row in rows]
    valued = [year for value, year in dated if value and year]
    return int(max(valued or [year for _, year in dated if year], default=0))


def _cells(row: Cells, region: str) -> dict[str, str]:
    """Return a row of the draft as the text cells of a table."""
    unit, indicator = row["unit"], row["code"] or row["indicator"]
    if _is_paced(row["measure"], row["code"], unit):
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

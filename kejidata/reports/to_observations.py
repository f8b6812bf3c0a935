"""A draft's figures as tidy observations, ready for the measures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import partial

import pandas as pd

from kejidata.errors import KejidataError
from kejidata.model import region_lookup, registry, terms
from kejidata.model.observations import Observation, frame
from kejidata.model.unit_fit import unit_fits
from kejidata.panel.normalize import Row, records
from kejidata.reports.draft import TYPES
from kejidata.tables import parse_row

_COPIED = ("period", "measure", "bound", "quote")


def observations(
    draft: pd.DataFrame, region: str, *, source: str = "", vintage: int | None = None
) -> pd.DataFrame:
    """Return the figures of a draft that have a registry code, in the registry's units.

    Parameters
    ----------
    draft
        As `kejidata.read_report` gives it, reviewed or not. Rows without a code or a period,
        thresholds, multiples such as 是上年的2倍 and targets for growth (合同额增长12%以上) are no
        observations and stay out; growth by multiples (增长2倍) is growth in percent.
    region
        Whose report it is: a code, a registry name or a name of one's own. Rows of the draft
        that name another region keep it.
    source
        The id of the source, carried along.
    vintage
        The year of publication; without it the newest year that the report gives a value for.

    Returns
    -------
    DataFrame
        The columns of `kejidata.load`. A figure that the report states twice is kept once.

    Raises
    ------
    KejidataError
        A unit does not fit its indicator, or one figure is stated with two values; the places in
        the text are named.

    Examples
    --------
    >>> from kejidata.reports import draft_of
    >>> draft = draft_of("2024年，全县技术合同成交额8700万元。")
    >>> observations(draft, "丙县")[["region", "indicator", "period", "value", "unit"]]
    ... # doctest: +NORMALIZE_WHITESPACE
      region            indicator period  value unit
    0     丙县  tech_contract_value   2024   0.87   亿元
    """
    draft = _as_drafted(draft)
    known = draft["measure"].isin(list(terms.MEASURES))
    multiple = (draft["unit"] == "倍") & ((draft["measure"] != "growth_rate") | scaled(draft))
    named = (draft["code"] != "") & draft["period"].fillna("").ne("")
    figures = draft[known & named & ~multiple & ~paced(draft) & (draft["unit"] != "番")]
    rules = _within(parse_row.Rules.of(registry.current(), own=True), region)
    year = vintage or _newest_year(figures)
    found: dict[tuple[object, ...], tuple[Row, Observation]] = {}
    for row in records(figures):
        cells = _cells(row, region) | {"vintage": str(year), "source": source}
        one = parse_row.observation(cells, _where(row), rules)
        first, earlier = found.setdefault(one.key, (row, one))
        if (earlier.value, earlier.bound) != (one.value, one.bound):
            raise _stated_twice(one, first, row)
    return frame(one for _, one in found.values())


def _within(rules: parse_row.Rules, region: str) -> parse_row.Rules:
    """Return rules by which the report's own place decides between several of one name."""
    code = rules.region_code(region)
    within = code if region_lookup.members_of(region_lookup.parent_of(code)) else ""
    return replace(rules, region_code=partial(rules.region_code, within=within))


def _as_drafted(draft: pd.DataFrame) -> pd.DataFrame:
    """Return a draft that came back from a CSV with its text columns as text again."""
    missing = [name for name in TYPES if name not in draft]
    if missing:
        raise KejidataError(
            "the table is no draft", rows=missing, remedy="give the columns their names back"
        )
    other = [name for name, kind in TYPES.items() if kind == "str" and draft[name].dtype != "str"]
    texts = {name: [_text(cell) for cell in draft[name]] for name in other}
    return draft.assign(**{name: pd.Series(cells, draft.index) for name, cells in texts.items()})


def _text(cell: object) -> str:
    """Return a cell as text: empty for a gap, 2023 for 2023.0."""
    if cell is None or cell != cell:
        return ""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def scaled(draft: pd.DataFrame) -> pd.Series:
    """Tell what is so many times an earlier figure (是上年的2倍), and not grown by as much."""
    cells = zip(draft["quote"], draft["surface"], strict=True)
    leads = [quote.partition(surface)[0].rstrip("约近超") for quote, surface in cells]
    return pd.Series([lead.endswith("的") for lead in leads], index=draft.index, dtype=bool)


def paced(draft: pd.DataFrame) -> pd.Series:
    """Tell which targets are for the growth of an indicator, which no observation states."""
    cells = zip(draft["measure"], draft["code"], draft["unit"], strict=True)
    found = [
        measure == "target" and not unit_fits(registry.unit_of(code), unit)
        for measure, code, unit in cells
    ]
    return pd.Series(found, index=draft.index, dtype=bool)


def _newest_year(figures: pd.DataFrame) -> int:
    """Return the newest year with a value: a report is not older than what it reports."""
    values = figures[figures["measure"] == "value"]
    years = (values if len(values) else figures)["period"].str[:4]
    return int(years.max()) if len(years) else 0


def _cells(row: Row, region: str) -> dict[str, str]:
    """Return a row of the draft as the text cells of a table."""
    value, unit = Decimal(f"{row['value']:.15g}"), row["unit"]
    if unit == "倍":
        value, unit = value * 100, "%"
    return {name: str(row[name]) for name in _COPIED} | {
        "region": row["region"] or region,
        "among": row["among"] or "",
        "indicator": row["code"],
        "value": f"{value:f}",
        "unit": terms.RANK if row["measure"] == "rank" else unit,
    }


def _where(row: Row) -> parse_row.Where:
    """Return how a message names a cell of this row."""
    return lambda column: f"the report, characters {row['start']} to {row['end']}, {column}"


def _stated_twice(one: Observation, first: Row, second: Row) -> KejidataError:
    return KejidataError(
        "the report states one figure with two values",
        where=f"{one.region} {one.indicator} {one.period} {one.measure}",
        rows=[_quoted(first), _quoted(second)],
        remedy="correct code, period or measure of one of them in the draft",
    )


def _quoted(row: Mapping[str, object]) -> str:
    return f"characters {row['start']} to {row['end']}: {row['quote']}"

"""One row of text cells to one observation: labels to codes, units converted, digits kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache, partial

from kejidata.errors import KejidataError
from kejidata.model import periods, regions, terms
from kejidata.model.labels import fold, simplified
from kejidata.model.observations import Observation
from kejidata.model.registry import Registry
from kejidata.model.unit_fit import unit_fits
from kejidata.model.units import WIDE, convert, parse_decimal, split_unit
from kejidata.tables.meaning import codes, periods_text
from kejidata.tables.meaning.marks import is_missing, unmarked

Where = Callable[[str], str]
POINTS = {"百分点": "个百分点"}


@dataclass(frozen=True)
class Rules:
    """What the registry says about a row; `own` keeps what it does not know as written."""

    indicators: Mapping[str, str]
    region_code: Callable[..., str]
    units: Mapping[str, str]
    kinds: Mapping[str, str]
    decimals: Mapping[str, int]
    published: Mapping[str, int]
    flows: frozenset[str]
    own: bool

    @staticmethod
    @lru_cache(maxsize=8)
    def of(registry: Registry, own: bool = False) -> Rules:
        """Return the rules of a registry, made once for all tables that are read by it."""
        table, sources = registry.indicators, registry.sources
        codes = table["code"].tolist()
        published = zip(sources["id"], sources["published"], strict=True)
        return Rules(
            registry.indicator_codes,
            partial(regions.code_of, registry),
            dict(zip(codes, table["unit"], strict=True)),
            dict(zip(codes, table["kind"], strict=True)),
            {code: int(places) for code, places in zip(codes, table["decimals"], strict=True)},
            {source: int(year) for source, year in published},
            frozenset(table.loc[table["timing"] == "flow", "code"]),
            own,
        )


def observation(cells: Mapping[str, str], where: Where, rules: Rules) -> Observation:
    """Return the observation in one row.

    Parameters
    ----------
    cells
        Text by column of the observations; region, indicator, period and value are needed.
    where
        Names the place of a column in this row.
    rules
        The registry; see `Rules`.

    Raises
    ------
    KejidataError
        A label, unit, source or word is unknown, or a value is no number.
    """
    indicator = _code(cells["indicator"], rules.indicators, where("indicator"), rules.own)
    measure = word(cells, "measure", "value", where)
    value, step, unit = _amount(cells, indicator, measure, where, rules)
    period = _period(cells["period"], where("period"))
    source, vintage = origin(cells, period, where, rules)
    among = cells.get("among", "")
    return Observation(
        region=_region(cells["region"], rules, where("region")),
        indicator=indicator,
        period=period,
        measure=measure,
        value=value,
        unit=unit,
        step=step,
        bound=word(cells, "bound", "exact", where),
        among=among and _region(among, rules, where("among")),
        status=word(cells, "status", "", where),
        vintage=vintage,
        source=source,
        quote=cells.get("quote", ""),
    )


def _code(label: str, codes: Mapping[str, str], where: str, own: bool) -> str:
    """Return the code of a label, looked up whole; a footnote mark is no part of it."""
    plain = unmarked(label)
    simple = simplified(label)
    found = codes.get(fold(label)) or codes.get(fold(plain)) or codes.get(fold(simple))
    return found or _unknown(label, plain, where, own)


def _region(label: str, rules: Rules, where: str) -> str:
    """Return the code of a region; a footnote mark is no part of its label."""
    plain = unmarked(label)
    found = rules.region_code(label, where=where) or rules.region_code(plain, where=where)
    return found or _unknown(label, plain, where, rules.own)


def _unknown(label: str, plain: str, where: str, own: bool) -> str:
    """Return a label of the analyst's own, or refuse it."""
    if own and plain:
        return plain
    raise KejidataError(
        "the registry does not know this label",
        where=where,
        rows=[repr(label[:100])],
        remedy="correct it, or register it in data/raw/registry (a place in regions.csv,"
        " another name in the aliases of indicators.csv), or read the table with own=True",
    )


def word(cells: Mapping[str, str], column: str, default: str, where: Where) -> str:
    """Return a code of a closed list, given as the code or as its Chinese word."""
    cell = cells.get(column, "")
    if not cell:
        return default
    known, code = terms.WORDED[column], codes.CODES[column].get(cell, cell)
    if code not in known:
        raise KejidataError(
            f"the {column} is not known",
            where=where(column),
            rows=[repr(cell[:100])],
            remedy="write one of " + ", ".join(known),
        )
    return code


def _amount(
    cells: Mapping[str, str], indicator: str, measure: str, where: Where, rules: Rules
) -> tuple[Decimal | None, Decimal, str]:
    """Return value and step in the unit that the measure has, and that unit."""
    known = _unit(indicator, measure, rules)
    given = cells.get("unit", known or "")
    given = POINTS.get(given, given)
    target = given if known is None else known
    fits = measure in ("value", "target", "change") and unit_fits(target, given)
    if target and not given and not fits:
        raise KejidataError("the row has no unit", where=where("unit"), remedy="state it")
    number = _number(cells["value"], given, where("value"))
    try:
        # An empty value is converted too, so that a wrong unit never hides behind it.
        value, step = (_converted(part, given, target, fits) for part in number or _NOTHING)
    except KejidataError as error:
        raise KejidataError(
            "the unit does not fit",
            where=where("unit"),
            rows=[str(error).partition("\n")[0]],
            remedy=f"figures of {indicator} are in {target}: correct the unit or the indicator"
            if measure in ("value", "target")
            else f"this figure is in {target}",
        ) from None
    return (value, step, target) if number else (None, step, target)


_NOTHING = (Decimal(0), Decimal(0))


def _converted(value: Decimal, given: str, target: str, fits: bool) -> Decimal:
    """Return a number in the unit of its indicator; what counts the same things (户, 家) is one."""
    if fits and split_unit(given)[1] != split_unit(target)[1]:
        power = split_unit(given)[0].adjusted() - split_unit(target)[0].adjusted()
        return value.scaleb(power, WIDE)
    return convert(value, given, target)


def _unit(indicator: str, measure: str, rules: Rules) -> str | None:
    """Return the unit of a measure of an indicator; None where the registry does not say."""
    if measure in terms.STATED_UNITS:
        return terms.STATED_UNITS[measure]
    unit = rules.units.get(indicator)
    if measure == "change" and terms.by_points(rules.kinds.get(indicator, "")):
        return "个百分点"
    return unit


def _number(cell: str, unit: str | None, where: str) -> tuple[Decimal, Decimal] | None:
    """Return value and step of a cell, None where it says that nothing was published."""
    plain = unmarked(cell)
    if is_missing(cell):
        return None
    if unit == "%":
        plain = plain.removesuffix("%").removesuffix("％").rstrip()
    try:
        return parse_decimal(plain)
    except KejidataError:
        raise KejidataError(
            "the value is not a number",
            where=where,
            rows=[repr(cell[:100])],
            remedy="write digits alone; a bound goes to the column bound, a unit to unit",
        ) from None


def _period(cell: str, where: str) -> str:
    """Return a period as ISO 8601 text; 2020年 is 2020."""
    period = periods_text.iso(cell)
    if period:
        return period
    raise KejidataError(
        "the period is not an ISO 8601 year, month or interval of either",
        where=where,
        rows=[repr(cell[:100])],
        remedy="write 2020, 2020-06, 2020-01/2020-11 or 2016/2020",
    )


def origin(cells: Mapping[str, str], period: str, where: Where, rules: Rules) -> tuple[str, int]:
    """Return the source and the year of publication.

    A table that names neither a known source nor a vintage cannot be older than its periods.
    """
    source, vintage = cells.get("source", ""), cells.get("vintage", "")
    if source and source not in rules.published and not rules.own:
        raise KejidataError(
            "the registry does not know this source",
            where=where("source"),
            rows=[repr(source[:100])],
            remedy="add it to sources.csv, or read the table with own=True",
        )
    if vintage:
        return source, int(_period(vintage, where("vintage"))[:4])
    start, months = periods.parse(period)
    return source, rules.published.get(source, periods.last_year(start, months))

"""The registry of the project in force: the only place where codes and Chinese labels meet.

Frames for analysts (`indicators`, `regions`, `sources`, `themes`), and look-ups by code for the
other rooms, which find nothing for codes of an analyst's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from kejidata import project
from kejidata.files import project_file
from kejidata.model import next_registry
from kejidata.model import regions as regions_of
from kejidata.model.kept_registry import kept
from kejidata.model.registry_file import COLUMNS, Registry, base

__all__ = [
    "Registry",
    "current",
    "decimals_of",
    "entries",
    "entry",
    "indicators",
    "kind_of",
    "parts_of",
    "ratio_of",
    "region_rows",
    "regions",
    "sources",
    "theme_of",
    "themes",
    "timing_of",
    "unit_of",
]


def current() -> Registry:
    """Return the registry of the project in force, read once until `load` reads anew.

    Outside any project it is the base registry alone. Do not change its frames.
    """
    return next_registry.held() or _of(project.signs())


@lru_cache(maxsize=8)
def _of(_: tuple[object, ...]) -> Registry:
    """Return the registry of the project that the signs lead to, the base for none.

    One that was never built has its registry among its raw material alone, if any.
    """
    if (root := project.place()) is None:
        return base()
    found = project_file.read(root)
    raw = found.root / "data" / "raw" / "registry"
    folder = found.processed if found.processed.is_dir() else raw
    there = (folder / "indicators.csv").is_file()
    return kept(folder, found.region) if there else replace(base(), place=found.region)


def _needed() -> Registry:
    """Return the registry of the project in force; refuse outside any, as `load` does."""
    project.current_project()
    return current()


def forget() -> None:
    """Let the registry be read anew where its files were built again meanwhile."""
    _of.cache_clear()


def indicators() -> pd.DataFrame:
    """Return the indicators of the project in force, then those of the base, one row each.

    Returns
    -------
    DataFrame
        code, name_zh, name_en, theme, unit, kind (such as amount), direction (1 or
        -1), decimals, definition, aliases and breaks (lists parted by ``|``), formula, related,
        related_note, price_basis (current, current_level, constant, none), timing (flow, stock,
        ratio), definition_zh, definition_source, pattern_zh and pattern_en (the clause that tells
        a figure, ``{value}`` in its place). Empty text is an empty string.

    Raises
    ------
    KejidataError
        Outside any project, or its registry breaks a rule.

    Examples
    --------
    >>> catalog = indicators().set_index("code")
    >>> catalog.loc["rd_intensity", "unit"]
    '%'
    """
    return _needed().indicators.copy()


def regions() -> pd.DataFrame:
    """Return the regions of the data of the project in force: code (GB/T 2260), names, parent.

    All divisions of China are known besides, wherever a region is asked for.

    Returns
    -------
    DataFrame
        code, name_zh, short_zh, name_en, level (nation, province, city, county), parent (a code),
        aliases (parted by ``|``).

    Raises
    ------
    KejidataError
        Outside any project, or its registry breaks a rule.

    Examples
    --------
    >>> regions().set_index("code").loc["320682", "name_en"]
    'Rugao'
    """
    return _needed().regions.copy()


def sources() -> pd.DataFrame:
    """Return the sources of the project in force.

    Returns
    -------
    DataFrame
        id, title, title_en, publisher, publisher_en, published (a year), url, note.

    Raises
    ------
    KejidataError
        Outside any project, or its registry breaks a rule.

    Examples
    --------
    >>> int(sources().set_index("id").loc["bulletin_2020", "published"])
    2021
    """
    return _needed().sources.copy()


def themes() -> pd.DataFrame:
    """Return the fields of work that the indicators belong to: code, name_zh, name_en.

    Raises
    ------
    KejidataError
        Outside any project, or its registry breaks a rule.

    Examples
    --------
    >>> themes()["code"].iloc[0]
    'key_indicators'
    """
    return _needed().themes.copy()


def entries(table: str) -> Mapping[str, Mapping[str, str]]:
    """Return a table of the registry as texts by its key: indicators, regions, themes, sources."""
    return _entries(current(), table)


@lru_cache(maxsize=32)
def _entries(known: Registry, table: str) -> Mapping[str, Mapping[str, str]]:
    frame: pd.DataFrame = getattr(known, table)
    rows = frame.astype(str).set_index(COLUMNS[table][0]).to_dict("index")
    return {str(key): {str(c): v for c, v in row.items()} for key, row in rows.items()}


def entry(table: str, key: str) -> Mapping[str, str]:
    """Return a row of the registry as texts, empty where the key is unknown.

    Regions are those of the project and all divisions of China.

    Examples
    --------
    >>> entry("indicators", "rd_intensity")["unit"], entry("regions", "elsewhere")
    ('%', {})
    """
    return regions_of.row_of(current(), key) if table == "regions" else entries(table).get(key, {})


def region_rows(codes: Iterable[str]) -> list[Mapping[str, str]]:
    """Return the rows of many regions, as `entry` does of one, asking once which project it is."""
    return regions_of.rows_of(current(), codes)


def unit_of(code: str) -> str:
    """Return the unit of an indicator, empty where unknown."""
    return entry("indicators", code).get("unit", "")


def decimals_of(code: str) -> int | None:
    """Return the decimal places of an indicator, None where unknown."""
    known = entry("indicators", code).get("decimals")
    return int(known) if known else None


def kind_of(code: str) -> str:
    """Return the kind of an indicator, empty where unknown."""
    return entry("indicators", code).get("kind", "")


def timing_of(code: str) -> str:
    """Return how an indicator lies in time (flow, stock, ratio), empty where unknown.

    Examples
    --------
    >>> timing_of("hnte_total"), timing_of("hnte_certified")
    ('stock', 'flow')
    """
    return entry("indicators", code).get("timing", "")


def theme_of(code: str) -> str:
    """Return the field of work of an indicator, empty where unknown."""
    return entry("indicators", code).get("theme", "")


def parts_of(code: str) -> tuple[str, ...]:
    """Return the two indicators whose quotient a derived indicator is; none for any other."""
    return (ratio_of(entry("indicators", code).get("formula", "")) or ())[:2]


class Ratio(NamedTuple):
    """Two indicators by code, and whether their quotient is in percent."""

    above: str
    below: str
    percent: bool


def ratio_of(formula: str) -> Ratio | None:
    """Return the quotient that a formula of the registry is, None where it is another.

    Examples
    --------
    >>> ratio_of("hnte_certified / hnte_applied * 100")
    Ratio(above='hnte_certified', below='hnte_applied', percent=True)
    """
    match = re.fullmatch(r"(\w+) / (\w+)( \* 100)?", formula)
    return Ratio(match[1], match[2], match[3] is not None) if match else None

"""What the registry knows of a code, empty for codes of an analyst's own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

import pandas as pd

from kejidata.model import registry

TABLES = {
    "indicators": registry.indicators,
    "regions": registry.regions,
    "themes": registry.themes,
}


@cache
def table(name: str) -> dict[str, dict[str, str]]:
    """Return a table of the registry by code."""
    found = TABLES[name]()
    rows = found.astype(str).set_index("code").to_dict("index")
    return {str(k): {str(c): v for c, v in row.items()} for k, row in rows.items()}


def unit_of(code: str) -> str:
    """Return the unit of an indicator in the registry, empty where unknown."""
    return table("indicators").get(code, {}).get("unit", "")


def decimals_of(code: str) -> int | None:
    """Return the decimal places in which an indicator is told, None where unknown."""
    known = table("indicators").get(code)
    return int(known["decimals"]) if known else None


def kind_of(code: str) -> str:
    """Return the kind of an indicator in the registry, empty where unknown."""
    return table("indicators").get(code, {}).get("kind", "")


def theme_of(code: str) -> str:
    """Return the field of work of an indicator, empty where unknown."""
    return table("indicators").get(code, {}).get("theme", "")


def parts_of(code: str) -> tuple[str, ...]:
    """Return the two indicators whose quotient a derived indicator is; none for any other."""
    formula = table("indicators").get(code, {}).get("formula", "")
    match = re.fullmatch(r"(\w+) / (\w+)(?: \* 100)?", formula)
    return match.groups() if match else ()


def parent_of(code: str) -> str:
    """Return the region of which this one is a member, empty where unknown."""
    return table("regions").get(code, {}).get("parent", "")


def level(codes: Iterable[str]) -> str:
    """Return the level that all regions share: province, city, county; else region."""
    levels = {table("regions").get(code, {}).get("level", "") for code in codes}
    return next(iter(levels)) if len(levels) == 1 and levels != {""} else "region"


def split_totals(frame: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the rows of regions that hold others of the frame, and the rows of the others."""
    codes = frame["region"].astype(str)
    parents = {parent_of(code) for code in codes.unique()}
    total = codes.isin(parents)
    return frame[total], frame[~total]

"""Registry codes for what a report names in its own words."""

from __future__ import annotations

import re
from functools import lru_cache

import pandas as pd

from kejidata.errors import KejidataError
from kejidata.model.registry import Registry, current, fold
from kejidata.reports.lexicon.alternatives import one_of

# 「“」 a mark, 「的」 of: what names are written with or without.
_MARKS = re.compile(r"[“”‘’\"'()\[\]·、—-]|的")
# 「全年累计新增」 in the year, in all: words before a name.
_BEFORE = re.compile(
    "^" + one_of("全年 累计 共 完成 实现 形成 组织 获 全市 全省 全县 全区") + "{1,9}"
)
# 「成交金额」 sum: words behind a name.
_AFTER = re.compile("(?:数量|数|情况|金额|年度完成率|完成率)$")
_SHORT_FORMS = (
    ("高新技术企业", "高企"),
    ("规模以上", "规上"),
    ("研究与试验发展", "R&D"),
    ("R&DR&D", "R&D"),
)


def indicator_codes() -> dict[str, str]:
    """Return the code by every name and alias of the registry, as written and loosely."""
    return _indicator_codes(_known())


@lru_cache(maxsize=8)
def _indicator_codes(known: Registry | None) -> dict[str, str]:
    exact = _codes(known.indicators, ("name_zh",)) if known else {}
    loose: dict[str, str] = {}
    double = set()
    for label, code in exact.items():
        if loose.setdefault(indicator_key(label), code) != code:
            double.add(indicator_key(label))
    return {key: code for key, code in loose.items() if key not in double} | exact


def themes() -> dict[str, str]:
    """Return the theme of each code of the registry."""
    known = _known()
    return dict(known.indicators[["code", "theme"]].itertuples(index=False)) if known else {}


def region_codes() -> dict[str, str]:
    """Return the code by every name of the registry's regions."""
    return _region_codes(_known())


@lru_cache(maxsize=8)
def _region_codes(known: Registry | None) -> dict[str, str]:
    return _codes(known.regions, ("name_zh", "short_zh")) if known else {}


def _known() -> Registry | None:
    """Return the registry; None where it cannot be read, as before a project's first build."""
    try:
        return current()
    except KejidataError:
        return None


def _codes(frame: pd.DataFrame, columns: tuple[str, ...]) -> dict[str, str]:
    """Return the code by folded label."""
    found = {}
    for row in frame.to_dict("records"):
        labels = [str(row[column]) for column in columns] + str(row["aliases"]).split("|")
        found.update({fold(label): str(row["code"]) for label in labels if label})
    return found


@lru_cache(maxsize=8192)
def indicator_key(name: str) -> str:
    """Return a name as it is looked up: without marks, the words around it, and long forms.

    Examples
    --------
    >>> indicator_key("全年新增高新技术企业数") == indicator_key("新增高企")
    True
    """
    loose = _MARKS.sub("", fold(name))
    for full, short in _SHORT_FORMS:
        loose = loose.replace(full, short)
    loose = _BEFORE.sub("", loose)
    return _AFTER.sub("", loose) or loose


def indicator_code(name: str) -> str:
    """Return the registry's code for a name that a report uses, or empty where none fits."""
    codes = indicator_codes()
    return codes.get(fold(name)) or codes.get(indicator_key(name), "") if name else ""


def region_code(name: str) -> str:
    """Return the code of a region, or its name as written where the registry has none."""
    return region_codes().get(fold(name), name) if name else ""

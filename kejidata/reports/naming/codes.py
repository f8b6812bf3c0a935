"""Codes of indicators and regions for what a report names in its own words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache

from kejidata.errors import KejidataError
from kejidata.model import division_names, regions, registry
from kejidata.model.divisions import OPEN, table
from kejidata.model.labels import fold, simplified
from kejidata.model.registry import Registry
from kejidata.model.unit_fit import unit_fits
from kejidata.reports.lexicon.alternatives import remembered
from kejidata.tables.indicator_names import indicator_key, indicator_keys, measured_name

# Cities and a zone that a province lists beside its prefectures.
_BESIDE = ("仙桃", "潜江", "天门", "济源", "石河子", "杨凌")
_LISTED = (one for one in table() if one.level in ("province", "city") and one.last_year == OPEN)
PLACES = frozenset((*_BESIDE, *(one.short_zh for one in _LISTED)))
"""Short names of provinces and prefecture-level divisions, as reports list them."""
_HELD: ContextVar[Registry | None] = ContextVar("held", default=None)


@contextmanager
def one_registry() -> Iterator[None]:
    """Hold the registry in force for a whole text: to ask whether it changed takes a while."""
    mark = _HELD.set(known())
    try:
        yield
    finally:
        _HELD.reset(mark)


def known() -> Registry | None:
    """Return the registry in force; None where it cannot be read, as before a first build."""
    if held := _HELD.get():
        return held
    try:
        return registry.current()
    except KejidataError:
        return None


@lru_cache(maxsize=8)
def _by_key(found: Registry) -> dict[str, str]:
    """Return the code by the key of every label, the project's before the base's.

    What several of the project's own labels share is no key.
    """
    loose: dict[str, str] = {}
    shared = set()
    keys = indicator_keys([*found.indicator_codes])
    for key, code in zip(keys, found.indicator_codes.values(), strict=True):
        if loose.setdefault(key, code) != code:
            shared.add(key)
    return {key: code for key, code in loose.items() if key not in shared}


def themes() -> dict[str, str]:
    """Return the theme of each code of the registry."""
    found = known()
    return _column(found, "theme") if found else {}


def is_stock(code: str) -> bool:
    """Tell whether what a code counts is there at the end of a period; not so without a code."""
    found = known()
    return found is not None and _column(found, "timing").get(code) == "stock"


@lru_cache(maxsize=8)
def _column(found: Registry, name: str) -> dict[str, str]:
    """Return what a column of the registry says of each code."""
    return dict(zip(found.indicators["code"], found.indicators[name], strict=True))


def indicator_code(name: str, unit: str = "", measure: str = "value") -> str:
    """Return the registry's code for a figure that a report names, or empty where none fits.

    The name may be in either script; a code that is kept in another unit is no match. A target in %
    may be one of growth.

    Examples
    --------
    >>> indicator_code("全年研究与试验发展（R&D）经费支出", "亿元")
    'rd_expenditure'
    >>> indicator_code("技术合同登记", "亿元")
    ''
    """
    found = known()
    return _indicator_code(found, name, unit, measure) if found and name else ""


@remembered
def _indicator_code(found: Registry, name: str, unit: str, measure: str) -> str:
    plain = simplified(name)
    for kind in (measure, "growth_rate") if measure == "target" else (measure,):
        for form in dict.fromkeys((plain, measured_name(plain, kind))):
            exact = found.indicator_codes.get(fold(form), "")
            code = exact or _by_key(found).get(indicator_key(form), "")
            if code and unit_fits(_column(found, "unit")[code], unit, kind):
                return code
    return ""


def is_indicator(name: str) -> bool:
    """Tell whether a name is one of the registry's, whatever it is counted in."""
    found = known()
    return found is not None and fold(name) in found.indicator_codes


def region_code(name: str) -> str:
    """Return the code of a region; its name as written where none or several have it.

    Examples
    --------
    >>> region_code("如皋市"), region_code("鼓楼区"), region_code("东海郡")
    ('320682', '鼓楼区', '东海郡')
    """
    found = known()
    return _region_code(found, name) if found and name else name


def _region_code(found: Registry, name: str) -> str:
    try:
        return regions.code_of(found, name) or name
    except KejidataError:
        return name


def is_region(name: str) -> bool:
    """Tell whether a name is that of one region."""
    return opens_region(name) and region_code(name).isdecimal()


def opens_region(words: str) -> bool:
    """Tell quickly whether words may open with the name of a region: by two characters."""
    found = known()
    return words.isascii() or (found is not None and words[:2] in openings(found))


@lru_cache(maxsize=8)
def openings(found: Registry) -> frozenset[str]:
    """Return the first two characters of every name of a place."""
    own = (label[:2] for label in found.region_codes)
    return division_names.openings().union(own, (name[:2] for name in PLACES))


def is_own_region(found: Registry | None, name: str) -> bool:
    """Tell whether a name is that of a region of the project's data, as its registry has it."""
    if found is None or ("一" <= name[:1] <= "鿿" and name[:2] not in openings(found)):
        return False
    return fold(name) in found.region_codes

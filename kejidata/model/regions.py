"""Which region a label means, whose member a region is, and who its members are.

The one owner of these questions: a project's own regions go first, then the divisions of China. A
region is named by the newest code of its place, so that 320684 (Haimen as a city) and 320614 (as a
district) are one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from kejidata.errors import KejidataError, cell
from kejidata.model import division_names, divisions, places, registry_base, totals
from kejidata.model.labels import fold
from kejidata.model.registry_file import Registry

STATISTICS = frozenset(("710000", "810000", "820000"))
"""Taiwan, Hong Kong and Macao: national statistics by province leave them out."""


def code_of(
    known: Registry, label: object, *, within: str = "", year: int | None = None, where: str = ""
) -> str:
    """Return the code of a region, empty where neither project nor divisions have the label.

    Parameters
    ----------
    known
        The registry of the project.
    label
        A code as text or number, of six or twelve digits; an official, short, usual or English
        name; in simplified or traditional characters.
    within
        The division that decides between several of one name; else the project's place does.
    year
        The bearers of the name at the end of that year come first; None is now.
    where
        How a message names the place of the label.

    Raises
    ------
    KejidataError
        Several divisions have the name and nothing decides; they are named.
    """
    text = label.strip() if isinstance(label, str) else division_names.text_of(label)
    # Folding a million own labels in full takes seconds.
    plain = text.isascii() and text.isalnum()
    folded = text.lower() if plain else fold(text)
    own = known.region_codes.get(folded, "")
    if own and not within:
        return _newest(own)
    if plain and not own and not division_names.is_known(folded):
        return ""
    if not within and totals.is_generic(folded):
        return ""
    around = within or known.place
    found = _of_division(text, around, year)
    if found and totals.is_whole(folded) and found != (divisions.NATION,):
        # 全州 is the county in its own province, and all of a prefecture elsewhere.
        found = tuple(one for one in found if one[:2] == around[:2])
    if len(found) > 1 and not own:
        raise _ambiguous(label, found, where)
    return found[0] if len(found) == 1 else own


@lru_cache(maxsize=1 << 14)
def _of_division(text: str, within: str, year: int | None) -> tuple[str, ...]:
    """Return the codes of the divisions that a label may mean."""
    found = division_names.candidates(text, within=within, year=year)
    return tuple(dict.fromkeys(_newest(one.code) for one in found))


@lru_cache(maxsize=1 << 14)
def _newest(code: str) -> str:
    return places.current(code) if code in divisions.by_code() else code


def _ambiguous(label: object, found: tuple[str, ...], where: str) -> KejidataError:
    named = [divisions.described(divisions.spell(code)) for code in found]
    return KejidataError(
        f"{cell(label)} names more than one division",
        where=where or "the table of divisions",
        rows=named,
        remedy="give the code, or the division in which it lies",
    )


def is_shared(known: Registry, label: str) -> bool:
    """Tell whether several divisions have a name and neither project nor place decides."""
    try:
        code_of(known, label)
    except KejidataError:
        return True
    return False


def row_of(known: Registry, code: str) -> Mapping[str, str]:
    """Return names, level, parent and aliases of a region, empty where the code is not known."""
    return rows_of(known, [code])[0]


def rows_of(known: Registry, codes: Iterable[str]) -> list[Mapping[str, str]]:
    """Return the rows of many regions, as `row_of` does of one."""
    own, divided = _rows(known), divisions.by_code()
    return [
        own.get(code) or (registry_base.cells_of(code) if code in divided else None) or {}
        for code in codes
    ]


@lru_cache(maxsize=8)
def _rows(known: Registry) -> dict[str, dict[str, str]]:
    """Return the project's own regions by code."""
    rows = known.regions.to_dict("records")
    return {str(row["code"]): {str(k): str(v) for k, v in row.items()} for row in rows}


def members(known: Registry, code: str, year: int | None = None) -> list[str]:
    """Return the codes of a region's members at the end of a year, sorted; none where it has none.

    Of the nation they are the 31 divisions whose statistics are the nation's. Regions of the
    project's own are members in every year; a place that has moved to another parent is a member
    there alone, so that it is ranked once.

    Parameters
    ----------
    known
        The registry of the project.
    code
        The code of the parent.
    year
        None is now; a year before 1983 has the members of 1983.
    """
    return list(_members(known, code, year))


@lru_cache(maxsize=4096)
def _members(known: Registry, code: str, year: int | None) -> tuple[str, ...]:
    own = {one for one, row in _rows(known).items() if row["parent"] == code}
    own -= divisions.by_code().keys()
    found = {_newest(one) for one in _divisions_in(code, year)} - STATISTICS
    stay = {one for one in found if row_of(known, one).get("parent") == code}
    return tuple(sorted(stay | own))


def _divisions_in(code: str, year: int | None) -> list[str]:
    """Return the divisions straight under the place of a code at the end of a year."""
    if code not in divisions.by_code():
        return []
    year = None if year is None else max(year, divisions.FIRST_YEAR)
    then = code if year is None else places.code_in(code, year)
    return divisions.valid_members(then, year) if then else []


@lru_cache(maxsize=1 << 14)
def shares_short_name(known: Registry, code: str) -> bool:
    """Tell whether the short name of a region is also that of one that is told beside it.

    That is the region it lies in, one of its peers or, where the project's place lies in it, one of
    its members. A province is what its name means.
    """
    row = row_of(known, code)
    if row.get("level", "province") in ("nation", "province"):
        return False
    beside = [row["parent"], *members(known, row["parent"])]
    if known.place and code in _above(known, known.place):
        beside += members(known, code)
    names = [row_of(known, one).get("short_zh") for one in beside if one != code]
    return row["short_zh"] in names


def _above(known: Registry, code: str) -> list[str]:
    """Return the codes of a region and of all that it lies in."""
    found: list[str] = []
    while code and code not in found:
        found.append(code)
        code = row_of(known, code).get("parent", "")
    return found

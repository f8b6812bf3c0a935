"""Regions of the registry in force, by any of their labels: code, parent, members, totals.

`regions` answers the same of a registry that is given; whoever speaks of the project asks here.
"""

from __future__ import annotations

from collections.abc import Iterable

from kejidata.model import regions
from kejidata.model.registry import current, entry
from kejidata.model.totals import is_total


def region_code(label: object, *, within: str = "", where: str = "") -> str:
    """Return the code of a region by any label; the label as text where it is not known.

    Parameters
    ----------
    label
        A code as text or number, an official, short, usual or English name.
    within
        The region that decides between several of one name; else the project's place does.
    where
        How a message names the place of the label.

    Raises
    ------
    KejidataError
        Several divisions have the name and nothing decides; they are named.

    Examples
    --------
    >>> region_code("苏州"), region_code(320500.0), region_code("海门市"), region_code("elsewhere")
    ('320500', '320500', '320614', 'elsewhere')
    """
    found = regions.code_of(current(), label, within=within, where=where)
    return found or str(label)


def region_codes(labels: Iterable[str], *, within: str = "", where: str = "") -> list[str]:
    """Return the codes of many regions, as `region_code` does, asking once which project it is."""
    known = current()
    return [regions.code_of(known, one, within=within, where=where) or one for one in labels]


def is_code(text: str) -> bool:
    """Tell whether a text is the code of a region.

    Examples
    --------
    >>> is_code("320682"), is_code("如皋"), is_code("7")
    (True, False, False)
    """
    return entry("regions", text).get("code", "") == text


def is_shared(label: str) -> bool:
    """Tell whether several regions bear a name and nothing decides which is meant.

    Examples
    --------
    >>> is_shared("鼓楼区"), is_shared("苏州")
    (True, False)
    """
    return regions.is_shared(current(), label)


def shares_short_name(code: str) -> bool:
    """Tell whether a region's city, a peer or a member told beside it has the same short name.

    Examples
    --------
    >>> shares_short_name("430121"), shares_short_name("430181")  # 长沙县, 浏阳市 of Changsha
    (True, False)
    """
    return regions.shares_short_name(current(), code)


def means(label: str, code: str) -> bool:
    """Tell whether a label alone, without a hint, names the region of a code."""
    return not is_shared(label) and region_code(label) == code


def parent_of(label: str) -> str:
    """Return the code of the region of which this one is a member, empty where unknown."""
    return entry("regions", region_code(label)).get("parent", "")


def members_of(code: str, year: int | None = None) -> list[str]:
    """Return the codes of a region's members at the end of a year; none where it has none.

    Examples
    --------
    >>> len(members_of("320600", 2019)), len(members_of("320600")), len(members_of("000000"))
    (8, 7, 31)
    """
    return regions.members(current(), code, year)


def is_part(labels: Iterable[str], year: int | None = None) -> bool:
    """Tell whether regions are known members of one region, and not all that it has.

    Its members are those at the end of the year, of today where none is given.

    Examples
    --------
    >>> is_part(["苏州", "南通"]), is_part(["elsewhere"]), is_part(members_of("320000"))
    (True, False, False)
    """
    codes = {region_code(label) for label in labels}
    parents = {parent_of(code) for code in codes}
    whole = set(members_of(parents.pop(), year)) if len(parents) == 1 else set()
    return bool(whole - codes)


def have_peers(labels: Iterable[str], others: Iterable[str]) -> bool:
    """Tell whether one of the others is a member of the region that one of these is a member of.

    Examples
    --------
    >>> have_peers(["浙江"], ["江苏"]), have_peers(["苏州"], ["江苏"]), have_peers(["a"], ["b"])
    (True, False, False)
    """
    parents = {parent_of(label) for label in labels} - {""}
    return any(parent_of(label) in parents for label in others)


def level(labels: Iterable[str]) -> str:
    """Return the level that all regions share: province, city, county; else region.

    Where a province of theirs has prefectures, autonomous ones or leagues too, it is prefecture:
    GB/T 2260 gives these 21 to 50 as the second pair of digits.

    Examples
    --------
    >>> level(["苏州", "南通"]), level(["成都", "绵阳"]), level(["苏州", "江苏"])
    ('city', 'prefecture', 'region')
    """
    codes = {region_code(label) for label in labels}
    levels = {entry("regions", code).get("level", "") for code in codes}
    if levels == {"city"}:
        codes.update(*(members_of(parent_of(code)) for code in sorted(codes)))
        return "prefecture" if any("21" <= code[2:4] <= "50" for code in codes) else "city"
    return next(iter(levels)) if len(levels) == 1 and levels != {""} else "region"


def totals(labels: Iterable[str]) -> list[str]:
    """Return the regions among these that hold others among these, at any depth, or are so called.

    Examples
    --------
    >>> totals(["000000", "苏州", "320600"])
    ['000000']
    """
    known = list(labels)
    above: set[str] = set()
    for label in known:
        while (label := parent_of(label)) and label not in above:
            above.add(label)
    return [label for label in known if region_code(label) in above or is_total(label)]

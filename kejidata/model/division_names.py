"""The code of a division by any of its names, decided by place and year where names are shared."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cache

import numpy as np

from kejidata.errors import SHOWN, KejidataError, cell
from kejidata.model.divisions import Division, by_code, described, spell, table
from kejidata.model.english_kinds import of_kind
from kejidata.model.labels import fold, simplified
from kejidata.model.places import current

NUMBER = (int, float, np.integer, np.floating)
_CODE = re.compile(r"\d{6}(?:0{6})?(?:\.0+)?", re.ASCII)
_LONGEST = 40
"""Characters of an official name behind all names above it, and some more."""


def find(label: object, *, within: str = "", year: int | None = None) -> str:
    """Return the code of a division.

    Parameters
    ----------
    label
        A code as text or number (320682, "320682", 320682.0), the official name (如皋市), the name
        without its suffix (如皋), another usual name (恩施州), the English name (Rugao or Rugao
        City), or one of the first two behind names of divisions above it (南通市通州区, 江苏海门).
    within
        The code or name of a division that decides between bearers of one name: first its own
        members at every depth are asked, then those of its parent, and so on upwards.
    year
        The bearers of the name at the end of that year come first; None is now.

    Raises
    ------
    KejidataError
        When no division has the name, or when several have it; the message names them.

    Notes
    -----
    An official name comes before a short one, a name that is valid before one that was; where these
    leave one place, its code is the one then valid. Of former divisions of one name in one place
    (莱芜市) the last is meant. A province comes before whatever is named like it (吉林), before a
    former division of the place too (重庆, once a city of Sichuan), and a division before its own
    members (长沙, a city and a county in it).

    Examples
    --------
    >>> find("如皋"), find(320682.0), find("Rugao")
    ('320682', '320682', '320682')
    >>> find("通州", within="320682"), find("崇川区", year=2019)
    ('320612', '320602')
    >>> find("通州区")
    Traceback (most recent call last):
        ...
    kejidata.errors.KejidataError: '通州区' names more than one division
      in the table of divisions
      110112 通州区 (Tongzhou), 北京市, 1997 to now
      320612 通州区 (Tongzhou), 南通市, 2009 to now
      -> give the code, or the division in which it lies
    """
    found = candidates(label, within=within, year=year)
    if len(found) == 1:
        return found[0].code
    if found:
        raise KejidataError(
            f"{cell(label)} names more than one division",
            where="the table of divisions",
            rows=list(map(described, found)),
            remedy="give the code, or the division in which it lies",
        )
    raise KejidataError(
        f"no division is named {cell(label)}",
        where="the table of divisions",
        rows=_alike(label),
        remedy="give the code or the official name",
    )


def candidates(label: object, *, within: str = "", year: int | None = None) -> list[Division]:
    """Return the divisions that a label may mean: none, the one that it means, or several.

    Takes the arguments of `find`, and raises for nothing but an unknown `within`.

    Examples
    --------
    >>> [one.parent for one in candidates("鼓楼区", within="南京市")]
    ['320100']
    >>> candidates("子市")
    []
    """
    text = text_of(label)
    if re.fullmatch(r"\d{6}", text):
        return [spell(text, year)] if text in by_code() else []
    index = _index()
    found = index.get(fold(text)) or index.get(fold(simplified(text)), [])
    if not found:
        found = _below(fold(simplified(text))) or of_kind(text, index)
    if within and len(found) > 1:
        found = _nearest(found, within, year)
    return _narrowed(found, text, year) if len(found) > 1 else found


def is_known(label: str) -> bool:
    """Tell quickly whether a folded label may be a division's: a name, or digits like a code."""
    return (label.isdigit() and len(label) in (6, 12)) or label in _index()


@cache
def openings() -> frozenset[str]:
    """Return the first two characters of every folded label: no name of a division opens else."""
    return frozenset(label[:2] for label in _index())


def text_of(label: object) -> str:
    """Return a label as text; a code that a spreadsheet made a number is six digits again.

    A statistical code of twelve digits that ends in six zeros is that of the division.

    Examples
    --------
    >>> text_of(320682.0), text_of("320682000000"), text_of(" 如皋 ")
    ('320682', '320682', '如皋')
    """
    text = str(label).strip()
    if isinstance(label, NUMBER) and not isinstance(label, bool) and 0 <= label < 10**12:
        text = f"{int(label):06d}" if label == label // 1 else text
    return text[:6] if _CODE.fullmatch(text) else text


@cache
def _index() -> dict[str, list[Division]]:
    """Return the spells by each folded label."""
    found: dict[str, list[Division]] = defaultdict(list)
    for one in table():
        # Chinese labels of the table are folded already, which is most of the time of a fold.
        found[one.name_zh].append(one)
        if one.short_zh != one.name_zh:
            found[one.short_zh].append(one)
        found[one.name_en.casefold().replace(" ", "")].append(one)
        if one.aliases:
            for label in one.aliases.split("|"):
                found[fold(label)].append(one)
    return dict(found)


def _below(text: str) -> list[Division]:
    """Return the divisions of a name behind names above them (福州市鼓楼区, 江苏海门).

    Names are put together from left to right, each below one that ends where it begins, so that
    time grows with the square of a length that is limited.
    """
    if text[:2] not in openings():
        return []
    index = _index()
    ends: dict[int, list[Division]] = {0: []}
    for start in range(len(text) if len(text) <= _LONGEST else 0):
        above = {one.code for one in ends.get(start, [])}
        for end in range(start + 2, len(text) + 1) if start in ends else ():
            named = index.get(text[start:end], [])
            if start:
                named = [one for one in named if _lies_in(one, above)]
            if named:
                ends.setdefault(end, []).extend(named)
    found = dict.fromkeys(ends.get(len(text), []))
    return [one for one in found if text.endswith((one.name_zh, one.short_zh))]


def _lies_in(one: Division, above: set[str]) -> bool:
    """Tell whether a division lies below one of several codes."""
    return not above.isdisjoint(_upwards(one)[1:])


def _nearest(found: list[Division], within: str, year: int | None) -> list[Division]:
    """Return the candidates in the smallest division around `within` that holds any."""
    around = within if within in by_code() else find(within, year=year)
    above = [(one, set(_upwards(one))) for one in found]
    # 重庆 is not the city of Sichuan that it was until it became a province.
    provinces = [one for one in found if one.level == "province" and one.valid(year)]
    for outer in _upwards(spell(around, year)):
        if inside := [one for one, parents in above if outer in parents]:
            lives = any(one.valid(year) for one in inside)
            return inside if lives else provinces or inside
    return found


def _upwards(one: Division) -> list[str]:
    """Return the codes of a division and of all above it, its own first."""
    codes = [one.code]
    while one.parent:
        one = spell(one.parent)
        codes.append(one.code)
    return codes


def _narrowed(found: list[Division], text: str, year: int | None) -> list[Division]:
    """Return the best candidates: valid before former, official before short, the whole first."""
    folded = fold(simplified(text))
    found = _best(found, lambda one: not one.valid(year))
    found = _best(found, lambda one: one.name_zh != folded)
    if len({current(one.code) for one in found}) == 1:
        return [max(found, key=lambda one: one.first_year)]
    if _one_after_another(found, year):
        return [max(found, key=lambda one: one.first_year)]
    provinces = [one for one in found if one.level in ("nation", "province")]
    above = provinces or [one for one in found if _holds(one, found)]
    return above if len(above) == 1 else found


def _one_after_another(found: list[Division], year: int | None) -> bool:
    """Tell whether all are former, of one official name, and below the parent of one of them.

    莱芜市 was a county-level city of Shandong, then a city of Shandong: the later one is meant.
    """
    if any(one.valid(year) for one in found) or len({one.name_zh for one in found}) > 1:
        return False
    return any(all(one.parent in _upwards(other)[1:] for other in found) for one in found)


def _best(found: list[Division], worse: Callable[[Division], bool]) -> list[Division]:
    """Return the candidates that are not worse, or all where all are."""
    return [one for one in found if not worse(one)] or found


def _holds(one: Division, found: Iterable[Division]) -> bool:
    """Tell whether all other candidates lie in this one."""
    return all(other is one or one.code in _upwards(other) for other in found)


def _alike(label: object) -> list[str]:
    """Return the divisions with names most like a label."""
    import difflib  # Only a label that is not known asks for it.

    close = difflib.get_close_matches(fold(text_of(label))[:40], _index(), n=SHOWN, cutoff=0.6)
    newest = [max(_index()[name], key=lambda one: one.last_year) for name in close]
    return list(dict.fromkeys(map(described, newest)))

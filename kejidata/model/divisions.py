"""The administrative divisions of China since 1983, their members and parents, year by year.

A *spell* is the time in which a code has one name. A year means its end, the day of which the
published lists and most statistics speak: what was renamed in July 2020 has its new name in 2020.
Which spells are one place says `kejidata.model.places`; the table and how it was made,
``kejidata/registry/README.md``.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from kejidata.errors import SHOWN, KejidataError

NATION = "000000"
FIRST_YEAR = 1983
"""Lists of earlier years disagree with one another in hundreds of codes."""
OPEN = 9999
"""The last year of what is valid now."""


class Division(NamedTuple):
    """One code under one name: what it is, whose member, in which years, and who took over."""

    code: str
    name_zh: str
    short_zh: str
    name_en: str
    level: str
    parent: str
    first_year: int
    last_year: int
    successor: str
    aliases: str

    def valid(self, year: int | None) -> bool:
        """Tell whether the code has this name at the end of a year; None is now."""
        if year is None:
            return self.last_year == OPEN
        return self.first_year <= year <= self.last_year


@cache
def table() -> tuple[Division, ...]:
    """Return every spell, by code and first year.

    Examples
    --------
    >>> [one.name_zh for one in table() if one.code == "320602"]
    ['城中区', '城区', '崇川区']
    """
    text = (files("kejidata") / "registry" / "divisions.csv").read_text("utf-8")
    return tuple(map(_division, text.splitlines()[1:]))


def _division(line: str) -> Division:
    # No cell of the table holds a comma or a quote; the csv module would take twice as long.
    cells: list[Any] = line.split(",")
    cells[6] = int(cells[6])
    cells[7] = int(cells[7] or OPEN)
    return Division._make(cells)


def newest_year() -> int:
    """Return the newest year that a report can be about: that of the clock.

    Where the clock is behind the lists of divisions, it is the year of the newest of them.
    """
    return max(date.today().year, max(one.first_year for one in table()))


@cache
def by_code() -> dict[str, list[Division]]:
    """Return the spells of each code, oldest first."""
    found: dict[str, list[Division]] = defaultdict(list)
    for spell in table():
        found[spell.code].append(spell)
    return dict(found)


def spell(code: str, year: int | None = None) -> Division:
    """Return the spell of a code at the end of a year: the one then valid, else the nearest one.

    Parameters
    ----------
    code
        Six digits.
    year
        None is now, or the last name of a code that is no more.

    Raises
    ------
    KejidataError
        For a code that no list since 1980 has.

    Examples
    --------
    >>> spell("420600", 2009).name_en, spell("420600").name_en
    ('Xiangfan', 'Xiangyang')
    """
    found = by_code().get(code)
    if not found:
        raise KejidataError(
            f"no division has the code {code!r}",
            where="the table of divisions",
            rows=_near(code),
            remedy="give a code of GB/T 2260, six digits",
        )
    if year is None:
        return found[-1]
    return next((one for one in found if year <= one.last_year), found[-1])


def _near(code: str) -> list[str]:
    """Return the first divisions whose codes begin like this one."""
    for length in (4, 2):
        same = [one for one in by_code() if str(code)[:length] == one[:length]]
        if same:
            return [described(by_code()[one][-1]) for one in same[:SHOWN]]
    return []


def described(one: Division) -> str:
    """Return a spell as a message names it: code, name, parent, years.

    Examples
    --------
    >>> described(spell("320684"))
    '320684 海门市 (Haimen), 南通市, 1995 to 2019'
    """
    last = "now" if one.last_year == OPEN else str(one.last_year)
    above = by_code()[one.parent][-1].name_zh if one.parent else ""
    parts = [f"{one.code} {one.name_zh} ({one.name_en})", above, f"{one.first_year} to {last}"]
    return ", ".join(filter(None, parts))


@cache
def _by_parent() -> dict[str, list[Division]]:
    found: dict[str, list[Division]] = defaultdict(list)
    for one in table():
        found[one.parent].append(one)
    return dict(found)


def members(parent: str, year: int | None = None) -> list[str]:
    """Return the codes straight under a division at the end of a year, in order.

    Parameters
    ----------
    parent
        The code of the nation (000000), of a province or of a city. A county straight under its
        province is a member of the province.
    year
        1983 or later; None is now, and a year after the newest list has the members of now.

    Raises
    ------
    KejidataError
        For an unknown code, a year before 1983, or a division that has no members then.

    Examples
    --------
    >>> len(members("320600", 2019)), len(members("320600", 2020))
    (8, 7)
    >>> members("460400", 2023)
    Traceback (most recent call last):
        ...
    kejidata.errors.KejidataError: the division has no members at the end of 2023
      in the table of divisions
      460400 儋州市 (Danzhou), 海南省, 2015 to now
      -> give the code of a division above the counties, and a year in which it was there
    """
    above = spell(parent, year)
    if year is not None and year < FIRST_YEAR:
        raise KejidataError(
            f"the members of {above.name_zh} are not known for {year}",
            where="the table of divisions",
            remedy=f"ask for {FIRST_YEAR} or later: the older lists are not reliable",
        )
    found = valid_members(parent, year)
    if not found:
        raise KejidataError(
            f"the division has no members {_when(year)}",
            where="the table of divisions",
            rows=[described(one) for one in by_code()[parent]],
            remedy="give the code of a division above the counties, and a year in which it "
            "was there",
        )
    return found


def valid_members(parent: str, year: int | None) -> list[str]:
    """Return the codes straight under a code at the end of a year, none for any other text."""
    return [one.code for one in _by_parent().get(parent, ()) if one.valid(year)]


def parent(code: str, year: int | None = None) -> str:
    """Return the code of the division that this one is straight under; empty for the nation.

    Raises
    ------
    KejidataError
        For an unknown code, or a year in which the code was not valid.

    Examples
    --------
    >>> parent("320684", 2019)
    '320600'
    """
    found = spell(code, year)
    if year is not None and not found.valid(year):
        raise KejidataError(
            f"the code is not valid {_when(year)}",
            where="the table of divisions",
            rows=[described(one) for one in by_code()[code]],
            remedy="ask for a year in which it was, or for the code that the place had then",
        )
    return found.parent


def _when(year: int | None) -> str:
    return "now" if year is None else f"at the end of {year}"

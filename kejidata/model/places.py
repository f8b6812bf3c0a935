"""The places behind the codes: what goes on whole under a new name or code is one place.

A county that becomes a district with all its territory keeps its series; a split or a merger ends
it. A boundary moved by some townships, without a division set up or given up, ends nothing.
"""

from __future__ import annotations

from functools import cache

from kejidata.model.divisions import OPEN, Division, by_code, spell, table

OLDEST = 1980
"""Stands for the year 1980 or earlier."""


def _next(one: Division) -> Division | None:
    """Return the spell in which a place goes on whole; None where it ends, or is valid now."""
    after = by_code().get(one.successor, ()) if one.successor else ()
    return next((other for other in after if other.first_year == one.last_year + 1), None)


def _newest(one: Division) -> Division:
    """Return the last spell of a place."""
    while following := _next(one):
        one = following
    return one


@cache
def _before() -> dict[Division, Division]:
    """Return the spell from which each spell took over whole."""
    return {following: one for one in table() if (following := _next(one))}


def spells(one: Division) -> list[Division]:
    """Return the spells of one place, oldest first."""
    chain = [_newest(one)]
    while earlier := _before().get(chain[0]):
        chain.insert(0, earlier)
    return chain


def current(code: str) -> str:
    """Return the newest code of a place: its own where the place was split or merged away.

    Examples
    --------
    >>> current("320684"), current("320611")
    ('320614', '320611')
    """
    return _newest(spell(code)).code


def years(code: str) -> tuple[int, int] | None:
    """Return the first and the last year of the place that a code names at its newest.

    None for what is no division, or has been there since 1980 and is there now; 1980 stands for
    1980 or earlier, 9999 for now.

    Examples
    --------
    >>> years("320613"), years("320611"), years("320614"), years("our park")
    ((2020, 9999), (1980, 2019), None, None)
    """
    if code not in by_code():
        return None
    chain = spells(spell(code))
    found = chain[0].first_year, chain[-1].last_year
    return None if found == (OLDEST, OPEN) else found


def names_of(code: str, first: int, last: int) -> list[Division]:
    """Return the spells that a place had at the ends of two years, oldest first; one if unchanged.

    Examples
    --------
    >>> [(one.code, one.name_zh) for one in names_of("320614", 2019, 2020)]
    [('320684', '海门市'), ('320614', '海门区')]
    """
    if code not in by_code():
        return []
    chain = spells(spell(code, last))
    return [one for one in chain if one.valid(first) or one.valid(last)]


def all_names(code: str) -> list[str]:
    """Return every official name that a place has had, oldest first; none for no division.

    Examples
    --------
    >>> all_names("320614"), all_names("our park")
    (['海门县', '海门市', '海门区'], [])
    """
    chain = spells(spell(code)) if code in by_code() else []
    return list(dict.fromkeys(one.name_zh for one in chain))


def code_in(code: str, year: int) -> str:
    """Return the code that the place of a code had at the end of a year; empty where it had none.

    Examples
    --------
    >>> code_in("320614", 2019), code_in("320614", 2020), code_in("320613", 2019)
    ('320684', '320614', '')
    """
    return next((one.code for one in spells(spell(code, year)) if one.valid(year)), "")

"""The parts of one heading cell: names joined over its lines, units and periods apart."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kejidata.tables.meaning import periods_text
from kejidata.tables.meaning.units_text import unit_of
from kejidata.tables.meaning.words import CHINESE

LONGEST = 400
"""Characters of a name; a cell may hold a hundred thousand, which no pattern here should walk."""
_ENGLISH = re.compile(r"[A-Za-z]{3,}")
_LATIN = r"[A-Za-z0-9&,.'’/%()（） -]*"
_ENGLISH_BEHIND = re.compile(rf"(?<=[\u4e00-\u9fff)）%])\s*[A-Z(]{_LATIN}[a-z]{{3}}{_LATIN}$")
_BRACKETED = re.compile(r"(?<!\s)\s*[(（]([^()（）]{1,60})[)）]")


def pieces(cell: str) -> list[str]:
    r"""Return the parts of a heading cell: names joined over its lines, units and periods apart.

    An English second name is left out where the cell has a Chinese one.

    Examples
    --------
    >>> pieces("R&D经费\n(亿元)\nExpenditure on R&D"), pieces("2022年\n2022")
    (['R&D经费', '(亿元)'], ['2022年'])
    """
    lines = [part for line in cell.splitlines() if (part := line.strip())]
    if CHINESE.search(cell):
        first = next(n for n, line in enumerate(lines) if CHINESE.search(line))
        lines = [
            without_english(line)
            for n, line in enumerate(lines)
            if n <= first or not _goes_on_in_english(lines[first : n + 1])
        ]
    found, name = [], ""
    for line in lines:
        if unit_of(line) or periods_text.iso(line):
            found.append(line)
        else:
            name += line if not name or CHINESE.search(name + line) else f" {line}"
    alone = {periods_text.iso(part) for part in found} - {""}
    if name and not (name.isdecimal() and name in alone):
        found.insert(0, name)
    return _without_repeated_periods(found)


def _goes_on_in_english(lines: Sequence[str]) -> bool:
    """Tell whether the last of some lines is English, or goes on with the one before: on R&D."""
    *before, last = lines
    if CHINESE.search(last) or unit_of(last) or periods_text.iso(last):
        return False
    return bool(_ENGLISH.search(last)) or (len(before) > 1 and _goes_on_in_english(before))


def without_english(line: str) -> str:
    """Return a line without the English name behind the Chinese one; a unit beside it stays.

    What is longer than any name stays as it is.

    Examples
    --------
    >>> without_english("企业数(家)Number of Firms"), without_english("R&D经费 Expenses (万元)")
    ('企业数(家)', 'R&D经费(万元)')
    """
    if len(line) > LONGEST:
        return line
    units = [found[0].strip() for found in _BRACKETED.finditer(line) if unit_of(found[1])]
    plain = _BRACKETED.sub(lambda found: "" if unit_of(found[1]) else found[0], line)
    name = _ENGLISH_BEHIND.sub("", plain)
    return line if name == plain else "".join([name, *units])


def _without_repeated_periods(found: list[str]) -> list[str]:
    """Return parts without a period that another part has named already."""
    return list({periods_text.iso(part) or part: part for part in reversed(found)}.values())[::-1]

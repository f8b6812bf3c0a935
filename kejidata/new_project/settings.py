"""What a new project is told: its region, its peers, its year, its languages, its title."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kejidata.errors import KejidataError
from kejidata.model import division_names, divisions, places
from kejidata.model.terms import Lang
from kejidata.wording.language import languages
from kejidata.wording.phrases import text

NEEDED = ("region", "year", "lang")
"""What cannot be left out: where nobody can be asked, a flag gives it."""
OLDEST = divisions.FIRST_YEAR + 2


@dataclass(frozen=True)
class Settings:
    """The settings of a new project, checked; region and peers are codes valid in the year."""

    region: str
    peers: str
    year: int
    languages: tuple[Lang, ...]
    title: Mapping[Lang, str]

    @property
    def lang(self) -> Lang:
        """The language that the office works in: that of its files and messages."""
        return self.languages[0]

    @property
    def name(self) -> str:
        """The Chinese name of the region at the end of the year."""
        return divisions.spell(self.region, self.year).name_zh

    @property
    def source(self) -> str:
        """The id of the work report, and the name of its file."""
        return f"report_{self.year}"


def settings(said: Mapping[str, str]) -> Settings:
    """Return the settings of a new project.

    Parameters
    ----------
    said
        region (a code or a name), year, lang (one or several, the office's own first: zh,en);
        peers (a code or a name; the region's parent where empty) and title.

    Raises
    ------
    KejidataError
        Something is missing, the region or its peers are no division or several, the region is not
        among its peers, the year or the language is none.

    Examples
    --------
    >>> settings({"region": "海曙区", "year": "2023", "lang": "zh"}).peers
    '330200'
    """
    missing = [name for name in NEEDED if not said.get(name)]
    if missing:
        raise KejidataError(
            "a new project needs to be told more",
            rows=missing,
            remedy="give " + " ".join(f"--{name} ..." for name in missing),
        )
    year, langs = _year(said["year"]), _languages(said["lang"])
    given = _code(said["peers"], year) if said.get("peers") else ""
    # Peers that are given tell which of several divisions of one name is meant.
    region = _code(said["region"], year, within=given)
    parent = divisions.parent(region, year)
    if not parent:
        raise KejidataError(
            "the region has no peers",
            rows=[divisions.described(divisions.spell(region))],
            remedy="give a province, a city or a county",
        )
    peers = given or parent
    if region not in divisions.members(peers, year):
        rows = [divisions.described(divisions.spell(code, year)) for code in (region, peers)]
        remedy = "leave --peers away, or give the division that the region is straight under"
        raise KejidataError("the region is not among its peers", rows=rows, remedy=remedy)
    named = divisions.spell(region, year)
    title = {}
    for lang in langs:
        name = text(lang, "project.region", zh=named.name_zh, en=named.name_en)
        title[lang] = said.get("title") or text(lang, "project.title", name=name)
    return Settings(region, peers, year, langs, title)


def _year(said: str) -> int:
    newest = divisions.newest_year()
    if not re.fullmatch(r"\d{4}", said, re.ASCII) or not OLDEST <= int(said) <= newest:
        raise KejidataError(
            "the year is none that a work report can be about",
            rows=[said[:40]],
            remedy=f"give a year from {OLDEST} to {newest}",
        )
    return int(said)


def _languages(said: str) -> tuple[Lang, ...]:
    found = tuple(dict.fromkeys(one.strip() for one in said.split(",")))
    if unknown := [one[:40] for one in found if one not in languages()]:
        known = " or ".join([*languages(), ",".join(languages())])
        raise KejidataError("there is no such language", rows=unknown, remedy=f"give {known}")
    return found


def _code(label: str, year: int, within: str = "") -> str:
    """Return the code that a division had at the end of the year."""
    found = division_names.find(label, within=within, year=year)
    code = places.code_in(found, year)
    if not code:
        raise KejidataError(
            f"there was no such division at the end of {year}",
            rows=[divisions.described(divisions.spell(found))],
            remedy="give the division of that year, or another year",
        )
    return code

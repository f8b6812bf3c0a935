"""Invented figures for a new project: two tables and a work report, about the region's own peers.

They are made up by plain arithmetic from the place in the list of peers, so that nobody takes them
for facts, and so that growth, ranks and completion come out of them in full.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files

import numpy as np

from kejidata.files.csv_table import write_csv
from kejidata.measures.growth_formula import rate
from kejidata.model import division_names, divisions, registry_base
from kejidata.model.regions import STATISTICS
from kejidata.model.terms import Lang
from kejidata.new_project.replaced import OWN, OWN_UNIT, TABLES
from kejidata.new_project.settings import Settings
from kejidata.wording.language import language
from kejidata.wording.phrases import text

YEARS = 3
_TENTH, _HUNDREDTH = Decimal("0.1"), Decimal("0.01")


def figure(indicator: str, place: int, back: int) -> Decimal:
    """Return an invented figure.

    Parameters
    ----------
    indicator
        A code.
    place
        The place of the region in the list of peers, from 0.
    back
        Years before the newest one.
    """
    spending = (180 + (place * 5 + 3) % 7 * 17 + place - back * (11 + place % 3)) * _TENTH
    intensity = (160 + (place * 3 + 2) % 8 * 13 - back * 4) * _HUNDREDTH
    return {
        "rd_expenditure": spending,
        "rd_intensity": intensity,
        "gdp": (spending / intensity * 100).quantize(_TENTH),
        "hnte_total": Decimal(120 + (place * 4 + 3) % 9 * 21 - back * (11 + place % 4)),
        OWN: Decimal(52 + place * 2 % 5 * 7 - back),
    }[indicator]


def table(name: str, given: Settings) -> bytes:
    """Return an invented table as a CSV, in the words of the project's language."""
    rows = [
        (_label(region, given), _name(code, given.lang), given.year - back, value, _unit(code))
        for place, region in enumerate(peers(given))
        for code in TABLES[name]
        for back in reversed(range(YEARS))
        for value in [figure(code, place, back)]
    ]
    return write_csv(text(given.lang, "project.columns").split("|"), rows)


def peers(given: Settings) -> list[str]:
    """Return the codes of the regions that the project compares, its own among them."""
    found = divisions.members(given.peers, given.year)
    return [code for code in found if code not in STATISTICS or code == given.region]


def _label(code: str, given: Settings) -> str:
    """Return the name of a region, or its code where others among the divisions bear the name."""
    name = divisions.spell(code, given.year).name_zh
    found = division_names.candidates(name, within=given.region)
    return name if [one.code for one in found] == [code] else code


@cache
def _known() -> Mapping[str, Mapping[str, str]]:
    return registry_base.rows("indicators")


def _name(code: str, lang: Lang) -> str:
    column = language(lang).words["name.indicator"]
    return text(lang, "project.own_name") if code == OWN else _known()[code][column]


def _unit(code: str) -> str:
    return OWN_UNIT if code == OWN else _known()[code]["unit"]


def report(given: Settings) -> bytes:
    """Return an invented work report, whose figures are those of the tables."""
    ranked = peers(given)
    place = ranked.index(given.region)
    spending, before = (figure("rd_expenditure", place, back) for back in (0, 1))
    intensity, last = (figure("rd_intensity", place, back) for back in (0, 1))
    higher = [figure("rd_expenditure", other, 0) > spending for other in range(len(ranked))]
    firms, contracts = figure("hnte_total", place, 0), spending + _TENTH * 17
    template = (files("kejidata.new_project") / "report.txt").read_text("utf-8")
    said = template.format(
        year=given.year,
        following=given.year + 1,
        name=given.name,
        notice=text(given.lang, "project.notice"),
        peers=divisions.spell(given.peers, given.year).short_zh,
        spending=spending,
        growth=_growth(spending, before),
        rank=1 + sum(higher),
        intensity=intensity,
        change=intensity - last,
        applied=firms // 3,
        certified=firms // 4,
        firms=firms,
        contracts=contracts,
        completion=(contracts / (contracts - 1) * 100).quantize(_TENTH),
        certified_target=firms // 4 + 6,
        contracts_target=contracts + 2,
        intensity_target=intensity + 5 * _HUNDREDTH,
    )
    return said.encode()


def _growth(value: Decimal, base: Decimal) -> Decimal:
    """Return growth in percent, to a tenth."""
    (growth,) = rate(np.array([float(value)]), np.array([float(base)]))
    return Decimal(float(growth)).quantize(_TENTH)

"""Which unit a figure is in, and how it comes to the unit that its measure is kept in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kejidata.model import terms
from kejidata.model.labels import fold
from kejidata.model.unit_fit import unit_fits
from kejidata.model.units import LAST_YEAR, split_unit
from kejidata.tables.meaning.units_text import split

_SOLE = "家 户 个 项 件 所 次 场 类 种 篇 台 套 部 座 条 份 名 位 % 件/万人"
SOLE = frozenset(_SOLE.split())
"""Units in which figures come and no others: nobody counts firms in thousands of firms."""
FRACTION = "1"
"""The unit, given by the analyst, of shares that are written as fractions: 0.021 is 2.1 %."""
TIMES = "倍"
"""The unit of growth by multiples: 增长1.4倍 is growth by 140 %."""
RATIOS = ("growth_rate", "completion_ratio")
"""Measures in percent, whose headings often do not say so."""


class Scale(NamedTuple):
    """The measure of a figure, the unit that it is kept in, and the power of ten between the two.

    `implied` where the unit is stated nowhere and is the only one that the figure can be in.
    """

    measure: str
    unit: str
    power: int
    above: int = 0
    implied: bool = False


class Known(NamedTuple):
    """What the registry says about an indicator: unit and kind, both empty for one's own."""

    unit: str
    kind: str

    @property
    def own(self) -> bool:
        """Whether the registry does not know the indicator."""
        return not self.kind


class Unstated(Exception):
    """No unit is stated for a figure that may come in several."""


class Misfit(Exception):
    """The stated unit cannot be the figure's; the text is the unit that it is kept in."""


def scale(measure: str, stated: str, table: Sequence[str], known: Known, sure: bool) -> Scale:
    """Return the scale of a figure.

    Parameters
    ----------
    measure
        What the column states of the figure.
    stated
        The unit of its cell, row or column; empty where none of them states one.
    table
        The units that hold for the whole table.
    known
        What the registry says.
    sure
        Whether the heading's words mean a rate and never an amount.

    Raises
    ------
    Unstated
        There is no unit, and the figure may come in several.
    Misfit
        The unit is none of this figure.
    """
    if measure == "rank":
        return Scale(measure, terms.RANK, 0) if stated in ("", "位", "名") else _misfit(terms.RANK)
    if measure == "completion_ratio":
        return _rate(measure, stated) if stated != TIMES else _misfit(terms.PERCENT)
    if measure == "growth_rate" and not stated:
        if table and not sure and terms.PERCENT not in table:
            raise Unstated
        stated = terms.PERCENT
    if measure == "change" and not stated and _of_table(table, known) == terms.PERCENT:
        # What two percentages differ by is in percentage points.
        stated = terms.POINTS
    if measure in ("growth_rate", "change"):
        return _rise(stated or _of_table(table, known), known)
    return _amount(measure, stated or _of_table(table, known), known)


def _misfit(unit: str) -> Scale:
    raise Misfit(unit)


def _rate(measure: str, stated: str) -> Scale:
    if stated in (FRACTION, TIMES):
        return Scale(measure, terms.PERCENT, 2)
    if stated in ("", terms.PERCENT, "‰"):
        return Scale(measure, terms.PERCENT, -(stated == "‰"))
    return _misfit(terms.PERCENT)


def _rise(stated: str, known: Known) -> Scale:
    """Return the scale of a growth or a change: which of the two it is says its unit."""
    if stated in (terms.PERCENT, "‰", FRACTION, TIMES):
        return _rate("growth_rate", stated)
    if stated == terms.POINTS:
        if known.kind and not terms.by_points(known.kind):
            return _misfit(terms.PERCENT)
        return Scale("change", terms.POINTS, 0)
    if not stated and known.unit == terms.PERCENT:
        # What two percentages differ by is in percentage points.
        return Scale("change", terms.POINTS, 0, implied=True)
    return _amount("change", stated, known)


def _of_table(table: Sequence[str], known: Known) -> str:
    """Return the unit of the whole table that can be this figure's."""
    if len(table) < 2:
        return table[0] if table else ""
    fitting = [unit for unit in table if known.unit and unit_fits(known.unit, unit)]
    if len(fitting) != 1:
        raise Unstated
    return fitting[0]


def _amount(measure: str, stated: str, known: Known) -> Scale:
    """Return the scale of a value, a target or a change of one."""
    if stated == LAST_YEAR:
        return Scale("growth_rate", terms.PERCENT, 0, above=100)
    target = known.unit
    if not stated:
        if target not in SOLE and not known.own:
            raise Unstated
        return Scale(measure, target, 0, implied=True)
    if stated == FRACTION:
        if target not in ("", terms.PERCENT):
            return _misfit(target)
        return Scale(measure, terms.PERCENT, 2)
    if not target or stated == target:
        return Scale(measure, stated, 0)
    if (stated, target) == ("‰", terms.PERCENT):
        return Scale(measure, target, -1)
    (factor, base), (other, kept) = split_unit(stated), split_unit(target)
    if base != kept and not (_alike(stated, target) and unit_fits(target, stated)):
        return _misfit(target)
    return Scale(measure, target, factor.adjusted() - other.adjusted())


def _alike(stated: str, target: str) -> bool:
    """Tell whether two units count things one by one, or the name says what the one is per."""
    if "/" in target:
        return "/" not in stated
    return "/" not in stated and "元" not in stated + target


def stripped_index(name: str, indicators: Mapping[str, str]) -> str:
    """Return the code of the figure whose index a name is, empty where it is unknown.

    Examples
    --------
    >>> stripped_index("地区生产总值指数", {"地区生产总值": "gdp"})
    'gdp'
    """
    plain = fold(split(name)[0])
    return indicators.get(plain.removesuffix("指数"), "") if plain.endswith("指数") else ""

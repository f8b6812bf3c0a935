"""In which unit and size a figure is kept, by what its table states or the analyst gives."""

from __future__ import annotations

from kejidata.errors import KejidataError
from kejidata.model.units import split_unit
from kejidata.tables import doubts
from kejidata.tables.figure import Figure
from kejidata.tables.given import Given
from kejidata.tables.layout.blocks import Block
from kejidata.tables.meaning import scales
from kejidata.tables.meaning.numbers_text import Number
from kejidata.tables.meaning.scales import RATIOS, Known, Scale
from kejidata.tables.meaning.units_text import holds_a_unit, is_money, split


def of(figure: Figure, known: Known, measure: str, stated: str, given: Given) -> Scale:
    """Return the scale of a figure with its headings.

    Raises
    ------
    KejidataError
        The unit does not fit the indicator.
    Unstated
        No unit is stated and none is given.
    """
    block = figure.head.block
    try:
        found = _stated(measure, stated, block, known, figure.head.sure_rate, given)
    except scales.Misfit as misfit:
        stated = stated or "、".join(block.stated.units) or given.unit
        name = "/".join(figure.head.names)[:100]
        raise KejidataError(
            "the unit does not fit",
            where=figure.where("unit"),
            rows=[f"{name}: {stated[:100]!r}"],
            remedy=f"this figure is in {misfit}{_other_money(name, stated, str(misfit))}",
        ) from None
    if found.implied and not found.unit and holds_a_unit(figure.head.names[-1]):
        raise scales.Unstated
    return found


def _other_money(name: str, stated: str, kept: str) -> str:
    """Return what to do about an amount in another currency, whose rate no table states."""
    if not (is_money(stated) and is_money(kept)):
        return ""
    said = f"{name}({split_unit(stated)[1]}计)"
    return (
        f", and no rate of exchange is stated: head amounts in another currency {said}, in {stated}"
    )


def unstated(figure: Figure, known: Known, measure: str, found: Number | None) -> Scale:
    """Return the scale of a figure without a unit: one that was not published needs none."""
    if found is not None or known.own or measure not in ("value", "target"):
        raise doubts.no_unit(figure, known)
    return Scale(measure, known.unit, 0)


def _stated(
    measure: str, stated: str, block: Block, known: Known, sure: bool, given: Given
) -> Scale:
    """Return the scale by what the table states, else the analyst, else its title: 经费(亿元)."""
    table = block.stated.units
    titled = next((unit for one in block.titles if (unit := split(one)[1])), "")
    try:
        found = scales.scale(measure, stated, table, known, sure)
    except scales.Unstated:
        if not (given.unit or titled):
            raise
    else:
        fraction = not stated and measure in RATIOS and given.unit == scales.FRACTION
        unnamed = found.implied and (given.unit or (titled and not found.unit))
        if not (fraction or unnamed):
            return found
    return scales.scale(measure, given.take("unit") or titled, (), known, sure)

"""Figures to observations: numbers in the unit of their measure, with the step of the publisher."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from kejidata.errors import KejidataError
from kejidata.model import periods
from kejidata.model.observations import Observation
from kejidata.tables import parse_row
from kejidata.tables.figures import Figure
from kejidata.tables.given import Given
from kejidata.tables.labels import Labels
from kejidata.tables.meaning import rounding, scales
from kejidata.tables.meaning.marks import is_missing
from kejidata.tables.meaning.numbers_text import Number, number
from kejidata.tables.meaning.scales import Known, Scale
from kejidata.tables.meaning.units_text import LAST_YEAR
from kejidata.tables.source.grid import Shown, Unreadable

_NONE = Decimal(0)


class Read(NamedTuple):
    """A figure whose indicator, unit and number are known; no number where none was published."""

    figure: Figure
    indicator: str
    scale: Scale
    number: Number | None


@dataclass
class Series:
    """What the numbers of one indicator and measure share: the places of their rounding."""

    written: list[int] = field(default_factory=list)
    fixed: bool = False
    places: int | None = None


class Amounts:
    """What turns figures into observations."""

    def __init__(self, labels: Labels, given: Given) -> None:
        self.labels = labels
        self.given = given
        self.rules = labels.rules
        self.notes: dict[str, None] = {}
        self._scales: dict[tuple[object, ...], tuple[str, Scale]] = {}

    def observations(self, figures: Iterable[Figure]) -> list[Observation]:
        """Return the observations of figures, in their order.

        Raises
        ------
        KejidataError
            A cell is no number, a unit is missing or unfit, or a share is written as a fraction.
        """
        read = [self._read(figure) for figure in figures]
        series = _series(read)
        self._say_rounding(series)
        _refuse_fractions(read, self.rules)
        _refuse_uncountable(read)
        return [self._observation(one, series) for one in read]

    def _read(self, figure: Figure) -> Read:
        """Return a figure with its indicator, scale and number."""
        found = _number(figure)
        stated = _stated(figure, found)
        key = (
            figure.names,
            figure.measure,
            stated,
            figure.sure_rate,
            id(figure.block),
            figure.extras.get("measure"),
        )
        if key not in self._scales:
            self._scales[key] = self._resolve(figure, stated)
        indicator, scale = self._scales[key]
        return Read(figure, indicator, scale, found)

    def _resolve(self, figure: Figure, stated: str) -> tuple[str, Scale]:
        """Return the indicator and the scale that figures with these headings have."""
        if not figure.names:
            raise KejidataError(
                "the table does not state indicator",
                where=figure.where(),
                rows=["headings " + figure.block.header],
                remedy="give indicator=, or head the columns with indicators or a column 指标",
            )
        measure = figure.measure or parse_row.word(figure.extras, "measure", "value", figure.where)
        indicator = self._indicator(figure, stated)
        scale = self._scale(figure, indicator, measure, stated)
        if scale.implied:
            said = f"they are taken as {scale.unit}" if scale.unit else "they have none"
            self.notes[f"{indicator}: no unit is stated for its figures; {said}"] = None
        return indicator, scale

    def _indicator(self, figure: Figure, stated: str) -> str:
        """Return the code; an index of the year before is the growth of what it is an index of."""
        if stated == LAST_YEAR or LAST_YEAR in figure.block.stated.units:
            code = scales.stripped_index("".join(figure.names), self.rules.indicators)
            if code:
                return code
        return self.labels.indicator(figure.names, lambda: figure.where("indicator"))

    def _scale(self, figure: Figure, indicator: str, measure: str, stated: str) -> Scale:
        known = Known(self.rules.units.get(indicator, ""), self.rules.kinds.get(indicator, ""))
        table = figure.block.stated.units
        if known.own and measure != "rank" and not stated and not table:
            stated = self.given.take("unit")
        try:
            try:
                return scales.scale(measure, stated, table, known, figure.sure_rate)
            except scales.Unstated:
                unit = self.given.take("unit")
                if not unit:
                    raise
                return scales.scale(measure, unit, (), known, figure.sure_rate)
        except scales.Unstated:
            raise _no_unit(figure, known) from None
        except scales.Misfit as misfit:
            stated = stated or "、".join(table) or self.given.unit
            raise KejidataError(
                "the unit does not fit",
                where=figure.where("unit"),
                rows=[f"{'/'.join(figure.names)[:100]}: {stated[:100]!r}"],
                remedy=f"this figure is in {misfit}",
            ) from None

    def _say_rounding(self, series: dict[tuple[str, str, str], Series]) -> None:
        for (indicator, measure, _), one in series.items():
            if one.places is not None:
                self.notes[
                    f"{indicator}, {measure}: zeros at the end were dropped; all figures are taken"
                    f" as published to {one.places} decimal places, the finest of the column"
                ] = None

    def _observation(self, one: Read, series: dict[tuple[str, str, str], Series]) -> Observation:
        figure, scale = one.figure, one.scale
        extras, where = figure.extras, figure.where
        source, vintage = ("", _year(figure.period))
        if extras:
            source, vintage = parse_row.origin(extras, figure.period, where, self.rules)
        value, step = None, _NONE
        if one.number is not None:
            group = series[one.indicator, scale.measure, source]
            digits = one.number.places if group.places is None or _is_fixed(one) else group.places
            value = one.number.value - scale.above
            step = Decimal(1).scaleb(scale.power - digits)
            if scale.power:
                value = value.scaleb(scale.power, parse_row.WIDE)
        among = figure.among or extras.get("among", "")
        return Observation(
            figure.region, one.indicator, figure.period, scale.measure, value, scale.unit, step,
            parse_row.word(extras, "bound", "exact", where) if extras else "exact",
            among and self.labels.region(among, lambda: where("among")),
            parse_row.word(extras, "status", "", where) if extras else "",
            vintage, source, extras.get("quote", ""),
        )  # fmt: skip


def _year(period: str) -> int:
    start, months = periods.parse(period)
    return (start + months - 1) // periods.YEAR


def _number(figure: Figure) -> Number | None:
    """Return the number of a cell, None where nothing was published."""
    text = figure.text
    if isinstance(text, Unreadable):
        raise KejidataError(
            "the cell holds no number that can be read",
            where=figure.where(),
            rows=[repr(str(text)[:100])],
            remedy="open the file in a spreadsheet, correct the cell, and save it",
        )
    found = number(text)
    if found is None and not is_missing(text):
        raise KejidataError(
            "the value is not a number",
            where=figure.where(),
            rows=[repr(text[:100])],
            remedy="write digits alone; a bound goes to the column bound, a unit to unit",
        )
    return found


def _stated(figure: Figure, found: Number | None) -> str:
    """Return the unit that cell, column or row state."""
    behind = found.unit if found else ""
    if behind and figure.unit and behind != figure.unit:
        raise KejidataError(
            "the row states two units",
            where=figure.where(),
            rows=sorted(map(repr, (behind, figure.unit))),
            remedy="keep the right one",
        )
    return behind or figure.unit


def _no_unit(figure: Figure, known: Known) -> KejidataError:
    example = known.unit or "亿元"
    return KejidataError(
        "no unit is stated for these figures",
        where=figure.where(),
        rows=[
            f"{'/'.join(figure.names)[:100]}: {figure.text[:60]!r}, headings {figure.block.header}"
        ],
        remedy=f'give unit= as the publisher counts, such as unit="{example}", or head the column'
        f" with it: {figure.names[-1][:30]}({example})",
    )


def _series(read: Sequence[Read]) -> dict[tuple[str, str, str], Series]:
    """Return what the figures of each indicator, measure and source share."""
    found: dict[tuple[str, str, str], Series] = defaultdict(Series)
    for one in read:
        if one.number is not None:
            key = one.indicator, one.scale.measure, one.figure.extras.get("source", "")
            series = found[key]
            if not _is_fixed(one):
                series.written.append(one.number.places)
                text = one.number.value.as_tuple()
                series.fixed |= one.number.places > 0 and text.digits[-1] == 0
    for series in found.values():
        series.places = rounding.places(series.written, series.fixed)
    return found


def _is_fixed(one: Read) -> bool:
    return isinstance(one.figure.text, Shown)


def _refuse_fractions(read: Sequence[Read], rules: parse_row.Rules) -> None:
    """Refuse a share so far below what it can be that it is a fraction: 0.021 for 2.1 %."""
    for one in read:
        if one.number is None or one.scale.unit != "%" or one.scale.power or one.number.unit:
            continue
        usual = rules.decimals.get(one.indicator)
        share = rules.kinds.get(one.indicator) == "share" and one.scale.measure in (
            "value",
            "target",
        )
        if not share or usual is None or abs(one.number.value) >= 1 or not one.number.value:
            continue
        finer = one.number.places - usual
        if finer >= 2 or (finer == 1 and abs(one.number.value) < Decimal("0.1")):
            raise KejidataError(
                "the share looks like a fraction of one, not like percent",
                where=one.figure.where(),
                rows=[f"{one.figure.text!r} would be {one.number.value:f} %"],
                remedy='give unit="1" where 0.021 means 2.1 %; write 0.0210% where it means that',
            )


def _refuse_uncountable(read: Sequence[Read]) -> None:
    """Refuse parts of things that are counted whole, where no unit is stated: they may be 万件."""
    for one in read:
        if (
            one.scale.implied
            and one.scale.unit not in ("", "%")
            and one.number
            and one.number.value % 1
        ):
            raise KejidataError(
                "no unit is stated for these figures, and they are no whole numbers",
                where=one.figure.where(),
                rows=[repr(one.figure.text[:100])],
                remedy=f'give unit=, such as unit="{one.scale.unit}" or unit="万{one.scale.unit}"',
            )

"""Figures to observations: numbers in the unit of their measure, with the step of the publisher."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from kejidata.model import periods, terms
from kejidata.model.observations import Observation
from kejidata.model.units import LAST_YEAR, WIDE, split_unit
from kejidata.tables import doubts, figure_scale, parse_row, vintages
from kejidata.tables.figure import Figure, Head
from kejidata.tables.given import Given
from kejidata.tables.in_cells import differ_in_size, understood, unit_said
from kejidata.tables.labels import Labels
from kejidata.tables.meaning import rounding, scales
from kejidata.tables.meaning.heading import PACE
from kejidata.tables.meaning.numbers_text import Number, number
from kejidata.tables.meaning.scales import RATIOS, Known, Scale
from kejidata.tables.meaning.words import RISES
from kejidata.tables.noted import status_in
from kejidata.tables.observed import Observed
from kejidata.tables.series import Read, Series
from kejidata.tables.source.grid import Shown

_NONE = Decimal(0)


class Amounts:
    """What turns figures into observations."""

    def __init__(self, labels: Labels, given: Given) -> None:
        self.labels = labels
        self.given = given
        self.rules = labels.rules
        self.notes: dict[str, None] = {}
        self._known: dict[tuple[object, ...], tuple[Series, int | None, Head]] = {}
        self._series: dict[tuple[object, ...], Series] = {}

    def observations(self, figures: Iterable[Figure]) -> Observed:
        """Return the observations of figures, in their order.

        Raises
        ------
        KejidataError
            A cell is no number, a unit is missing or unfit, or a share is written as a fraction.
        """
        items = Observed()
        for figure in figures:
            self._add(figure, items)
        for series in self._series.values():
            if note := doubts.of_ratios(series):
                self.notes[note] = None
            self._complete(series, items)
        self.notes |= dict.fromkeys(vintages.told_apart(items))
        return items

    def _complete(self, series: Series, items: Observed) -> None:
        """Give the figures of a series the step of the finest where their zeros were dropped."""
        places = rounding.decimals(series.written, series.fixed)
        if places is not None:
            self._complete_part(series, range(len(series.at)), places, items)
            return
        columns: dict[str, list[int]] = {}
        for nth, at in enumerate(() if series.fixed else series.at):
            columns.setdefault(items.heads[items.under[at]].period, []).append(nth)
        for column in columns.values() if len(columns) > 1 else ():
            written = [series.written[nth] for nth in column]
            if (places := rounding.decimals(written, series.fixed)) is not None:
                self._complete_part(series, column, places, items)

    def _complete_part(
        self, series: Series, part: Iterable[int], places: int, items: Observed
    ) -> None:
        """Give the figures of a part of a series, such as a column, the step of so many places."""
        self.notes[
            f"{series.indicator}, {series.scale.measure}: zeros at the end were dropped; all"
            f" figures are taken as published to {places} decimal places, the finest of the column"
        ] = None
        finer: dict[int, int] = {}
        for nth in part:
            at = series.at[nth]
            if series.written[nth] < places:
                under = items.under[at]
                if under not in finer:
                    finer[under] = items.finer(under, series.step(places))
                items.under[at] = finer[under]

    def _add(self, figure: Figure, items: Observed) -> None:
        """Add the observation of a figure."""
        found = number(figure.text)
        if found is None:
            figure, found = understood(figure)
        extras = figure.extras
        key: tuple[object, ...] = id(figure.head), found and found.unit, found and found.places
        if extras:
            key = *key, extras.get("measure"), extras.get("source")
        if key not in self._known:
            self._known[key] = self._first(figure, found, items)
        series, under, _ = self._known[key]
        if under is None:
            head = self._extended(figure, self._head(figure, series, found))
            under = items.head(head, figure.column.text)
            if extras.get("vintage"):
                items.dated.add(under)
        if found and not isinstance(figure.text, Shown):
            series.take(found, len(items))
        if found and series.doubtful:
            self._doubt(Read(figure, series, found))
        digits = found.digits if found else ""
        if digits and (series.scale.above or series.scale.power):
            digits = _scaled(digits, series.scale)
        items.add(figure, digits, under)

    def _doubt(self, one: Read) -> None:
        """Refuse a figure that cannot be what it seems; keep what a ratio tells of its column."""
        if one.series.scale.measure in RATIOS:
            one.series.ratio(one.number, one.figure)
        if note := doubts.of_share(one, self.rules):
            self.notes[note] = None
        doubts.refuse_fraction(one, self.rules)
        doubts.refuse_uncountable(one)
        doubts.refuse_no_index(one)

    def _first(
        self, figure: Figure, found: Number | None, items: Observed
    ) -> tuple[Series, int | None, Head]:
        """Return the series of figures under one heading and the head that they share.

        There is none where each row says more of its figure than its key. The figure's own head is
        kept with them, so that its place in memory names no other one.
        """
        series = self._resolve(figure, found)
        shared = not (figure.extras or self.given.source)
        return (
            series,
            items.head(self._head(figure, series, found), figure.column.text) if shared else None,
            figure.head,
        )

    def _resolve(self, figure: Figure, found: Number | None) -> Series:
        """Return the series of the figures with these headings."""
        head, extras = figure.head, figure.extras
        if not head.names:
            raise doubts.nameless(figure, self.given)
        code, based = self.labels.known_indicator(head.names), head.unit != PACE
        stated = unit_said(figure, found.unit if found else "") if based else LAST_YEAR
        if not stated and not head.measure and self.rules.units.get(code) == LAST_YEAR:
            stated = LAST_YEAR
            based = self.given.unit == LAST_YEAR and bool(self.given.take("unit"))
        measure = head.measure or parse_row.word(extras, "measure", "value", figure.where)
        indicator = self._indicator(figure, stated)
        known = Known(self.rules.units.get(indicator, ""), self.rules.kinds.get(indicator, ""))
        try:
            scale = figure_scale.of(figure, known, measure, stated, self.given)
        except scales.Unstated:
            scale = figure_scale.unstated(figure, known, measure, found)
        if not based:
            scale = scale._replace(implied=True)
            self.notes[
                f"{indicator}: no base is stated for the index; it is taken as {LAST_YEAR}"
            ] = None
        elif scale.implied:
            said = f"they are taken as {scale.unit}" if scale.unit else "they have none"
            self.notes[f"{indicator}: no unit is stated for its figures; {said}"] = None
        self._note_rise(figure, indicator, scale, stated)
        if (over := head.block.stated.units) and differ_in_size(stated, over):
            self.notes[
                f"{indicator}: the figures say {stated} and the line above the table {over[0]};"
                f" they are taken as {stated}"
            ] = None
        said_percent = bool(stated) or terms.PERCENT in head.block.stated.units
        bare = scale.measure in RATIOS and not said_percent
        key = indicator, scale.measure, scale.power, extras.get("source", ""), bare
        return self._series.setdefault(key, Series(indicator, scale, bare))

    def _note_rise(self, figure: Figure, indicator: str, scale: Scale, stated: str) -> None:
        """Note a rise whose heading leaves open in which unit it is."""
        head = figure.head
        open_unit = not stated and terms.PERCENT not in head.block.stated.units
        percent = stated == terms.PERCENT == self.rules.units.get(indicator)
        rises = head.measure in RISES and not head.sure_rate
        if rises and (open_unit or percent):
            self.notes[
                f"{indicator}: {figure.column.text[:60]} may be in percent, in points or in the"
                f" unit of the figure; it is taken as {scale.measure} in {scale.unit}"
            ] = None

    def _indicator(self, figure: Figure, stated: str) -> str:
        """Return the code; an index of the year before is the growth of what it is an index of."""
        names = figure.head.names
        whole = () if stated else figure.head.block.stated.units
        index = LAST_YEAR in (stated, *whole)
        if index and (code := scales.stripped_index("".join(names), self.rules.indicators)):
            return code
        if split_unit(stated)[1] == "人年" and (code := self._full_time(names)):
            return code
        return self.labels.indicator(names, lambda: figure.where("indicator"))

    def _full_time(self, names: tuple[str, ...]) -> str:
        """Return the code of staff in person-years whose name is that of their heads: R&D人员."""
        heads = self.rules.units.get(self.labels.known_indicator(names)) == "人"
        return self.labels.known_indicator((*names[:-1], names[-1] + "全时当量")) if heads else ""

    def _head(self, figure: Figure, series: Series, found: Number | None) -> Observation:
        """Return what the observation of a figure shares with those under the same headings."""
        scale, period, among = series.scale, figure.head.period, figure.head.among
        among = among and self.labels.region(among, lambda: figure.where("among"))
        step = _NONE if found is None else series.step(found.places)
        year = periods.last_year(*periods.parse(period))
        return Observation(
            "", series.indicator, period, scale.measure, None, scale.unit, step,
            "exact", among, status_in(figure.head.block.noted, period), year, "", "",
        )  # fmt: skip

    def _extended(self, figure: Figure, head: Observation) -> Observation:
        """Return the head of the observation of a row that says more than its key."""
        extras, where = dict(figure.extras), figure.where
        extras["source"] = extras.get("source", "") or self.given.source
        source, vintage = parse_row.origin(extras, head.period, where, self.rules)
        among = extras.get("among", "")
        return head._replace(
            bound=parse_row.word(extras, "bound", "exact", where),
            among=head.among or (among and self.labels.region(among, lambda: where("among"))),
            status=parse_row.word(extras, "status", head.status, where),
            vintage=vintage,
            source=source,
            quote=extras.get("quote", ""),
        )


def _scaled(digits: str, scale: Scale) -> str:
    """Return a number in the unit that its measure is kept in."""
    value = Decimal(digits)
    if scale.above:
        value -= scale.above
    return str(value.scaleb(scale.power, WIDE))

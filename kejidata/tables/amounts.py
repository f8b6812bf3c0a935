"""Figures to observations: numbers in the unit of their measure, with the step of the publisher."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache

from kejidata.errors import KejidataError
from kejidata.model import periods, terms
from kejidata.model.observations import Observation
from kejidata.model.units import LAST_YEAR, split_unit
from kejidata.tables import doubts, parse_row
from kejidata.tables.figure import Figure, Head
from kejidata.tables.given import Given
from kejidata.tables.labels import Labels
from kejidata.tables.meaning import rounding, scales
from kejidata.tables.meaning.marks import is_missing
from kejidata.tables.meaning.numbers_text import Number, number
from kejidata.tables.meaning.qualified import qualified
from kejidata.tables.meaning.scales import Known, Scale
from kejidata.tables.observed import Observed
from kejidata.tables.series import Read, Series
from kejidata.tables.source.grid import Shown, Unreadable

_NONE = Decimal(0)
RATIOS = ("growth_rate", "completion_ratio")
"""Measures in percent, whose headings often do not say so."""


class Amounts:
    """What turns figures into observations."""

    def __init__(self, labels: Labels, given: Given) -> None:
        self.labels = labels
        self.given = given
        self.rules = labels.rules
        self.notes: dict[str, None] = {}
        self._known: dict[tuple[object, ...], tuple[Series, Head]] = {}
        self._series: dict[tuple[object, ...], Series] = {}
        self._heads: dict[tuple[int, int, int | None], Observation] = {}

    def observations(self, figures: Iterable[Figure]) -> Observed:
        """Return the observations of figures, in their order.

        Raises
        ------
        KejidataError
            A cell is no number, a unit is missing or unfit, or a share is written as a fraction.
        """
        items = Observed()
        for figure in figures:
            one = self._read(figure, len(items))
            if one.series.doubtful:
                doubts.refuse_fraction(one, self.rules)
                doubts.refuse_uncountable(one)
                doubts.refuse_no_index(one)
            self._add(one, items)
        for series in self._series.values():
            if note := doubts.of_ratios(series):
                self.notes[note] = None
            self._complete(series, items)
        return items

    def _complete(self, series: Series, items: Observed) -> None:
        """Give the figures of a series the step of the finest where their zeros were dropped."""
        places = rounding.places(series.written, series.fixed)
        if places is None:
            return
        self.notes[
            f"{series.indicator}, {series.scale.measure}: zeros at the end were dropped; all"
            f" figures are taken as published to {places} decimal places, the finest of the column"
        ] = None
        for at, written in zip(series.at, series.written, strict=True):
            if written < places:
                items.heads[at] = items.heads[at]._replace(step=series.step(places))

    def _read(self, figure: Figure, at: int) -> Read:
        """Return a figure with its series and its number."""
        figure, text, found = _understood(figure)
        head, extras = figure.head, figure.extras
        behind = found.unit if found else ""
        key: tuple[object, ...] = id(head), behind, found is None
        if extras:
            key = *key, extras.get("measure"), extras.get("source")
        if key not in self._known:
            # The head is kept, so that its place in memory names no other one.
            self._known[key] = self._resolve(figure, found), head
        series = self._known[key][0]
        if found and not isinstance(text, Shown):
            series.take(found, at)
        if found and series.scale.measure in RATIOS:
            series.ratio(found, figure)
        return Read(figure, series, found)

    def _resolve(self, figure: Figure, found: Number | None) -> Series:
        """Return the series of the figures with these headings."""
        head, extras = figure.head, figure.extras
        if not head.names:
            raise doubts.nameless(figure, self.given)
        stated = _stated(figure, found.unit if found else "")
        code, based = self.labels.known_indicator(head.names), True
        if not stated and not head.measure and self.rules.units.get(code) == LAST_YEAR:
            stated = LAST_YEAR
            based = self.given.unit == LAST_YEAR and bool(self.given.take("unit"))
        measure = head.measure or parse_row.word(extras, "measure", "value", figure.where)
        indicator = self._indicator(figure, stated)
        try:
            scale = self._scale(figure, indicator, measure, stated)
        except scales.Unstated:
            scale = self._unstated(figure, indicator, measure, found)
        if not based:
            scale = scale._replace(implied=True)
            self.notes[f"{code}: no base is stated for the index; it is taken as {LAST_YEAR}"] = (
                None
            )
        elif scale.implied:
            said = f"they are taken as {scale.unit}" if scale.unit else "they have none"
            self.notes[f"{indicator}: no unit is stated for its figures; {said}"] = None
        self._note_rise(figure, indicator, scale, stated)
        if (over := head.block.stated.units) and _differ_in_size(stated, over):
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
        rises = head.measure in ("growth_rate", "change") and not head.sure_rate
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
        return self.labels.indicator(names, lambda: figure.where("indicator"))

    def _scale(self, figure: Figure, indicator: str, measure: str, stated: str) -> Scale:
        known = Known(self.rules.units.get(indicator, ""), self.rules.kinds.get(indicator, ""))
        table = figure.head.block.stated.units
        try:
            return self._scale_of(measure, stated, table, known, figure.head.sure_rate)
        except scales.Misfit as misfit:
            stated = stated or "、".join(table) or self.given.unit
            raise KejidataError(
                "the unit does not fit",
                where=figure.where("unit"),
                rows=[f"{'/'.join(figure.head.names)[:100]}: {stated[:100]!r}"],
                remedy=f"this figure is in {misfit}",
            ) from None

    def _unstated(
        self, figure: Figure, indicator: str, measure: str, found: Number | None
    ) -> Scale:
        """Return the scale of a figure without a unit: one that was not published needs none."""
        known = Known(self.rules.units.get(indicator, ""), self.rules.kinds.get(indicator, ""))
        if found is not None or known.own or measure not in ("value", "target"):
            raise doubts.no_unit(figure, known)
        return Scale(measure, known.unit, 0)

    def _scale_of(
        self, measure: str, stated: str, table: Sequence[str], known: Known, sure: bool
    ) -> Scale:
        """Return the scale by what the table states, else by what the analyst gives."""
        try:
            found = scales.scale(measure, stated, table, known, sure)
        except scales.Unstated:
            if not self.given.unit:
                raise
        else:
            fraction = not stated and measure in RATIOS and self.given.unit == scales.FRACTION
            if not (fraction or (found.implied and self.given.unit)):
                return found
        return scales.scale(measure, self.given.take("unit"), (), known, sure)

    def _add(self, one: Read, items: Observed) -> None:
        """Add the observation of a figure."""
        figure, series, number = one
        scale, value, places = series.scale, None, None
        if number is not None:
            places = number.places
            value = number.value - scale.above if scale.above else number.value
            if scale.power:
                value = value.scaleb(scale.power, parse_row.WIDE)
        if figure.extras or self.given.source:
            items.add(figure.region, value, self._extended(one, self._head(one, places)))
            return
        key = id(figure.head), id(series), places
        if key not in self._heads:
            self._heads[key] = self._head(one, places)
        items.add(figure.region, value, self._heads[key])

    def _head(self, one: Read, places: int | None) -> Observation:
        """Return what the observation of a figure shares with those under the same headings."""
        (figure, series, _), scale = one, one.series.scale
        period, among = figure.head.period, figure.head.among
        among = among and self.labels.region(among, lambda: figure.where("among"))
        step = _NONE if places is None else series.step(places)
        return Observation(
            "", series.indicator, period, scale.measure, None, scale.unit, step,
            "exact", among, "", _year(period), "", "",
        )  # fmt: skip

    def _extended(self, one: Read, head: Observation) -> Observation:
        """Return the head of the observation of a row that says more than its key."""
        extras, where = dict(one.figure.extras), one.figure.where
        extras["source"] = extras.get("source", "") or self.given.source
        source, vintage = parse_row.origin(extras, head.period, where, self.rules)
        among = extras.get("among", "")
        return head._replace(
            bound=parse_row.word(extras, "bound", "exact", where),
            among=head.among or (among and self.labels.region(among, lambda: where("among"))),
            status=parse_row.word(extras, "status", "", where),
            vintage=vintage,
            source=source,
            quote=extras.get("quote", ""),
        )


@lru_cache(maxsize=1024)
def _year(period: str) -> int:
    """Return the year in which a period ends."""
    start, months = periods.parse(period)
    return (start + months - 1) // periods.YEAR


def _understood(figure: Figure) -> tuple[Figure, str, Number | None]:
    """Return a figure with what its cell says of its number, its text, and that number.

    It is None where nothing was published.
    """
    text = figure.text
    if isinstance(text, Unreadable):
        raise KejidataError(
            "the cell holds no number that can be read",
            where=figure.where(),
            rows=[repr(str(text)[:100])],
            remedy="open the file in a spreadsheet, correct the cell, and save it",
        )
    found = number(text)
    if found is not None or is_missing(text):
        return figure, text, found
    digits, said = qualified(text)
    found = number(digits)
    if found is None or any(figure.extras.get(name) for name in said):
        raise KejidataError(
            "the value is not a number",
            where=figure.where(),
            rows=[repr(text[:100])],
            remedy="write digits alone, or with a bound or a mark that is known: 约12, 12以上,"
            " 不超过12, 12(估)",
        )
    return figure._replace(extras={**figure.extras, **said}), text, found


def _stated(figure: Figure, behind: str) -> str:
    """Return the unit that cell, column or row state."""
    unit = figure.head.unit
    if behind and unit and behind != unit:
        raise KejidataError(
            "the row states two units",
            where=figure.where(),
            rows=sorted(map(repr, (behind, unit))),
            remedy="keep the right one",
        )
    return behind or unit


def _differ_in_size(unit: str, of_table: Sequence[str]) -> bool:
    """Tell whether a unit and the only one of a table count one thing in different sizes."""
    if len(of_table) != 1 or not unit or unit == of_table[0]:
        return False
    return split_unit(unit)[1] == split_unit(of_table[0])[1]

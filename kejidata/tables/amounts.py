"""Figures to observations: numbers in the unit of their measure, with the step of the publisher."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache

from kejidata.errors import KejidataError
from kejidata.model import periods, terms
from kejidata.model.observations import Observation
from kejidata.model.units import LAST_YEAR
from kejidata.tables import doubts, parse_row
from kejidata.tables.figure import Figure, Head
from kejidata.tables.given import Given, kept
from kejidata.tables.labels import Labels
from kejidata.tables.meaning import rounding, scales
from kejidata.tables.meaning.marks import is_missing
from kejidata.tables.meaning.numbers_text import Number, number
from kejidata.tables.meaning.qualified import qualified
from kejidata.tables.meaning.scales import Known, Scale
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

    def observations(self, figures: Iterable[Figure]) -> list[Observation]:
        """Return the observations of figures, in their order.

        Raises
        ------
        KejidataError
            A cell is no number, a unit is missing or unfit, or a share is written as a fraction.
        """
        items: list[Observation] = []
        for figure in figures:
            one = self._read(figure, len(items))
            if one.series.doubtful:
                doubts.refuse_fraction(one, self.rules)
                doubts.refuse_uncountable(one)
            items.append(self._observation(one))
        for series in self._series.values():
            doubts.refuse_ratios(series)
            self._complete(series, items)
        return items

    def _complete(self, series: Series, items: list[Observation]) -> None:
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
                items[at] = items[at]._replace(step=series.step(places))

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
        if found and series.bare:
            series.ratio(found, figure)
        return Read(figure, series, found)

    def _resolve(self, figure: Figure, found: Number | None) -> Series:
        """Return the series of the figures with these headings."""
        head, extras = figure.head, figure.extras
        if not head.names:
            rows = ["headings " + head.block.header]
            if self.given.indicator and "indicator" not in self.given.used:
                rows.append(f"indicator={self.given.indicator!r} goes with no heading but years")
            raise KejidataError(
                "the table does not state indicator",
                where=figure.where(),
                rows=rows,
                remedy="give indicator=, or head the columns with indicators or a column 指标"
                + kept("indicator"),
            )
        stated = _stated(figure, found.unit if found else "")
        code = self.labels.known_indicator(head.names)
        if not stated and not head.measure and self.rules.units.get(code) == LAST_YEAR:
            stated = LAST_YEAR
        measure = head.measure or parse_row.word(extras, "measure", "value", figure.where)
        indicator = self._indicator(figure, stated)
        try:
            scale = self._scale(figure, indicator, measure, stated)
        except scales.Unstated:
            scale = self._unstated(figure, indicator, measure, found)
        if scale.implied:
            said = f"they are taken as {scale.unit}" if scale.unit else "they have none"
            self.notes[f"{indicator}: no unit is stated for its figures; {said}"] = None
        said_percent = bool(stated) or terms.PERCENT in head.block.stated.units
        bare = scale.measure in RATIOS and not said_percent
        key = indicator, scale.measure, scale.power, extras.get("source", ""), bare
        return self._series.setdefault(key, Series(indicator, scale, bare))

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
            raise _no_unit(figure, known)
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

    def _observation(self, one: Read) -> Observation:
        figure, series, number = one
        head, scale, extras = figure.head, series.scale, figure.extras
        value, step = None, _NONE
        if number is not None:
            step = series.step(number.places)
            value = number.value - scale.above if scale.above else number.value
            if scale.power:
                value = value.scaleb(scale.power, parse_row.WIDE)
        if extras or self.given.source:
            return self._with_extras(one, value, step)
        among = head.among and self.labels.region(head.among, lambda: figure.where("among"))
        return Observation(
            figure.region, series.indicator, head.period, scale.measure, value, scale.unit, step,
            "exact", among, "", _year(head.period), "", "",
        )  # fmt: skip

    def _with_extras(self, one: Read, value: Decimal | None, step: Decimal) -> Observation:
        """Return the observation of a row that says more than its key."""
        (figure, series, _), where = one, one.figure.where
        extras = dict(figure.extras)
        extras["source"] = extras.get("source", "") or self.given.source
        head, scale = figure.head, series.scale
        source, vintage = parse_row.origin(extras, head.period, where, self.rules)
        among = head.among or extras.get("among", "")
        return Observation(
            figure.region, series.indicator, head.period, scale.measure, value, scale.unit, step,
            parse_row.word(extras, "bound", "exact", where),
            among and self.labels.region(among, lambda: where("among")),
            parse_row.word(extras, "status", "", where),
            vintage, source, extras.get("quote", ""),
        )  # fmt: skip


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


def _no_unit(figure: Figure, known: Known) -> KejidataError:
    rises = figure.head.measure in ("growth_rate", "change")
    example = terms.PERCENT if rises else known.unit or "亿元"
    named = figure.column.text if rises else figure.head.names[-1]
    return KejidataError(
        "no unit is stated for these figures",
        where=figure.where(),
        rows=[
            f"{'/'.join(figure.head.names)[:100]}: {figure.text[:60]!r}",
            "headings " + figure.head.block.header,
        ],
        remedy=f'give unit= as the publisher counts, such as unit="{example}", or head the column'
        f" with it: {named[:30]}({example})" + kept("unit"),
    )

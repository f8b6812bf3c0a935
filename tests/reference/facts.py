"""The rows of a frame as figures, and which of several vintages counts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import Any

from . import registry
from .periods import Period, parse
from .spans import Span, exact, rounded

STATED = {"growth_rate", "change", "completion_ratio", "rank"}


@dataclass(frozen=True)
class Figure:
    """One row of a tidy frame, with its defaults filled in."""

    label: str
    place: str
    indicator: str
    period: Period
    measure: str
    value: Fraction | None
    unit: str
    step: Fraction
    bound: str
    vintage: int
    kind: str
    direction: int
    among: str
    source: str

    @property
    def is_exact(self) -> bool:
        """Return whether the figure is neither a bound nor an about-figure."""
        return self.bound == "exact"

    @cached_property
    def span(self) -> Span:
        """Return what the figure may be: "a count of whole things published in ones is exact"."""
        assert self.value is not None
        in_ones = self.kind == "count" and self.step <= registry.one_thing(self.unit)
        return rounded(self.value, Fraction(0) if in_ones else self.step)


def brought(figure: Figure, unit: str) -> Figure | None:
    """Return a figure in another unit, None where the two do not convert."""
    by = registry.factor(figure.unit, unit)
    if by is None or figure.value is None:
        return None
    return replace(figure, value=figure.value * by, step=figure.step * by, unit=unit)


class Facts:
    """The figures of a frame, by key."""

    def __init__(self, figures: Iterable[Figure]) -> None:
        self.figures = list(figures)
        self._rows: dict[tuple[str, str, str, Period], list[Figure]] = {}
        self._periods: dict[tuple[str, str, str], set[Period]] = {}
        self._places: dict[str, dict[str, int]] = {}
        self._kinds: dict[str, str] = {}
        self._filled: dict[tuple[str, str, str, Period], list[Figure]] = {}
        for figure in sorted(self.figures, key=lambda figure: figure.vintage):
            if figure.value is not None:
                key = (figure.measure, figure.place, figure.indicator, figure.period)
                self._filled.setdefault(key, []).append(figure)
        for figure in self.figures:
            key = (figure.measure, figure.place, figure.indicator, figure.period)
            self._rows.setdefault(key, []).append(figure)
            self._periods.setdefault(key[:3], set()).add(figure.period)
            if figure.measure == "value":
                since = self._places.setdefault(figure.indicator, {})
                since[key[1]] = min(figure.vintage, since.get(key[1], figure.vintage))
                self._kinds.setdefault(figure.indicator, figure.kind)

    def of(self, measure: str) -> list[tuple[str, str, Period]]:
        """Return the keys (region, indicator, period) that have a row of a measure."""
        return [key[1:] for key in self._rows if key[0] == measure]

    def has(
        self, measure: str, place: str, indicator: str, period: Period, until: int | None = None
    ) -> bool:
        """Return whether there is a row, empty or not, up to a year of publication."""
        rows = self._rows.get((measure, place, indicator, period), [])
        return any(until is None or row.vintage <= until for row in rows)

    def published(
        self, measure: str, place: str, indicator: str, period: Period, until: int | None = None
    ) -> list[Figure]:
        """Return the figures that are not empty, the oldest first, up to a year of publication."""
        filled = self._filled.get((measure, place, indicator, period), [])
        return [row for row in filled if until is None or row.vintage <= until]

    def newest(
        self, measure: str, place: str, indicator: str, period: Period, until: int | None = None
    ) -> Figure | None:
        """Return the newest figure, "published no later than" a year."""
        rows = self.published(measure, place, indicator, period, until)
        return rows[-1] if rows else None

    def first(self, measure: str, place: str, indicator: str, period: Period) -> Figure | None:
        """Return "the one first published for its period"."""
        rows = self.published(measure, place, indicator, period)
        return rows[0] if rows else None

    def since(self, measure: str, place: str, indicator: str, period: Period) -> int:
        """Return the oldest vintage of a key that has rows, empty ones too."""
        return min(row.vintage for row in self._rows[measure, place, indicator, period])

    def periods(self, measure: str, place: str, indicator: str) -> list[Period]:
        """Return the periods that have a figure."""
        found = self._periods.get((measure, place, indicator), set())
        return [period for period in found if self.newest(measure, place, indicator, period)]

    def places(self, indicator: str, until: int | None = None) -> set[str]:
        """Return the regions that have a row of an indicator, empty or not, up to a year."""
        since = self._places.get(indicator, {})
        return {place for place, year in since.items() if until is None or year <= until}

    def kind(self, indicator: str) -> str:
        """Return the kind of an indicator."""
        return self._kinds[indicator]


def read(
    rows: Iterable[Mapping[str, Any]],
    measure: str | None = None,
    kind: str | None = None,
    direction: int | None = None,
) -> Facts:
    """Return the figures of the rows of a frame; arguments override columns and registry."""
    return Facts(_figure(row, measure, kind, direction) for row in rows)


def _figure(
    row: Mapping[str, Any], measure: str | None, kind: str | None, direction: int | None
) -> Figure:
    known = registry.known(row["indicator"])
    measured = measure or row.get("measure") or "value"
    unit = row.get("unit") or ""
    kind = kind or row.get("kind") or known.kind or ("share" if unit == "%" else "amount")
    given = row.get("direction")
    return Figure(
        label=row["region"],
        place=registry.place(row["region"]),
        indicator=row["indicator"],
        period=parse(row["period"]),
        measure=measured,
        value=exact(row["value"]),
        unit=unit or _own_unit(measured, known, kind),
        step=exact(row.get("step")) or Fraction(0),
        bound=row.get("bound") or "exact",
        vintage=int(row.get("vintage") or 0),
        kind=kind,
        direction=direction or (int(given) if given else known.direction),
        among=registry.place(row.get("among") or ""),
        source=row.get("source") or "",
    )


def _own_unit(measure: str, known: registry.Indicator, kind: str) -> str:
    """Return the unit of a row that states none: its measure's, else the registry's."""
    if measure == "change" and kind == "share":
        return "个百分点"
    return {"growth_rate": "%", "completion_ratio": "%", "rank": "位"}.get(measure, known.unit)

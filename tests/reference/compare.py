"""The measures of the package held against the reference, column by column."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from fractions import Fraction
from random import Random
from typing import Any, NamedTuple

import pandas as pd

import kejidata

from . import audit, base_effects, completion, facts, growth, ranking, targets
from .frames import Case
from .periods import parse
from .registry import place

Row = dict[str, Any]
PERIODS = {"period", "base_period", "last_period", "outcome_period"}
TEXTS = {"unit", "reason", "bound", "direction", "related", "verdict", "source", "measure"}
TEXTS |= {"closed", "change_closed", "change_rate_closed", "gap_closed"}
TEXTS |= {"stated_completion_closed", "implied_closed"}
TEXTS |= {f"{name}_closed" for name in ("growth", "previous", "two_year", "recovery")}
RANKS = {"rank", "best", "worst", "ranked", "missing", "shift"}
AS_THEY_STAND = TEXTS | PERIODS | {"needs"}
WORDS = {"reason", "verdict", "error", "row"}
KEY = ("place", "indicator", "period", "measure", "stated", "source")
TOLERANCE = Fraction(1, 10**9)


class Difference(NamedTuple):
    """A cell, a row or a frame in which package and reference differ."""

    measure: str
    column: str
    key: tuple[Any, ...]
    package: Any
    reference: Any


class Measure(NamedTuple):
    """A measure of the package and the reference's, each from a case."""

    package: Callable[[Case], pd.DataFrame]
    reference: Callable[[Case], list[Row]]


def _growth_rates(case: Case) -> pd.DataFrame:
    return kejidata.growth_rates(sheet(case), case.span, kind=case.kind)


def _growth_rates_exactly(case: Case) -> list[Row]:
    return growth.growth_rates(figures(case, kind=case.kind), case.span)


def _completion_ratios(case: Case) -> pd.DataFrame:
    beside = None if case.targets is None else frame(case.targets)
    given = {"kind": case.kind, "direction": case.direction}
    return kejidata.completion_ratios(sheet(case), beside, **given)


def _completion_ratios_exactly(case: Case) -> list[Row]:
    given = {"kind": case.kind, "direction": case.direction}
    goals = None if case.targets is None else facts.read(case.targets, measure="target", **given)
    return completion.completion_ratios(figures(case, **given), goals)


def _rankings(case: Case) -> pd.DataFrame:
    given = {"kind": case.kind, "direction": case.direction}
    return kejidata.rankings(sheet(case), case.among, **given)


def _rankings_exactly(case: Case) -> list[Row]:
    given = {"kind": case.kind, "direction": case.direction}
    return ranking.rankings(figures(case, **given), case.among)


def _plain(measure: Callable, reference: Callable) -> Measure:
    """Return a measure that takes a frame and nothing else."""
    return Measure(lambda case: measure(sheet(case)), lambda case: reference(figures(case)))


MEASURES: dict[str, Measure] = {
    "growth_rates": Measure(_growth_rates, _growth_rates_exactly),
    "completion_ratios": Measure(_completion_ratios, _completion_ratios_exactly),
    "rankings": Measure(_rankings, _rankings_exactly),
    "base_effects": _plain(kejidata.base_effects, base_effects.base_effects),
    "target_outlook": _plain(kejidata.target_outlook, targets.target_outlook),
    "target_outcomes": _plain(kejidata.target_outcomes, targets.target_outcomes),
    "audit": _plain(kejidata.audit, audit.audit),
}


def frame(rows: list[Row]) -> pd.DataFrame:
    """Return rows as a frame; one without rows has the columns that every frame needs."""
    return pd.DataFrame(rows or {name: [] for name in ("region", "indicator", "period", "value")})


def sheet(case: Case) -> pd.DataFrame:
    """Return the rows of a case as a frame, one for all measures: none may change it."""
    if "frame" not in case.made:
        case.made["frame"] = frame(case.rows)
    return case.made["frame"]


def figures(case: Case, kind: str | None = None, direction: int | None = None) -> facts.Facts:
    """Return the figures of a case, read once for all measures."""
    if (kind, direction) not in case.made:
        case.made[kind, direction] = facts.read(case.rows, kind=kind, direction=direction)
    return case.made[kind, direction]


def differences(case: Case, names: Iterable[str] = MEASURES) -> list[Difference]:
    """Return where package and reference differ on a frame."""
    found: list[Difference] = []
    for name in names:
        try:
            measure = MEASURES[name]
            table, rows = measure.package(case), measure.reference(case)
        except Exception as error:  # an error of the package is a difference like any other
            found.append(Difference(name, "error", (), _first_line(error), "no error"))
            continue
        found += _compared(name, table, rows)
    return found


def _first_line(error: Exception) -> str:
    return f"{type(error).__name__}: {str(error).splitlines()[0]}"


def _compared(name: str, table: pd.DataFrame, rows: list[Row]) -> list[Difference]:
    ours = _by_key(rows)
    theirs = _by_key(map(_read, records(table)))
    found = [Difference(name, "row", key, "a row", "none") for key in theirs.keys() - ours.keys()]
    found += [Difference(name, "row", key, "none", "a row") for key in ours.keys() - theirs.keys()]
    absent = OPTIONAL_COLUMNS.difference(table.columns)
    for key in ours.keys() & theirs.keys():
        package = theirs[key]
        for column, expected in ours[key].items():
            given = package.get(column, "no such column")
            same = expected in (None, "") if column in absent else _same(column, given, expected)
            if not same:
                found.append(Difference(name, column, key, given, expected))
    return found


def records(table: pd.DataFrame) -> list[Row]:
    """Return the rows of a table, as `to_dict` does in many times the time."""
    columns = {str(name): cells.to_numpy(dtype=object).tolist() for name, cells in table.items()}
    return [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]


def _is_empty(cell: Any) -> bool:
    """Tell whether nothing stands in a cell, as `pd.isna` does of one that may be anything."""
    return cell is None or cell is pd.NA or cell is pd.NaT or cell != cell


def _by_key(rows: Iterable[Row]) -> dict[tuple[Any, ...], Row]:
    """Return rows by key and, where one thing is stated more than once, by their number."""
    turns: Counter[tuple[Any, ...]] = Counter()
    found = {}
    for row in rows:
        key = _key(row)
        found[*key, turns[key]] = row
        turns[key] += 1
    return found


# They are there only where the frame holds statements.
OPTIONAL_COLUMNS = {f"implied_{end}" for end in ("base", "target", "low", "high", "closed")}
OPTIONAL_COLUMNS |= {f"stated_completion{end}" for end in ("", "_low", "_high", "_closed")}
OPTIONAL_COLUMNS |= {"source"}  # where the frame has one


def _key(row: Row) -> tuple[Any, ...]:
    parts = [row.get(name) for name in KEY]
    if row.get("verdict") is None or row.get("stated") is None:
        parts[3:] = []
    else:
        parts[4] = format(float(parts[4]), ".15g")
    return tuple(parts)


def _read(row: Row) -> Row:
    """Return a row of the package with its keys as the reference has them."""
    read = dict(row)
    read["place"] = place(read["region"])
    for column in PERIODS & read.keys():
        empty = _is_empty(read[column]) or read[column] == ""
        read[column] = None if empty else _period(read[column])
    for column in TEXTS & read.keys():
        read[column] = "" if _is_empty(read[column]) else read[column]
    if "needs" in read:
        read["needs"] = frozenset(_need(item) for item in read["needs"].split("; ") if item)
    return read


def _period(given: Any) -> Any:
    """Return the period of a cell, or the cell where that is none ("as they were given")."""
    try:
        return parse(given)
    except ValueError:
        return repr(given)


def _need(item: str) -> tuple[Any, ...]:
    """Return region/indicator/period, followed by /target for a target; a period may hold a /."""
    target = "target" if item.endswith("/target") else ""
    region, indicator, period = item.removesuffix("/target").split("/", 2)
    return place(region), indicator, parse(period), target


def _same(column: str, given: Any, expected: Any) -> bool:
    if column in AS_THEY_STAND or isinstance(given, str):
        return given == expected
    if expected is None or _is_empty(given):
        return expected is None and _is_empty(given)
    if column in RANKS:
        return given == expected
    exactly = expected if isinstance(expected, Fraction) else Fraction(expected)
    return close(float(given), exactly)


def close(given: float, expected: Fraction) -> bool:
    """Return whether a number is the exact one, within 1e-9 of it."""
    # Most are the nearest float, which takes no arithmetic to tell.
    return given == float(expected) or abs(Fraction(given) - expected) <= TOLERANCE * abs(expected)


def _sort(difference: Difference) -> tuple[str, ...]:
    """Return the kind of a difference: measure, column and, of words, what stands there."""
    words = difference.column in WORDS
    pair = (str(difference.package), str(difference.reference)) if words else ()
    return difference.measure, difference.column, *pair


def _names(row: Row) -> tuple[str, str]:
    return place(row["region"]), row["indicator"]


def minimal(case: Case, difference: Difference) -> Case:
    """Return a case as small as leaving out rows makes it, that differs in the same column."""
    wanted = _sort(difference)

    def differs(smaller: Case) -> bool:
        return wanted in map(_sort, differences(smaller, [difference.measure]))

    # Most differences lie in one indicator, of one region: the rest goes first.
    for part in (1, 0):
        own = [row for row in case.rows if _names(row)[part] in difference.key]
        if own and differs(replace(case, rows=own)):
            case = replace(case, rows=own)
    for name in ("targets", "rows"):
        for size in (300, 100, 30, 10, 3, 1):
            rows = list(getattr(case, name) or [])
            for start in range(0, len(rows), size):
                without = {id(row) for row in rows[start : start + size]}
                fewer = [row for row in getattr(case, name) if id(row) not in without]
                smaller = replace(case, **{name: fewer})
                if len(without) < len(rows) and fewer and differs(smaller):
                    case = smaller
    return case


def shuffled(case: Case, seed: int) -> Case:
    """Return the same rows in another order."""
    rows = list(case.rows)
    Random(seed).shuffle(rows)
    return replace(case, rows=rows)


def told(case: Case, difference: Difference) -> str:
    """Return a difference with its frame, for a person."""
    small = minimal(case, difference)
    again = [
        one for one in differences(small, [difference.measure]) if _sort(one) == _sort(difference)
    ]
    first = again[0] if again else difference
    arguments = {
        name: getattr(small, name)
        for name in ("span", "among", "kind", "direction")
        if getattr(small, name) not in (None, 1)
    }
    lines = [
        f"{first.measure}, {first.column}: the package says {first.package!r},"
        f" the reference {_number(first.reference)!r}",
        f"arguments {arguments}" if arguments else "",
        frame(small.rows).to_string(float_format="{:.15g}".format),
        frame(small.targets).to_string() if small.targets else "",
    ]
    return "\n".join(line for line in lines if line)


def _number(value: Any) -> Any:
    return float(value) if isinstance(value, Fraction) else value

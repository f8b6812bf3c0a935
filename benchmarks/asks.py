"""What is asked of speed and memory, what was measured, and whether it is reached."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any, NamedTuple

from benchmarks.measures import Figure

FIVEFOLD = ("growth", "completion")
SIZES = ("0.1", "1", "10", "30")


class Ask(NamedTuple):
    """One thing asked, with what was measured for it."""

    what: str
    limit: str
    measured: str
    reached: bool


def task_of(function: str) -> str:
    """Return what a function computes, whatever form of it this is."""
    return function.rpartition("_")[2]


def best(figures: list[Figure], way: str, task: str, panel: str) -> Figure | None:
    """Return the fastest form that a way has of a task; of pandas the careful form alone."""
    forms = [f for f in figures if (f.way, task_of(f.function), f.panel) == (way, task, panel)]
    if way == "pandas":
        forms = [f for f in forms if f.function == task]
    return min(forms, key=lambda f: f.seconds, default=None)


def asks(measured: dict[str, Any]) -> list[Ask]:
    """Return everything asked of the measured figures that were taken."""
    figures = [Figure(**fields) for fields in measured["figures"]]
    # One call of kejidata gives ranks and shifts.
    figures += [
        Figure(**{**vars(f), "function": "shift"})
        for f in figures
        if (f.way, f.function) == ("kejidata", "rank")
    ]
    return [
        *_against_rivals(figures),
        *_growing(figures),
        *_reading(measured["speeds"]["kejidata"]),
    ]


def _against_rivals(figures: list[Figure]) -> Iterator[Ask]:
    for task in ("growth", "completion", "rank", "shift"):
        name = "rank shift" if task == "shift" else task
        ours = best(figures, "kejidata", task, "categories")
        for way in ("pandas", "polars", "duckdb"):
            theirs = best(figures, way, task, "categories")
            if not ours or not theirs or (way == "duckdb" and task not in FIVEFOLD):
                continue
            ratio = theirs.seconds / ours.seconds
            if way == "pandas":
                least = 5 if task in FIVEFOLD else 3
                limit, fine = f"at least {least} times as fast", ratio >= least
            else:
                fine = ratio > 1 if task in FIVEFOLD else ratio >= 1
                limit = "faster" if task in FIVEFOLD else "no slower"
            against = "careful pandas" if way == "pandas" else way
            yield Ask(f"{name} against {against}", limit, f"{ratio:.2f} times as fast", fine)
            if way == "pandas":
                part = ours.peak / theirs.peak
                memory = f"{part:.2f} of it"
                yield Ask(f"peak memory of {name}", "not above pandas", memory, part <= 1)


def _growing(figures: list[Figure]) -> Iterator[Ask]:
    for function in ("growth", "completion", "rank"):
        found = {f.panel: f for f in figures if (f.way, f.function) == ("kejidata", function)}
        if not {"1", "30"} <= found.keys():
            continue
        one, most = found["1"], found["30"]
        power = math.log(most.seconds / one.seconds) / math.log(most.rows / one.rows)
        yield Ask(
            f"{function}, from 1 to 30 million rows",
            "near-linear: rows to the power of at most 1.15",
            f"power {power:.2f}",
            power <= 1.15,
        )
        name = _heaviest([found[size] for size in SIZES if size in found])
        yield _memory(f"memory of {function}, 0.1 to 30 million rows", name)
        rest = [found[panel] for panel in ("sparse", "regions") if panel in found]
        if rest:
            yield _memory(f"memory of {function}, sparse and a million regions", _heaviest(rest))


def _heaviest(figures: list[Figure]) -> float:
    return max(figure.peak / figure.rows for figure in figures)


def _memory(what: str, bytes_a_row: float) -> Ask:
    return Ask(what, "under 120 bytes a row", f"at most {bytes_a_row:.0f}", bytes_a_row < 120)


def _reading(speeds: dict[str, float | str]) -> Iterator[Ask]:
    for size, speed in speeds.items():
        known = isinstance(speed, float)
        told = f"{speed:.2f} MB/s" if known else str(speed)
        yield Ask(f"reading {size} MB", "at least 1 MB/s", told, known and speed >= 1)

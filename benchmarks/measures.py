"""All ways and functions on all panels, in turn, so that a slow minute hits every tool alike."""

from __future__ import annotations

import statistics
import tempfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks.panels import PANELS
from benchmarks.processes import Unmeasured, ask

RIVALS = {
    "pandas": ["growth", "rank", "completion", "shift", "found_growth", "found_completion"],
    "polars": [
        *("growth", "joined_growth", "packed_growth", "rank", "packed_rank"),
        *("completion", "packed_completion", "shift", "packed_shift"),
    ],
    "duckdb": ["growth", "lagged_growth", "rank", "completion", "shift"],
}
COMPARED = ("categories", "text")
OURS = ["growth", "rank", "completion"]


@dataclass(frozen=True)
class Figure:
    """What one function of one way took on one panel: medians over the rounds."""

    way: str
    function: str
    panel: str
    rows: int
    seconds: float
    peak: float


def measured(share: float, rounds: int, fewer: int) -> tuple[list[Figure], dict[str, str]]:
    """Return a figure for each way, function and panel, and why there is none for others.

    Panels on which nothing is compared take the smaller number of rounds.
    """
    figures: list[Figure] = []
    gaps: dict[str, str] = {}
    for name in PANELS:
        with tempfile.TemporaryDirectory() as folder:
            rows = ask("panels", name, share, folder)
            print(f"panel {name}, {rows:,} rows", flush=True)
            turns = rounds if name in COMPARED else fewer
            _measure_panel(name, Path(folder), turns, figures, gaps)
    return figures, gaps


def _cases(panel: str) -> list[tuple[str, str]]:
    ours = [("kejidata", function) for function in OURS]
    if panel not in COMPARED:
        return ours
    theirs = [(way, function) for way, functions in RIVALS.items() for function in functions]
    return [*ours, *theirs, ("pandas", "naive_growth")]


def _measure_panel(
    panel: str, folder: Path, rounds: int, figures: list[Figure], gaps: dict[str, str]
) -> None:
    """Run every case once in each round, and add the medians; a case that fails is left out."""
    runs: dict[tuple[str, str], list[dict[str, float]]] = {case: [] for case in _cases(panel)}
    for number in range(rounds):
        print(f"  round {number + 1} of {rounds}", flush=True)
        turn = list(runs)
        # Another one begins each round.
        for way, function in turn[number:] + turn[:number]:
            try:
                runs[way, function].append(ask("one", f"ways_{way}", function, folder))
            except Unmeasured as reason:
                gaps[f"{way} {function} {panel}"] = str(reason)
                del runs[way, function]
    for (way, function), found in runs.items():
        rows = int(found[0]["rows"])
        seconds, peak = (
            statistics.median(run[key] for run in found) for key in ("seconds", "peak")
        )
        print(f"  {way:9} {function:18} {seconds:7.3f} s {peak / 1e6:7.0f} MB", flush=True)
        figures.append(Figure(way, function, panel, rows, seconds, peak))

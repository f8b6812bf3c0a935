"""The whole road from raw data to the page, and what an import costs: `python -m benchmarks.road`.

The road is that of a copy of the project. The figures go to road.json, beside their page.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import kejidata
from benchmarks.processes import ROOT

STORED = Path(__file__).parent / "road.json"
STEPS = {
    "build": ("`kejidata build`, from raw data", None),
    "cold": ("`kejidata report`, from raw data to figures and page", 30),
    "changed": ("`kejidata report` after one figure of a city changed", 8),
    "unchanged": ("`kejidata report` again, nothing changed", 0.9),
    "import": ("`import kejidata` and its first measure, above pandas", 0.15),
}
"""What is waited for, and under how many seconds it is asked to stay."""

MADE = ("data/processed", "figures", "report", ".kejidata")
"""What the commands make, below the project's folder."""
CHANGED = "data/raw/tables/jiangsu_cities.csv", "苏州市,R&D经费,2021,888."
"""A raw file and one figure of it but for its last digit: what a city spent."""
_NOTEBOOK = re.compile(r"(?:notebook|笔记本) ?\d+.*?([\d.]+) (?:s|秒)$")
"""What a report says of a notebook that ran, in the language of its project."""


def seconds(rounds: int, cold_rounds: int) -> dict[str, float]:
    """Return seconds of rebuilds from nothing, with nothing to do, with one figure changed.

    Medians of rounds.

    The copy has code, raw data and notebooks only, so that nothing of the project is touched.
    """
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "project"
        shutil.copytree(ROOT, copy, ignore=_left_out)
        built = [_build(copy) for _ in range(rounds)]
        cold = [_cold(copy) for _ in range(cold_rounds)]
        idle = [_run(copy, "report")[0] for _ in range(rounds)]
        changed = [_changed(copy, str(digit)) for digit in range(cold_rounds)]
    together = {key: statistics.median(run[key] for run in cold) for key in cold[0]}
    alone = {
        "build": statistics.median(built),
        "unchanged": statistics.median(idle),
        "changed": statistics.median(changed),
    }
    found = together | alone
    print("  ".join(f"{name} {value:.2f}" for name, value in found.items()), flush=True)
    return found


def _left_out(folder: str, names: list[str]) -> set[str]:
    """Return the entries of a folder that a rebuild needs nothing of."""
    of_the_project = {"build", "dist", "benchmarks", "tests"} if Path(folder) == ROOT else set()
    return {n for n in names if n.startswith((".", "__pycache__")) or n in of_the_project}


def _clear(copy: Path) -> None:
    for name in MADE:
        shutil.rmtree(copy / name, ignore_errors=True)


def _build(copy: Path) -> float:
    _clear(copy)
    return _run(copy, "build")[0]


def _changed(copy: Path, digit: str) -> float:
    """Return seconds of a report after one figure of the raw data changed its last digit."""
    name, figure = CHANGED
    path = copy / name
    before, found, after = path.read_text("utf-8").partition(figure)
    if not found or after[0] == digit:
        raise RuntimeError(f"{name} does not hold {figure} with another digit than {digit}")
    path.write_text(before + found + digit + after[1:], "utf-8")
    _run(copy, "card", name)
    return _run(copy, "report")[0]


def _cold(copy: Path) -> dict[str, float]:
    """Return seconds of a report from nothing: in all, and of the notebooks side by side."""
    _clear(copy)
    total, lines = _run(copy, "report")
    notebooks = [(at, match) for at, line in lines if (match := _NOTEBOOK.match(line))]
    before = [at for at, line in lines if line.startswith(("data:", "数据"))]
    return {
        "cold": total,
        "notebooks": len(notebooks),
        "one_by_one": sum(float(match[1]) for _, match in notebooks),
        "side_by_side": notebooks[-1][0] - (before[0] if before else 0),
    }


def _run(copy: Path, *command: str) -> tuple[float, list[tuple[float, str]]]:
    """Run a command of the copy; return its seconds, and what it said when."""
    environment = {**os.environ, "PYTHONPATH": str(copy)}
    start = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", "kejidata", *command],
        cwd=copy,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        said = [(time.perf_counter() - start, line) for line in process.stdout or ()]
    if process.returncode:
        raise RuntimeError(f"kejidata {' '.join(command)} failed in a copy of the project")
    return time.perf_counter() - start, said


def import_above_pandas(rounds: int) -> float:
    """Return by how many seconds the median import takes longer than that of pandas, in turn."""
    # The package itself waits for nothing: what a measure needs is loaded with its name.
    runs: dict[str, list[float]] = {"import pandas": [], "import kejidata; kejidata.rankings": []}
    for _ in range(rounds):
        for code, found in runs.items():
            start = time.perf_counter()
            subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)
            found.append(time.perf_counter() - start)
    pandas, own = map(statistics.median, runs.values())
    return own - pandas


def main(rounds: int = 5, fewer: int = 3) -> None:
    """Measure, and store with version and day; what takes a minute is run less often."""
    load = os.getloadavg()[0]
    figures = {"import": import_above_pandas(4 * rounds), **seconds(rounds, fewer)}
    loads = {"load_before": load, "load_after": os.getloadavg()[0]}
    today = {"kejidata": kejidata.__version__, "measured": f"{date.today()}"}
    stored = {**today, "rounds": rounds, "fewer": fewer, **loads, "figures": figures}
    STORED.write_text(json.dumps(stored, indent=1) + "\n", "utf-8")


def section() -> str:
    """Return the section of the page, from the stored figures."""
    return page(json.loads(STORED.read_text("utf-8")))


def page(stored: dict[str, Any]) -> str:
    """Return the section of the page from some figures."""
    lines = [
        "| step | seconds | asked | |",
        "| --- | --- | --- | --- |",
        *_lines(stored["figures"]),
    ]
    return "\n".join([_HEAD.lstrip().format(**stored, **stored["figures"]), *lines, ""])


def _lines(figures: dict[str, float]) -> Iterator[str]:
    for step, (told, limit) in STEPS.items():
        asked = f"under {limit} | {_verdict(figures[step], limit)}" if limit else "|"
        yield f"| {told} | {figures[step]:.2f} | {asked} |"


def _verdict(taken: float, limit: float) -> str:
    return "reached" if taken < limit else "**not reached**"


_HEAD = """
## The whole road

In a copy of the project without what the commands make: no processed data, figures, page or cache.
Measured with kejidata {kejidata} on {measured}: medians of {rounds}, of {fewer} where everything or
a figure is made anew, of the import of four times as many. Load average {load_before:.1f} to
{load_after:.1f} on two processors. From raw data {notebooks:.0f} notebooks run side by side in
{side_by_side:.1f} s; their own seconds add up to {one_by_one:.1f}.
"""

if __name__ == "__main__":
    main()

"""The whole road from raw data to the page, in a copy of the project, and what an import costs."""

from __future__ import annotations

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.processes import ROOT

MADE = ("data/processed", "figures", "report", ".kejidata")
"""What the commands make, below the project's folder."""
_NOTEBOOK = re.compile(r"notebook \d+ of (\d+): .*, ([\d.]+) s")


def seconds(rounds: int, cold_rounds: int) -> dict[str, float]:
    """Return seconds of a rebuild from nothing and of one with nothing to do, medians of rounds.

    The copy has code, raw data and notebooks only, so that nothing of the project is touched.
    """
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "project"
        ignored = shutil.ignore_patterns(
            *(".*", "__pycache__", "build", "dist", "benchmarks", "tests", "*.egg-info")
        )
        shutil.copytree(ROOT, copy, ignore=ignored)
        built = [_build(copy) for _ in range(rounds)]
        cold = [_cold(copy) for _ in range(cold_rounds)]
        idle = [_run(copy, "report")[0] for _ in range(rounds)]
    together = {key: statistics.median(run[key] for run in cold) for key in cold[0]}
    alone = {"build": statistics.median(built), "unchanged": statistics.median(idle)}
    found = together | alone
    print("  ".join(f"{name} {value:.2f}" for name, value in found.items()), flush=True)
    return found


def _clear(copy: Path) -> None:
    for name in MADE:
        shutil.rmtree(copy / name, ignore_errors=True)


def _build(copy: Path) -> float:
    _clear(copy)
    return _run(copy, "build")[0]


def _cold(copy: Path) -> dict[str, float]:
    """Return seconds of a report from nothing: in all, and of the notebooks side by side."""
    _clear(copy)
    total, lines = _run(copy, "report")
    notebooks = [(at, match) for at, line in lines if (match := _NOTEBOOK.match(line))]
    before = [at for at, line in lines if line.startswith("data:")]
    return {
        "cold": total,
        "notebooks": len(notebooks),
        "one_by_one": sum(float(match[2]) for _, match in notebooks),
        "side_by_side": notebooks[-1][0] - (before[0] if before else 0),
    }


def _run(copy: Path, command: str) -> tuple[float, list[tuple[float, str]]]:
    """Run a command of the copy; return its seconds, and what it said when."""
    environment = {**os.environ, "PYTHONPATH": str(copy)}
    start = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", "kejidata", command],
        cwd=copy,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        said = [(time.perf_counter() - start, line) for line in process.stdout or ()]
    if process.returncode:
        raise RuntimeError(f"kejidata {command} failed in a copy of the project")
    return time.perf_counter() - start, said


def imports(rounds: int) -> dict[str, float]:
    """Return the median seconds of processes that import pandas and kejidata, in turn."""
    runs: dict[str, list[float]] = {"pandas": [], "kejidata": []}
    for _ in range(rounds):
        for name, found in runs.items():
            start = time.perf_counter()
            subprocess.run([sys.executable, "-c", f"import {name}"], check=True, cwd=ROOT)
            found.append(time.perf_counter() - start)
    return {name: statistics.median(found) for name, found in runs.items()}

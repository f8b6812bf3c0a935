"""How fast reports are read, and what is found in them, by the package and by other tools."""

from __future__ import annotations

import statistics
import tempfile
from importlib.metadata import version
from pathlib import Path

from benchmarks.processes import Unmeasured, ask
from benchmarks.readers import TOOLS

MEGABYTES = (1, 10, 50)
LIMIT = 60
"""Seconds that a tool has for a text."""
STARTING = 30
"""Seconds that it has beside, to load itself and the text."""
Speeds = dict[str, dict[str, float | str]]
RELEASES = {
    "recognizers-text": "recognizers-text-number-with-unit",
    "chinese2digits": "chinese2digits",
    "cn2an": "cn2an",
    "kejidata": "kejidata",
}


def releases() -> dict[str, str]:
    """Return the release of each tool that has one."""
    return {tool: version(name) for tool, name in RELEASES.items()}


def found() -> dict[str, dict[str, float] | str]:
    """Return what each tool finds in the shipped report, or why that is not known."""
    results: dict[str, dict[str, float] | str] = {}
    for tool in TOOLS:
        try:
            results[tool] = ask("found", tool, limit=LIMIT)
        except Unmeasured as reason:
            results[tool] = str(reason)
    return results


def speeds(share: float, rounds: int) -> Speeds:
    """Return megabytes a second by tool and size, or why there is no figure.

    The tools take turns in each round. One that takes too long is not tried again, nor on more.
    """
    results: Speeds = {tool: {} for tool in TOOLS}
    for size in MEGABYTES:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "reports.json"
            ask("texts", size * 1e6 * share, file)
            _measure_size(str(size), file, rounds, results)
        for tool, known in results.items():
            print(f"reading {size:3} MB  {tool:18} {known[str(size)]}", flush=True)
    return results


def _measure_size(size: str, file: Path, rounds: int, results: Speeds) -> None:
    runs: dict[str, list[float]] = {}
    for tool, known in results.items():
        ended = [reason for reason in known.values() if isinstance(reason, str)]
        if ended:
            known[size] = ended[0]
        else:
            runs[tool] = []
    for _ in range(rounds):
        for tool in list(runs):
            try:
                runs[tool].append(_speed(tool, file))
            except Unmeasured as reason:
                results[tool][size] = str(reason)
                del runs[tool]
    for tool, speed in runs.items():
        results[tool][size] = statistics.median(speed)


def _speed(tool: str, file: Path) -> float:
    whole = LIMIT + STARTING
    try:
        run = ask("read_one", tool, file, limit=whole)
    except Unmeasured as reason:
        raise Unmeasured(str(reason).replace(f"{whole} s", f"{LIMIT} s")) from None
    if run["seconds"] > LIMIT:
        raise Unmeasured(f"over {LIMIT} s")
    return run["bytes"] / 1e6 / run["seconds"]

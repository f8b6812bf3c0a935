"""How fast reports are read, and what is found in them, by the package and by other tools."""

from __future__ import annotations

import statistics
from importlib.metadata import version

from benchmarks.processes import Unmeasured, ask
from benchmarks.readers import TOOLS

MEGABYTES = (1, 10, 50)
LIMIT = 60
"""Seconds that a tool has for a text."""
STARTING = 30
"""Seconds that it has beside, to load itself and the text."""
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


def speeds(share: float, rounds: int) -> dict[str, dict[str, float | str]]:
    """Return megabytes a second by tool and size, or why there is no figure.

    The tools take turns in each round. One that takes too long is not tried again, nor on more.
    """
    results: dict[str, dict[str, float | str]] = {tool: {} for tool in TOOLS}
    for size in MEGABYTES:
        runs: dict[str, list[float]] = {tool: [] for tool in TOOLS if not _ended(results[tool])}
        for tool in TOOLS.keys() - runs.keys():
            results[tool][str(size)] = _ended(results[tool])
        for _ in range(rounds):
            for tool in list(runs):
                try:
                    runs[tool].append(_speed(tool, size * share))
                except Unmeasured as reason:
                    results[tool][str(size)] = str(reason)
                    del runs[tool]
        for tool, found_speeds in runs.items():
            results[tool][str(size)] = statistics.median(found_speeds)
        for tool in TOOLS:
            print(f"reading {size:3} MB {tool:18} {results[tool][str(size)]}", flush=True)
    return results


def _ended(known: dict[str, float | str]) -> str:
    return next((reason for reason in known.values() if isinstance(reason, str)), "")


def _speed(tool: str, megabytes: float) -> float:
    try:
        run = ask("read_one", tool, megabytes * 1e6, limit=LIMIT + STARTING)
    except Unmeasured as reason:
        raise Unmeasured(str(reason).replace(str(LIMIT + STARTING), str(LIMIT))) from None
    if run["seconds"] > LIMIT:
        raise Unmeasured(f"over {LIMIT} s")
    return run["bytes"] / 1e6 / run["seconds"]

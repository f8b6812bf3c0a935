"""Measure everything and write the table and the figure: `python -m benchmarks`."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time

from benchmarks import check, reading, report

RUNS = 5
RIVALS = {
    "pandas": ["growth", "rank", "completion", "shift"],
    "polars": ["growth", "joined_growth", "rank", "completion", "shift"],
    "duckdb": ["growth", "lagged_growth", "rank", "completion", "shift"],
}
OURS = ["growth", "rank", "completion"]
SHAPES = ["0.1", "1", "10", "30", "sparse", "regions"]


def run(way: str, function: str, panel: str) -> report.Figure:
    """Return the median time and the peak memory of one way, from a fresh process."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "benchmarks.one", way, function, panel, str(RUNS)]
    found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    seconds = statistics.median(found["seconds"])
    took = time.perf_counter() - start
    print(f"{way:9} {function:14} {panel:10} {seconds:7.3f} s  ({took:.0f} s)", flush=True)
    return report.Figure(way, function, panel, found["rows"], seconds, found["peak"])


def main() -> None:
    """Check that all agree, measure, and write benchmarks/README.md and its figure."""
    check.equal(RIVALS)
    cases = [("kejidata", name, panel) for panel in ("categories", "text") for name in OURS]
    cases += [
        (way, name, panel)
        for panel in ("categories", "text")
        for way, names in RIVALS.items()
        for name in names
    ]
    cases.append(("pandas", "naive_growth", "categories"))
    cases += [("kejidata", name, shape) for shape in SHAPES for name in ("growth", "rank")]
    report.write([run(*case) for case in cases], reading.speeds(), reading.import_seconds())


if __name__ == "__main__":
    main()

"""Measure everything and write the table and the figure: `python -m benchmarks`.

`python -m benchmarks trial` does the same with a hundredth of the data, once, and prints the page:
it shows that all parts run, and its figures mean nothing.
"""

from __future__ import annotations

import dataclasses
import json
import os
import platform
import sys
from datetime import date
from importlib.metadata import version
from typing import Any

import kejidata
from benchmarks import (
    check,
    full_measures,
    index,
    measures,
    one,
    reading,
    report,
    road,
    small,
)


def main(trial: bool) -> None:
    """Check that all agree, measure, and store the measurement with its page."""
    if not one.CLEAR.exists():
        sys.exit("the peak memory of a process can be measured on Linux only")
    check.equal(20 if trial else 300, measures.RIVALS)
    print("all ways give the same numbers", flush=True)
    measured = measure(share=0.01 if trial else 1, rounds=1 if trial else 5)
    if trial:
        print("\nA trial with a hundredth of the data: the figures mean nothing.\n")
        print(report.page(measured))
        return
    small.main()
    full_measures.main()
    index.main()
    road.main()
    report.STORED.write_text(json.dumps(measured, indent=1, ensure_ascii=False) + "\n", "utf-8")
    report.write()


def measure(share: float, rounds: int) -> dict[str, Any]:
    """Return all figures, as they are stored: on a share of the data, medians of rounds."""
    load = os.getloadavg()[0]
    # What takes minutes is run less often.
    fewer = (rounds + 1) // 2
    figures, gaps = measures.measured(share, rounds, fewer)
    speeds = reading.speeds(share, fewer)
    machine = {
        "kejidata": kejidata.__version__,
        "measured": f"{date.today()}",
        "architecture": platform.machine(),
        "processors": os.cpu_count(),
        "python": platform.python_version(),
        **{name: version(name) for name in ("pandas", "polars", "duckdb")},
        "rounds": rounds,
        "fewer": fewer,
        "load_before": load,
        "load_after": os.getloadavg()[0],
    }
    return {
        "machine": machine,
        "figures": [dataclasses.asdict(figure) for figure in figures],
        "gaps": gaps,
        "speeds": speeds,
        "found": reading.found(),
        "releases": reading.releases(),
    }


if __name__ == "__main__":
    main(trial=sys.argv[1:] == ["trial"])

"""One measurement in a process of its own: `python -m benchmarks.one WAY FUNCTION PANEL RUNS`."""

from __future__ import annotations

import gc
import importlib
import json
import sys
import time
from pathlib import Path

from benchmarks import panels

PANELS = {
    "categories": panels.panel,
    "text": lambda: panels.panel(text=True),
    "sparse": panels.sparse,
    "regions": panels.many_regions,
    "0.1": lambda: panels.panel_of_rows(0.1),
    "1": lambda: panels.panel_of_rows(1),
    "10": lambda: panels.panel_of_rows(10),
    "30": lambda: panels.panel_of_rows(30),
}
STATUS = Path("/proc/self/status")


def memory(field: str) -> int:
    """Return a figure of this process in bytes: VmRSS now, VmHWM at its highest."""
    line = next(line for line in STATUS.read_text().splitlines() if line.startswith(field))
    return int(line.split()[1]) * 1024


def measure(way: str, function: str, name: str, runs: int) -> dict[str, object]:
    """Return seconds of every run, and the peak memory of the first above the loaded data."""
    module = importlib.import_module(f"benchmarks.ways_{way}")
    frame = PANELS[name]()
    targets = panels.targets_of(frame) if function == "completion" else frame.head(0)
    work, rows = getattr(module, function), len(frame)
    tables = module.prepare(frame, targets)
    if not any(frame is table for table in (tables if isinstance(tables, tuple) else ())):
        del frame, targets
    work(module.prepare(*(panels.panel(regions=2),) * 2))
    gc.collect()
    Path("/proc/self/clear_refs").write_text("5")
    before = memory("VmRSS")
    seconds, peaks = [], []
    for _ in range(runs):
        start = time.perf_counter()
        result = work(tables)
        seconds.append(time.perf_counter() - start)
        peaks.append(memory("VmHWM") - before)
        del result
    return {"rows": rows, "seconds": seconds, "peak": peaks[0]}


if __name__ == "__main__":
    print(json.dumps(measure(*sys.argv[1:4], int(sys.argv[4]))))

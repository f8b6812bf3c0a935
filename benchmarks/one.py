"""One measurement: `python -m benchmarks.one WAY FUNCTION FOLDER`, with a stored panel's folder."""

from __future__ import annotations

import ctypes
import gc
import importlib
import json
import sys
import time
from contextlib import suppress
from pathlib import Path

from benchmarks import panels

STATUS = Path("/proc/self/status")
CLEAR = Path("/proc/self/clear_refs")


def memory(field: str) -> int:
    """Return a figure of this process in bytes: VmRSS now, VmHWM at its highest."""
    line = next(line for line in STATUS.read_text().splitlines() if line.startswith(field))
    return int(line.split()[1]) * 1024


def settle() -> None:
    """Give all free memory back, so that none of it hides what comes, and forget the peak."""
    gc.collect()
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).malloc_trim(0)
    CLEAR.write_text("5")


def measure(way: str, function: str, folder: Path) -> dict[str, float]:
    """Return the seconds of a second call, and the peak memory of the first above the data."""
    module = importlib.import_module(f"benchmarks.ways_{way}")
    work = getattr(module, function)
    frame, targets = panels.load(folder, targets="completion" in function)
    rows = len(frame)
    tables = module.prepare(frame, targets)
    if not isinstance(tables, tuple) or tables[0] is not frame:
        del frame, targets
    # What is loaded or compiled once, at a first call, is no part of the work.
    work(module.prepare(*(panels.panel(regions=2),) * 2))
    settle()
    before = memory("VmRSS")
    first = work(tables)
    peak = memory("VmHWM") - before
    del first
    gc.collect()
    start = time.perf_counter()
    work(tables)
    return {"rows": rows, "seconds": time.perf_counter() - start, "peak": peak}


if __name__ == "__main__":
    print(json.dumps(measure(*sys.argv[1:3], Path(sys.argv[3]))))

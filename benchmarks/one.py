"""One measurement of a stored panel: `python -m benchmarks.one MODULE FUNCTION FOLDER`."""

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


def measure(name: str, function: str, folder: Path) -> dict[str, float]:
    """Return the seconds of a second call, and the peak memory of the first above the data.

    `cpu` are the seconds of all processors together, which a busy machine changes less.
    """
    module = importlib.import_module(f"benchmarks.{name}")
    work = getattr(module, function)
    frame, targets = panels.load(folder, targets="completion" in function)
    rows = len(frame)
    tables = module.prepare(frame, targets)
    few = module.prepare(frame.head(1000), targets.head(1000))
    if not isinstance(tables, tuple) or tables[0] is not frame:
        del frame, targets
    # What is loaded or compiled once, at a first call, is no part of the work.
    work(few)
    settle()
    before = memory("VmRSS")
    first = work(tables)
    peak = memory("VmHWM") - before
    del first
    gc.collect()
    start, used = time.perf_counter(), time.process_time()
    work(tables)
    seconds, cpu = time.perf_counter() - start, time.process_time() - used
    return {"rows": rows, "seconds": seconds, "cpu": cpu, "peak": peak}


if __name__ == "__main__":
    print(json.dumps(measure(*sys.argv[1:3], Path(sys.argv[3]))))

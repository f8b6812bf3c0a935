"""How fast reports are read, and how long the package takes to import."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from kejidata import read_report

SIZES = (1, 10, 50)
SOURCE = Path(__file__).parent.parent / "data" / "raw"


def speeds() -> dict[int, float]:
    """Return megabytes a second for texts of 1, 10 and 50 MB made of the shipped report."""
    text = "\n".join(path.read_text("utf-8") for path in sorted(SOURCE.rglob("*.txt")))
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            path = Path(folder) / f"{size}.txt"
            copies = size * 1_000_000 // len(text.encode()) + 1
            path.write_text("\n".join([text] * copies), "utf-8")
            start = time.perf_counter()
            read_report(path)
            found[size] = path.stat().st_size / 1e6 / (time.perf_counter() - start)
            print(f"reading   {size:3} MB {found[size]:24.2f} MB/s", flush=True)
    return found


def import_seconds() -> tuple[float, float]:
    """Return the median seconds of a process that imports pandas, and one that imports kejidata."""
    return _import("pandas"), _import("kejidata")


def _import(name: str) -> float:
    seconds = []
    for _ in range(7):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", f"import {name}"], check=True)
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)

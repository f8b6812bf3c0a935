"""One measurement of reading: `python -m benchmarks.read_one TOOL BYTES`."""

from __future__ import annotations

import json
import sys
import time

from benchmarks.found import found_by
from benchmarks.readers import read_all
from benchmarks.texts import reports


def measure(tool: str, size: float) -> dict[str, float]:
    """Return the seconds that a tool takes for texts of that many bytes together."""
    # What is loaded or compiled once, at a first call, is no part of the work.
    found_by(tool)
    texts = reports(size)
    work = read_all(tool, texts)
    start = time.perf_counter()
    work()
    seconds = time.perf_counter() - start
    return {"bytes": sum(len(text.encode()) for text in texts), "seconds": seconds}


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1], float(sys.argv[2]))))

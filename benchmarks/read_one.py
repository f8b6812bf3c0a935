"""One measurement of reading: `python -m benchmarks.read_one TOOL FILE`, with stored texts."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from benchmarks.found import found_by
from benchmarks.readers import read_all


def measure(tool: str, file: Path) -> dict[str, float]:
    """Return the seconds that a tool takes for stored texts, and their bytes together."""
    # What is loaded or compiled once, at a first call, is no part of the work.
    found_by(tool)
    texts = json.loads(file.read_text("utf-8"))
    work = read_all(tool, texts, file.parent)
    start = time.perf_counter()
    work()
    seconds = time.perf_counter() - start
    return {"bytes": sum(len(text.encode()) for text in texts), "seconds": seconds}


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1], Path(sys.argv[2]))))

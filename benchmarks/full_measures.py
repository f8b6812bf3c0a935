"""All tools on the full panel: `python -m benchmarks.full_measures [REGIONS [ROUNDS]]`.

The figures go to full.json, beside their page; 3,000 regions are 3.5 million rows.
"""

from __future__ import annotations

import dataclasses
import importlib
import json
import os
import statistics
import sys
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

import kejidata
from benchmarks import full
from benchmarks.processes import Unmeasured, ask

STORED = Path(__file__).parent / "full.json"
MODULES = {
    "kejidata": "ways_kejidata",
    "pandas": "full_pandas",
    "polars": "full_polars",
    "duckdb": "full_duckdb",
}
KEY = ["region", "indicator", "period"]
COLUMNS = {
    "growth": ("growth", "low", "high"),
    "completion": ("completion", "low", "high"),
    "rank": ("rank", "best", "worst", "shift"),
}
WORDS = ("reason", "source")
PANELS = {"categories": False, "text": True}


@dataclass(frozen=True)
class FullFigure:
    """What a task took a tool on a panel: medians of wall and processor seconds, and of bytes."""

    way: str
    task: str
    panel: str
    rows: int
    seconds: float
    cpu: float
    peak: float


def numbers(way: str, task: str, frame: pd.DataFrame, targets: pd.DataFrame) -> pd.DataFrame:
    """Return the numbers, reasons and sources of a tool by key."""
    module = importlib.import_module(f"benchmarks.{MODULES[way]}")
    out = module.to_pandas(getattr(module, task)(module.prepare(frame, targets)))
    # A tool that gives no best and no worst is compared in the rest.
    names = [name for name in COLUMNS[task] if name in out]
    types = {"period": "int64", **dict.fromkeys((*KEY[:2], *WORDS), "str")}
    out = out.astype(types | dict.fromkeys(names, "Float64")).set_index(KEY).sort_index()
    return out[[*names, *WORDS]].astype(dict.fromkeys(names, "float64"))


def equal(regions: int) -> None:
    """Raise where a tool gives other numbers, reasons or sources than kejidata."""
    for text in PANELS.values():
        frame = full.panel(regions, text=text)
        targets = full.targets_of(frame)
        for task in COLUMNS:
            ours = numbers("kejidata", task, frame, targets)
            for way in MODULES:
                theirs = numbers(way, task, frame, targets)
                pd.testing.assert_frame_equal(theirs, ours[[*theirs]], rtol=1e-9, atol=1e-8)


def measured(regions: int, rounds: int) -> list[FullFigure]:
    """Return the medians of alternating processes, each with one task of one tool."""
    found: dict[tuple[str, str, str], list[dict[str, float]]] = {}
    for panel, text in PANELS.items():
        with tempfile.TemporaryDirectory() as folder:
            frame = full.panel(regions, text=text)
            frame.to_pickle(Path(folder) / "panel.pickle")
            full.targets_of(frame).to_pickle(Path(folder) / "targets.pickle")
            del frame
            for _ in range(rounds):
                for task in COLUMNS:
                    for way, module in MODULES.items():
                        try:
                            run = ask("one", module, task, folder)
                        except Unmeasured as reason:
                            print(panel, task, way, reason, flush=True)
                            continue
                        print(panel, task, way, run, flush=True)
                        found.setdefault((way, task, panel), []).append(run)
    return [FullFigure(*case, **_medians(runs)) for case, runs in found.items()]


def _medians(runs: list[dict[str, float]]) -> dict[str, float]:
    names = ("rows", "seconds", "cpu", "peak")
    return {name: statistics.median(run[name] for run in runs) for name in names}


def main(regions: int = 3000, rounds: int = 3) -> None:
    """Check that all tools agree, measure and store."""
    equal(30)
    print("all tools give the same numbers, reasons and sources", flush=True)
    load = os.getloadavg()[0]
    figures = [dataclasses.asdict(figure) for figure in measured(regions, rounds)]
    loads = {"load_before": load, "load_after": os.getloadavg()[0]}
    today = {"kejidata": kejidata.__version__, "measured": f"{date.today()}"}
    stored = {**today, "rounds": rounds, **loads, "figures": figures}
    STORED.write_text(json.dumps(stored, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))

"""All ways give the same numbers, or there is nothing to compare."""

from __future__ import annotations

import importlib

import numpy as np
import pandas as pd

from benchmarks import panels

KEY = ["region", "indicator", "period"]


def numbers(way: str, function: str, frame: pd.DataFrame, targets: pd.DataFrame) -> pd.Series:
    """Return what a way computes, by key, without the cells that it leaves empty."""
    module = importlib.import_module(f"benchmarks.ways_{way}")
    out = module.to_pandas(getattr(module, function)(module.prepare(frame, targets)))
    column = function.rpartition("_")[2]
    kept = out[[*KEY, column]].astype({"region": "str", "indicator": "str", column: "Float64"})
    filled = kept[
        kept[column].notna().to_numpy() & ~np.isnan(kept[column].to_numpy(float, na_value=np.nan))
    ]
    return filled.set_index(KEY)[column].astype(float).sort_index()


def equal(regions: int, rivals: dict[str, list[str]]) -> None:
    """Raise when a way gives other numbers than kejidata on panels of the measured kind."""
    for text in (False, True):
        frame = panels.panel(regions, text=text)
        targets = panels.targets_of(frame)
        for task in ("growth", "rank", "completion", "shift"):
            ours = numbers("kejidata", task, frame, targets)
            for way, functions in rivals.items():
                for function in functions:
                    if function.rpartition("_")[2] == task:
                        theirs = numbers(way, function, frame, targets)
                        pd.testing.assert_series_equal(theirs, ours, rtol=1e-9, atol=1e-8)

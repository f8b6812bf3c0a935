"""All ways give the same numbers, or there is nothing to compare."""

from __future__ import annotations

import importlib

import numpy as np
import pandas as pd

from benchmarks import panels

COLUMNS = {
    "growth": "growth",
    "joined_growth": "growth",
    "lagged_growth": "growth",
    "rank": "rank",
    "completion": "completion",
    "shift": "shift",
}
KEY = ["region", "indicator", "period"]


def numbers(way: str, function: str, frame: pd.DataFrame, targets: pd.DataFrame) -> pd.Series:
    """Return what a way computes, by key, without the cells that it leaves empty."""
    module = importlib.import_module(f"benchmarks.ways_{way}")
    out = module.to_pandas(getattr(module, function)(module.prepare(frame, targets)))
    column = COLUMNS[function]
    kept = out[[*KEY, column]].astype({"region": "str", "indicator": "str", column: "Float64"})
    filled = kept[
        kept[column].notna().to_numpy() & ~np.isnan(kept[column].to_numpy(float, na_value=np.nan))
    ]
    return filled.set_index(KEY)[column].astype(float).sort_index()


def equal(rivals: dict[str, list[str]]) -> None:
    """Raise when a way gives other numbers than kejidata on a panel of the measured kind."""
    frame = panels.panel(regions=300)
    targets = panels.targets_of(frame)
    for function in ("growth", "rank", "completion", "shift"):
        ours = numbers("kejidata", function, frame, targets)
        for way, functions in rivals.items():
            for other in functions:
                if COLUMNS.get(other) == function:
                    theirs = numbers(way, other, frame, targets)
                    pd.testing.assert_series_equal(theirs, ours, rtol=1e-9, atol=1e-8)

"""Panels to measure: long tables of regions, indicators and years, shuffled.

`python -m benchmarks.panels NAME SHARE FOLDER` stores one panel and its targets in a folder.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

YEARS = 20
INDICATORS = 60
FILLED = 0.97


def panel(
    regions: int = 3000,
    indicators: int = INDICATORS,
    years: int = YEARS,
    filled: float = FILLED,
    text: bool = False,
) -> pd.DataFrame:
    """Return a tidy frame of which the given share of the cells has a row, in no order.

    Values have two decimals and are positive; labels are categories, or plain text.
    """
    rng = np.random.default_rng(20201231)
    total = regions * indicators * years
    rows = rng.choice(total, int(total * filled), replace=False, shuffle=True)
    region = _labels("r", rows // (indicators * years), regions)
    indicator = _labels("i", rows // years % indicators, indicators)
    frame = pd.DataFrame(
        {
            "region": region,
            "indicator": indicator,
            "period": 2001 + rows % years,
            "value": np.round(rng.lognormal(5, 1.5, len(rows)) + 0.01, 2),
        }
    )
    return frame.astype({"region": "str", "indicator": "str"}) if text else frame


def _labels(letter: str, codes: np.ndarray, size: int) -> pd.Categorical:
    width = len(str(size))
    return pd.Categorical.from_codes(codes, [f"{letter}{n:0{width}d}" for n in range(size)])


def targets_of(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a target for every row of a panel, in another order."""
    aims = frame.assign(value=frame["value"] * 1.05)
    return aims.sample(frac=1, random_state=7, ignore_index=True)


def _of_rows(millions: float) -> Callable[[float], pd.DataFrame]:
    each = INDICATORS * YEARS * FILLED
    return lambda share: panel(max(2, round(share * millions * 1e6 / each)))


# Each takes the share of the regions to make, which is 1 but in a trial.
PANELS: dict[str, Callable[[float], pd.DataFrame]] = {
    "categories": lambda share: panel(round(3000 * share)),
    "text": lambda share: panel(round(3000 * share), text=True),
    "0.1": _of_rows(0.1),
    "1": _of_rows(1),
    "10": _of_rows(10),
    "30": _of_rows(30),
    "sparse": lambda share: panel(round(30_000 * share), indicators=600, filled=0.01),
    "regions": lambda share: panel(round(1_000_000 * share), indicators=1, years=4),
}


def load(folder: Path, *, targets: bool) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the stored panel and its targets, or no row of them where none are wanted."""
    frame = pd.read_pickle(folder / "panel.pickle")
    return frame, pd.read_pickle(folder / "targets.pickle") if targets else frame.head(0)


if __name__ == "__main__":
    name, share, place = sys.argv[1:]
    made = PANELS[name](float(share))
    made.to_pickle(Path(place) / "panel.pickle")
    targets_of(made).to_pickle(Path(place) / "targets.pickle")
    print(len(made))

"""A panel as people have it: all columns of `load()`, revised, some of it bounds or in other units.

`panel` holds 5 % revised publications, 2 % bounds, three indicators of which half of the regions
gave the first five years in another unit, steps of 0.01 and 0.1, and two directions.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from benchmarks import panels

FILLED = 0.925
REVISED, BOUNDS, UNLIKE = 0.05, 0.02, 3
UNIT, OTHER_UNIT = "万元", "万美元"  # Ten thousand yuan, ten thousand US dollars.
TEXTS = (
    "region",
    "indicator",
    "period",
    "measure",
    "unit",
    "bound",
    "among",
    "status",
    "source",
    "quote",
)


def panel(regions: int = 3000, *, text: bool = False) -> pd.DataFrame:
    """Return values of 60 indicators and 20 years, about 3.5 million rows of 3,000 regions."""
    rng = np.random.default_rng(20211231)
    frame = panels.panel(regions, filled=FILLED)
    indicator, region = frame["indicator"].cat.codes, frame["region"].cat.codes
    first = frame["period"].min()
    coarse = indicator % 2 == 1
    unlike = (indicator < UNLIKE) & (region % 2 == 1) & (frame["period"] < first + 5)
    frame = frame.assign(
        measure=_word("value", frame),
        value=frame["value"].round(1).where(coarse, frame["value"]),
        unit=_chosen(unlike, UNIT, OTHER_UNIT),
        step=np.where(coarse, 0.1, 0.01),
        bound=_chosen(rng.random(len(frame)) < BOUNDS, "exact", "at_least"),
        among=_word("", frame),
        status=_word("", frame),
        vintage=frame["period"] + 1,
        source=_yearbooks(frame["period"] + 1),
        quote=_word("", frame),
        direction=np.where(indicator % 3 == 2, -1, 1).astype(np.int8),
    )
    again = frame[rng.random(len(frame)) < REVISED]
    # Half of the revisions come with the figure of the next year, half too late for it.
    vintage = again["vintage"] + rng.integers(1, 3, len(again))
    value = (again["value"] * 1.02).round(1) + again["step"]
    again = again.assign(vintage=vintage, value=value.round(2))
    both = pd.concat([frame, again]).sample(frac=1, random_state=7, ignore_index=True)
    # `load()` gives the period as text too.
    return both.astype(dict.fromkeys(TEXTS, "str")) if text else both


def targets_of(frame: pd.DataFrame) -> pd.DataFrame:
    """Return an exact target for every figure of a panel, in its usual unit, in another order."""
    aims = frame.drop_duplicates(["region", "indicator", "period"]).drop(columns="direction")
    words = {"measure": "target", "unit": UNIT, "bound": "exact"}
    text = not isinstance(frame["unit"].dtype, pd.CategoricalDtype)
    aims = aims.assign(
        value=(aims["value"] * 1.05).round(2),
        **{
            name: pd.array([word], dtype="str").repeat(len(aims)) if text else _word(word, aims)
            for name, word in words.items()
        },
    )
    return aims.sample(frac=1, random_state=7, ignore_index=True)


def _word(word: str, frame: pd.DataFrame) -> pd.Categorical:
    return pd.Categorical.from_codes(np.zeros(len(frame), np.int8), [word])


def _chosen(other: np.ndarray, usual: str, unusual: str) -> pd.Categorical:
    return pd.Categorical.from_codes(np.asarray(other).astype(np.int8), [usual, unusual])


def _yearbooks(years: pd.Series) -> pd.Categorical:
    first = int(years.min())
    names = [f"yearbook_{year}" for year in range(first, int(years.max()) + 1)]
    return pd.Categorical.from_codes((years - first).to_numpy(), names)

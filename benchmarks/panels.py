"""Panels to measure: long tables of regions, indicators and years, shuffled."""

from __future__ import annotations

import numpy as np
import pandas as pd

YEARS = 20
INDICATORS = 60


def panel(
    regions: int = 3000,
    indicators: int = INDICATORS,
    years: int = YEARS,
    filled: float = 0.97,
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
    return frame.assign(value=frame["value"] * 1.05).sample(frac=1, random_state=7)


def panel_of_rows(millions: float) -> pd.DataFrame:
    """Return a panel of about that many million rows."""
    return panel(regions=max(1, round(millions * 1e6 / (INDICATORS * YEARS * 0.97))))


def sparse() -> pd.DataFrame:
    """Return 3.6 million rows in a panel of which one cell in a hundred is filled."""
    return panel(regions=30_000, indicators=600, filled=0.01)


def many_regions() -> pd.DataFrame:
    """Return 3.9 million rows of one million regions."""
    return panel(regions=1_000_000, indicators=1, years=4)

"""The measures of kejidata: the public functions with all that they check and compute."""

from __future__ import annotations

import pandas as pd

from kejidata.measures.completion import completion_ratios
from kejidata.measures.growth import growth_rates
from kejidata.measures.ranking import rankings

Tables = tuple[pd.DataFrame, pd.DataFrame]


def prepare(frame: pd.DataFrame, targets: pd.DataFrame) -> Tables:
    """Return the tables as they are."""
    return frame, targets


def growth(tables: Tables) -> pd.DataFrame:
    """Return growth with intervals and reasons."""
    return growth_rates(tables[0])


def rank(tables: Tables) -> pd.DataFrame:
    """Return ranks with their ranges, counts, shifts and reasons."""
    return rankings(tables[0])


shift = rank


def completion(tables: Tables) -> pd.DataFrame:
    """Return completion with intervals, elapsed time and reasons."""
    return completion_ratios(*tables)


def to_pandas(result: pd.DataFrame) -> pd.DataFrame:
    """Return the result."""
    return result

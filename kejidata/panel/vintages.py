"""Which of several publications of one figure counts, in frames that are read row by row.

`cells` says the same of coded rows: an empty publication gives way to one that has a value.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from kejidata.model.terms import KEYS

FIGURE = (*KEYS, "measure")
"""What the publications of one figure share."""


def newest(rows: pd.DataFrame, keys: Sequence[str] = FIGURE, column: str = "value") -> pd.DataFrame:
    """Return one row for each figure: the newest published that is not empty, if there is one.

    Parameters
    ----------
    rows
        The columns of `keys`, `column` and, where there is more than one publication, vintage.
    keys
        The columns that tell figures apart.
    column
        What is published: a row with nothing in it is empty.

    Examples
    --------
    >>> rows = pd.DataFrame({"region": ["a"] * 3, "vintage": [2021, 2020, 2022],
    ...                      "value": [2.0, 1.0, float("nan")]})
    >>> newest(rows, ["region"])["value"].tolist(), first(rows, ["region"])["value"].tolist()
    ([2.0], [1.0])
    """
    order = _by_vintage(rows, column, filled_first=False)
    return order.drop_duplicates([*keys], keep="last")


def first(rows: pd.DataFrame, keys: Sequence[str] = FIGURE) -> pd.DataFrame:
    """Return one row for each figure: the first published that is not empty, as `newest` does."""
    return _by_vintage(rows, "value", filled_first=True).drop_duplicates([*keys])


def _by_vintage(rows: pd.DataFrame, column: str, *, filled_first: bool) -> pd.DataFrame:
    """Return rows from the oldest to the newest, the empty ones before or after all others."""
    ranked = rows.sort_values("vintage", kind="stable") if "vintage" in rows else rows
    filled = ranked[column].notna()
    parts = (ranked[filled], ranked[~filled])
    return pd.concat(parts if filled_first else parts[::-1])

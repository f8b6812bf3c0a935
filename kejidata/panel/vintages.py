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
    >>> newest(rows, ["region"])["value"].tolist()
    [2.0]
    """
    ranked = rows.sort_values("vintage", kind="stable") if "vintage" in rows else rows
    filled = ranked[column].notna()
    if not filled.all():
        ranked = pd.concat([ranked[~filled], ranked[filled]])
    return ranked.drop_duplicates([*keys], keep="last")

"""What derives one level from others: index numbers, real amounts, ratios, single periods."""

from __future__ import annotations

import pandas as pd

NUMBERS = {"index_number": "index_numbers", "real": "real", "cumulative": "single_periods"}
"""The column that a result has alone, by the function that returns it; `ratio` has none."""
DECIMALS = {"index_numbers": 1}
"""Most decimals in which a derived level is told; others have two."""
ENDS = ("low", "high", "closed")


def maker_of(frame: pd.DataFrame | pd.Series) -> str:
    """Return which function returned levels or one of them, by the columns.

    Examples
    --------
    >>> maker_of(pd.DataFrame({"real": []})), maker_of(pd.DataFrame({"value": []}))
    ('real', 'ratio')
    """
    return next((maker for name, maker in NUMBERS.items() if name in frame), "ratio")


def levels(frame: pd.DataFrame) -> pd.DataFrame:
    """Return levels with the derived number as `value`, the published one as `stated`.

    Parameters
    ----------
    frame
        Result of `index_numbers`, `real`, `ratio` or `single_periods`, all columns there.

    Returns
    -------
    DataFrame
        The columns of the result, and value, low, high, closed and unit of the derived number,
        whichever it is; an index number has no unit.

    Examples
    --------
    >>> frame = pd.DataFrame({"value": [80.0], "index_number": [125.0], "low": 124.0, "high": 126.0,
    ...                       "closed": "both"})
    >>> levels(frame)[["value", "stated", "unit"]].values.tolist()
    [[125.0, 80.0, '']]
    """
    maker = maker_of(frame)
    out = frame.assign(stated=frame["value"])
    if maker == "index_numbers":
        return out.assign(value=frame["index_number"], unit="")
    if maker == "real":
        return out.assign(value=frame["real"], **{end: frame[f"real_{end}"] for end in ENDS})
    return out

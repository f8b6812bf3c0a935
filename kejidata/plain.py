"""A tidy frame made plain: every observation column there, text periods, intervals beside values.

The measures work on integer codes; the rooms that read row by row (derived, outlook, audit)
start here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from kejidata import frames, registry
from kejidata.intervals import half_widths

KEYS = ["region", "indicator", "period"]
Row = Mapping[str, Any]
_DEFAULTS = {
    "measure": "value",
    "unit": "",
    "step": 0.0,
    "bound": "exact",
    "among": "",
    "vintage": 0,
    "source": "",
    "quote": "",
}


def plain(obs: pd.DataFrame) -> pd.DataFrame:
    """Return a checked copy with every observation column, and low and high of each value.

    Parameters
    ----------
    obs
        A tidy frame: region, indicator, period, value; the rest takes the defaults of the measures.

    Returns
    -------
    DataFrame
        The observation columns that a measure may need; `period` is text and `given` the period as
        it was given; `low` and `high` are the interval that the rounding step leaves. Rows
        without a value are left out.

    Raises
    ------
    KejidataError
        A column is missing, or a value is no number.

    Examples
    --------
    >>> obs = pd.DataFrame({"region": ["320682"], "indicator": ["tech_contract_value"],
    ...                     "period": [2020], "value": [26.82], "step": [0.01]})
    >>> plain(obs)[["period", "unit", "low", "high"]].round(3).values.tolist()
    [['2020', '亿元', 26.815, 26.825]]
    """
    frames.read(obs)
    rows = pd.DataFrame(
        {name: obs.get(name, default) for name, default in _DEFAULTS.items()},
        index=obs.index,
    ).assign(
        region=obs["region"].astype("str"),
        indicator=obs["indicator"].astype("str"),
        given=obs["period"],
        period=obs["period"].map(_text).astype("str"),
        value=obs["value"].astype("float64"),
    )
    units = registry.indicators().set_index("code")["unit"]
    unit = rows["unit"].fillna("").astype("str")
    half = _half_widths(obs, rows["measure"])
    rows = rows.assign(
        unit=unit.mask(unit == "", rows["indicator"].map(units)).fillna(""),
        low=rows["value"] - half,
        high=rows["value"] + half,
    )
    return rows[rows["value"].notna()].reset_index(drop=True)


def _text(period: object) -> str:
    """Return a period as text; 2020.0 and 2020 are one year."""
    if isinstance(period, float) and period.is_integer():
        period = int(period)
    return str(period)


def _half_widths(obs: pd.DataFrame, measure: pd.Series[str]) -> pd.Series[float]:
    """Return half of what rounding leaves open; a stated rank leaves nothing."""
    figure = measure.isin(["value", "target"])
    step = obs["step"].fillna(0.0).astype("float64") if "step" in obs else 0.0 * figure
    return half_widths(obs).where(figure, step / 2).mask(measure == "rank", 0.0)


def first_published(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the oldest vintage of each region, indicator, period and measure."""
    return rows.sort_values("vintage", kind="stable").drop_duplicates([*KEYS, "measure"])


def newest(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the newest vintage of each region, indicator, period and measure."""
    return rows.sort_values("vintage", kind="stable").drop_duplicates(
        [*KEYS, "measure"], keep="last"
    )


def records(rows: pd.DataFrame) -> list[Row]:
    """Return the rows one by one, each a mapping from column to cell."""
    return [{str(name): cell for name, cell in row.items()} for row in rows.to_dict("records")]

"""Growth that only regains what was lost the year before."""

from __future__ import annotations

import pandas as pd

from kejidata.growth import growth_rates
from kejidata.intervals import settle

KEYS = ["region", "indicator", "period"]
COLUMNS = [*KEYS, "growth", "previous", "two_year", "recovery"]


def base_effects(obs: pd.DataFrame) -> pd.DataFrame:
    """Return the growth rates that follow a fall, and how much only makes it good, in percent.

    Where a value fell in the year before, part of its growth is recovery: of the increase on the
    base, the share that leads back to where it stood a year earlier still. From 128 to 115 to 148.4
    is growth of 29.0 %, of which (128 - 115) / (148.4 - 115) = 38.9 % is recovery; over the two
    years it is 7.7 % a year.

    Parameters
    ----------
    obs
        Tidy frame as `growth_rates` takes it. Shares are left out: their growth is a difference.

    Returns
    -------
    DataFrame
        region, indicator, period, growth (%), previous (growth of the year before, %), two_year
        (compound annual growth over the two years, %), recovery (% of the increase; above 100
        where the old level was not reached again). The most recovered come first.

    Raises
    ------
    KejidataError
        As `growth_rates`.

    Examples
    --------
    >>> obs = pd.DataFrame({"region": "220000", "indicator": "rd_expenditure",
    ...                     "period": [2017, 2018, 2019], "value": [128.0, 115.0, 148.4]})
    >>> base_effects(obs)[["growth", "two_year", "recovery"]].round(1).values.tolist()
    [[29.0, 7.7, 38.9]]
    """
    one = growth_rates(obs)
    one = one[(one["reason"] == "") & (one["unit"] == "%")]
    two = growth_rates(obs, span=2)
    before = one[[*KEYS, "growth", "base_value"]].set_axis(
        ["region", "indicator", "base_period", "previous", "earlier"], axis=1
    )
    rows = one.merge(before, on=["region", "indicator", "base_period"])
    rows = rows.merge(two.loc[two["reason"] == "", [*KEYS, "annual"]], on=KEYS)
    rows = rows[(rows["growth"] > 0) & (rows["previous"] < 0)].rename(
        columns={"annual": "two_year"}
    )
    lost = rows["earlier"] - rows["base_value"]
    gained = rows["value"] - rows["base_value"]
    rows["recovery"] = settle((lost / gained * 100).to_numpy(dtype="float64", copy=True))
    return rows[COLUMNS].sort_values(
        ["recovery", *KEYS], ascending=[False, True, True, True], ignore_index=True
    )

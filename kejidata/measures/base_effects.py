"""Growth that only regains what was lost the year before."""

from __future__ import annotations

import pandas as pd

from kejidata.measures.growth import growth_rates
from kejidata.model.terms import RESULTS
from kejidata.panel.normalize import KEYS, plain


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
        where the old level was not reached again), each but previous with the interval that
        rounding leaves (_low, _high). The most recovered come first.

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
    rows = plain(obs)
    effects = _after_a_fall(rows)
    for name, period, value in _POINTS:
        effects = effects.merge(_interval(rows, name, period, value), on=[*KEYS[:2], period, value])
    effects = effects.assign(**_recovery(effects))
    effects["period"] = effects["period"].map(dict(zip(rows["period"], rows["given"], strict=True)))
    order = ["recovery", *KEYS]
    return effects.sort_values(order, ascending=[False, True, True, True], ignore_index=True)[
        [*RESULTS["base_effects"]]
    ]


# The three figures behind an effect: prefix of its interval, column of its period, of its value.
_POINTS = (
    ("now", "period", "value"),
    ("base", "base_period", "base_value"),
    ("old", "old_period", "old_value"),
)


def _after_a_fall(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the growths in percent that follow a fall, with the old value and two-year growth."""
    one = growth_rates(rows)
    one = one[(one["reason"] == "") & (one["unit"] == "%")]
    before = one[[*KEYS[:2], "period", "base_period", "growth", "base_value"]].set_axis(
        [*KEYS[:2], "base_period", "old_period", "previous", "old_value"], axis=1
    )
    two = growth_rates(rows, span=2)
    two = two.loc[two["reason"] == "", [*KEYS, "annual", "low", "high"]]
    two[["low", "high"]] = ((1 + two[["low", "high"]] / 100) ** 0.5 - 1) * 100
    two = two.rename(columns={"annual": "two_year", "low": "two_year_low", "high": "two_year_high"})
    out = one.rename(columns={"low": "growth_low", "high": "growth_high"})
    out = out.merge(before, on=[*KEYS[:2], "base_period"]).merge(two, on=KEYS)
    # Where rounding leaves open whether there is growth at all, nothing was regained for sure.
    return out[(out["growth_low"] > 0) & (out["previous"] < 0)]


def _interval(rows: pd.DataFrame, name: str, period: str, value: str) -> pd.DataFrame:
    """Return the interval of every published value under the column names of one figure."""
    figures = rows.loc[rows["measure"] == "value", [*KEYS, "value", "low", "high"]]
    names = [*KEYS[:2], period, value, f"{name}_low", f"{name}_high"]
    return figures.set_axis(names, axis=1).drop_duplicates(names[:4])


def _recovery(rows: pd.DataFrame) -> dict[str, pd.Series[float]]:
    """Return (old - base) / (now - base) in percent, and its extremes over the three intervals.

    It rises with the old value and falls with the new one. In the base it is monotone, but which
    way depends on the others, so both ends of the base are tried.
    """
    ends = [rows["base_low"], rows["base_high"]]
    lows = [(rows["old_low"] - base) / (rows["now_high"] - base) * 100 for base in ends]
    highs = [(rows["old_high"] - base) / (rows["now_low"] - base) * 100 for base in ends]
    lost, gained = rows["old_value"] - rows["base_value"], rows["value"] - rows["base_value"]
    return {
        "recovery": lost / gained * 100,
        "recovery_low": lows[0].where(lows[0] < lows[1], lows[1]),
        "recovery_high": highs[0].where(highs[0] > highs[1], highs[1]),
    }

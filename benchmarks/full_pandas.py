"""The measures on the full panel in pandas, as a careful analyst writes them."""

from __future__ import annotations

import numpy as np
import pandas as pd

KEY = ["region", "indicator", "period"]
GROUP = ["indicator", "period"]
FIGURE = ["value", "step", "unit", "bound", "source"]
Tables = tuple[pd.DataFrame, pd.DataFrame]


def prepare(frame: pd.DataFrame, targets: pd.DataFrame) -> Tables:
    """Return the tables as they are."""
    return frame, targets


def _years(frame: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """Return the columns that are needed: to carry all of them costs more than to choose."""
    few = frame[[*KEY, *columns]]
    return few.assign(period=few["period"].astype("int64"))


def _newest(frame: pd.DataFrame, *columns: str) -> pd.DataFrame:
    dated = _years(frame, *columns, "vintage").sort_values("vintage")
    return dated.drop_duplicates(KEY, keep="last")


def _first_reason(holding: dict[str, pd.Series]) -> np.ndarray:
    return np.select([*holding.values()], [*holding], default="")


def _unlike(own: pd.Series, other: pd.Series) -> pd.Series:
    """Mark where two columns of words differ, by their codes: texts take ten times as long."""
    if isinstance(own.dtype, pd.CategoricalDtype):
        words = own.cat.categories.union(other.cat.categories)
        own, other = own.cat.set_categories(words), other.cat.set_categories(words)
    return own != other


def _beside(own: pd.Series, other: pd.Series) -> pd.Categorical:
    """Return the source of two figures, once where it is that of both or there is one figure.

    By codes, and each combination is written once: to join the texts row by row takes longer.
    """
    (one, names), (two, others) = pd.factorize(own), pd.factorize(other)
    width = len(others) + 1
    codes, found = pd.factorize(one * width + two + 1)
    pairs = [divmod(pair, width) for pair in found.tolist()]
    texts = [_joined(names[at], others[to - 1] if to else "") for at, to in pairs]
    place, words = pd.factorize(np.array(texts, dtype=object))
    return pd.Categorical.from_codes(place[codes], words)


def _joined(own: str, other: str) -> str:
    return f"{own}|{other}" if other not in ("", own) else own


def growth(tables: Tables) -> pd.DataFrame:
    """Return growth of the first publication on the newest base by then, with its interval."""
    values = _years(tables[0], *FIGURE, "vintage").sort_values("vintage")
    own = values.drop_duplicates(KEY)
    base = values.assign(period=values["period"] + 1)
    both = own.merge(base, on=KEY, how="left", suffixes=("", "_base"))
    # A base that came later is none, and of those that are left the last is the newest.
    both = both[~(both["vintage_base"] > both["vintage"])]
    both = both.sort_values("vintage_base").drop_duplicates(KEY, keep="last")
    half, base_half = both["step"] / 2, both["step_base"] / 2
    value, base_value = both["value"], both["value_base"]
    reason = _first_reason(
        {
            "no_value": value.isna(),
            "no_base": base_value.isna(),
            "unit_mismatch": _unlike(both["unit"], both["unit_base"]),
            "not_exact": (both["bound"] != "exact") | (both["bound_base"] != "exact"),
            "zero_base": (base_value - base_half <= 0) & (base_value + base_half > 0),
            "negative_base": base_value + base_half <= 0,
        }
    )
    low = ((value - half) / (base_value + base_half) - 1) * 100
    high = ((value + half) / (base_value - base_half) - 1) * 100
    rate = (value / base_value - 1) * 100
    told = reason == ""
    return both.assign(
        growth=rate.where(told),
        low=low.where(told),
        high=high.where(told),
        reason=reason,
        source=_beside(both["source"], both["source_base"]),
    )


def completion(tables: Tables) -> pd.DataFrame:
    """Return completion of the newest publication, the other way round where less is better."""
    own = _newest(tables[0], *FIGURE, "direction")
    aims = _years(tables[1], "value", "unit", "source")
    both = own.merge(aims, on=KEY, how="left", suffixes=("", "_target"))
    value, target, half = both["value"], both["value_target"], both["step"] / 2
    less = both["direction"] < 0
    reason = _first_reason(
        {
            "no_value": value.isna(),
            "no_target": target.isna(),
            "unit_mismatch": _unlike(both["unit"], both["unit_target"]),
            "not_exact": both["bound"] != "exact",
            "zero_target": target == 0,
            "negative_target": target < 0,
            "zero_value": less & (value - half <= 0),
        }
    )
    told = reason == ""
    ratio, low, high = (
        (target / one).where(less, one / target).where(told) * 100
        for one in (value, value - half, value + half)
    )
    return both.assign(
        completion=ratio,
        low=low.where(~less, high),
        high=high.where(~less, low),
        reason=reason,
        source=_beside(both["source"], both["source_target"]),
    )


def rank(tables: Tables) -> pd.DataFrame:
    """Return rank, the best and the worst that rounding allows, and the shift."""
    own = _newest(tables[0], "value", "unit", "bound", "source", "direction")
    units = own.groupby(GROUP, observed=True)["unit"].transform("nunique")
    reason = _first_reason(
        {
            "no_value": own["value"].isna(),
            "unit_mismatch": units > 1,
            "not_exact": own["bound"] != "exact",
        }
    )
    own = own.assign(reason=reason, key=-own["direction"] * own["value"])
    counted = (own["reason"] == "").groupby([own[name] for name in GROUP], observed=True)
    own.loc[(own["reason"] == "") & (counted.transform("sum") == 1), "reason"] = "no_peer"
    ranked = own[own["reason"] == ""]
    groups = ranked.groupby(GROUP, observed=True)["key"]
    place, last = groups.rank(method="min"), groups.rank(method="max")
    # A member without a rank may stand before all others or after them.
    members = own.groupby("indicator", observed=True)["region"].nunique()
    members = ranked["indicator"].map(members).astype("int64")
    worst = last + members - groups.transform("size")
    before = ranked.assign(period=ranked["period"] + 1)[[*KEY, "key"]]
    both = ranked.merge(before, on=KEY, suffixes=("", "_before"))
    groups = both.groupby(GROUP, observed=True)
    gained = groups["key_before"].rank(method="min") - groups["key"].rank(method="min")
    shift = both[KEY].assign(shift=gained)
    return own.assign(rank=place, best=place, worst=worst).merge(shift, on=KEY, how="left")


def to_pandas(result: pd.DataFrame) -> pd.DataFrame:
    """Return the result."""
    return result

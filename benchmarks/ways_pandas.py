"""The measures in pandas, as a careful analyst writes them and as a hasty one does."""

from __future__ import annotations

import pandas as pd

KEY = ["region", "indicator", "period"]
SERIES = ["region", "indicator"]
GROUP = ["indicator", "period"]
Tables = tuple[pd.DataFrame, pd.DataFrame]


def prepare(frame: pd.DataFrame, targets: pd.DataFrame) -> Tables:
    """Return the tables as they are."""
    return frame, targets


def _with_base(frame: pd.DataFrame, how: str) -> pd.DataFrame:
    base = frame.assign(period=frame["period"] + 1).rename(columns={"value": "base"})
    return frame.merge(base, on=KEY, how=how)


def growth(tables: Tables) -> pd.DataFrame:
    """Return growth by a merge on the year before."""
    both = _with_base(tables[0], "left")
    return both.assign(growth=(both["value"] / both["base"] - 1) * 100)


def found_growth(tables: Tables) -> pd.DataFrame:
    """Return growth by looking the year before up in an index, the fastest right form found."""
    frame = tables[0]
    before = pd.MultiIndex.from_arrays([*(frame[name] for name in SERIES), frame["period"] - 1])
    base = frame.set_index(KEY)["value"].reindex(before).to_numpy()
    return frame.assign(base=base, growth=(frame["value"] / base - 1) * 100)


def rank(tables: Tables) -> pd.DataFrame:
    """Return the competition rank within indicator and year."""
    frame = tables[0]
    place = frame.groupby(GROUP, observed=True)["value"].rank(method="min", ascending=False)
    return frame.assign(rank=place)


def completion(tables: Tables) -> pd.DataFrame:
    """Return completion by a merge with the targets."""
    frame, targets = tables
    both = frame.merge(targets.rename(columns={"value": "target"}), on=KEY, how="left")
    return both.assign(completion=both["value"] / both["target"] * 100)


def found_completion(tables: Tables) -> pd.DataFrame:
    """Return completion by looking targets up in an index, the fastest right form found."""
    frame, targets = tables
    keys = pd.MultiIndex.from_frame(frame[KEY])
    target = targets.set_index(KEY)["value"].reindex(keys).to_numpy()
    return frame.assign(target=target, completion=frame["value"] / target * 100)


def shift(tables: Tables) -> pd.DataFrame:
    """Return places gained among the regions that are there in both years."""
    both = _with_base(tables[0], "inner")
    groups = both.groupby(GROUP, observed=True)
    now = groups["value"].rank(method="min", ascending=False)
    then = groups["base"].rank(method="min", ascending=False)
    return both.assign(shift=then - now)


def naive_growth(tables: Tables) -> pd.DataFrame:
    """Return growth on the row before, whichever year that is."""
    frame = tables[0].sort_values(KEY)
    change = frame.groupby(SERIES, observed=True)["value"].pct_change()
    return frame.assign(growth=change * 100)


def to_pandas(result: pd.DataFrame) -> pd.DataFrame:
    """Return the result."""
    return result

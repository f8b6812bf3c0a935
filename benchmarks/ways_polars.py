"""The measures in Polars: lazy, on all processors, in the fastest form found."""

from __future__ import annotations

import pandas as pd
import polars as pl

KEY = ["region", "indicator", "period"]
GROUP = ["indicator", "period"]
Tables = tuple[pl.LazyFrame, pl.LazyFrame]


def prepare(frame: pd.DataFrame, targets: pd.DataFrame) -> Tables:
    """Return the tables as Polars holds them; categories become Enum, its fastest form."""
    return _native(frame).lazy(), _native(targets).lazy()


def _native(frame: pd.DataFrame) -> pl.DataFrame:
    table = pl.from_pandas(frame)
    enums = [
        pl.col(name).cast(pl.Enum(frame[name].cat.categories.tolist()))
        for name in ("region", "indicator")
        if isinstance(frame[name].dtype, pd.CategoricalDtype)
    ]
    return table.with_columns(enums)


def growth(tables: Tables) -> pl.DataFrame:
    """Return growth on the row before where it is of the same series and the year before."""
    follows = (
        (pl.col("region") == pl.col("region").shift())
        & (pl.col("indicator") == pl.col("indicator").shift())
        & (pl.col("period") == pl.col("period").shift() + 1)
    )
    base = pl.when(follows).then(pl.col("value").shift()).alias("base")
    percent = ((pl.col("value") / pl.col("base") - 1) * 100).alias("growth")
    return tables[0].sort(KEY).with_columns(base).with_columns(percent).collect()


def joined_growth(tables: Tables) -> pl.DataFrame:
    """Return growth by a join with the year before."""
    base = tables[0].select("region", "indicator", pl.col("period") + 1, base="value")
    percent = ((pl.col("value") / pl.col("base") - 1) * 100).alias("growth")
    return tables[0].join(base, on=KEY, how="left").with_columns(percent).collect()


def rank(tables: Tables) -> pl.DataFrame:
    """Return the competition rank within indicator and year."""
    place = pl.col("value").rank("min", descending=True).over(GROUP)
    return tables[0].with_columns(rank=place).collect()


def completion(tables: Tables) -> pl.DataFrame:
    """Return completion by a join with the targets."""
    both = tables[0].join(tables[1].rename({"value": "target"}), on=KEY, how="left")
    return both.with_columns(completion=pl.col("value") / pl.col("target") * 100).collect()


def shift(tables: Tables) -> pl.DataFrame:
    """Return places gained among the regions that are there in both years."""
    base = tables[0].select("region", "indicator", pl.col("period") + 1, base="value")
    # Ranks are unsigned and would wrap round below zero.
    now, then = (
        pl.col(name).rank("min", descending=True).over(GROUP).cast(pl.Int64)
        for name in ("value", "base")
    )
    return tables[0].join(base, on=KEY).with_columns(shift=then - now).collect()


def to_pandas(result: pl.DataFrame) -> pd.DataFrame:
    """Return the result with keys as text."""
    return result.cast({"region": pl.String, "indicator": pl.String}).to_pandas()

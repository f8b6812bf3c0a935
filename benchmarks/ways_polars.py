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


def _code(table: pl.LazyFrame) -> pl.Expr:
    """Return a series and its year as one integer, which sorts and joins faster than three keys."""
    schema = table.collect_schema()
    region, indicator = (
        (column if isinstance(schema[name], pl.Enum) else column.cast(pl.Categorical))
        .to_physical()
        .cast(pl.UInt32)
        for name, column in ((name, pl.col(name)) for name in ("region", "indicator"))
    )
    year = (pl.col("period") - 2000).cast(pl.UInt32)
    return ((region * 4096 + indicator) * 32 + year).alias("code")


def _group(table: pl.LazyFrame) -> pl.Expr:
    return (_code(table) % (4096 * 32)).alias("group")


def _percent() -> pl.Expr:
    return ((pl.col("value") / pl.col("base") - 1) * 100).alias("growth")


def _packed_base(table: pl.LazyFrame) -> pl.LazyFrame:
    follows = pl.col("code") == pl.col("code").shift() + 1
    base = pl.when(follows).then(pl.col("value").shift()).alias("base")
    return table.with_columns(_code(table)).sort("code").with_columns(base).drop("code")


def packed_growth(tables: Tables) -> pl.DataFrame:
    """Return growth on the row before, sorted by one integer."""
    return _packed_base(tables[0]).with_columns(_percent()).collect()


def growth(tables: Tables) -> pl.DataFrame:
    """Return growth on the row before where it is of the same series and the year before."""
    follows = (
        (pl.col("region") == pl.col("region").shift())
        & (pl.col("indicator") == pl.col("indicator").shift())
        & (pl.col("period") == pl.col("period").shift() + 1)
    )
    base = pl.when(follows).then(pl.col("value").shift()).alias("base")
    return tables[0].sort(KEY).with_columns(base).with_columns(_percent()).collect()


def joined_growth(tables: Tables) -> pl.DataFrame:
    """Return growth by a join with the year before."""
    base = tables[0].select("region", "indicator", pl.col("period") + 1, base="value")
    return tables[0].join(base, on=KEY, how="left").with_columns(_percent()).collect()


def rank(tables: Tables) -> pl.DataFrame:
    """Return the competition rank within indicator and year."""
    place = pl.col("value").rank("min", descending=True).over(GROUP)
    return tables[0].with_columns(rank=place).collect()


def packed_rank(tables: Tables) -> pl.DataFrame:
    """Return the competition rank within groups that are one integer."""
    place = pl.col("value").rank("min", descending=True).over(_group(tables[0]))
    return tables[0].with_columns(rank=place).collect()


def completion(tables: Tables) -> pl.DataFrame:
    """Return completion by a join with the targets."""
    both = tables[0].join(tables[1].rename({"value": "target"}), on=KEY, how="left")
    return both.with_columns(completion=pl.col("value") / pl.col("target") * 100).collect()


def packed_completion(tables: Tables) -> pl.DataFrame:
    """Return completion by a join on one integer."""
    own = tables[0].with_columns(_code(tables[0]))
    aims = tables[1].select(_code(tables[1]), target="value")
    percent = pl.col("value") / pl.col("target") * 100
    return (
        own.join(aims, on="code", how="left")
        .drop("code")
        .with_columns(completion=percent)
        .collect()
    )


def _gained(group: list[str] | pl.Expr) -> pl.Expr:
    # Ranks are unsigned and would wrap round below zero.
    now, then = (
        pl.col(name).rank("min", descending=True).over(group).cast(pl.Int64)
        for name in ("value", "base")
    )
    return (then - now).alias("shift")


def shift(tables: Tables) -> pl.DataFrame:
    """Return places gained among the regions that are there in both years."""
    base = tables[0].select("region", "indicator", pl.col("period") + 1, base="value")
    return tables[0].join(base, on=KEY).with_columns(_gained(GROUP)).collect()


def packed_shift(tables: Tables) -> pl.DataFrame:
    """Return places gained, with the row before and groups that are one integer."""
    both = _packed_base(tables[0]).drop_nulls("base")
    return both.with_columns(_gained(_group(both))).collect()


def to_pandas(result: pl.DataFrame) -> pd.DataFrame:
    """Return the result with keys as text."""
    return result.cast({"region": pl.String, "indicator": pl.String}).to_pandas()

"""The measures on the full panel in Polars: lazy, on all processors, keys as one integer."""

from __future__ import annotations

import pandas as pd
import polars as pl

from benchmarks.ways_polars import Tables, prepare

__all__ = ["completion", "growth", "prepare", "rank", "to_pandas"]
SERIES, YEAR, VINTAGES = 4096, 4096, 4096
KEY = ("region", "indicator", "period")
BASE = ("value", "step", "unit", "bound", "source")


def _coded(table: pl.LazyFrame) -> pl.LazyFrame:
    """Return rows with group (indicator and year) and cell (region and group) as integers."""
    region, indicator = (_physical(table, name) for name in ("region", "indicator"))
    group = indicator * YEAR + pl.col("period").cast(pl.Int64)
    return table.with_columns(group=group, cell=region * SERIES * YEAR + group)


def _physical(table: pl.LazyFrame, name: str) -> pl.Expr:
    column = pl.col(name)
    if not isinstance(table.collect_schema()[name], pl.Enum | pl.Categorical):
        column = column.cast(pl.Categorical)
    return column.to_physical().cast(pl.Int64)


def _sorted(table: pl.LazyFrame, *columns: str) -> pl.LazyFrame:
    """Return rows in the order of cell and vintage, with the columns that are needed."""
    order = pl.col("cell") * VINTAGES + pl.col("vintage").cast(pl.Int64)
    few = _coded(table).select(*KEY, *columns, "vintage", "group", "cell")
    return few.with_columns(order=order).sort("order")


def _newest(table: pl.LazyFrame, *columns: str) -> pl.LazyFrame:
    changes = (pl.col("cell") != pl.col("cell").shift(-1)).fill_null(value=True)
    return _sorted(table, *columns).filter(changes)


def _first_reason(holding: dict[str, pl.Expr]) -> pl.Expr:
    return pl.coalesce(
        *(pl.when(holds).then(pl.lit(name)) for name, holds in holding.items()), pl.lit("")
    ).alias("reason")


def _beside(own: str, other: str) -> pl.Expr:
    """Return the source of two figures, once where it is that of both or there is one figure."""
    one, two = pl.col(own).cast(pl.String), pl.col(other).cast(pl.String)
    unlike = pl.when(one != two).then(two)
    return pl.concat_str(one, unlike, separator="|", ignore_nulls=True).alias("source")


def growth(tables: Tables) -> pl.DataFrame:
    """Return growth of the first publication on the newest base by then, with its interval.

    In the order of cell and vintage the base is one of the rows before: as many are looked at as
    one cell has publications.
    """
    table = _sorted(tables[0], *BASE)
    most = _coded(tables[0]).group_by("cell").len().select(pl.col("len").max()).collect().item()
    own, halves = pl.col("value"), (pl.col("step") / 2, pl.col("step_base") / 2)
    fits = [
        (pl.col("cell").shift(back) == pl.col("cell") - 1)
        & (pl.col("vintage").shift(back) <= pl.col("vintage"))
        for back in range(1, most + 1)
    ]
    base = [
        pl.coalesce(
            *(pl.when(fit).then(pl.col(name).shift(n)) for n, fit in enumerate(fits, start=1))
        ).alias(f"{name}_base")
        for name in BASE
    ]
    first = (pl.col("cell") != pl.col("cell").shift()).fill_null(value=True)
    both = table.with_columns(*base, first=first).filter("first")
    under = pl.col("value_base")
    reason = _first_reason(
        {
            "no_value": own.is_null() | own.is_nan(),
            "no_base": under.is_null() | under.is_nan(),
            "unit_mismatch": pl.col("unit") != pl.col("unit_base"),
            "not_exact": (pl.col("bound") != "exact") | (pl.col("bound_base") != "exact"),
            "zero_base": (under - halves[1] <= 0) & (under + halves[1] > 0),
            "negative_base": under + halves[1] <= 0,
        }
    )
    found = {
        "growth": (own / under - 1) * 100,
        "low": ((own - halves[0]) / (under + halves[1]) - 1) * 100,
        "high": ((own + halves[0]) / (under - halves[1]) - 1) * 100,
    }
    return _told(both.with_columns(reason, _beside("source", "source_base")), found)


def _told(table: pl.LazyFrame, found: dict[str, pl.Expr]) -> pl.DataFrame:
    told = pl.col("reason") == ""
    columns = [pl.when(told).then(one).alias(name) for name, one in found.items()]
    return table.with_columns(columns).collect()


def completion(tables: Tables) -> pl.DataFrame:
    """Return completion of the newest publication, the other way round where less is better."""
    own = _newest(tables[0], *BASE, "direction")
    # Categories of two tables are coded together by their names.
    named = {"target": "value", "unit_target": "unit", "source_target": "source"}
    both = own.join(tables[1].select(*KEY, **named), on=[*KEY], how="left")
    value, target, half = pl.col("value"), pl.col("target"), pl.col("step") / 2
    less = pl.col("direction") < 0
    reason = _first_reason(
        {
            "no_value": value.is_null() | value.is_nan(),
            "no_target": target.is_null() | target.is_nan(),
            "unit_mismatch": pl.col("unit").cast(pl.String)
            != pl.col("unit_target").cast(pl.String),
            "not_exact": pl.col("bound") != "exact",
            "zero_target": target == 0,
            "negative_target": target < 0,
            "zero_value": less & (value - half <= 0),
        }
    )
    found = {
        name: pl.when(less)
        .then(target / (value - side * half))
        .otherwise((value + side * half) / target)
        * 100
        for name, side in (("completion", 0), ("low", -1), ("high", 1))
    }
    return _told(both.with_columns(reason, _beside("source", "source_target")), found)


def rank(tables: Tables) -> pl.DataFrame:
    """Return rank and shift, without the best and the worst that rounding allows."""
    own = _newest(tables[0], "value", "unit", "bound", "source", "direction")
    own = own.with_columns(key=-pl.col("direction") * pl.col("value"))
    mixed = pl.col("unit").min().over("group") != pl.col("unit").max().over("group")
    own = own.with_columns(
        _first_reason(
            {
                "no_value": pl.col("value").is_null() | pl.col("value").is_nan(),
                "unit_mismatch": mixed,
                "not_exact": pl.col("bound") != "exact",
            }
        )
    )
    ranked = pl.col("reason") == ""
    alone = ranked & (ranked.sum().over("group") == 1)
    own = own.with_columns(reason=pl.when(alone).then(pl.lit("no_peer")).otherwise("reason"))
    follows = pl.col("cell").shift() == pl.col("cell") - 1
    then = pl.when(follows & ranked & ranked.shift()).then(pl.col("key").shift())
    own = own.with_columns(then=then, counted=pl.when(ranked).then(pl.col("key")))
    both = pl.when(pl.col("then").is_not_null()).then(pl.col("key"))
    now, before, place = (
        key.rank("min").over("group").cast(pl.Int64)
        for key in (both, pl.col("then"), pl.col("counted"))
    )
    return own.with_columns(rank=place, shift=before - now).collect()


def to_pandas(result: pl.DataFrame) -> pd.DataFrame:
    """Return the result with keys as text."""
    return result.cast({"region": pl.String, "indicator": pl.String}).to_pandas()

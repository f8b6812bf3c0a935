"""The measures in DuckDB: tables in memory, on all processors, in the fastest form found."""

from __future__ import annotations

import duckdb
import pandas as pd
import pyarrow as pa

KEY = "region, indicator, period"


def prepare(frame: pd.DataFrame, targets: pd.DataFrame) -> duckdb.DuckDBPyConnection:
    """Return a connection that holds the tables; categories become ENUM, its fastest form."""
    connection = duckdb.connect()
    for name, table in (("obs", frame), ("aims", targets)):
        connection.register("given", table)
        connection.execute(f"create table {name} as select * from given")
        connection.unregister("given")
    return connection


def _fetch(connection: duckdb.DuckDBPyConnection, query: str) -> pa.Table:
    return connection.sql(query).to_arrow_table()


def growth(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    """Return growth by a join with the year before."""
    return _fetch(
        connection,
        """select obs.*, base.value as base, (obs.value / base.value - 1) * 100 as growth
        from obs left join obs as base on base.region = obs.region
        and base.indicator = obs.indicator and base.period = obs.period - 1""",
    )


def lagged_growth(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    """Return growth on the row before where it is of the year before."""
    return _fetch(
        connection,
        """select region, indicator, period, value,
        case when lag(period) over w = period - 1 then lag(value) over w end as base,
        (value / base - 1) * 100 as growth
        from obs window w as (partition by region, indicator order by period)""",
    )


def rank(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    """Return the competition rank within indicator and year."""
    return _fetch(
        connection,
        """select *, rank() over (partition by indicator, period order by value desc) as rank
        from obs""",
    )


def completion(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    """Return completion by a join with the targets."""
    return _fetch(
        connection,
        f"""select obs.*, aims.value as target, obs.value / aims.value * 100 as completion
        from obs left join aims using ({KEY})""",
    )


def shift(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    """Return places gained among the regions that are there in both years."""
    return _fetch(
        connection,
        """select obs.*, rank() over (partition by obs.indicator, obs.period
        order by base.value desc) - rank() over (partition by obs.indicator, obs.period
        order by obs.value desc) as shift
        from obs join obs as base on base.region = obs.region
        and base.indicator = obs.indicator and base.period = obs.period - 1""",
    )


def to_pandas(result: pa.Table) -> pd.DataFrame:
    """Return the result with keys as text."""
    frame = result.to_pandas()
    return frame.astype({"region": "str", "indicator": "str"})

"""The measures on the full panel in DuckDB: tables in memory, on all processors."""

from __future__ import annotations

import duckdb
import pyarrow as pa

from benchmarks.ways_duckdb import _fetch, prepare, to_pandas

__all__ = ["completion", "growth", "prepare", "rank", "to_pandas"]
OWN = """obs.region, obs.indicator, obs.period::int as period, obs.value, obs.step, obs.unit,
    obs.bound, obs.direction, obs.vintage, obs.source"""
NEWEST = f"""newest as (select {OWN} from obs qualify row_number() over (
    partition by region, indicator, period order by vintage desc) = 1)"""


def _beside(other: str) -> str:
    """Return the source of two figures, once where it is that of both or there is one figure."""
    one, two = "source::varchar", f"{other}::varchar"
    return f"case when {two} is null or {one} = {two} then {one} else {one} || '|' || {two} end"


def growth(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    """Return growth of the first publication on the newest base by then, with its interval."""
    return _fetch(
        connection,
        f"""with dated as (select {OWN} from obs),
        own as (select * from dated qualify row_number() over (
            partition by region, indicator, period order by vintage) = 1),
        pairs as (select own.*, base.value as base, own.step / 2 as half,
            base.step / 2 as base_half, base.unit as base_unit, base.bound as base_bound,
            base.source as base_source
            from own asof left join dated as base on own.region = base.region
            and own.indicator = base.indicator and own.period = base.period + 1
            and own.vintage >= base.vintage),
        told as (select *, case when value is null then 'no_value' when base is null then 'no_base'
            when unit <> base_unit then 'unit_mismatch'
            when bound <> 'exact' or base_bound <> 'exact' then 'not_exact'
            when base - base_half <= 0 and base + base_half > 0 then 'zero_base'
            when base + base_half <= 0 then 'negative_base' else '' end as reason from pairs)
        select * exclude (source), {_beside("base_source")} as source,
        case when reason = '' then (value / base - 1) * 100 end as growth,
        case when reason = '' then ((value - half) / (base + base_half) - 1) * 100 end as low,
        case when reason = '' then ((value + half) / (base - base_half) - 1) * 100 end as high
        from told""",
    )


def completion(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    """Return completion of the newest publication, the other way round where less is better."""
    return _fetch(
        connection,
        f"""with {NEWEST}, pairs as (select newest.*, aims.value as target, newest.step / 2 as half,
            aims.unit as target_unit, aims.source as target_source from newest left join aims
            on newest.region = aims.region and newest.indicator = aims.indicator
            and newest.period = aims.period::int),
        told as (select *, case when value is null then 'no_value'
            when target is null then 'no_target'
            when unit::varchar <> target_unit::varchar then 'unit_mismatch'
            when bound <> 'exact' then 'not_exact' when target = 0 then 'zero_target'
            when target < 0 then 'negative_target'
            when direction < 0 and value - half <= 0 then 'zero_value' else '' end as reason
            from pairs)
        select * exclude (source), {_beside("target_source")} as source,
        case when reason <> '' then null when direction < 0
        then target / value * 100 else value / target * 100 end as completion,
        case when reason <> '' then null when direction < 0
        then target / (value + half) * 100 else (value - half) / target * 100 end as low,
        case when reason <> '' then null when direction < 0
        then target / (value - half) * 100 else (value + half) / target * 100 end as high
        from told""",
    )


def rank(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    """Return rank and shift, without the best and the worst that rounding allows."""
    return _fetch(
        connection,
        f"""with {NEWEST}, compared as (select *, -direction * value as key,
            case when value is null then 'no_value'
            when min(unit) over of_group <> max(unit) over of_group then 'unit_mismatch'
            when bound <> 'exact' then 'not_exact' else '' end as reason from newest
            window of_group as (partition by indicator, period)),
        told as (select * replace (case when reason = '' and count(*) filter (reason = '')
            over (partition by indicator, period) = 1 then 'no_peer' else reason end as reason)
            from compared),
        pairs as (select told.*, base.key as base_key from told left join told as base
            on told.reason = '' and base.reason = '' and told.region = base.region
            and told.indicator = base.indicator and told.period = base.period + 1)
        select *, case when reason = '' then rank() over (
            partition by indicator, period, reason = '' order by key) end as rank,
        case when base_key is not null then rank() over (
            partition by indicator, period, base_key is null order by base_key)
            - rank() over (partition by indicator, period, base_key is null order by key)
            end as shift
        from pairs""",
    )

"""Measures on a Dask DataFrame give what they give on one frame."""

import pickle
from typing import Any

import numpy as np
import pandas as pd
import pytest

import kejidata
from kejidata.errors import KejidataError


@pytest.fixture(scope="module", autouse=True)
def _dask() -> None:
    """Load Dask in the one process that runs these tests, not in each that lists them."""
    pytest.importorskip("dask.dataframe", reason="Dask comes with the extra kejidata[scale]")


REGIONS = [*(f"r{n}" for n in range(30)), "320682", "江苏"]
INDICATORS = [*(f"i{n}" for n in range(5)), "rd_expenditure", "rd_intensity"]
WITHIN = {
    "growth_rates": {},
    "completion_ratios": {},
    "rankings": {},
    "base_effects": {},
    "index_numbers": {"base": 2018},
    "contributions": {"parts": {"r0": ["r1", "r2", "nowhere"]}},
}


def panel() -> pd.DataFrame:
    """Return values, revisions, targets and stated growth in any order, some in other units."""
    rng = np.random.default_rng(7)
    keys = [(r, i, year) for r in REGIONS for i in INDICATORS for year in range(2015, 2021)]
    obs = pd.DataFrame(keys, columns=["region", "indicator", "period"])
    obs["value"] = rng.normal(100, 40, len(obs)).round(1)
    obs["unit"] = np.where(rng.random(len(obs)) < 0.02, "万元", "亿元")
    obs.loc[obs["indicator"] == "i3", "unit"] = "%"
    obs = obs.assign(step=0.1, measure="value", bound="exact", vintage=2021)
    obs.loc[rng.random(len(obs)) < 0.02, "bound"] = "at_least"
    parts = [
        obs,
        obs.sample(frac=0.05, random_state=1).assign(vintage=2022, value=3.0),
        obs.sample(frac=0.1, random_state=2).assign(measure="target"),
        obs[obs["indicator"] == "i1"].head(20).assign(measure="growth_rate", unit="%", value=3.1),
    ]
    found = pd.concat(parts).sample(frac=1, random_state=3, ignore_index=True)
    return found.assign(source=rng.choice(["yearbook", "report", ""], len(found)))


def split(obs: pd.DataFrame, parts: int = 6) -> Any:
    import dask.dataframe as dd

    return dd.from_pandas(obs, npartitions=parts, sort=False)


def in_order(found: pd.DataFrame) -> pd.DataFrame:
    keys = [name for name in ("indicator", "region", "period") if name in found]
    place = found[keys].astype(str).sort_values(keys, kind="stable").index
    return found.loc[place].reset_index(drop=True)


def same(name: str, obs: pd.DataFrame, partitioned: Any, **options: Any) -> None:
    measure = getattr(kejidata, name)
    one, many = measure(obs, **options), measure(partitioned, **options).compute()
    assert len(one)
    texts = {key: "str" for key in ("region", "indicator", "source") if key in one}
    many = many.reset_index(drop=True)
    pd.testing.assert_frame_equal(in_order(one.astype(texts)), in_order(many))


@pytest.mark.parametrize("name", WITHIN)
def test_a_measure_gives_what_one_frame_gives(name: str) -> None:
    obs = panel()
    same(name, obs, split(obs), **WITHIN[name])


def test_what_is_stated_of_one_indicator_alone_is_empty_for_the_others() -> None:
    obs = panel()
    stated = obs[obs["indicator"] == "i1"].head(20).assign(measure="completion_ratio", unit="%")
    obs = pd.concat([obs, stated.assign(value=98.0)], ignore_index=True)
    same("completion_ratios", obs, split(obs))


def test_categories_known_or_not_make_no_difference() -> None:
    import dask.dataframe as dd

    keyed = panel().astype(dict.fromkeys(("region", "indicator", "unit"), "category"))
    half = len(keyed) // 2
    own = keyed.iloc[half:].assign(indicator=keyed["indicator"].iloc[half:].astype("str"))
    own["indicator"] = own["indicator"].astype("category").cat.remove_unused_categories()
    for name in ("growth_rates", "rankings"):
        same(name, keyed, dd.concat([split(keyed.iloc[:half]), split(own)]))


def test_an_indicator_under_two_names_is_not_split() -> None:
    obs = panel()
    obs.loc[::2, "indicator"] = obs["indicator"].replace({"rd_intensity": "R&D经费投入强度"})
    same("growth_rates", obs, split(obs))


def test_headings_of_an_office_and_keys_in_the_index_are_taken() -> None:
    named = {"region": "地区", "indicator": "指标", "period": "年份", "value": "数值"}
    obs = panel().rename(columns=named).set_index("地区")
    same("growth_rates", obs, split(obs))


def test_more_partitions_than_indicators_and_one_alone() -> None:
    obs = panel()
    same("growth_rates", obs, split(obs, 40))
    same("growth_rates", obs, split(obs, 1))


def test_quarters_out_of_cumulative_figures() -> None:
    ends = {"2020-01/2020-03": 1.0, "2020-01/2020-06": 3.5, "2020-01/2020-12": 9.0}
    keys = [(r, i, p, v) for r in REGIONS[:9] for i in INDICATORS for p, v in ends.items()]
    obs = pd.DataFrame(keys, columns=["region", "indicator", "period", "value"])
    same("single_periods", obs, split(obs))


def test_parts_that_are_members_of_a_region() -> None:
    members = {"r0": "320600", "r1": "320682", "r2": "320684", "320682": "r1"}
    obs = panel().replace({"region": members})
    # One indicator has no total, one no part, and the last total stands in the last rows alone.
    obs = obs[~((obs["indicator"] == "i0") & (obs["region"] == "320600"))]
    obs = obs[~((obs["indicator"] == "i1") & obs["region"].isin(["320682", "320684"]))]
    for parts in ("南通", {"320600": ["320682", "如东"]}):
        same("contributions", obs, split(obs, 2), parts=parts)
        last = obs.sort_values("region", key=lambda region: region == "320600", ignore_index=True)
        same("contributions", last, split(last), parts=parts)
        plain = last[(last["measure"] == "value") & (last["vintage"] == 2021)]
        plain = plain.drop(columns=["measure", "vintage"])
        same("contributions", plain, split(plain), parts=parts)


def test_parts_that_are_indicators_refuse_with_the_way_on() -> None:
    with pytest.raises(KejidataError, match="compute"):
        kejidata.contributions(split(panel()), {"i0": ["i1", "i2"]})
    with pytest.raises(KejidataError, match="among the figures"):
        kejidata.contributions(split(panel()), {"nowhere": ["r1"]})


def test_what_crosses_indicators_refuses_with_the_way_on() -> None:
    for crossing in (kejidata.audit, kejidata.derive, kejidata.target_outlook, kejidata.table):
        with pytest.raises(KejidataError, match="compute"):
            crossing(split(panel()))
    with pytest.raises(KejidataError, match="measure"):
        kejidata.completion_ratios(split(panel()), panel())


def test_bad_rows_are_refused_by_the_worker_that_meets_them() -> None:
    twice = pd.concat([panel(), panel().head(1)], ignore_index=True)
    with pytest.raises(KejidataError, match="same region, indicator and period") as told:
        kejidata.growth_rates(split(twice)).compute()
    # A worker hands an error over as bytes.
    assert str(pickle.loads(pickle.dumps(told.value))) == str(told.value)


def test_workers_speak_of_the_project_in_force_here() -> None:
    obs = panel()
    with kejidata.use_project(kejidata.project.example()):
        lazy, one = kejidata.growth_rates(split(obs)), kejidata.growth_rates(obs)
    found = in_order(lazy.compute().reset_index(drop=True))
    pd.testing.assert_frame_equal(in_order(one.astype({"source": "str"})), found)

from dataclasses import replace

import pandas as pd
import pytest

from kejidata.errors import KejidataError
from kejidata.measures.derived import derive
from kejidata.model import registry, terms

pytestmark = pytest.mark.root_project

COLUMNS = list(terms.RESULTS["derive"])


def derived(obs: pd.DataFrame, code: str) -> pd.DataFrame:
    out = derive(obs)
    assert list(out.columns) == COLUMNS
    return out[out["indicator"] == code].reset_index(drop=True)


def pair(above: float, below: float, **more: object) -> pd.DataFrame:
    codes = ["express_lent_value", "express_approved_value"]
    rows = {"region": "320682", "indicator": codes, "period": "2020", "value": [above, below]}
    return pd.DataFrame({**rows, **more})


def test_ratio_of_two_amounts_in_percent():
    # 12740 of 15520 (万元) lent: 82.088 %.
    out = derived(pair(12740, 15520), "express_lending_rate")
    assert out["value"].item() == pytest.approx(82.088, abs=0.001)
    assert out["unit"].item() == "%"


def test_interval_of_a_ratio():
    # 12739.5 / 15520.5 = 82.0818 % and 12740.5 / 15519.5 = 82.0935 %.
    out = derived(pair(12740, 15520, step=1.0), "express_lending_rate")
    assert out["low"].item() == pytest.approx(82.0818, abs=1e-4)
    assert out["high"].item() == pytest.approx(82.0935, abs=1e-4)


def test_units_are_brought_together():
    # 1.274 亿元 of 15520 万元 is the same share.
    out = derived(pair(1.274, 15520, unit=["亿元", "万元"]), "express_lending_rate")
    assert out["value"].item() == pytest.approx(82.088, abs=0.001)


@pytest.mark.parametrize(
    ("obs", "reason"),
    [
        (pair(1, 0), "zero_base"),
        (pair(1, 2, bound=["at_least", "exact"]), "not_exact"),
    ],
)
def test_refusals(obs, reason):
    out = derived(obs, "express_lending_rate")
    assert out["reason"].item() == reason
    assert out[["value", "low", "high"]].isna().all(axis=None)


def test_a_lone_part_derives_nothing():
    assert derived(pair(1, 2).head(1), "express_lending_rate").empty


def provinces(value: float = 1.0, period: str = "2020") -> pd.DataFrame:
    regions = registry.regions()
    codes = regions.loc[regions["parent"] == "000000", "code"]
    return pd.DataFrame(
        {"region": codes, "indicator": "rd_expenditure", "period": period, "value": value}
    ).reset_index(drop=True)


def test_count_over_a_limit_with_what_rounding_leaves_open():
    obs = provinces().assign(step=1.0)
    obs.loc[[0, 1, 2], "value"] = [2000.0, 1000.4, 999.6]
    out = derived(obs, "rd_provinces_over_100bn")
    # 1000.4 may be 999.9 and 999.6 may be 1000.1: one is certain, three are possible.
    assert out[["value", "low", "high"]].values.tolist() == [[2, 1, 3]]


def test_count_above_the_nation():
    obs = provinces().assign(indicator="rd_intensity")
    obs.loc[[3, 4], "value"] = 2.0
    nation = pd.DataFrame(
        {"region": ["000000"], "indicator": "rd_intensity", "period": "2020", "value": 1.5}
    )
    out = derived(pd.concat([obs, nation]), "rd_provinces_above_nation")
    assert out["value"].item() == 2


def test_count_with_a_member_missing_is_refused():
    out = derived(provinces().iloc[1:], "rd_provinces_over_100bn")
    assert out["reason"].item() == "no_value"
    assert pd.isna(out["value"].item())


def test_unreadable_formula_names_itself(monkeypatch):
    catalog = registry.indicators()
    catalog.loc[catalog["code"] == "express_lending_rate", "formula"] = "a ** b"
    known = replace(registry.current(), indicators=catalog)
    monkeypatch.setattr(registry, "current", lambda: known)
    with pytest.raises(KejidataError, match=r"a \*\* b"):
        derive(pair(1, 2))


def test_nothing_to_derive():
    out = derive(pair(1, 2).assign(indicator=["own", "other"]))
    assert list(out.columns) == COLUMNS
    assert out.empty


def test_a_registry_without_formulas_derives_nothing(monkeypatch):
    known = registry.current()
    none = replace(known, indicators=known.indicators.assign(formula=""))
    monkeypatch.setattr(registry, "current", lambda: none)
    out = derive(pair(1, 2))
    assert list(out.columns) == COLUMNS
    assert out.empty


def test_a_part_in_a_unit_that_does_not_convert_is_refused():
    out = derived(pair(12740, 15520, unit=["万元", "家"]), "express_lending_rate")
    assert out["reason"].item() == "unit_mismatch"


def test_a_denominator_below_zero_is_refused():
    assert derived(pair(1, -2), "express_lending_rate")["reason"].item() == "negative_base"


def test_ends_of_a_ratio_of_a_negative_part():
    # -10.5 / 19.5 = -53.8462 % and -9.5 / 20.5 = -46.3415 %.
    out = derived(pair(-10, 20, step=1.0), "express_lending_rate")
    assert out["low"].item() == pytest.approx(-53.8462, abs=1e-4)
    assert out["high"].item() == pytest.approx(-46.3415, abs=1e-4)


def test_a_count_compares_in_the_unit_of_its_limit():
    # 10050000 万元 (CNY 100.5 billion) pass 1000 亿元, 9950000 万元 do not.
    obs = provinces().assign(unit="亿元")
    obs.loc[[0, 1], "unit"] = "万元"
    obs.loc[[0, 1], "value"] = [10_050_000.0, 9_950_000.0]
    assert derived(obs, "rd_provinces_over_100bn")["value"].item() == 1
    obs.loc[1, "unit"] = "家"
    assert derived(obs, "rd_provinces_over_100bn")["reason"].item() == "unit_mismatch"


def test_a_count_at_the_touching_end_of_a_rounded_bar():
    # The nation is 1.45 up to but not including 1.55: who has exactly 1.55 is above it for sure.
    obs = provinces(1.0).assign(indicator="rd_intensity", step=0.0)
    obs.loc[3, "value"] = 1.55
    nation = {"region": ["000000"], "indicator": "rd_intensity", "period": "2020"}
    nation = pd.DataFrame({**nation, "value": 1.5, "step": 0.1})
    out = derived(pd.concat([obs, nation]), "rd_provinces_above_nation")
    assert out[["value", "low", "high"]].values.tolist() == [[1, 1, 1]]

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tidy import TENS, ten

from kejidata import base_effects, load


def series(*values: float, first: int = 2017, indicator: str = "rd_expenditure") -> pd.DataFrame:
    years = range(first, first + len(values))
    return pd.DataFrame(
        {"region": "220000", "indicator": indicator, "period": years, "value": values}
    )


def test_part_of_a_rise_makes_good_a_fall():
    # Jilin as published: 128.0, 115.0, 148.4. Lost 13.0, gained 33.4: 38.92 %.
    row = base_effects(series(128.0, 115.0, 148.4)).iloc[0]
    assert row["period"] == 2019
    assert row["previous"] == pytest.approx(-10.156, abs=0.001)
    assert row["two_year"] == pytest.approx((148.4 / 128.0) ** 0.5 * 100 - 100)
    assert row["recovery"] == pytest.approx(38.92, abs=0.005)


def test_a_level_not_reached_again_is_over_a_hundred():
    # Tianjin: 537.3, 458.7, 492.4. Lost 78.6, gained 33.7.
    assert base_effects(series(537.3, 458.7, 492.4))["recovery"].item() == pytest.approx(
        233.23, abs=0.01
    )


@pytest.mark.parametrize("values", [(1.0, 2.0, 3.0), (3.0, 2.0, 1.0), (2.0, 1.0, 1.0), (2.0, 1.0)])
def test_without_a_fall_and_a_rise_there_is_no_effect(values):
    assert base_effects(series(*values)).empty


def test_a_gap_is_not_bridged():
    obs = series(3.0, 2.0, 4.0)
    obs.loc[2, "period"] = 2020
    assert base_effects(obs).empty


def test_shares_are_left_out():
    assert base_effects(series(3.0, 2.0, 4.0, indicator="rd_intensity")).empty


@pytest.mark.root_project
def test_shipped_provinces_hold_a_known_case():
    obs = load()
    found = base_effects(obs[obs["indicator"] == "rd_expenditure"])
    # Shandong 2018 to 2020: 1643.3, 1494.7, 1681.9; lost 148.6, gained 187.2.
    case = found[(found["region"] == "370000") & (found["period"] == "2020")]
    assert case["recovery"].item() == pytest.approx(79.38, abs=0.01)


@TENS
@given(ten(st.floats(1, 1e6), st.floats(0.01, 0.99), st.floats(1.01, 5)))
def test_recovery_is_a_hundred_exactly_where_the_old_level_returns(drawn):
    courses = [
        series(start, start * fall, start * fall * rise).assign(region=f"r{n}")
        for n, (start, fall, rise) in enumerate(drawn)
    ]
    found = base_effects(pd.concat(courses))
    assert len(found) == len(drawn)
    for row in found.to_dict("records"):
        returns = (row["recovery"] > 100) == (row["two_year"] < 0)
        assert returns or row["recovery"] == pytest.approx(100)


def test_interval_of_the_recovery():
    # 13.0 of 33.4, each figure within 0.05: from (127.95 - 115.05) / (148.45 - 115.05), which is
    # 38.62 %, to (128.05 - 114.95) / (148.35 - 114.95), which is 39.22 %.
    row = base_effects(series(128.0, 115.0, 148.4).assign(step=0.1)).iloc[0]
    assert row["recovery_low"] == pytest.approx(38.62, abs=0.005)
    assert row["recovery_high"] == pytest.approx(39.22, abs=0.005)
    assert row["two_year_low"] < row["two_year"] < row["two_year_high"]


def test_ends_of_a_tiny_annual_rate_are_those_of_the_decimals():
    # 1000000000000.03, within 0.005, after 1000000000000 sharp: the ratio lies between
    # 1 + 0.025e-12 and 1 + 0.035e-12, and its root between 1 + 1.25e-14 and 1 + 1.75e-14.
    values = 1000000000000.0, 999999999990.0, 1000000000000.03
    row = base_effects(series(*values).assign(step=[0.0, 0.0, 0.01])).iloc[0]
    found = row[["two_year_low", "two_year", "two_year_high"]].tolist()
    assert found == pytest.approx([1.25e-12, 1.5e-12, 1.75e-12], rel=1e-9, abs=0)


def test_which_ends_of_a_recovery_are_held():
    # All exact: 10 of 20. Old 20 in tens, [15, 25): 5 of 20 is reached, 15 of 20 is not.
    frame = series(20.0, 10.0, 30.0)
    assert base_effects(frame)["recovery_closed"].tolist() == ["both"]
    row = base_effects(frame.assign(step=[10.0, 0.0, 0.0])).iloc[0]
    assert row[["recovery_low", "recovery_high", "recovery_closed"]].tolist() == [25, 75, "left"]
    assert row[["previous_closed", "growth_closed", "two_year_closed"]].tolist() == [
        "right",
        "both",
        "right",
    ]


def test_ends_that_only_a_float_makes_one_are_held_by_none() -> None:
    # No corner of rounded figures at both extremes is reached: the low end needs the upper end of
    # the base, the high end that of the figure before.
    frame = pd.DataFrame(
        {
            "region": "a",
            "indicator": "x",
            "period": [2019, 2020, 2021],
            "value": [1234567890122.76, 12345678901.2437, 1234567890124.13],
            "step": [0.01, 0.0001, 0.01],
        }
    )
    assert base_effects(frame)["recovery_closed"].tolist() == ["neither"]
    # What was exact before and after is reached at the one end that the base's lower end gives.
    exact = frame.assign(value=[5.0, 1.0, 9.0], step=[0.0, 1.0, 0.0])
    assert base_effects(exact)["recovery_closed"].tolist() == ["right"]

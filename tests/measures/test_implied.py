import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tidy import TENS, obs, ten

from kejidata.measures.completion import completion_ratios
from kejidata.measures.growth import growth_rates


def stated(measure, value, number, **columns):
    return obs(
        **{"period": "2020", "measure": ["value", measure], "value": [value, number], **columns}
    )


def of_regions(measure, pairs, **columns):
    """Return values and what is stated of each, every pair of a region of its own."""
    frames = [
        stated(measure, *pair, region=f"r{n}", **{k: v[n] for k, v in columns.items()})
        for n, pair in enumerate(pairs)
    ]
    return pd.concat(frames, ignore_index=True)


@TENS
@given(ten(st.floats(1, 1e6), st.integers(-9000, 40000).map(lambda n: n / 100)))
def test_the_implied_base_of_a_known_base_is_that_base(drawn):
    pairs = [(base * (1 + rate / 100), rate) for base, rate in drawn]
    found = growth_rates(of_regions("growth_rate", pairs))
    for (base, _), row in zip(drawn, found.to_dict("records"), strict=True):
        assert row["implied_base"] == pytest.approx(base)
        assert row["implied_low"] == pytest.approx(base)


@TENS
@given(ten(st.floats(1, 1e6), st.floats(1, 400), st.booleans()))
def test_the_implied_target_of_a_known_target_is_that_target(drawn):
    pairs = [
        (target / percent * 100 if less else target * percent / 100, percent)
        for target, percent, less in drawn
    ]
    # What is to be low is an indicator of its own: every one goes one way.
    ways = {False: "high", True: "low"}
    names = [ways[less] for *_, less in drawn]
    frame = of_regions("completion_ratio", pairs, indicator=names)
    frame = frame.assign(direction=frame["indicator"].map({"high": 1, "low": -1}))
    found = completion_ratios(frame).to_dict("records")
    for (target, *_), row in zip(drawn, found, strict=True):
        assert row["implied_target"] == pytest.approx(target)


@TENS
@given(ten(st.floats(10, 100), st.integers(-40, 90), st.floats(0, 1), st.integers(1, 99)))
def test_the_interval_holds_every_base_that_rounds_to_what_is_stated(drawn):
    pairs = [
        (base * (1 + rate / 100) + off - 0.5, rate + slip / 100 - 0.5)
        for base, rate, off, slip in drawn
    ]
    found = growth_rates(of_regions("growth_rate", pairs).assign(step=1.0))
    for (base, *_), row in zip(drawn, found.to_dict("records"), strict=True):
        assert row["implied_low"] - 1e-9 <= base <= row["implied_high"] + 1e-9


@pytest.mark.parametrize("number", [-100, -120, -99.8])
def test_a_fall_to_nothing_implies_no_base(number):
    row = growth_rates(stated("growth_rate", 5.0, number, step=[0, 1])).iloc[0]
    assert np.isnan([row["implied_base"], row["implied_low"], row["implied_high"]]).all()


def test_a_rate_of_a_share_and_a_change_of_an_amount_imply_nothing():
    rate = growth_rates(stated("growth_rate", 2.4, 7.0), kind="share")
    change = growth_rates(stated("change", 2.4, 7.0), kind="amount")
    assert np.isnan([rate["implied_base"].iloc[0], change["implied_base"].iloc[0]]).all()


def test_growth_at_constant_prices_implies_no_base_of_values_at_current_ones():
    # GDP of 2020 was 101.6 trillion, "up 2.3 %"; that of 2019 98.7, which 99.3 is not.
    rows = of_regions("growth_rate", [(101.6, 2.3)] * 2, indicator=["gdp", "rd_expenditure"])
    found = growth_rates(rows).set_index("indicator")
    assert found["stated_growth"].tolist() == [2.3, 2.3]
    assert np.isnan([*found.loc["gdp", ["implied_base", "implied_low", "implied_high"]]]).all()
    assert found.loc["rd_expenditure", "implied_base"] == pytest.approx(101.6 / 1.023)


def test_without_statements_there_is_no_such_column():
    assert "implied_base" not in growth_rates(obs(period=[2020], value=[1]))


def test_what_is_stated_on_the_year_before_implies_nothing_of_an_earlier_one():
    frame = stated("growth_rate", 120.0, 20.0)
    assert "implied_base" not in growth_rates(frame, 2)
    assert growth_rates(frame)["implied_base"].tolist() == pytest.approx([100])


def test_which_ends_of_what_is_implied_are_held():
    # [99.5, 100.5) over [1.095, 1.105): the low end is above 99.5 / 1.105, the high end below.
    row = growth_rates(stated("growth_rate", 100.0, 10.0, step=[1.0, 1.0])).iloc[0]
    assert row["implied_closed"] == "neither"
    # Exactly 100 over [1.095, 1.105): its lower end is never reached, 100 / 1.095 is.
    row = growth_rates(stated("growth_rate", 100.0, 10.0, step=[0.0, 1.0])).iloc[0]
    assert row["implied_closed"] == "right"
    # Of a limit it is the product, of which both low ends are held.
    frame = stated("completion_ratio", 100.0, 80.0, step=[1.0, 1.0])
    assert completion_ratios(frame, direction=-1).iloc[0]["implied_closed"] == "left"
    assert completion_ratios(frame, direction=1).iloc[0]["implied_closed"] == "neither"

import math
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal
from tidy import KEYS, SHEETS, TENS, obs, sheets, ten

from kejidata.errors import KejidataError
from kejidata.measures.growth import REASONS, growth_rates

COLUMNS = [
    *("region", "indicator", "period", "base_period", "value", "base_value"),
    *("growth", "unit", "low", "high", "closed", "reason"),
]


def one(frame, period, **arguments):
    out = growth_rates(frame, **arguments)
    return out[out["period"] == period].iloc[0]


def test_growth_of_the_report_by_hand():
    out = growth_rates(obs(period=[2020, 2019], value=[100, 80]))
    assert out.columns.tolist() == COLUMNS
    assert out["period"].tolist() == [2019, 2020]
    assert out["base_period"].tolist() == [2018, 2019]
    assert out["growth"].tolist()[1] == 25
    assert out["reason"].tolist() == ["no_base", ""]
    assert out["unit"].tolist() == ["%", "%"]


def test_a_gap_is_never_bridged():
    out = growth_rates(obs(period=[2018, 2020, 2021], value=[1, 2, 3]))
    assert out["reason"].tolist() == ["no_base", "no_base", ""]
    assert out["growth"].tolist()[2] == 50


def test_a_share_differs_in_points_from_the_base_as_revised_by_then():
    intensity = obs(
        indicator="rd_intensity",
        period=[2019, 2019, 2020, 2020, 2021],
        vintage=[2020, 2021, 2021, 2022, 2022],
        value=[2.23, 2.24, 2.40, 2.41, 2.44],
        unit="%",
        step=0.01,
    )
    out = growth_rates(intensity.sample(frac=1, random_state=3))
    assert out["value"].tolist() == [2.23, 2.40, 2.44]
    assert out["growth"].tolist()[1:] == [0.16, 0.03]
    assert out["low"].tolist()[1:] == [0.15, 0.02]
    assert out["high"].tolist()[1:] == [0.17, 0.04]
    assert set(out["unit"]) == {"个百分点"}


def test_a_base_published_only_later_is_not_the_publishers_base():
    late = obs(period=[2019, 2020], vintage=[2022, 2021], value=[1, 2])
    assert one(late, 2020)["reason"] == "no_base"


def test_a_value_stated_before_its_base_is_compared_as_it_was_stated_again_beside_it():
    """Last year's report gives 2022 alone; this year's yearbook gives all years: 18.2 to 17.0."""
    stated = {"period": [2021, 2022, 2022, 2022], "vintage": [2024, 2023, 2024, 2025]}
    frame = obs(**stated, value=[17.0, 18.4, 18.2, 18.1], step=0.1)
    row = one(frame, 2022)
    assert (row["value"], row["base_value"]) == (18.2, 17.0)
    assert round(row["growth"], 4) == 7.0588
    earlier = pd.concat([frame, obs(period=[2021], vintage=[2022], value=[16.8], step=0.1)])
    row = one(earlier, 2022)
    assert (row["value"], row["base_value"]) == (18.4, 16.8)


def test_an_empty_first_vintage_gives_way_to_a_later_value():
    frame = obs(period=[2019, 2019, 2020], vintage=[2020, 2021, 2021], value=[None, 4.0, 5.0])
    assert one(frame, 2020)["growth"] == 25
    assert growth_rates(frame)["value"].tolist() == [4.0, 5.0]


def test_the_base_behind_a_stated_rate_with_its_interval():
    stated = obs(
        period="2020", measure=["value", "growth_rate"], value=[21.53, 35.08], step=[0.01, 0.01]
    )
    row = growth_rates(stated).iloc[0]
    assert round(row["implied_base"], 2) == 15.94
    assert round(row["implied_low"], 3) == 15.934
    assert round(row["implied_high"], 3) == 15.943


def test_the_base_behind_a_stated_change_of_a_share():
    stated = obs(
        period="2020",
        measure=["value", "change"],
        value=[2.40, 0.16],
        unit=["%", "个百分点"],
        step=0.01,
        kind="share",
    )
    row = growth_rates(stated).iloc[0]
    assert [row["implied_base"], row["implied_low"], row["implied_high"]] == [2.24, 2.23, 2.25]


def test_a_bound_implies_no_base():
    stated = obs(
        period="2020",
        measure=["value", "growth_rate"],
        value=[20.0, 30.0],
        bound=["exact", "at_least"],
    )
    assert math.isnan(growth_rates(stated).iloc[0]["implied_base"])


def test_interval_of_a_growth_by_hand():
    frame = obs(period=[2019, 2020], value=[10.0, 12.0], step=1)
    row = one(frame, 2020)
    assert row["growth"] == 20
    assert row["low"] == pytest.approx((11.5 / 10.5 - 1) * 100)
    assert row["high"] == pytest.approx((12.5 / 9.5 - 1) * 100)


def test_whole_things_counted_in_ones_are_exact_and_in_hundreds_are_not():
    ones = one(obs(period=[2019, 2020], value=[10, 12], step=1), 2020, kind="count")
    assert (ones["low"], ones["high"]) == (20, 20)
    hundreds = one(obs(period=[2019, 2020], value=[1000, 1200], step=100), 2020, kind="count")
    assert hundreds["low"] < 20 < hundreds["high"]


def test_part_of_a_year_stands_against_the_same_part():
    months = obs(period=["2019-01/2019-11", "2020-01/2020-11"], value=[10, 11])
    row = one(months, "2020-01/2020-11")
    assert row["base_period"] == "2019-01/2019-11"
    assert row["growth"] == 10


def test_five_years_stand_against_the_five_before():
    row = one(obs(period=["2011/2015", "2016/2020"], value=[10, 20]), "2016/2020")
    assert (row["base_period"], row["growth"]) == ("2011/2015", 100)


@pytest.mark.parametrize(
    ("reason", "base", "value", "columns"),
    [
        ("no_value", 1, None, {}),
        ("no_base", None, 1, {}),
        ("period_mismatch", 1, 2, {"period": ["2019", "2020-01/2020-11"]}),
        ("unit_mismatch", 1, 2, {"unit": ["万元", "亿元"]}),
        ("unit_mismatch", 1, 2, {"unit": ["", "亿元"]}),
        ("not_exact", 1, 2, {"bound": ["at_least", "exact"]}),
        ("not_exact", 1, 2, {"bound": ["exact", "about"]}),
        ("zero_base", 0, 2, {}),
        ("zero_base", 0.5, 2, {"step": 1}),
        ("zero_base", -0.4, 2, {"step": 1}),
        ("negative_base", -1, 2, {"step": 1}),
        ("negative_base", -1, 2, {}),
    ],
)
def test_each_reason_empties_the_growth(reason, base, value, columns):
    frame = obs(**{"period": ["2019", "2020"], "value": [base, value], **columns})
    row = growth_rates(frame).iloc[1]
    assert row["reason"] == reason
    assert np.isnan([row["growth"], row["low"], row["high"]]).all()


def test_a_break_in_definition_is_not_crossed(monkeypatch):
    monkeypatch.setattr("kejidata.panel.metadata.breaks", lambda rows: {0: [2020 * 12]})
    out = growth_rates(obs(period=[2018, 2019, 2020, 2021], value=[1, 2, 3, 4]))
    assert out["reason"].tolist() == ["no_base", "", "definition_break", ""]
    wide = growth_rates(obs(period=[2018, 2019, 2020, 2021], value=[1, 2, 3, 4]), span=2)
    assert wide["reason"].tolist() == ["no_base", "no_base", "definition_break", "definition_break"]


def test_the_first_reason_that_holds_is_given():
    every = obs(
        period=["2019", "2020"], value=[0.0, 2.0], unit=["万元", "亿元"], bound=["about", "exact"]
    )
    assert growth_rates(every)["reason"].tolist()[1] == "unit_mismatch"
    assert growth_rates(every.drop(columns="unit"))["reason"].tolist()[1] == "not_exact"
    assert growth_rates(every[["region", "indicator", "period", "value"]])["reason"].tolist()[
        1
    ] == ("zero_base")
    assert growth_rates(every.assign(value=[0.0, np.nan]))["reason"].tolist()[1] == "no_value"
    assert growth_rates(every.assign(value=[np.nan, 1.0]))["reason"].tolist()[1] == "no_base"


def test_shares_may_start_from_zero_or_below():
    row = one(obs(period=[2019, 2020], value=[-0.5, 0.5], step=1.0), 2020, kind="share")
    assert (row["growth"], row["low"], row["high"], row["reason"]) == (1, 0, 2, "")


def test_only_values_grow():
    frame = obs(period=["2019", "2019", "2020"], measure=["target", "value", "value"])
    assert len(growth_rates(frame.assign(value=[9, 1, 2]))) == 2


@pytest.mark.parametrize("span", [0, -1, 1.5, True, "1", 10**6])
def test_span_is_a_whole_number_of_years(span):
    with pytest.raises(KejidataError, match="span"):
        growth_rates(obs(period=[2020], value=[1]), span=span)


@TENS
@given(
    ten(st.lists(st.floats(-20, 40), min_size=1, max_size=8), st.sets(st.integers(0, 8))),
    st.integers(1, 3),
)
def test_growth_rebuilt_from_known_rates_returns_the_rates(drawn, span):
    frames, expected = [], {}
    for at, (rates, gaps) in enumerate(drawn):
        levels = np.cumprod([100.0, *(1 + rate / 100 for rate in rates)])
        years = 2000 + span * np.arange(len(levels))
        kept = [n for n in range(len(levels)) if n not in gaps]
        frames.append(obs(region=f"r{at}", period=years[kept], value=levels[kept]))
        for number in kept:
            known = number and number - 1 in kept
            expected[f"r{at}", years[number]] = rates[number - 1] if known else None
    found = growth_rates(pd.concat(frames), span=span).to_dict("records")
    assert len(found) == len(expected)
    for row in found:
        rate = expected[row["region"], row["period"]]
        if rate is None:
            assert row["reason"] == "no_base"
            continue
        assert row["growth"] == pytest.approx(rate, abs=1e-9)
        if span > 1:
            annual = ((1 + rate / 100) ** (1 / span) - 1) * 100
            assert row["annual"] == pytest.approx(annual, abs=1e-8)


def oracle(frame, span):
    """Row by row, with exact decimals, straight from the rules."""
    table = {tuple(row[key] for key in KEYS): row for row in frame.to_dict("records")}
    for (region, indicator, year), row in sorted(table.items()):
        base = table.get((region, indicator, year - span))
        yield (region, indicator, year, *_expected(row, base))


def _expected(row, base):
    if math.isnan(row["value"]):
        return "no_value", None, None, None
    if base is None or math.isnan(base["value"]):
        return "no_base", None, None, None
    if row["bound"] != "exact" or base["bound"] != "exact":
        return "not_exact", None, None, None
    v, b = Decimal(str(row["value"])), Decimal(str(base["value"]))
    h, k = Decimal(str(row["step"])) / 2, Decimal(str(base["step"])) / 2
    if b - k <= 0:
        return ("negative_base" if b + k < 0 else "zero_base"), None, None, None
    ends = [(x / y - 1) * 100 for x in (v - h, v + h) for y in (b - k, b + k)]
    return "", (v / b - 1) * 100, min(ends), max(ends)


@SHEETS
@given(sheets(), st.integers(1, 2))
def test_growth_equals_a_slow_reading_of_the_rules(frame, span):
    out = growth_rates(frame, span=span)
    expected = list(oracle(frame, span))
    assert list(map(tuple, out[KEYS].values.tolist())) == [row[:3] for row in expected]
    for row, (*_, reason, growth, low, high) in zip(out.to_dict("records"), expected, strict=True):
        assert row["reason"] == reason
        for name, number in (("growth", growth), ("low", low), ("high", high)):
            if number is None:
                assert math.isnan(row[name])
            else:
                assert row[name] == pytest.approx(float(number), rel=1e-9, abs=1e-8)


@SHEETS
@given(sheets(), st.randoms(use_true_random=False))
def test_order_labels_and_units_do_not_matter(frame, random):
    out = growth_rates(frame)
    order = random.sample(range(len(frame)), len(frame))
    assert_frame_equal(growth_rates(frame.iloc[order]), out)
    renamed = growth_rates(frame.assign(region="z" + frame["region"]))
    assert_frame_equal(renamed.drop(columns="region"), out.drop(columns="region"))
    scaled = growth_rates(frame.assign(value=frame["value"] * 1024, step=frame["step"] * 1024))
    assert_frame_equal(scaled[["growth", "low", "high"]], out[["growth", "low", "high"]])


@SHEETS
@given(sheets())
def test_another_region_changes_nothing(frame):
    assume(len(frame))
    other = frame.drop_duplicates(["indicator", "period"]).assign(region="elsewhere", value=7.0)
    more = pd.concat([frame, other])
    out = growth_rates(more)
    out = out[out["region"] != "elsewhere"].reset_index(drop=True)
    assert_frame_equal(out, growth_rates(frame))


def test_reasons_are_words_that_compare():
    out = growth_rates(obs(period=[2020], value=[1]))
    assert (out["reason"] == "no_base").tolist() == [True]
    assert out[out["reason"] == ""].empty
    assert set(out["reason"].cat.categories) == {"", *REASONS}


UNITS = ("上年=100", "上年同期=100", "上月=100", "previous year=100", "上年＝100")
MOVING = [{"unit": unit} for unit in UNITS]


@pytest.mark.parametrize("columns", [*MOVING, {"indicator": "gdp_index"}])
def test_levels_on_the_year_before_do_not_grow(columns):
    # 103.0 after 108.1 is a rise by 3.0 %, and no fall by 4.7 %.
    frame = obs(**{"period": [2021, 2022], "value": [108.1, 103.0], **columns})
    assert one(frame, 2022)["reason"] == "unit_mismatch"
    units = ["上年=100", "", ""]
    mixed = obs(region=["a", "b", "b"], period=[2022, 2021, 2022], value=[103.0, 1, 2], unit=units)
    assert growth_rates(mixed)["growth"].tolist()[-1] == 100


def test_growth_on_the_period_before_goes_by_the_length_of_each():
    # The quarters of 2019's gross domestic product, in 亿元: 237500 / 213433 - 1 = 11.276 %.
    texts = ["2019-01/2019-03", "2019-04/2019-06", "2019-07", "2019-08", "2019", "2020"]
    frame = obs(period=texts, value=[213433, 237500, 10, 11, 100, 106], step=1.0)
    out = growth_rates(frame, against="previous").set_index("period")
    asked = out.loc[["2019-04/2019-06", "2019-08", "2020"], "growth"].tolist()
    assert asked == pytest.approx([11.2762, 10, 6], abs=1e-4)
    assert out.loc["2019-04/2019-06", "base_period"] == "2019-01/2019-03"
    low, high = (237499.5 / 213433.5 - 1) * 100, (237500.5 / 213432.5 - 1) * 100
    assert out.loc["2019-04/2019-06", ["low", "high"]].tolist() == pytest.approx([low, high])
    assert out.loc["2019-01/2019-03", "base_period"] == "2018-10/2018-12"
    assert out.loc["2019-01/2019-03", "reason"] == "no_base"
    years = growth_rates(obs(period=[2019, 2020], value=[100, 106]), against="previous")
    assert years["base_period"].tolist() == [2018, 2019]


def test_of_cumulative_figures_none_stands_before_another():
    texts = ["2020-01/2020-03", "2020-01/2020-06", "2020-01/2020-09"]
    out = growth_rates(obs(period=texts, value=[1, 2, 3]), against="previous")
    assert out["growth"].isna().all()


@pytest.mark.parametrize("arguments", [{"against": "month"}, {"against": "previous", "span": 2}])
def test_what_growth_is_against_is_one_of_two(arguments):
    with pytest.raises(KejidataError, match="against"):
        growth_rates(obs(period=[2019, 2020], value=[1, 2]), **arguments)

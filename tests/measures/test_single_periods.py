import pytest
from hypothesis import given
from hypothesis import strategies as st
from tidy import SHEETS, obs

from kejidata.measures.growth import growth_rates
from kejidata.measures.ranking import rankings
from kejidata.measures.single_periods import single_periods
from kejidata.model import terms

QUARTERS = ["2020-01/2020-03", "2020-01/2020-06", "2020-01/2020-09", "2020"]


def test_quarters_of_gross_domestic_product_of_2019():
    # Cumulative figures as first published, in 亿元: 213433, 450933, 697798, 990865. The quarters:
    # 213433, 237500, 246865, 293067.
    frame = obs(
        indicator="own_gdp",
        period=[text.replace("2020", "2019") for text in QUARTERS],
        value=[213433, 450933, 697798, 990865],
        step=1.0,
    )
    out = single_periods(frame)
    assert tuple(out.columns) == terms.RESULTS["single_periods"]
    assert out["value"].tolist() == [213433, 237500, 246865, 293067]
    assert out["period"].tolist() == [
        *("2019-01/2019-03", "2019-04/2019-06", "2019-07/2019-09", "2019-10/2019-12")
    ]
    assert (out["high"] - out["low"]).tolist() == [1, 2, 2, 2]
    assert out["closed"].tolist() == ["left", "neither", "neither", "neither"]
    assert out["earlier_period"].tolist() == ["", *frame["period"][:3]]


@SHEETS
@given(st.lists(st.integers(0, 10**6), min_size=12, max_size=12))
def test_months_add_up_to_what_they_were_taken_from(months):
    sums = [sum(months[: n + 1]) / 100 for n in range(12)]
    texts = ["2020-01", *(f"2020-01/2020-{n:02d}" for n in range(2, 13))]
    out = single_periods(obs(period=texts, value=sums))
    assert out["value"].tolist() == [month / 100 for month in months]
    assert out["period"].tolist() == [f"2020-{n:02d}" for n in range(1, 13)]


def test_a_quarter_that_is_missing_makes_the_next_one_longer():
    out = single_periods(obs(period=[QUARTERS[0], QUARTERS[2]], value=[1.0, 4.0]))
    assert out["period"].tolist() == ["2020-01/2020-03", "2020-04/2020-09"]


def test_what_does_not_begin_with_a_year_is_left_alone():
    frame = obs(period=["2020-04/2020-06", "2016/2020", "2021-01/2021-03"], value=1.0)
    assert single_periods(frame)["period"].tolist() == ["2021-01/2021-03"]


@pytest.mark.parametrize(
    ("reason", "columns"),
    [
        ("not_additive", {"kind": "share"}),
        ("not_additive", {"indicator": "rd_personnel"}),
        ("unit_mismatch", {"unit": ["家", "件"]}),
        ("not_exact", {"bound": ["about", "exact"]}),
    ],
)
def test_what_has_no_meaning_has_a_reason(reason, columns):
    row = single_periods(obs(period=QUARTERS[:2], value=[1.0, 3.0], **columns)).iloc[1]
    assert row["reason"] == reason
    assert row[["value", "low", "high"]].isna().all()


def test_the_newest_publication_counts_and_units_convert():
    frame = obs(
        period=[QUARTERS[0], QUARTERS[0], QUARTERS[1]],
        value=[1.0, 20000.0, 5.0],
        unit=["亿元", "万元", "亿元"],
        vintage=[2020, 2021, 2021],
    )
    row = single_periods(frame).iloc[1]
    assert (row["earlier_value"], row["value"]) == (2.0, 3.0)


def test_measures_of_the_result_know_how_far_it_is_open():
    # 3.1 - 1.4 = 1.7 and 3.4 - 1.5 = 1.9, each open by 0.1 either way: the growth lies between
    # 1.8 / 1.8 - 1 = 0 and 2.0 / 1.6 - 1 = 25 %.
    texts = ["2019-01/2019-03", "2019-01/2019-06", "2020-01/2020-03", "2020-01/2020-06"]
    single = single_periods(obs(period=texts, value=[1.4, 3.1, 1.5, 3.4], step=0.1))
    assert single["step"].tolist() == pytest.approx([0.1, 0.2, 0.1, 0.2])
    rates = growth_rates(single).set_index("period")
    assert rates.loc["2020-04/2020-06", ["low", "high"]].tolist() == pytest.approx([0, 25])
    assert growth_rates(single_periods(obs(period=texts, value=[1, 3, 1, 3])))["low"].notna().any()


def test_ranks_of_the_result_keep_its_values():
    # 1.7 and 1.8 of the second quarter, open by 0.1 either way: either may be the first.
    texts = ["2020-01/2020-03", "2020-01/2020-06"] * 2
    frame = obs(region=["a", "a", "b", "b"], period=texts, value=[1.4, 3.1, 1.3, 3.1], step=0.1)
    single = single_periods(frame)
    out = rankings(single[single["period"] == "2020-04/2020-06"]).set_index("region")
    assert out["rank"].to_dict() == {"a": 2, "b": 1}
    assert out[["best", "worst"]].values.tolist() == [[1, 2], [1, 2]]


@pytest.mark.parametrize("unit", ["元/人", "‰", "个百分点", "上年=100"])
def test_a_quotient_is_not_taken_apart(unit):
    out = single_periods(obs(period=QUARTERS, value=[1, 2, 3, 4], unit=unit, kind="amount"))
    assert set(out["reason"]) == {"not_additive"}

import itertools

import pytest
from tidy import obs

from kejidata.errors import KejidataError
from kejidata.measures.derived import derive
from kejidata.measures.ranking import rankings
from kejidata.measures.ratios import ratio
from kejidata.model import terms


def test_an_indicator_over_itself_is_refused():
    frame = pair(1, 2, indicator=["gdp", "b"])
    with pytest.raises(KejidataError, match="over itself"):
        ratio(frame, "gdp", "地区生产总值")


def pair(above, below, **columns):
    return obs(**{"indicator": ["a", "b"], "period": 2020, "value": [above, below], **columns})


def one(frame, **more):
    out = ratio(frame, "a", "b", **more)
    assert tuple(out.columns) == terms.RESULTS["ratio"]
    return out.iloc[0]


def test_intensity_of_the_nation_in_2020():
    # 24393.1 of 1015986 (亿元) is the 2.40 % that the statistical bulletin states.
    row = one(pair(24393.1, 1015986, unit="亿元", step=[0.1, 1]))
    assert (round(row["value"], 2), row["unit"]) == (2.40, "%")


def test_two_figures_without_a_unit_give_a_number_without_one():
    assert one(pair(1, 4))[["value", "unit", "reason"]].tolist() == [0.25, "", ""]


def test_both_roundings_are_in_the_interval():
    row = one(pair(-12, 40, step=[1.0, 2.0], unit=["件", "人"]))
    ends = [a / b for a, b in itertools.product((-12.5, -11.5), (39, 41))]
    assert (row["low"], row["high"]) == pytest.approx((min(ends), max(ends)))
    assert (row["closed"], row["unit"], row["indicator"]) == ("left", "件/人", "a÷b")


@pytest.mark.parametrize(
    ("units", "unit", "value"),
    [
        (["件", "万人"], "件/万人", 2.0),
        (["万件", "人"], "件/万人", 2e8),
        (["亿元", "万人"], "元/人", 20000.0),
        (["万元", "亿元"], "%", 0.02),
        (["万元", "亿元"], "", 0.02),
        (["亿元", "万人"], "", 2.0),
    ],
)
def test_units_are_brought_to_the_one_asked_for(units, unit, value):
    row = one(pair(10, 5, unit=units), unit=unit)
    assert row["value"] == pytest.approx(value)


@pytest.mark.parametrize(
    ("reason", "frame", "unit"),
    [
        ("no_denominator", pair(1, 2, period=[2020, 2019]), ""),
        ("zero_base", pair(1, 0.4, step=1.0), ""),
        ("negative_base", pair(1, -2), ""),
        ("not_exact", pair(1, 2, bound=["about", "exact"]), ""),
        ("unit_mismatch", pair(1, 2, unit=["件", "人"]), "%"),
        ("unit_mismatch", pair(1, 2, unit=["件", "人"]), "元/人"),
        ("unit_mismatch", pair(1, 2, unit=["件", ""]), ""),
        ("unit_mismatch", pair(1, 2, unit=["", "万人"]), "%"),
        ("unit_mismatch", pair(1, 2), "件/人"),
    ],
)
def test_what_has_no_meaning_has_a_reason(reason, frame, unit):
    row = one(frame, unit=unit)
    assert row["reason"] == reason
    assert row[["value", "low", "high"]].isna().all()


@pytest.mark.root_project
def test_it_is_what_the_registry_derives():
    frame = obs(
        region="320682",
        indicator=["express_lent_value", "express_approved_value"],
        period="2020",
        value=[12740, 15520],
        step=1.0,
    )
    columns = ["region", "period", "value", "low", "high", "closed", "unit"]
    derived = derive(frame)
    derived = derived[derived["indicator"] == "express_lending_rate"].iloc[0]
    row = ratio(frame, "express_lent_value", "express_approved_value").iloc[0]
    for column in columns:
        assert row[column] == pytest.approx(derived[column])


def test_an_indicator_that_is_not_there_is_named():
    with pytest.raises(KejidataError, match="people"):
        ratio(pair(1, 2), "a", "people")


@pytest.mark.parametrize("unit", ["件", "件/", "/万人"])
def test_a_unit_that_is_no_quotient_is_refused(unit):
    with pytest.raises(KejidataError, match="no unit over a unit"):
        ratio(pair(3, 2), "a", "b", unit=unit)


def test_ranks_of_ratios_know_what_both_roundings_leave_open():
    # 2.05 to 2.16, 2.09 to 2.20 and 3.07 to 3.22 (件/万人): only the first two can change places.
    regions = ["x", "y", "z"]
    frame = obs(
        region=regions * 2,
        indicator=["a"] * 3 + ["b"] * 3,
        period=2020,
        value=[103, 105, 154, 49, 49, 49],
        step=[1.0] * 3 + [2.0] * 3,
        unit=["件"] * 3 + ["万人"] * 3,
    )
    out = rankings(ratio(frame, "a", "b")).set_index("region")
    assert out.loc[regions, ["rank", "best", "worst"]].values.tolist() == [
        [3, 2, 3],
        [2, 2, 3],
        [1, 1, 1],
    ]


def test_ratios_that_differ_are_not_tied_by_how_wide_they_are():
    # 200.04 and 200.00, each open by a whole one: as multiples of it they would be equal.
    frame = obs(
        region=["x", "y"] * 2,
        indicator=["a", "a", "b", "b"],
        period=2020,
        value=[200.04, 200.0, 1.0, 1.0],
        step=[1.0, 1.0, 0.0, 0.0],
    )
    assert rankings(ratio(frame, "a", "b"))["rank"].tolist() == [1, 2]

import itertools

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tidy import SHEETS, obs, side_by_side

from kejidata.errors import KejidataError
from kejidata.measures.contributions import contributions
from kejidata.measures.growth import growth_rates
from kejidata.model import region_lookup, terms

PARTS = {"all": ["a", "b"]}


def two_years(old, new, **columns):
    """Return total and parts of two years."""
    regions, years = ["all", "a", "b"] * 2, [2019] * 3 + [2020] * 3
    return obs(**{"region": regions, "period": years, "value": [*old, *new], **columns})


def of(frame, part, year=2020, parts=PARTS):
    out = contributions(frame, parts)
    assert tuple(out.columns) == terms.RESULTS["contributions"]
    return out[(out["part"] == part) & (out["period"] == year)].iloc[0]


def test_points_of_growth_by_gross_domestic_product_of_2019():
    # The communiques of 2018 and 2019 state 900309 and 990865 (亿元), of which services 469575
    # and 534233: (534233 - 469575) / 900309 = 7.1818 points, at current prices.
    frame = obs(
        indicator=["own_gdp", "services"] * 2,
        period=[2018, 2018, 2019, 2019],
        value=[900309, 469575, 990865, 534233],
        step=1.0,
    )
    row = of(frame, "services", 2019, {"own_gdp": ["services"]})
    assert row["contribution"] == pytest.approx(7.18176, abs=1e-5)
    assert row["share"] == pytest.approx(53.91582, abs=1e-5)
    assert row["share_change"] == pytest.approx(53.91582 - 52.15709, abs=1e-5)


def test_intervals_are_those_of_every_corner():
    frame = two_years([50, 30, 19], [60, 38, 21], step=1.0)
    values = (50, 30, 19, 60, 38, 21)
    ends = [
        (
            ((now - a - b) - (top - x - y)) / top * 100,
            (1 - (a + b) / now) * 100,
            ((1 - (a + b) / now) - (1 - (x + y) / top)) * 100,
        )
        for top, x, y, now, a, b in itertools.product(*((v - 0.5, v + 0.5) for v in values))
    ]
    row = of(frame, "rest")
    names = ("contribution", "share", "share_change")
    for name, found in zip(names, zip(*ends, strict=True), strict=True):
        assert row[f"{name}_low"] == pytest.approx(min(found))
        assert row[f"{name}_high"] == pytest.approx(max(found))
        assert row[f"{name}_closed"] == "neither"


@SHEETS
@given(st.lists(st.lists(st.integers(1, 99), min_size=6, max_size=6), min_size=8, max_size=10))
def test_parts_and_rest_add_up_to_the_growth(sheet):
    frame = side_by_side([two_years(values[:3], values[3:]) for values in sheet])
    out = contributions(frame, PARTS)
    now = out[out["period"] == 2020].groupby("indicator")
    rates = growth_rates(frame)
    growth = rates[(rates["region"] == "all") & (rates["period"] == 2020)]
    growth = growth.set_index("indicator")["growth"]
    sums = now[["contribution", "share", "share_change"]].sum()
    assert sums["contribution"].to_dict() == pytest.approx(growth.to_dict(), abs=1e-9)
    assert sums["share"].to_numpy() == pytest.approx(100)
    assert sums["share_change"].to_numpy() == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize(
    ("reason", "old", "new", "columns"),
    [
        ("no_base", [50, None, 20], [60, 38, 22], {}),
        ("no_value", [50, 30, 20], [60, None, 22], {}),
        ("zero_base", [0, 30, 20], [60, 38, 22], {}),
        ("negative_base", [-5, 30, 20], [60, 38, 22], {}),
        ("not_additive", [50, 30, 20], [60, 38, 22], {"kind": "share"}),
        ("not_exact", [50, 30, 20], [60, 38, 22], {"bound": ["exact"] * 4 + ["about", "exact"]}),
        ("unit_mismatch", [50, 30, 20], [60, 38, 22], {"unit": ["家", "件", "家"] * 2}),
    ],
)
def test_what_has_no_meaning_has_a_reason(reason, old, new, columns):
    frame = two_years(old, new, **columns)
    row = of(frame, "a")
    assert row["reason"] == reason
    assert row[["contribution", "share", "share_change_low"]].isna().all()
    assert of(frame, "rest")["reason"] == reason


@pytest.mark.parametrize(
    ("vintage", "reason"), [(2021, "period_mismatch"), (2022, "no_base"), (None, "no_base")]
)
def test_a_base_is_looked_for_when_the_last_of_total_and_parts_was_published(vintage, reason):
    # Eleven months of a's base year are known by 2021, when the last part of 2020 is published. A
    # row without a value says that the base itself was not published.
    frame = two_years([50, 30, 20], [60, 38, 22], vintage=[2020] * 5 + [2021])
    frame["period"] = frame["period"].astype(str)
    eleven = frame.iloc[[1]].assign(period="2019-01/2019-11", vintage=vintage or 2020)
    empty = [] if vintage else [frame.iloc[[1]].assign(value=None)]
    row = of(pd.concat([frame.drop(index=1), eleven, *empty]), "a", "2020")
    assert row["reason"] == reason


@pytest.mark.parametrize("columns", [{"indicator": "cpi"}, {"vintage": [2020, 2022] + [2023] * 4}])
def test_a_new_territory_is_told_whatever_the_unit_and_the_year_of_publication(columns):
    # Chongchuan (320602) took in another district in 2020; cpi in 亿元 is in another unit, and
    # the base of 2019 is published after the figure of 2020.
    regions = ["320600", "320602", "320682"] * 2
    frame = two_years([50, 30, 20], [60, 38, 22], region=regions, unit="亿元", **columns)
    frame.loc[4, "vintage"] = 2021 if "vintage" in columns else None
    row = of(frame.dropna(axis=1), "320602", parts={"320600": ["320602", "320682"]})
    assert row["reason"] == "territory_break"


def test_units_that_convert_are_brought_to_that_of_the_total():
    frame = two_years([5, 30000, 2], [6, 38000, 2.2], unit=["亿元", "万元", "亿元"] * 2)
    row = of(frame, "a")
    assert (row["unit"], row["base_value"], row["contribution"]) == ("亿元", 3.0, 16.0)


def test_the_members_of_a_region_are_its_parts_by_any_name():
    members = region_lookup.members_of("320600")
    labels = ["南通", "如皋市", *(one for one in members if one != "320682")]
    old, new = [100.0, *[10.0] * len(members)], [110.0, *[11.0] * len(members)]
    frame = obs(region=labels * 2, period=[2021] * 8 + [2022] * 8, value=old + new)
    out = contributions(frame, "南通市")
    now = out[out["period"] == 2022].set_index("part")
    assert now.loc["如皋市", "contribution"] == 1.0
    assert now.loc["rest", "contribution"] == 3.0


@pytest.mark.parametrize("parts", ["somewhere", {"no": ["a"]}, {"all": ["a", "a"]}, {"all": []}])
def test_parts_that_are_none_are_refused(parts):
    with pytest.raises(KejidataError):
        contributions(two_years([50, 30, 20], [60, 38, 22]), parts)


def test_total_and_parts_are_of_one_revision():
    # The total of 2019 is 50 as first published and 60 since 2022, when b came out for the first
    # time: a grew from 33 to 38, b from 27 to 34 and the total from 60 to 72, all as known then.
    rows = [
        *(("all", 2019, 50, 2020), ("all", 2019, 60, 2022), ("a", 2019, 30, 2020)),
        *(("a", 2019, 33, 2022), ("b", 2019, 27, 2022), ("all", 2020, 61, 2021)),
        *(("all", 2020, 72, 2022), ("a", 2020, 37, 2021), ("a", 2020, 38, 2022)),
        *(("b", 2020, 34, 2022), ("all", 2020, 99, 2024), ("a", 2020, 50, 2024)),
    ]
    region, period, value, vintage = (list(column) for column in zip(*rows, strict=True))
    frame = obs(region=region, period=period, value=value, vintage=vintage)
    found = [of(frame, part)["contribution"] for part in ("a", "b", "rest")]
    assert found == pytest.approx([5 / 60 * 100, 7 / 60 * 100, 0])


@pytest.mark.parametrize("unit", ["元/人", "‰", "上年=100"])
def test_parts_of_a_quotient_contribute_nothing(unit):
    frame = two_years([50, 30, 20], [60, 38, 22], unit=unit, kind="amount")
    assert of(frame, "a")["reason"] == "not_additive"


def test_no_total_at_all_is_no_empty_result():
    with pytest.raises(KejidataError, match="no total with parts is asked for"):
        contributions(two_years([5, 3, 2], [6, 4, 2]), {})

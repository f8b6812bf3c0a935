import itertools

import pandas as pd
import pytest
from tidy import obs

from kejidata.errors import KejidataError
from kejidata.measures.growth import growth_rates
from kejidata.measures.real import real
from kejidata.model import terms


def amounts(*values, years=(2018, 2019, 2020), **columns):
    return obs(**{"period": [*years], "value": [*values], "unit": "亿元", **columns})


def prices(*values, years=(2019, 2020), **columns):
    return obs(**{"indicator": "cpi", "period": [*years], "value": [*values], **columns})


def found(frame, index, base=2018):
    out = real(frame, index, base)
    assert tuple(out.columns) == terms.RESULTS["real"]
    return out


def test_expenditure_at_the_prices_of_2018():
    # Consumer prices of the nation rose by 2.9 % in 2019 and 2.5 % in 2020: 22143.6 / 1.029 =
    # 21519.5, and 24393.1 / (1.029 x 1.025) = 23127.45.
    out = found(amounts(19677.9, 22143.6, 24393.1, step=0.1), prices(102.9, 102.5))
    assert out["real"].tolist() == pytest.approx([19677.9, 21519.53, 23127.45], abs=0.01)
    assert out["deflator"].tolist() == pytest.approx([100, 102.9, 105.4725])
    assert out["base_period"].tolist() == ["2018"] * 3


def test_years_before_the_base_are_raised_to_its_prices():
    out = found(amounts(100, 100, 100), prices(102.9, 102.5), base=2020)
    assert out["real"].tolist() == pytest.approx([105.4725, 102.5, 100])


def test_the_interval_is_that_of_every_corner():
    row = found(amounts(100, 110, 120, step=2.0), prices(102.9, 102.5, step=0.1)).iloc[2]
    corners = [
        value / (one * other / 10_000)
        for value, one, other in itertools.product((119, 121), (102.85, 102.95), (102.45, 102.55))
    ]
    assert (row["real_low"], row["real_high"]) == pytest.approx((min(corners), max(corners)))
    assert row["deflator_low"] == pytest.approx(102.85 * 102.45 / 100)
    base = found(amounts(100, 110, 120), prices(102.9, 102.5, step=0.1)).iloc[0]
    assert (base["real_low"], base["real_high"]) == (100, 100)


def test_a_region_takes_its_own_index_then_that_of_the_nearest_region_that_it_lies_in():
    # Rugao lies in Nantong and Jiangsu, Hangzhou in Zhejiang, which has none here.
    frame = amounts(110, 110, 110, years=(2019,) * 3, region=["江苏", "320682", "杭州"])
    index = prices(104, 102, years=(2019, 2019), region=["320000", "全国"])
    out = found(frame, index).set_index("region")
    assert out["deflator_region"].to_dict() == {
        "江苏": "320000",
        "320682": "320000",
        "杭州": "全国",
    }
    assert out["real"].to_dict() == pytest.approx(
        {"江苏": 110 / 1.04, "320682": 110 / 1.04, "杭州": 110 / 1.02}
    )


@pytest.mark.parametrize(("region", "other"), [("somewhere", "elsewhere"), ("浙江", "江苏")])
def test_prices_of_another_region_are_not_taken(region, other):
    row = found(amounts(100, 110, 120, region=region), prices(104, 102, region=other)).iloc[2]
    assert (row["reason"], row["deflator_region"]) == ("no_value", "")
    assert row[["real", "deflator"]].isna().all()


@pytest.mark.parametrize(
    ("reason", "frame", "index"),
    [
        ("no_value", {}, {"years": (2018, 2019)}),
        ("period_mismatch", {"years": ("2018", "2019", "2020-01/2020-06")}, {}),
        ("definition_differs", {"indicator": "gdp_index_level"}, {}),
        ("unit_mismatch", {"unit": "家"}, {}),
        ("unit_mismatch", {}, {"unit": "%"}),
        ("not_exact", {"bound": "about"}, {}),
        ("not_exact", {}, {"bound": "about"}),
        ("zero_base", {}, {"value": [0.0, 0.0]}),
    ],
)
def test_what_has_no_meaning_has_a_reason(reason, frame, index, monkeypatch):
    if reason == "definition_differs":
        entry = {"price_basis": "constant"}
        monkeypatch.setattr("kejidata.measures.real.registry.entry", lambda *_: entry)
    row = found(amounts(100, 110, 120, **frame), prices(102.9, 102.5, **index)).iloc[-1]
    assert row["reason"] == reason
    assert row[["real", "real_low", "deflator"]].isna().all()


@pytest.mark.parametrize(
    ("index", "base", "match"),
    [
        (pd.concat([prices(102.9, 102.5), prices(1, 2, indicator="ppi")]), 2018, "2 indicators"),
        (prices(102.9, 102.5), "2018-06", "no year"),
        (prices(102.9, 102.5), "spring", "base"),
        (prices(None, None), 2018, "no figures"),
    ],
)
def test_what_cannot_be_asked_is_refused(index, base, match):
    with pytest.raises(KejidataError, match=match):
        real(amounts(1, 2, 3), index, base)


def test_a_change_in_percent_is_no_index_on_the_year_before():
    # 2.5 without a unit is in the registry's, 上年=100 (last year = 100): prices at a fortieth.
    frame = amounts(100, 110, years=(2018, 2019))
    row = found(frame, prices(2.5, years=(2019,))).iloc[1]
    assert (row["reason"], row[["real", "deflator"]].isna().all()) == ("unit_mismatch", True)
    assert found(frame, prices(50.0, years=(2019,)))["real"].tolist() == [100, 220]


def test_what_measures_real_amounts_takes_them_with_what_is_open_of_them():
    # 109.5 / 1.0255 to 110.5 / 1.0245 (亿元) on exactly 100: growth of 6.7772 to 7.8575 percent,
    # of which 0.5404 lie above 7.3171.
    frame = amounts(100, 110, years=(2018, 2019), step=[0.0, 1.0])
    real_ones = found(frame, prices(102.5, years=(2019,), step=0.1))
    row = growth_rates(real_ones).iloc[1]
    assert row["growth"] == pytest.approx(7.31707, abs=1e-5)
    assert row["low"] <= 109.5 / 1.0255 - 100 < 110.5 / 1.0245 - 100 <= row["high"]
    assert row["high"] - row["low"] == pytest.approx(2 * 0.54042, abs=1e-4)

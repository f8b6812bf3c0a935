import pandas as pd
import pytest
from tidy import obs

import kejidata
from kejidata.errors import KejidataError
from kejidata.measures.describe import COLUMNS, describe


def one(**columns):
    out = describe(obs(**columns))
    assert list(out) == list(COLUMNS)
    return out.iloc[0]


def test_rows_are_counted():
    # Two regions and three years are six cells; four have a figure, one of them published twice.
    row = one(
        region=["a", "a", "a", "a", "b", "b"],
        period=[2018, 2019, 2020, 2020, 2018, 2019],
        value=[1, 2, 3, 4, 5, None],
        vintage=[2019, 2020, 2021, 2022, 2019, 2020],
        bound=["exact", "about", "exact", "exact", "at_least", "exact"],
    )
    names = ["regions", "periods", "figures", "empty", "gaps", "inexact", "vintages"]
    assert row[names].tolist() == [2, 3, 5, 1, 2, 2, 4]
    assert row[["first_period", "last_period"]].tolist() == ["2018", "2020"]


def test_measures_stand_apart():
    out = describe(obs(period=2020, value=[1, 2], measure=["value", "target"], unit="家"))
    assert out[["measure", "figures"]].values.tolist() == [["value", 1], ["target", 1]]


@pytest.mark.parametrize(
    ("doubts", "columns"),
    [
        ("", {"indicator": "gdp", "region": "320600"}),
        ("", {"indicator": "gdp", "region": ["320600", "320500"], "unit": ["万元", "亿元"]}),
        ("unknown_indicator; unknown_region", {}),
        ("other_unit", {"indicator": "gdp", "region": "江苏", "unit": "家"}),
        (
            "several_units; other_unit",
            {"indicator": "gdp", "region": ["320600", "320500"], "unit": ["家", "亿元"]},
        ),
        ("several_labels", {"indicator": ["gdp", "地区生产总值"], "region": ["南通", "苏州"]}),
        ("doubled", {"indicator": "gdp", "region": ["南通", "320600"]}),
        (
            "several_lengths",
            {"indicator": "gdp", "region": "南通", "period": ["2020", "2020-01/2020-06"]},
        ),
        ("far_from_100", {"indicator": "cpi", "region": "江苏"}),
        ("other_unit", {"indicator": "cpi", "region": "江苏", "unit": "2015=100"}),
        ("total_among_members", {"indicator": "gdp", "region": ["江苏", "南通"]}),
    ],
)
def test_what_is_doubtful_is_named(doubts, columns):
    size = max([len(cells) for cells in columns.values() if isinstance(cells, list)], default=1)
    row = one(**{"period": ["2020"] * size, "value": [1.0] * size, **columns})
    assert row["doubts"] == doubts


def test_a_growth_is_in_its_own_unit():
    row = one(indicator="gdp", region=["320600"], period=2020, value=4.7, measure="growth_rate")
    assert (row["unit"], row["doubts"]) == ("%", "")


def test_every_row_of_the_example_is_counted_once():
    example = kejidata.load_example()
    out = describe(example)
    assert out["figures"].sum() + out["empty"].sum() == len(example)
    assert not out["doubts"].str.contains("unknown|doubled|unit|label").any()


def test_an_empty_frame_holds_nothing_and_another_is_refused():
    assert describe(obs(period=[], value=[])).empty
    with pytest.raises(KejidataError, match="no column value"):
        describe(pd.DataFrame({"region": ["a"], "indicator": ["b"], "period": [2020]}))

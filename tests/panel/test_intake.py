from decimal import Decimal

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal
from tidy import obs

from kejidata.errors import KejidataError
from kejidata.measures.completion import completion_ratios
from kejidata.measures.growth import growth_rates
from kejidata.measures.ranking import rankings

MEASURES = [growth_rates, completion_ratios, rankings]
PLAIN = pd.DataFrame(
    {
        "region": ["r2", "r1", "r1", "r2", "r1"],
        "indicator": "own",
        "period": [2020, 2019, 2020, 2019, 2021],
        "value": [12.0, 4.0, 5.0, 10.0, np.nan],
    }
)
CATEGORY = pd.CategoricalDtype(["r0", "r1", "r2", "r9"])
KEY_FORMS = {
    "str": lambda s: s.astype("str"),
    "object": lambda s: s.astype(object),
    "category": lambda s: s.astype("category"),
    "unused levels": lambda s: s.astype(CATEGORY),
    "arrow": lambda s: s.astype(pd.ArrowDtype(pa.string())),
    "python": lambda s: s.astype(pd.StringDtype("python")),
    "arrow dictionary": lambda s: s.astype(pd.ArrowDtype(pa.dictionary(pa.int32(), pa.string()))),
}
VALUE_FORMS = {
    "float32": lambda s: s.astype("float32"),
    "Float64": lambda s: s.astype("Float64"),
    "Int64": lambda s: s.astype("Int64"),
    "Int8": lambda s: s.astype("Int8"),
    "arrow": lambda s: s.astype(pd.ArrowDtype(pa.float64())),
    "arrow int": lambda s: s.astype("Int64").astype(pd.ArrowDtype(pa.int16())),
    "arrow decimal": lambda s: pd.Series(
        [None if pd.isna(v) else Decimal(v) for v in s], dtype=pd.ArrowDtype(pa.decimal128(9, 2))
    ),
    "Decimal": lambda s: pd.Series([None if pd.isna(v) else Decimal(v) for v in s]),
    "python": lambda s: pd.Series([None if pd.isna(v) else int(v) for v in s], dtype=object),
    "numpy objects": lambda s: pd.Series([np.float32(v) for v in s], dtype=object),
    "category": lambda s: s.astype("category"),
}
PERIOD_FORMS = {
    "int16": lambda s: s.astype("int16"),
    "uint64": lambda s: s.astype("uint64"),
    "float": lambda s: s.astype("float64"),
    "Int64": lambda s: s.astype("Int64"),
    "arrow": lambda s: s.astype(pd.ArrowDtype(pa.int32())),
    "text": lambda s: s.astype("str"),
    "arrow text": lambda s: s.astype("str").astype(pd.ArrowDtype(pa.string())),
    "object text": lambda s: s.astype("str").astype(object),
    "object": lambda s: s.astype(object),
    "category": lambda s: s.astype("category"),
    "text category": lambda s: s.astype("str").astype("category"),
    "mixed": lambda s: pd.Series([str(v) if v == 2020 else v for v in s], dtype=object),
}


def same(out, plain):
    """Compare two results but for the types of their keys."""
    for name in ("region", "indicator", "period", "base_period"):
        if name in plain:
            assert (
                out[name].astype(str).str.removesuffix(".0").tolist()
                == plain[name].astype(str).tolist()
            )
    rest = [n for n in plain if n not in ("region", "indicator", "period", "base_period")]
    assert_frame_equal(out[rest], plain[rest])


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("form", KEY_FORMS)
def test_any_form_of_region_and_indicator(measure, form):
    frame = PLAIN.copy()
    frame["region"] = KEY_FORMS[form](frame["region"])
    if form != "unused levels":
        frame["indicator"] = KEY_FORMS[form](frame["indicator"])
    same(measure(frame), measure(PLAIN))


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("form", VALUE_FORMS)
def test_any_form_of_value(measure, form):
    same(measure(PLAIN.assign(value=VALUE_FORMS[form](PLAIN["value"]))), measure(PLAIN))


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("form", PERIOD_FORMS)
def test_any_form_of_period(measure, form):
    same(measure(PLAIN.assign(period=PERIOD_FORMS[form](PLAIN["period"]))), measure(PLAIN))


def test_keys_stay_in_the_form_given():
    assert growth_rates(PLAIN)["base_period"].dtype == "int64"
    assert growth_rates(PLAIN.astype({"period": "int16"}))["base_period"].dtype == "int16"
    assert growth_rates(PLAIN.astype({"period": "str"}))["base_period"].dtype == "str"
    assert growth_rates(PLAIN.astype({"period": "Int64"}))["period"].dtype == "Int64"
    assert growth_rates(PLAIN)["region"].dtype == "str"
    assert growth_rates(PLAIN.astype({"region": CATEGORY}))["region"].dtype == CATEGORY


def test_a_category_sorts_by_its_own_order():
    order = pd.CategoricalDtype(["r2", "r1"], ordered=True)
    out = growth_rates(PLAIN.astype({"region": order}))
    assert out["region"].tolist() == ["r2", "r2", "r1", "r1", "r1"]


INDEXES = {
    "double": [3, 3, 3, 1, 1],
    "text": list("vwxyz"),
    "dates": pd.date_range("2020-01-01", periods=5),
    "levels": pd.MultiIndex.from_product([["a"], [1, 1, 2, 3, 3]], names=["region", None]),
}


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("form", INDEXES)
def test_any_index_and_the_callers_frame_stays(measure, form):
    frame = PLAIN.set_axis(pd.Index(INDEXES[form]))
    copy = frame.copy()
    out = measure(frame)
    assert_frame_equal(out, measure(PLAIN))
    assert out.index.equals(pd.RangeIndex(len(out)))
    assert_frame_equal(frame, copy)
    out.loc[:, "value"] = 0.0
    assert_frame_equal(frame, copy)


@pytest.mark.parametrize("measure", MEASURES)
def test_no_column_of_a_result_shares_memory_with_another(measure):
    out = measure(PLAIN)
    before = out.copy()
    for name in ("value", "low", "best"):
        if name in out:
            out.loc[0, name] = 77
            others = [other for other in out if other != name]
            assert_frame_equal(out[others], before[others])
            out.loc[0, name] = before.loc[0, name]


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("form", ["plain", "category", "text"])
def test_an_empty_frame_and_one_row_have_the_same_columns(measure, form):
    frame = PLAIN
    if form == "category":
        frame = frame.astype({"region": "category", "indicator": "category"})
    if form == "text":
        frame = frame.astype({"period": "str"})
    whole, one, none = measure(frame), measure(frame.iloc[[0]]), measure(frame.iloc[:0])
    assert one.dtypes.equals(whole.dtypes)
    assert none.dtypes.equals(whole.dtypes)
    assert (len(one), len(none)) == (1, 0)


def test_a_frame_of_empty_lists_is_empty():
    frame = pd.DataFrame({name: [] for name in ("region", "indicator", "period", "value")})
    assert growth_rates(frame).empty


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"value": ["1", 2, 3, 4, 5]}, "the value is not a number\n.*column value\n  row 0: '1'"),
        ({"value": ["x"] * 5}, "not a number"),
        ({"value": [1, 2, True, 4, 5]}, "row 2: True"),
        ({"value": [True] * 5}, "not a number"),
        ({"value": [1j] * 5}, "not a number"),
        ({"value": pd.Series([10**400, 1, 1, 1, 1], dtype=object)}, "not a number"),
        ({"value": pd.to_datetime(["2020-01-01"] * 5)}, "not a number"),
        ({"value": [1, 2, np.inf, 4, -np.inf]}, "an infinity(.|\n)*row 2: inf\n  row 4: -inf"),
        ({"region": ["a", None, "b", "c", "d"]}, "a key is missing\n.*column region\n  row 1"),
        ({"indicator": [np.nan] * 5}, "a key is missing\n.*column indicator"),
        ({"period": [2020, None, 2021, 2022, 2023]}, "a key is missing\n.*column period\n  row 1"),
        ({"region": [1.5] * 5}, "neither text nor a whole number"),
        ({"region": [["a"]] * 5}, "the cells are not labels\n.*column region"),
        ({"period": ["2020年"] * 5}, "ISO 8601"),
        (
            {"period": ["2020", "2020-13", "", "2021", "20"]},
            "obs, column period\n  row 1: '2020-13'",
        ),
        ({"period": ["2020", "2020-13", "", "2021", "20"]}, "\n  row 2: ''\n  row 4: '20'\n  -> "),
        ({"period": [2020.5] * 5}, "neither a year nor ISO 8601"),
        ({"period": [0] * 5}, "neither a year nor ISO 8601"),
        ({"period": [20200] * 5}, "neither a year nor ISO 8601"),
        ({"period": [True] * 5}, "neither a year nor ISO 8601"),
        ({"period": pd.to_datetime(["2020-01-01"] * 5)}, "neither a year nor ISO 8601"),
        ({"period": pd.period_range("2020", periods=5, freq="Y")}, "neither a year nor ISO 8601"),
        ({"step": [0.1, -0.1, 0, 0, 0]}, "step is negative(.|\n)*row 1: -0.1"),
        ({"bound": ["exact", "roughly"] + ["exact"] * 3}, "not known(.|\n)*row 1: 'roughly'"),
        ({"vintage": [2020, None, 1, 1, 1]}, "not a whole number(.|\n)*row 1"),
        ({"measure": ["value", None] + ["value"] * 3}, "not known(.|\n)*column measure\n  row 1"),
        ({"kind": ["price"] * 5}, "not known\n.*column kind\n  row 0: 'price'"),
        ({"kind": ["count", "share"] + ["count"] * 3}, "two values of kind"),
    ],
)
def test_bad_input_is_refused_with_its_place(measure, change, message):
    with pytest.raises(KejidataError, match=message):
        measure(PLAIN.assign(**change))


@pytest.mark.parametrize("measure", MEASURES)
def test_a_missing_column_is_named_with_those_there_are(measure):
    with pytest.raises(KejidataError, match="no column period, value\n(.|\n)*region, indicator"):
        measure(PLAIN[["region", "indicator"]])
    with pytest.raises(KejidataError, match="DataFrame is needed, not list"):
        measure([1, 2])
    with pytest.raises(KejidataError, match="two columns named value"):
        measure(pd.concat([PLAIN, PLAIN["value"]], axis=1))


@pytest.mark.parametrize("measure", MEASURES)
def test_doubled_keys_are_shown_five_at_most(measure):
    frame = pd.concat([PLAIN] * 4)
    with pytest.raises(KejidataError) as refused:
        measure(frame)
    lines = str(refused.value).splitlines()
    assert lines[0] == "rows have the same region, indicator and period"
    assert lines[2] == "  row 0: region='r2', indicator='own', period=2020, value=12"
    assert lines[7] == "  ... and 15 more"
    with pytest.raises(KejidataError, match="same region"):
        measure(PLAIN.assign(period=["2020", 2020, 2019, 2019, 2019], region="r"))


@given(st.lists(st.sampled_from([2019, "2019", 2020, "2020", 2020.0, "2019-01/2019-12"])))
def test_the_same_year_in_two_forms_is_the_same_year(labels):
    frame = obs(
        region=[f"r{n}" for n in range(len(labels))],
        period=pd.Series(labels, dtype=object),
        value=np.ones(len(labels)),
    )
    out = growth_rates(frame.astype({"region": "str"}))
    assert len(set(out["period"].astype(str))) <= 2

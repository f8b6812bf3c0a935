import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kejidata
from kejidata.errors import KejidataError


@pytest.fixture
def read(tmp_path):
    def read(text, **given):
        path = tmp_path / "wide.csv"
        path.write_text(text, encoding="utf-8")
        frame = kejidata.read_table(path, **given)
        keys = zip(frame["region"], frame["indicator"], frame["period"], strict=True)
        return dict(zip(keys, frame["value"], strict=True))

    return read


EXPECTED = {
    ("320000", "rd_expenditure", "2020"): 3005.9,
    ("320000", "rd_expenditure", "2021"): 3438.6,
    ("330000", "rd_expenditure", "2020"): 1859.9,
    ("330000", "rd_expenditure", "2021"): 2157.7,
}


@pytest.mark.parametrize(
    "text",
    [
        "地区,R&D经费(亿元),\n,2020,2021\n江苏,3005.9,3438.6\n浙江,1859.9,2157.7\n",
        "地区,R&D经费(亿元),R&D经费(亿元)\n,2020年,2021年\n江苏,3005.9,3438.6\n浙江,1859.9,2157.7\n",
        '地区,"R&D\n经费\n(亿元)",\n,2020,2021\n江苏,3005.9,3438.6\n浙江,1859.9,2157.7\n',
        "地区,2020,2021\n,R&D经费(亿元),R&D经费(亿元)\n江苏,3005.9,3438.6\n浙江,1859.9,2157.7\n",
        "地区,指标,2020,2021\n江苏,R&D经费(亿元),3005.9,3438.6\n浙江,R&D经费(亿元),1859.9,2157.7\n",
        "地区,指标,单位,2020,2021\n江苏,R&D经费,万元,30059000,34386000\n"
        "浙江,R&D经费,亿元,1859.9,2157.7\n",
        "地区,年份,R&D经费(亿元)\n江苏,2020,3005.9\n江苏,2021,3438.6\n"
        "浙江,2020,1859.9\n浙江,2021,2157.7\n",
        "年份,地区,R&D经费(万元)\n2020,江苏,30059000\n2021,江苏,34386000\n"
        "2020,浙江,18599000\n2021,浙江,21577000\n",
        "各地区R&D经费,,\n单位：万元,,\n地区,R&D经费,\n,2020,2021\n"
        "江 苏,30059000,34386000\n浙 江,18599000,21577000\n注：国家统计局,,\n",
    ],
)
def test_forms_of_one_wide_table(read, text):
    assert read(text) == EXPECTED


def test_what_the_headings_do_not_say_is_given(read):
    years = "地区,2020,2021\n江苏,3005.9,3438.6\n浙江,1859.9,2157.7\n"
    assert read(years, indicator="R&D经费(亿元)") == EXPECTED
    assert read(years, indicator="R&D经费", unit="亿元") == EXPECTED
    indicators = "地区,R&D经费(亿元),专利授权量(件)\n江苏,3438.6,640917\n"
    assert read(indicators, period=2021) == {
        ("320000", "rd_expenditure", "2021"): 3438.6,
        ("320000", "patents_granted", "2021"): 640917,
    }


def test_two_indicators_over_two_years(read):
    head = "地区,R&D经费(亿元),,R&D经费投入强度(%),\n,2020,2021,2020,2021\n"
    text = head + "江苏,3005.9,3438.6,2.93,2.95\n"
    assert read(text) == {
        ("320000", "rd_expenditure", "2020"): 3005.9,
        ("320000", "rd_expenditure", "2021"): 3438.6,
        ("320000", "rd_intensity", "2020"): 2.93,
        ("320000", "rd_intensity", "2021"): 2.95,
    }


def test_an_empty_cell_is_a_missing_figure(read):
    found = read("地区,2020,2021\n江苏,,…\n浙江,1,\n", indicator="R&D经费(亿元)")
    assert [math.isnan(value) for value in found.values()] == [True, True, False, True]


@pytest.mark.parametrize(
    ("text", "given", "said"),
    [
        ("地区,2020\n江苏,1\n", {}, "does not state indicator"),
        ("地区,R&D经费\n江苏,1\n", {}, "does not state period"),
        ("地区,2020\n江苏,1x\n", {"indicator": "R&D经费"}, "line 2, column 2020"),
        ("地区,2020\n江淮,1\n", {"indicator": "R&D经费"}, "line 2, column region"),
        (
            "地区,2020,2020年\n江苏,1,2\n",
            {"indicator": "R&D经费(亿元)"},
            "line 2, columns 2020 and 2020年",
        ),
        ("地区,2020,\n江苏,1,2\n", {"indicator": "R&D经费"}, "no heading"),
        ("地区,2020\n江苏,1,2\n", {"indicator": "R&D经费"}, "3 cells"),
        ("地区,2020,2021\n江苏,1\n", {"indicator": "R&D经费"}, "2 cells"),
        ("地区,年份,2020\n江苏,2020,1\n", {"indicator": "R&D经费"}, "the same thing"),
        ("地区,R&D经费\n,研发经费\n江苏,1\n", {"period": 2020}, "does not know this label"),
        ("地区,R&D经费(家)\n江苏,1\n", {"period": 2020}, "does not fit"),
        ("地区,单位,R&D经费(亿元)\n江苏,万元,1\n", {"period": 2020}, "two units"),
    ],
)
def test_bad_wide_tables_are_named(read, text, given, said):
    with pytest.raises(KejidataError, match=r"wide\.csv") as caught:
        read(text, **given)
    assert said in str(caught.value)


CELLS = st.sampled_from(
    [
        "地区",
        "年份",
        "指标",
        "数值",
        "单位",
        "江苏",
        "浙江",
        "R&D经费",
        "R&D经费(亿元)",
        "2020",
        "2021",
    ]
    + ["2021", "1.5", "…", "", "", "亿元", "单位：万元", "注：x", '"', "（%）", "x"]
)


@given(st.lists(st.lists(CELLS, max_size=5), max_size=6))
def test_any_sheet_is_read_or_refused_with_its_name(tmp_path_factory, rows):
    path = tmp_path_factory.getbasetemp() / "sheet.csv"
    path.write_text("\n".join(",".join(row) for row in rows), encoding="utf-8")
    try:
        frame = kejidata.read_table(path)
    except KejidataError as error:
        named = str(error)
    else:
        named = path.name
        assert not frame.drop(columns="value").isna().any().any()
        assert set(frame["region"]) <= {"320000", "330000"}
    assert path.name in named

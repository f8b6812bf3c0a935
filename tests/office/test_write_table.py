"""A table that is written reads back as the same observations."""

import io
import tempfile
from decimal import Decimal

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal
from random_tables import outcome

import kejidata
from kejidata.errors import KejidataError
from kejidata.model.observations import Observation
from kejidata.model.observations import frame as observed
from kejidata.office.saved_workbook import saved

KEY = ["region", "indicator", "period", "measure", "vintage"]


def back(frame, path):
    """Return what a frame is after it was written and read, its rows by key."""
    kejidata.write_table(frame, path)
    found = kejidata.read_table(path, own=True)
    return found.sort_values(KEY, ignore_index=True)


@pytest.fixture
def small(tmp_path):
    path = tmp_path / "small.csv"
    path.write_text(
        "地区,R&D经费(亿元),位次,比上年增长(%),R&D经费投入强度(%),比上年增减(百分点)\n"
        "子市,12.90,2,15.2,2.35,0.12\n丑市,18.00,1,-10.0,…,-\n",
        "utf-8",
    )
    return kejidata.read_table(path, own=True, period=2023)


@pytest.mark.parametrize("part", range(4))
def test_random_tables_come_back(part, tmp_path):
    for seed in range(part, 40, 4):
        what, _, made, path = outcome(seed, tmp_path)
        if what != "right":
            continue
        frame = kejidata.read_table(path, own=True, **made.asked)
        assert_frame_equal(
            back(frame, tmp_path / "back.xlsx"), frame.sort_values(KEY, ignore_index=True)
        )


def test_the_shipped_observations_come_back(tmp_path):
    frame = kejidata.load()
    assert_frame_equal(
        back(frame, tmp_path / "all.xlsx"), frame.sort_values(KEY, ignore_index=True)
    )


def test_a_table_by_figures_names_units_in_its_header(small, tmp_path):
    kejidata.write_table(small, tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[1][2:] == ["数值(亿元)", "位次", "增速(%)", "数值(%)", "增减(百分点)"]
    assert rows[2] == ["子市", "2023", 12.9, 2, 15.2, 2.35, 0.12]
    assert rows[3] == ["丑市", "2023", 18, 1, -10, "…", "…"]
    assert sheet["C3"].number_format == "0.00"
    assert sheet.freeze_panes == "C3"
    assert rows[4][0].startswith("注：…")


def test_sources_stand_in_the_last_sheet(tmp_path):
    frame = kejidata.load().head(5)
    kejidata.write_table(frame, tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames[-1] == "来源"
    named = {row[0].value for row in book["来源"].iter_rows(min_row=2)}
    assert named == set(frame["source"])


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "+1", "-1+2", "=cmd|' /C calc'!A0"])
def test_no_cell_is_a_formula(small, tmp_path, text):
    frame = small.assign(quote=text)
    assert set(back(frame, tmp_path / "a.xlsx")["quote"]) == {text}
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}


def test_what_would_not_read_back_is_refused_and_nothing_is_written(small, tmp_path):
    with pytest.raises(KejidataError, match="would not read back"):
        kejidata.write_table(small.assign(region=["其中：子市"] * len(small)), tmp_path / "a.xlsx")
    with pytest.raises(KejidataError, match="has no column indicator, period"):
        kejidata.write_table(pd.DataFrame({"region": ["a"]}), tmp_path / "a.xlsx")
    with pytest.raises(KejidataError, match=r"ends in \.xlsx"):
        kejidata.write_table(small, tmp_path / "a.csv")
    assert list(tmp_path.glob("a.*")) == []


def test_without_a_place_for_temporary_files_the_table_is_refused(small, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "none"))
    with pytest.raises(KejidataError, match="not there\n  in .*none"):
        kejidata.write_table(small, tmp_path / "a.xlsx")
    assert list(tmp_path.glob("*.xlsx")) == []


def test_a_workbook_is_made_without_temporary_files(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "none"))
    book = openpyxl.Workbook()
    book.active.append(["甲", 26.82])
    book.create_sheet("2").append([1])
    found = openpyxl.load_workbook(io.BytesIO(saved(book)))
    assert [[cell.value for cell in row] for sheet in found for row in sheet] == [
        ["甲", 26.82],
        [1],
    ]


def test_shares_below_one_percent_carry_their_sign(small, tmp_path):
    rows = small[small["indicator"] == "rd_intensity"].head(1)
    frame = rows.assign(value=0.021, step=0.001)
    assert_frame_equal(back(frame, tmp_path / "a.xlsx"), frame.reset_index(drop=True))
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert (sheet["C3"].value, sheet["C3"].number_format) == (0.021, '0.000"%"')


UNITS = {
    "rd_expenditure": "亿元",
    "rd_intensity": "%",
    "hnte_total": "家",
    "甲类服务量": "人次",
}
MEASURES = {"growth_rate": "%", "completion_ratio": "%", "rank": "位"}


@st.composite
def frames(draw):
    """Return a frame of every measure, bound, status and source, some figures unpublished."""
    keys = st.tuples(
        st.sampled_from(["320682", "320600", "000000", "子市", "全市"]),
        st.sampled_from(list(UNITS)),
        st.sampled_from(["2022", "2023", "2023-01/2023-11", "2016/2020"]),
        st.sampled_from(["value", "target", "change", *MEASURES]),
    )
    rows = []
    for region, indicator, period, measure in draw(st.sets(keys, min_size=1, max_size=8)):
        unit = MEASURES.get(measure, UNITS[indicator])
        unit = "个百分点" if measure == "change" and unit == "%" else unit
        places = 0 if unit in ("位", "家") else draw(st.integers(0, 3))
        number = Decimal(draw(st.integers(-(10**6), 10**6))).scaleb(-places)
        gone = draw(st.integers(0, 9)) == 0
        rows.append(
            Observation(
                *(region, indicator, period, measure, None if gone else number, unit),
                *(Decimal(0) if gone else Decimal(1).scaleb(-places),),
                draw(st.sampled_from(["exact", "exact", "at_least", "at_most", "about"])),
                draw(st.sampled_from(["", "000000"])) if measure == "rank" else "",
                draw(st.sampled_from(["", "", "estimate", "provisional", "revised"])),
                2024,
                draw(st.sampled_from(["", "bulletin_2023"])),
                draw(st.sampled_from(["", "=1+1", "第二位，不低于3亿元"])),
            )
        )
    return observed(rows)


@settings(max_examples=25, deadline=None, derandomize=True)
@given(frames())
def test_any_frame_of_observations_comes_back(tmp_path_factory, frame):
    path = tmp_path_factory.mktemp("written") / "a.xlsx"
    assert_frame_equal(back(frame, path), frame.sort_values(KEY, ignore_index=True))

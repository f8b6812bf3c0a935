import shutil
from functools import cache

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kejidata
from kejidata import project
from kejidata.errors import KejidataError
from kejidata.files.csv_table import read_csv
from kejidata.model import registry
from kejidata.model.observations import COLUMNS, Observation


@cache
def stored():
    return kejidata.load()


def value(region, indicator, period, measure="value", vintage=None):
    rows = stored()[
        (stored()["region"] == region)
        & (stored()["indicator"] == indicator)
        & (stored()["period"] == period)
        & (stored()["measure"] == measure)
    ]
    rows = rows if vintage is None else rows[rows["vintage"] == vintage]
    assert len(rows) == 1
    return rows.iloc[0]


def test_columns_and_types():
    assert tuple(stored().columns) == COLUMNS == Observation._fields
    assert stored()["value"].dtype == stored()["step"].dtype == "float64"
    assert stored()["vintage"].dtype == "int64"
    assert not stored().isna().any().any()


SOME = {
    column: st.none()
    | st.just(rowless)
    | st.lists(st.sampled_from(sorted({*stored()[column], rowless})), max_size=4)
    for column, rowless in (("indicator", "deposits"), ("region", "330203"), ("source", ""))
}


@settings(max_examples=40)
@given(SOME["indicator"], SOME["region"], SOME["source"])
def test_a_selection_is_the_filter_on_all_rows(indicators, regions, sources):
    wanted = {"indicator": indicators, "region": regions, "source": sources}
    expected = [
        all(
            codes is None
            or (row[column] == codes if isinstance(codes, str) else row[column] in codes)
            for column, codes in wanted.items()
        )
        for row in records()
    ]
    found = kejidata.load(indicators=indicators, regions=regions, sources=sources)
    pd.testing.assert_frame_equal(found, stored()[expected])


@pytest.mark.root_project
def test_a_selection_takes_names_and_numbers():
    by_code = kejidata.load(indicators="rd_expenditure", regions=["320000", "320600"])
    for names in (["江苏", "南通市"], ["Jiangsu", "Nantong"], [320000, 320600], {"320000", "南通"}):
        found = kejidata.load(indicators="研究与试验发展经费", regions=names)
        pd.testing.assert_frame_equal(found, by_code)
    assert len(by_code) > 0


@pytest.mark.root_project
@pytest.mark.parametrize(
    ("wanted", "near"),
    [
        ({"indicators": ["gdp", "rd_expenditur"]}, "rd_expenditure R&D经费"),
        ({"indicators": "gdp,rd_expenditure"}, "rd_expenditure R&D经费"),
        ({"indicators": ""}, "kejidata.indicators() lists them"),
        ({"regions": "999999"}, "kejidata.regions() lists them"),
        ({"sources": "rugao"}, "rugao_2020 2020年科技工作总结及2021年工作计划"),
    ],
)
def test_a_selection_of_what_is_unknown_is_refused(wanted, near):
    (name,) = wanted
    with pytest.raises(KejidataError, match=f"no {name[:-1]} .* is in the registry") as refused:
        kejidata.load(**wanted)
    assert f"in argument {name}" in str(refused.value)
    assert near in str(refused.value)


@cache
def records():
    return stored()[["indicator", "region", "source"]].to_dict("records")


def test_no_key_is_stated_twice():
    assert not stored().duplicated(["region", "indicator", "period", "measure", "vintage"]).any()


@pytest.mark.root_project
def test_published_facts():
    assert value("000000", "rd_expenditure", "2020")["value"] == 24393.1
    assert value("320000", "rd_expenditure", "2021")["value"] == 3438.6
    assert value("320500", "rd_expenditure", "2021")["value"] == 888.7
    assert value("320600", "rd_intensity", "2020")["value"] == 2.56


@pytest.mark.root_project
def test_a_published_zero_is_a_digit():
    assert value("320681", "gdp", "2020")["step"] == 0.01
    assert value("110000", "rd_expenditure", "2015")["step"] == 0.1


@pytest.mark.root_project
def test_ten_thousands_become_hundred_millions_digit_by_digit():
    # 98357896.3707 in units of 10,000 yuan.
    row = value("000000", "tech_contract_value_output", "2015")
    assert (row["value"], row["step"], row["unit"]) == (9835.78963707, 1e-8, "亿元")


@pytest.mark.root_project
def test_the_nation_s_intensity_keeps_its_revision():
    first = value("000000", "rd_intensity", "2019", vintage=2020)
    later = value("000000", "rd_intensity", "2019", vintage=2021)
    assert (first["value"], first["status"]) == (2.23, "")
    assert (later["value"], later["status"]) == (2.24, "revised")
    change = value("000000", "rd_intensity", "2020", "change")
    assert (change["value"], change["unit"]) == (0.16, "个百分点")


@pytest.mark.root_project
def test_the_report_s_traps():
    report = stored()[stored()["source"] == "rugao_2020"]
    assert len(report) == 68
    assert (report["measure"] == "target").sum() == 16
    months = report[report["period"] == "2020-01/2020-11"]
    assert sorted(months["value"]) == [3.57, 95.06]
    assert value("320682", "sts_revenue", "2020")["unit"] == "亿元"
    assert value("320600", "key_rd_competitive_approved", "2020")["value"] == 2
    assert value("320600", "agri_key_rd_approved", "2020")["value"] == 3
    assert value("320682", "express_approved_value", "2020")["value"] == 15520
    assert value("320682", "express_lent_value", "2020")["value"] == 12740
    assert value("320682", "rukedai_lent", "2021", "target")["value"] == 12000
    bounds = report[report["bound"] == "at_least"]["indicator"]
    assert sorted(bounds) == [
        "higher_level_funds",
        "iur_events",
        "iur_projects_over_50k_started",
        "provincial_private_tech_firms_new",
    ]


@pytest.mark.root_project
def test_ranks_say_among_whom():
    ranks = stored()[stored()["measure"] == "rank"]
    assert sorted(ranks["value"]) == [1, 1, 2, 2]
    assert set(ranks["among"]) == {"320600"}


def test_units_are_those_of_the_registry():
    units = kejidata.indicators().set_index("code")["unit"]
    stated = stored()[stored()["measure"].isin(["value", "target"])]
    assert (stated["unit"] == stated["indicator"].map(units)).all()


@pytest.mark.root_project
def test_the_processed_tables_hold_what_the_observations_need_and_no_more():
    folder = project.example() / "data" / "processed"
    found = {name: read_csv(folder / f"{name}.csv").rows for name in registry.COLUMNS}
    rows = {row.cells["code"]: row.cells for row in found["indicators"]}
    derived = {code for code, row in rows.items() if row["formula"]}
    related = {row["related"] for row in rows.values()} - {""}
    assert set(stored()["indicator"]) | derived | related == set(rows)
    assert {row.cells["theme"] for row in found["indicators"]} == {
        row.cells["code"] for row in found["themes"]
    }
    assert set(stored()["region"]) == {row.cells["code"] for row in found["regions"]}
    assert set(stored()["source"]) == set(kejidata.sources()["id"])
    assert set(rows) <= set(kejidata.indicators()["code"])


def test_load_reads_another_folder_and_refuses_other_tables(tmp_path):
    (tmp_path / "observations.csv").write_text(",".join(COLUMNS) + "\n")
    empty = kejidata.load(tmp_path)
    assert (tuple(empty.columns), len(empty)) == (COLUMNS, 0)
    assert empty.dtypes.equals(stored().dtypes)
    (tmp_path / "own.csv").write_text("region,value\n1,2\n")
    with pytest.raises(KejidataError, match="read_table"):
        kejidata.load(tmp_path / "own.csv")


@pytest.mark.parametrize("cell", ["12x", "inf", "nan", "1_0", ""])
def test_load_refuses_a_value_that_is_no_number(tmp_path, cell):
    path = tmp_path / "observations.csv"
    row = f"320682,gdp,2020,value,{cell},亿元,0.01,exact,,,2021,rugao_2020,"
    path.write_text(",".join(COLUMNS) + f"\n{row}\n", encoding="utf-8")
    with pytest.raises(KejidataError, match="line 2, column value"):
        kejidata.load(path)


@pytest.mark.root_project
@pytest.mark.parametrize("year", range(2015, 2024))
def test_the_provinces_add_up_to_the_nation(year):
    regions = kejidata.regions()
    members = set(regions.loc[regions["level"] == "province", "code"])
    rows = stored()[
        (stored()["indicator"] == "rd_expenditure")
        & (stored()["period"] == str(year))
        & (stored()["measure"] == "value")
    ]
    parts = rows.loc[rows["region"].isin(members), "value"]
    nation = rows.loc[rows["region"] == "000000", "value"]
    assert len(parts) == 31
    # Every one of 32 figures is rounded to 0.1, so the sum may be off by half of that each.
    assert abs(parts.sum() - nation.item()) < 32 * 0.05


@pytest.mark.root_project
def test_the_cities_add_up_to_the_province():
    rows = stored()[(stored()["indicator"] == "rd_expenditure") & (stored()["period"] == "2021")]
    cities = rows.loc[rows["source"] == "jiangsu_rd_2021", "value"]
    province = rows.loc[rows["region"] == "320000", "value"]
    assert len(cities) == 13
    assert abs(cities.sum() - province.item()) < 14 * 0.05


@pytest.mark.parametrize("named", [False, True])
def test_between_two_renames_the_new_folder_is_read(tmp_path, root, named):
    place = tmp_path / "data" / "processed"
    shutil.copytree(root / "data" / "processed", place.with_name(".processed.new"))
    shutil.copy(root / "kejidata.toml", tmp_path)
    with kejidata.use_project(tmp_path):
        obs = kejidata.load(place) if named else kejidata.load()
    assert obs.equals(stored())
    assert not place.exists()

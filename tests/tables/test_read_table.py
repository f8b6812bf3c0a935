import math

import pandas as pd
import pytest

import kejidata
from kejidata.errors import KejidataError
from kejidata.model import registry
from kejidata.model.observations import COLUMNS
from kejidata.tables import reading
from kejidata.tables.given import Given
from kejidata.wording.messages import translated


@pytest.fixture
def table(tmp_path):
    def write(text, encoding="utf-8"):
        path = tmp_path / "own.csv"
        path.write_bytes(text.encode(encoding))
        return path

    return write


def test_a_table_with_chinese_headings_and_one_with_english_are_the_same(table):
    chinese = kejidata.read_table(
        table("地区,指标,年份,数值,单位\n如皋市,R&D经费,2020,26.1,亿元\n")
    )
    english = kejidata.read_table(
        table("Region,Indicator,Year,Value,Unit\nRugao,rd_expenditure,2020,26.1,亿元\n")
    )
    assert chinese.equals(english)
    assert tuple(chinese.columns) == COLUMNS
    assert chinese.dtypes.equals(kejidata.load().dtypes)
    assert chinese.loc[0, ["region", "value", "step", "measure", "bound", "vintage"]].tolist() == [
        *("320682", 26.1, 0.1, "value", "exact", 2020)
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_encodings_of_people_s_files(table, encoding):
    text = '地区,指标,年份,数值(万元)\r\n"如皋市",R&D经费,2020,"261,000"\r\n'
    frame = kejidata.read_table(table(text, encoding))
    assert frame.loc[0, ["value", "step", "unit"]].tolist() == [26.1, 0.0001, "亿元"]


@pytest.mark.parametrize(
    "text",
    [
        "地区,指标,年份,数值(万元)\n如皋市,R&D经费,2020,261000\n",
        "地区,指标,年份,数值（万元）\n如皋市,R&D经费,2020,261000\n",
        "地区,指标,年份,数值\n如皋市,R&D经费(万元),2020,261000\n",
        "地区,指标,年份,数值,单位\n如皋市,R&D经费,2020,261000,万元\n",
        "2020年R&D经费情况,,,\n地区,指标,年份,数值(万元)\n如皋市,R&D经费,2020,261000\n",
        "title,,,\nsecond line,,,\n地区,指标,年份,数值(万元)\n如皋市,R&D经费,2020,261000\n",
    ],
)
def test_places_where_a_unit_stands(table, text):
    assert kejidata.read_table(table(text))["value"].tolist() == [26.1]


def test_without_any_unit_none_is_assumed(table):
    path = table("地区,指标,年份,数值\n如皋市,R&D经费,2020,261000\n")
    with pytest.raises(
        KejidataError, match='give unit= as the publisher counts, such as unit="亿元"'
    ):
        kejidata.read_table(path)
    frame = kejidata.read_table(path, unit="万元")
    assert frame.loc[0, ["value", "unit"]].tolist() == [26.1, "亿元"]


def test_a_bracket_that_belongs_to_the_name_is_no_unit(table):
    text = "地区,指标,年份,数值,单位\n江苏,技术合同成交数（技术输出地域）,2020,5,项\n"
    assert kejidata.read_table(table(text))["indicator"].tolist() == ["tech_contracts_output"]


def test_a_missing_value_stays_a_row(table):
    frame = kejidata.read_table(
        table("地区,指标,年份,数值(亿元)\n如皋市,R&D经费,2019,…\n如皋市,R&D经费,2020,0\n")
    )
    assert math.isnan(frame.loc[0, "value"])
    assert frame.loc[1, "value"] == 0


def test_rows_stay_in_the_file_s_order(table):
    text = "地区,指标,年份,数值(亿元)\n如皋市,R&D经费,2020,2\n南通市,R&D经费,2019,1\n"
    assert kejidata.read_table(table(text))["value"].tolist() == [2, 1]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "holds no table"),
        ("地区,指标,年份\n如皋市,R&D经费,2020\n", "does not state value"),
        ("a,b\n1,2\n", "does not state region"),
        ("地区,指标,年份,数值,颜色\n如皋市,R&D经费,2020,1,red\n", "'颜色'"),
        ("地区,region,指标,年份,数值\n如皋,如皋,R&D经费,2020,1\n", "two columns of regions"),
        ("地区,指标,年份,数值\n如皋市,R&D经费,2020,十二亿\n", "line 2, column value"),
        (
            "地区,指标,年份,数值\n如皋市,R&D经费,2020,1\n某某县,R&D经费,2020,1\n",
            "line 3, column region",
        ),
        ("地区,指标,年份,数值(家)\n如皋市,R&D经费,2020,1\n", "line 2, column unit"),
        ("地区,指标,年份,数值\n如皋市,R&D经费(家),2020,1\n", "line 2, column unit"),
        (
            "地区,指标,年份,数值(亿元)\n如皋市,R&D经费,2020,1\n如皋,研发经费,2020年,2\n",
            "lines 2 and 3: 320682 rd_expenditure 2020 value 2020 = 2",
        ),
    ],
)
def test_bad_tables_are_named_with_file_row_and_value(table, text, said):
    with pytest.raises(KejidataError, match=r"own\.csv") as caught:
        kejidata.read_table(table(text))
    assert said in str(caught.value)


def test_own_regions_and_indicators(table):
    text = "地区,指标,年份,数值,单位\n甲镇,瞪羚企业数,2020,3,家\n乙镇,瞪羚企业数,2020,5,家\n"
    with pytest.raises(KejidataError, match="own=True"):
        kejidata.read_table(table(text))
    frame = kejidata.read_table(table(text), own=True)
    assert frame["region"].tolist() == ["甲镇", "乙镇"]
    assert frame["unit"].tolist() == ["家", "家"]


def test_a_formula_in_a_cell_stays_text(table):
    text = "地区,指标,年份,数值(亿元),原文\n如皋市,R&D经费,2020,1,=HYPERLINK(1)\n"
    assert kejidata.read_table(table(text))["quote"].tolist() == ["=HYPERLINK(1)"]


def test_what_figures_under_one_heading_share_is_held_once(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("地区,R&D经费(亿元)\n子市,1.25\n丑市,2.50\n寅市,-\n", "utf-8")
    found = reading.read(path, registry.current(), Given(period="2023"), own=True).observations
    one, missing = found.heads
    assert list(found.under) == [0, 0, 1]
    assert [item.region for item in found] == ["子市", "丑市", "寅市"]
    assert [str(item.value) for item in found] == ["1.25", "2.50", "None"]
    assert (str(one.step), str(missing.step)) == ("0.01", "0")
    assert found.frame()["value"].tolist()[:2] == [1.25, 2.5]
    assert len(found) == 0


@pytest.mark.parametrize(
    ("heading", "code"),
    [
        ("当年认定高新技术企业（家）", "hnte_certified"),
        ("本年认定高新技术企业数（家）", "hnte_certified"),
        ("全年技术合同成交额（亿元）", "tech_contract_value"),
        ("當年新認定高企（家）", "hnte_certified"),
    ],
)
def test_the_year_may_lead_to_what_was_done_in_it(tmp_path, heading, code):
    path = tmp_path / "a.csv"
    path.write_text(f"地区,年份,{heading}\n如皋,2023,5\n", "utf-8")
    assert kejidata.read_table(path)["indicator"].tolist() == [code]


def test_the_year_does_not_lead_to_what_is_there_at_its_end(tmp_path):
    # 当年高新技术企业 (this year's firms) may be those certified in the year, or all.
    path = tmp_path / "a.csv"
    path.write_text("地区,年份,当年高新技术企业（家）\n如皋,2023,5\n", "utf-8")
    with pytest.raises(KejidataError, match="does not know this label"):
        kejidata.read_table(path)


@pytest.mark.parametrize(
    "read", [kejidata.read_table, kejidata.preview_table, kejidata.read_report]
)
def test_what_is_no_path_is_refused_with_what_to_do(read):
    with pytest.raises(KejidataError, match="the path of a file is needed, not DataFrame"):
        read(pd.DataFrame({"region": ["320682"]}))


def test_rows_of_an_old_and_a_new_name_of_one_place_are_said_to_be_one(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("地区,2023年\n海门市,5\n海门区,6\n", "utf-8")
    with pytest.raises(KejidataError, match="states a figure twice") as refused:
        kejidata.read_table(path, indicator="R&D经费", unit="亿元")
    assert "海门市, 海门区 are one place: 320614" in str(refused.value)
    assert "海门市, 海门区 是同一个地方：320614" in translated(str(refused.value), "zh")

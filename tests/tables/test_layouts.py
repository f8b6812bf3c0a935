"""Kinds of tables as offices have them, each in several layouts, as text and as a workbook."""

import csv
import io

import openpyxl
import pytest

import kejidata
from kejidata.errors import KejidataError

RD, SHARE = "rd_expenditure", "rd_intensity"


@pytest.fixture(params=["csv", "xlsx"])
def read(request, tmp_path):
    """Return what reads a table of texts, written as CSV or as a workbook of numbers."""

    def read(text, **given):
        path = tmp_path / f"table.{request.param}"
        rows = list(csv.reader(io.StringIO(text)))
        width = max(map(len, rows))
        rows = [row + [""] * (width - len(row)) for row in rows]
        if request.param == "csv":
            page = io.StringIO()
            csv.writer(page).writerows(rows)
            path.write_text(page.getvalue(), "utf-8")
        else:
            book = openpyxl.Workbook()
            for row in rows:
                book.active.append([number(cell) for cell in row])
            book.save(path)
        return kejidata.read_table(path, own=given.pop("own", True), **given)

    return read


def number(cell):
    try:
        return float(cell) if "." in cell else int(cell)
    except ValueError:
        return cell or None


def facts(frame, *columns):
    columns = columns or ("region", "value")
    return [tuple(row) for row in frame[list(columns)].itertuples(index=False)]


def ranks(frame):
    found = kejidata.rankings(frame)
    found = found[found["period"] == found["period"].max()]
    return dict(zip(found["region"], zip(found["rank"], found["ranked"], strict=True), strict=True))


TOTALS = [
    "地区,R&D经费(亿元)\n全市,120.5\nA区,60.2\nB县,40.1\nC县,20.2\n",
    "地区,年份,指标,数值,单位\nA区,2023,研发经费,60.2,亿元\nB县,2023,研发经费,40.1,亿元\n"
    "C县,2023,研发经费,20.2,亿元\n合 计,2023,研发经费,120.5,亿元\n",
    "单位：亿元\n地区,R&D经费\n全县总计,120.5\n其中：A区,60.2\n#B县,40.1\n  C县,20.2\n",
    "地区,R&D经费(亿元)\n东部地区,120.5\nA区,60.2\nB县,40.1\nC县,20.2\n",
    "地区,R&D经费(亿元)\n甲州,120.5\nA区,60.2\nB县,40.1\nC县,20.2\n",
]


@pytest.mark.parametrize("text", TOTALS)
def test_a_total_is_never_ranked_among_its_members(read, text):
    frame = read(text, **({} if "年份" in text else {"period": 2023}))
    places = ranks(frame)
    assert [places[name] for name in ("A区", "B县", "C县")] == [(1, 3), (2, 3), (3, 3)]


def test_a_row_that_is_the_sum_of_the_others_is_said_to_be_one(read):
    frame = read(TOTALS[-1], period=2023)
    assert frame["region"].tolist()[0] == "甲州(合计)"
    assert "甲州" in frame.attrs["notes"][0]


@pytest.mark.parametrize(
    ("rows", "sure", "said"),
    [
        ("子市,30.12,\n丑市,20.02,\n寅市,10.10,\n", False, True),  # of two, in one column
        ("子市,30.12,3012\n丑市,20.02,1000\n寅市,10.10,2012\n", True, True),
        (
            "子市,30.12,3013\n丑市,20.02,1000\n寅市,10.10,2012\n",
            False,
            False,
        ),  # a firm too many
        ("子市,6,\n丑市,1,\n寅市,2,\n卯市,3,\n", False, True),  # too few digits
        ("丑市,20.03,\n寅市,10.14,\n卯市,5.01,\n子市,35.19,\n", True, True),  # 35.18 rounded
        ("丑市,20.03,\n寅市,10.14,\n卯市,5.01,\n子市,35.22,\n", False, False),
    ],
)
def test_a_sum_that_may_be_chance_is_a_doubt_and_no_total(read, rows, sure, said):
    frame = read("地区,R&D经费(亿元),高新技术企业数(家)\n" + rows, period=2023)
    assert ("子市(合计)" in set(frame["region"])) == sure
    assert any(note.startswith("子市: its figures are") for note in frame.attrs["notes"]) == said


def test_the_total_is_the_region_that_the_analyst_gives(read):
    text = "地区,R&D经费(亿元)\n全市,120.5\n如皋,60.2\n海安,60.3\n"
    frame = read(text, period=2023, region="南通", own=False)
    assert frame["region"].tolist() == ["320600", "320682", "320685"]
    with pytest.raises(KejidataError, match="give region="):
        read(text, period=2023, own=False)


@pytest.mark.parametrize(
    "text",
    [
        "地区,Region,2022,2023\n全    国,National Total,300,330\n子市,Zi,10,12\n",
        "地区\nRegion,2022,2023\n".replace("\n", " ", 1) + "全 国,300,330\n子市,10,12\n",
        "省份,城市,2022,2023\n全国,,300,330\n甲省,子市,10,12\n",
        "城市,省份,2022,2023\n全国,全国,300,330\n子市,甲省,10,12\n",
        "地区代码,地区,2022,2023\n000000,全国,300,330\n999999,子市,10,12\n",
    ],
)
def test_of_two_columns_the_finer_or_the_chinese_is_the_region(read, text):
    frame = read(text, indicator="技术合同数(项)")
    assert facts(frame, "region", "period", "value") == [
        *(("000000", "2022", 300), ("000000", "2023", 330)),
        *(("子市", "2022", 10), ("子市", "2023", 12)),
    ]


def test_code_and_name_of_two_regions_are_refused(read):
    with pytest.raises(KejidataError, match="those of two regions"):
        read("地区代码,地区,R&D经费(亿元)\n320600,苏州市,10\n", period=2023)


@pytest.mark.parametrize(
    "text",
    [
        "地区,2022,2023\n子市,10,12\n续表\n地区,2022,2023\n丑市,20,18\n",
        "表1\n地区,2022年,2023年\n子市,10,12\n\n续表1\n地区,2022年,2023年\n丑市,20,18\n注：略\n",
        "地区,2022,地区,2023\n".replace("2022,地区,2023", "2022,2023,地区,2022,2023")
        + "子市,10,12,丑市,20,18\n",
        "单位：亿元\n地区,2022,2023\n子市,10,12\n\n单位：亿元\n地区,2023,2022\n丑市,18,20\n",
    ],
)
def test_a_table_that_goes_on_is_one_table(read, text):
    unit = "" if "单位" in text else "(亿元)"
    frame = read(text, indicator=f"R&D经费{unit}")
    assert sorted(facts(frame, "region", "period", "value")) == [
        *(("丑市", "2022", 20), ("丑市", "2023", 18)),
        *(("子市", "2022", 10), ("子市", "2023", 12)),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "单位:万元,,\n地区,孵化工位数(个),R&D经费\n子市,603,31399\n",
        ",,(单位：万元)\n地区,孵化工位数（个）,R&D经费\n子市,603,31399\n",
        "地区,孵化工位数,R&D经费\n,(个),(万元)\n子市,603,31399\n",
        '地区,"孵化工位数\n(个)\nInstitutions","R&D经费\n(万元)\nExpenditure"\n子市,603,31399\n',
        "指标,单位,子市\n孵化工位数,个,603\nR&D经费,万元,31399\n",
        "地区,孵化工位数(个),R&D经费\n子市,603,31399万元\n",
    ],
)
def test_a_unit_of_one_s_own_goes_first(read, text):
    frame = read(text, period=2023)
    assert sorted(facts(frame, "region", "indicator", "value", "unit")) == [
        ("子市", RD, 3.1399, "亿元"),
        ("子市", "孵化工位数", 603, "个"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "地区,R&D经费(亿元),位次\n子市,12.9,2\n丑市,18.0,1\n",
        "地区,R&D经费,\n,总量(亿元),全省位次\n子市,12.9,2\n丑市,18.0,1\n",
        "地区,R&D经费(亿元),R&D经费排名\n子市,12.9,2\n丑市,18.0,1\n",
        "排名,地区,R&D经费(亿元)\n2,子市,12.9\n1,丑市,18.0\n".replace("排名", "序号")
        and "地区,R&D经费(亿元),名次\n子市,12.9,2\n丑市,18.0,1\n",
    ],
)
def test_a_rank_is_the_measure_of_the_figure_beside_it(read, text):
    frame = read(text, period=2023)
    assert facts(frame, "region", "indicator", "measure", "value", "unit") == [
        *(("子市", RD, "value", 12.9, "亿元"), ("子市", RD, "rank", 2, "位")),
        *(("丑市", RD, "value", 18.0, "亿元"), ("丑市", RD, "rank", 1, "位")),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "地区,R&D经费(亿元),比上年增长(%)\n子市,12.9,15.2\n",
        "地区,R&D经费,\n,绝对额(亿元),增速(%)\n子市,12.9,15.2\n",
        "地区,R&D经费(亿元),R&D经费增速(%)\n子市,12.9,15.2\n",
        "地区,R&D经费(亿元),同比增长\n子市,12.9,15.2%\n",
        "地区,指标,数值,类别,单位\n子市,R&D经费,12.9,数值,亿元\n子市,R&D经费,15.2,增长率,%\n",
        "指标,数值\nR&D经费(亿元),12.9\n比上年增长(%),15.2\n",
    ],
)
def test_a_growth_is_the_measure_of_the_figure_beside_it(read, text):
    given = {} if "地区" in text else {"region": "子市"}
    frame = read(text, period=2023, **given)
    assert facts(frame, "indicator", "measure", "value", "unit", "period") == [
        (RD, "value", 12.9, "亿元", "2023"),
        (RD, "growth_rate", 15.2, "%", "2023"),
    ]


def test_a_change_of_a_share_is_in_points_and_growth_is_that_of_the_latest_year(read):
    frame = read("地区,R&D经费投入强度(%),比上年增减(百分点)\n子市,2.35,0.12\n", period=2023)
    assert facts(frame, "measure", "unit") == [("value", "%"), ("change", "个百分点")]
    frame = read("地区,2023年,2022年,增长(%)\n子市,12.9,11.2,15.2\n", indicator="R&D经费(亿元)")
    assert facts(frame, "period", "measure")[2] == ("2023", "growth_rate")


def test_a_rank_behind_a_growth_has_two_meanings(read):
    with pytest.raises(KejidataError, match="may rank the figures or their growth"):
        read("地区,R&D经费(亿元),增速(%),位次\n子市,12.9,15.2,2\n", period=2023)


@pytest.mark.parametrize(
    ("text", "given"),
    [
        (
            "地区,年度目标,1-11月完成,完成率(%)\n子市,16,18.6,116.3\n",
            {"indicator": "技术合同成交额(亿元)"},
        ),
        ("地区,技术合同成交额(亿元),,\n,目标,1-11月完成,完成率(%)\n子市,16,18.6,116.3\n", {}),
        (
            "地区,指标,单位,目标任务,1-11月实绩,完成率\n子市,技术合同成交额,亿元,16,18.6,116.3%\n",
            {},
        ),
    ],
)
def test_a_target_and_what_was_done_of_it(read, text, given):
    given = given if "实绩" not in text else given
    text = text.replace("1-11月实绩", "1-11月完成数")
    frame = read(text, period=2023, **given)
    assert facts(frame, "indicator", "period", "measure", "value", "unit") == [
        ("tech_contract_value", "2023", "target", 16, "亿元"),
        ("tech_contract_value", "2023-01/2023-11", "value", 18.6, "亿元"),
        ("tech_contract_value", "2023-01/2023-11", "completion_ratio", 116.3, "%"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "地区,合计,,,\n,,发明,实用新型,外观设计\n子市,100,40,50,10\n",
        "地区,合计,发明,实用新型,外观设计\n甲,1,2,3,4\n子市,100,40,50,10\n",
        "单位：件\n地区,合计,,,\n,,发明,实用新型,外观设计\n,Total,Invention,Utility,Design\n"
        "子市,100,40,50,10\n".replace(",Total,Invention,Utility,Design\n", ""),
    ],
)
def test_a_nested_header_joins_the_names(read, text):
    frame = read(text, period=2023)
    assert frame["value"].tolist() == [100, 40, 50, 10]
    assert [name.split("/")[-1] for name in frame["indicator"]] == [
        *("合计", "发明", "实用新型", "外观设计")
    ]


def test_a_part_under_its_whole_is_the_indicator_of_the_registry(read):
    text = "地区,专利授权量(件),\n,合计,发明\n子市,100,40\n"
    frame = read(text, period=2023, own=True)
    assert frame["indicator"].tolist() == ["patents_granted", "invention_patents_granted"]


ZEROS = [
    "地区,指标,年份,数值\n子市,R&D经费投入强度,2023,1.7\n丑市,R&D经费投入强度,2023,1.73\n"
    "寅市,R&D经费投入强度,2023,1.66\n",
    "地区,R&D经费投入强度(%)\n子市,1.7\n丑市,1.73\n寅市,1.66\n",
    "年份,子市,丑市,寅市\n2023,1.7,1.73,1.66\n",
]


@pytest.mark.parametrize("text", ZEROS)
def test_a_zero_that_a_program_dropped_is_a_published_digit(read, text):
    given = {} if "指标" in text else {"period": 2023}
    if "年份,子市" in text:
        given = {"indicator": "R&D经费投入强度(%)"}
    frame = read(text, **given)
    assert frame["step"].tolist() == [0.01] * 3
    found = kejidata.rankings(frame)
    assert sorted(facts(found, "region", "best", "worst")) == [
        *(("丑市", 1, 1), ("子市", 2, 2), ("寅市", 3, 3))
    ]
    assert "2 decimal places" in frame.attrs["notes"][-1]


def test_a_column_of_coarser_figures_keeps_its_digits(read):
    rows = "".join(f"{name}市,1.{n}\n" for n, name in enumerate("子丑寅卯辰", 1))
    frame = read("地区,R&D经费(亿元)\n" + rows + "巳市,1.73\n", period=2023)
    assert frame["step"].tolist() == [0.1] * 5 + [0.01]


@pytest.mark.parametrize(
    "text",
    [
        "地区,指标,年份,数值,单位\n子市,地区生产总值指数,2021,108.1,上年=100\n"
        "子市,地区生产总值指数,2022,103.0,上年=100\n",
        "地区,年份,地区生产总值指数(上年=100)\n子市,2021,108.1\n子市,2022,103.0\n",
        "指标：地区生产总值指数\n(上年=100)\n地区,2021,2022\n子市,108.1,103.0\n",
        "地区,2021,2022\n子市,108.1,103.0\n",
    ],
)
def test_an_index_of_the_year_before_is_a_growth(read, text):
    given = {} if "指数" in text else {"indicator": "地区生产总值指数(上年=100)"}
    frame = read(text, **given)
    assert facts(frame, "indicator", "period", "measure", "value", "unit") == [
        ("gdp", "2021", "growth_rate", 8.1, "%"),
        ("gdp", "2022", "growth_rate", 3.0, "%"),
    ]
    assert kejidata.growth_rates(frame)["growth"].notna().sum() == 0


@pytest.mark.parametrize(
    "text",
    [
        "地区,指标,年份,数值\n子市,R&D经费投入强度,2022,0.0210\n子市,R&D经费投入强度,2023,0.0235\n",
        "地区,2022,2023\n子市,0.021,0.0235\n",
        "地区,年份,R&D经费投入强度(%)\n子市,2022,0.021\n子市,2023,0.0235\n",
        "地区,年份,R&D经费投入强度(%)\n子市,2022,0.021\n丑市,2022,2.35\n",
    ],
)
def test_a_share_written_as_a_fraction_is_refused(read, text):
    given = {} if "强度" in text else {"indicator": "R&D经费投入强度"}
    with pytest.raises(KejidataError, match='(?s)looks like a fraction.*give unit="1"') as refused:
        read(text, **given)
    assert "->" in str(refused.value)


def test_a_fraction_is_read_where_the_analyst_says_so(read):
    frame = read("地区,2022,2023\n子市,0.0211,0.0235\n", indicator="R&D经费投入强度", unit="1")
    assert facts(frame, "value", "step", "unit") == [(2.11, 0.01, "%"), (2.35, 0.01, "%")]


@pytest.mark.parametrize(
    "text",
    [
        "地区,2022,2023\n子市,105000,121000\n",
        "地区,指标,年份,数值\n子市,R&D经费,2022,105000\n",
        "指标,2022,2023\nR&D经费,105000,121000\n",
    ],
)
def test_without_a_unit_nothing_is_assumed(read, text):
    given = {"region": "子市"} if text.startswith("指标") else {}
    named = {} if "R&D" in text else {"indicator": "R&D经费"}
    with pytest.raises(KejidataError, match='give unit= .* unit="亿元"'):
        read(text, **given, **named)
    assert read(text, unit="万元", **given, **named)["value"].tolist()[0] == 10.5


def test_a_unit_that_is_the_only_one_is_known_where_the_figures_fit(read):
    frame = read("地区,2023\n子市,120\n", indicator="专利授权量")
    assert facts(frame, "value", "unit") == [(120, "件")]
    with pytest.raises(KejidataError, match="no whole numbers"):
        read("地区,2023\n子市,1.25\n", indicator="专利授权量")


PERIODS = {
    "2023年1-3月": "2023-01/2023-03",
    "2023年1—11月": "2023-01/2023-11",
    "2023年上半年": "2023-01/2023-06",
    "2024年前三季度": "2024-01/2024-09",
    "2024年9月": "2024-09",
    "2023Q1": "2023-01/2023-03",
    "2023年第四季度": "2023-10/2023-12",
    "2023.0": "2023",
    "2023年末": "2023",
    "2023-12-31": "2023",
    "45291": "2023",
    "2016-2020年": "2016/2020",
    "202306": "2023-06",
}


@pytest.mark.parametrize("written", PERIODS)
def test_periods_as_tables_write_them(read, written):
    frame = read(
        f"地区,指标,时期,数值(亿元)\n子市,R&D经费,{written},10\n丑市,R&D经费,{written},9\n"
    )
    assert frame["period"].tolist() == [PERIODS[written]] * 2


@pytest.mark.parametrize("written", ["2023-13", "20年", "2023年13月", "45290", "去年"])
def test_what_is_no_period_is_refused(read, written):
    with pytest.raises(KejidataError, match="period"):
        read(f"地区,指标,时期,数值(亿元)\n子市,R&D经费,{written},10\n")


@pytest.mark.parametrize(
    "text",
    [
        "指标,2023年,2022年\nR&D经费(亿元),33357.1,30782.9\n",
        "项目,单位,2023年,2022年\nR&D经费,亿元,33357.1,30782.9\n",
        "单位：亿元\n年份,R&D经费\n2023,33357.1\n2022,30782.9\n",
        "地区：全国\n时间：最近2年\n指标,2023年,2022年\nR&D经费(亿元),33357.1,30782.9\n数据来源：国家统计局\n",
    ],
)
def test_one_place_without_a_column_of_regions(read, text):
    given = {} if "地区" in text else {"region": "全国"}
    frame = read(text, own=False, **given)
    assert facts(frame, "region", "indicator", "period", "value") == [
        ("000000", RD, "2023", 33357.1),
        ("000000", RD, "2022", 30782.9),
    ]
    if given:
        with pytest.raises(KejidataError, match="give region="):
            read(text)


@pytest.mark.parametrize(
    ("text", "given", "idle"),
    [
        ("地区,R&D经费(亿元)\n子市,10\n", {"period": 2023, "indicator": "R&D经费"}, "indicator"),
        ("地区,2023\n子市,10\n", {"indicator": "R&D经费(亿元)", "period": 2023}, "period"),
        ("地区,2023\n子市,10\n", {"indicator": "R&D经费(亿元)", "region": "南通"}, "region"),
        ("地区,2023\n子市,10\n", {"indicator": "R&D经费(亿元)", "unit": "万元"}, "unit"),
    ],
)
def test_an_argument_that_changes_nothing_is_refused(read, text, given, idle):
    with pytest.raises(KejidataError, match=f"the argument {idle} changes nothing"):
        read(text, **given)


def test_the_export_of_the_national_site(tmp_path):
    path = tmp_path / "export.csv"
    text = (
        "数据库：分省年度数据\n指标：人均地区生产总值(元/人)\n时间：最近3年\n地区,2023年,2022年\n"
        "北京市,200278,190313\n天津市,122752,119235\n数据来源：国家统计局\n"
    )
    path.write_bytes(text.encode("gb18030"))
    frame = kejidata.read_table(path, own=True)
    assert facts(frame, "region", "indicator", "period", "value", "unit") == [
        ("110000", "gdp_per_head", "2023", 200278, "元/人"),
        ("110000", "gdp_per_head", "2022", 190313, "元/人"),
        ("120000", "gdp_per_head", "2023", 122752, "元/人"),
        ("120000", "gdp_per_head", "2022", 119235, "元/人"),
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "R&D经费\n(亿元)\nExpenditure on R&D",
        "R&D\n经费\n(亿元)",
        "R&D经费（亿元） R&D Expenditure (100 million yuan)",
        "研发经费，亿元",
        "R&D经费\n(100 million yuan)",
    ],
)
def test_wrapped_and_bilingual_headings(read, heading):
    frame = read(f'地区,"{heading}"\n子市,10\n', period=2023)
    assert facts(frame, "indicator", "value", "unit") == [(RD, 10, "亿元")]


def test_parts_of_an_indicator_down_the_rows(read):
    text = "指标,2023\n专利授权量(件),100\n其中：发明专利授权量,40\n# 海外申请,3\n"
    frame = read(text, region="子市")
    assert frame["indicator"].tolist() == [
        "patents_granted",
        "invention_patents_granted",
        "专利授权量/海外申请",
    ]


def test_figures_that_were_not_read_are_counted(read):
    frame = read("1,2,3\n地区,R&D经费(亿元),备注\n子市,10,\n注：共3个\n", period=2023)
    assert frame.attrs["unread"] == 3


@pytest.mark.parametrize(
    "label",
    [
        "甲类企业数(家)Firms of Kind One",
        "甲类企业数 Firms of Kind One (家)",
        "甲类企业数（家） Number of Firms (unit)",
        "甲类企业数\n(家)\nFirms of Kind One",
    ],
)
def test_a_name_in_two_languages_keeps_its_unit(read, label):
    frame = read(f'指标,2023年\n"{label}",120\n', region="南通")
    assert facts(frame, "indicator", "value", "unit") == [("甲类企业数", 120.0, "家")]


def test_brackets_with_an_english_word_stay_in_a_name(read):
    frame = read("地区,企业数(有Active活动)(家)\n南通,12\n", period=2023)
    assert facts(frame, "indicator", "unit") == [("企业数(有Active活动)", "家")]


@pytest.mark.parametrize(
    ("cell", "value", "bound", "status"),
    [
        ("约118", 118.0, "about", ""),
        ("120以上", 120.0, "at_least", ""),
        ("≥120家", 120.0, "at_least", ""),
        ("不超过 1,200", 1200.0, "at_most", ""),
        ("118(估)", 118.0, "exact", "estimate"),
        ("约118（初步数）", 118.0, "about", "provisional"),
    ],
)
def test_a_cell_may_bound_or_mark_its_number(read, cell, value, bound, status):
    frame = read(f'指标,单位,2023年\n高新技术企业数,家,"{cell}"\n', region="南通")
    assert facts(frame, "value", "bound", "status") == [(value, bound, status)]


@pytest.mark.parametrize(
    ("cell", "way"),
    [
        ("10余", "约12, 12以上"),
        ("10或12", "约12, 12以上"),
        ("约10以上", "约12, 12以上"),
        ("12(草)", "约12, 12以上"),
        ("12 34", "约12, 12以上"),
        ("约12 34", "约12, 12以上"),
        ("(2.1)", "write a minus where brackets mean a fall"),
        ("10-12", "the lower end as a bound with 以上"),
    ],
)
def test_a_cell_with_other_words_is_refused_with_a_way_on(read, cell, way):
    with pytest.raises(KejidataError, match=way):
        read(f"指标,单位,2023年\n高新技术企业数,家,{cell}\n", region="南通")


def test_a_figure_that_was_not_published_needs_no_unit(read):
    frame = read("地区,2023年\n子市,12.9亿元\n丑市,—\n", indicator="R&D经费")
    assert facts(frame, "region", "unit") == [("子市", "亿元"), ("丑市", "亿元")]
    with pytest.raises(KejidataError, match="no unit"):
        read("地区,2022年,2023年\n子市,—,12.9\n", indicator="R&D经费")


def test_a_word_of_every_city_is_no_division(read):
    text = "地区,R&D经费(亿元)\n市区,80.3\nA区,60.2\nB区,20.1\nC县,40.4\n"
    frame = read(text, period=2023)
    assert frame["region"].tolist() == ["市区", "A区", "B区", "C县"]
    assert ranks(frame)["A区"] == (1, 3)


def test_a_region_in_two_languages_is_the_chinese_one(read):
    text = (
        "地区 Region,R&D经费(亿元)\n全国 National Total,30.0\n北京 Beijing,2.6\n子市 Zi City,0.1\n"
    )
    assert read(text, period=2023)["region"].tolist() == ["000000", "110000", "子市"]


def test_a_part_beside_its_whole_has_its_name_and_unit(read):
    text = "地区,R&D人员（人）,其中：女性,专利授权量（件）\n子市,3000,900,50\n"
    found = facts(read(text, period=2023), "indicator", "value", "unit")
    assert found[1] == ("R&D人员/女性", 900.0, "人")


def test_a_share_under_a_figure_is_one_of_it(read):
    text = (
        "指标,2023年\nR&D经费（亿元）,25.1\n  比上年增长（%）,13.6\n  占GDP比重（%）,2.51\n"
        "甲类收入（亿元）,3.2\n  占全部收入比重（%）,12.5\n"
    )
    frame = read(text, region="南通")
    found = facts(frame, "indicator", "value", "unit")
    assert found[2] == ("rd_intensity", 2.51, "%")
    assert found[4] == ("甲类收入占全部收入比重", 12.5, "%")


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        *(
            (f"R&D经费{unit}", RD)
            for unit in ("[亿元]", "【亿元】", "：亿元", " 亿元", "(单位：亿元)")
        ),
        *(
            ("甲产值(当年价,亿元)", "甲产值"),
            ("甲产值(2020年不变价，亿元)", "甲产值(2020年不变价)"),
        ),
    ],
)
def test_a_unit_may_be_set_off_otherwise(read, heading, name):
    frame = read(f'地区,"{heading}"\n子市,12.9\n', period=2023)
    assert facts(frame, "indicator", "value", "unit") == [(name, 12.9, "亿元")]


@pytest.mark.parametrize("corner", ["镇(区、街道)", "镇、街道", "区县（市）", "年份"])
def test_a_corner_may_name_kinds_of_places_or_the_years_beside_it(read, corner):
    if corner == "年份":
        frame = read("年份,2022,2023\n技术合同数(项),10,12\n", region="子镇")
    else:
        frame = read(f"{corner},2022,2023\n子镇,10,12\n", indicator="技术合同数(项)")
    assert facts(frame, "region", "period", "value") == [("子镇", "2022", 10), ("子镇", "2023", 12)]


@pytest.mark.parametrize("corner", ["地区", "区县（市）", "各县（市、区）"])
@pytest.mark.parametrize("below", ["", None])
def test_a_corner_may_stand_beside_the_upper_of_two_lines_of_headings(read, corner, below):
    lower = corner if below is None else below  # joined cells are filled, or not
    text = (
        f"{corner},R&D经费(亿元),,专利授权量(件)\n{lower},2022年,2023年,2023年\n子市,11,12.5,300\n"
    )
    assert facts(read(text), "indicator", "period", "value") == [
        *((RD, "2022", 11), (RD, "2023", 12.5), ("patents_granted", "2023", 300)),
    ]


@pytest.mark.parametrize("group", ["数值", "绝对值"])
def test_values_and_their_ranks_may_stand_in_groups(read, group):
    text = (
        f"地区,{group},,位次,\n,R&D经费(亿元),专利授权量(件),R&D经费,专利授权量\n"
        "子市,12.9,300,2,1\n"
    )
    assert facts(read(text, period=2023), "indicator", "measure", "value") == [
        *((RD, "value", 12.9), ("patents_granted", "value", 300)),
        *((RD, "rank", 2), ("patents_granted", "rank", 1)),
    ]


def test_of_places_of_one_name_that_in_the_given_region_is_meant(read):
    text = "地区,R&D经费(亿元)\n鼓楼区,12.9\n玄武区,33.2\n"
    with pytest.raises(KejidataError, match="more than one division"):
        read(text, period=2023)
    assert facts(read(text, period=2023, region="南京")) == [("320106", 12.9), ("320102", 33.2)]


@pytest.mark.parametrize(
    ("heading", "status"),
    [
        ("2023年（初步数）", "provisional"),
        ("2023年快报数", "provisional"),
        ("2023年\n（初步核算数）", "provisional"),
        ("2023年(预计)", "estimate"),
        ("2023年", ""),
    ],
)
def test_a_heading_may_say_the_status_of_its_figures(read, heading, status):
    frame = read(f'地区,2022年,"{heading}"\n子市,10,12\n', indicator="技术合同数(项)")
    assert facts(frame, "period", "value", "status") == [("2022", 10, ""), ("2023", 12, status)]


@pytest.mark.parametrize(
    "head",
    [
        "地  区,R&D经费内部支出,\nRegion,Expenditure on R&D,\n,合计,#基础研究\n,Total,Research\n",
        "地区,R&D经费内部支出,\nRegion,Expenditure on R&D,\n,,#基础研究\n,,Basic Research\n",
        "地区,R&D经费内部支出,其中：基础研究\nRegion,Intramural Expenditure,Basic Research\n",
    ],
)
def test_a_line_of_english_under_one_of_chinese_names_nothing_more(read, head):
    frame = read("单位：万元 (10 000 yuan)\n" + head + "子市,10523,1023\n", period=2022)
    assert facts(frame, "indicator", "value") == [("rd_expenditure", 1.0523), ("rd_basic", 0.1023)]


def test_parts_of_the_given_indicator_are_no_regions(read):
    text = "年份,合计,发明,实用新型\n2021,1200,300,900\n2022,1350,351,999\n"
    with pytest.raises(KejidataError, match="indicator changes nothing"):
        read(text, region="子市", indicator="专利授权量(件)", period="")


@pytest.mark.parametrize(
    "heading",
    [
        "R&D经费\n(万元)\nExpenditure\non R&D\n(10 000 yuan)",
        "R&D经费\nExpenditure on\nR&D\n(万元)",
        "R&D经费\n2022\nSpent\non\nR&D\n(万元)",
    ],
)
def test_an_english_name_over_several_lines_is_none_of_the_heading(read, heading):
    frame = read(f'地区,"{heading}"\n子市,300\n', **({} if "2022" in heading else {"period": 2022}))
    assert frame[["indicator", "period", "value"]].to_numpy().tolist() == [
        ["rd_expenditure", "2022", 0.03]
    ]


@pytest.mark.parametrize(
    ("rows", "total"),
    [
        # Three figures of two regions in two vintages are none of all three regions.
        ("甲村,R&D经费,1,2022\n乙村,R&D经费,2,2022\n乙村,R&D经费,3,2023\n丙村,甲产值,3,2022\n", ""),
        # Two vintages are added up apart.
        (
            "甲村,R&D经费,9,2022\n乙村,R&D经费,2,2022\n丙村,R&D经费,3,2022\n丁村,R&D经费,4,2022\n",
            "甲村",
        ),
        (
            "甲村,R&D经费,9,2022\n乙村,R&D经费,2,2022\n丙村,R&D经费,3,2023\n丁村,R&D经费,4,2022\n",
            "",
        ),
    ],
)
def test_figures_of_two_vintages_are_not_added_up(read, rows, total):
    rows = rows.replace(",2022\n", ",2022,亿元,2021\n").replace(",2023\n", ",2023,亿元,2021\n")
    frame = read(f"地区,指标,数值,发布年份,单位,年份\n{rows}")
    assert [note for note in frame.attrs["notes"] if "sums of the others" in note] == [
        note for note in frame.attrs["notes"] if total and note.startswith(total)
    ]
    assert bool(total) == any("sums of the others" in note for note in frame.attrs["notes"])


@pytest.mark.parametrize("code", ["652902", "652902.0", "652902000000"])
@pytest.mark.parametrize("heading", ["县市", "名称"])
def test_a_column_of_names_beside_one_of_codes_names_regions_whatever_its_heading(
    read, code, heading
):
    # 「行政区划代码 县市 指标」 code, counties and cities, indicator: an office's list of counties
    text = f"行政区划代码,{heading},指标,单位,2022年,2023年\n{code},库车市,R&D经费,万元,5200,5900\n"
    found = read(text)
    assert found["region"].tolist() == ["652902"] * 2
    assert found["indicator"].tolist() == [RD] * 2


def test_a_year_without_figures_under_a_merged_region_states_no_period(read):
    text = (
        "地区,年份,R&D经费投入强度(%)\n子市,2023年,1.98\n,2022年,\n,2021年,3.62\n丑市,2023年,4.17\n"
    )
    assert facts(read(text, period=""), "region", "period", "value") == [
        *(("子市", "2023", 1.98), ("子市", "2021", 3.62), ("丑市", "2023", 4.17)),
    ]


@pytest.mark.parametrize(
    ("region", "labels", "regions"),
    [
        ("兰州市", "全国 全省 全市合计 全县 西固区", "000000 620000 620100 全县 620104"),
        ("620102", "全国 全省 全市 全区 西固区", "000000 620000 620100 620102 620104"),
        ("敦煌市", "全国 全省 全市 玉门市", "000000 620000 620982 620981"),
        ("永登县", "全国 全市 全县 西固区", "000000 620100 620121 620104"),
        ("甘肃省", "全省 全市 合作市", "620000 全市 623001"),
        ("子市", "全国 合计 丑市", "000000 子市 丑市"),
    ],
)
def test_a_total_is_of_the_level_that_its_word_names(read, region, labels, regions):
    rows = "".join(f"{label},{n}\n" for n, label in enumerate(labels.split(), 1))
    found = read(f"地区,2022年高新技术企业数（家）\n{rows}", region=region)
    assert found["region"].tolist() == regions.split()

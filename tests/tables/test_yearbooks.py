"""Layouts of provincial yearbooks and bulletins: corners, places, parts, titles, spans."""

import zipfile

import pytest

import kejidata
from kejidata.errors import KejidataError
from kejidata.tables.meaning.units_text import unit_of


def told(frame, *columns):
    """Return some columns as a list of tuples."""
    return list(frame[list(columns)].itertuples(index=False, name=None))


@pytest.mark.parametrize("whole", ["R&D经费投入", "研发投入", "R&D经费内部支出"])
@pytest.mark.parametrize(
    ("part", "code"),
    [
        ("企业", "rd_expenditure_firms"),
        ("政府属研究机构", "rd_expenditure_institutes"),
        ("高等学校", "rd_expenditure_universities"),
    ],
)
def test_a_part_is_known_under_any_name_of_its_whole(read, whole, part, code):
    rows = f"指标,2023年\n{whole}（亿元）,20\n　其中：{part},12\n"
    assert told(read(rows, region="成都", period=""), "indicator", "value") == [
        ("rd_expenditure", 20), (code, 12),
    ]  # fmt: skip
    across = f"地区,{whole},\n,合计,{part}\n成都,20,12\n"
    assert told(read(across, unit="亿元"), "indicator") == [("rd_expenditure",), (code,)]


def test_a_part_behind_a_part_is_one_under_any_name_of_the_whole(read):
    text = "指标,2023年\n研发投入（亿元）,20\n　其中：企业,12\n　　　　高等学校,5\n"
    text += "专利授权量（件）,7\n"
    found = read(text, region="成都", period="")
    assert found["indicator"].tolist() == [
        "rd_expenditure", "rd_expenditure_firms", "rd_expenditure_universities", "patents_granted",
    ]  # fmt: skip


def test_a_part_that_no_name_of_the_whole_completes_keeps_both(read):
    text = "指标,2023年\n研发投入（亿元）,20\n　其中：农业,12\n"
    assert read(text, region="成都", period="")["indicator"].tolist()[1] == "研发投入/农业"


def test_firms_of_whom_a_title_tells_are_those_that_a_heading_counts(read):
    text = "规模以上工业企业研发活动情况\n年份,有R&D活动的企业数(个)\n2022,4876\n"
    found = read(text, region="四川", period="")
    assert told(found, "indicator", "value", "unit") == [("industrial_firms_with_rd", 4876, "家")]


def test_a_unit_in_the_corner_beside_years_is_that_of_the_table(read):
    text = "各市规模以上工业企业研发费用\n单位：亿元,2022,,2023,\n"
    text += ",绝对数,比上年增长(%),绝对数,比上年增长(%)\n杭州市,801.2,5.0,868.1,8.3\n"
    found = read(text, period="")
    assert told(found, "region", "indicator", "period", "measure", "value", "unit") == [
        ("330100", "industrial_rd_expense", "2022", "value", 801.2, "亿元"),
        ("330100", "industrial_rd_expense", "2022", "growth_rate", 5.0, "%"),
        ("330100", "industrial_rd_expense", "2023", "value", 868.1, "亿元"),
        ("330100", "industrial_rd_expense", "2023", "growth_rate", 8.3, "%"),
    ]


@pytest.mark.parametrize(
    ("line", "values"),
    [(",,Unit: man-year", [52, 12]), (",,(Unit: 10 000 man-years)", [520_000, 120_000])],
)
def test_a_line_in_english_states_the_unit(read, line, values):
    text = f"Table 1 R&D\n{line}\nRegion,R&D personnel,\nAba Prefecture,52,\nGanzi,12,\n"
    found = read(text)
    assert found["region"].tolist() == ["513200", "513300"]
    assert told(found, "indicator", "value", "unit") == [
        ("rd_personnel_fte", value, "人年") for value in values
    ]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("CNY 100 million", "亿元"),
        ("10,000 yuan", "万元"),
        ("million yuan", "百万元"),
        ("10 000 person-years", "万人年"),
        ("pieces", "件"),
        ("100 million", ""),
        ("CNY percent", ""),
    ],
)
def test_units_in_english(text, unit):
    assert unit_of(text) == unit


@pytest.mark.parametrize(
    "head",
    [
        "R&D经费(万元)(100 million yuan)",
        '"R&D经费\n(万元)\n(100 million yuan)"',
        "R&D经费(亿元)（万元）",
        "R&D经费(万元) R&D Expenditure (100 million yuan)",
    ],
)
def test_a_heading_with_two_units_is_refused(read, head):
    with pytest.raises(KejidataError, match=r"the heading states two units(.|\n)*'万元'"):
        read(f"地区,{head}\n成都市,12\n")


@pytest.mark.parametrize(
    ("head", "unit"),
    [
        ("R&D人员(人)(person)", "人"),
        ("高新技术企业数(家)(unit)", "家"),
        ("R&D经费(万元)(10 000 yuan)", "亿元"),
    ],
)
def test_a_unit_and_its_translation_are_one(read, head, unit):
    assert read(f"地区,{head}\n成都市,12\n")["unit"].tolist() == [unit]


@pytest.mark.parametrize(
    "head", ["Growth over Previous Year (%)", "Growth from the Preceding Year (%)", "增长（%）"]
)
def test_a_growth_behind_an_amount_and_its_share_is_of_neither_for_sure(read, head):
    amount, share = "R&D Expenditure (100 million yuan)", "R&D Intensity (%)"
    found = read(f"Region,{amount},{head},{share}\nBeijing,28.3,10.1,2.1\n")
    assert told(found, "indicator", "measure") == [
        ("rd_expenditure", "value"), ("rd_expenditure", "growth_rate"), ("rd_intensity", "value"),
    ]  # fmt: skip
    with pytest.raises(KejidataError, match="does not say of which figure it is"):
        read(f"Region,{amount},{share},{head}\nBeijing,28.3,2.1,10.1\n")


def test_the_coarser_column_tells_between_places_of_one_name(read):
    text = "市,区县,高新技术企业数(家)\n乐山市,市中区,88\n内江市,市中区,51\n"
    assert told(read(text), "region", "value") == [("511102", 88), ("511002", 51)]


def test_a_column_of_names_beside_codes_is_known_by_its_heading(read):
    text = (
        "统计年度;行政区划代码;行政区划名称;指标名称;计量单位;指标值;数据状态\n"
        "2022;510100;成都市;R&D经费;亿元;733.3;\n2023;510700;绵阳市;R&D经费;亿元;287.5;初步\n"
    )
    assert told(read(text, period=""), "region", "indicator", "period", "status") == [
        ("510100", "rd_expenditure", "2022", ""),
        ("510700", "rd_expenditure", "2023", "provisional"),
    ]


def test_a_month_in_the_corner_heads_the_columns_and_no_rows(read):
    text = "月份,2024年3月,2024年6月\n合同额（亿元）,15.2,60.1\n"
    assert told(read(text, region="绵阳", period=""), "indicator", "period") == [
        ("合同额", "2024-03"), ("合同额", "2024-06"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("title", "periods"),
    [
        ("绵阳市合同额（累计）", ["2024-01", "2024-01/2024-06"]),
        ("绵阳市合同额及累计增长", ["2024-01", "2024-06"]),
        ("绵阳市合同额（当月、累计）", ["2024-01", "2024-06"]),
        ("绵阳市合同额", ["2024-01", "2024-06"]),
    ],
)
def test_months_under_a_title_of_figures_to_date_are_the_year_so_far(read, title, periods):
    text = f"{title}\n指标,2024年1月,2024年6月\n合同额（亿元）,15.2,60.1\n"
    assert read(text, region="绵阳", period="")["period"].tolist() == periods


@pytest.mark.parametrize(
    "title",
    [
        "表21-9  各市(州)技术合同成交额（亿元）",
        "2023年四川省各市（州）技术合同成交额（亿元）",
        "“十四五”以来各区（市）县技术合同成交额（亿元）",
    ],
)
def test_a_title_over_places_and_years_may_be_the_indicator_with_its_unit(read, title):
    found = read(f"{title}\n地区,2022年,2023年\n成都市,1463.5,1614.2\n", period="")
    assert told(found, "indicator", "value", "unit") == [
        ("tech_contract_value", 1463.5, "亿元"), ("tech_contract_value", 1614.2, "亿元"),
    ]  # fmt: skip


def test_a_title_of_firms_in_cities_is_not_that_of_the_cities(read):
    found = read("规模以上工业企业各市R&D经费（亿元）\n地区,2022年\n成都市,14\n", period="",
                 indicator="industrial_rd_expenditure")  # fmt: skip
    assert told(found, "indicator", "value") == [("industrial_rd_expenditure", 14)]


def test_a_unit_that_is_given_goes_before_that_of_the_title(read):
    text = "各市经费情况（亿元）\n地区,经费\n成都市,14\n"
    assert told(read(text), "value", "unit") == [(14, "亿元")]
    assert told(read(text, unit="万元"), "value", "unit") == [(14, "万元")]


def test_a_sheet_without_a_title_is_dated_by_its_name(tmp_path, xlsx):
    path = xlsx("2022年", [["地区", "R&D经费（亿元）"], ["成都市", 733.3]])
    wrong = kejidata.read_table(path, period=2023)
    said = "the name of the sheet says 2022; the figures are taken as those of 2023"
    assert wrong.attrs["notes"] == [said]
    assert not kejidata.read_table(path, period=2022).attrs["notes"]
    with pytest.raises(
        KejidataError, match=r"title '2022年'(.|\n)*period=2022 if(.|\n)*--period 2022"
    ):
        kejidata.read_table(path)


@pytest.fixture
def xlsx(tmp_path):
    """Return what writes a workbook of one named sheet."""
    import openpyxl

    def write(name, rows):
        book = openpyxl.Workbook()
        book.active.title = name
        for row in rows:
            book.active.append(row)
        book.save(tmp_path / "a.xlsx")
        return tmp_path / "a.xlsx"

    return write


def test_a_county_that_is_called_like_a_total_is_no_total(read):
    text = "县,R&D经费(亿元)\n全市,25\n全州,1\n兴安,0.8\n"
    assert read(text, region="桂林市")["region"].tolist() == ["450300", "450324", "450325"]
    text = text.replace("全市", "红原县").replace("兴安", "阿坝县")
    assert read(text, region="阿坝州")["region"].tolist()[1] == "513200"
    assert read(text)["region"].tolist()[1] == "全州"


def test_staff_in_person_years_are_full_time_equivalents(read):
    text = "指标,2023年\nR&D人员（万人年）,67.62\nR&D人员（万人）,90.1\n"
    assert told(read(text, region="浙江", period=""), "indicator", "value", "unit") == [
        ("rd_personnel_fte", 676200, "人年"), ("rd_personnel", 901000, "人"),
    ]  # fmt: skip


@pytest.mark.parametrize("word", ["升降位", "比上年升降位", "比上年升降位次"])
def test_a_move_of_rank_may_be_called_places_up_or_down(read, word):
    found = read(f"地区,R&D经费(亿元),全省排名,{word}\n宁波,560.2,2,1\n温州,236.8,3,-1\n")
    assert told(found.query("measure == 'change'"), "value") in ([], [(1,), (-1,)])
    assert len(found) == 6


@pytest.mark.parametrize(
    ("word", "status"), [("最终核实数", "revised"), ("初步核算数", "provisional")]
)
def test_a_year_may_be_a_final_or_a_first_figure(read, word, status):
    found = read(f"地区,2022年（{word}）\n成都市,733.26\n", indicator="R&D经费(亿元)", period="")
    assert told(found, "period", "status") == [("2022", status)]


STYLED = """<?xml version="1.0"?>
<d:document-content xmlns:d="o" xmlns:t="t" xmlns:s="s" xmlns:x="x">
<d:automatic-styles>
<s:style s:name="ta1" s:family="table"><s:table-properties t:display="true"/></s:style>
<s:style s:name="ta2" s:family="table"><s:table-properties t:display="false"/></s:style>
</d:automatic-styles><d:body><d:spreadsheet>{sheets}</d:spreadsheet></d:body>
</d:document-content>"""
SHEET = """<t:table t:name="{name}" t:style-name="{style}">
<t:table-row><t:table-cell><x:p>地区</x:p></t:table-cell>
<t:table-cell><x:p>R&amp;D经费(亿元)</x:p></t:table-cell></t:table-row>
<t:table-row><t:table-cell><x:p>成都市</x:p></t:table-cell>
<t:table-cell><x:p>{value}</x:p></t:table-cell></t:table-row></t:table>"""


def test_a_hidden_sheet_of_an_open_document_is_told_and_not_read(tmp_path):
    path = tmp_path / "a.ods"
    sheets = SHEET.format(name="草稿", style="ta2", value="1.0")
    shown = SHEET.format(name="定稿", style="ta1", value="815.6")
    for held in (sheets + shown, sheets):
        with zipfile.ZipFile(path, "w") as packed:
            packed.writestr("content.xml", STYLED.format(sheets=held))
        if held == sheets:
            with pytest.raises(KejidataError, match="all sheets of the workbook are hidden"):
                kejidata.read_table(path, period=2023)
            continue
        found = kejidata.read_table(path, period=2023)
        assert found["value"].tolist() == [815.6]
        assert found.attrs["notes"] == ["the hidden sheet 草稿 is not read; numbers in it: 1"]


def test_zeros_that_a_program_dropped_are_those_of_a_column(read):
    """2023 has one decimal throughout and 13 is 13.0, whatever one figure of 2022 has."""
    text = "地区,2022年,2023年\n成都,733.26,815.6\n德阳,97.7,105.2\n泸州,29.9,32.1\n"
    text += "宜宾,39.1,42.5\n乐山,18.9,20.2\n遂宁,12.2,13\n"
    found = read(text, indicator="R&D经费(亿元)", period="")
    assert set(found.loc[found["period"] == "2023", "step"]) == {0.1}
    assert found.loc[found["period"] == "2022", "step"].tolist() == [0.01, *[0.1] * 5]


@pytest.mark.parametrize("measure", ["占全省比重（%）", "比上年增长（%）"])
@pytest.mark.parametrize("first", ["合计", ""])
def test_a_measure_beside_a_figure_with_parts_is_of_the_whole(read, measure, first):
    """The heading stands at the height of the whole, not under it as its parts do."""
    text = f"地区,专利授权量（件）,,{measure}\n,{first},#发明,\n成都市,86000,28900,71.1\n"
    last = read(text).iloc[-1]
    assert (last["indicator"], last["value"]) in [
        ("专利授权量占全省比重", 71.1), ("patents_granted", 71.1),
    ]  # fmt: skip


def test_a_code_may_stand_behind_the_name_of_its_place(read):
    text = "地区,R&D经费（亿元）\n成都市（510100）,815.6\n绵阳市（510100）,287.5\n"
    assert read(text)["region"].tolist() == ["510100", "绵阳市（510100）"]


def test_a_rank_may_say_among_how_many(read):
    text = "地区,R&D经费（亿元）,全省位次\n绵阳市,287.5,2/21\n"
    assert read(text)["value"].tolist() == [287.5, 2]
    with pytest.raises(KejidataError, match="the value is not a number"):
        read(text.replace("2/21", "21/2"))


@pytest.mark.parametrize("head", ["2024.1-9", "2024年1－9月", "2024年1-9"])
def test_months_of_a_year_in_short_forms(read, head):
    text = f"指标,{head}\n技术合同成交额（亿元）,15\n"
    assert read(text, region="四川", period="")["period"].tolist() == ["2024-01/2024-09"]


def test_a_growth_over_months_in_full_width(read):
    text = "指标,2024年1－9月,2024年1－9月同比（%）\n技术合同成交额（亿元）,15,2.1\n"
    found = read(text, region="四川", period="")
    assert told(found, "measure", "period") == [
        ("value", "2024-01/2024-09"), ("growth_rate", "2024-01/2024-09"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "head", ["年均增长（%）", "“十四五”年均增长（%）", "十四五期间年均增长（%）"]
)
def test_a_mean_growth_beside_years_is_refused_as_that(read, head):
    with pytest.raises(KejidataError, match="a growth over another span than a year"):
        read(
            f"地区,2021年,2023年,{head}\n成都市,632,816,13.6\n",
            indicator="R&D经费(亿元)",
            period="",
        )


def test_as_much_as_a_year_before_is_to_be_written_as_a_number(read):
    with pytest.raises(KejidataError, match="write 0 in the decimals of the column"):
        read("地区,R&D经费(亿元),比上年增长(%)\n成都市,632,持平\n绵阳市,287,8.3\n")


@pytest.mark.parametrize("corner", ["市　别 City", "区　划"])
def test_a_corner_over_names_of_rows_belongs_to_the_header_below_it(read, corner):
    head = f"{corner},R&D人员（人）,,R&D人员全时当量（人年）\n,合计,#女性,\n"
    found = read(f"{head}广　州 Guangzhou,30,12,19\n深　圳 Shenzhen,51,20,40\n", period=2022)
    assert told(found.query("region == '440100'"), "indicator", "value", "unit") == [
        ("rd_personnel", 30, "人"), ("R&D人员/女性", 12, "人"), ("rd_personnel_fte", 19, "人年"),
    ]  # fmt: skip


def test_a_plan_lists_the_base_the_actual_and_the_target(read):
    text = "指标名称,单位,2020年基数,2023年实际,2025年目标,指标属性\n"
    text += "全社会研发投入强度,%,2.1,2.35,2.6,预期性\n"
    found = read(text, region="洛阳市", period="")
    assert told(found, "period", "measure", "value") == [
        ("2020", "value", 2.1), ("2023", "value", 2.35), ("2025", "target", 2.6),
    ]  # fmt: skip


def test_a_five_years_plan_is_a_period_of_five_years(read):
    text = "年份,R&D经费（亿元）\n“十三五”时期,1523.4\n2020,360.2\n"
    assert told(read(text, region="南昌市", period=""), "period", "value") == [
        ("2016/2020", 1523.4), ("2020", 360.2),
    ]  # fmt: skip


def test_figures_of_a_month_and_to_date_stand_beside_the_growth_of_these(read):
    text = "技术合同成交额（亿元）\n时间,当期值,累计值,累计同比（%）\n2024年3月,25.2,55.3,6.0\n"
    found = read(text, region="郑州市", period="")
    assert told(found, "period", "measure", "value") == [
        ("2024-03", "value", 25.2),
        ("2024-01/2024-03", "value", 55.3),
        ("2024-01/2024-03", "growth_rate", 6.0),
    ]


def test_growth_on_the_end_of_the_year_before_is_that_of_a_year_alone(read):
    text = "指标,2022年末,2022年末比上年末增长（%）\n高新技术企业数（家）,1500,25.0\n"
    found = read(text, region="泸州市", period="")
    assert told(found, "period", "measure") == [("2022", "value"), ("2022", "growth_rate")]
    with pytest.raises(KejidataError):
        read(text.replace("2022年末", "2022年6月末"), region="泸州市", period="")


def test_a_rank_beside_figures_of_two_years_is_of_the_year_that_is_given(read):
    text = "市州,高新技术企业数（家）,,位次\n,2022年,2023年,\n武汉市,12654,14501,1\n"
    assert read(text, period="2022").query("measure == 'rank'")["period"].tolist() == ["2022"]
    with pytest.raises(KejidataError, match="or give period= if it is that of all such columns"):
        read(text, period="")
    with pytest.raises(KejidataError, match="period changes nothing"):
        read(text.replace("位次", "比上年增长（%）"), period="2023")


@pytest.mark.parametrize(
    ("years", "periods"),
    [
        ("22年,23年,24年", ["2022", "2023", "2024"]),
        ("99年,00年,01年", ["1999", "2000", "2001"]),
        ("2022年,23年,23年比22年增长%", ["2022", "2023", "2023"]),
        ("22年,23年末,2024年", ["2022", "2023", "2024"]),
    ],
)
def test_years_of_two_digits_are_read_where_the_headings_make_them_sure(read, years, periods):
    found = read(f"地区,R&D经费（亿元）,,\n,{years}\n绍兴市,220,235,7\n", period="")
    assert found["period"].tolist() == periods


@pytest.mark.parametrize("years", ["22年,增长%", "20年,24年", "22年,12年间"])
def test_years_of_two_digits_are_refused_elsewhere(read, years):
    with pytest.raises(KejidataError):
        read(f"地区,R&D经费（亿元）,\n,{years}\n绍兴市,220,7\n", period="")


@pytest.mark.parametrize("number", ["0,123", "220,1", "1.220,15", "12,3456"])
def test_decimal_commas_are_refused_and_called_so(read, number):
    with pytest.raises(KejidataError, match="a comma parts thousands"):
        read(f"地区;R&D经费（亿元）\n绍兴市;{number}\n")


def test_amounts_in_dollars_are_another_indicator(read):
    text = "地区,货物出口总额{}（亿美元）,比上年增长（%）\n绍兴市,85.2,3.1\n"
    with pytest.raises(KejidataError, match=r"no rate of exchange .* 货物出口总额\(美元计\), in"):
        read(text.format(""))
    found = read(text.format("(美元计)"))
    assert told(found, "indicator", "measure", "unit") == [
        ("货物出口总额(美元计)", "value", "亿美元"), ("货物出口总额(美元计)", "growth_rate", "%"),
    ]  # fmt: skip

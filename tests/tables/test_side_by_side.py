"""Tables beside each other, and measures over parts: what stands over which columns."""

import pytest
from tidy import facts

from kejidata.errors import KejidataError

RD, GRANTED, CONTRACTS = "rd_expenditure", "patents_granted", "tech_contract_value"


@pytest.mark.parametrize(
    "text",
    [
        "表1 各市R&D经费 单位：亿元,,,表2 各市专利授权量 单位：件,\n"
        "地区,2023年,,地区,2023年\n子市,10.5,,子市,40\n",
        "表1-1 2023年各市R&D经费,,表1-2 2023年各市专利授权量,\n,单位：亿元,,单位：件\n"
        "地区,2023年,地区,2023年\n子市,10.5,子市,40\n",
        "各市R&D经费（亿元）,,,分地区专利授权量（件）,\n"
        "地区,2023年,,地区,2023年\n子市,10.5,,子市,40\n",
    ],
)
def test_of_two_tables_beside_each_other_each_has_its_own_title_and_unit(read, text):
    frame = read(text, period="")
    expected = [(RD, "2023", 10.5, "亿元"), (GRANTED, "2023", 40, "件")]
    assert facts(frame, "indicator", "period", "value", "unit") == expected


def test_of_two_units_in_one_line_each_holds_for_the_table_under_it(read):
    frame = read(
        ",单位：亿元,,,单位：万元\n地区,R&D经费,,地区,技术合同成交额\n子市,10.5,,子市,40\n"
    )
    assert facts(frame, "indicator", "value") == [(RD, 10.5), (CONTRACTS, 0.004)]


def test_two_units_in_one_line_over_one_table_are_those_of_no_figure(read):
    with pytest.raises(KejidataError, match="no unit is stated"):
        read(",单位：亿元,单位：万元\n地区,R&D经费,技术合同成交额\n子市,10.5,40\n")


@pytest.mark.parametrize("whole", ["合计", "总计"])
def test_parts_under_a_measure_are_those_of_the_figure_before_it(read, whole):
    frame = read(
        "地区,授权量(件),,,同比增长(%),\n"
        f",{whole},发明,外观设计,{whole},发明\n子市,300,20,100,5.1,-3.2\n"
    )
    assert facts(frame.query("measure == 'growth_rate'"), "indicator", "value") == [
        ("授权量", 5.1),
        ("授权量/发明", -3.2),
    ]


def test_a_part_under_a_measure_that_two_figures_have_is_refused(read):
    text = "地区,申请量(件),,授权量(件),,同比增长(%)\n,合计,发明,合计,发明,发明\n子市,3,2,3,2,5.1\n"
    with pytest.raises(KejidataError, match="does not say of which figure"):
        read(text)


@pytest.mark.parametrize(("over", "period"), [("9月,,1-9月,", "2024"), ("2024年9月,,,", "")])
def test_this_month_and_to_date_are_those_of_the_period_above_them(read, over, period):
    text = f"指标,单位,{over}\n,,当月,同比(%),累计,同比(%)\n乙项投入,万元,50.5,3.1,450.5,12.6\n"
    assert facts(read(text, region="子市", period=period), "period", "measure", "value") == [
        ("2024-09", "value", 50.5),
        ("2024-09", "growth_rate", 3.1),
        ("2024-01/2024-09", "value", 450.5),
        ("2024-01/2024-09", "growth_rate", 12.6),
    ]


def test_the_year_before_under_a_month_is_that_month_a_year_before(read):
    text = "地区,9月,\n,本期,上年同期\n子市,5.1,4.2\n"
    frame = read(text, period="2024", indicator="R&D经费(亿元)")
    assert facts(frame, "period", "value") == [("2024-09", 5.1), ("2023-09", 4.2)]


def test_growth_over_several_years_beside_indicators_is_refused_with_a_way_on(read):
    text = "指标,单位,2020年,2023年,年均增长(%)\n乙项投入,亿元,10.0,12.0,6.3\n"
    with pytest.raises(KejidataError, match="over another span than a year") as refused:
        read(text, region="子市", period="")
    assert "growth_rates" in str(refused.value)


def test_a_region_may_have_a_short_english_name_under_it(read):
    frame = read('地区,甲类企业数(家)\n"子省\nZi",100\n')
    assert set(frame["region"]) == {"子省"}


@pytest.mark.parametrize(
    ("inner", "periods"),
    [
        ("当月,累计,上年同期累计", ["2024-09", "2024-01/2024-09", "2023-01/2023-09"]),
        ("当月,上年同期,累计", ["2024-09", "2023-09", "2024-01/2024-09"]),
    ],
)
def test_the_year_before_under_a_month_is_that_of_the_figure_beside_it(read, inner, periods):
    text = f"指标,单位,2024年9月,,\n,,{inner}\n乙项投入,万元,1,2,3\n"
    assert list(read(text, region="子市", period="")["period"]) == periods


def test_a_growth_behind_this_month_and_to_date_is_of_either_and_refused(read):
    text = "指标,单位,2024年9月,,\n,,当月,累计,同比(%)\n乙项投入,万元,50.5,450.5,12.6\n"
    with pytest.raises(KejidataError, match="does not say of which period"):
        read(text, region="子市", period="")


def test_a_share_behind_all_and_a_part_is_that_of_the_part(read):
    text = "园区,企业数,,\n,总数(家),高企(家),占比(%)\n子园,100,20,20.0\n"
    assert facts(read(text), "indicator", "value")[-1] == ("企业数/高企占比", 20)


def test_a_growth_behind_all_and_a_part_is_of_either_and_refused(read):
    text = "园区,企业数,,\n,总数(家),高企(家),增长(%)\n子园,100,20,20.0\n"
    with pytest.raises(KejidataError, match="does not say of which figure"):
        read(text)


def test_by_what_a_figure_is_parted_is_no_name(read):
    text = "年份,R&D经费支出(亿元),\n,,按执行部门分\n,,企业\n2021,10.1,8.0\n"
    frame = read(text, region="子市", period="")
    assert list(frame["indicator"]) == ["rd_expenditure", "rd_expenditure_firms"]


def test_a_growth_under_a_year_is_that_of_the_figure_beside_it(read):
    text = "地区,2023年,,2022年,\n,企业数(家),增长(%),企业数(家),增长(%)\n子园,100,5.1,95,3.1\n"
    frame = read(text, period="").query("measure == 'growth_rate'")
    assert facts(frame, "indicator", "period", "value") == [
        *(("企业数", "2023", 5.1), ("企业数", "2022", 3.1)),
    ]


@pytest.mark.parametrize(
    ("over", "given", "period"),
    [("1-11月", "2023", "2023-01/2023-11"), ("累计", "2023-11", "2023-01/2023-11")],
)
def test_months_over_several_columns_hold_for_all_of_them(read, over, given, period):
    text = f"地区,{over},\n,甲类企业数(家),乙项投入(万元)\n子市,100,5.1\n"
    assert set(read(text, period=given)["period"]) == {period}


def test_the_year_before_under_a_month_of_the_rows_year_is_not_that_year(read):
    text = "年份,9月,\n,本期,上年同期\n2023,5.1,4.2\n"
    with pytest.raises(KejidataError, match="does not state period"):
        read(text, region="子市", period="", indicator="R&D经费(亿元)")


def test_growths_behind_the_figures_of_several_have_the_period_of_their_own(read):
    text = (
        "地区,1-9月,,去年同期,,同比(%),\n,甲类企业数(家),乙项投入(万元),甲类企业数(家),乙项投入(万元),"
        "甲类企业数,乙项投入\n子市,45,45.5,40,40.5,12.5,12.3\n"
    )
    frame = read(text, period="2024").query("measure == 'growth_rate'")
    assert facts(frame, "indicator", "period", "value") == [
        *(("甲类企业数", "2024-01/2024-09", 12.5), ("乙项投入", "2024-01/2024-09", 12.3)),
    ]

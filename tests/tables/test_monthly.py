"""Monthly sheets of offices: this month and to date, targets of the year, rises said in cells."""

import pytest
from tidy import facts

RD, CONTRACTS, INTENSITY = "rd_expenditure", "tech_contract_value", "rd_intensity"
HERE = {"region": "子市", "period": ""}


def test_a_series_of_months_has_its_months_so_far_beside_them(read):
    text = (
        "时间,当月值(亿元),当月同比(%),累计值(亿元),累计同比(%)\n"
        "2024年1月,1.5,2.1,1.5,2.1\n2024年2月,1.6,2.2,3.1,2.15\n"
    )
    frame = read(text, **HERE, indicator="技术合同成交额")
    # In January the month is all of the year so far.
    assert facts(frame.query("measure == 'value'"), "period", "value") == [
        *(("2024-01", 1.5), ("2024-02", 1.6), ("2024-01/2024-02", 3.1)),
    ]
    assert facts(frame.query("measure == 'growth_rate'"), "period", "value") == [
        *(("2024-01", 2.1), ("2024-02", 2.2), ("2024-01/2024-02", 2.15)),
    ]


@pytest.mark.parametrize("columns", ["1月,2月,3月,累计完成", "3月,1-3月", "本月,累计"])
def test_a_target_beside_months_that_add_up_is_the_years(read, columns):
    cells = ",".join(str(n) for n in range(1, 2 + columns.count(",")))
    text = f"指标,单位,目标值,{columns},完成率\n甲类企业数,家,100,{cells},30.0%\n"
    frame = read(text, region="子市", period="2024-03")
    assert facts(frame[frame["measure"] != "value"], "measure", "period", "value") == [
        ("target", "2024", 100),
        ("completion_ratio", "2024-01/2024-03", 30),
    ]


@pytest.mark.parametrize(
    "heading", ["比2022年增长(%)", "2023年比2022年增长(%)", "2023比2022增长(%)"]
)
def test_growth_over_the_year_that_is_the_one_before_is_growth(read, heading):
    text = f"指标,单位,2023年,{heading}\n技术合同成交额,亿元,12.5,-3.1\n"
    assert facts(read(text, **HERE), "measure", "period", "value") == [
        ("value", "2023", 12.5),
        ("growth_rate", "2023", -3.1),
    ]


def test_cells_may_say_in_which_unit_the_figure_of_their_row_rose(read):
    text = (
        "指标名称,指标值,单位,同比增减,位次\n"
        "R&D经费投入强度,2.10,%,0.05个百分点,3\n技术合同成交额,12.5,亿元,12.3%,2\n"
    )
    frame = read(text, region="子市")
    assert facts(frame, "indicator", "measure", "value", "unit") == [
        (INTENSITY, "value", 2.1, "%"),
        (INTENSITY, "change", 0.05, "个百分点"),
        (INTENSITY, "rank", 3, "位"),
        (CONTRACTS, "value", 12.5, "亿元"),
        (CONTRACTS, "growth_rate", 12.3, "%"),
        (CONTRACTS, "rank", 2, "位"),
    ]


def test_what_is_counted_per_ten_thousand_people_has_one_unit_only(read):
    frame = read("地区,每万人口发明专利拥有量\n子市,12.50\n丑市,10.25\n")
    assert facts(frame, "value", "unit") == [(12.5, "件/万人"), (10.25, "件/万人")]
    assert "no unit is stated" in frame.attrs["notes"][0]


def test_this_period_and_the_year_before_are_those_of_the_row(read):
    text = "时间,地区,本期值(亿元),去年同期(亿元),同比(%)\n2024年1-6月,子市,12.5,11.0,13.6\n"
    frame = read(text, indicator="技术合同成交额", period="")
    assert facts(frame, "period", "measure", "value") == [
        ("2024-01/2024-06", "value", 12.5),
        ("2023-01/2023-06", "value", 11.0),
        ("2024-01/2024-06", "growth_rate", 13.6),
    ]


@pytest.mark.parametrize("before", ["去年累计", "上年同期累计", "去年同期累计"])
def test_the_year_before_to_date_has_all_its_months(read, before):
    text = f"指标,本期累计,{before}\n甲类产值(亿元),45.5,40.5\n"
    frame = read(text, region="子市", period="2024-09")
    assert list(frame["period"]) == ["2024-01/2024-09", "2023-01/2023-09"]

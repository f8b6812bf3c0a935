"""What groups indicators: a column before them, a part among them, a line without figures."""

import pytest
from tidy import facts

import kejidata
from kejidata.errors import KejidataError

RD, GRANTED, INVENTIONS = "rd_expenditure", "patents_granted", "invention_patents_granted"
HERE = {"period": "", "region": "子市"}


def values(frame):
    return facts(frame, "indicator", "value", "unit")


@pytest.mark.parametrize(
    "text",
    [
        "类别,指标,单位,2023年\n投入,R&D经费,亿元,12.9\n产出,专利授权量,件,300\n,发明专利授权量,件,20\n",
        "一级指标,二级指标,三级指标,2023年\n投入,经费,R&D经费(亿元),12.9\n"
        "产出,专利,专利授权量(件),300\n,,发明专利授权量(件),20\n",
        "指标,,2023年\nR&D经费(亿元),,12.9\n专利授权量(件),,300\n,发明,20\n",
        "指标,,2023年\nR&D经费,亿元,12.9\n专利授权量,件,300\n发明专利授权量,件,20\n",
        "指标,单位,2023年\nR&D经费,亿元,12.9\n专利授权量,件,300\n其中：,,\n发明,件,20\n",
    ],
)
def test_a_column_or_a_line_over_indicators_is_none_itself(read, text):
    expected = [(RD, 12.9, "亿元"), (GRANTED, 300, "件"), (INVENTIONS, 20, "件")]
    assert values(read(text, **HERE)) == expected


@pytest.mark.parametrize("head", ["类别,指标", "项目,指标", "序号,单位类型,指标"])
def test_a_group_says_of_whom_its_indicators_tell(read, head):
    first = "1," * head.startswith("序号")
    text = (
        f"{head},单位,2023年\n{first}企业,R&D经费,亿元,12.9\n{first},甲项服务,次,8\n"
        f"{first}高等学校,R&D经费,亿元,2.1\n"
    )
    assert values(read(text, **HERE)) == [
        ("rd_expenditure_firms", 12.9, "亿元"),
        ("企业/甲项服务", 8, "次"),
        ("rd_expenditure_universities", 2.1, "亿元"),
    ]


def test_the_preview_tells_a_column_of_groups(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("类别,指标,2023年\n企业,R&D经费(亿元),12.9\n", "utf-8")
    assert "A  what groups" in str(kejidata.preview_table(path, region="如皋", lang="en"))


@pytest.mark.parametrize(
    "text",
    [
        "地区,专利授权量(件),#发明,实用新型\n子市,300,20,180\n",
        "地区,专利授权量(件),其中：发明专利,比上年增长(%),实用新型专利\n子市,300,20,,180\n",
        "地区,本年,,\n,专利授权量(件),其中：发明,实用新型\n子市,300,20,180\n",
        "指标,单位,子市\n专利授权量,件,300\n#发明,件,20\n实用新型,件,180\n",
    ],
)
def test_what_follows_a_part_and_is_known_as_one_is_one(read, text):
    frame = read(text).query("measure == 'value'")
    assert facts(frame, "indicator", "value") == [
        *((GRANTED, 300), (INVENTIONS, 20), ("utility_models_granted", 180))
    ]
    assert set(frame["unit"]) == {"件"}


@pytest.mark.parametrize(
    ("rows", "of"),
    [
        ("专利授权量(件),", GRANTED),  # whose figure is empty
        ("专利授权量(件),-", GRANTED),
        ("专利授权量,\n总量(件),300", GRANTED),
    ],
)
def test_a_measure_behind_a_line_without_a_figure_is_none_of_the_figure_before_it(read, rows, of):
    frame = read(f"指标,2023年\nR&D经费(亿元),12.9\n{rows}\n比上年增长(%),5.1\n", **HERE)
    assert facts(frame, "indicator", "measure", "value")[-1] == (of, "growth_rate", 5.1)


def test_a_measure_behind_a_heading_that_names_no_figure_is_refused(read):
    with pytest.raises(KejidataError, match="does not state indicator"):
        read("指标,2023年\nR&D经费(亿元),12.9\n企业,\n增速(%),5.1\n", **HERE)


def test_a_line_that_may_head_a_row_or_lack_its_figure_is_refused(read):
    text = "指标,2023年\n甲项津贴(万元),\n乙项津贴({}),8\n"
    with pytest.raises(KejidataError, match="heading of the next row or an indicator"):
        read(text.format("万元"), **HERE)
    assert values(read(text.format("人"), **HERE)) == [("乙项津贴", 8, "人")]


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ("R&D经费", "甲类企业数,3095"),  # no number of firms is a part of a sum of money
        ("技术合同成交额,", "甲类企业数(家),3095"),
        ("专利授权量", "乙项投入,3095.1"),
    ],
)
def test_a_count_under_a_sum_of_money_is_no_part_of_it_and_is_refused(read, line, row):
    with pytest.raises(KejidataError, match="heading of the next row or an indicator"):
        read(f"指标,2023年\n{line},\n{row}\n", **HERE)


def test_what_may_be_a_part_of_the_known_line_above_it_is_one(read):
    text = "指标,2023年\n技术合同成交额,\n技术开发(万元),8\n技术服务(万元),9\n"
    assert values(read(text, **HERE)) == [
        ("技术合同成交额/技术开发", 8, "万元"),
        ("技术合同成交额/技术服务", 9, "万元"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "年份,成交额(万元),#技术交易额\n2023,5000,4000\n",
        "年份,成交额(万元),其中：技术交易额\n2023,5000,4000\n",
        "指标,2023年\n成交额(万元),5000\n其中：技术交易额,4000\n",
    ],
)
def test_a_part_that_the_registry_knows_as_one_is_that_in_the_unit_of_its_whole(read, text):
    expected = [("成交额", 5000, "万元"), ("tech_transaction_value", 0.4, "亿元")]
    assert values(read(text, **HERE)) == expected


def test_the_lines_of_a_form_may_be_numbered_by_a_code_and_rise_in_percent(read):
    text = (
        "指标名称,计量单位,代码,本年实际,上年实际,增减(%)\n"
        "企业数,个,1,120,100,20.0\nR&D经费,万元,2,500.5,400.4,25.0\n"
    )
    frame = read(text, region="子市", period="2023")
    assert facts(frame, "measure", "value", "unit") == [
        *(("value", 120, "个"), ("value", 100, "个"), ("growth_rate", 20, "%")),
        *(("value", 0.05005, "亿元"), ("value", 0.04004, "亿元"), ("growth_rate", 25, "%")),
    ]


@pytest.mark.parametrize(
    "ratio",
    [
        "R&D经费支出与地区生产总值之比(%)",
        "研究与试验发展经费支出与国内生产总值之比(%)",
        "研究与试验发展（R&D）经费支出相当于国内生产总值比例(%)",
    ],
)
def test_the_spending_beside_the_product_is_the_intensity_and_the_technology_part_no_whole(
    read, ratio
):
    text = f"地区,{ratio},技术合同成交额(亿元),技术交易额(亿元)\n子市,2.54,76.4,51.1\n"
    assert values(read(text, period="2023")) == [
        ("rd_intensity", 2.54, "%"),
        ("tech_contract_value", 76.4, "亿元"),
        ("tech_transaction_value", 51.1, "亿元"),
    ]

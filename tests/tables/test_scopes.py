"""Whose figures a table holds: its title and its lines without figures say so."""

import pytest

import kejidata
from kejidata.errors import KejidataError

HEAD = "指标,单位,2023年\n"


def facts(frame):
    return list(zip(frame["indicator"], frame["value"], strict=True))


@pytest.mark.parametrize(
    ("text", "right"),
    [
        (
            "一、企业,,\n1.R&D经费,亿元,250\n2.R&D人员,人,100\n二、高新技术企业数,家,300\n",
            [("rd_expenditure_firms", 250), ("企业/R&D人员", 100), ("hnte_total", 300)],
        ),
        (
            "规模以上工业企业,,\nR&D经费,亿元,200\n其中：基础研究经费,亿元,1\n高等学校,,\nR&D经费,亿元,20\n",
            [
                ("industrial_rd_expenditure", 200),
                ("规模以上工业企业/R&D经费/基础研究经费", 1),
                ("rd_expenditure_universities", 20),
            ],
        ),
        (
            "一、R&D经费,亿元,300\n企业,,\n1.R&D经费,亿元,250\n高等学校,,\n1.R&D经费,亿元,20\n"
            "二、高新技术企业数,家,300\n",
            [
                ("rd_expenditure", 300),
                ("rd_expenditure_firms", 250),
                ("rd_expenditure_universities", 20),
                ("hnte_total", 300),
            ],
        ),
        (
            "（一）企业,,\n1.大中型工业企业,,\n（1）R&D人员,人,60\n",
            [("大中型工业企业/R&D人员", 60)],
        ),
    ],
)
def test_rows_under_a_line_without_figures_are_of_whom_it_names(read, text, right):
    assert facts(read(HEAD + text, region="如皋", period="")) == right


@pytest.mark.parametrize(
    "text",
    [
        "一、科技投入,,\n1.R&D经费,亿元,300\n二、科技产出,,\n1.专利授权量,件,500\n",
        "创新投入,,\n全社会研发投入,亿元,300\n创新绩效,,\n专利授权量,件,500\n",
        "一、R&D经费,,\n1.全社会R&D经费,亿元,300\n二、知识产权情况,,\n（1）专利授权量,件,500\n",
    ],
)
def test_rows_under_a_theme_are_those_of_the_place(read, text):
    assert facts(read(HEAD + text, region="如皋", period="")) == [
        ("rd_expenditure", 300),
        ("patents_granted", 500),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "企业R&D经费,亿元,250\n其中：基础研究经费,亿元,2\n",
        "一、企业R&D经费,亿元,250\n1.基础研究经费,亿元,2\n",
    ],
)
def test_a_part_of_an_owners_figure_is_the_owners(read, text):
    assert facts(read(HEAD + text, region="如皋", period="")) == [
        ("rd_expenditure_firms", 250),
        ("企业R&D经费/基础研究经费", 2),
    ]


@pytest.mark.parametrize(
    ("text", "given"),
    [
        (
            "表20-3 规模以上工业企业研究与试验发展（R&D）活动情况\n"
            "地区,R&D人员(人),R&D经费(万元),新产品销售收入(亿元)\n如皋,1200,45000,500\n",
            {},
        ),
        (
            "各市规模以上工业企业主要经济指标\n指标,单位,如皋\n"
            "R&D人员,人,1200\nR&D经费,万元,45000\n新产品销售收入,亿元,500\n",
            {},
        ),
        (
            "2023年规模以上工业企业科技活动情况\n指标,单位,2023年\n"
            "R&D人员,人,1200\nR&D经费,万元,45000\n新产品销售收入,亿元,500\n",
            {"region": "如皋", "period": ""},
        ),
    ],
)
def test_a_table_is_of_whom_its_title_names(read, text, given):
    assert facts(read(text, **given)) == [
        ("规模以上工业企业/R&D人员", 1200),
        ("industrial_rd_expenditure", 4.5),
        ("new_product_revenue", 500),
    ]


def test_a_figure_of_an_owner_that_the_registry_does_not_know_is_refused(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text(HEAD + "一、企业,,\n1.R&D人员,人,100\n", "utf-8")
    with pytest.raises(KejidataError, match="企业/R&D人员"):
        kejidata.read_table(path, region="如皋")


@pytest.mark.parametrize(
    "text",
    [
        "一、R&D经费(亿元)\n地区,2023年\n如皋,280\n二、高新技术企业数(家)\n地区,2023年\n如皋,25\n",
        "R&D经费\n单位：亿元\n地区,2023年\n如皋,280\n高新技术企业数\n单位：家\n地区,2023年\n如皋,25\n",
        "1.R&D经费(亿元)\n地区,2023\n如皋,280\n\n2.高新技术企业数(家)\n地区,2023\n如皋,25\n",
    ],
)
def test_several_tables_of_a_sheet_are_of_what_their_titles_name(read, text):
    assert facts(read(text, period="")) == [("rd_expenditure", 280), ("hnte_total", 25)]


@pytest.mark.parametrize(
    "title",
    [
        "表20-5 按行业分规模以上工业企业R&D活动情况(2022年)",
        "按登记注册类型分规模以上工业企业新产品情况",
        "2022年分设区市规模以上工业企业专利情况",
    ],
)
def test_a_title_names_an_owner_behind_how_its_rows_are_parted(read, title):
    assert facts(read(f"{title}\n地区,R&D人员(人)\n如皋,1200\n")) == [
        ("规模以上工业企业/R&D人员", 1200)
    ]


def test_a_title_of_an_owner_s_number_and_of_another_figure_is_of_no_owner(read):
    text = "高新技术企业数及R&D人员情况\n地区,R&D人员(人)\n如皋,1200\n"
    assert facts(read(text)) == [("rd_personnel", 1200)]

"""The period of a figure, from wherever the report tells it."""

import pytest

from kejidata.periods import parse
from kejidata.reports import draft_of


def periods(text):
    return draft_of(text)["period"].tolist()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2020年科技工作总结\n今年申报高企221家。", ["2020"]),
        ("2020年科技工作总结\n1-11月，合同176项；去年合同150项。", ["2020-01/2020-11", "2019"]),
        ("2021年上半年总结\n培育企业21家。", ["2021-01/2021-06"]),
        ("2016年，高企19857家，较2015年增长78.8%。", ["2016", "2016"]),
        ("2020年总结\n交易额由2017年的0.28亿元升至2020年的1.77亿元。", ["2017", "2020"]),
        ("2020年总结\n三年净增高企13家。", ["2018/2020"]),
        ("2023年总结\n前三季度增加值129亿元。", ["2023-01/2023-09"]),
        ("2023年总结\n6月份，增加值15.2亿元。", ["2023-06"]),
        ("去年高企1052家\n2020/03/26 08:54\n新增两家。", ["2019", "2019"]),
        ("浦江年鉴2022\n专利120件。", ["2021"]),
        ("到2023年，高企达2000家。", ["2023"]),
        ("培育企业21家。", [""]),
        ("2021年情况\n工业增加值两年平均增长8.2%。", ["2020/2021"]),
        ("下达2019年度培育资金11亿元。", ["2019"]),
        ("据《2022年统计公报》，专利120件。", ["2022"]),
        ("2020年总结\n申报2024年度项目10项。", ["2020"]),
    ],
)
def test_the_period_is_what_the_text_tells(text, expected):
    assert periods(text) == expected


def test_every_period_is_read_by_the_rest_of_the_package():
    text = "2020年总结\n1-11月专利5件，上半年3件，二季度2件，13-25月9件，“十三五”期间8件。"
    assert all(parse(period) for period in periods(text))

"""The words of headings that say what a column of a table holds, and how fine its regions are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from kejidata.model.labels import fold
from kejidata.tables.meaning import codes
from kejidata.tables.meaning.units_text import split

_COLUMNS = """
region: region area 地区 地区名称 区域 各地区 分地区 行政区 行政区域 行政区划 区划名称 单位名称
region: 属地 园区 板块
code: code 代码 地区代码 行政区划代码 区划代码 行政代码
serial: no no. 序号 编号 行次 行号 位序
indicator: indicator item 指标 指标名称 项目 指标项目 主要指标 一级指标 二级指标 三级指标 四级指标
kind: industry 行业 行业名称 行业类别 行业分类 行业门类 分行业 按行业分 产业 注册类型
kind: 登记注册类型 企业类型 企业规模 学科 学科领域 技术领域 领域 合同类别 合同类型 隶属关系
kind: 资金来源 经费来源 执行部门 活动类型 专利类型
period: period year 年份 年度 年 时期 时间 月份 季度 日期 报告期 统计时间 年月
period: 统计年度 统计年份 数据年份
value: value 数值 值 指标值 数据
unit: unit 单位 计量单位 计算单位
measure: measure 类别
bound: bound 限定
among: among 排名范围
status: status 数据状态
vintage: vintage 发布年份
source: source 来源
quote: quote 原文
note: note statement 备注 说明 指标属性 指标性质 属性
note: 责任单位 责任部门 责任人 牵头单位 牵头部门 填报单位 联系人
"""
_REGIONS = """
1: province provinces 省份 省 省市 省区市
2: city 城市 市 地市 设区市 地级市 市州 市名
3: county 县 区县 县区 县市 县市区 市县 区 县级市 旗 区市县 市(县) 市、县
4: 镇 乡 乡镇 镇街 街道 园区 开发区
"""


def _by_word(lines: str) -> dict[str, str]:
    """Return the word before the colon by each of the words behind it."""
    parted = [line.split(": ") for line in lines.strip().splitlines()]
    return {word: what for what, words in parted for word in words.split()}


COARSENESS: Mapping[str, int] = {word: int(n) for word, n in _by_word(_REGIONS).items()}
"""How fine the regions of a column are, where its heading says so: provinces are 1, towns 4."""
COLUMNS: Mapping[str, str] = _by_word(_COLUMNS) | dict.fromkeys(COARSENESS, "region")
"""What a column of a table is, by its heading."""

_PLACE = r"(?:省|自治区|直辖市|地级市|设区市|县级市|[市县区州盟旗镇乡]|街道|园区|开发区)"
# 「镇(区、街道)」 towns (districts, subdistricts), 「区县(市)」 districts, counties (and cities)
_PLACES = re.compile(rf"各?({_PLACE})(?:{_PLACE})?(?:\)?[(、,/]{_PLACE}){{1,5}}\)?(?:{_PLACE})?")
# 「行政区划名称」 「市别」 (name of the division, by city)
_ALONE = re.compile(r"(.+?)(?:名称?|别)")


def is_measure(cell: str) -> bool:
    """Tell whether a cell of a column 类别 says which measure its row has, as a word or a code."""
    return cell in codes.CODES["measure"] or cell in codes.CODES["measure"].values()


@lru_cache(maxsize=4096)
def column(heading: str) -> str:
    """Return what a column holds, empty where its heading is none of the known words.

    Examples
    --------
    >>> column("地 区"), column("数值(亿元)"), column("年份 Year"), column("R&D经费")
    ('region', 'value', 'period', '')
    >>> column("行政区划名称"), column("市　别 City"), column("项目名称"), column("类别")
    ('region', 'region', '', 'measure')
    """
    plain = fold(split(heading[:80])[0])
    found = COLUMNS.get(plain) or COLUMNS.get(_chinese(plain), "")
    place = _place(plain)
    return found or ("region" if _PLACES.fullmatch(place) or COLUMNS.get(place) == "region" else "")


def coarseness(heading: str) -> int:
    """Return how fine the regions under a heading are: 1 provinces to 4 towns, 0 unknown.

    Of several kinds the first tells: 镇(区、街道) has towns and what is as fine.

    Examples
    --------
    >>> coarseness("城市"), coarseness("镇(区、街道)"), coarseness("指标")
    (2, 4, 0)
    """
    plain = _place(fold(split(heading[:80])[0]))
    first = _PLACES.fullmatch(plain)
    return COARSENESS.get(plain) or (COARSENESS.get(first[1], 0) if first else 0)


def _place(plain: str) -> str:
    """Return a folded heading without the English behind it and words for the name of a place."""
    chinese = _chinese(plain)
    alone = _ALONE.fullmatch(chinese)
    return alone[1] if alone else chinese


def _chinese(plain: str) -> str:
    """Return a folded heading without the English behind or the brackets around it."""
    first = re.match(r"[^a-z]+", plain)
    return first[0].rstrip("(") if first and re.search(r"[a-z]", plain) else plain.strip("()")

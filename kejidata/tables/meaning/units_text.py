"""Units as tables write them: in brackets, alone, or in a line above the table."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from kejidata.model.labels import fold
from kejidata.model.units import CURRENCIES, LAST_YEAR, split_unit
from kejidata.tables.meaning import english_units

_UNITS = """
元 美元 人民币元 港元 人 人年 人月 人次 人日 人天 名 位 岁 家 户 个 项 件 篇 所 次 场 场次 期 班次
班 课时 批 卷 册 本 幅 张 种 类 台 套 台套 部 座 条 份 笔 宗 例 处 组 对 间 门 床 架 架次 列 辆 艘
株 根 枚 颗 块 片 支 桶 箱 标准箱 卡 % ‰ 百分点 个百分点 倍 分 度 吨 吨标准煤 千克 公斤 克 千米
公里 米 平方米 平方公里 平方千米 公顷 亩 立方米 升 千瓦时 千瓦 只 头 年 天 日 小时 gb tb pflops 万
"""
_WORDS = frozenset(_UNITS.split())
_SAME = {
    "百分点": "个百分点", "百分比": "%", "百分数": "%", "±%": "%", "percent": "%",
    "precedingyear=100": LAST_YEAR, "lastyear=100": LAST_YEAR,
}  # fmt: skip
_INDEX = re.compile(r"(?:以)?(?:上年|去年|上一年)(?:同期|同月)?(?:价格)?(?:=|为)100")
_BASE_YEAR = re.compile(r"(?:以)?(?:19|20)\d\d年?(?:=|为)100")
_LINE = re.compile(r"(?:(?:计量|计算)?单位(?:\(?unit\)?)?|units?):(.+?)(?:\(?unit:.*)?")
_IN_BRACKETS = re.compile(r"(?<!\s)\s*[(（]([^()（）]+)[)）]\s*$")
# 「[亿元]」 and 「【件】」 (100 million yuan, pieces): other brackets
_SQUARE = re.compile(r"[\[［【〔]([^\[\]［］【】〔〕]{1,20})[\]］】〕]$")
# A unit may have brackets of its own: 台(套).
_NESTED = re.compile(r"[(（]([^()（）]*[(（][^()（）]+[)）][^()（）]*)[)）]$")
# 万元(10 000 yuan): the unit in another language stands behind.
_TRANSLATED = re.compile(r"([^a-z(,\d]+)[(,\d]*[a-z][a-z\d,()./-]*")
# R&D经费(亿元) R&D: a name in another language stands behind the unit.
_INSIDE = re.compile(
    r"([^()（）]*[\u4e00-\u9fff])[(（]([^()（）]{1,20})[)）]\s*[A-Za-z][A-Za-z\d& .,'-]*"
)
# 「，亿元」 「：万元」 「 人年」 (100 million yuan, 10,000 yuan, person-years) behind a name
_SET_OFF = re.compile(r"\s?([,，:：_]|\s)\s?([^\s\d,，:：_][^\s,，:：_]{0,19})$")
# 「当年价格」 「现价」 「2020年不变价」 (current prices, constant prices)
_PRICES = re.compile(r"(?:按|以)?(?:\d{4}年)?(?:当年|现行?|可比|不变)价格?(?:计算)?")
_CURRENT = re.compile(r"当年|现行?价")
_MARKS = re.compile(r"[\s()（）<>{},，、;；:：_/—-]+")
_MONEY = ("亿元", "万元")
_ANY = ("个", "件", "项")
SEVERAL = "、"
"""What joins the units of a heading that states more than one."""
_PARTING = re.compile(r"[、,;，；]|和|及")
# 「企业数」 「研发人员」 (how many firms, R&D personnel), but no 指数 (index)
_COUNT_NAMED = re.compile(r".*(?:(?<![指系倍参总])数|人员|家数|件数)")
# 「研发经费」 「营业收入」 (R&D expenditure, revenue)
_MONEY_NAMED = re.compile(
    r".*(?:经费|投入|支出|收入|费用?|产值|增加值|利润|金额|成交额|销售额|总额|资金|投资额?|税额?)"
)


_BEHIND_TITLE = re.compile(r"(.{2,80}?)[\s(（]+((?:计量|计算)?单位\s?[:：].+)", re.DOTALL)


@lru_cache(maxsize=4096)
def unit_of(text: str) -> str:
    """Return a text as a unit where it is one, empty where it is none.

    Examples
    --------
    >>> unit_of("亿元"), unit_of("(件/万人)"), unit_of("100 million yuan"), unit_of("发明")
    ('亿元', '件/万人', '亿元', '')
    >>> unit_of("上年同期=100"), unit_of("百分点"), unit_of("CNY 100 million")
    ('上年=100', '个百分点', '亿元')
    """
    plain = fold(text[:60])
    if plain[:1] == "(" and plain[-1:] == ")":
        plain = plain[1:-1]
    if _INDEX.fullmatch(plain):
        return LAST_YEAR
    if found := _SAME.get(plain) or english_units.chinese(plain):
        return found
    plain = plain.replace("人民币", "")
    if _BASE_YEAR.fullmatch(plain) or all(map(_is_word, plain.split("/"))):
        return plain.replace("台(套)", "台套")
    translated = _TRANSLATED.fullmatch(plain)
    return unit_of(translated[1]) if translated else ""


def _is_word(part: str) -> bool:
    base = split_unit(part.removeprefix("每").replace("台(套)", "台套"))[1]
    return base in _WORDS or (base == "" and part in ("万", "亿"))


def split(heading: str) -> tuple[str, str]:
    """Return a heading or label without the unit behind it, and that unit.

    Examples
    --------
    >>> split("R&D经费(亿元)"), split("技术合同成交数（技术输出地域）"), split("数值")
    (('R&D经费', '亿元'), ('技术合同成交数（技术输出地域）', ''), ('数值', ''))
    >>> split("企业数(家)(unit)"), split("R&D经费(万元)(100 million yuan)")
    (('企业数', '家'), ('R&D经费', '万元、亿元'))
    """
    name, unit = _split(heading)
    inner = _split(name) if unit and name[-1:] in (")", "）") else ("", "")
    return (inner[0], one_unit((inner[1], unit))) if inner[1] else (name, unit)


def one_unit(units: Iterable[str]) -> str:
    """Return the one unit that texts of one heading state; several joined, as none of them is sure.

    Examples
    --------
    >>> one_unit(["家", "个"]), one_unit(["%", "上年=100"]), one_unit(["万元", "亿元"])
    ('家', '上年=100', '万元、亿元')
    """
    first, *others = dict.fromkeys(units)
    # 个, 件 and 项 are what unit, piece and item are translated to, of whatever is counted.
    others = [one for one in others if one not in _ANY or not counts(first)]
    if LAST_YEAR in (first, *others):
        return LAST_YEAR
    return SEVERAL.join((first, *others))


def _split(heading: str) -> tuple[str, str]:
    """Return a heading or label without the last unit behind it, and that unit."""
    whole = heading.strip()
    if (match := _SQUARE.search(whole[-30:])) and (unit := unit_of(match[1])):
        return whole[: -len(match[0])].rstrip(), unit
    if whole[-1:] in ("%", "％", "‰") and len(whole) > 1:
        return whole[:-1].rstrip(), unit_of(whole[-1])
    inside = _INSIDE.fullmatch(whole) if len(whole) < 200 else None
    if inside and (unit := unit_of(inside[2])):
        return inside[1], unit
    if len(whole) > 300 or whole[-1:] not in (")", "）"):
        return _after_comma(whole)
    match = _NESTED.search(whole) or _IN_BRACKETS.search(whole)
    if match and (unit := unit_of(match[1].removeprefix("单位:").removeprefix("单位："))):
        return whole[: match.start()].rstrip(), unit
    return _priced(whole, match) if match else (whole, "")


def _after_comma(whole: str) -> tuple[str, str]:
    """Return a heading parted from a unit that a comma, a colon or a space sets off."""
    match = _SET_OFF.search(whole[-24:])
    if match is None or match[0] == whole:
        return whole, ""
    unit = unit_of(match[2])
    # 国 家 (nation) is padded to the width of longer names, and counts no firms.
    spaced = match[1].isspace() and len(unit) < 2
    return (whole[: -len(match[0])].rstrip(), unit) if unit and not spaced else (whole, "")


def _priced(whole: str, match: re.Match[str]) -> tuple[str, str]:
    """Return a heading without a unit that stands in brackets with the prices: (当年价,亿元).

    Current prices are the usual ones and are no part of the name; others stay in it.
    """
    told = _PARTING.split(match[1])
    units = [unit for part in told if (unit := unit_of(part))]
    others = [part for part in told if not unit_of(part)]
    if len(units) != 1 or not all(map(_PRICES.fullmatch, others)):
        return whole, ""
    kept = [part for part in others if not _CURRENT.search(part)]
    return whole[: match.start()].rstrip() + "".join(f"({part})" for part in kept), units[0]


def holds_a_unit(name: str) -> bool:
    """Tell whether a name ends in a unit that may be its own or that per which it counts.

    Examples
    --------
    >>> holds_a_unit("技术合同成交额/亿元"), holds_a_unit("专利 件"), holds_a_unit("专利")
    (True, True, False)
    """
    if name.endswith(_MONEY):
        return True
    *before, last = ("", *filter(None, _MARKS.split(name[-60:])))
    return any(before) and bool(unit_of(last))


def counts(unit: str) -> bool:
    """Tell whether figures in a unit are numbers of things: no money, share or quotient.

    Examples
    --------
    >>> counts("万件"), counts("亿元"), counts("%"), counts("")
    (True, False, False, False)
    """
    return bool(unit) and not is_money(unit) and unit not in ("%", "‰") and "/" not in unit


def is_money(unit: str) -> bool:
    """Tell whether a unit is one of money, whatever its magnitude."""
    return split_unit(unit)[1] in CURRENCIES


def counts_by_name(name: str) -> bool:
    """Tell whether a name closes with a word for a number of things, which no sum of money is.

    Examples
    --------
    >>> counts_by_name("甲类企业数"), counts_by_name("指数"), counts_by_name("技术开发")
    (True, False, False)
    """
    return bool(_COUNT_NAMED.fullmatch(name[-20:]))


def is_money_by_name(name: str) -> bool:
    """Tell whether a name closes with a word for a sum of money.

    Examples
    --------
    >>> is_money_by_name("营业收入"), is_money_by_name("企业数")
    (True, False)
    """
    return bool(_MONEY_NAMED.fullmatch(name[-20:]))


def title_and_units(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a title without the units behind it, and these; none where there are none.

    Examples
    --------
    >>> title_and_units("表1 R&D经费 单位：亿元"), title_and_units("表1 R&D经费")
    (('表1 R&D经费', ('亿元',)), ('表1 R&D经费', ()))
    """
    match = _BEHIND_TITLE.fullmatch(text) if len(text) < 120 else None
    units = (units_of_line(match[2].rstrip(")）")) or ()) if match else ()
    return (match[1].strip(), units) if match and all(map(unit_of, units)) else (text, ())


def units_of_line(text: str) -> tuple[str, ...] | None:
    """Return the units that a line above a table states; None where it is no such line.

    Examples
    --------
    >>> units_of_line("单位：亿元"), units_of_line("(单位:万元、%)"), units_of_line("单位")
    (('亿元',), ('万元', '%'), None)
    >>> units_of_line("Unit: 100 million yuan"), units_of_line("(Unit: person, %)")
    (('亿元',), ('人', '%'))
    """
    opened = any(mark in text[:12] for mark in ("单", "计", "nit"))
    plain = fold(text[:100]).strip("()[]【】") if opened else ""
    match = _LINE.fullmatch(plain)
    if match is None:
        return (LAST_YEAR,) if unit_of(text) == LAST_YEAR else None
    parts = [part for part in _PARTING.split(match[1]) if part]
    return tuple(unit_of(part) or part for part in parts)

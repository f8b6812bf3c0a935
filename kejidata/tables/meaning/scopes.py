"""Whose figures a table or a part of it holds, by its title or a line without figures: 企业."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kejidata.model import totals
from kejidata.model.labels import fold
from kejidata.tables.meaning import words
from kejidata.tables.meaning.marks import bare, unmarked
from kejidata.tables.meaning.units_text import split

_KIND = (
    r"(?:规模以上|规上|限额以上|限上|大中型|大型|中型|小型|小微|微型|民营|私营|国有|国有控股|内资|外资"
    r"|外商投资|港澳台商?投资|科技型|科技型中小|高新技术|高技术|有研发活动|农业|工业|制造业|建筑业|服务业)"
)
_WHO = (
    rf"{_KIND}*(?:企业|工业|制造业|服务业)(?:法人单位)?"
    r"|(?:普通|成人)?高等(?:学校|院校)|高校"
    r"|(?:政府属|中央属|地方属|省属|市属|转制)?(?:科学|自然科学)?(?:研究|科研)(?:与?开发)?(?:机构|院所)"
    r"|大专院校|(?:科研)?事业单位"
    r"|(?:国家级?|国|省级)?(?:高新技术产业开发区|高新区|经济技术开发区|经开区|开发区)(?:企业)?"
)
_TOLD = (
    r"(?:科技|科学技术|研发|r&d|研究与试验发展(?:\(r&d\))?|科研)?(?:创新)?(?:活动|经营|生产)?(?:及相关)?"
    r"(?:主要|基本)?(?:经济)?(?:情况|指标|概况|统计)(?:一览)?表?"
)
_SCOPE = re.compile(rf"(?P<who>{_WHO})(?:{_TOLD})?")
_OWNER = re.compile(_WHO)
# 「表1-2 2023年各市」 「四川省各市(州)」 (table 1-2, of the cities in 2023; of those of Sichuan)
_PLACE = r"(?:[省市县区州]|地区|设区市)"
_OPENING = (
    r"(?:(?!\d{4}年)附?表?[\d.-]{1,6}?(?=[12]\d{3}年|[^\d.-])|第?[一二三四五六七八九十]+[、.])?"
    r"(?:\d{4}年?(?:度|末|\d{1,2}月)?|[“\"]?十[一二三四五六]五[”\"]?(?:以来|期间|时期)?)?"
    r"(?:(?![全各省市县区州地设按分])(?:(?!各)[\u4e00-\u9fff]){2,10}[省市州县](?=各))?"
    rf"(?:各{_PLACE}(?:[(、,/]{{1,2}}{_PLACE}\)?){{1,5}}|各?{_PLACE}|按[^分的]{{1,8}}分组?"
    r"|分(?:执行部门|地区|行业|设?[省市县区州])|全[国省市县区])*的?"
)
_TITLE = re.compile(
    rf"{_OPENING}(?P<who>{_WHO})"
    rf"(?:{_TOLD}|[^(和及与、数]{{0,14}}(?:情况|指标|概况|统计)(?:一览)?表?)(?:[(].*)?"
)
_OPENED = re.compile(_OPENING)
_YEAR_BEHIND = re.compile(r"\(\d{4}年\)$")
_THEME_END = re.compile(
    r".*(?:投入|产出|情况|指标|活动|环境|绩效|成效|成果|效益|效果|能力|水平|条件|建设|创新|平台|载体"
    r"|项目|资源|支撑|发展|工作|方面|总量|概况|基础|保障|转化|服务|培育|贡献|结构|规模|速度|质量|动力"
    r"|活力|潜力|体系|目标|任务|保护|运用|创造|合作|交流|开放|生态|社会|经济|综合|其[他它]|类|主体"
    r"|人才|金融|驱动|引领|升级|财力|人力|物力|知识产权|科技)"
)
_LONGEST = 60


def of_heading(label: str) -> str:
    """Return whose figures stand under a line without figures; empty where it names a theme alone.

    Examples
    --------
    >>> of_heading("一、企业"), of_heading("规模以上工业企业R&D活动情况")
    ('企业', '规模以上工业企业')
    >>> of_heading("（一）农业"), of_heading("二、科技产出"), of_heading("全市")
    ('农业', '', '')
    """
    name = split(bare(unmarked(label[:_LONGEST])))[0].rstrip(":： ")
    if match := _SCOPE.fullmatch(fold(name)):
        return match["who"]
    themed = totals.is_total(name) or words.is_relation(name) or _THEME_END.fullmatch(fold(name))
    return "" if themed else name


def of_title(title: str) -> str:
    """Return whose figures a table holds by its title, empty where it names none.

    Examples
    --------
    >>> of_title("表20-3 规模以上工业企业R&D活动情况"), of_title("2023年各市R&D经费")
    ('规模以上工业企业', '')
    """
    match = _TITLE.fullmatch(fold(title[:_LONGEST]))
    return match["who"] if match else ""


def told_by(title: str) -> str:
    """Return what a title names behind the number of its table, its year and 各市 (the cities).

    Examples
    --------
    >>> told_by("表1-2 2023年各市R&D经费（亿元）"), told_by("专利授权量")
    ('r&d经费(亿元)', '专利授权量')
    >>> told_by("2023年四川省各市（州）R&D经费"), told_by("各区（市）县R&D经费（2023年）")
    ('r&d经费', 'r&d经费')
    """
    plain = _YEAR_BEHIND.sub("", fold(title[:_LONGEST]))
    opened = _OPENED.match(plain)
    return plain[opened.end() :] if opened else plain


def owner(name: str) -> str:
    """Return who spends or owns what a name names, empty where it does not begin with them.

    Examples
    --------
    >>> owner("企业R&D经费"), owner("R&D经费")
    ('企业', '')
    """
    match = _OWNER.match(fold(name[:_LONGEST]))
    return match[0] if match else ""


def is_owner(name: str) -> bool:
    """Tell whether a name is that of who spends or owns, and of no figure.

    Examples
    --------
    >>> is_owner("规模以上工业企业"), is_owner("企业R&D经费")
    (True, False)
    """
    return bool(_OWNER.fullmatch(fold(name[:_LONGEST])))


def joined(scopes: Sequence[str], names: tuple[str, ...]) -> tuple[str, ...]:
    """Return names with the scopes over them, but for those which they say themselves.

    Of owners the innermost alone is told: 规模以上工业企业 under 企业 (firms) are no firms' firms.

    Examples
    --------
    >>> joined(["企业", "规模以上工业企业"], ("R&D人员",)), joined(["企业"], ("企业R&D经费",))
    (('规模以上工业企业', 'R&D人员'), ('企业R&D经费',))
    """
    inner = [n for n, scope in enumerate(scopes) if _SCOPE.fullmatch(scope)][-1:]
    told = [one for n, one in enumerate(scopes) if not _SCOPE.fullmatch(one) or n in inner]
    said = fold("".join(names))
    return (*(one for one in told if fold(one) not in said), *names)

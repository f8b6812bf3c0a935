"""The words of headings: which measure a column states, or that it compares others by none."""

from __future__ import annotations

import re
from functools import lru_cache

from kejidata.model.labels import fold
from kejidata.model.terms import PERCENT

CHINESE = re.compile(r"[\u4e00-\u9fff]")
RISES = ("growth_rate", "change")
"""Measures of how much a figure rose."""
_OF = r"(?:(?:在|列|居)?全?(?:国|省|市|县|区))?"
_PRICED = r"(?:按?(?:可比|不变)价格?(?:计算)?,?)?"
_THAN = _PRICED + r"(?:(?:比|较|同比)?(?:上年同期|去年同期|上年|去年|上一年|同期)?(?:同比)?)"
_THAN_THE = r"(?:over|from|on|comparedwith)?(?:the)?(?:previous|preceding|last|prior)year"
_MEASURES = tuple(
    (re.compile(pattern), measure)
    for pattern, measure in (
        (
            r"(?:位次|排名|名次)(?:(?:比|较)(?:上年|去年)(?:同期)?)?(?:变化|变动|升降|增减|提升)(?:情况)?"
            r"|(?:比|较)(?:上年|去年)(?:同期)?(?:位次|排名|名次)(?:变化|变动|升降|增减|提升)"
            r"|(?:(?:比|较)(?:上年|去年)(?:同期)?)?升降位次?",
            "rank_change",
        ),
        (rf"{_OF}(?:内|中)?(?:位次|排名|名次|排位|排序|位居)|rank(?:ing)?", "rank"),
        (
            r"(?:年度|全年|任务|目标|计划)*(?:完成率|完成比例|完成比率|完成百分比|完成进度|达成率|完成程?度|达成度)"
            r"|(?:完成|占)(?:年度|全年|年)?(?:目标|计划|任务)(?:的)?(?:比例|比重|百分比|进度|情况)?"
            r"|completion(?:rate|ratio)?",
            "completion_ratio",
        ),
        (
            r"(?:年度|全年|年|工作|考核|规划|预期|约束性)?(?:目标|计划|任务)(?:值|数|任务|指标|总量)?|target|plan",
            "target",
        ),
        (
            r"(?:累计|实际|已|目前|现|年度|全年|任务|目标|计划)*(?:完成|实现)(?:值|数|额|量|情况)?"
            r"|实绩|实际(?:值|数)?|actual",
            "done",
        ),
        (
            rf"{_THAN}(?:实际|名义)?(?:增长率|增长速度|增长幅度|增速|增幅|涨幅|增长|升降|±)"
            rf"|{_THAN}(?:增\(?减\)?(?:率|幅度?)|增长[(或±]*下降-?\)?)"
            r"|(?:同比|比上年|较上年|比上年同期|较上年同期|比去年|比去年同期)±?"
            rf"|(?:year-?on-?year|annual)?growth(?:rate)?(?:{_THAN_THE})?|y-?o-?y|year-?on-?year",
            "growth_rate",
        ),
        (
            rf"{_THAN}(?:增减|增加|净增|增量|变化|提高|提升|上升)(?:额|数|量|值|幅度)?"
            rf"|(?:change|increase)(?:{_THAN_THE})?",
            "change",
        ),
        (
            r"占比|(?:所占)?比重|所占比例|占(?:全[国省市县区]|总量|总计|合计)(?:的)?(?:比重|比例)?|share",
            "share",
        ),
        (r"总量|总额|总数|金额|数量|绝对量|绝对额|绝对数|绝对值|数值|指标值|数额|value", "value"),
    )
)
SURE_RATES = re.compile(r".*(?:增长率|增长速度|增速|增幅|涨幅|growth|y-?o-?y).*")
"""Words that mean a rate and never an amount."""
_RISING = re.compile(
    r"(.+?)(?:(?:比|较)(?:上年|去年)(?:同期)?|同比)?(?:增长率|增长速度|增长幅度|增速|增幅|增长)"
    r"|(.+?)(?:(?:比|较)(?:上年|去年)(?:同期)?|同比)±?"
)
_CHANGED = re.compile(
    r"(.+?)[比较](?:上年|去年)(?:同期)?(?:增减|增加|净增|变化|提高|提升|上升)(?:额|数|量|值|幅度)?"
)
_NOT_LAST_YEAR = re.compile(r".*(?:年均|平均|环比|定基|比\d{4}年|累计)")
_OTHER_SPAN = re.compile(
    r"(?:[“\"]?十[一二三四五六]五[”\"]?(?:期间|时期|以来)?)?"
    r"(?:比\d{4}年|[两二三四五]年|年|环比|比上月|比上季度?|累计)(?:同期)?(?:平均|均)?(?:增长|增速|增幅|增减)?率?"
    r"|(?:年均|平均|环比|定基|累计)发展速度"
)
_RANKED = re.compile(r"(.+?)(?:位次|排名|名次|排位)")
RATE = "(?:增速|增幅|增长率|涨幅)"
"""Words for growth, as part of a pattern."""
_COMPARED = re.compile(
    rf"{RATE}?(?:同比|(?:比|较|为|相当于)(?:上年|去年|上一年|(?<=为)\d{{4}}年))(?!.{{0,6}}(?:平均|年均)).{{0,8}}"
    r"|[比较高低]于?全[国省市县区].{0,8}|[与同和].{1,8}(?:相比|之差|差距|比较)"
)
_RELATED = re.compile(
    r"(?:[比较与距]?(?:全年|年度)?(?:目标|计划|任务|全?[国省市]?平均))?(?:差额|差距|差值|缺口|倍数|比值)"
    r"|(?:序时|时间)?进度|(?:拉动|贡献)(?:率|点|度|百分点)?|(?:下降|减少|降低|回落)(?:率|额|数|幅度)?|[降减]幅"
)
_PARTED = re.compile(r"按.{1,12}分组?")
_SIGNS = re.compile(r"\([+±-]\)")
_RANKED_IN = ("全国", "全省", "全市", "全县", "全区")
_AIMED = re.compile(r"(.+?)(?:年度|全年)?(?:目标|任务|计划)(?:值|数)?")
_RATED = re.compile(r"(.+?)(?:目标|任务|年度)?(?:完成率|完成程?度)")
OF_AIM = re.compile(r".*(?:目标|任务|计划)")
"""What is done is told of the target: 目标完成% (target reached, %)."""
_ENDINGS = (
    (_RANKED, "rank"),
    (_RATED, "completion_ratio"),
    (_AIMED, "target"),
    (_RISING, "growth_rate"),
    (_CHANGED, "change"),
)


@lru_cache(maxsize=4096)
def measure_word(text: str) -> str:
    """Return the measure that a heading names and nothing else, empty where it names more.

    The words are those of observations, and value (总量), done (完成) and share (占比).

    Examples
    --------
    >>> measure_word("位次"), measure_word("比上年增长"), measure_word("年度目标")
    ('rank', 'growth_rate', 'target')
    >>> measure_word("完成"), measure_word("占比"), measure_word("R&D经费增速")
    ('done', 'share', '')
    """
    # 增(+)减(-) (rise +, fall -) says no more than 增减.
    plain = _SIGNS.sub("", fold(text[:60]))
    return next((name for pattern, name in _MEASURES if pattern.fullmatch(plain)), "")


@lru_cache(maxsize=4096)
def measured(text: str) -> tuple[str, str]:
    """Return a heading without the words of its measure at the end, and that measure.

    Growth over other spans than a year (年均: on average, 环比: on the period before) is no measure
    of the name before it.

    Examples
    --------
    >>> measured("R&D经费增速"), measured("R&D经费年均增长"), measured("专利授权量")
    (('R&D经费', 'growth_rate'), ('R&D经费年均增长', ''), ('专利授权量', ''))
    """
    whole = text.strip()
    if len(whole) > 60 or _NOT_LAST_YEAR.match(whole):
        return whole, ""
    for pattern, measure in _ENDINGS:
        if match := pattern.fullmatch(whole):
            name = next(filter(None, match.groups())).rstrip()
            if measure == "change" and measure_word(name):
                # 增速比上年提高 (growth rose) is of a growth, and of no figure that it names.
                break
            within = name.endswith(_RANKED_IN) and measure == "rank" and len(name) > 2
            return (name[:-2].rstrip() if within else name), measure
    return whole, ""


# 「R&D经费发展速度」 (R&D expenditure, the year before being 100)
_PACE = re.compile(r"(.{0,40}?)发展速度")
# 「为上年%」 (in percent of the year before)
_IN_PERCENT_OF = re.compile(r"(.{0,40}?)(?:为|相当于)(?:上年|去年)(?:同期)?的?")


def paced(text: str, unit: str = "") -> str | None:
    """Return what a heading gives the index of that is 100 in the year before, None where none.

    Examples
    --------
    >>> paced("R&D经费发展速度"), paced("发展速度"), paced("平均发展速度")
    ('R&D经费', '', None)
    >>> paced("为上年", "%"), paced("为上年", "倍")
    ('', None)
    """
    found = None if _NOT_LAST_YEAR.match(text[:60]) else _PACE.fullmatch(text)
    found = found or (_IN_PERCENT_OF.fullmatch(text) if unit == PERCENT else None)
    return found[1].rstrip() if found else None


def over_other_span(names: tuple[str, ...]) -> bool:
    """Tell whether a heading is a growth over another span than a year, and names no figure.

    Examples
    --------
    >>> over_other_span(("两年平均增长",)), over_other_span(("R&D经费",))
    (True, False)
    """
    return len(names) == 1 and bool(_OTHER_SPAN.fullmatch(names[0]))


def compares(names: tuple[str, ...]) -> bool:
    """Tell whether a heading compares its figure with another one by no known measure.

    What may be a part of a name, such as 贡献率 (contribution), does so where it stands alone.

    Examples
    --------
    >>> compares(("比上年下降",)), compares(("R&D经费", "为上年的")), compares(("R&D经费",))
    (True, True, False)
    >>> compares(("贡献率",)), compares(("科技进步", "贡献率"))
    (True, False)
    """
    last = fold(names[-1]) if names else ""
    return bool(_COMPARED.fullmatch(last)) or (len(names) == 1 and bool(_RELATED.fullmatch(last)))


def is_relation(text: str) -> bool:
    """Tell whether a label is a measure or a comparison of others, and names no thing itself.

    Examples
    --------
    >>> is_relation("比上年增长"), is_relation("差距"), is_relation("子市")
    (True, True, False)
    """
    return bool(measure_word(text)) or compares((text,)) or paced(text) == ""


def parts(heading: str) -> bool:
    """Tell whether a heading says by what a figure is parted: 按资金来源分 (by source of funds)."""
    return bool(_PARTED.fullmatch(fold(heading[:30]).rstrip(":")))


# 「占全省比重」 (share of the province)
_SHARE_OF = re.compile(r"占(全[国省市县区])(?:的)?(?:比重|比例)?")


def share_whole(text: str) -> str:
    """Return the whole of which a heading says that it is the share, empty where it names none.

    Examples
    --------
    >>> share_whole("占全省比重"), share_whole("占比")
    ('全省', '')
    """
    found = _SHARE_OF.fullmatch(fold(text))
    return found[1] if found else ""


def rank_range(text: str) -> str:
    """Return the region whose members a heading says are ranked: the nation, or nothing.

    Examples
    --------
    >>> rank_range("全国位次"), rank_range("位次")
    ('000000', '')
    """
    return "000000" if "全国" in text else ""

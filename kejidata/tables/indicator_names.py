"""An indicator's name as it is looked up: what bureaus spell differently is made one spelling."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from kejidata.model.labels import fold
from kejidata.tables.meaning.words import RISES

_MARKS = re.compile(r"[“”‘’\"'()\[\]《》·、,—-]|的")
_SPELLINGS = tuple(
    (re.compile(pattern, re.M), spelling)
    for pattern, spelling in (
        (r"(?:科学)?研究[与和]?(?:试验|实验)?(?:性)?发展(?!机构)|研究开发(?!机构)|研发", "r&d"),
        (r"(?:r&d)+", "r&d"),
        (r"(?:国家级?)?高新技术企业|高企", "高企"),
        (r"规模以上|规模(?=工业|企业)", "规上"),
        (r"规上工业企业(?!$|[总家户个]?数|单位数|数?总?量)", "规上工业"),
        (r"(?<!民)(?:地区|国内)?生产总值(?!指数)", "gdp"),
        (r"(?:gdp)+", "gdp"),
        (r"每?万(?:名|人口?)", "万人"),
        (r"总?金额|总额", "额"),
        (r"所占|占到|约占", "占"),
        (r"比例$|比率$", "比重"),
        # R&D经费, R&D投入, R&D经费内部支出 are one thing; 研发费用 (an expense booked) is another.
        (r"(?:全社会)?r&d(?:总投入|经费|投入|支出)(?:内部)?(?:投入|支出)?(?:总量)?", "r&d经费"),
        (r"r&d经费(?:投入)?强度", "r&d强度"),
        (r"^全社会(?=r&d|gdp|技术)|^投入(?=r&d)", ""),
    )
)
_BEFORE = re.compile(
    r"^(?:全年|当年|今年|本年|累计|共计|共(?![建享同性])|总共|完成|实现|达到|达(?!成)|形成|组织|举办|开展|获(?!批)得?|取得|目前|现有|拥有|已有"
    r"|全[国省市县区州]|我[国省市县区州]|本[省市县区])+",
    re.M,
)
# 技术合同登记 (contracts registered) alone may be a number or a value, so a contract keeps the word
# that tells.
_AFTER = re.compile(
    r"(?<!合同)(?<!合同登记)(?<!认定登记)(?<!合同成交)"
    r"(?:总数量?|总量|数量|家数|户数|个数|件数|数|情况|达)$",
    re.M,
)
_ENDINGS = (
    *("增长率", "增长", "增速", "增幅", "涨幅", "增加", "提高", "上升", "下降", "减少"),
    *("年均", "两年平均", "年平均", "同比", "比上年", "较上年", "按可比价"),
)
_DONE = ("年度完成率", "任务完成率", "目标完成率", "完成率", "完成比例")


@lru_cache(maxsize=8192)
def indicator_key(name: str) -> str:
    """Return a name in the one spelling by which names are compared, in simplified characters.

    Left out are marks, the words that open a statement (全年, 累计) and that close a count (总数);
    研发, 研究与试验发展 and R&D become one, and so do other long and short forms. What tells one
    indicator from another stays: 新增 (new), 净增 (net), 占比 (share), a level (省级), an owner.

    Parameters
    ----------
    name
        A name from a report, a table or the registry.

    Examples
    --------
    >>> indicator_key("全年研究与试验发展（R&D）经费支出") == indicator_key("全社会研发投入")
    True
    >>> indicator_key("新增高新技术企业数") == indicator_key("高新技术企业总数")
    False
    """
    return indicator_keys([name])[0]


def indicator_keys(names: Sequence[str]) -> list[str]:
    """Return the keys of many names, in half the time that they take one by one.

    Examples
    --------
    >>> indicator_keys(["高新技术企业总数", "全年研发投入"])
    ['高企', 'r&d经费']
    """
    lines = _MARKS.sub("", "\n".join(map(fold, names)))
    for pattern, spelling in _SPELLINGS:
        lines = pattern.sub(spelling, lines)
    return _unless_whole(_AFTER, _unless_whole(_BEFORE, lines.split("\n")))


def _unless_whole(pattern: re.Pattern[str], names: list[str]) -> list[str]:
    """Return names without what a pattern finds in them; a name that it finds whole stays."""
    cut = pattern.sub("", "\n".join(names)).split("\n")
    return [rest or name for rest, name in zip(cut, names, strict=True)]


def measured_name(name: str, measure: str) -> str:
    """Return a name without the words that only say its measure (增长, growth).

    A rank keeps them: the second place by growth is none by the amount.

    Parameters
    ----------
    name
        A name from a report.
    measure
        What the figure is: value, target, growth_rate, completion_ratio, rank or change.

    Examples
    --------
    >>> measured_name("规上工业增加值增速", "growth_rate"), measured_name("R&D经费增速", "rank")
    ('规上工业增加值', 'R&D经费增速')
    """
    endings = _ENDINGS if measure in RISES else _DONE if measure == "completion_ratio" else ()
    bare = name
    while bare.endswith(endings):
        bare = next(bare.removesuffix(ending) for ending in endings if bare.endswith(ending))
    return bare or name

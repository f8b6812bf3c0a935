"""The park, the laboratory or the like that a paragraph introduces, and goes on about in short."""

from __future__ import annotations

import re

from kejidata.reports.grammar.figure import Figure
from kejidata.reports.lexicon import nouns
from kejidata.reports.lexicon.alternatives import pattern
from kejidata.reports.naming.context import Context

# 「某某农业科技园区位于」 a park lies in: who it is, told before any figure.
_INTRODUCED = pattern("""
    ([一-鿿]{2,20}? ( 园区 科技园 产业园 高新区 开发区 示范区 自创区 实验室 研究院 研究所 大学 学院
    创新中心 研究中心 孵化器 基地 公司 集团 )) ( 位于 地处 坐落 是(?!否) 成立于 始建于 创建于
    于(?=\\d) 自(?=\\d) 由 )
    """)
# 「该园区产值」 the park's output: one that was introduced, in short.
_SHORT = re.compile("(?:该|本)?(园区|高新区|开发区|实验室|研究院|学院|中心|孵化器|基地|公司|集团)")


def introduced(paragraph: str) -> str:
    """Return whom the beginning of a paragraph introduces, or nothing."""
    found = _INTRODUCED.match(paragraph)
    return found[1] if found else ""


def of_site(figure: Figure, local: str, opens: bool, context: Context) -> str:
    """Return a name with the whole name of the site that a paragraph introduced.

    某某园区位于甲县,面积9亩。园区产值3亿元: the area and the output of that park. A bare property
    is the site's where it opens a sentence (`opens`).
    """
    site = context.site
    short = _SHORT.match(local) if site else None
    if short and site.endswith(short[1]) and len(local) > short.end():
        return site + local[short.end() :]
    bare = site and opens and nouns.is_part(local) and not nouns.WIDE.search(figure.lead)
    return site + local if bare else local

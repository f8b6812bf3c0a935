"""Headings: which paragraph opens a section, of what level, and whether it announces a plan."""

from __future__ import annotations

import re
from functools import lru_cache

from kejidata.reports.dating.dates import PLAN_YEARS, YEARS
from kejidata.reports.lexicon.alternatives import pattern
from kejidata.reports.lexicon.numbers import QUARTERS_OPEN

# 「一、」 I, 「第一章」 chapter 1; 「(一)」 (i); 「1、」 1; 「(1)」 (1): a group for each level.
_LEVEL = re.compile(
    f"(?!{QUARTERS_OPEN})"
    "(?:([一二三四五六七八九十]{1,3}[、.]|第[一二三四五六七八九十]{1,9}[章节部篇]|【|#{1,2}(?!#))"
    r"|(\([一二三四五六七八九十]{1,3}\)|#{3})"
    r"|(\d{1,2}[、.](?!\d))"
    r"|(\(\d{1,2}\)|[①-⑳]))"
)
# 「工作计划」 work plan: a heading that announces a plan.
_PLAN = pattern("""
    ( 计划 打算 思路 安排 谋划 目标 下一步 下步 要点 规划 部署 下阶段 工作重点 重点工作 方案
    下一阶段 明年 展望 主要任务 重点任务 工作任务 努力方向 工作建议 目标任务 )
    """)
# 「重点工作」 key work: a heading of a plan, or of what was done where the plan has its own.
_KEY_WORK = re.compile("重点工作|工作重点|(?:主要|重点|工作)任务")
# 「三、2024年工作要点」 main points of 2024, 「四、下一步打算」 plans: the plan's own heading.
_OWN = re.compile(
    r"^[一二三四五六七八九十]{1,3}[、.][^\n]{0,8}?((?:19|20)\d\d(?=年)|下一?步|明年|来年|下一?阶段)"
    r"[^\n。;]{0,12}?(?:要点|打算|安排|计划|思路|目标|重点|任务)[^\n。;]{0,12}$",
    re.M,
)
# 「实施方案(2023-2027年)」 a plan of action: what ends so is one, whatever it carries out (落实).
_PLAN_ENDS = re.compile(r"(?:实施|行动)(?:方案|计划)(?:\([^()]{0,20}\))?$")
# 「工作总结」 review of the work: a heading that tells of the past.
_DONE = pattern("""
    ( 总结 完成 回顾 成效 情况 进展 开展 落实 成绩 成果 亮点 特点 存在 问题 做法 年鉴 概况 汇报 通报
    公报 述职 简报 评估 自查 自评 监测 主要工作$ 科技计划 研发计划 火炬计划 星火计划 计划项目 )
    """)
# 「存在问题」 problems, 「政策落实」 policies carried out: what ends a plan. What is to be done
# (落实政策, carry policies out; 促进成果转化, transfer results) is a part of it.
_ENDS_PLAN = pattern("""
    ( 总结 回顾 成效 情况 成绩 亮点 特点 存在 做法 年鉴 概况 汇报 通报 公报 述职 简报 评估 自查 自评
    (?:完成|进展|开展|落实|成果|问题|主要工作)[。;:]?$ )
    """)
# 「一是高企培育」 first, fostering high-tech firms: what an item is about.
_TOPIC = pattern(r"""
    (?:\([一二三四五六七八九十\d]{1,3}\)|[一二三四五六七八九十\d]{1,2}[、.](?!\d)|[一二三四五六七八九十]是|其[一二三四五六]是?)
    ( 着力 加快 大力 深入 持续 积极 扎实 不断 全面 全力 加强 推进 推动 强化 突出 做好 抓好 培育 提升
    壮大 做大 做强 落实 狠抓 促进 完善 优化 实施 开展 建设 )*([^,，。:\d]{2,14})$
    """)
# 「创新平台持续壮大」 platforms keep growing: a heading that is a sentence and no name.
_TELLS = pattern("""
    ( 成为 持续 不断 稳步 稳中 稳定 进一步 日益 加快 显著 明显 逐步 更加 再[上创获] 取得 实现
    大幅 ).+$|^(?:聚焦|围绕|坚持|立足|着眼|突出).*抓|(?<!提)[高多强快稳足广]$|领先$
    |(?:提升|增强|提高|加大|显现|凸显|向好|改善|见效)$
    """)
# 「专利方面,」 as to patents.
_ABOUT = re.compile("([一-鿿]{2,10})方面(?:[,，:]|$)")
# 「科技特派员工作总结」 on technical envoys: what a report is on, where its title says so.
_THEME = re.compile(
    "((?:科技)?(?:企业)?(?:特派员|创新券|孵化器|科普|众创空间|知识产权|技术市场))"
    "(?:工作|服务){0,4}(?:年度)?(?:总结|汇报|情况|报告|小结|简报|成效)"
)
# 「十五五」 the 15th five-year plan.
_FIVE_YEARS = re.compile("十[一二三四五六]五")
# 「9」 a figure, and no year.
_FIGURE = re.compile(r"(?<![\d年])(?!(?:19|20)\d\d年?)\d")
# 「甲，乙」 a clause and another.
_PARTED = re.compile("[。;，,](?!$)")
# 「一、聚焦主业,服务发展」 I. heed the core, serve growth: clauses that state no figure.
_SLOGAN = re.compile(r"[^\d。;]{1,4}[^\d。;:]*")
# 「甲:」 the words before the first full stop or colon.
_FIRST = re.compile("[^。:]*")
LONGEST = 40
"""Characters of the longest heading."""
TITLE_LINES = 4


def level(paragraph: str) -> int | None:
    """Return the level of a numbered paragraph, 1 to 4, or nothing where it has no number."""
    match = _LEVEL.match(paragraph)
    return match.lastindex if match else None


def heading(paragraph: str, rank: int | None) -> str:
    """Return the heading of a paragraph: all of it if short, else its first numbered sentence.

    The beginning of the paragraph is enough; `rank` is its level, where it is numbered.
    """
    if rank and len(paragraph) <= LONGEST and _SLOGAN.fullmatch(paragraph):
        return paragraph
    if len(paragraph) <= LONGEST and not _PARTED.search(paragraph):
        sentence = paragraph.endswith(("。", ";")) and _FIGURE.search(paragraph)
        if rank or not sentence:
            return paragraph
    if rank is None:
        return ""
    match = _FIRST.match(paragraph, 0, LONGEST + 1)
    first = match[0] if match else ""
    return first if len(first) <= LONGEST and "," not in first and "，" not in first else ""


def topic(sentence: str) -> str:
    """Return what a short numbered sentence without figures is about: 高企 of 一是高企."""
    match = _TOPIC.match(sentence) or ("方面" in sentence and _ABOUT.match(sentence))
    return match[1] if match and not _TELLS.search(match[1]) else ""


def title_of(folded: str) -> str:
    """Return the report's title lines: the short ones that it begins with."""
    lines: list[str] = []
    for line in folded.split("\n", TITLE_LINES)[:TITLE_LINES]:
        if len(line) > 60 or line.endswith(("。", ";")) or (lines and level(line)) or "|" in line:
            break
        lines.append(line)
    return "\n".join(lines)


def plan_of(title: str) -> str:
    """Return the years of the plan that a title announces, by its name or one by one, or nothing.

    Examples
    --------
    >>> plan_of("某市“十四五”科技创新规划"), plan_of("三年行动计划(2022-2024年)")
    ('2021/2025', '2022/2024')
    """
    if not announces(title):
        return ""
    plan, years = _FIVE_YEARS.search(title), YEARS.search(title)
    if plan:
        return f"{PLAN_YEARS[plan[0]]}/{PLAN_YEARS[plan[0]] + 4}"
    return f"{years[1]}/{years[2]}" if years else ""


def theme_of(title: str) -> str:
    """Return the kind of work that a title says its report is on (特派员: envoys), or nothing."""
    match = _THEME.search(title)
    return match[1] if match else ""


def plan_starts(folded: str, year: int | None) -> int:
    """Return where the plan for the years after `year` has a heading of its own, 0 for nowhere."""
    for match in _OWN.finditer(folded) if year else ():
        if not match[1].isdigit() or int(match[1]) > int(year or 0):
            return match.start()
    return 0


def is_key_work(title: str) -> bool:
    """Tell whether a heading is that of key work, which may be done or to be done."""
    return bool(_KEY_WORK.search(title))


@lru_cache(maxsize=1024)
def announces(text: str) -> bool | None:
    """Tell whether a heading announces a plan (yes), tells of the past (no), or neither."""
    if _DONE.search(text) and not _PLAN_ENDS.search(text):
        return False
    return True if _PLAN.search(text) else None


class Outline:
    """The plan in force, heading by heading: a section ends with the next of its level."""

    def __init__(self, planned: bool) -> None:
        self._stack: list[tuple[int, bool, str]] = [(0, planned, "")]

    @property
    def planned(self) -> bool:
        """Whether what is read now is a plan."""
        return self._stack[-1][1]

    @property
    def period(self) -> str:
        """The part of a year that a heading above what is read now names, or nothing."""
        return self._stack[-1][2]

    def enter(self, at: int, text: str, past: bool = False, period: str = "") -> None:
        """Enter a section of level `at` under the heading `text`.

        The heading may name a year gone (`past`), and a part of a year (`period`).
        """
        while len(self._stack) > 1 and self._stack[-1][0] >= at:
            self._stack.pop()
        said = False if past else announces(text)
        if said is False and self.planned and not (past or _ENDS_PLAN.search(text)):
            said = None
        self._stack.append((at, self.planned if said is None else said, period or self.period))

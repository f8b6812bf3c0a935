"""Numbers in Chinese characters, and the words that only look like them."""

from __future__ import annotations

import re

from kejidata.reports.grammar.token import Token, kind_of, value_of
from kejidata.reports.lexicon.alternatives import pattern

# Characters before a Chinese digit that make it a part of a word: 统一 (unify), 唯一 (only).
_INSIDE = frozenset("届统唯第同之单专某每任进逐另这那哪首几数上下其百千万零点的.整合归划前")
_ONE = frozenset("家名人项件倍番")
"""Units of which one is counted; 一 before another is an article."""
_NAMING = {
    "次": ("产业",),
    "项": ("规定",),
    "期": ("工程", "项目", "建设"),
    "类": ("合同", "技术合同"),
    "位": ("一体",),
}
"""What makes a name of a number with its unit: 三次产业 (the three sectors), 二期工程 (phase 2),
四类合同 (the four kinds of contract), 三位一体 (three in one)."""
_POWERS = frozenset("十百千万")
_LARGE = frozenset("万亿")
# 「大战略」 (five) great strategies: a slogan that counts nothing.
_SLOGAN = pattern("""
    个 ( 零的 特点 亮点 维度 维护 意识 自信 确立 全面 代表 转变 文明 统一 不 一批 方面军 )|大 ( 战略
    主导 发展 门类 特点 高耗能 亮点 变革 板块 抓手 专项 重点 工程 行动 计划 产业 举措 体系 任务 攻坚
    会战 报告 精神 以来 班 )
    """)
# 「二三十」 twenty or thirty: neighbouring digits are both ends of a range.
_ROW = re.compile("(十?)(一[二两]|[二两]三|三[四五]|四五|五六|六七|七八|八九)([十百千]?)")
# 「万」 ten thousand, before a unit: a magnitude, if no other stands before it.
_LARGE_END = re.compile("(?<![万亿])[万亿]{1,9}$")


def spelled_number(match: re.Match[str], folded: str) -> Token:
    """Return the token of a number in characters; skip where it is a part of a word."""
    start, end = match.span()
    digits, unit = match["c"], match["cm"] + match["cunit"]
    if _is_word(folded, match, digits, unit):
        return Token("skip", start, end)
    tail = _LARGE_END.search(digits)
    if tail and not set(digits[: tail.start()]) & _LARGE:
        digits, unit = digits[: tail.start()], tail[0] + unit
    value, upper = _ends(digits, match["d"])
    if value is None:
        return Token("skip", start, end)
    return Token(kind_of(unit), start, end, value, upper, unit, bool(match["cv"]))


def _is_word(folded: str, match: re.Match[str], digits: str, unit: str) -> bool:
    """Tell whether a number in characters is a part of a word, or counts nothing."""
    start, end = match.span()
    before = folded[start - 1 : start]
    graded = unit == "级" and before in ("调", "升", "降")
    one = digits == "一" and unit not in _ONE and not graded
    if one or before in _INSIDE or (unit in ("区", "级") and not graded):
        return True
    # 十分重视 (attaches great weight) is no score; 居后五位 are several, as 前五位 are.
    if (unit == "分" and digits in _POWERS) or (unit == "位" and before == "后"):
        return True
    if folded.startswith(_NAMING.get(unit, ()), end):
        return True
    slogan = unit[0] in "个大" and (digits == "十" or _SLOGAN.match(folded, end - len(unit)))
    return bool(slogan)


def _ends(digits: str, to: str | None) -> tuple[float | None, float | None]:
    """Return the number, or both ends of 三至五 (3 to 5), 七八 (7 or 8) and 二三十 (20 or 30)."""
    row = _ROW.fullmatch(digits) if not to else None
    if row:
        low, high = (value_of(row[1] + digit + row[3]) for digit in row[2])
    else:
        low, high = value_of(digits) if digits else None, value_of(to) if to else None
    rising = low is not None and (high is None or low < high)
    return (low, high) if rising else (None, None)

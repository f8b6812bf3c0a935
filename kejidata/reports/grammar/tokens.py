"""Where numbers stand in a report and what each of them counts: one pass of one expression."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import prod

from kejidata.model.numerals import UNITS
from kejidata.reports.grammar.token import Token, kind_of, value_of
from kejidata.reports.lexicon.alternatives import pattern
from kejidata.reports.lexicon.numbers import ANY

_MASK = frozenset("XxＸ×*＊○◯#")
_BARRED = _MASK | {"第"}
# 「位」 place, 「和」 and: what follows a rank, and not a name such as 第三产业 (third sector).
_AFTER_RANK = re.compile(r"[位名,，。;、:()\]”\n |!和与及的]|$|并|仅次|分列|以及|较|比|同比|增|达")
# 「、5号」 and no. 5: a number of documents, and no rank.
_EDITIONS = re.compile(r"[、和]\d{1,4}[号条款期批届页]")
# 「第一、二、三产业」 the first, second and third sectors: ordinals that a noun ends are names.
_ORDINALS = re.compile("(?:[、和与及]第?[一二三四五六七八九十]){1,9}(?![位名、和与及])[一-鿿]")
# 第一,培育企业 (first, foster firms): an item of a list.
_OPENS = frozenset(("", "。", ";", ":", "\n"))
_PARTS = frozenset((",", "，", "、"))
# 「由」 from.
_FROM = re.compile("[由从]")
_BEFORE_PART = frozenset("的占近约超达过足长加高降少了")
_AFTER_PART = frozenset("以左强弱多的")
# 「强」 (the first ten) strong: what follows a front place.
_AFTER_FRONT = re.compile(r"[位名强,，。;、:)\]”\n |!和与及的行列%]|$")


def tokens(folded: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """Yield the tokens of a text, as `source.flatten` folds it, or of a part of it in order.

    Examples
    --------
    >>> [(t.value, t.unit) for t in tokens("成交额达26.82亿元,增幅35.08%")]
    [(26.82, '亿元'), (35.08, '%')]
    """
    at, end = start, len(folded) if end is None else end
    while True:
        match = ANY.search(folded, at, end)
        if match is None:
            return
        token = _token(match, folded)
        yield token
        at = token.end


def _token(match: re.Match[str], folded: str) -> Token:
    # The group that closes last is the whole alternative.
    kind = match.lastgroup or ""
    if kind == "number":
        return _number(match, folded)
    start, end = match.span()
    if kind in ("date", "span"):
        return Token(kind, start, end)
    if kind == "spelled":
        return spelled_number(match, folded)
    if kind in ("rank", "front"):
        return _ranked(match, folded)
    if kind == "bare":
        return _magnitude(match["bare"], start, end)
    if kind == "masked":
        return Token("masked", start, end, unit="元" if match["masked"].endswith("元") else "个")
    return Token("skip", start, end) if kind == "text" else _part(match)


def _magnitude(text: str, start: int, end: int) -> Token:
    """Read a magnitude without a number: 亿元 is 100 million yuan, 千家 a thousand."""
    vague, plain = "余" in text, text.replace("余", "")
    if plain.endswith("元") or plain[-1] in "万亿":
        return Token("amount", start, end, 1.0, unit=plain, vague=vague)
    size = 2 if plain.endswith("次") else 1
    value = prod(UNITS[c] for c in plain[:-size])
    return Token("amount", start, end, float(value), unit=plain[-size:], vague=vague)


def _number(match: re.Match[str], folded: str) -> Token:
    start, end = match.span()
    digits, to, counted, magnitude, *several = match.group("a", "b", "unit", "am", "av", "aw")
    before, after = folded[start - 1 : start], folded[end : end + 1]
    unit = (match["bm"] if to else magnitude) + (counted or "")
    unit = unit.replace("(次)", "次")
    lettered = not counted and after.isascii() and after.isalpha()
    if before in _BARRED or after in _MASK or lettered:
        masked = unit and not lettered and before != "第"
        return Token("masked" if masked else "skip", start, end, unit=unit)
    value, vague = value_of(digits), any(several)
    if value is None:
        return Token("skip", start, end)
    if to:
        return _ranged(match, folded, value, vague)
    return Token(kind_of(unit), start, end, value, None, unit, vague)


def _ranged(match: re.Match[str], folded: str, value: float, vague: bool) -> Token:
    """Read 5-8个 (5 to 8) as a range, and the first of 由5家至8家 (from 5 to 8), which is none."""
    start, end = match.span()
    magnitude, first, to, of_to, counted = match.group("am", "au", "b", "bm", "unit")
    if _FROM.search(folded, max(start - 4, 0), start):
        end = match.end("au" if first else "aw")
        unit = magnitude + (first or counted or "")
        return Token(kind_of(unit), start, end, value, None, unit, vague)
    upper, unit = value_of(to), of_to + (counted or "")
    if upper is None or (magnitude and not of_to):
        return Token("skip", start, end)
    return Token(kind_of(unit), start, end, value, upper, unit, vague)


def _ranked(match: re.Match[str], folded: str) -> Token:
    """Tell a rank (第2位, 2nd place; 前十, first ten) from an edition or a name (第三产业)."""
    start, end = match.span()
    name = "rank" if match["rank"] else "front"
    value = value_of(match[0].strip("第前位名强"))
    after = _AFTER_RANK if name == "rank" else _AFTER_FRONT
    edition = _EDITIONS.match(folded, end) or _ORDINALS.match(folded, end)
    placed = match[0][-1] in "位名强"
    opens = folded[start - 1 : start] in _OPENS and folded[end : end + 1] in _PARTS
    if edition or not value or not (placed or (after.match(folded, end) and not opens)):
        return Token("skip", start, end)
    return Token(name, start, end, value, unit="位")


def _part(match: re.Match[str]) -> Token:
    start, end = match.span()
    if match["twice"]:
        value = value_of(match["twice"][1:-1]) if match["twice"] != "翻番" else None
        return Token("times" if value else "skip", start, end, value or 0.0, unit="番")
    if match["hundred"]:
        value = 100.0 if match["hundred"] == "百" else value_of(match["hundred"])
    elif match["tenths"]:
        value = value_of(match["tenths"] + "成" + match["half"])
    elif match["part"]:
        return _slashed(match)
    else:
        top, bottom = value_of(match["top"]), value_of(match["over"])
        # A fraction of the whole is told as a percent number with two decimals.
        value = round(top / bottom * 100, 2) if top is not None and bottom else None
    return Token("skip" if value is None else "percent", start, end, value or 0.0, unit="%")


def _slashed(match: re.Match[str]) -> Token:
    """Tell a fraction (占全国的1/3, a third of the country's) from a page of pages."""
    start, end = match.span()
    text, top, bottom = match.string, int(match["part"]), int(match["whole"])
    said = text[start - 1 : start] in _BEFORE_PART or text[end : end + 1] in _AFTER_PART
    if not said or top >= bottom:
        return Token("skip", start, end)
    return Token("percent", start, end, round(top / bottom * 100, 2), unit="%")


# Characters before a Chinese digit that make it a part of a word: 统一 (unify), 唯一 (only).
_INSIDE = frozenset("届统唯第同之单专某每任进逐另这那哪首几数上下其百千万零点的.整合归划前")
_ONE = frozenset("家名人项件倍番")
"""Units of which one is counted; 一 before another is an article."""
_NAMING = {
    "次": ("产业",),
    "项": ("规定",),
    "件": ("大事", "实事", "要事", "民生"),
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

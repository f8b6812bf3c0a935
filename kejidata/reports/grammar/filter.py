"""Tokens filtered by their surroundings: quoted names go, numbers of a list get their unit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from math import fsum

from kejidata.reports.grammar.bounds import OR_MORE
from kejidata.reports.grammar.token import Token, kind_of
from kejidata.reports.lexicon.numbers import UNIT

# 「《三年行动方案》」 a title (of a plan), 「“三大平台”」 a name in quotes.
_QUOTED = re.compile(r"《[^《》\n]{1,100}》|“[^“”。;\n]{1,60}”|‘[^‘’\n]{1,15}’")
# 「3.2:45.6:51.2」 the parts of a whole, as the shares of the three sectors.
_RATIO = re.compile(
    r"(?<![\d.:])\d{1,2}(?:\.\d{1,2})?(?::\d{1,2}(?:\.\d{1,2})?){2,4}(?![\d:]|\.\d)"
)
# 「45.6」 a part.
_PART = re.compile(r"[\d.]+")
_ROUNDED = 0.31
"""By how much parts that are rounded may miss 100 together."""
# 「、民营企业」 and private firms: between the last two numbers of a list.
_NAMED = re.compile(r"[、和与及][^、,，。;:\n\d()]{0,20}")
# 「十三五」 13th Five-Year Plan.
_PLAN_YEARS = re.compile("十[一二三四五]五")
# 「压缩到」 cut to: a span of time that moved is a figure, 由62天压缩到41天 (from 62 days to 41).
_MOVED_TO = re.compile(
    "(?:[缩压减增升降]|缩[短小减]|压[缩减]|延长|减少|增加|提[高升])了?(?:至|到)?(?:约|近)?$"
)
# 「由2018年的」 from (that of) 2018: where such a move starts.
_FROM = re.compile(r"[由从](?:(?:19|20)\d\d年[底末初]?的?|[去上]年的?)?$")
# 「压缩」 cut.
_MOVES = re.compile("(?:的?基础上)?(?:缩|压|减|增|延|降|提)")
# 「62天」 62 days: a span of time that may be a figure.
_LASTING = re.compile(r"(\d[\d.]{0,12})(个?(?:工作日|天|日|小时|分钟|秒|岁|学时|课时|周|月))")
# 「(万元)」 in ten thousand yuan: the head of a column tells the unit.
_HEADED = re.compile(rf"[(](?:单位:)?((?:[十百千万亿]{{0,2}})(?:{UNIT}))[)][|:\n]?$")
# 「总数达到」 the number reaches: a name or a bound tells that something is counted.
_COUNTS = re.compile(
    "(?:(?:数量?|总量|[一-鿿]量|指数|[得评总均]分|综合分)"
    "(?:达到?|为|是|突破|超过?|约|近|:){0,4}"
    "|(?:达到?|突破|增至|升至|增[长加]到|超过))$"
)
# 「指数为」 the index is: it has no unit.
_SCORED = re.compile("(?:指数|分)(?:达到?|为|是|突破|超过?|约|近|:){0,4}$")
# 「,」 the number stands alone.
_ALONE = re.compile(r"[,，。;、)\n]|余|$")
# 「投资」 investment: limits of money are told in 万元.
_MONEY = re.compile("(?:投资|收入|产值|销售额?|税收|[金总]额)$")
# 「成交」 traded: so is what is paid.
_PAID = re.compile("(?:投资|收入|产值|销售额?|成交|[金总]额|资金|资产)$")
_LISTED = frozenset(("amount", "percent"))
"""Kinds of tokens whose unit the numbers of a list before them share."""
_LISTING = ("、", "和", "与", "及", ",")
# 「同比增长」 grew on the year before: the sign of a percentage is forgotten now and then.
_GROWS = re.compile(r"(?:同比|比上年|较上年|年均)(?:增长|下降)(?:了|约|近|超过?)?$")
# 「民营企业」 private firms: things that a list may end with.
_THINGS = re.compile(r"(?:企业|机构|中心|平台|项目|专利|基地|产品|园区|单位)$")
_BEFORE_SIGN = frozenset(("", *"(|:,，、为是达到长降幅速比率\n "))
_SIGNS = frozenset("+-负")
_SIGNED = frozenset(("percent", "point", "amount"))
_ENDS_NEGATIVE = frozenset("正担抱肩背胜自辜欺")
"""Characters that make a word of 负 (minus): 担负 (to bear), 胜负 (to win or lose)."""
# 「。」 a full stop ends a list.
_LIST_END = re.compile(r"[。;\n]|$")


def filtered(found: list[Token], folded: str, span: tuple[int, int]) -> list[Token]:
    """Return the tokens of a paragraph that are left, changed to what the words around them say."""
    left = parted(unquoted(found, folded, span), folded, span)
    if not left:
        return left
    kinds = {token.kind for token in left}
    if "span" in kinds:
        lasting(left, folded)
    signed(left, folded)
    if "point" in kinds:
        pointed(left, folded)
    if "bare" in kinds:
        chained(left, folded)
    unitless(left, folded)
    return left


def parted(found: list[Token], folded: str, span: tuple[int, int]) -> list[Token]:
    """Make percentages of the parts of 100: 三次产业结构为3.2:45.6:51.2 (of the three sectors)."""
    parts: list[Token] = []
    inside: set[int] = set()
    for ratio in _RATIO.finditer(folded, *span) if folded.find(":", *span) >= 0 else ():
        numbers = list(_PART.finditer(folded, *ratio.span()))
        if abs(fsum(float(one[0]) for one in numbers) - 100) < _ROUNDED:
            inside.update(range(*ratio.span()))
            parts += [
                Token("percent", *one.span(), float(one[0]), unit="%", implied=True)
                for one in numbers
            ]
    if not parts:
        return found
    others = [token for token in found if token.start not in inside]
    return sorted(others + parts, key=lambda token: token.start)


def unquoted(found: list[Token], folded: str, span: tuple[int, int]) -> list[Token]:
    """Drop what stands in a title or a quoted name; percentages and money in quotes remain."""
    quoted = [match.span() for match in _QUOTED.finditer(folded, *span)] if found else []
    if not quoted:
        return found
    kept, at = [], 0
    for token in found:
        while at < len(quoted) and quoted[at][1] <= token.start:
            at += 1
        inside = at < len(quoted) and quoted[at][0] <= token.start
        named = inside and folded[quoted[at][0]] == "《"
        if not inside or (not named and _counts_quoted(token, folded)):
            kept.append(token)
    return kept


def _counts_quoted(token: Token, folded: str) -> bool:
    """Tell whether a token counts in quotes too: percentages, money, “十三五”."""
    if token.kind == "date":
        return bool(_PLAN_YEARS.fullmatch(folded, token.start, token.end))
    return token.kind == "percent" or token.unit.endswith("元")


def chained(found: Sequence[Token], folded: str) -> None:
    """Give a number without a unit that of the list it stands in: 6588、6403家 (6588, 6403 firms).

    The last of a list takes the unit before it (企业7家、机构12: 7 firms, 12 institutes), only
    where the list ends with it.
    """
    for token, after in zip(reversed(found[:-1]), reversed(found[1:]), strict=True):
        listed = token.kind == "bare" and folded[token.end : after.start] in ("、", "和")
        if listed and after.kind in _LISTED and _within_line(token, folded):
            token.kind, token.unit = after.kind, after.unit
    for before, token in pairwise(found):
        bare = token.kind == "bare" and before.kind == "amount"
        if bare and _ends_list(before, token, folded):
            token.kind, token.unit, token.implied = "amount", before.unit, True


def _within_line(token: Token, folded: str) -> bool:
    """Tell whether words stand before a token in its line."""
    before = folded[token.start - 1 : token.start]
    return before not in ("", "\n", "。", ";") and not before.isdigit()


def _ends_list(before: Token, token: Token, folded: str) -> bool:
    """Tell whether a token is the last of a list that goes on from the token before."""
    between = folded[before.end : token.start]
    comma = folded[token.end : token.end + 1] in (",", "，") and _THINGS.search(between)
    ends = _LIST_END.match(folded, token.end) or comma
    return bool(ends) and len(between) > 3 and bool(_NAMED.fullmatch(between))


def pointed(found: Sequence[Token], folded: str) -> None:
    """Read a list of percentage points as such: 高于全市0.70个、3.08个和2.81个百分点 (above it)."""
    for token, after in zip(reversed(found[:-1]), reversed(found[1:]), strict=True):
        part = token.unit in ("个", "") and not float(token.value).is_integer()
        if part and after.kind == "point" and folded[token.end : after.start] in _LISTING:
            token.kind, token.unit, token.implied = "point", after.unit, True


def unitless(found: Sequence[Token], folded: str) -> None:
    """Make figures of numbers whose unit the text leaves out, where it tells that they count.

    A column's head tells the unit (投资额(万元)1200, investment in 10,000 yuan), a name or a bound
    that something is counted (高企总数1256, number of firms; 人员1000以上, 1000 persons or more).
    """
    for token in found:
        if token.kind == "bare":
            _count(token, folded, folded[max(token.start - 14, 0) : token.start])
            continue
        more = token.unit in ("万", "亿") and OR_MORE.match(folded, token.end)
        if more and _PAID.search(folded, max(token.start - 14, 0), token.start):
            token.unit, token.implied = token.unit + "元", True


def _count(token: Token, folded: str, before: str) -> None:
    """Make a figure of a bare number, where the words before it or a bound behind it tell so."""
    headed = _HEADED.search(before)
    alone = _ALONE.match(folded, token.end)
    if headed:
        token.unit, token.kind, token.implied = headed[1], kind_of(headed[1]), True
    elif OR_MORE.match(folded, token.end):
        money = _MONEY.search(before) and token.value >= 100
        # Limits of money are told in 万元: 投资1000以上项目 (projects of 1000 or more).
        token.unit, token.kind, token.implied = "万元" if money else "", "amount", True
    elif alone and _GROWS.search(before):
        token.kind, token.unit, token.implied = "percent", "%", True
    elif alone and _COUNTS.search(before):
        token.kind, token.implied = "amount", not _SCORED.search(before)


def signed(found: Sequence[Token], folded: str) -> None:
    """Give numbers the sign before them: 亳州(-69.1%), a city; 为负3% (is minus 3 %)."""
    for token in found:
        sign = folded[token.start - 1 : token.start]
        if sign not in _SIGNS:
            continue
        before = folded[max(token.start - 2, 0) : token.start - 1]
        marked = token.kind in ("percent", "point") and sign in ("+", "-")
        named = token.kind in _SIGNED and sign == "负" and before not in _ENDS_NEGATIVE
        if named or (marked and before in _BEFORE_SIGN):
            token.sign, token.start = "-" if named else sign, token.start - 1


def lasting(found: Sequence[Token], folded: str) -> None:
    """Make figures of spans of time that moved: 缩短10天 (shorter by 10 days)."""
    for token in found:
        if token.kind != "span":
            continue
        match = _LASTING.fullmatch(folded, token.start, token.end)
        before = folded[max(token.start - 9, 0) : token.start]
        from_ = _FROM.search(before) and _MOVES.match(folded, token.end)
        if match and (from_ or _MOVED_TO.search(before)):
            token.kind, token.value, token.unit = "amount", float(match[1]), match[2]

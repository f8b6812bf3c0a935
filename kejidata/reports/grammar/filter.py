"""Tokens sifted by what stands around them: quoted names go, numbers of a list get their unit."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kejidata.reports.grammar.bounds import OVER
from kejidata.reports.grammar.tokens import Token, kind_of
from kejidata.reports.lexicon.numbers import UNIT

_QUOTED = re.compile(r"《[^《》\n]{1,100}》|“[^“”。;\n]{1,60}”|‘[^‘’\n]{1,15}’")
_NAMED = re.compile(r"[、和与及][^、,，。;:\n\d()]{0,20}")
_PLAN_YEARS = re.compile(r"十[一二三四五]五")
# A span of time that moved is a figure: 由62天压缩到41天.
_MOVED_TO = re.compile(
    r"(?:[缩压减增升降]|缩[短小减]|压[缩减]|延长|减少|增加|提[高升])了?(?:至|到)?(?:约|近)?$"
)
_FROM = re.compile(r"[由从](?:(?:19|20)\d\d年[底末初]?的?|[去上]年的?)?$")
_MOVES = re.compile(r"(?:的?基础上)?(?:缩|压|减|增|延|降|提)")
_LASTING = re.compile(r"([\d.]+)(个?(?:工作日|天|日|小时|分钟|秒|岁|学时|课时|周|月))")
_HEADED = re.compile(rf"[(](?:单位:)?((?:[十百千万亿]{{0,2}})(?:{UNIT}))[)][|:\n]?$")
_COUNTS = re.compile(
    r"(?:(?:数量?|总量|[一-鿿]量|指数|[得评总均]分|综合分)(?:达到?|为|是|突破|超过?|约|近|:)*"
    r"|(?:达到?|突破|增至|升至|增[长加]到|超过))$"
)
_SCORED = re.compile(r"(?:指数|分)(?:达到?|为|是|突破|超过?|约|近|:)*$")
_ALONE = re.compile(r"[,，。;、)\n]|余|$")
_MONEY = re.compile(r"(?:投资|收入|产值|销售额?|税收|[金总]额)$")
_PAID = re.compile(r"(?:投资|收入|产值|销售额?|成交|[金总]额|资金|资产)$")
_LISTING = ("、", "和", "与", "及", ",")
# The sign of a percentage is forgotten now and then: 同比增长17.7.
_GROWS = re.compile(r"(?:同比|比上年|较上年|年均)(?:增长|下降)(?:了|约|近|超过?)?$")
_THINGS = re.compile(r"(?:企业|机构|中心|平台|项目|专利|基地|产品|园区|单位)$")
_BEFORE_SIGN = frozenset(("", *"(|:,，、为是达到长降幅速比率\n "))
_LIST_END = re.compile(r"[。;\n]|$")


def sifted(found: list[Token], folded: str, span: tuple[int, int]) -> list[Token]:
    """Return the tokens that are left, each with the unit that the words around it give it.

    Parameters
    ----------
    found
        The tokens of a paragraph, which are changed.
    folded, span
        The text, and where in it the paragraph stands.
    """
    kinds = {token.kind for token in found}
    left = unquoted(found, folded, span) if found else found
    if "span" in kinds:
        lasting(left, folded)
    if not kinds.isdisjoint(("percent", "point")):
        signed(left, folded)
    if "point" in kinds:
        pointed(left, folded)
    if "bare" in kinds:
        chained(left, folded)
    if kinds & {"bare", "amount"}:
        unitless(left, folded)
    return left


def unquoted(found: list[Token], folded: str, span: tuple[int, int]) -> list[Token]:
    """Drop what stands in a title or a quoted name; percentages and money in quotes remain."""
    quoted = [match.span() for match in _QUOTED.finditer(folded, *span)]
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
    """Give a number without a unit that of the list it stands in: 6588、6403家.

    The last of a list takes the unit before it (企业7家、机构12): only where the list ends with it.
    """
    for at, token in enumerate(found):
        if token.kind != "bare":
            continue
        after = found[at + 1] if at + 1 < len(found) else None
        before = found[at - 1] if at else None
        if after and after.kind == "amount" and folded[token.end : after.start] in ("、", "和"):
            opened = folded[token.start - 1 : token.start] not in ("", "\n", "。", ";")
            if opened and not folded[token.start - 1].isdigit():
                token.kind, token.unit = "amount", after.unit
        elif before and before.kind == "amount":
            between = folded[before.end : token.start]
            ends = _LIST_END.match(folded, token.end) or (
                folded[token.end : token.end + 1] in (",", "，") and _THINGS.search(between)
            )
            if ends and _NAMED.fullmatch(between) and len(between) > 3:
                token.kind, token.unit = "amount", before.unit
                token.implied = True


def pointed(found: Sequence[Token], folded: str) -> None:
    """Read a list of percentage points as such: 高于全市0.70个、3.08个和2.81个百分点."""
    for token, after in zip(reversed(found[:-1]), reversed(found[1:]), strict=True):
        part = token.unit in ("个", "") and not float(token.value).is_integer()
        if part and after.kind == "point" and folded[token.end : after.start] in _LISTING:
            token.kind, token.unit, token.implied = "point", after.unit, True


def unitless(found: Sequence[Token], folded: str) -> None:
    """Make figures of numbers whose unit the text leaves out, where it tells that they count.

    A column's head tells the unit (投资额(万元)1200), a name or a bound that something is counted
    (高企总数1256, 人员1000以上).
    """
    for token in found:
        if token.kind != "bare" and token.unit not in ("万", "亿"):
            continue
        before = folded[max(token.start - 14, 0) : token.start]
        if token.kind != "bare":
            if OVER.match(folded, token.end) and _PAID.search(before):
                token.unit, token.implied = token.unit + "元", True
            continue
        headed = _HEADED.search(before)
        over = OVER.match(folded, token.end) if not headed else None
        if headed:
            token.unit, token.kind, token.implied = headed[1], kind_of(headed[1]), True
        elif over:
            money = _MONEY.search(before) and token.value >= 100
            # Limits of money are told in 万元: 投资1000以上项目.
            token.unit, token.kind, token.implied = "万元" if money else "", "amount", True
        elif _GROWS.search(before) and _ALONE.match(folded, token.end):
            token.kind, token.unit, token.implied = "percent", "%", True
        elif _COUNTS.search(before) and _ALONE.match(folded, token.end):
            token.kind, token.implied = "amount", not _SCORED.search(before)


def signed(found: Sequence[Token], folded: str) -> None:
    """Give percentages and points the sign that is written before them: 亳州(-69.1%)."""
    for token in found:
        sign = folded[token.start - 1 : token.start]
        if token.kind in ("percent", "point") and sign in ("+", "-"):
            before = folded[max(token.start - 2, 0) : token.start - 1]
            if before in _BEFORE_SIGN:
                token.sign, token.start = sign, token.start - 1


def lasting(found: Sequence[Token], folded: str) -> None:
    """Make figures of spans of time that moved: 由62天压缩到41天, 缩短10天."""
    for token in found:
        if token.kind != "span":
            continue
        match = _LASTING.fullmatch(folded, token.start, token.end)
        before = folded[max(token.start - 9, 0) : token.start]
        from_ = _FROM.search(before) and _MOVES.match(folded, token.end)
        if match and (from_ or _MOVED_TO.search(before)):
            token.kind, token.value, token.unit = "amount", float(match[1]), match[2]

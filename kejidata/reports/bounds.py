"""Whether a figure is exact, a least, a most, or about so much."""

from __future__ import annotations

import re

from kejidata.reports.figures import Figure

OVER = re.compile(r"(?:余|多)?(?:\([^)]{0,4}\))?(?:及|及其|或)?(以上|以下|以内|之内)")
_AT_LEAST = re.compile(
    r"(?:超过?|突破|破|逾|不低于|不少于|至少|大于|高于|超出|多于|不小于|≥|>|超了?)(?:到|了"
    r"|全[省市])?$|(?:至少|最少)[^,，]{1,6}$"
)
_AT_MOST = re.compile(
    r"(?:不超过|上限为?|不高于|不大于|不多于|最高(?:不超过|可?达?|给予|奖励|补助|支持)?|低于"
    r"|至多|以内|不到|不足|控制在|(?<!不)[小少]于|≤|<)$|(?:至多|最多)[^,，]{1,6}$"
)
_PASSED = re.compile(r"(?<![通经不难])过$|(?<!以)上$")
_ROUND = frozenset("十百千万亿")
_ABOUT = re.compile(
    r"(?:(?<![节制签契大集条合])约|近|大约|接近|约占|约为|将近|大概|约合|约达|左右)(?:占|为|有)?[^,，一-鿿]{0,1}$"
    r"|(?:约|约占)[一-鿿A-Z&]{1,6}(?:的|达|为)$"
)
_NEARLY = re.compile(r"^(?:左右|上下|前后)")


def clause_of(lead: str) -> str:
    """Return what stands after the last comma; the word for value added tells of no growth."""
    at = max(lead.rfind(","), lead.rfind("，")) + 1
    return lead[at:].replace("增加值", "产值")


def bound_of(figure: Figure) -> str:
    """Return at_least, at_most, about or exact, from the words around a figure."""
    clause, tail = clause_of(figure.lead), figure.tail
    over = OVER.match(tail)
    if over:
        return "at_least" if over[1] == "以上" else "at_most"
    if figure.token.kind == "front":
        return "at_least"
    # A gap in points is below or above something else, and exact.
    gap = figure.token.kind == "point" and clause.endswith(("低于", "高于", "超出"))
    if _AT_MOST.search(clause) and not gap:
        return "at_most"
    if figure.token.vague or _AT_LEAST.search(clause) and not gap:
        return "at_least"
    if _PASSED.search(clause) and figure.token.unit[:1] in _ROUND:
        return "at_least"
    if tail.startswith(("余", "多")) and not tail.startswith("多于"):
        return "at_least"
    if _ABOUT.search(clause) or _NEARLY.match(tail):
        return "about"
    return "exact"

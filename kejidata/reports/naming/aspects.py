"""What says more of its subject: its grade, its limit, its share, its number, its next step."""

from __future__ import annotations

import re

from kejidata.reports.lexicon import acts, nouns
from kejidata.reports.lexicon.alternatives import remembered
from kejidata.reports.naming.context import overlaid
from kejidata.reports.naming.within import thing_of

# 「发明专利」 patents of inventions, or of all kinds.
_KIND_OF_PATENT = re.compile("(?:发明|实用新型|外观设计)?专利")
# 「产品进出口」 trade in products, which is parted into exports and imports.
_TRADE = re.compile("(?:进|出|进出)口(?:总?[额值])?$")
# 「人均」 a head, 「平均每家」 for each firm, 「万人拥有量」 owned by every 10,000 people: so much
# of what was told before; 「每名补助」 the subsidy for each of it, 「上限」 its ceiling.
_OF_SUBJECT = re.compile(
    f"(?P<a_head>{nouns.A_HEAD.pattern}$)|(?P<every>每?[百千万]人口?)拥有量$|(?P<each>{nouns.EACH.pattern})"
    f"|(?P<limit>(?:{nouns.LIMIT.pattern})$)"
)


@remembered
def extended(local: str, subject: str, ranked: bool) -> str:
    """Return a name that says more of its subject: its grade, limit, share or next step."""
    if told := _limited(local, subject) or _next_step(local, subject):
        return told
    grade = nouns.GRADE.search(local) if local.endswith("奖") else None
    if grade and "奖" in subject and local[: grade.start()] in ("", "获", "获得", "荣获"):
        return nouns.GRADE.sub("", subject) + local[grade.start() :]
    if part := _OF_SUBJECT.match(local):
        return _of_subject(part, local, subject)
    trade = _TRADE.search(subject) if "口" in local and _TRADE.fullmatch(local) else None
    if trade:
        return subject[: trade.start()] + local
    if tallies(subject, local) or _is_side(local, subject, ranked):
        return overlaid(subject, local)
    counted = acts.NUMBER_OF.fullmatch(local)
    if counted and not nouns.is_measured(subject):
        # 获批中心48家,新增数量居第2 (48 centres, second in the number of new ones).
        return counted[1] + thing_of(subject)
    at = subject.rfind(local[:2])
    if at > 2 and nouns.TALLY.fullmatch(subject, at):
        # 质押融资金额30亿元,融资项目2个 (sums lent on pledges, projects): of one thing.
        return subject[:at] + local
    at = subject.rfind(local[2:].rstrip("量数")) if len(local) > 5 else 0
    if at > 2 and nouns.ACTOR.search(subject, 0, at):
        # 企业专利申请量27件,其中发明专利申请6件 (firms applied for 27 patents, 6 of inventions).
        return subject[:at] + local
    if nouns.PATENTS.fullmatch(local) and "专利" in subject and local not in subject:
        return _KIND_OF_PATENT.sub(local.removesuffix("专利") + "专利", subject, count=1)
    return ""


def _of_subject(told: re.Match[str], local: str, subject: str) -> str:
    """Return how much a head, for every 10,000, for each or at most there is of a subject."""
    if told["a_head"]:
        return local + thing_of(subject)
    if told["every"]:
        return told["every"] + thing_of(subject).removesuffix("拥有量") + "拥有量"
    if told["each"]:
        return thing_of(subject) + local[told.end() :]
    return subject.removesuffix("比例") + ("上限" if local.startswith("最高") else local)


def _limited(local: str, subject: str) -> str:
    """Return the name of the things of a subject past a limit: 10亿元以上企业 (firms of more)."""
    limit = nouns.LIMITED.fullmatch(local) if "元" in local else None
    if not limit and not local.endswith(("以上", "以下")):
        return ""
    thing = thing_of(subject)
    before = nouns.LIMITED.match(thing)
    led = before[1] if before and not (limit and limit[1]) else ""
    return led + local + thing[before.end() if before else 0 :]


def _next_step(local: str, subject: str) -> str:
    """Return the next step on a subject's road: 专利授权 (granted) after 专利申请 (applied for)."""
    if not acts.STEP.fullmatch(local):
        return ""
    step, done = acts.STEP.search(subject), acts.STEP_DONE.match(subject)
    if step:
        return subject[: step.start()] + local
    return local + subject[done.end() :] if done else ""


def _is_side(local: str, subject: str, ranked: bool) -> bool:
    """Tell whether a name is a share, a rate or, for a rank, an amount of its subject."""
    amount = ranked and nouns.AMOUNT.fullmatch(local)
    return bool(nouns.is_of_whole(local) or (amount and nouns.is_measured(subject)))


def tallies(subject: str, local: str) -> bool:
    """Tell whether a name says how much of what a subject ends with: 登记, then 登记金额."""
    at = subject.rfind(local[:2])
    rest = subject[at + 2 :]
    near = at > 0 and len(rest) <= 2 and not nouns.THING.search(rest)
    return near and bool(nouns.TALLY.fullmatch(local))

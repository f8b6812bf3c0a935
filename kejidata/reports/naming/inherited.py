"""Whose a short name is: the subject, the entity or the item that a sentence goes on about."""

from __future__ import annotations

import re
from functools import lru_cache

from kejidata.reports.grammar.figure import Figure
from kejidata.reports.lexicon import nouns
from kejidata.reports.naming.context import Context, is_place, opens_parts, placeless, unit_of
from kejidata.reports.naming.lists import is_sided, of_sides
from kejidata.reports.naming.parts import held

_NOT = frozenset("非不无")
LONGEST = 6
"""Characters of the longest name that may be the end of another's."""


def complete(figure: Figure, own: str, subject: str, context: Context) -> str:
    """Complete a name that needs the sentence's subject."""
    if not own or not subject:
        return own or subject
    counted = own == figure.counted and "其中" not in figure.lead and not nouns.ACTS.match(own)
    if counted or (_ends(subject, own) and len(own) <= LONGEST):
        return own if counted else subject
    if is_sided(own):
        return of_sides(figure, own, subject)
    return (
        _grown(own, subject, figure.measure == "rank")
        or held(figure, own, context)
        or _part(figure, own, subject, context)
        or _owned(figure, own, subject, context)
        or own + tail(figure, own, context)
    )


def _ends(name: str, end: str) -> bool:
    """Tell whether a name ends with another, and with no part of a number or of its opposite.

    产值10亿元以上企业 ends with no 亿元以上企业, 非职务发明 with no 职务发明.
    """
    before = name.removesuffix(end)[-1:]
    return name.endswith(end) and not (before.isdigit() or before in _NOT)


@lru_cache(maxsize=8192)
def _grown(own: str, subject: str, ranked: bool) -> str:
    """Return a name that says more of its subject: its grade, limit, share or next step."""
    limit = nouns.LIMITED.fullmatch(own)
    if limit or own.endswith(("以上", "以下")):
        thing = _thing(subject)
        before = nouns.LIMITED.match(thing)
        led = before[1] if before and not (limit and limit[1]) else ""
        return led + own + thing[before.end() if before else 0 :]
    grade = nouns.GRADE.search(own) if own.endswith("奖") else None
    if grade and "奖" in subject and own[: grade.start()] in ("", "获", "获得", "荣获"):
        return nouns.GRADE.sub("", subject) + own[grade.start() :]
    each = nouns.EACH.match(own)
    if each:
        return _thing(subject) + own[each.end() :]
    if nouns.LIMIT.fullmatch(own):
        return subject.removesuffix("比例") + ("上限" if own.startswith("最高") else own)
    step = nouns.STEP.search(subject)
    if step and nouns.STEP.fullmatch(own):
        return subject[: step.start()] + own
    done = nouns.STEP_DONE.match(subject)
    if done and nouns.STEP.fullmatch(own):
        return own + subject[done.end() :]
    if _tallies(subject, own):
        return overlaid(subject, own)
    amount = ranked and nouns.AMOUNT.fullmatch(own)
    if nouns.WHOLE.match(own) or (amount and nouns.MEASURED.search(subject)):
        return overlaid(subject, own)
    if nouns.PATENTS.fullmatch(own) and "专利" in subject and own not in subject:
        return subject.replace("专利", own.removesuffix("专利") + "专利", 1)
    return ""


def _part(figure: Figure, own: str, subject: str, context: Context) -> str:
    """Return the name of a part of what was told: of a level, in a place, of a kind of people."""
    if nouns.ONLY_VERB.match(own) and not figure.token.unit.endswith("元"):
        whole = next((name for name in context.told if name.endswith(own) and name != own), "")
        if whole:
            return whole
    part = nouns.SHARE_OF.fullmatch(own) if own.endswith("部分") else None
    if part:
        return part[1] + _thing(subject)
    if (
        "占" in figure.lead
        and nouns.SHARE_LED.search(figure.lead)
        and nouns.SOMEWHERE.fullmatch(own)
    ):
        return own + _thing(subject)
    if nouns.PER_HEAD.fullmatch(own) and context.amount.endswith(own[2:]):
        return context.amount.removesuffix(own[2:]) + own
    money = figure.token.unit.endswith("元")
    level = nouns.LEVEL.fullmatch(own)
    if level:
        parting = context.parting or opens_parts(figure.lead)
        whole = context.whole.get(money, subject) if parting else subject
        return own + nouns.LEVELS.sub("", _thing(whole))
    kind = figure.token.unit.endswith(("人", "名")) and len(own) <= 8
    other = nouns.PEOPLE.search(own) or nouns.OTHERS.search(own)
    if kind and context.people and (context.by_origin or not other):
        return own + _people(context.people)
    got = _given(context)
    if is_place(own) and context.whole:
        whole = context.whole.get(money, subject)
        return own + (got[1] + "资金" if got and money else placeless(_thing(whole)))
    done = nouns.VERB_END.search(own) and not nouns.ACTS.match(own)
    parting = context.parting or opens_parts(figure.lead)
    if parting and done and len(own) <= LONGEST and not money:
        return own + _thing(context.whole.get(False, subject))
    if got and parting and own.startswith("获") and nouns.VERB_END.search(own):
        return own + got[2]
    if context.parting and _is_kind(figure, own, context):
        return own + _thing(context.whole[False])
    if len(own) > 4 and unit_of(figure) == context.unit and nouns.TRANSITIVE.search(own):
        return own + nouns.OBJECT.sub("", context.entity)
    return ""


def _owned(figure: Figure, own: str, subject: str, context: Context) -> str:
    """Return a name with the owner or the object that it lacks."""
    if _needs_owner(figure, own, context):
        whose = context.organisation or context.entity or context.topic
        if nouns.ACCOUNTS.fullmatch(own):
            whose = context.organisation or context.entity or context.firms
        lent = context.owner if subject.startswith(context.owner) else ""
        lent = lent or ("" if nouns.WIDE.search(figure.lead) else _holder(subject))
        got = _given(context)
        if got and own in ("资金", "金额"):
            return nouns.GOT.sub(r"\2", whose or lent) + got[1] + own
        whose = context.owner = _thing(whose or lent)
        if nouns.STEP_DONE.match(own + "量"):
            # 授权专利79件, 申请量: of patents, whatever was done to them before.
            whose = nouns.STEP_DONE.sub("", whose).removesuffix("量")
        if own.startswith("经费"):
            whose = whose.removesuffix("人员")
        return overlaid(whose, own) if _tallies(whose, own) else whose + own
    if nouns.ONLY_VERB.match(own):
        money = figure.token.unit.endswith("元")
        persons = figure.token.unit.endswith(("人", "人次", "名"))
        if figure.token.unit in ("次", "场", "场次", "期") or (
            persons and not nouns.PERSONS.search(subject)
        ):
            # 开展培训86场次 counts what was done, not the things of the figure before.
            return own
        return subject + own if money else own + _thing(subject)
    parted = "其中" in figure.lead or (context.parting and figure.lead.startswith("、"))
    whole = context.whole.get(True, subject)
    named = nouns.NOUN_END.search(own) or not figure.token.unit.endswith("元")
    if parted and nouns.MEASURED.search(whole) and not named:
        return own + (tail(figure, own, context) or _thing(whole))
    return ""


def tail(figure: Figure, own: str, context: Context) -> str:
    """Return the property that a bare actor shares: 汽车产业增长24.5%, after 工业增加值."""
    output = nouns.OUTPUT.search(context.entity)
    if output and unit_of(figure) == context.unit and not nouns.NOUN_END.search(own):
        return output[0]
    tail = nouns.INDICATOR.search(context.amount)
    money = figure.token.unit.endswith("元") and figure.measure == "value"
    # 企业增长5% speaks of their number, not of what they turn over.
    branch = figure.measure == "growth_rate" and not own.endswith("企业")
    if not tail or not (branch or money):
        return ""
    if nouns.RESEARCH.search(own):
        return "经费"
    return tail[0] if nouns.ACTOR.search(own) else ""


def _given(context: Context) -> re.Match[str] | None:
    """Return who got money and why, where the things last counted are those: 获奖励企业."""
    whole = context.whole.get(False, "")
    return nouns.GOT.search(whole) if "获" in whole else None


def _people(name: str) -> str:
    match = nouns.PEOPLE.search(name)
    return nouns.DONE_TO.sub("", match[0]) if match else ""


def overlaid(subject: str, own: str) -> str:
    """Put a property behind its subject; what both say is said once: 研发投入总量, 投入强度."""
    if own.startswith("投入强度"):
        subject = subject.removesuffix("支出")
    at = subject.rfind(own[:2])
    return subject[:at] + own if at > 0 else subject + own


def _is_kind(figure: Figure, own: str, context: Context) -> bool:
    """Tell whether a short name is a kind of the things that were counted, in their unit."""
    short = len(own) <= nouns.SHORT and unit_of(figure) == context.apart[1]
    named = nouns.ALONE.search(own) or nouns.NOUN_END.search(own) or nouns.PART.fullmatch(own)
    return short and not named and False in context.whole and not nouns.ONLY_VERB.match(own)


def _tallies(subject: str, own: str) -> bool:
    """Tell whether a name says how much of what a subject ends with: 登记, then 登记金额."""
    at = subject.rfind(own[:2])
    rest = subject[at + 2 :]
    near = at > 0 and len(rest) <= 2 and not nouns.THING.search(rest)
    return near and bool(nouns.TALLY.fullmatch(own))


@lru_cache(maxsize=8192)
def _holder(name: str) -> str:
    """Return a name that may have properties: a property itself has none."""
    held = nouns.THING.search(name) or nouns.ENTITY.search(name)
    measured = nouns.MEASURED.search(name) or nouns.INDICATOR.search(name)
    return name if held or not measured else ""


@lru_cache(maxsize=8192)
def _thing(name: str) -> str:
    """Return the thing of a name that opens with what was done to it: 新增高企 is about 高企."""
    thing = nouns.DONE_AFTER.sub("", nouns.DONE_TO.sub("", nouns.DOER.sub("", name)))
    return thing if len(thing) > 2 else name


@lru_cache(maxsize=8192)
def _is_property(name: str) -> bool:
    """Tell whether a name is a property that somebody must have, or several of them."""
    parts = nouns.LIST.split(name.partition("占")[0] or name)
    return all(nouns.PART.fullmatch(part) or nouns.ACCOUNTS.fullmatch(part) for part in parts)


def _needs_owner(figure: Figure, own: str, context: Context) -> bool:
    """Tell whether a name is of something named before, such as 成交额 or 毕业生."""
    if _is_property(own):
        return True
    if "其中" in figure.lead and own.startswith(("企业", "项目", "单位")):
        return True
    if figure.counted or nouns.ACTED.match(own):
        return False
    peer = unit_of(figure) == context.unit or figure.lead.startswith("、")
    return len(own) <= nouns.SHORT and not (
        peer or nouns.ALONE.search(own) or nouns.ONLY_VERB.match(own)
    )

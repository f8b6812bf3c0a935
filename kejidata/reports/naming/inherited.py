"""Whose a short name is: the subject, the entity or the item that a sentence goes on about."""

from __future__ import annotations

import re
from functools import lru_cache

from kejidata.reports.grammar.figure import Figure
from kejidata.reports.lexicon import nouns
from kejidata.reports.naming.context import Context, is_place, opens_parts, placeless
from kejidata.reports.naming.lists import is_sided, of_sides
from kejidata.reports.naming.parts import part_of_whole

_NOT = frozenset("非不无")
LONGEST = 6
"""Characters of the longest name that may be the end of another's."""


def complete(figure: Figure, local: str, subject: str, context: Context) -> str:
    """Complete a name that needs the sentence's subject."""
    if not local or not subject:
        return local or subject
    if _counts_itself(figure, local):
        return local
    if len(local) <= LONGEST and _ends(subject, local):
        return subject
    if is_sided(local):
        return of_sides(figure, local, subject)
    return (
        _limited(local, subject)
        or _next_step(local, subject)
        or _extended(local, subject, figure.measure == "rank")
        or part_of_whole(figure, local, context)
        or _part(figure, local, subject, context)
        or _held(figure, local, subject, context)
        or local + shared_property(figure, local, context)
    )


def _counts_itself(figure: Figure, local: str) -> bool:
    """Tell whether a name is the noun behind its figure, which needs no other."""
    counted = local == figure.counted and "其中" not in figure.lead
    return counted and not nouns.ACTS.match(local)


def _ends(name: str, end: str) -> bool:
    """Tell whether a name ends with another, and with no part of a number or of its opposite.

    产值10亿元以上企业 ends with no 亿元以上企业, 非职务发明 with no 职务发明.
    """
    before = name.removesuffix(end)[-1:]
    return name.endswith(end) and not (before.isdigit() or before in _NOT)


def _extended(local: str, subject: str, ranked: bool) -> str:
    """Return a name that says more of its subject: its grade, limit, share or next step."""
    grade = nouns.GRADE.search(local)
    if grade and "奖" in subject and local[: grade.start()] in ("", "获", "获得", "荣获"):
        return nouns.GRADE.sub("", subject) + local[grade.start() :]
    each = nouns.EACH.match(local)
    if each:
        return _thing(subject) + local[each.end() :]
    if nouns.LIMIT.fullmatch(local):
        return subject.removesuffix("比例") + ("上限" if local.startswith("最高") else local)
    if _tallies(subject, local) or _is_side(local, subject, ranked):
        return overlaid(subject, local)
    if nouns.PATENTS.fullmatch(local) and "专利" in subject and local not in subject:
        return subject.replace("专利", local.removesuffix("专利") + "专利", 1)
    return ""


def _limited(local: str, subject: str) -> str:
    """Return the name of the things of a subject past a limit: 10亿元以上企业 (firms of more)."""
    limit = nouns.LIMITED.fullmatch(local)
    if not limit and not local.endswith(("以上", "以下")):
        return ""
    thing = _thing(subject)
    before = nouns.LIMITED.match(thing)
    led = before[1] if before and not (limit and limit[1]) else ""
    return led + local + thing[before.end() if before else 0 :]


def _next_step(local: str, subject: str) -> str:
    """Return the next step on a subject's road: 专利授权 (granted) after 专利申请 (applied for)."""
    if not nouns.STEP.fullmatch(local):
        return ""
    step, done = nouns.STEP.search(subject), nouns.STEP_DONE.match(subject)
    if step:
        return subject[: step.start()] + local
    return local + subject[done.end() :] if done else ""


def _is_side(local: str, subject: str, ranked: bool) -> bool:
    """Tell whether a name is a share, a rate or, for a rank, an amount of its subject."""
    amount = ranked and nouns.AMOUNT.fullmatch(local)
    return bool(nouns.WHOLE.match(local) or (amount and nouns.MEASURED.search(subject)))


def _part(figure: Figure, local: str, subject: str, context: Context) -> str:
    """Return the name of a part of what was told: of a level, in a place, of a kind of people."""
    if nouns.ONLY_VERB.match(local) and not figure.is_money:
        ends = (name for name in context.recent if name.endswith(local) and name != local)
        if whole := next(ends, ""):
            return whole
    if part := nouns.SHARE_OF.fullmatch(local):
        return part[1] + _thing(subject)
    if nouns.SHARE_LED.search(figure.lead) and nouns.SOMEWHERE.fullmatch(local):
        return local + _thing(subject)
    return (
        _per_head(local, context)
        or _of_level(figure, local, subject, context)
        or _of_people(figure, local, context)
        or _in_place(figure, local, subject, context)
        or _done_part(figure, local, subject, context)
        or _of_kind(figure, local, context)
    )


def _per_head(local: str, context: Context) -> str:
    """Return the name of an amount for each of those counted: 人均投入 (a head) of 研发投入."""
    amount = context.amount.removesuffix(local[2:])
    each = nouns.PER_HEAD.fullmatch(local) and amount != context.amount
    return amount + local if each else ""


def _parts_whole(figure: Figure, context: Context) -> bool:
    return context.parting or opens_parts(figure.lead)


def _of_level(figure: Figure, local: str, subject: str, context: Context) -> str:
    """Return the name of the things of a level: 省级平台 (of the province) after 国家级平台."""
    if not nouns.LEVEL.fullmatch(local):
        return ""
    parting = _parts_whole(figure, context)
    whole = context.whole.get(figure.is_money, subject) if parting else subject
    return local + nouns.LEVELS.sub("", _thing(whole))


def _of_people(figure: Figure, local: str, context: Context) -> str:
    """Return the name of a kind of the people counted first: 农机推广科技特派员 (envoys for it)."""
    persons = figure.token.unit.endswith(("人", "名")) and len(local) <= 8
    if not persons or not context.people:
        return ""
    other = nouns.PEOPLE.search(local) or nouns.OTHERS.search(local)
    return local + _people(context.people) if context.by_origin or not other else ""


def _in_place(figure: Figure, local: str, subject: str, context: Context) -> str:
    """Return the name of what was told of a whole for a place in it."""
    if not is_place(local) or not context.whole:
        return ""
    granted = _granted(context)
    if granted and figure.is_money:
        return local + granted[1] + "资金"
    return local + placeless(_thing(context.whole.get(figure.is_money, subject)))


def _done_part(figure: Figure, local: str, subject: str, context: Context) -> str:
    """Return the name of those of a whole to which something was done: 获补助企业."""
    if not _parts_whole(figure, context) or not nouns.VERB_END.search(local):
        return ""
    short = len(local) <= LONGEST and not figure.is_money
    if short and not nouns.ACTS.match(local):
        return local + _thing(context.whole.get(False, subject))
    granted = _granted(context)
    return local + granted[2] if granted and local.startswith("获") else ""


def _of_kind(figure: Figure, local: str, context: Context) -> str:
    """Return the name of a kind of the things counted, or of the object that a verb leaves out."""
    if context.parting and _is_kind(figure, local, context):
        return local + _thing(context.whole[False])
    same = len(local) > 4 and figure.counted_in == context.unit
    if same and nouns.TRANSITIVE.search(local):
        return local + nouns.OBJECT.sub("", context.entity)
    return ""


def _held(figure: Figure, local: str, subject: str, context: Context) -> str:
    """Return a name with the holder or the object that it lacks."""
    if _needs_holder(figure, local, context):
        return _with_holder(figure, local, subject, context)
    if nouns.ONLY_VERB.match(local):
        return _with_object(figure, local, subject)
    parted = "其中" in figure.lead or (context.parting and figure.lead.startswith("、"))
    whole = context.whole.get(True, subject)
    named = nouns.NOUN_END.search(local) or not figure.is_money
    if parted and nouns.MEASURED.search(whole) and not named:
        return local + (shared_property(figure, local, context) or _thing(whole))
    return ""


def _with_holder(figure: Figure, local: str, subject: str, context: Context) -> str:
    """Return a property with whose it is: 高新技术企业营业收入 (high-tech firms' turnover)."""
    accounts = nouns.ACCOUNTS.fullmatch(local)
    last = context.firms if accounts else context.topic
    whose = context.organisation or context.entity or last
    lent = context.holder if subject.startswith(context.holder) else ""
    lent = lent or ("" if nouns.WIDE.search(figure.lead) else _holder(subject))
    granted = _granted(context)
    if granted and local in ("资金", "金额"):
        return nouns.GOT.sub(r"\2", whose or lent) + granted[1] + local
    whose = context.holder = _thing(whose or lent)
    if nouns.STEP_DONE.match(local + "量"):
        # 授权专利79件,申请量: of patents, whatever was done to them before (granted, applied for).
        whose = nouns.STEP_DONE.sub("", whose).removesuffix("量")
    if _tallies(whose, local):
        return overlaid(whose, local)
    return (whose.removesuffix("人员") if local.startswith("经费") else whose) + local


def _with_object(figure: Figure, local: str, subject: str) -> str:
    """Return an act with the things that it was done to."""
    if figure.is_money:
        return subject + local
    persons = figure.token.unit.endswith(("人", "人次", "名"))
    times = figure.token.unit in ("次", "场", "场次", "期")
    if times or (persons and not nouns.PERSONS.search(subject)):
        # 开展培训86场次 (trained 86 times) counts what was done, not the things before.
        return local
    return local + _thing(subject)


def shared_property(figure: Figure, local: str, context: Context) -> str:
    """Return the property that a bare actor shares: 汽车产业 (cars) after 工业增加值."""
    output = nouns.OUTPUT.search(context.entity)
    if output and figure.counted_in == context.unit and not nouns.NOUN_END.search(local):
        return output[0]
    shared = nouns.INDICATOR.search(context.amount)
    money = figure.is_money and figure.measure == "value"
    # 企业增长5% (firms, up 5 %) speaks of their number, not of what they turn over.
    branch = figure.measure == "growth_rate" and not local.endswith("企业")
    if not shared or not (branch or money):
        return ""
    if nouns.RESEARCH.search(local):
        return "经费"
    return shared[0] if nouns.ACTOR.search(local) else ""


def _granted(context: Context) -> re.Match[str] | None:
    """Return who got money and why, where the things last counted are those: 获奖励企业."""
    return nouns.GOT.search(context.whole.get(False, ""))


def _people(name: str) -> str:
    match = nouns.PEOPLE.search(name)
    return nouns.DONE_TO.sub("", match[0]) if match else ""


def overlaid(subject: str, local: str) -> str:
    """Put a property behind its subject; what both say is said once: 研发投入总量, 投入强度."""
    if local.startswith("投入强度"):
        subject = subject.removesuffix("支出")
    at = subject.rfind(local[:2])
    return subject[:at] + local if at > 0 else subject + local


def _is_kind(figure: Figure, local: str, context: Context) -> bool:
    """Tell whether a short name is a kind of the things that were counted, in their unit."""
    short = len(local) <= nouns.SHORT and figure.counted_in == context.apart[1]
    if not short or False not in context.whole or nouns.ONLY_VERB.match(local):
        return False
    named = nouns.ALONE.search(local) or nouns.NOUN_END.search(local)
    return not (named or nouns.PART.fullmatch(local))


def _tallies(subject: str, local: str) -> bool:
    """Tell whether a name says how much of what a subject ends with: 登记, then 登记金额."""
    at = subject.rfind(local[:2])
    rest = subject[at + 2 :]
    near = at > 0 and len(rest) <= 2 and not nouns.THING.search(rest)
    return near and bool(nouns.TALLY.fullmatch(local))


def _holder(name: str) -> str:
    """Return a name that may have properties: a property itself has none."""
    thing = nouns.THING.search(name) or nouns.ENTITY.search(name)
    measured = nouns.MEASURED.search(name) or nouns.INDICATOR.search(name)
    return name if thing or not measured else ""


@lru_cache(maxsize=8192)
def _thing(name: str) -> str:
    """Return the thing of a name that opens with what was done to it: 高企 of 新增高企."""
    thing = nouns.DONE_AFTER.sub("", nouns.DONE_TO.sub("", nouns.DOER.sub("", name)))
    return thing if len(thing) > 2 else name


def _is_property(name: str) -> bool:
    """Tell whether a name is a property that somebody must have, or several of them."""
    parts = nouns.LIST.split(name.partition("占")[0] or name)
    return all(nouns.PART.fullmatch(part) or nouns.ACCOUNTS.fullmatch(part) for part in parts)


def _needs_holder(figure: Figure, local: str, context: Context) -> bool:
    """Tell whether a name is of something named before, such as 成交额 (turnover)."""
    if _is_property(local):
        return True
    if "其中" in figure.lead and local.startswith(("企业", "项目", "单位")):
        return True
    if figure.counted or len(local) > nouns.SHORT or nouns.ACTED.match(local):
        return False
    peer = figure.counted_in == context.unit or figure.lead.startswith("、")
    return not (peer or nouns.ALONE.search(local) or nouns.ONLY_VERB.match(local))

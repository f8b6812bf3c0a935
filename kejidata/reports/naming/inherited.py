"""Whose a short name is: the subject, the entity or the item that a sentence goes on about."""

from __future__ import annotations

import re

from kejidata.reports.grammar.figure import Figure
from kejidata.reports.lexicon import acts, nouns
from kejidata.reports.lexicon.alternatives import remembered
from kejidata.reports.naming.aspects import extended, tallies
from kejidata.reports.naming.codes import is_indicator
from kejidata.reports.naming.context import Context, overlaid
from kejidata.reports.naming.holders import part_of_whole
from kejidata.reports.naming.lists import is_sided, of_sides
from kejidata.reports.naming.within import (
    LONGEST,
    granted_to,
    part_of_told,
    thing_of,
)

# 「资金预算实际到位率」 funds: what became of them is told anew.
_SPENT = re.compile("(?<=.{4})(?:预算|实际|到[位账]率?|执行率?){1,4}$")
_SITES = ("项目", "基地", "园区", "子公司")
"""How what has money of its own ends, whosever it is."""
_NOT = frozenset("非不无进")


def complete(figure: Figure, local: str, subject: str, context: Context) -> str:
    """Complete a name that needs the sentence's subject."""
    if not local or not subject:
        return local or subject
    if attended := _attended(figure, local, subject):
        return attended
    if _counts_itself(figure, local):
        return local
    if len(local) <= LONGEST and _ends(subject, local):
        return local if _counts_all(figure, local, subject, context) else subject
    if is_sided(local):
        return of_sides(figure, local, subject)
    return (
        extended(local, subject, figure.measure == "rank")
        or part_of_whole(figure, local, context)
        or part_of_told(figure, local, subject, context)
        or _held(figure, local, subject, context)
        or local + shared_property(figure, local, context)
    )


def _attended(figure: Figure, local: str, subject: str) -> str:
    """Return what people took part in: 举办展览9次,5万人次参观 (9 shows, 50,000 visits)."""
    act = acts.ATTENDED.fullmatch(local) if "人" in figure.counted_in else None
    return thing_of(subject) + act[1] if act and not nouns.PERSONS.search(subject) else ""


def _counts_itself(figure: Figure, local: str) -> bool:
    """Tell whether a name is the noun behind its figure, which needs no other."""
    counted = local == figure.counted and "其中" not in figure.lead
    return counted and not acts.opens_with_act(local)


def _counts_all(figure: Figure, local: str, subject: str, context: Context) -> bool:
    """Tell whether a name said again counts all things, not those to which something was done.

    认定高新技术企业7家,高新技术企业达到26家: 7 firms were certified, there are 26.
    """
    parting = context.parting or "其中" in figure.lead
    done = acts.DONE_TO.sub("", subject) == local and not acts.SHARED_VERB.fullmatch(local)
    return done and not parting and is_indicator(local)


def _ends(name: str, end: str) -> bool:
    """Tell whether a name ends with another, and with no part of a number or of its opposite.

    产值10亿元以上企业 ends with no 亿元以上企业, 非职务发明 with no 职务发明, 进出口 with no 出口.
    """
    before = name.removesuffix(end)[-1:]
    return name.endswith(end) and not (before.isdigit() or before in _NOT)


def _held(figure: Figure, local: str, subject: str, context: Context) -> str:
    """Return a name with the holder or the object that it lacks."""
    parted = "其中" in figure.lead or (context.parting and figure.lead.startswith("、"))
    bare = parted and figure.is_money and not nouns.ends_as_noun(local)
    whole = context.whole.get(True, subject) if bare and not _is_property(local) else ""
    if own := nouns.money_of(whole):
        return local + own[0]
    if _needs_holder(figure, local, context):
        return _with_holder(figure, local, subject, context)
    if acts.is_act_alone(local):
        return _with_object(figure, local, subject, context.entity)
    return local + thing_of(whole) if nouns.is_measured(whole) else ""


def _with_holder(figure: Figure, local: str, subject: str, context: Context) -> str:
    """Return a property with whose it is: 高新技术企业营业收入 (high-tech firms' turnover)."""
    accounts = nouns.ACCOUNTS.fullmatch(local)
    last = context.firms if accounts else context.topic
    # 某集团加工项目总投资5亿元,年产值8亿元 (a group's project): of the project, not of the group.
    site = context.entity if context.entity.endswith(_SITES) else ""
    whose = site or context.organisation or context.entity or last
    lent = context.holder if subject.startswith(context.holder) else ""
    lent = lent or ("" if nouns.WIDE.search(figure.lead) else _holder(subject))
    granted = granted_to(context)
    if granted and local in ("资金", "金额"):
        return acts.GOT.sub(r"\2", whose or lent) + granted[1] + local
    whose = context.holder = thing_of(whose or lent)
    if acts.STEP_DONE.match(local + "量"):
        # 授权专利79件,申请量: of patents, whatever was done to them before (granted, applied for).
        whose = acts.STEP_DONE.sub("", whose).removesuffix("量")
    if tallies(whose, local) or (len(local) > 2 and whose.endswith(local[:2])):
        return overlaid(whose, local)
    return (whose.removesuffix("人员") if local.startswith("经费") else whose) + local


def _with_object(figure: Figure, local: str, subject: str, entity: str) -> str:
    """Return an act with the things that it was done to."""
    if figure.is_money:
        return _SPENT.sub("", subject) + local
    persons = figure.token.unit.endswith(("人", "人次", "名"))
    times = figure.token.unit in ("次", "场", "场次", "期")
    if times or (persons and not nouns.PERSONS.search(subject)):
        # 开展培训86场次 (trained 86 times) counts what was done, not the things before.
        return local
    if acts.is_act_alone(subject):
        return local
    # 签约项目43个,总投资215亿元,开工31个 (begun): of the projects, and not of the sum.
    return local + thing_of(entity if nouns.SUM.search(subject) else subject)


def shared_property(figure: Figure, local: str, context: Context) -> str:
    """Return the property that a bare actor shares: 汽车产业 (cars) after 工业增加值."""
    alike = figure.counted_in == context.unit
    output = nouns.OUTPUT.search(context.entity) if alike else None
    if output and not nouns.ends_as_noun(local):
        return output[0]
    money = figure.is_money and figure.measure == "value"
    # 企业增长5% (firms, up 5 %) speaks of their number, not of what they turn over.
    branch = figure.measure == "growth_rate" and not local.endswith("企业")
    shared = nouns.money_of(context.amount) if branch or money else None
    if not shared:
        return ""
    if nouns.RESEARCH.search(local):
        return "经费"
    return shared[0] if nouns.ACTOR.search(local) else ""


def _holder(name: str) -> str:
    """Return a name that may have properties: a property itself has none."""
    if nouns.SHARE.search(name):
        return ""
    thing = nouns.THING.search(name) or nouns.ENTITY.search(name)
    measured = nouns.is_measured(name) or nouns.money_of(name)
    if not measured:
        return name
    # 园区 of 园区营业收入 (the zone's turnover), whose output may be told next.
    ends = nouns.money_of(name)
    own = name[: ends.start()] if ends else name
    return own if thing else ""


@remembered
def _is_property(name: str) -> bool:
    """Tell whether a name is a property that somebody must have, or several of them."""
    return all(map(nouns.HELD.fullmatch, nouns.LIST.split(name.partition("占")[0] or name)))


def _needs_holder(figure: Figure, local: str, context: Context) -> bool:
    """Tell whether a name is of something named before, such as 成交额 (turnover)."""
    if _is_property(local):
        return True
    if "其中" in figure.lead and local.startswith(("企业", "项目", "单位")):
        return True
    if figure.counted or len(local) > nouns.SHORT or acts.ACTED.match(local):
        return False
    peer = figure.counted_in == context.unit or figure.lead.startswith("、")
    return not (peer or nouns.ALONE.search(local) or acts.is_act_alone(local))

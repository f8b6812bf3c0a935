"""The name that a figure's own clause gives it: before it, or behind it where that is counted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kejidata.reports.grammar.figure import Figure
from kejidata.reports.lexicon import acts, boundaries, nouns
from kejidata.reports.lexicon.alternatives import remembered
from kejidata.reports.naming import trim
from kejidata.reports.naming.context import Context, is_place, listed_place, placeless
from kejidata.reports.naming.counted import counts, noun_after, share_after
from kejidata.reports.naming.regions import foremost
from kejidata.reports.naming.within import LONGEST

# 「为」 is, 「和」 and: what leads to a place.
_LEADS_TO_PLACE = re.compile("[为是和与及]")


def local_name(figure: Figure, before: Figure | None) -> str:
    """Return the name that stands before a figure, or behind it where it counts what follows."""
    most = foremost(figure.lead)
    if most and is_place(most):
        return most
    clauses = trim.clauses_of(figure.lead)
    share = _share_of_whole(figure, clauses, before)
    if share:
        return share
    name = _own_name(figure, clauses, before)
    return _in_respect(clauses, name) if "方面" in figure.lead else name


def _in_respect(clauses: Sequence[str], name: str) -> str:
    """Return a name with the property that opens its sentence: 经费方面,制造业占全部5% (funds)."""
    respect = nouns.RESPECT.search(clauses[-2]) if len(clauses) > 1 else None
    whose, share, whole = name.partition("占")
    if not respect or not nouns.is_measured(respect[1]) or not nouns.ACTOR.search(whose):
        return name
    return whose + trim.shorten(respect[1]) + share + whole


def _own_name(figure: Figure, clauses: Sequence[str], before: Figure | None) -> str:
    """Return the name of a figure that is no share of a whole region."""
    if before is not None and len(clauses) == 1:
        if before.measure == "threshold":
            named = trim.strip(trim.cut(figure.measure, figure.token.kind, clauses[0]))
            return trim.limit_of(before) + (named or _behind(figure, ""))
        if before.counted:
            clauses = (_clause_after(figure, before, clauses[0]),)
    return _name_in_clauses(figure, clauses, before)


def _share_of_whole(figure: Figure, clauses: Sequence[str], before: Figure | None) -> str:
    """Return the name of a share of a whole region: 出口额占全市比重 (of the city's exports)."""
    shares = figure.token.kind == "percent" and figure.measure in ("value", "target")
    part = boundaries.PART_OF.search(clauses[-1]) if shares else None
    part = part or (boundaries.HELD_OF.search(clauses[-1]) if shares else None)
    if not part:
        return ""
    named = clauses[-1][: part.start()]
    if before is None and len(clauses) > 1 and not trim.strip(named):
        named = clauses[-2]
    return trim.shorten(trim.strip(named)) + f"占{trim.shorten(part[1])}比重"


def _clause_after(figure: Figure, before: Figure, clause: str) -> str:
    """Return the clause that names a figure right behind one that names what follows it.

    发放9家企业2350万元 (paid 9 firms so much): the noun behind the first names none of the second.
    """
    rest = clause.removeprefix(before.counted).removeprefix("中")
    if len(rest) <= 1:
        return before.base
    theirs = figure.is_money and acts.HAS.match(rest)
    goes_on = not theirs and (acts.PREDICATE.match(rest) or acts.opens_with_act(rest))
    return rest if goes_on else clause


def _name_in_clauses(figure: Figure, clauses: Sequence[str], before: Figure | None) -> str:
    """Return the name in the clause right before a figure, or in one of the two before that."""
    nearest = trim.name_in(figure.measure, figure.token.kind, clauses[-1])
    money = figure.is_money
    beside = money and (trim.paid(figure, clauses, nearest) or trim.invested(figure, nearest))
    if noun := beside or _behind(figure, nearest):
        return noun
    for number, clause in enumerate(reversed(clauses[-3:])):
        name = trim.name_in(figure.measure, figure.token.kind, clause)
        if number == 1 and money and "资金" in name:
            return name
        if _is_no_name(name, figure.measure == "rank"):
            continue
        if figure.measure == "change" and is_place(name):
            break
        named = nouns.ends_as_noun(name) or nouns.ENTITY.search(name)
        if number == 0 or named or nouns.KIND_END.search(name):
            return _won(clauses, name) or trim.worded(figure, name)
    return _contest(clauses[-1]) if figure.measure == "rank" and before is None else ""


def _contest(clause: str) -> str:
    """Return what one is ranked in: 在全国高新区排名中 (in the ranking of zones), or nothing."""
    match = nouns.CONTEST.search(clause)
    return trim.shorten(match[1]) if match else ""


def _won(clauses: Sequence[str], name: str) -> str:
    """Return a prize with the contest that the clause before names: 大赛获一等奖 (first prize)."""
    prize = nouns.GRADE.search(name) if len(clauses) > 1 else None
    contest = nouns.CONTEST_END.search(clauses[-2]) if prize and len(name) <= LONGEST else None
    return contest[0] + name if contest else ""


def _behind(figure: Figure, name: str) -> str:
    """Return the name that the noun behind a figure gives it, empty where it gives none."""
    if figure.token.kind == "percent":
        return share_after(figure)
    return noun_after(figure, name) if counts(figure) else ""


@remembered
def _is_no_name(name: str, ranked: bool) -> bool:
    """Tell what only looks like a name: the word for a goal, the place of a rank."""
    if len(name) <= 1 or boundaries.GOAL_WORD.match(name):
        return True
    short = len(name) <= 4 and not (nouns.ends_as_noun(name) or boundaries.RATE.fullmatch(name))
    return ranked and bool(short or nouns.AMONG.search(name))


def place_name(figure: Figure, last: str, context: Context) -> str:
    """Return the name of a figure in brackets behind a place: 太原(119亿元), 临汾(27.6亿元)."""
    place = listed_place(figure.lead)
    if not place:
        return ""
    if figure.measure == "growth_rate":
        if not is_place(place[1]):
            return ""
        # 增速看,铜陵(增长4502.1%): by growth, a city; each grew in what was told of all.
        return place[1] + placeless(context.whole.get(True) or context.subject)
    counted = figure.measure == "value" and figure.counted_in == context.unit
    if counted and is_place(place[1]):
        # 高企312家;东城区(98家)最多: the firms of a place.
        return place[1] + placeless(context.whole.get(False) or context.subject)
    share = figure.token.kind == "percent"
    if not (figure.is_money or share) or figure.measure != "value":
        return ""
    where = _LEADS_TO_PLACE.split(place[1])[-1]
    ranked = context.whole.get(False, "")
    if figure.is_money and nouns.SUM.search(ranked):
        # 成交额前五位为合肥(142.5亿元): the first five, ranked by what is told.
        return where + ranked
    told = nouns.SHARE.search(last) if share else nouns.money_of(context.amount)
    if not told:
        return ""
    return where + (context.share if share and context.share.endswith(told[0]) else told[0])

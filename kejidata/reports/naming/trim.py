"""From the words of a clause to the name in them: what leads to it and what follows it goes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kejidata.reports.grammar.figure import Figure
from kejidata.reports.lexicon import acts, boundaries, nouns
from kejidata.reports.lexicon.alternatives import remembered
from kejidata.reports.naming.context import is_place

_PAID = ("奖", "奖励")
_PREDICATES = {
    "completion_ratio": boundaries.DONE,
    "rank": boundaries.RANKED,
    "target": boundaries.GOALED,
}
"""Where a name ends, by what the figure measures."""
_NEWLY = ("新增", "净增", "新认定", "新增加", "净增加")


def worded(figure: Figure, name: str) -> str:
    """Word a name as others of its kind: 新增高企 (new firms) for 高企新增, a share as a share."""
    if name.endswith(_NEWLY) and not is_place(boundaries.NEWLY.sub(r"\1", name)):
        name = boundaries.NEWLY.sub(r"\2\1", name)
    if figure.token.unit == "分" and figure.lead.endswith("得"):
        return name + "得分"
    if figure.measure == "value" and figure.said.task_done:
        return name.removesuffix("任务")
    if figure.is_money:
        return boundaries.PAYS_EACH.sub(r"\1\2奖励", name) if name.endswith(_PAID) else name
    if figure.token.kind != "percent" or figure.measure != "value":
        return name
    pays = boundaries.PAYS.match(figure.tail)
    if pays and boundaries.PAID_BY.match(name):
        return boundaries.PAID_BY.sub("", name) + pays[1] + "比例"
    return name + "占比" if boundaries.BARE_THING.search(name) and "占" not in name else name


def paid(figure: Figure, clauses: Sequence[str], name: str) -> str:
    """Return who is paid a sum and what for, where it only says that someone is; else nothing."""
    to = boundaries.PAID_TO.match(clauses[-1])
    behind = boundaries.PAYMENT.match(figure.tail)
    called = behind[1] if behind else "奖励"
    if to:
        return shorten(to[1]) + (to[2] or called)
    pays = boundaries.PAID.match(name) if name else None
    if not pays or len(clauses) < 2:
        return ""
    payee = boundaries.PAYEE.match(strip(clauses[-2]))
    return shorten(payee[1]) + (pays[1] or "") + (pays[2] or called) if payee else ""


def invested(figure: Figure, name: str) -> str:
    """Return the investment in what stands behind a sum, where its name says no more of it."""
    bare = name == "投资" or name.endswith("总投资")
    what = boundaries.INVESTED.match(figure.tail) if bare else None
    return what[1] + name[-3:] if what else ""


def compared_with(figure: Figure) -> tuple[str, str]:
    """Return whose figure a bracket tells for comparison, and the gap that follows; or nothing."""
    bracket = figure.token.kind == "percent" and figure.tail[:1] == ")"
    match = boundaries.COMPARED_WITH.search(figure.lead) if bracket else None
    if not match or boundaries.SINCE.search(match[2]):
        return "", ""
    other = match[2].removesuffix("增速").removesuffix("增幅")
    return other, "增速" + ("高于" if match[1] in "高快" else "低于") + other


def limit_of(threshold: Figure) -> str:
    """Return the limit, and what it limits, as a part of a name: 总投资5万元以上 (over 50,000)."""
    token = threshold.token
    clause = clauses_of(threshold.lead)[-1]
    limited = "" if clause.endswith(("中", "有")) else shorten(strip(clause)).removeprefix("对")
    if len(limited) > boundaries.LONG or boundaries.PAYING.search(limited):
        limited = ""
    bare = token.end - token.start == len(token.unit)
    ends = (token.value,) if token.value_to is None else (token.value, token.value_to)
    amount = ("" if bare else "-".join(f"{end:g}" for end in ends)) + token.unit
    if limited and clause.endswith(("超", "超过")):
        return limited + "超" + amount
    return limited + amount + {"at_least": "以上", "at_most": "以下"}.get(threshold.bound, "")


def bare_of(clause: str) -> str:
    """Strip the words that lead to a name."""
    return (
        boundaries.LEADING.sub("", clause, count=1) if boundaries.LEADING.match(clause) else clause
    )


def cut(measure: str, kind: str, clause: str) -> str:
    """Cut the predicate off: what moved, what was done, where it ranks."""
    clause = boundaries.SETTING.sub("", clause)
    if measure == "growth_rate":
        clause = boundaries.BROUGHT.sub("", clause)
    if measure == "completion_ratio" and (plan := boundaries.PLAN.search(clause)):
        return clause[: plan.start()] + plan[1]
    match = _predicate(measure, kind, clause)
    return clause[: match.start()] if match else clause


def _predicate(measure: str, kind: str, clause: str) -> re.Match[str] | None:
    """Return the predicate of a clause before a figure of this measure."""
    wanted = measure == "target" and kind in ("percent", "point", "times")
    if measure in ("growth_rate", "change") or wanted:
        scaled = boundaries.SCALED.search(clause) if kind == "times" else None
        moved = scaled or boundaries.BESIDE.search(clause) or boundaries.MOVE.search(clause)
        return moved or (boundaries.GOALED.search(clause) if wanted else None)
    return _PREDICATES.get(measure, boundaries.LEADS_TO).search(clause)


@remembered
def strip(name: str) -> str:
    """Strip the words that lead to a number and are no part of a name."""
    name = bare_of(name)
    match = boundaries.TRAILING.search(name)
    return (name[: match.start()] if match else name).strip("、,，:;-—~/ 的")


@remembered
def shorten(name: str) -> str:
    """Drop whose the figure is and what was done before; spell short forms out."""
    name = boundaries.FILLER.sub("", boundaries.REACHED.sub("", boundaries.REGION.sub("", name)))
    if len(name) > boundaries.LONG:
        name = boundaries.ACT.sub("", boundaries.OWNS.sub(r"\1", name))
    listed = boundaries.LISTED.search(name) if len(name) > boundaries.LONG else None
    if listed:
        verb = acts.DONE_TO.match(name)
        rest = name[listed.end() :]
        name = (verb[0] if verb and not acts.opens_with_act(rest) else "") + rest
    if len(name) > boundaries.LONG and len(name.rpartition("的")[2]) > 3 and "的" in name:
        name = name.rpartition("的")[2]
    for short, full in boundaries.SHORT_FORMS:
        name = name.replace(short, full)
    return boundaries.HELD_SHARE.sub("占比", name)


@remembered
def name_in(measure: str, kind: str, clause: str) -> str:
    """Return the name in a clause before a figure of this measure, whose token is of this kind."""
    # 是…的10倍 (is 10 times) must keep its verb, which tells where the name ends.
    bare = clause if kind == "times" else bare_of(clause)
    return shorten(strip(cut(measure, kind, bare)))


def prior_thing(figure: Figure, first: bool) -> str:
    """Return the thing that the clause before a figure's own is about, where one is.

    The first clause behind another figure (`first` is false) goes with that figure.
    """
    clauses = clauses_of(figure.lead.removesuffix("("))
    if len(clauses) < (2 if first else 3) or boundaries.ADVERBIAL.match(clauses[-2]):
        return ""
    clause = boundaries.EFFORT.sub("", bare_of(clauses[-2]), count=1)
    end = max((match.end() for match in nouns.THING.finditer(clause)), default=0)
    return shorten(acts.DONE_TO.sub("", clause[:end]).removeprefix("了"))


def gap(figure: Figure, grows: bool, last: str) -> str:
    """Return to whom a change is the gap (高于全国), empty for a move over time.

    `grows` tells that the figure before is a growth rate, which the gap is one of; `last` is the
    gap before it, whose sense a list goes on with: 高于全市均值2个百分点、全省均值3个百分点
    (above the city's mean and the province's). A gap to a goal (超目标1亿元) is none over time
    whatever its unit is, and neither is one to a place (比全市多3家, three more than the city).
    """
    if figure.said.past_goal or boundaries.PAST_GOAL.search(figure.lead):
        return "超目标" if figure.sign > 0 else "低于目标"
    if figure.token.kind != "point":
        other = _other(clauses_of(figure.lead)[-1])
        somewhere = boundaries.SOMEWHERE.search(other) or (other and is_place(other))
        return ("高于" if figure.sign > 0 else "低于") + other if somewhere else ""
    if last and figure.lead == ")":
        return last
    if last and figure.lead.startswith("、"):
        return last[: last.index("于") + 1] + figure.lead[1:]
    clause = clauses_of(figure.lead)[-1]
    other = _other(clause)
    if not other:
        return ""
    sense = "高于" if figure.sign > 0 else "低于"
    if not (grows or "增速" in clause or "增幅" in clause):
        return sense + other
    return "增速" + sense + other.removesuffix("增速").removesuffix("增幅")


def _other(clause: str) -> str:
    """Return to whom a clause says the gap is, empty where it is to oneself at another time."""
    match = boundaries.GAP.search(clause)
    other = (match[1] or match[2]) if match else ""
    return "" if boundaries.SINCE.search(other) else other


@remembered
def clauses_of(lead: str) -> tuple[str, ...]:
    """Return the clauses of the words before a figure; a bracket that is open starts one."""
    return tuple(boundaries.CLAUSE.split(opened(lead)))


def opened(lead: str) -> str:
    """Drop closed parentheses; an open one starts a new clause."""
    closed = boundaries.PARENTHESES.sub("", boundaries.AMIDST.sub(r"\1", lead))
    return boundaries.BREAK.sub(",", boundaries.QUOTES.sub("", closed))

"""Names that a list of figures has in turn: those of things that were told together."""

from __future__ import annotations

from kejidata.reports.grammar.figure import MOST, Figure
from kejidata.reports.lexicon import boundaries, nouns
from kejidata.reports.naming import lists
from kejidata.reports.naming.context import Context, overlaid, placeless
from kejidata.reports.naming.first import SoFar
from kejidata.reports.naming.inherited import shared_property
from kejidata.reports.naming.totals import NEW
from kejidata.reports.naming.trim import bare_of, clauses_of, strip


def of_kinds(local: str, before: Figure | None, count: int) -> list[str]:
    """Return the names of the kinds that the figure before counts: 环保、新能源两个领域 (fields).

    `local` is the name that the figures have of their own, none or the list; there are no names
    where not as many figures (`count`) as kinds follow.
    """
    if before is None:
        return []
    told = local and not before.counted and before.token.value == count
    if told and local not in before.indicator:
        # 甲、乙、丙3个计划经费分别占7%、14%、12%: of the funds of the programmes A, B and C.
        return [part + local for part in lists.split(before.indicator, count)]
    if not before.counted or local not in ("", before.base):
        return []
    kind = before.counted if len(before.counted) <= 4 else ""
    parts = lists.split(before.base, count)
    return [part if part.endswith(kind) else part + kind for part in parts]


def ranked_by(parts: list[str], figure: Figure, context: Context) -> list[str]:
    """Return those who rank first with what they are ranked by, the last that was told of all.

    强度超过5%的企业20家,其中甲、乙居前两位,分别为9%、8%: the intensity of both.
    """
    told = context.share if figure.token.kind == "percent" else context.amount
    bare = figure.is_money or figure.token.kind == "percent"
    if not (bare and told) or any(map(nouns.is_measured, parts)):
        return parts
    return [part + told for part in parts]


def of_clause(figure: Figure, count: int) -> list[str]:
    """Return the kinds that the clause before lists, one for each of a list of figures."""
    clauses = clauses_of(figure.lead)
    if len(clauses) < 2:
        return []
    listed = boundaries.MOVE.split(bare_of(clauses[-2]))[0]
    return lists.split(strip(listed), count)


def in_turn(group: list[Figure], local: str, so_far: SoFar, context: Context) -> str:
    """Set the names that a list of figures has in turn, and return what is left of its own name."""
    first, count, before = group[0], len(group), so_far.before
    kinds = of_kinds(local, before, count)
    if kinds:
        so_far.names = [kind + shared_property(first, kind, context) for kind in kinds]
        return ""
    recent = [*context.listed, *so_far.values[-count:]][-count:]
    each = nouns.IN_TURN.search(first.lead)
    ranked = before is not None and before.measure == "rank" and so_far.names
    if not local and each and ranked and (parts := lists.split(so_far.names[-1], count)):
        # 甲市、乙市经费居前两位,分别为6亿元、4亿元: the funds of both, which rank first.
        so_far.names = ranked_by(parts, first, context)
        return local
    if each and nouns.AMOUNT.fullmatch(local) and len(so_far.values) >= count:
        # 新认定高企9家、瞪羚企业2家,总数分别达到26家和7家: the total of each.
        so_far.names = [NEW.sub("", name) + local for name in so_far.values[-count:]]
        return ""
    moves = first.measure in ("change", "growth_rate")
    if not local and each and moves and len(so_far.names) == count:
        # 投资、项目分别增长34%、31%,分别高于全省10、9个百分点: of what each grew by.
        return local
    if not local and each:
        # 甲、乙、丙领域交易增长较快,增速分别为42%、30%、20%: trade in the fields A, B and C.
        # 收入115亿元,产值104亿元,分别增长27%、29%: turnover and output grew by so much each.
        places = lists.of_places(group, placeless(so_far.names[-1])) if so_far.names else []
        so_far.names = places or of_clause(first, count) or recent
        return local
    if not local and first.measure == "completion_ratio" and len(so_far.values) == count:
        # 雏鹰企业47家、瞪羚企业3家,完成任务的119%和124%: of the task of each.
        so_far.names = [*so_far.values]
    if nouns.is_part(local) and len(set(so_far.names)) == count:
        # 甲、乙合同分别登记6项、5项,成交额9亿元、8亿元: the turnover of both kinds of contracts.
        so_far.names = [overlaid(name, local)[:MOST] for name in so_far.names]
        return ""
    if not nouns.is_of_whole(local):
        return local
    if ranked and (placed := lists.of_places(group, so_far.names[-1])):
        # 占工业比重前三名分别为甲、乙、丙,比重分别为42%、41%、40%: the first three, their shares.
        so_far.names = placed
        return ""
    return _in_turn_of(so_far, recent if each else [], local, count)


def _in_turn_of(so_far: SoFar, recent: list[str], local: str, count: int) -> str:
    """Give the names that were told, one for each of `count` figures, a share or a rate each."""
    if recent and len(so_far.names) != count:
        # 甲领域32家、乙领域21家,占比分别为37%和24%: the shares of both fields.
        so_far.names = recent
    if len(so_far.names) != count:
        return local
    # 甲、乙分别增长18%、19%,占比重各20%和28%: their shares.
    so_far.names = [overlaid(name, local)[:MOST] for name in so_far.names]
    return ""

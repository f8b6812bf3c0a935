"""The name of what a figure counts, completed from the sentence where it is shared."""

from __future__ import annotations

from collections.abc import Sequence

from kejidata.reports.grammar.figure import MOST, Figure
from kejidata.reports.lexicon import nouns
from kejidata.reports.naming.context import Context, is_place, keep_entity, listed_place, place_name
from kejidata.reports.naming.counted import again, peers
from kejidata.reports.naming.inherited import complete, overlaid, tail
from kejidata.reports.naming.lists import (
    by_place,
    divided,
    of_clause,
    of_kinds,
    of_places,
    split,
    told_by_kind,
    with_property,
)
from kejidata.reports.naming.local import own_name
from kejidata.reports.naming.parts import held, keep_whole
from kejidata.reports.naming.trim import clauses_of, gap, held_up, prior_thing, shorten, strip


def name_figures(figures: Sequence[Figure], context: Context) -> None:
    """Name the figures of one sentence, and keep in `context` what the next may share.

    Parameters
    ----------
    figures
        The classified figures of one sentence in order.
    context
        What the sentences before have told.
    """
    names: list[str] = []
    values: list[str] = []
    before, grows, ahead = None, False, ""
    for group in _groups(figures):
        first = group[0]
        if first.lead.startswith(")"):
            context.leave_bracket()
        if among := again(first, context) or peers(first):
            first.indicator = first.counted = among
            first.base, before = strip(clauses_of(first.lead)[-1]), first
            continue
        other, lead_over = held_up(first)
        if other:
            first.indicator, ahead, before = other, lead_over, first
            continue
        keep_whole(first, context)
        ahead = gap(first, grows, ahead)
        own = "" if ahead and first.lead.startswith("、") else own_name(first, before)
        own = by_place(own, context) if "分别为" in own else own
        if len(group) > 1:
            told_last = [*context.listed, *values[-len(group) :]][-len(group) :]
            names, own = _in_turn(group, own, names, told_last, before, context)
        # A name that grew with every figure of a sentence would take time without end.
        name = _named(first, own, names, before, context)[:MOST]
        names = _give(group, own, name, names)
        told = told_by_kind(group, own, context)
        if told:
            kinds = split(own, len(group)) or [own] * len(group)
            names = _renamed(group, with_property(names, kinds, told))
        whole = nouns.SHARED.sub("", first.indicator)
        if ahead.startswith("增速"):
            first.indicator = nouns.PACE.sub("", whole)
        first.indicator += ahead
        grows = first.measure == "growth_rate" or (grows and first.measure in ("change", "rank"))
        _keep(context, first, own, name, names)
        if first.measure in ("value", "target"):
            values += names
        before = group[-1]
    context.listed = (*context.listed, *values)[-8:]
    context.whole_again()


def _in_turn(
    group: Sequence[Figure],
    own: str,
    names: list[str],
    told: list[str],
    before: Figure | None,
    context: Context,
) -> tuple[list[str], str]:
    """Return the names that a list of figures has in turn, and what is left of its own name."""
    first, count = group[0], len(group)
    kinds = of_kinds(own, before, count)
    if kinds:
        return [kind + tail(first, kind, context) for kind in kinds], ""
    in_turn = nouns.IN_TURN.search(first.lead)
    if not own and in_turn:
        # 甲、乙、丙领域交易增长较快, 增速分别为42%、30%、20%.
        # 收入115亿元, 产值104亿元, 利税11亿元, 分别增长27%、29%、25%.
        return of_clause(first, count) or told, own
    if not nouns.WHOLE.match(own):
        return names, own
    ranked = names[-1] if names and before is not None and before.measure == "rank" else ""
    if ranked and (placed := of_places(group, ranked)):
        # 占工业比重前三名分别为甲、乙、丙, 比重分别为42%、41%、40%.
        return placed, ""
    if in_turn and len(names) != count:
        # 甲领域32家、乙领域21家, 占比分别为37%和24%.
        names = told
    if len(names) != count:
        return names, own
    # 甲、乙分别增长18%、19%, 占比重各20%和28%.
    return [overlaid(name, own)[:MOST] for name in names], ""


def entitled(figures: Sequence[Figure], theme: str) -> None:
    """Give sites that are nobody's to what the report is on: 服务站 of 科技特派员."""
    for figure in figures:
        figure.indicator = nouns.BARE_SITE.sub(rf"\1{theme}\2", figure.indicator)


def _renamed(group: Sequence[Figure], names: list[str]) -> list[str]:
    """Give each figure its name, and return the names."""
    for figure, name in zip(group, names, strict=True):
        figure.indicator = name[:MOST]
    return names


def _keep(context: Context, first: Figure, own: str, name: str, names: list[str]) -> None:
    """Keep what later figures may share of a group's names."""
    context.told = (*names[::-1], *context.told)[:8]
    if len(context.counted) < MOST:
        context.counted.setdefault((first.token.value, first.token.unit), name)
    if first.measure == "threshold" or listed_place(first.lead):
        return
    part = nouns.WHOLE.match(own) or (first.measure == "rank" and nouns.AMOUNT.fullmatch(own))
    if (own and not part) or first.measure in ("value", "target"):
        # What places share is told of none of them.
        last = name if names[-1].endswith(name) else names[-1]
        context.subject = last or context.subject
        keep_entity(context, first, own)


def _as_share(figure: Figure, name: str) -> str:
    """Say of the name of a percent number that it is a share where only the verb tells so."""
    if figure.measure not in ("value", "target") or not name:
        return name
    if name.endswith(("占总数", "占总量")):
        return name[:-2] + "比"
    if nouns.PARTED.search(name):
        return name.replace("相当于", "占") + "比重"
    if "占" in figure.lead and nouns.SHARE_LED.search(figure.lead) and not nouns.SHARE.search(name):
        return name + "占比"
    return name


def _groups(figures: Sequence[Figure]) -> list[list[Figure]]:
    """Part the figures of a sentence into groups of one predicate."""
    groups: list[list[Figure]] = []
    for figure in figures:
        if figure.joined and groups:
            groups[-1].append(figure)
        else:
            groups.append([figure])
    return groups


def _named(
    figure: Figure, own: str, names: list[str], before: Figure | None, context: Context
) -> str:
    """Return the name of a group's first figure, completed by what it shares."""
    if own and before is not None and before.counted and own == before.base:
        return held(figure, own, context) or own
    if not own and before is not None and (part := held(figure, before.counted, context)):
        return part
    if is_place(own) and ":" in figure.lead:
        _head_of_list(figure, context)
    listed = place_name(figure, names[-1] if names else context.subject, context)
    if listed:
        return listed
    subject = _subject(figure, own, names, before, context)
    if not own and nouns.IN_ALL.search(figure.lead):
        return nouns.SHARED_VERB.sub("", subject)
    if own in nouns.ASPECTS and context.topic:
        return context.topic + own
    if own and nouns.PART.fullmatch(own):
        thing = prior_thing(figure, before is None)
        if thing:
            return thing + own
    if nouns.ONLY_VERB.match(own) and (not subject or before is None):
        thing = prior_thing(figure, before is None)
        if thing or not subject:
            return own + thing
    if own and names and figure.lead.startswith("、"):
        verb = nouns.SHARED_VERB.match(names[-1])
        full = nouns.ACTS.match(own) or nouns.PART.fullmatch(own) or nouns.GRADE.fullmatch(own)
        if verb and not full:
            return verb[0] + own
    return complete(figure, own, subject, context)


def _head_of_list(figure: Figure, context: Context) -> None:
    """Keep what stands before a colon, which is told of each place: 各县高企数量:甲县56家."""
    whole = shorten(strip(clauses_of(figure.lead.rpartition(":")[0])[-1]))
    if len(whole) > 2:
        context.whole, context.subject = {False: whole, True: whole}, whole


def _subject(
    figure: Figure, own: str, names: list[str], before: Figure | None, context: Context
) -> str:
    """Return what a figure goes on about: the name before it, the item, the last that was told."""
    # Within one clause a figure shares the name of the one before it, whatever that measures.
    limited = own and before is not None and before.measure == "threshold"
    near = names and not limited and "," not in figure.lead and "，" not in figure.lead
    subject = (names[-1] if near else "") or context.subject or (names[-1] if names else "")
    if before is None and context.topic:
        subject = context.topic
    named = own.startswith("对") or (own and not nouns.WHOLE.match(own))
    # What is shared of a share is whose it is, and what grows is that too.
    whose = named or figure.token.kind == "amount" or figure.measure == "growth_rate"
    return nouns.SHARED.sub("", subject) if whose else subject


def _give(group: list[Figure], own: str, name: str, before: list[str]) -> list[str]:
    """Give each figure of a group its name: its part of a list, or the one that all share."""
    if not own and len(before) == len(group) > 1:
        names = before
    elif own and len(group) > 1 and (placed := of_places(group, name)):
        names = placed
    else:
        parts, share = divided(name) if len(group) > 1 else (name, "")
        names = [part + share for part in split(parts, len(group)) or [parts] * len(group)]
    if group[0].token.kind == "percent":
        names = [_as_share(group[0], given) for given in names]
    for figure, given in zip(group, names, strict=True):
        figure.indicator = given[:40]
        if not given:
            figure.doubts.append("no_name")
        elif not own:
            figure.doubts.append("shared_name")
    return names

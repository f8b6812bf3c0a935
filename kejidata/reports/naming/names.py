"""The name of what a figure counts, completed from the sentence where it is shared."""

from __future__ import annotations

from collections.abc import Sequence

from kejidata.reports.grammar.figure import MOST, Figure
from kejidata.reports.lexicon import nouns
from kejidata.reports.naming import lists
from kejidata.reports.naming.context import (
    Context,
    keep_entity,
    keep_limited,
    listed_place,
)
from kejidata.reports.naming.counted import counted_before, peers
from kejidata.reports.naming.first import SoFar, first_name, ranked_by
from kejidata.reports.naming.holders import keep_whole
from kejidata.reports.naming.local import local_name
from kejidata.reports.naming.owners import keep_actor
from kejidata.reports.naming.sites import of_site
from kejidata.reports.naming.totals import IN_TOTAL, NEW, give_growth_to_totals, total_of_whole
from kejidata.reports.naming.trim import clauses_of, compared_with, gap, strip
from kejidata.reports.naming.turns import in_turn


def name_figures(figures: Sequence[Figure], context: Context) -> None:
    """Name the classified figures of one sentence; keep in `context` what the next may share."""
    so_far = SoFar()
    for group in _groups(figures):
        if group[0].lead.startswith(")"):
            context.leave_bracket()
            so_far.leave_bracket(context)
        lead = group[0].lead
        if "(" in lead:
            so_far.outside = so_far.names[-1] if so_far.names else ""
        if not _named_by_others(group[0], so_far, context):
            _name_group(group, so_far, context)
            so_far.before = group[-1]
        if lead.endswith("(") and len(lead) > 1 and not listed_place(lead):
            # 成交额(9亿元,增长3%)居第2: what the bracket says of a name goes on behind it.
            so_far.outside = group[0].indicator
    give_growth_to_totals(figures)
    context.listed = (*context.listed, *so_far.values)[-8:]
    context.whole_again()


def _named_by_others(figure: Figure, so_far: SoFar, context: Context) -> bool:
    """Name a figure that counts peers, or tells those with whom the one before is compared."""
    if among := counted_before(figure, context) or peers(figure):
        figure.indicator = figure.counted = among
        figure.base, so_far.before = strip(clauses_of(figure.lead)[-1]), figure
        return True
    other, ahead = compared_with(figure)
    if other:
        figure.indicator, so_far.ahead, so_far.before = other, ahead, figure
    return bool(other)


def _name_group(group: list[Figure], so_far: SoFar, context: Context) -> None:
    """Name the figures of one predicate, and keep what the next may share."""
    first, count = group[0], len(group)
    so_far.whole = so_far.before if first.opens_parts else so_far.whole
    keep_whole(first, context)
    changed = first.measure == "change"
    so_far.ahead = gap(first, so_far.grows, so_far.ahead) if changed else ""
    goes_on = so_far.ahead and first.lead.startswith("、")
    local = "" if goes_on else lists.by_place(local_name(first, so_far.before), context)
    local = of_site(first, local, so_far.before is None, context)
    if so_far.before is None and _is_new_whole(first, local):
        context.parting = False
    gaps = lists.of_gap(so_far.ahead, count)
    if count > 1 and not gaps:
        local = in_turn(group, local, so_far, context)
    # A name that grew with every figure of a sentence would take time without end.
    name = total_of_whole(first, local, so_far) or first_name(first, local, so_far, context)
    name = name[:MOST]
    if not local and first.measure == "rank":
        name = name + ranked_by(so_far.before)
    names = _give(group, local, name, [name] * count if gaps else so_far.names)
    shared = lists.property_by_kind(group, local, context)
    if shared:
        kinds = lists.split(local, count) or [local] * count
        names = _renamed(group, lists.with_property(names, kinds, shared))
    if so_far.ahead.startswith("增速"):
        first.indicator = nouns.PACE.sub("", nouns.SHARED.sub("", first.indicator))
    for figure, ahead in zip(group, gaps or [so_far.ahead] * count, strict=True):
        figure.indicator += ahead
    moves = first.measure in ("change", "rank")
    so_far.grows = first.measure == "growth_rate" or (so_far.grows and moves)
    so_far.names = names
    _keep(context, first, local, name, names)
    if first.measure in ("value", "target"):
        so_far.values += names


def _is_new_whole(figure: Figure, local: str) -> bool:
    """Tell whether what opens a clause behind the parts of a whole is a whole of its own.

    孵化器16家,其中国家级4家;众创空间29家 (incubators, 4 national; 29 makers' spaces).
    """
    named = len(local) > nouns.SHORT and nouns.ends_as_noun(local) and not figure.opens_parts
    return bool(named and not nouns.is_part(local) and not nouns.LEVEL.fullmatch(local))


def entitled(figures: Sequence[Figure], theme: str) -> None:
    """Give sites that are nobody's to what the report is on: 服务站 (of envoys)."""
    for figure in figures:
        figure.indicator = nouns.BARE_SITE.sub(rf"\1{theme}\2", figure.indicator)


def _renamed(group: Sequence[Figure], names: list[str]) -> list[str]:
    """Give each figure its name, and return the names."""
    for figure, name in zip(group, names, strict=True):
        figure.indicator = name[:MOST]
    return names


def _keep(context: Context, first: Figure, local: str, name: str, names: list[str]) -> None:
    """Keep what later figures may share of a group's names."""
    context.recent = (*names[::-1], *context.recent)[:8]
    if len(context.counted) < MOST:
        context.counted.setdefault((first.token.value, first.token.unit), name)
    if first.measure == "threshold":
        keep_limited(context, first, name)
    if first.measure == "threshold" or listed_place(first.lead):
        return
    part = nouns.is_of_whole(local) or (first.measure == "rank" and nouns.AMOUNT.fullmatch(local))
    keep_actor(context, first, local, name)
    if (local and not part) or first.measure in ("value", "target"):
        # What places share is told of none of them.
        last = name if names[-1].endswith(name) else names[-1]
        context.subject = last or context.subject
        keep_entity(context, first, local)


def _as_share(figure: Figure, name: str) -> str:
    """Say of the name of a percent number that it is a share where only the verb tells so."""
    if name.endswith(("占总数", "占总量")):
        return name[:-2] + "比"
    if nouns.PARTED.search(name):
        return name.replace("相当于", "占") + "比重"
    led = name and nouns.SHARE_LED.search(figure.lead) and not nouns.SHARE.search(name)
    return name + "占比" if led else name


def _groups(figures: Sequence[Figure]) -> list[list[Figure]]:
    """Part the figures of a sentence into groups of one predicate."""
    groups: list[list[Figure]] = []
    for figure in figures:
        if figure.joined and groups:
            groups[-1].append(figure)
        else:
            groups.append([figure])
    return groups


def _give(group: list[Figure], local: str, name: str, before: list[str]) -> list[str]:
    """Give each figure of a group its name: its part of a list, or the one that all share."""
    first, names = group[0], _shared_out(group, local, name, before)
    if first.token.kind == "percent" and first.measure in ("value", "target"):
        names = [_as_share(first, given) for given in names]
    for figure, given in zip(group, names, strict=True):
        figure.indicator = given[:40]
        if not given:
            figure.reasons.append("no_name")
        figure.shared = bool(given) and not local
    return names


def _shared_out(group: list[Figure], local: str, name: str, before: list[str]) -> list[str]:
    """Return a name for each figure of a group."""
    count = len(group)
    if (not local or nouns.AMOUNT.fullmatch(local)) and IN_TOTAL.search(group[0].lead):
        # 新增12家,累计达96家 (12 new, 96 in all): the total is none of the new ones.
        name, before = NEW.sub("", name), [NEW.sub("", one) for one in before]
    if count == 1:
        return [name]
    if not local and len(before) == count:
        return before
    if local and (placed := lists.of_places(group, name)):
        return placed
    parts, share = lists.divided(name)
    alike = len({figure.token.kind for figure in group}) == 1
    return [part + share for part in lists.split(parts, count, alike) or [parts] * count]

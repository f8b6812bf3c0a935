"""Names of figures that a list shares out: one for each, with what only one of them spells out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from kejidata.reports.grammar.figure import Figure
from kejidata.reports.lexicon import boundaries, nouns
from kejidata.reports.naming.context import Context, head, is_place, placeless
from kejidata.reports.naming.trim import bare_of, clauses_of, shorten, strip

_EACH_SHARE = re.compile(r"(.+[、和与及].+?)(?:分别|各)+(占[^、占]{2,})")


def of_kinds(own: str, before: Figure | None, count: int) -> list[str]:
    """Return the names of the kinds that the figure before counts: 环保、新能源两个领域.

    Parameters
    ----------
    own
        The name that the figures have of their own: none, or the list.
    before
        The figure before, which counts the kinds.
    count
        How many figures follow that tell of the kinds; for another number there are no names.
    """
    if count < 2 or before is None:
        return []
    if own and not before.counted and before.token.value == count and own not in before.indicator:
        # 甲、乙、丙3个计划经费分别占7%、14%、12%.
        return [part + own for part in split(before.indicator, count) or []]
    if not before.counted or own not in ("", before.base):
        return []
    parts = split(before.base, count) or []
    kind = before.counted if len(before.counted) <= 4 else ""
    return [part if part.endswith(kind) else part + kind for part in parts]


def of_places(group: Sequence[Figure], name: str) -> list[str]:
    """Return the names of a list of places with one property: 甲区、乙区高企分别为2家、3家.

    The places may stand in the clause before (前三名为甲区、乙区、丙区,产值分别为2亿元、...); then
    `name` is that of the property.
    """
    clauses = clauses_of(group[0].lead)
    if len(clauses) > 1:
        parts = nouns.LIST.split(strip(clauses[-2]))
        told = clauses[-2].startswith(("为", "分别为")) and all(
            2 <= len(part) <= 5 for part in parts
        )
        if len(parts) == len(group) and (told or all(is_place(part) for part in parts)):
            return [part + name for part in parts]
    parts = nouns.LIST.split(strip(clauses[-1]))
    if len(parts) != len(group) or not all(is_place(part) for part in parts[:-1]):
        return []
    last = parts[-1]
    rest = placeless(last)
    if rest == last:
        return []
    return [part + shorten(rest) for part in [*parts[:-1], last.removesuffix(rest)]]


def by_place(own: str, context: Context) -> str:
    """Keep what is listed by place, and return the first of the places: R&D经费分别为甲区."""
    whole, _, first = own.partition("分别为")
    if not is_place(first) or len(whole) < 2:
        return own
    context.whole, context.subject = {False: whole, True: whole}, whole
    return first


def of_clause(figure: Figure, count: int) -> list[str]:
    """Return the kinds that the clause before lists, one for each of a list of figures."""
    clauses = clauses_of(figure.lead)
    if len(clauses) < 2:
        return []
    told = boundaries.MOVE.split(bare_of(clauses[-2]))[0]
    return split(strip(told), count) or []


@lru_cache(maxsize=8192)
def is_sided(name: str) -> bool:
    """Tell whether a name is that of several sides of one thing: 总量和增速."""
    sides = nouns.LIST.split(name)
    return len(sides) > 1 and all(nouns.SIDE.fullmatch(side) for side in sides)


def of_sides(figure: Figure, own: str, subject: str) -> str:
    """Return the name of several sides of a subject, or the names that figures have in turn."""
    whole = nouns.SHARED.sub("", subject)
    in_turn = nouns.IN_TURN.search(figure.lead)
    return "、".join(whole + side for side in nouns.LIST.split(own)) if in_turn else whole + own


def property_of(names: Sequence[str]) -> str:
    """Return the property of the first name that has one: 增加值 of 医药增加值."""
    found = (nouns.PROPERTY_END.search(name) for name in names)
    return next((match[0] for match in found if match), "")


def told_by_kind(group: Sequence[Figure], own: str, context: Context) -> str:
    """Return the property that kinds are listed by, where only those before or the whole name it.

    医药、食品增加值分别增长5%和6%;钢铁、纺织分别下降1%和2%. 收入90亿元。分领域看:新材料30亿元.
    """
    first = group[0]
    if "看" in first.lead and nouns.BY_KIND.search(first.lead):
        context.by_kind = property_of(context.told)
    if not own:
        return ""
    if len(group) > 1 and first.measure == "growth_rate" and nouns.IN_TURN.search(first.lead):
        last = {property_of([name]) for name in context.told[: len(group)]}
        return last.pop() if len(last) == 1 and len(context.told) > 1 else ""
    return context.by_kind if first.token.unit.endswith("元") else ""


def with_property(names: list[str], kinds: list[str], told: str) -> list[str]:
    """Return names of kinds with a property that was told of others: 钢铁增加值."""
    plain = all(kind and not nouns.MEASURED.search(kind) for kind in kinds)
    if not plain or any(nouns.NOUN_END.search(kind) for kind in kinds):
        return names
    return [kind + told for kind in kinds]


def divided(name: str) -> tuple[str, str]:
    """Part a list of names from the whole that each has a share of: 甲、乙分别占全部."""
    match = _EACH_SHARE.fullmatch(name)
    return (match[1], match[2]) if match else (name, "")


def split(name: str, count: int) -> list[str] | None:
    """Part a list of names into as many names as there are figures."""
    if count < 2:
        return None
    for pattern in ("、", "、|和|与|及"):
        parts = [part for part in re.split(pattern, name) if part]
        if len(parts) == count:
            return _even(parts)
    return None


def _even(parts: list[str]) -> list[str]:
    """Give every name of a list what only its first or its last spells out."""
    first, last = head(parts[0]), head(parts[-1])
    end = nouns.SHARED_END.search(parts[-1])
    if end and end.start() and parts[0].startswith(parts[-1][: end.start()]):
        return parts
    shared = parts[-1].removeprefix(last) if last else end[0] if end else ""
    bare = [part == head(part) or bool(end) for part in parts[:-1]]
    evened = [part + shared * short for part, short in zip(parts[:-1], bare, strict=True)]
    owned = first and len(parts[0]) - len(first) > 1 and nouns.MEASURED.search(parts[0])
    level = nouns.LEVELS.match(parts[-1])
    if level and all(nouns.LEVEL_END.search(part) for part in parts[:-1]):
        return [part + parts[-1][level.end() :] for part in parts[:-1]] + parts[-1:]
    kind = nouns.KIND_END.search(parts[-1])
    if kind and not any(kind[0][:2] in part for part in parts[:-1]):
        return [part + kind[0] for part in parts[:-1]] + parts[-1:]
    stem = parts[-1][: end.start()] if end else parts[-1]
    told = nouns.PROPERTY_END.search(stem)
    if end and told:
        full = [p if nouns.MEASURED.search(p) else p + told[0] for p in parts[:-1]]
        return [part + end[0] for part in full] + parts[-1:]
    if told and (not last or "合同" in told[0]) and len(parts[-1]) > len(told[0]):
        return [p if nouns.MEASURED.search(p) else p + told[0] for p in parts[:-1]] + parts[-1:]
    if not last and owned and len(parts[-1]) <= 6 and parts[-1].endswith(("量", "数", "额")):
        return [*evened, first + parts[-1]]
    return [*evened, parts[-1]]

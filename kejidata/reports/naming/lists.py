"""Names of figures that a list shares out: one for each, with what only one of them spells out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kejidata.reports.grammar.figure import Figure
from kejidata.reports.lexicon import acts, nouns
from kejidata.reports.lexicon.alternatives import remembered
from kejidata.reports.naming.codes import is_indicator
from kejidata.reports.naming.context import Context, head, is_place, placeless
from kejidata.reports.naming.trim import clauses_of, shorten, strip

# 「、」 an enumeration comma.
_COMMA = re.compile("、")
# 「第一」 the first, 「三产业贡献率」 (and) the third sector's contribution.
_ORDINAL = re.compile("(第?)([一二三四五六七八九十])")
# 「医药、能源、装备三大产业产值」 output of three great industries, which a list names.
_KINDS = re.compile("(.{3,60}?)等?([两二三四五六七八九])[大类种]([^、]{2,12})")
_NUMERALS = "零一二三四五六七八九"
# 「三次产业结构」 the structure by sector: the shares of the first, the second and the third.
_SECTORS = re.compile("三次产业(结构|比)?(.{0,12})")
# 「服务业收入」 turnover of services: a name that ends with a property.
_PART_END = re.compile(f"{nouns.PART.pattern}$")
# 「甲、乙分别占全部」 A and B make up (so much each) of all: a list, and what each has a share of.
_EACH_SHARE = re.compile("^(.{1,90}[、和与及].{1,90}?)(?:分别|各){1,3}(占[^、占]{2,90})")


def of_places(group: Sequence[Figure], name: str) -> list[str]:
    """Return the names of places with one property: 甲区、乙区高企 (firms of districts A and B).

    The places may stand in the clause before (前三名为甲区、乙区、丙区,产值分别为: the first
    three are A, B and C, their output is); then `name` is that of the property.
    """
    clauses = clauses_of(group[0].lead)
    if len(clauses) > 1:
        places = nouns.LIST.split(strip(nouns.NEXT.sub("", clauses[-2])))
        if len(places) == len(group) and _are_places(places, clauses[-2]):
            return [place + name for place in places]
    *places, last = nouns.LIST.split(strip(clauses[-1]))
    rest = placeless(last)
    if len(places) + 1 != len(group) or rest == last or not all(map(is_place, places)):
        return []
    return [place + shorten(rest) for place in [*places, last.removesuffix(rest)]]


def _are_places(parts: Sequence[str], clause: str) -> bool:
    """Tell whether a clause lists places, or what is ranked: 前三名为甲区 (the first three are)."""
    short = all(2 <= len(part) <= 5 for part in parts)
    return (clause.startswith(("为", "分别为")) and short) or all(map(is_place, parts))


def by_place(local: str, context: Context) -> str:
    """Keep what is listed by place, and return the first of the places: R&D经费分别为甲区."""
    whole, parts, first = local.partition("分别为")
    if not parts or len(whole) < 2 or not is_place(first):
        return local
    context.whole, context.subject = {False: whole, True: whole}, whole
    return first


def of_gap(ahead: str, count: int) -> list[str]:
    """Return the gap to each of those whom a gap lists: 增速高于全国、全省 (nation, province)."""
    if count == 1 or not ahead:
        return []
    sense, mark, others = ahead.partition("于")
    parts = nouns.LIST.split(others)
    return [sense + mark + part for part in parts] if len(parts) == count else []


@remembered
def is_sided(name: str) -> bool:
    """Tell whether a name is that of several sides of one thing: 总量和增速 (total and growth)."""
    sides = nouns.LIST.split(name)
    return len(sides) > 1 and all(nouns.SIDE.fullmatch(side) for side in sides)


def of_sides(figure: Figure, local: str, subject: str) -> str:
    """Return the name of several sides of a subject, or the names that figures have in turn."""
    # 高企总量530家,净增112家,总量和增幅居首 (530 firms in all, 112 more, first in number and
    # growth): both are of what there is in all.
    whole = nouns.SUMMED.sub("", nouns.SHARED.sub("", subject).removeprefix("净增"))
    in_turn = nouns.IN_TURN.search(figure.lead)
    return "、".join(whole + side for side in nouns.LIST.split(local)) if in_turn else whole + local


def property_of(names: Sequence[str]) -> str:
    """Return the property of the first name that has one: 增加值 (value added) of 医药增加值."""
    found = (nouns.PROPERTY_END.search(name) for name in names)
    return next((match[0] for match in found if match), "")


def property_by_kind(group: Sequence[Figure], local: str, context: Context) -> str:
    """Return the property that kinds are listed by, where only those before or the whole name it.

    医药、食品增加值分别增长5%和6%;钢铁、纺织分别下降1%和2%: value added of both.
    收入90亿元。分领域看:新材料30亿元: turnover, by field.
    """
    first = group[0]
    if "看" in first.lead and nouns.BY_KIND.search(first.lead):
        context.by_kind = property_of(context.recent)
    if not local:
        return ""
    if len(group) > 1 and first.measure == "growth_rate" and nouns.IN_TURN.search(first.lead):
        last = {property_of([name]) for name in context.recent[: len(group)]}
        return last.pop() if len(last) == 1 and len(context.recent) > 1 else ""
    return context.by_kind if first.is_money else ""


def with_property(names: list[str], kinds: list[str], shared: str) -> list[str]:
    """Return names of kinds with a property that was told of others: 钢铁增加值 (steel)."""
    plain = all(kind and not nouns.is_measured(kind) for kind in kinds)
    if not plain or any(nouns.ends_as_noun(kind) for kind in kinds):
        return names
    return [kind + shared for kind in kinds]


def divided(name: str) -> tuple[str, str]:
    """Part a list of names from the whole that each has a share of: 甲、乙分别占全部."""
    match = _EACH_SHARE.fullmatch(name)
    return (match[1], match[2]) if match else (name, "")


def split(name: str, count: int, alike: bool = True) -> list[str]:
    """Part a list into one name a figure, none where that fails; of unlike figures each is kept."""
    sectors = _SECTORS.fullmatch(name) if count == 3 else None
    if sectors:
        told = "占比" if sectors[1] else sectors[2]
        return [f"第{number}产业{told}" for number in _NUMERALS[1:4]]
    kinds = _KINDS.fullmatch(name)
    if kinds and _NUMERALS.find(kinds[2].replace("两", "二")) == count:
        # 医药、能源、装备三大产业产值 (output of the three industries): each is one of them.
        return [part + kinds[3] for part in split(kinds[1], count)]
    for marks in (_COMMA, nouns.LIST):
        parts = [part for part in marks.split(name) if part]
        if len(parts) == count > 1:
            return _even(parts, alike)
    return []


def _even(parts: list[str], alike: bool) -> list[str]:
    """Give every name of a list what only its first or its last spells out."""
    *others, last = parts
    shared = _registered(parts) if alike else []
    if full := _ordinals(parts) or shared or _owned(parts) or _steps(parts) or _acts(parts):
        return full
    share = nouns.SHARED_END.search(last)
    if share and share.start() and parts[0].startswith(last[: share.start()]):
        return parts
    level = nouns.LEVELS.match(last)
    if level and all(nouns.LEVEL_END.search(part) for part in others):
        return [part + last[level.end() :] for part in others] + [last]
    kind = nouns.KIND_END.search(last)
    if kind and not any(kind[0][:2] in part for part in others):
        return [part + kind[0] for part in others] + [last]
    graded = nouns.LEVELS.match(parts[0])
    if graded and not any(
        nouns.LEVELS.match(part) or acts.opens_with_act(part) for part in parts[1:]
    ):
        return [parts[0], *(graded[0] + part for part in parts[1:])]
    return _with_shares(others, last, share) or _with_ends(others, last, share)


def _ordinals(parts: list[str]) -> list[str]:
    """Return the names of a list of ordinals whose noun the last spells out: 第一、二产业."""
    *others, last = (_ORDINAL.match(part) for part in parts)
    bare = all(one and len(one[0]) == len(part) for one, part in zip(others, parts, strict=False))
    if not bare or last is None or len(last[0]) == len(parts[-1]):
        return []
    first = _ORDINAL.match(parts[0])
    mark = first[1] if first else ""
    rest = parts[-1][last.end() :]
    return [f"{mark}{one[2]}{rest}" for one in (*others, last) if one]


def _registered(parts: list[str]) -> list[str]:
    """Return the names that the end of the last makes the registry's: 城镇和农村居民收入."""
    *others, last = parts
    ends = (last[at:] for at in range(1, len(last) - 1))
    shared = (end for end in ends if all(is_indicator(part + end) for part in others))
    end = next(shared, "") if is_indicator(last) else ""
    return [*(part + end for part in others), last] if end else []


def _steps(parts: list[str]) -> list[str]:
    """Return the steps of a road with what goes it, as the first says: 专利申请和授权 (patents)."""
    first, *others = parts
    step = acts.STEP.search(first)
    steps = step and all(map(acts.STEP.fullmatch, others))
    return [first, *(first[: step.start()] + other for other in others)] if step and steps else []


def _acts(parts: list[str]) -> list[str]:
    """Return acts with the object that the last spells out: 输出、吸纳技术合同 (contracts)."""
    *others, last = parts
    done = acts.DONE_TO.match(last)
    rest = last[done.end() :] if done and all(map(acts.is_act_alone, others)) else ""
    return [*(part + rest for part in others), last] if rest else []


def _owned(parts: list[str]) -> list[str]:
    """Return properties with whose they are, as the first says: 服务业收入、利润 (services')."""
    first, *others = parts
    own = _PART_END.search(first)
    owner = first[: own.start()] if own else ""
    bare = nouns.ACTOR.search(owner) and all(map(nouns.is_part, others))
    return [first, *(owner + other for other in others)] if bare else []


def _with_shares(others: list[str], last: str, share: re.Match[str] | None) -> list[str]:
    """Give every name the property, and the share of it, that the last spells out."""
    shared = nouns.PROPERTY_END.search(last[: share.start()] if share else last)
    if not shared:
        return []
    of_head = head(last) and "合同" not in shared[0]
    if not share and (of_head or len(last) <= len(shared[0])):
        return []
    full = [part if nouns.is_measured(part) else part + shared[0] for part in others]
    return [part + (share[0] if share else "") for part in full] + [last]


def _with_ends(others: list[str], last: str, share: re.Match[str] | None) -> list[str]:
    """Give names that are an owner alone what the last says of its own; the last, the first's."""
    of_first, of_last = head(others[0]), head(last)
    shared = last.removeprefix(of_last) if of_last else share[0] if share else ""
    evened = [part + shared * (part == head(part) or bool(share)) for part in others]
    held = of_first and len(others[0]) - len(of_first) > 1 and nouns.is_measured(others[0])
    bare = not of_last and len(last) <= 6 and last.endswith(("量", "数", "额"))
    return [*evened, of_first + last if held and bare else last]

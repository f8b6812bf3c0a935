"""The name of a part of what was told: of a level, in a place, of a kind, done to, or owned."""

from __future__ import annotations

import re

from kejidata.reports.grammar.figure import Figure
from kejidata.reports.lexicon import acts, nouns
from kejidata.reports.lexicon.alternatives import remembered
from kejidata.reports.naming.context import Context, is_place, placeless

# 「在孵企业」 firms being incubated: a part of them is no part of all.
_INSIDE = re.compile("(?:在孵|入孵|入驻|入园|园内)")
# 「入库」 entered, 「省级」 of the province: a name that is an act, a share, a region, a level.
_ITSELF = (acts.ONLY_VERB, nouns.SHARE_OF, nouns.SOMEWHERE, nouns.PER_HEAD, nouns.LEVEL)
_PART_ITSELF = re.compile("|".join(f"(?:{words.pattern})" for words in _ITSELF)).fullmatch
_is_part_itself = remembered(_PART_ITSELF)
# 「三类企业」 three classes of firms, each of which is a part of them.
_CLASSES = re.compile(
    "[两二三四五六七八][类种]([一-鿿]{0,4}?(?:企业|机构|平台|人才|项目|园区|基地))"
)
LONGEST = 6
"""Characters of the longest name that may be the end of another's."""


def part_of_told(figure: Figure, local: str, subject: str, context: Context) -> str:
    """Return the name of a part of what was told: of a level, in a place, of a kind of people."""
    return (
        (_is_part_itself(local) and _part_itself(figure, local, subject, context))
        or _of_people(figure, local, context)
        or _in_place(figure, local, subject, context)
        or (_parts_whole(figure, context) and _part_of_whole(figure, local, subject, context))
        or _with_object(figure, local, context)
    )


def _part_itself(figure: Figure, local: str, subject: str, context: Context) -> str:
    """Return the name of a part that is named as one: entered (入库), of the province (省级)."""
    if acts.is_act_alone(local) and not figure.is_money:
        # 新增高企20家,入库40家;次年新增24家 (20 new firms, 40 on file; a year later 24 new).
        told = [name for name in context.recent if name != local]
        acted = acts.opens_with_act(subject)
        ends = (n for n in told if n.endswith(local) or (acted and n.startswith(local)))
        if whole := next(ends, ""):
            return whole
    if local == "毕业" and (inside := _INSIDE.search(subject)):
        # 在孵企业132家,毕业15家 (132 incubated, 15 graduated): these are no longer inside.
        return subject[: inside.start()] + local + subject[inside.end() :]
    if part := nouns.SHARE_OF.fullmatch(local):
        return part[1] + thing_of(subject)
    if nouns.SHARE_LED.search(figure.lead) and nouns.SOMEWHERE.fullmatch(local):
        return local + thing_of(subject)
    return _per_head(local, context) or of_level(figure, local, subject, context)


def _part_of_whole(figure: Figure, local: str, subject: str, context: Context) -> str:
    """Return the name of one of the parts that a sentence parts a whole into."""
    return (
        _in_full(figure, local, context)
        or _done_part(figure, local, subject, context)
        or _of_kind(figure, local, context)
    )


def _per_head(local: str, context: Context) -> str:
    """Return the name of an amount for each of those counted: 人均投入 (a head) of 研发投入."""
    amount = context.amount.removesuffix(local[2:])
    each = nouns.PER_HEAD.fullmatch(local) and amount != context.amount
    return amount + local if each else ""


def _parts_whole(figure: Figure, context: Context) -> bool:
    return context.parting or figure.opens_parts


def of_level(figure: Figure, local: str, subject: str, context: Context) -> str:
    """Return the name of the things of a level: 省级平台 (of the province) after 国家级平台."""
    if not nouns.LEVEL.fullmatch(local):
        return ""
    parting = _parts_whole(figure, context)
    whole = context.whole.get(figure.is_money, subject) if parting else subject
    verb = acts.SHARED_VERB.match(whole) if parting else None
    return (verb[0] if verb else "") + local + nouns.LEVELS.sub("", thing_of(whole))


def _of_people(figure: Figure, local: str, context: Context) -> str:
    """Return the name of a kind of the people counted first: 农机推广科技特派员 (envoys for it)."""
    persons = figure.token.unit.endswith(("人", "名")) and len(local) <= 8
    # 总量达860人 (860 in all) is no kind of people.
    if not persons or not context.people or nouns.AMOUNT.fullmatch(local):
        return ""
    other = nouns.PEOPLE.search(local) or nouns.OTHERS.search(local)
    # 引进人才80人,其中博士6人 (brought in 80, 6 of them doctors): of these, whoever came before.
    nearest = _people(context.whole.get(False, "")) if _parts_whole(figure, context) else ""
    kind = nearest or _people(context.people)
    return local + kind if context.by_origin or not other else ""


def _in_place(figure: Figure, local: str, subject: str, context: Context) -> str:
    """Return the name of what was told of a whole for a place in it: 甲县, 甲县新增 (added)."""
    act = "" if is_place(local) else placeless(local)
    where = local.removesuffix(act)
    full = placeless(context.whole.get(True, "")) if figure.is_money and where else ""
    if act and nouns.is_part(act) and len(full) > len(act) and full.endswith(act):
        # 技术合同成交额100亿元。南京成交额42亿元: of the contracts, in a city.
        return where + full
    if where and nouns.is_of_whole(act.removeprefix("的")):
        # 全省比重48%,苏北地区的占比突破40%: the share of a place.
        return where + placeless(context.share)
    done = not act or (where and acts.is_act_alone(act))
    if not done:
        return ""
    if figure.token.kind == "percent" and figure.measure == "value" and nouns.SHARE.search(subject):
        return where + placeless(subject)
    if not context.whole:
        return ""
    granted = granted_to(context)
    if granted and figure.is_money:
        return local + granted[1] + "资金"
    whole = placeless(context.whole.get(figure.is_money, subject))
    return local + (thing_of(whole) if where != local else whole)


def _in_full(figure: Figure, local: str, context: Context) -> str:
    """Return a part's property as its whole spells it out: 企业经费 (firms') of 研发经费 (R&D)."""
    ours = nouns.money_of(local) if figure.is_money else None
    full = nouns.money_of(context.whole.get(True, "")) if ours else None
    if not ours or not full or not full[0].endswith(ours[0]):
        return ""
    kind, same = local[: ours.start()], local.startswith(full[0][:2])
    # 技术服务合同成交额 (contracts of services) is full beside 技术合同成交额.
    return kind + full[0] if kind and not same else ""


def _done_part(figure: Figure, local: str, subject: str, context: Context) -> str:
    """Return the name of those of a whole to which something was done: 获补助企业."""
    got = granted_to(context)
    if got and local.endswith(got[2]) and local != got[2] and not acts.opens_with_act(local):
        # 获补助企业90家,其中规上企业56家: of those paid, firms above a size.
        return got[0].removesuffix(got[2]) + local
    if not acts.ends_with_act(local):
        return ""
    short = len(local) <= LONGEST and not figure.is_money
    if short and not acts.opens_with_act(local):
        return local + thing_of(context.whole.get(False, subject))
    return local + got[2] if got and local.startswith("获") else ""


def _of_kind(figure: Figure, local: str, context: Context) -> str:
    """Return the name of a kind of the things counted."""
    inside = _INSIDE.match(context.whole.get(False, ""))
    if inside and not figure.is_money and not acts.is_act_alone(local):
        return inside[0] + local.removeprefix(inside[0])
    if _is_kind(figure, local, context):
        whole = thing_of(context.whole[False])
        classes = _CLASSES.search(whole)
        return local + (classes[1] if classes else whole)
    return ""


def _with_object(figure: Figure, local: str, context: Context) -> str:
    """Return the name of an act with the object that its verb leaves out."""
    same = len(local) > 4 and figure.counted_in == context.unit
    if same and acts.TRANSITIVE.search(local) and not acts.GAINED.match(local):
        return local + acts.OBJECT.sub("", context.entity)
    return ""


def granted_to(context: Context) -> re.Match[str] | None:
    """Return who got money and why, where the things last counted are those: 获奖励企业."""
    return acts.GOT.search(context.whole.get(False, ""))


def _people(name: str) -> str:
    match = nouns.PEOPLE.search(acts.DONE_TO.sub("", name))
    return match[0] if match else ""


def _is_kind(figure: Figure, local: str, context: Context) -> bool:
    """Tell whether a short name is a kind of the things that were counted, in their unit."""
    field = local.endswith("领域")
    unit = context.apart[1] if context.parting else context.unit
    short = (len(local) <= nouns.SHORT or field) and figure.counted_in == unit
    if not short or False not in context.whole or acts.is_act_alone(local):
        return False
    if field:
        return True
    named = nouns.ALONE.search(local) or nouns.ends_as_noun(local)
    return not (named or nouns.is_part(local))


def thing_of(name: str) -> str:
    """Return the thing of a name that opens with what was done to it: 高企 of 新增高企."""
    thing = acts.DONE_AFTER.sub("", acts.DONE_TO.sub("", acts.DOER.sub("", name)))
    return thing if len(thing) > 2 else name

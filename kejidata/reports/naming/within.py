"""The name of a part of what was told: of a level, in a place, of a kind, done to, or owned."""

from __future__ import annotations

import re

from kejidata.reports.grammar.figure import Figure
from kejidata.reports.lexicon import acts, nouns
from kejidata.reports.lexicon.alternatives import pattern, remembered
from kejidata.reports.naming.context import Context, is_place, placeless

# 「在孵企业」 firms being incubated: a part of them is no part of all.
_INSIDE = re.compile("(?:在孵|入孵|入驻|入园|园内)")
# 「入库」 entered, 「省级」 of the province: a name that is an act, a share, a region, a level.
_ITSELF = (acts.ONLY_VERB, nouns.SHARE_OF, nouns.SOMEWHERE, nouns.PER_HEAD, nouns.LEVEL)
_PART_ITSELF = re.compile("|".join(f"(?:{words.pattern})" for words in _ITSELF)).fullmatch
_is_part_itself = remembered(_PART_ITSELF)
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
    if act and (act == local or not acts.is_act_alone(act)):
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
    return local[: ours.start()] + full[0] if local[: ours.start()] else ""


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
        return local + thing_of(context.whole[False])
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


# 「国家高新区」 national zones: whose a part is.
_HOLDER = re.compile(
    "(?:高新区|开发区|园区|自创区|[^地社]区|[县市州盟旗]|高校|院校|[所下直]属|主管|部门)$"
)
# 「规上企业」 firms above a size: who has money of their own besides.
_PAYER = pattern(
    "( 企业 机构 院所 院校 学校 大学 单位 团体 公司 集团 个人 领域 专项 财政 [^就作毕职专]业 )$"
)
# 「,占全省发明专利9」 of the province's patents: a share of a whole that is told next.
_SHARE_NEXT = re.compile(
    r"[,，、]占(?:全[国省市区县]([^,，\d]{2,12}?)(?:总数|总量)?(?:的|比重)?(?=\d))?"
)
# 「企业有效专利」 firms' patents in force: what somebody owns.
_OWNED = re.compile(
    "((?:(?<=产业)|(?<=企业)|(?<=行业)|(?<=院校)|(?<=机构)|^)"
    "[^产企行院机]{0,8}(?:专利|商标|合同|成果|论文|标准|品种))(?:总?数量?|总量)?$"
)
# 「各类单位中企业」 among all units, firms.
_AMONG = re.compile("^[^中]{2,8}中(?=.{2})")
# 「新组建省级」 newly founded, of the province.
_GRADED = re.compile(f"(?:{acts.VERBS}|新(?![增建]))+(?:{nouns.LEVEL.pattern})")


def _is_part(figure: Figure, context: Context) -> bool:
    return context.parting or context.by_group or figure.opens_parts


def keep_whole(figure: Figure, context: Context) -> None:
    """Keep of what a part is, where its share tells so: 占全省发明专利84% (of the patents)."""
    share = _SHARE_NEXT.match(figure.tail) if _is_part(figure, context) else None
    if share and share[1]:
        context.whole[figure.is_money] = share[1]


def part_of_whole(figure: Figure, local: str, context: Context) -> str:
    """Return the name of what some hold of a whole: 国家高新区新增研发机构, or nothing."""
    counts = _is_part(figure, context) and figure.measure in ("value", "target")
    whole = context.whole.get(figure.is_money, "") if counts else ""
    if not local or not whole or local[-2:] == whole[-2:]:
        return ""
    if figure.is_money:
        return local + _property_of(whole) if _has_money(local, whole) else ""
    owned = _OWNED.search(whole) if _SHARE_NEXT.match(figure.tail) else None
    if owned and _PAYER.search(local):
        # 大专院校2794件,占16.6% (colleges, 16.6 %): of the patents told before.
        return _AMONG.sub("", local) + owned[1]
    if figure.counted_in not in (context.unit, context.apart[1]):
        return ""
    if _GRADED.fullmatch(local):
        return local + nouns.LEVELS.sub("", acts.DONE_TO.sub("", whole))
    return local + whole if _HOLDER.search(local) else ""


def _property_of(whole: str) -> str:
    """Return a property without those who have all of it: 营业收入 of 工业企业营业收入 (firms')."""
    named = nouns.money_of(whole)
    return named[0] if named and nouns.ACTOR.search(whole[: named.start()]) else whole


def _has_money(local: str, whole: str) -> bool:
    """Tell whether those named have a part of a whole of money."""
    holds = _HOLDER.search(local) or _PAYER.search(local)
    return bool(holds and nouns.is_measured(whole))

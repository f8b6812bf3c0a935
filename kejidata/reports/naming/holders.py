"""What some hold of a whole: the patents of colleges, the funds of zones."""

from __future__ import annotations

import re

from kejidata.reports.grammar.figure import Figure
from kejidata.reports.lexicon import acts, nouns
from kejidata.reports.lexicon.alternatives import pattern
from kejidata.reports.naming.context import Context

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

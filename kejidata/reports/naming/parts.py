"""Names of the parts of a whole: what some hold of it, of which level they are."""

from __future__ import annotations

import re

from kejidata.reports.grammar.figure import Figure
from kejidata.reports.lexicon import nouns
from kejidata.reports.naming.context import Context, opens_parts, unit_of

# Whose a part is: 国家高新区10个, 高等院校所属535个.
_HOLDER = re.compile(
    r"(?:高新区|开发区|园区|自创区|[^地社]区|[县市州盟旗]|高校|院校|[所下直]属|主管|部门)$"
)
# Who has money of their own besides.
_PAYER = re.compile(
    r"(?:企业|机构|院所|院校|学校|大学|单位|团体|公司|集团|个人|领域|专项|财政|[^就作毕职专]业)$"
)
_SHARE_NEXT = re.compile(
    r"[,，、]占(?:全[国省市区县]([^,，\d]{2,12}?)(?:总数|总量)?(?:的|比重)?(?=\d))?"
)
_OWNED = re.compile(
    r"((?:(?<=产业)|(?<=企业)|(?<=行业)|(?<=院校)|(?<=机构)|^)"
    r"[^产企行院机]{0,8}(?:专利|商标|合同|成果|论文|标准|品种))(?:总?数量?|总量)?$"
)
_AMONG = re.compile("^[^中]{2,8}中(?=.{2})")
_GRADED = re.compile(rf"(?:{nouns.VERBS}|新(?![增建]))+(?:{nouns.LEVEL.pattern})")


def _is_part(figure: Figure, context: Context) -> bool:
    return context.parting or context.by_group or opens_parts(figure.lead)


def _share_next(figure: Figure) -> re.Match[str] | None:
    """Return the share of a whole that is told next, where one is."""
    return _SHARE_NEXT.match(figure.tail) if figure.tail[1:2] == "占" else None


def keep_whole(figure: Figure, context: Context) -> None:
    """Keep of what a part is, where its share tells so: 制造业1万件,占全省发明专利84%."""
    share = _share_next(figure)
    if share and share[1] and _is_part(figure, context):
        context.whole[figure.token.unit.endswith("元")] = share[1]


def held(figure: Figure, own: str, context: Context) -> str:
    """Return the name of what some hold of a whole: 国家高新区新增研发机构, or nothing."""
    if not own or not _is_part(figure, context):
        return ""
    money = figure.token.unit.endswith("元")
    whole = context.whole.get(money, "")
    if not whole or own[-2:] == whole[-2:] or figure.measure not in ("value", "target"):
        return ""
    if money:
        holds = _HOLDER.search(own) or _PAYER.search(own)
        return own + whole if holds and nouns.MEASURED.search(whole) else ""
    owned = _OWNED.search(whole) if _share_next(figure) else None
    if owned and _PAYER.search(own):
        # 大专院校2794件,占16.6%: of the patents told before.
        return _AMONG.sub("", own) + owned[1]
    if unit_of(figure) not in (context.unit, context.apart[1]):
        return ""
    if _GRADED.fullmatch(own):
        return own + nouns.LEVELS.sub("", nouns.DONE_TO.sub("", whole))
    return own + whole if _HOLDER.search(own) else ""

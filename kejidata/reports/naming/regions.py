"""Whose figure it is, and among whom a rank is counted, where the text says so."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kejidata.model import divisions
from kejidata.model.registry import Registry
from kejidata.reports.grammar.figure import Figure
from kejidata.reports.lexicon import acts, nouns
from kejidata.reports.lexicon.alternatives import remembered
from kejidata.reports.naming.codes import is_own_region, is_region, known, opens_region, region_code

# 「位居全省」 in the province: among whom one is ranked.
_AMONG = re.compile(
    r"(?:居|位居|位列|列|位于|排名?|名列|均列|分列|稳居|跃居|进入|跻身|在)?"
    r"((?:全[国省市区县州盟旗]|全球|世界|国内|[一-鿿]{2,4}?(?:省|市|区|县|州)|[一-鿿]{2}(?=九|十"
    r"|各)|[一-鿿]{2,4})"
    r"(?:[一二三四五六七八九十\d]{1,6}|各)?个?(?:[省市县区盟州]{1,6}(?:\([^)]{1,8}\))?)?)"
    r"(?:的|中|排名|排|位列|位居|居|列){0,4}$"
)
# 「增速列」 growth ranks: what stands before those among whom one is ranked.
_VERB = re.compile("^.{0,90}(?:[位均分名稳跃并]?[居列]|位于|排名|排|进入|跻身|在|从|由|创|获)")
# 「全省」 the province: a word for a whole.
_WHOLE = re.compile("全[国省市区县州盟旗]|全球|世界|国内")
# 「,」 a comma.
_CLAUSE = re.compile("[,，:;(]")
# 「苏州最高,为」 Suzhou has most: the one of several that has most or least.
_MOST = re.compile(
    "(?:^|[,，])(?:其中)?([一-鿿]{2,8}?)(?:最[高多大快低少小慢]|(?:位居|位列|居|列)首位?)"
    "[,，](?:为|达到?|有)?$"
)
_MOST_ENDS = (",", "，", "为", "达", "到", "有")
# 「,其中潍坊高新区65家」 of these the zone has 65; 「、」 lists it with others that share a figure.
_OPENING = re.compile("(?:^、?|[,，;；:：(])(?:其中[:：,，]?)?([一-鿿]{2,24})(?![一-鿿、])")
# 「潍坊高新区」 a zone: no division, and its figures are not those of the place that it lies in.
_ZONE = re.compile("([一-鿿]{2,20}?(?:开发区|高新区|园区|度假区|保税区|示范区))(?![和与及等])")
_PROVINCE = "0000"
"""How the code of a province ends, whose zones are many."""
_LONGEST = 8
"""Characters of the longest clause that names a place alone."""
# 「的是成都、绵阳」 are Chengdu and Mianyang: who holds the rank before it.
_HELD_BY = re.compile(
    "的?(?:(?:省|市|县|区|州|地区|城市)份?)?(?:分别|依次)?[是为]([一-鿿][一-鿿、]{1,30})"
)
# 「如皋市仅有」 the city alone has.
_ONLY = re.compile("^全?([一-鿿]{2,4}?)[市省]?(?:仅|只|共)?有?$")


def foremost(lead: str) -> str:
    """Return the place that the words before a figure say has most or least, or nothing."""
    match = _MOST.search(lead) if lead.endswith(_MOST_ENDS) else None
    return match[1] if match else ""


def locate(figure: Figure, region: str) -> None:
    """Set the region, `region` where the paragraph opens with it, and among whom a rank counts."""
    figure.region = region
    if figure.measure == "rank":
        figure.among = _among(_last_clause(figure.lead))
        figure.region = _holders(figure) or region
        return
    if figure.said.moved:
        # 前进5位 (5 ranks ahead): the verb is no district, though one is called so.
        return
    alone = _alone(figure.lead)
    if alone and is_region(alone):
        figure.region = region_code(alone)


def _holders(figure: Figure) -> str:
    """Return who holds a rank, where the words behind it say that others do, else nothing.

    Of one place that is its code, of several their names as written, which a reviewer settles.
    """
    held = _HELD_BY.match(figure.tail)
    if held is None:
        return ""
    if not is_region(held[1]):
        # 和 (and) may be a part of a name, as in 呼和浩特.
        firsts = held[1].partition("、")[0], nouns.LIST.split(held[1])[0]
        return held[1] if any(map(is_region, firsts)) else ""
    # 前3位的是太原(119亿元)、临汾 (the first three are Taiyuan, which has so much, and).
    return held[1] + "等" if figure.token.kind == "front" else region_code(held[1])


@remembered
def _alone(lead: str) -> str:
    """Return what stands alone before a figure, and no verb: 如皋市 of 如皋市仅有 (only)."""
    named = foremost(lead) or _last_clause(lead[-2 * _LONGEST :])
    only = _ONLY.match(named) if len(named) <= _LONGEST else None
    # 新建2个 (built 2): the verb is no district, though one is called so.
    return only[1] if only and not acts.is_act_alone(only[1]) else ""


def give_to_zones(figures: Iterable[Figure], site: str) -> None:
    """Give the figures of a sentence to the zone that a clause opens with, up to the next owner.

    `site` is the one that the paragraph introduced. A zone that no registry has is their region as
    written, which a reviewer settles.
    """
    found = known()
    owner = _zone(found, site) if site else ""
    for figure in figures:
        owner = _owner(found, figure.lead, owner)
        figure.region = owner or figure.region


@remembered
def _owner(found: Registry | None, lead: str, owner: str) -> str:
    """Return the zone that owns the figure behind a lead, where `owner` has the one before."""
    owner = "" if lead.startswith(")") else owner
    for opening in _OPENING.finditer(lead):
        zone = _zone(found, opening[1])
        # A whole or a division that a clause opens with owns what follows.
        placed = (is_region(opening[1][:end]) for end in range(2, 9)) if owner else ()
        owner = zone or ("" if owner and (_WHOLE.match(opening[1]) or any(placed)) else owner)
    return owner


def _zone(found: Registry | None, words: str) -> str:
    """Return the zone that a clause opens with: its code, or as written; nothing without one."""
    if not opens_region(words):
        return ""
    for end in range(len(words), 1, -1):
        if is_own_region(found, words[:end]):
            code = region_code(words[:end])
            return "" if code in divisions.by_code() else code
    match = _ZONE.match(words)
    places = (region_code(match[1][:end]) for end in range(2, 9)) if match else ()
    inside = any(code.isdecimal() and not code.endswith(_PROVINCE) for code in places)
    return match[1] if match and inside else ""


def _last_clause(lead: str) -> str:
    return _CLAUSE.split(lead.replace("(市、区)", ""))[-1]


def _among(clause: str) -> str:
    """Return whose members are ranked (位居南通第二: in Nantong), empty where none is named."""
    tail = _VERB.sub("", clause)
    match = _AMONG.search(tail)
    if not match or (tail == clause and not _WHOLE.search(clause)):
        return ""
    whole = _WHOLE.search(match[1])
    # 增速全省第3 (in growth, 3rd of the province): what is ranked is none of them.
    name = match[1][whole.start() :] if whole else match[1]
    known = next((name[:n] for n in range(len(name), 1, -1) if is_region(name[:n])), "")
    return region_code(known or name)

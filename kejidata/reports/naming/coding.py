"""Which code a named figure has, and whose it is where its name opens with a place."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kejidata.model.divisions import NATION
from kejidata.reports.grammar.figure import Figure
from kejidata.reports.lexicon import acts, nouns
from kejidata.reports.naming.codes import indicator_code, is_region, is_stock, region_code
from kejidata.reports.naming.context import Context, placeless

# 「浉河区」 a district: an official name, which tells its level.
_OFFICIAL = re.compile("[一-鿿]{1,9}?[省市县区州盟旗](?![省市县区州盟旗级])")
# 「,全国共投入」 the nation put in: whose a figure is, in a text of any place.
_NATION = re.compile(r"(?:^|[,，;；:：])全国(?:共|(?=R&D|研究与试验发展|基础研究经费))")
# 「每万人」 for every 10,000 people.
_EVERY = re.compile("每?[百千万]人|[人户亩]均")
# 「增速居全省」 in growth of the province: what is ranked is no level.
_OF_GROWTH = re.compile("(?:增速|增幅|增长率|增长速度|涨幅|降幅)[^,，;；、]*$")
# 「,」 a comma, 「、」 between items of a list: what may part two owners.
_CLAUSE = re.compile("[,，、;；:：()（）]")
# 「高于全省」 above the province: what follows is the province's.
_OF_WHOLE = re.compile("[高低快慢]于全[国省市区县州盟旗](?:平均|均值|水平){0,2}[(（]?$")
# 「(全省」 in the province, in a bracket behind one's own figure.
_WHOLES = re.compile(r"\((全[省市区县州盟旗])(?:平均|均值|水平|为|达|是|仅){0,2}$")
# 「其中」 of these, 「,内含」 within: what parts the figure before it.
_PARTS = re.compile("其中|内含|包括")
# 「项目(高企」 projects (firms: a bracket behind the figure before it.
_BRACKET = re.compile("[^,，;；)]{0,12}[(（]")


def code_figures(figures: Iterable[Figure], context: Context) -> None:
    """Set the code of a sentence's named figures, and the region that a name opens with.

    A place with a bare property (广东经费) has the code of the whole that was told before.
    """
    nation = False
    before: Figure | None = None
    parted_from: Figure | None = None
    done_to: Figure | None = None
    growth = False
    less: set[str] = set()
    for figure in figures:
        lost = before is not None and before.region and not figure.region
        if before is not None and lost and not _CLAUSE.search(figure.lead):
            # 大庆47家孵化器在孵企业超2500家: of a city's 47 incubators the firms are too.
            figure.region = before.region
        before = figure
        nation |= "全国" in figure.lead and bool(_NATION.search(figure.lead))
        if nation and not figure.region and figure.measure != "rank":
            figure.region = NATION
        whole = context.valued
        parted_from = whole if _PARTS.search(figure.lead) else parted_from
        if "(" in figure.lead and _BRACKET.match(figure.lead):
            done_to = whole
        elif figure.lead.startswith(")"):
            done_to = None
        context.valued = context.valued if figure.measure != "value" else figure
        figure.code = _code(figure.indicator, figure)
        growth = _of_growth(figure, growth)
        if _is_less(figure, parted_from) or _is_of_the_done(figure, done_to or parted_from):
            less.add(figure.indicator)
            figure.code = ""
        goes_on = figure.shared and figure.indicator in less
        # A rank that names nothing is, after 增速7% (growth), that of the growth.
        bare = growth and figure.measure == "rank" and not nouns.AMOUNT.search(figure.lead)
        if goes_on or bare:
            figure.code = ""
        others = _WHOLES.search(figure.lead) if "(全" in figure.lead else None
        if others and figure.measure in ("value", "growth_rate"):
            # 18件(全省16件): the province's own.
            figure.code, figure.indicator = "", others[1] + figure.indicator
        elif "于全" in figure.lead and _OF_WHOLE.search(figure.lead) and figure.measure != "change":
            figure.code = ""
        elif not figure.code:
            _code_in_place(figure, context)


def _code_in_place(figure: Figure, context: Context) -> None:
    """Code a figure whose name opens with a place (广东经费), which is then its region."""
    place, rest = parted(figure.indicator)
    amount = context.amount if context.amount.endswith(rest) else ""
    figure.code = place and (_code(rest, figure) or _code(amount, figure))
    if figure.code:
        figure.region = region_code(place)


def _of_growth(figure: Figure, before: bool) -> bool:
    """Tell whether a figure is named as a growth (增速7%), or goes on about one."""
    if figure.measure in ("change", "growth_rate"):
        return bool(_OF_GROWTH.search(figure.lead)) or (before and figure.measure == "change")
    return before and (figure.measure == "rank" or not figure.code)


def _is_less(figure: Figure, whole: Figure | None) -> bool:
    """Tell whether a part (其中) is less than its code says: of those that the whole counts.

    成交额76亿元,其中技术交易额51亿元 (turnover, of which for technology) is none of the same name,
    每万人拥有量12件,其中高价值4件 (per 10,000 people) none of a sum.
    """
    if whole is None or figure.counted_in != whole.counted_in or figure.measure != whole.measure:
        return False
    per_head = _EVERY.search(whole.indicator) and not _EVERY.search(figure.indicator)
    return bool(per_head) or (bool(whole.code) and figure.code == whole.code)


def _is_of_the_done(figure: Figure, whole: Figure | None) -> bool:
    """Tell whether a count is of the things to which something was done, and not of all.

    Of the projects accepted, 受理40家(高企5家), those of 5 firms tell of no firms in all.
    """
    if whole is None:
        return False
    if figure.is_money or figure.token.kind == "percent" or figure.measure != "value":
        return False
    done = acts.opens_with_act(whole.indicator) and not acts.opens_with_act(figure.indicator)
    return bool(done) and is_stock(figure.code)


def _code(name: str, figure: Figure) -> str:
    # The code of a rank would say that it is the level's; a rank of a growth has none.
    if figure.measure == "rank" and _OF_GROWTH.search(figure.lead):
        return ""
    return indicator_code(name, figure.token.unit, figure.measure)


def parted(name: str) -> tuple[str, str]:
    """Return the place that a name opens with, and the rest; no place where none is known.

    Examples
    --------
    >>> parted("广东经费"), parted("浉河区高新技术企业"), parted("高新技术企业")
    (('广东', '经费'), ('浉河区', '高新技术企业'), ('', '高新技术企业'))
    """
    match = _OFFICIAL.match(name)
    if match and len(name) > len(match[0]) and is_region(match[0]):
        return match[0], name[match.end() :]
    rest = placeless(name)
    place = name.removesuffix(rest) if rest else ""
    return (place, rest) if is_region(place) else ("", name)

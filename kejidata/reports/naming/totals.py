"""How many there are in all, behind how many are new: which name a total has, and what grew."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kejidata.reports.grammar.figure import Figure
from kejidata.reports.naming.first import SoFar

# 「,累计达到」 reach in all: how many there are, behind how many are new.
IN_TOTAL = re.compile(
    "[,，;、](?:目前)?(?:(?:累计|有效期内|总数|总量|总共){1,2}(?:已|分别|共){0,3}(?:有|达到?|为)?"
    "|总[量数](?:稳?[位排]?居|[排位]名|[位名]?列)[^,，;]{0,12})$"
)
# 「新认定」 newly certified: what was done to some of what is counted in all.
NEW = re.compile("^(?:新增|净增|新(?:认定|建|培育|获批|引进|入库|设立)|新(?=[国省市县区]))")


def give_growth_to_totals(figures: Sequence[Figure]) -> None:
    """Give a growth to the total before what was added, where the three numbers say so.

    856家,新增122家,增长16.6% (856, of them 122 new, up 16.6 %): 122 over 734 is 16.6 %.
    """
    for at in range(2, len(figures)):
        total, added, growth = figures[at - 2 : at + 1]
        measures = (total.measure, added.measure, growth.measure)
        if measures != ("value", "value", "growth_rate"):
            continue
        new = growth.indicator == added.indicator and NEW.match(added.indicator)
        if new and _grew_by(total, added, growth):
            growth.indicator = total.indicator


def _grew_by(total: Figure, added: Figure, growth: Figure) -> bool:
    """Tell whether a total grew by what was added at a rate, in the digits of that."""
    whole, part, rate = (one.token.value for one in (total, added, growth))
    if total.token.unit != added.token.unit or growth.falls or not 0 < part < whole:
        return False
    decimals = len(str(rate).partition(".")[2].rstrip("0"))
    return round(100 * part / (whole - part), decimals) == rate


def total_of_whole(figure: Figure, local: str, so_far: SoFar) -> str:
    """Return the name of a total that no part of the whole can have, for it is more than that.

    新增平台212家,其中国家级9家,总数达1672家 (212 new, 9 of them national; 1,672 in all).
    """
    whole = so_far.whole
    if whole is None or not NEW.match(whole.indicator) or not IN_TOTAL.search(figure.lead):
        return ""
    more = figure.token.unit == whole.token.unit and figure.token.value > whole.token.value
    return NEW.sub("", whole.indicator) + local if more else ""

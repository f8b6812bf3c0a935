"""How sure a draft is of a figure, and what a reviewer should look at first."""

from __future__ import annotations

import re

from kejidata.reports.grammar.figure import Figure

COSTS = {
    "no_name": 0.5,
    "no_period": 0.3,
    "unit_implied": 0.2,
    "shared_name": 0.15,
    "long_name": 0.15,
    "period_carried": 0.15,
}
"""What each reason takes off a confidence of 1."""
_MONEY = re.compile(r"收入|产值|额|投资|资金|经费|税|利润|支出|投入|贷|价值|效益|增加值|销售")
_LONG = 22
_BARE = frozenset(("亿", "万", "万亿", "千万"))


def settle(figure: Figure) -> None:
    """Fill in a unit that the name implies, and note what the text leaves open."""
    token, doubts = figure.token, figure.doubts
    bare = token.unit in _BARE
    if bare and _MONEY.search(figure.indicator):
        token.unit += "元"
        doubts.append("unit_implied")
    elif token.implied or bare:
        doubts.append("unit_implied")
    if not figure.period and figure.measure != "threshold":
        doubts.append("no_period")
    if len(figure.indicator) > _LONG:
        doubts.append("long_name")


def confidence(figure: Figure) -> float:
    """Return 1 less what each reason costs, 0.1 at least."""
    if not figure.doubts:
        return 1.0
    return round(max(1 - sum(COSTS[reason] for reason in figure.doubts), 0.1), 2)

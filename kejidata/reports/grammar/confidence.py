"""How sure a draft is of a figure, and what a reviewer should look at first."""

from __future__ import annotations

import re

from kejidata.reports.grammar.figure import Figure
from kejidata.reports.lexicon.alternatives import one_of

COSTS = {
    "no_name": 0.5,
    "no_period": 0.3,
    "unit_implied": 0.2,
    "shared_name": 0.15,
    "long_name": 0.15,
    "period_carried": 0.15,
}
"""What each reason takes off a confidence of 1."""
# 「成交额」 turnover: a name of money, whose unit may leave out 元.
_MONEY = re.compile(
    one_of("收入 产值 额 投资 资金 经费 税 利润 支出 投入 贷 价值 效益 增加值 销售")
)
_LONG = 22
"""Characters from which a name may hold more than the name."""
_MAGNITUDES = frozenset(("亿", "万", "万亿", "千万"))


def assess(figure: Figure) -> None:
    """Fill in a unit that the name implies, and note what the text leaves open."""
    token, reasons = figure.token, figure.reasons
    bare = token.unit in _MAGNITUDES
    if bare and _MONEY.search(figure.indicator):
        token.unit += "元"
    if bare or token.implied:
        reasons.append("unit_implied")
    if not figure.period and figure.measure != "threshold":
        reasons.append("no_period")
    if len(figure.indicator) > _LONG:
        reasons.append("long_name")


def confidence(figure: Figure) -> float:
    """Return 1 less what each reason costs, 0.1 at least."""
    return round(max(1 - sum(COSTS[reason] for reason in figure.reasons), 0.1), 2)

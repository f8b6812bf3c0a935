"""How sure a draft is of a figure, and what a reviewer should look at first."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kejidata.reports.grammar.figure import Figure
from kejidata.reports.lexicon.alternatives import one_of

COSTS = {
    "no_name": 0.5,
    "bare_name": 0.4,
    "short_name": 0.2,
    "noun_behind": 0.2,
    "unit_implied": 0.2,
    "paired_name": 0.15,
    "long_name": 0.15,
    "period_carried": 0.15,
    "other_base": 0.15,
    "averaged": 0.15,
    "later_period": 0.3,
    "borrowed_name": 0.1,
    "uncoded": 0.1,
    "shared_name": 0.05,
    "no_period": 0.05,
}
"""What each reason takes off a confidence of 1."""
# 「成交额」 turnover: a name of money, whose unit may leave out 元.
_MONEY = re.compile(
    one_of("收入 产值 额 投资 资金 经费 税 利润 支出 投入 贷 价值 效益 增加值 销售")
)
# 「项」 a character of a name.
_CHARACTER = re.compile("[一-鿿]")
# 「企业」 firms: words go on right behind a number, and not those of its bound: 以上 (and more).
_BEHIND = re.compile("(?!以[上下内]|左右|上下)[一-鿿]")
# 「分别」 respectively: names and figures are paired by their order.
_PAIRED = re.compile("分别")
_BARE, _SHORT = 3, 5
"""Characters up to which a name says what kind of thing is counted, and hardly which."""
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


def assess_names(figures: Sequence[Figure]) -> None:
    """Note why names of a sentence's figures may be wrong, once their codes are looked for."""
    paired = False
    for number, figure in enumerate(figures):
        paired = bool(_PAIRED.search(figure.lead)) or (paired and figure.joined)
        if figure.indicator:
            figure.reasons += ["paired_name"] * paired
            _assess_name(figure, number == 0)


def _assess_name(figure: Figure, first: bool) -> None:
    """Note why a name may be wrong by itself; `first` opens a sentence."""
    reasons, name = figure.reasons, figure.indicator
    known = bool(figure.code)
    if len(name) <= _BARE:
        reasons.append("bare_name")
    elif len(name) <= _SHORT and not known:
        reasons.append("short_name")
    if not known:
        reasons.append("uncoded")
    if _is_counted_behind(figure):
        reasons.append("noun_behind")
    # A shared name that opens a sentence was told before the full stop.
    if first if "shared_name" in reasons else _is_borrowed(figure):
        reasons.append("borrowed_name")


def _is_counted_behind(figure: Figure) -> bool:
    """Tell whether a noun behind an amount may be what it counts: 24家企业 (24 firms)."""
    counts = figure.token.kind == "amount" and figure.measure in ("value", "target")
    return counts and not figure.counted and bool(_BEHIND.match(figure.tail))


def _is_borrowed(figure: Figure) -> bool:
    """Tell whether most of a name does not stand beside its figure."""
    beside = {*figure.lead, *figure.tail[:8]}
    letters = _CHARACTER.findall(figure.indicator)
    return sum(one not in beside for one in letters) * 2 > len(letters)


def confidence(figure: Figure) -> float:
    """Return 1 less what each reason costs, 0.1 at least."""
    return round(max(1 - sum(COSTS[reason] for reason in figure.reasons), 0.1), 2)

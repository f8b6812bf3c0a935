"""A figure in its sentence, and the reading of it that the other modules fill in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kejidata.reports.grammar.token import Token
from kejidata.reports.lexicon.alternatives import pattern
from kejidata.reports.lexicon.predicates import Predicate, predicate_of

FIGURES = frozenset(("amount", "percent", "point", "times", "rank", "front", "masked"))
"""Kinds of token that state a figure. A masked one (XX亿元, so many billions) is named, so that its
neighbours can share the name, and then dropped."""


@dataclass(slots=True)
class Figure:
    """One stated figure.

    `lead` is the sentence between the figure before and this one, without dates and spans of time;
    `tail` is what follows. `joined` tells that only a connector parts it from the figure before, so
    that both share one predicate. `falls` tells that words say it fell. `counted` is the noun
    behind the figure where that names it, and `base` the words before it then. `until` is the month
    at whose end a stock is counted, `years` are those that a list of figures has one each of.
    `span` is the span of years that the sentence sums up, `against` the year that the figure is
    held against. `shared` tells that its name was told before. `reasons` are those why a reviewer
    should look at it. `said` is what the last clause of the lead says, `opens_parts` whether it
    opens the parts of the figure before (其中: of which), `is_money` tells an amount of money,
    `counted_in` is the unit without its magnitude: 台 (pieces) for 万台 (ten thousand pieces).
    """

    token: Token
    lead: str
    tail: str
    joined: bool = False
    planned: bool = False
    period: str = ""
    measure: str = "value"
    bound: str = "exact"
    sign: int = 1
    falls: bool = False
    indicator: str = ""
    code: str = ""
    among: str = ""
    region: str = ""
    sentence: tuple[int, int] = (0, 0)
    counted: str = ""
    base: str = ""
    until: str = ""
    years: tuple[str, ...] = ()
    span: str = ""
    against: str = ""
    shared: bool = False
    reasons: list[str] = field(default_factory=list)
    said: Predicate = field(init=False)
    opens_parts: bool = field(init=False)
    is_money: bool = field(init=False)
    counted_in: str = field(init=False)

    def __post_init__(self) -> None:
        """Read once what many rules ask of the words before a figure and of its unit."""
        lead = self.lead
        clause = lead[max(lead.rfind(","), lead.rfind("，")) + 1 :]
        self.said = predicate_of(_COLON.sub("", clause) if clause[-1:] == ":" else clause)
        self.opens_parts = "其中" in lead or lead[:1] == ":"
        self.take_unit(self.token.unit)

    def take_unit(self, unit: str) -> None:
        """Give the figure a unit."""
        self.token.unit, self.is_money = unit, unit.endswith("元")
        self.counted_in = unit.lstrip("十百千万亿")


# 「同比增长(%):」 growth, and a colon before its number.
_COLON = re.compile(r"(?<=[长幅速降比])(?:\((?:%|倍)\))?:$")
CONNECTORS = "、和与及,，/"
LOOK = 24
"""Characters that are read after a figure."""
MOST = 90
"""Characters that are read before a figure."""
# 「提高到」 raised to: what follows the start of a move.
MOVES = pattern("""
    (?:左右|以上)?(?:的?基础上)?(?:再)? ( 提[高升] 增[加长至到] 升[至到] 上升 扩大 发展 缩 压 减
    下?降 下滑 回[落升] 放缓 收窄 跃升 攀升 延长 )
    """)
# 「增加到20」 grew to 20: the end of a move.
_MOVES_TO = re.compile(
    rf"(?:{MOVES.pattern}(?:[^,，。;、\d]{{0,4}}[到至为]|(?<=[到至]))|[到至])[^,，。;、\d]{{0,6}}\d"
)


def lead_of(folded: str, start: int, token: Token, between: Sequence[Token]) -> str:
    """Return the text from `start` to the token without the dates and spans that stand in it.

    What parts dates in a row (一季度、二季度: the first and the second quarter) goes with them.
    """
    start = max(start, token.start - MOST)
    pieces: list[str] = []
    last = ""
    for other in between:
        if other.end > start and other.kind in ("date", "span"):
            piece = folded[start : max(other.start, start)]
            row = last == other.kind == "date" and len(piece) == 1 and piece in CONNECTORS[:4]
            pieces.append("" if row else piece)
            start, last = other.end, other.kind
    return "".join([*pieces, folded[start : token.start]])


def is_joined(lead: str, tail: str, token: Token, before: Token | None) -> bool:
    """Tell whether only a connector parts two figures; a comma joins those of one unit.

    Of percentages the connector may be lost: 分别增长17.1%14.0% (grew by 17.1 and 14 %).
    """
    if before is None or lead.strip(CONNECTORS):
        return before is not None and lead == ":" and before.implied and token.implied
    if not lead:
        return token.kind == before.kind == "percent" and token.start == before.end
    return lead[0] not in (",", "，") or (token.unit == before.unit and not tail[:1].isalnum())


def starts_move(figure: Figure) -> bool:
    """Tell whether a figure is what a move starts from: 由18亿元增加到20亿元 (from 18 to 20)."""
    return figure.said.starts and bool(_MOVES_TO.match(figure.tail))

"""How sure a draft is of a figure, and what a reviewer should look at first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import fsum

from kejidata.reports.grammar.figure import Figure
from kejidata.reports.lexicon.acts import DONE_TO
from kejidata.reports.lexicon.alternatives import pattern
from kejidata.reports.lexicon.boundaries import QUOTES, SHORT_FORMS
from kejidata.reports.lexicon.nouns import ENTITY, LEVELS

COSTS = {
    "no_name": 0.5,
    "bare_name": 0.3,
    "later_period": 0.2,
    "noun_behind": 0.2,
    "other_unit": 0.2,
    "averaged": 0.2,
    "multiple": 0.2,
    "second_opinion": 0.2,
    "contradicted": 0.05,
    "short_name": 0.1,
    "vague_name": 0.05,
    "no_holder": 0.07,
    "long_name": 0.07,
    "other_base": 0.1,
    "unit_implied": 0.05,
    "borrowed_name": 0.07,
    "period_carried": 0.02,
    "paired_name": 0.02,
    "uncoded": 0.04,
    "shared_name": 0.02,
    "no_period": 0.01,
}
"""What each reason takes off a confidence of 1, by how often rows with it were wrong."""
# 「成交额」 turnover: a name of money, whose unit may leave out 元.
_MONEY = pattern("( 收入 产值 额 投资 资金 经费 税 利润 支出 投入 贷 价值 效益 增加值 销售 )")
# 「是2018年的」 is (so many times) that of 2018.
_OF = re.compile("的(?:约|近|超)?$")
# 「,」 a comma parts clauses.
_CLAUSE = re.compile("[,，;；:：]")
# 「企业」 firms: words go on right behind a number, and not those of its bound: 以上 (and more).
_BEHIND = re.compile("(?!以[上下内]|左右|上下)[一-鿿]")
_IN_TURN = "分别"
"""Respectively: names and figures are paired by their order."""
_NAMED_FIRST = frozenset(("value", "target"))
"""What names are given to; growth, ranks and the like share them."""
_KEPT = 90
"""Names whose doubts are kept."""
_BARE, _CORE, _SHORT = 3, 2, 6
"""Characters up to which a name, or what is left of it without an act and a level, says what kind
of thing is counted, and hardly which."""
_LONG = 22
"""Characters from which a name may hold more than the name."""
_MAGNITUDES = frozenset(("亿", "万", "万亿", "千万"))


def assess(figure: Figure) -> None:
    """Fill in a unit that the name implies, and note what the text leaves open."""
    token, reasons = figure.token, figure.reasons
    bare = token.unit in _MAGNITUDES
    if bare and _MONEY.search(figure.indicator):
        figure.take_unit(token.unit + "元")
    if bare or token.implied:
        reasons.append("unit_implied")
    if not figure.period and figure.measure != "threshold":
        reasons.append("no_period")
    if token.unit == "倍" and figure.measure == "growth_rate" and _OF.search(figure.lead):
        reasons.append("multiple")
    if len(figure.indicator) > _LONG:
        reasons.append("long_name")


def assess_names(
    figures: Sequence[Figure], told: Sequence[str], known: dict[str, list[str]]
) -> None:
    """Note why names of a sentence's figures may be wrong, once their codes are looked for.

    Parameters
    ----------
    figures
        Named figures of one sentence.
    told
        Names that the paragraph has told before.
    known
        The doubts about names so far, which are kept: a figure that shares a name shares them.
    """
    paired = False
    held = any(map(_names_thing, told))
    for number, figure in enumerate(figures):
        paired = _IN_TURN in figure.lead or (paired and figure.joined)
        if figure.indicator:
            figure.reasons += ["paired_name"] * paired
            _assess_name(figure, number == 0, held, known)
            held = held or _names_thing(figure.indicator)


def _assess_name(figure: Figure, first: bool, held: bool, known: dict[str, list[str]]) -> None:
    """Note why a name may be wrong by itself; `first` opens a sentence."""
    name, shared = figure.indicator, "shared_name" in figure.reasons
    if _is_counted_behind(figure):
        figure.reasons.append("noun_behind")
    if shared:
        # A shared name that opens a sentence was told before the full stop.
        figure.reasons += ["borrowed_name"] * first
        own = known.get(name, [] if figure.code else ["uncoded"])
        figure.reasons += [reason for reason in own if reason not in figure.reasons]
        unfit = figure.measure in _NAMED_FIRST and not (figure.code or "uncoded" in own)
        figure.reasons += ["other_unit"] * unfit
        return
    own = [*_little(figure, first), *["uncoded"] * (not figure.code)]
    if figure.measure in _NAMED_FIRST:
        own += _unsupported(figure, held)
    figure.reasons += own
    if len(known) < _KEPT:
        known[name] = own


def _little(figure: Figure, first: bool) -> Iterator[str]:
    """Yield whether a name says little: whose, of what kind or of which level may be lost."""
    name = figure.indicator
    core = name if figure.code else LEVELS.sub("", DONE_TO.sub("", name))
    if len(name) <= _BARE or len(core) <= _CORE:
        yield "bare_name"
    elif len(name) <= _SHORT:
        yield "short_name"
    if len(name) <= _SHORT and not (first or figure.code):
        # What a sentence names in short behind other figures is of these, as a rule.
        yield "no_holder"


def _unsupported(figure: Figure, held: bool) -> Iterator[str]:
    """Yield why a name may be wrong where it stands: not as it is written, or somebody's."""
    beside = QUOTES.sub("", _CLAUSE.split(figure.lead)[-1] + figure.tail)
    if figure.indicator not in beside:
        for short, full in SHORT_FORMS:
            beside = beside.replace(short, full)
        if figure.indicator not in beside:
            yield "borrowed_name"
    if figure.code and held and not _names_thing(figure.indicator):
        yield "no_holder"
    if not figure.code and len(figure.indicator) > _BARE and not _names_thing(figure.indicator):
        yield "vague_name"


def _names_thing(name: str) -> bool:
    """Tell whether a name holds a thing that has properties: 企业 (firms), 合同 (contracts)."""
    return bool(ENTITY.search(name))


def _is_counted_behind(figure: Figure) -> bool:
    """Tell whether a noun behind an amount may be what it counts: 24家企业 (24 firms)."""
    counts = figure.token.kind == "amount" and figure.measure in _NAMED_FIRST
    return counts and not figure.counted and bool(_BEHIND.match(figure.tail))


def confidence(figure: Figure) -> float:
    """Return 1 less what each reason costs, 0.1 at least."""
    return round(max(1 - fsum(map(COSTS.__getitem__, figure.reasons)), 0.1), 2)

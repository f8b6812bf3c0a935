"""How sure a draft is of a figure, and what a reviewer should look at first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from math import fsum

from kejidata.reports.grammar.figure import Figure
from kejidata.reports.lexicon.acts import DONE_TO, REACHES
from kejidata.reports.lexicon.alternatives import pattern, remembered
from kejidata.reports.lexicon.boundaries import QUOTES
from kejidata.reports.lexicon.nouns import A_HEAD, ENTITY, LEVELS, NOUN_END
from kejidata.reports.naming.trim import clauses_of, name_in

COSTS = {
    "no_name": 0.55,
    "later_period": 0.25,
    "other_unit": 0.2,
    "averaged": 0.2,
    "multiple": 0.2,
    "second_opinion": 0.2,
    "noun_behind": 0.15,
    "bare_name": 0.1,
    "uncoded_pair": 0.1,
    "little_said": 0.09,
    "other_period": 0.06,
    "borrowed_name": 0.05,
    "no_holder": 0.04,
    "short_name": 0.04,
    "uncoded": 0.04,
    "vague_name": 0.04,
    "contradicted": 0.02,
    "paired_name": 0.02,
    "unit_implied": 0.01,
    "no_period": 0.0,
}
"""What each reason takes off a confidence of 1, by how often rows with it were wrong."""
# 「成交额」 turnover: a name of money, whose unit may leave out 元.
_MONEY = pattern("( 收入 产值 额 投资 资金 经费 税 利润 支出 投入 贷 价值 效益 增加值 销售 )")
# 「是2018年的」 is (so many times) that of 2018.
_OF = re.compile("的(?:约|近|超)?$")
# 「,」 a comma parts clauses.
_CLAUSE = re.compile("[,，;；:：]")
# 「企业」 firms: words go on right behind a number, and not those of its bound, 以上 (and more), or
# of a list, 和 (and).
_BEHIND = re.compile("(?!以[上下内]|左右|上下|[和与及])[一-鿿]")
_IN_TURN = "分别"
"""Respectively: names and figures are paired by their order."""
_NAMED_FIRST = frozenset(("value", "target"))
"""What names are given to; growth, ranks and the like share them."""
_KEPT = 90
"""Names whose doubts are kept."""
_FEW = 2
"""Figures of a paragraph up to which none is most of it."""
_CORE, _SHORT, _OWNED = 2, 4, 6
"""Characters up to which what is left of a name without an act and a level says hardly more than a
kind; of a name that is short; and up to which a name behind others is of these."""


def assess(figure: Figure) -> None:
    """Fill in a unit that the name implies, and note what the text leaves open."""
    token, reasons = figure.token, figure.reasons
    bare = token.unit.endswith(("万", "亿"))
    if bare and _MONEY.search(figure.indicator):
        figure.take_unit(token.unit + "元")
    if bare or token.implied:
        reasons.append("unit_implied")
    if not figure.period and figure.measure != "threshold":
        reasons.append("no_period")
    if token.unit == "倍" and figure.measure == "growth_rate" and _OF.search(figure.lead):
        reasons.append("multiple")


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
    held = bool(figures) and any(map(_names_thing, told))
    for number, figure in enumerate(figures):
        paired = _IN_TURN in figure.lead or (paired and figure.joined)
        if figure.indicator:
            figure.reasons += ["paired_name"] * paired
            _assess_name(figure, number == 0, held, known)
            held = held or _names_thing(figure.indicator)
    _note_uncoded_pair([figure for figure in figures if figure.measure in _NAMED_FIRST])


def _note_uncoded_pair(figures: Sequence[Figure]) -> None:
    """Note what has no code beside its goal, or its outcome, that has one: they may be of one."""
    for before, figure in pairwise(figures):
        paired = before.measure != figure.measure and before.token.unit == figure.token.unit
        if paired and bool(before.code) != bool(figure.code):
            (before if figure.code else figure).reasons.append("uncoded_pair")


def _assess_name(figure: Figure, first: bool, held: bool, known: dict[str, list[str]]) -> None:
    """Note why a name may be wrong by itself; `first` opens a sentence."""
    name = figure.indicator
    _note_beside(figure)
    if figure.shared:
        # A shared name that opens a sentence was told before the full stop.
        figure.reasons += ["borrowed_name"] * first
        own = known.get(name, [] if figure.code else ["uncoded"])
        figure.reasons += [reason for reason in own if reason not in figure.reasons]
        unfit = figure.measure in _NAMED_FIRST and not (figure.code or "uncoded" in own)
        figure.reasons += ["other_unit"] * unfit
        return
    own = [*_little(name, first, bool(figure.code)), *_unsupported(figure, held)]
    figure.reasons += own
    if len(known) < _KEPT:
        known[name] = own


def _note_beside(figure: Figure) -> None:
    """Note what the words around a figure say against its name."""
    said = name_in(figure.measure, figure.token.kind, clauses_of(figure.lead)[-1])
    if said and _says_little(said):
        figure.reasons.append("little_said")
    counts = figure.token.kind == "amount" and figure.measure in _NAMED_FIRST
    if counts and not figure.counted and _BEHIND.match(figure.tail):
        figure.reasons.append("noun_behind")


@remembered
def _says_little(name: str) -> bool:
    return bool(len(name) <= _CORE or REACHES.fullmatch(name) or A_HEAD.fullmatch(name))


@remembered
def _little(name: str, first: bool, coded: bool) -> tuple[str, ...]:
    """Return whether a name says little: whose, of what kind or of which level may be lost."""
    core = name if coded else LEVELS.sub("", DONE_TO.sub("", name))
    bare = len(core) <= _CORE or (len(name) < _SHORT and not coded)
    short = len(name) <= (_OWNED if coded else _SHORT)
    little = ("bare_name",) if bare else ("short_name",) if short else ()
    # What a sentence names in short behind other figures is of these, as a rule.
    owned = ("no_holder",) if len(name) <= _OWNED and not (first or coded) else ()
    return little + owned if coded else (*little, *owned, "uncoded")


def _unsupported(figure: Figure, held: bool) -> list[str]:
    """Return why a name may be wrong where it stands: not as it is written, or somebody's."""
    name = figure.indicator
    beside = _last_clause(figure.lead) + figure.tail
    stands = name in beside or name in QUOTES.sub("", beside)
    reasons = [] if stands else ["borrowed_name"]
    if figure.code and held and not _names_thing(name):
        reasons.append("no_holder")
    if not (figure.code or _names_thing(name) or NOUN_END.search(name)):
        reasons.append("vague_name")
    return reasons


@remembered
def _last_clause(lead: str) -> str:
    return _CLAUSE.split(lead)[-1]


@remembered
def _names_thing(name: str) -> bool:
    """Tell whether a name holds a thing that has properties: 企业 (firms), 合同 (contracts)."""
    return bool(ENTITY.search(name))


def assess_periods(figures: Sequence[Figure]) -> None:
    """Note which figures of a paragraph are of another period than most of it."""
    periods = [figure.period for figure in figures]
    if len(periods) > _FEW and periods.count(periods[0]) < len(periods):
        usual = Counter(periods).most_common(1)[0][0]
        for figure in figures:
            figure.reasons += ["other_period"] * (figure.period != usual)


@lru_cache(maxsize=1024)
def confidence(reasons: str) -> float:
    """Return 1 less what each of the reasons costs, 0.1 at least; bars part them, as in a draft."""
    return round(max(1 - fsum(COSTS[reason] for reason in reasons.split("|") if reason), 0.1), 2)

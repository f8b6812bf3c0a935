"""The noun behind a figure, where that is what the figure counts: 4家研究中心 (4 centres)."""

from __future__ import annotations

import re

from kejidata.reports.grammar.figure import LOOK, Figure
from kejidata.reports.lexicon import acts, boundaries, nouns
from kejidata.reports.naming.context import Context, head
from kejidata.reports.naming.trim import shorten, strip

_DOES = 14
"""Characters of the longest words for what things do that a share is of."""


def counts(figure: Figure) -> bool:
    """Tell whether a figure may count the noun behind it, as 4家研究中心 (4 centres) does."""
    if figure.token.kind != "amount" or figure.measure not in ("value", "target"):
        return False
    return not figure.is_money or bool(nouns.FUNDS.match(figure.tail))


def noun_after(figure: Figure, name: str) -> str:
    """Return the name of what follows a figure with the act before it, empty where none does."""
    tail = nouns.COUNTIES.sub(r"\1", figure.tail) if "(" in figure.tail else figure.tail
    match = nouns.AFTER.match(tail)
    if not match or nouns.NO_NOUN.match(match[1]):
        return ""
    funds = nouns.FUNDS.match(figure.tail) if figure.is_money else None
    if funds:
        return strip(funds[0])
    if figure.lead.endswith("等"):
        # 甲、乙等6家企业 (6 firms such as A and B): what stands before are some of them.
        verb = acts.SHARED_VERB.match(name)
        name = verb[0] if verb else ""
    act = acts.DOER.sub("", name)
    acted = acts.ends_with_act(name) or _is_act(act)
    if not acted and _is_full(figure, name):
        return ""
    figure.base = name
    done = _act(act) if acted else ""
    return done + _noun(figure, match, not done or done in acts.LETS)


def _is_act(act: str) -> bool:
    """Tell whether a clause opens with what was done, and names nothing that it was done to."""
    return bool("、" not in act and acts.DONE_TO.match(act) and not nouns.NAMED.search(act))


def _is_full(figure: Figure, name: str) -> bool:
    """Tell whether what stands before a figure names it: no list, and no verb just before it."""
    if not name or figure.lead.endswith(("了", "有", "中")):
        return False
    noun = nouns.ends_as_noun(name)
    return bool(noun) or (len(name) > 4 and not nouns.LIST.search(name))


def _noun(figure: Figure, match: re.Match[str], alone: bool) -> str:
    """Return the noun behind a figure, with what it attained where that makes the name."""
    noun = acts.DONE_SINCE.sub("", boundaries.QUOTES.sub("", match[1]))
    noun = acts.SAID.split(noun)[0]
    figure.counted = noun
    attained = acts.ATTAINED.match(noun)
    if attained:
        figure.counted = attained[1]
        cut_off = match.end() == LOOK and len(noun) == len(match[1])
        return _attained(attained) if alone and not cut_off else attained[1]
    kind = acts.KIND.match(noun)
    if kind:
        noun = noun[kind.end() :] if kind[1] else kind[0]
        figure.counted = noun
    elif nouns.SECOND.match(figure.tail):
        noun = figure.counted = _thing_of(noun)
    amid = nouns.AMID.search(figure.lead) if acts.opens_with_act(noun.removeprefix("未")) else None
    if amid:
        return noun.replace("了", "", 1) + shorten(strip(amid[1]))
    return acts.MOVED.sub("", strip(noun)).removesuffix("中")


def share_after(figure: Figure) -> str:
    """Return the share that a percent number says of the noun behind it: 84%的实验室."""
    shares = figure.measure in ("value", "target")
    match = nouns.WHOLE_AFTER.match(figure.tail) if shares else None
    if not match or nouns.SHARE_END.search(figure.lead):
        return ""
    noun = match[1].rstrip("和与及")
    figure.counted = noun if nouns.is_measured(noun) else _thing_of(noun)
    done = noun.removeprefix(figure.counted).replace("了", "", 1)
    does = 2 < len(done) <= _DOES and match.end() < LOOK and acts.opens_with_act(done)
    # 60%的企业获得专利批准: the share of the firms that have got patents.
    return shorten(done) * bool(does) + strip(figure.counted) + "占比"


def peers(figure: Figure) -> str:
    """Return those among whom one is ranked (列全县12个乡镇第6位: of 12 townships), or nothing."""
    counted = figure.measure == "value" and figure.token.unit in ("个", "区", "家", "所")
    match = nouns.PEERS.match(figure.tail) if counted else None
    return (match[1] or figure.token.unit) if match else ""


def counted_before(figure: Figure, context: Context) -> str:
    """Return what was counted before and is spoken of again: 四项均超额 (all four)."""
    if figure.lead.strip(",，。;:、") or not nouns.ALL_OF.match(figure.tail):
        return ""
    return context.counted.get((figure.token.value, figure.token.unit), "")


def _attained(match: re.Match[str]) -> str:
    """Put what the things counted attained before them: 获奖成果 (prized) of 成果获奖."""
    what = match[2].replace("了", "", 1)
    return what if what.endswith(match[1]) else what + match[1]


def _thing_of(noun: str) -> str:
    """Return what is counted, where more is said of it: 重大项目 of 重大项目开工 (begun)."""
    cut = acts.PREDICATE.search(noun)
    if cut and cut.start() > 1:
        return noun[: cut.start()]
    end = max((match.end() for match in nouns.THING.finditer(noun)), default=0)
    return noun[:end] or head(noun) or noun


def _act(name: str) -> str:
    """Return what was done to the things counted, empty where the verb says nothing of them."""
    verb = acts.ends_with_act(name)
    if verb and verb[0] in ("与", "和", "为", "有", "共", "分"):
        return ""
    return name if len(name) <= 12 or not verb else verb[0]

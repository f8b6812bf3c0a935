"""Headlines caught where a chart hands over its captions, and what is read in them."""

import re
import sys
from collections.abc import Callable, Iterator
from typing import Any
from unittest import mock

from kejidata.errors import KejidataError

from .sentences import LANGS

Ends = tuple[float, float, bool, bool]
Rule = Iterator[str]
MAY = {"en": r"\bmay (?:be|each)", "zh": "可能"}


class Told(BaseException):
    """Carries a headline out of a chart, past whatever catches errors on the way."""


def caught(title: str, *_: object, **__: object) -> None:
    raise Told(title)


def headline(chart: Callable, *given: Any, **options: Any) -> str | None:
    """Return the headline of a chart without drawing it, None of one that says there is nothing."""
    with mock.patch.object(sys.modules[chart.__module__], "Captions", caught):
        try:
            chart(*given, **options)
        except Told as told:
            return str(told)
        except KejidataError:
            return None  # Several of what a chart has one of.
    return None


def ends(row: Any, name: str = "") -> Ends:
    """Return the interval of a result's number, and which ends it holds."""
    low, high, closed = (row[f"{name}_{end}" if name else end] for end in ("low", "high", "closed"))
    return low, high, closed in ("both", "left"), closed in ("both", "right")


def way(one: Ends) -> str:
    """Return on which side of zero all of an interval lies."""
    low, high, left, right = one
    if low == high == 0:
        return "flat"
    up, down = low > 0 or (low == 0 and not left), high < 0 or (high == 0 and not right)
    return "up" if up else "down" if down else "open"


def beats(one: Ends, other: Ends) -> bool:
    """Return whether every number of one lies above every number of the other."""
    return one[0] > other[1] or (one[0] == other[1] and not (one[2] and other[3]))


def tops(known: dict[str, Ends]) -> tuple[set[str], bool]:
    """Return who may be highest, and whether that leaves no doubt."""
    may = {k for k, one in known.items() if not any(beats(o, one) for o in known.values())}
    exact = {known[k][:2] for k in may}
    return may, len(may) == 1 or (len(exact) == 1 and all(low == high for low, high in exact))


def counts(words: dict[str, str], told: str) -> dict[str, int]:
    """Return what a headline counts."""
    found = {state: re.search(pattern, told) for state, pattern in words.items()}
    numbers = {
        state: [group for group in match.groups() if group][-1]
        for state, match in found.items()
        if match
    }
    return {k: {"both": 2, "the 1": 1}.get(n) or int(n) for k, n in numbers.items()}


def named(told: str, lang: str, labels: dict[str, tuple[str, str]]) -> set[str]:
    """Return who is named in a headline."""
    return {code for code, names in labels.items() if names[LANGS.index(lang)] in told}


def counted(numbers: dict[str, int], states: list[str], told: str) -> Rule:
    wanted = {state: states.count(state) for state in set(states)}
    if numbers != wanted:
        yield f"counts {numbers} for {wanted}"
    first = re.search(r"\d+(?= targets?| statements?| totals?|项目标|条表述|个总计)", told)
    if first and int(first[0]) != len(states):
        yield f"counts {first[0]} for {len(states)}"


def superlative(
    clause: str, lang: str, known: dict[str, Ends], labels: dict[str, tuple[str, str]]
) -> Rule:
    """The one named is highest, or all who may be are, and `may` is said of those alone."""
    may, sure = tops(known)
    names = named(clause, lang, labels)
    if names and not names <= may:
        yield f"highest: {names} for {may}"
    if names and sure and names != may:
        yield f"highest: only {names} of {may}"
    if bool(re.search(MAY[lang], clause)) == sure:
        yield f"highest: certainty of {may}"

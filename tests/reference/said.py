"""A paragraph as its reader has it: sentences, the facts in each, and the figures behind them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from . import growth, registry
from .facts import Facts
from .growth import Pair
from .periods import Period, parse
from .spans import Span

Fact = dict[str, Any]
END = {"en": re.compile(r"\. (?=\S)|\.$"), "zh": re.compile("。")}


@dataclass(frozen=True)
class Sentence:
    """A sentence with its facts, which stand at offsets of the paragraph."""

    text: str
    start: int
    facts: list[Fact]
    lang: str

    def of(self, *measures: str) -> list[Fact]:
        """Return the facts of some measures."""
        return [fact for fact in self.facts if fact["measure"] in measures]

    def before(self, fact: Fact) -> str:
        """Return what stands before a fact."""
        return self.text[: fact["start"] - self.start]

    def after(self, fact: Fact) -> str:
        """Return what stands behind a fact."""
        return self.text[fact["end"] - self.start :]

    def periods(self) -> list[Period]:
        """Return the periods that are told, in their order."""
        return [parse(fact["period"]) for fact in self.of("period")]


@dataclass(frozen=True)
class Said:
    """A paragraph on some rows of a result, and the figures of the frame behind them."""

    kind: str
    text: str
    lang: str
    sentences: list[Sentence]
    figures: Facts
    rows: list[dict[str, Any]]


def sentences(text: str, facts: list[Fact], lang: str) -> Iterator[Sentence]:
    """Yield the sentences of a paragraph."""
    start = 0
    for found in END[lang].finditer(text):
        inside = [fact for fact in facts if start <= fact["start"] < found.end()]
        yield Sentence(text[start : found.start()], start, inside, lang)
        start = found.end()


def key_of(fact: Fact) -> tuple[str, str, Period]:
    """Return region, indicator and period of a fact."""
    return registry.place(fact["region"]), fact["indicator"], parse(fact["period"])


def way(span: Span, limit: int = 0) -> str:
    """Return on which side of a limit every number lies: up, down, flat, else open."""
    above = span.low > limit or (span.low == limit and not span.low_in)
    below = span.high < limit or (span.high == limit and not span.high_in)
    if span.low == span.high == limit:
        return "flat"
    if above or below:
        return "up" if above else "down"
    return "open_up" if span.low >= limit else "open_down" if span.high <= limit else "open"


def beats(one: Span, other: Span) -> bool:
    """Return whether every number of one interval lies above every one of the other."""
    touching = one.low == other.high and not (one.low_in and other.high_in)
    return one.low > other.high or touching


def turned(span: Span) -> Span:
    """Return the interval with the sign of every number turned round."""
    return Span(-span.high, -span.low, span.high_in, span.low_in)


def grown(figures: Facts, key: tuple[str, str, Period], years: int) -> tuple[Fraction, Span] | None:
    """Return a growth and its interval, None where there is none."""
    value = growth.compared(figures, key, years)
    found: Pair = growth.pair(figures, key, years, value, value.vintage if value else None)
    if found.reason or growth.unfit(found):
        return None
    return growth.growth(found)

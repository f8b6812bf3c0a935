"""What is known of a number, as pages, paragraphs and office files tell it: the same, in one order.

First its formula with the published figures, then the words of each source, then the sources. The
rooms that show it put a title before a line, or a link around it, as their format allows.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any, Literal, NamedTuple

from kejidata.model.terms import Lang
from kejidata.wording.formulas import in_words

Part = Literal["formula", "quote", "source"]
_BETWEEN = "; "
_WITHIN = str.maketrans("“”‘’", "‘’“”")
"""Marks of a quotation within another."""


class OriginText(NamedTuple):
    """Where a number comes from, in words; the formula in numbers where these are known."""

    text: str
    formula: str
    quotes: tuple[str, ...]
    sources: tuple[str, ...]
    calculation: str = ""

    @property
    def known(self) -> bool:
        """Whether anything is known of the number; of a period or a name nothing is."""
        return any(self[1:])

    def stored(self) -> dict[str, Any]:
        """Return what an output keeps, which `of` reads."""
        return {name: value for name, value in self._asdict().items() if value}

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> OriginText:
        """Return what an output kept.

        Examples
        --------
        >>> told = OriginText("5%", "x / y", ("up 5%",), ("our_survey",))
        >>> OriginText.of(told.stored()) == told
        True
        """
        quotes, sources = (tuple(map(str, stored.get(k, ()))) for k in ("quotes", "sources"))
        formula, calculation = (str(stored.get(k, "")) for k in ("formula", "calculation"))
        return cls(str(stored["text"]), formula, quotes, sources, calculation)

    def lines(self, lang: Lang) -> Iterator[tuple[Part, str]]:
        """Yield the calculation, else the formula in words; each quote; the id of each source.

        A quote is yielded as it stands within quotation marks.

        Examples
        --------
        >>> list(OriginText("5%", "x / y", ("up 5%",), ("our_survey",)).lines("en"))
        [('formula', 'x ÷ y'), ('quote', 'up 5%'), ('source', 'our_survey')]
        >>> [*OriginText("29家", "", ("“如科贷”发放29家企业",), ()).lines("zh")]
        [('quote', '‘如科贷’发放29家企业')]
        """
        worked = self.calculation or (in_words(self.formula, lang) if self.formula else "")
        if worked:
            yield "formula", worked
        yield from (("quote", quote.translate(_WITHIN)) for quote in self.quotes)
        yield from (("source", source) for source in self.sources)

    def grouped(self, lang: Lang) -> Iterator[tuple[Part, list[str]]]:
        """Yield what `lines` does, all quotes at once, and all sources.

        Examples
        --------
        >>> list(OriginText("2", "", ("up", "down"), ("a",)).grouped("en"))
        [('quote', ['up', 'down']), ('source', ['a'])]
        """
        for part, lines in groupby(self.lines(lang), key=itemgetter(0)):
            yield part, [said for _, said in lines]


def origin_text(fact: Mapping[Hashable, Any]) -> OriginText:
    """Return what a fact tells of its number.

    Examples
    --------
    >>> origin_text({"text": "5%", "quote": "up 5%; rose by 5%", "source": "our_survey"}).quotes
    ('up 5%', 'rose by 5%')
    >>> origin_text({"text": "5%", "source": "a; a; b"}).sources
    ('a', 'b')
    """
    formula, calculation, quote, source = (
        str(fact.get(key) or "") for key in ("formula", "calculation", "quote", "source")
    )
    # Several sources of one figure come as one text.
    quotes, sources = (
        tuple(dict.fromkeys(filter(None, told.split(_BETWEEN)))) for told in (quote, source)
    )
    return OriginText(str(fact["text"]), formula, quotes, sources, calculation)


def in_one_line(texts: Iterable[str]) -> str:
    """Return quotes or sources as a fact holds them: those that say something, each once.

    Examples
    --------
    >>> in_one_line(["up 5%", "", "up 5%", "rose by 5%"])
    'up 5%; rose by 5%'
    """
    return _BETWEEN.join(dict.fromkeys(filter(None, texts)))

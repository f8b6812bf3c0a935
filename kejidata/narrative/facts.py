"""A narrative: a text whose every number is a fact that leads back to its rows of origin."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from kejidata.errors import KejidataError
from kejidata.files.media_types import FACTS_MIME
from kejidata.model.arguments import held_to_annotations
from kejidata.model.terms import Lang
from kejidata.narrative.calculations import calculation
from kejidata.narrative.cards import html, markdown
from kejidata.panel.normalize import Row, records
from kejidata.wording.language import language
from kejidata.wording.origins import Key, Origins, sources_of


@dataclass(frozen=True)
class Fact:
    """A number as a text shows it, with what it is and where it comes from.

    Parameters
    ----------
    text
        The numeral with its unit, as shown.
    value
        The number behind it, in `unit`; NaN where the words are a period or a name.
    rounding
        The step, in `unit`, to which the text rounds the value; zero where it shows it whole.
    rows
        Keys of the observations it comes from: region, indicator, period, measure.
    calculation
        The formula with the published numbers in it and the result; empty where they are not known.
    """

    text: str
    value: float = float("nan")
    unit: str = ""
    region: str = ""
    indicator: str = ""
    period: str = ""
    measure: str = ""
    formula: str = ""
    rows: tuple[Key, ...] = ()
    source: str = ""
    quote: str = ""
    rounding: float = 0.0
    calculation: str = ""


Piece = str | Fact


class Gap(str):
    """What stands between two sentences; nothing in a language that needs none."""


COLUMNS = ["text", "value", "unit", "start", "end", "region", "indicator", "period", "measure"]
STORED = ["text", "start", "end", "formula", "calculation", "source", "quote"]
"""What of a fact Jupyter keeps beside the text."""
COLUMNS += ["formula", "rows", "source", "quote", "rounding", "calculation"]


@dataclass(frozen=True, eq=False, repr=False)
class Narrative:
    """A paragraph, the facts in it, and its language; Jupyter shows it as Markdown.

    Parameters
    ----------
    text
        The paragraph, plain text.
    facts
        One row per number: text, value, unit, start, end (offsets in the text), region, indicator,
        period, measure, formula, rows, source, quote, rounding, calculation.
    first
        Where the first sentence ends; None where the paragraph is one sentence.
    """

    text: str
    facts: pd.DataFrame
    lang: Lang
    first: int | None = None

    def __str__(self) -> str:
        """Return the paragraph."""
        return self.text

    def __repr__(self) -> str:
        """Return the language, the number of facts and the opening words."""
        return f"Narrative({self.lang}, {len(self.facts)} facts: {self.text[:24]!r}...)"

    def _repr_markdown_(self) -> str:
        """Return the paragraph with all that could be markup escaped."""
        return markdown(self.text)

    def _repr_html_(self) -> str:
        """Return the paragraph with a card behind each number: its calculation and its source."""
        return html(self.text, self._stored(), self.lang)

    def _repr_mimebundle_(self, **_: object) -> dict[str, object]:
        """Return text and facts as well, so that the page can show the origin of each number."""
        return {FACTS_MIME: {"text": self.text, "lang": self.lang, "facts": self._stored()}}

    def _stored(self) -> list[Row]:
        """Return of each fact what is kept beside the text."""
        return records(self.facts[STORED])

    def lead(self) -> Narrative:
        """Return the first sentence, which tells the finding, with the facts in it.

        Examples
        --------
        >>> compose(["Two rose.", Gap(" "), "One fell."], "en").lead().text
        'Two rose.'
        """
        facts = self.facts[self.facts["end"] <= len(self.text[: self.first])]
        return Narrative(self.text[: self.first], facts, self.lang)

    def source_of(self, number: str | int) -> str:
        """Return the words of the source behind a number of the text.

        Parameters
        ----------
        number
            A numeral as the text shows it, or its position in the text.

        Raises
        ------
        KejidataError
            The text has no such number.
        """
        facts = zip(records(self.facts), self._matching(number), strict=True)
        found = [_origin(fact) for fact, matching in facts if matching]
        if not found:
            raise KejidataError(
                f"no fact of the text shows {number!r}",
                remedy=f"ask for one of {', '.join(self.facts['text'].head(5))}",
            )
        return "\n".join(dict.fromkeys(found))

    def _matching(self, number: str | int) -> list[bool]:
        """Tell of each fact whether it shows a numeral or stands at a position."""
        if isinstance(number, int):
            places = zip(self.facts["start"], self.facts["end"], strict=True)
            return [start <= number < end for start, end in places]
        style = language(self.lang).style
        marks = style.decimal + style.group
        alone = re.compile(
            rf"(?<!\d)(?<!\d[{re.escape(marks)}]){re.escape(str(number))}(?![{re.escape(marks)}]?\d)"
        )
        return [bool(alone.search(text)) for text in self.facts["text"]]


@held_to_annotations
def words(narrative: Narrative, number: str | int) -> str:
    """Return the words of the source behind a number, as `Narrative.source_of` does.

    Examples
    --------
    >>> import kejidata
    >>> obs = pd.DataFrame({"region": ["甲", "乙"], "indicator": "rd_expenditure",
    ...                     "period": 2020, "value": [36.0, 34.0], "unit": "亿元",
    ...                     "quote": ["甲36亿元", "乙34亿元"]})
    >>> told = kejidata.narrative.rankings(kejidata.rankings(obs), observations=obs)
    >>> words(told, "36亿元")
    '36亿元 | 甲36亿元'
    """
    return narrative.source_of(number)


def _origin(fact: Row) -> str:
    """Return one line for a fact: the number, how it was made, who says so and in which words."""
    parts = [str(fact["text"])]
    if fact["formula"]:
        parts.append(str(fact["calculation"]) or f"= {fact['formula']}")
    keys = fact["rows"] if isinstance(fact["rows"], tuple) else ()
    told = [str(fact[k]) for k in ("source", "quote") if fact[k]]
    return " | ".join(parts + (told or [" ".join(key) for key in keys]))


def compose(pieces: Sequence[Piece], lang: Lang, origins: Origins | None = None) -> Narrative:
    """Return the narrative that pieces of text and facts make in their order.

    Parameters
    ----------
    pieces
        Texts and facts, in the order of the sentence.
    lang
        The language of the texts.
    origins
        The observations by key, whose source and quote the facts take over; None for none.
    """
    rows, text, first = [], "", None
    for piece in pieces:
        if isinstance(piece, Gap) and first is None:
            first = len(text)
        shown = piece.text if isinstance(piece, Fact) else piece
        if text[-1:].isdigit() and shown[:1].isdigit():
            # A name that ends in a digit (own_2) would take in the number after it.
            text += " "
        start = len(text)
        if isinstance(piece, Fact):
            text += piece.text
            fact = _sourced(piece, origins or {}, lang)
            rows.append((fact, start, len(text)))
        else:
            text += piece
    if language(lang).style.capitals:
        text = _capitals(text)
    return Narrative(text, _frame(rows, text), lang, first)


def _frame(rows: Sequence[tuple[Fact, int, int]], text: str) -> pd.DataFrame:
    """Return facts with where they start and end in a text, which shows them."""
    if not rows:
        return pd.DataFrame(columns=COLUMNS)
    facts, starts, ends = zip(*rows, strict=True)
    shown = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    known = {"text": shown, "start": starts, "end": ends}
    cells = {name: known.get(name) or [getattr(one, name) for one in facts] for name in COLUMNS}
    # All texts at once: pandas takes longer to begin a column of text than to fill it.
    size, names = len(rows), [name for name in COLUMNS if isinstance(cells[name][0], str)]
    texts = pd.array([cell for name in names for cell in cells[name]], dtype="str")
    columns = {name: texts[size * at : size * (at + 1)] for at, name in enumerate(names)}
    return pd.DataFrame({name: columns.get(name, cells[name]) for name in COLUMNS})


def _capitals(text: str) -> str:
    """Return a text with a capital at the start of every sentence; its length stays."""
    return re.sub(r"(?:^|(?<=[.?!] ))[a-z]", lambda m: m.group().upper(), text)


def _sourced(fact: Fact, origins: Origins, lang: Lang) -> Fact:
    """Return a fact with the sources and quotes of its rows of origin, and its calculation."""
    row = (fact.region, fact.indicator, fact.period, "")
    sources, quotes = sources_of(origins, fact.rows, fact.value, row)
    worked = calculation(fact.formula, fact.rows, fact.value, fact.text, origins, lang)
    return replace(
        fact,
        source=fact.source or sources,
        quote=fact.quote or quotes,
        calculation=worked,
    )

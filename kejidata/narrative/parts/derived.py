"""A derived figure with the two that it divides: in verbs of the field, else by their names."""

from __future__ import annotations

from collections.abc import Container, Mapping
from itertools import takewhile

from kejidata.measures.interval import Interval
from kejidata.model.registry import decimals_of, parts_of
from kejidata.model.terms import PERCENT, Lang
from kejidata.narrative.facts import Fact, Piece
from kejidata.narrative.templates import indicator_name, say, told
from kejidata.narrative.values import computed, value
from kejidata.panel.normalize import Row
from kejidata.wording import names
from kejidata.wording.origins import Key, Origins, find
from kejidata.wording.published import alike

PARTS = ((90.0, "most"), (80.0, "four_fifths"), (200 / 3, "two_thirds"), (50.0, "over_half"))
"""What a share above so many percent is called, the largest first."""
LEAST = 4
"""Characters that a word shared by two Chinese clauses has at least."""


def in_verbs(code: str, lang: Lang) -> bool:
    """Return whether both figures that a derived one divides are told in verbs of the field."""
    return all(names.pattern(part, lang) for part in parts_of(code))


def ratio(
    row: Row,
    origins: Origins,
    lang: Lang,
    claims: Mapping[str, list[Piece]] | None = None,
    before: Container[str] = (),
) -> list[Piece]:
    """Return the clause on a derived figure with the two figures it divides.

    Parameters
    ----------
    row
        A row of `derive`.
    origins
        The observations by key.
    lang
        A language, such as zh or en.
    claims
        What is stated of the two figures, by indicator; told where both have verbs.
    before
        Indicators told just before: what a quotient divides is not told again.
    """
    above, below = parts_of(row["indicator"])
    kind = "share" if row["unit"] == PERCENT else "quotient"
    fact = _fact(row, above, below)
    figures = [(key, find(origins, key).value) for key in fact.rows]
    one = alike(figures, origins)
    shown = {key[1]: value(key, own, origins, lang, alike=one) for key, own in figures}
    number = computed(fact, row["low"], row["high"], lang, decimals_of(row["indicator"]))
    if not in_verbs(row["indicator"], lang):
        return _named(row["indicator"], kind, shown, number, lang)
    first, second = (told(part, shown[part], lang) for part in (below, above))
    said = {below: first, above: unlike(first, second)}
    for code, claim in (claims or {}).items():
        said[code] = say(lang, "derived.claimed", told=said[code], claim=claim)
    slots = {"below": said[below], "above": said[above], "value": number}
    part = _part(row["low"], row["high"]) if kind == "share" else ""
    if part:
        return say(lang, "derived.share.worded", part=say(lang, f"derived.{part}"), **slots)
    again = kind == "quotient" and above in before
    return say(lang, f"derived.{kind}.{'again' if again else 'told'}", **slots)


def _fact(row: Row, above: str, below: str) -> Fact:
    """Return the derived figure as a fact without text."""
    key = (row["region"], row["indicator"], row["period"])
    rows: tuple[Key, ...] = tuple((key[0], code, key[2], "value") for code in (above, below))
    formula = f"{above} / {below}" + (" * 100" if row["unit"] == PERCENT else "")
    return Fact("", float(row["value"]), row["unit"], *key, "value", formula, rows)


def _named(
    code: str, kind: str, shown: dict[str, list[Piece]], number: list[Piece], lang: Lang
) -> list[Piece]:
    """Return the clause by the names of the three."""
    (above, one), (below, other) = shown.items()
    titles = [indicator_name(part, lang) for part in (above, below)]
    return say(
        lang,
        f"derived.{kind}",
        name=indicator_name(code, lang),
        value=number,
        above=one,
        below=other,
        above_name=_short(titles[0], titles[1]),
        below_name=_short(titles[1], titles[0]),
    )


def _short(name: Piece, other: Piece) -> Piece:
    """Return a name without the beginning it shares with the other one."""
    if isinstance(name, Fact) or isinstance(other, Fact):
        return name
    return name[len(_beginning(name, other)) :] or name


def _beginning(one: str, other: str) -> str:
    """Return the characters that two texts begin with alike."""
    pairs = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    return "".join(pair[0] for pair in pairs)


def _part(low: float, high: float) -> str:
    """Return what a share is called over the whole of its interval, empty where nothing holds."""
    span = Interval(low, high, True, True)
    if span.is_at(100.0):
        return "all"
    if high >= 100:
        return ""
    for bound, name in PARTS:
        if span.above(bound):
            return name
    if span.is_at(50.0):
        return "half"
    return "third" if low > 0 and 3 * high < 100 else "under_half" if high < 50 else ""


def unlike(first: list[Piece], second: list[Piece]) -> list[Piece]:
    """Return the second of two clauses on one figure each without the words that both share.

    Examples
    --------
    >>> unlike(["申报科技企业", Fact("9家")], ["认定科技企业", Fact("4家")])[0]
    '认定'
    """
    if any(
        [isinstance(piece, Fact) for piece in clause].count(True) != 1 for clause in (first, second)
    ):
        return second
    (before, _, after), (own, figure, rest) = _parted(first), _parted(second)
    if " " not in before + own:
        behind = _shared(before[::-1], own[::-1])
        own = own[: len(own) - len(behind)] or own
        own = own.removeprefix(_shared(before, own)) or own
    return [piece for piece in (own, figure, rest.removeprefix(_shared(after, rest))) if piece]


def _parted(clause: list[Piece]) -> tuple[str, Piece, str]:
    """Return the words before the only figure of a clause, the figure, and the words behind it."""
    at = next(n for n, piece in enumerate(clause) if isinstance(piece, Fact))
    texts = [str(piece) for piece in clause]
    return "".join(texts[:at]), clause[at], "".join(texts[at + 1 :])


def _shared(one: str, other: str) -> str:
    """Return what two texts begin with alike: whole words, or enough characters to be one."""
    found = _beginning(one, other)
    if " " in one + other:
        return found[: max(found.rfind(" "), 0)]
    return found if len(found) >= LEAST else ""

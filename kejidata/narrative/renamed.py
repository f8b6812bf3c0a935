"""The sentence on regions that go on under another name or code between two years."""

from __future__ import annotations

from collections.abc import Iterable

from kejidata.model import periods, places
from kejidata.model.divisions import Division
from kejidata.model.region_lookup import region_code
from kejidata.model.terms import Lang
from kejidata.narrative.facts import Fact, Piece
from kejidata.narrative.templates import period, say
from kejidata.wording.language import language
from kejidata.wording.names import clean

Spans = Iterable[tuple[str, str, str]]
"""Region, base period, period."""


def renamed(spans: Spans, lang: Lang) -> list[Piece]:
    """Return the sentence on each region that had another name or code in the base period.

    Parameters
    ----------
    spans
        Region, base period and period of what is compared.
    lang
        A language, such as zh or en.
    """
    pairs: dict[tuple[Division, Division], None] = {}
    for region, base, now in spans:
        first, last = (periods.last_year(*periods.parse(text)) for text in (base, now))
        chain = places.names_of(region_code(region), first, last)
        pairs.update(dict.fromkeys(zip(chain[:1], chain[-1:], strict=True)) if chain[1:] else {})
    return [piece for old, new in pairs for piece in _told(old, new, lang)]


def _told(old: Division, new: Division, lang: Lang) -> list[Piece]:
    """Return the sentence on one change."""
    column = language(lang).words["name.region"]
    names = [clean(getattr(one, column), lang) for one in (old, new)]
    codes = [Fact(one.code, region=one.code, measure="name") for one in (old, new)]
    since = period(new.first_year, lang)
    if names[0] == names[1]:
        return say(lang, "renamed.recoded", name=names[1], old=codes[0], new=codes[1], period=since)
    before, after = (
        say(lang, "renamed.place", name=name, code=code)
        for name, code in zip(names, codes, strict=True)
    )
    return say(lang, "renamed.renamed", old=before, new=after, period=since)

"""The paragraph on growth: one region's indicators, one indicator's regions, or one series."""

from __future__ import annotations

import math
from itertools import compress
from operator import itemgetter

import pandas as pd

from kejidata.model import periods
from kejidata.model.region_lookup import is_part, level, parent_of, region_code
from kejidata.model.terms import Lang
from kejidata.narrative.facts import Narrative, Piece, compose
from kejidata.narrative.parts.course import courses
from kejidata.narrative.parts.ends import Name, ends
from kejidata.narrative.parts.rates import (
    change_of,
    grown,
    is_implied,
    kind_of,
    one,
    read,
    stated,
    value_of,
    way_of,
    when,
)
from kejidata.narrative.renamed import renamed
from kejidata.narrative.rows import Rows, of_newest_year, peers, refused, varying
from kejidata.narrative.templates import (
    Pieces,
    Slot,
    count,
    indicator_name,
    joined,
    paragraph,
    region_name,
    say,
    told,
)
from kejidata.panel.any_frame import any_frame
from kejidata.panel.normalize import together
from kejidata.wording.origins import Origins

TOLD = 3
"""How many of a group are named; the others are counted."""


@any_frame
def growth(
    rates: pd.DataFrame,
    *,
    observations: pd.DataFrame | None = None,
    focus: str | None = None,
    lang: Lang = "zh",
) -> Narrative:
    """Return the paragraph that a frame of growth rates has to tell.

    Parameters
    ----------
    rates
        Result of `kejidata.growth_rates`: one indicator over several years is told as a course, one
        indicator over several regions as a comparison, several indicators of a region together.
        Of a frame with several regions or indicators the newest period is told.
    observations
        The observations measured, for units, digits, sources and quotes, and for the kind that
        the rates over several years go by: a kind that was given to `growth_rates` as an argument
        has to stand in their column kind.
    focus
        A region to be named whatever its place.
    lang
        A language, such as zh or en.

    Returns
    -------
    Narrative
        Text and facts; rows without a growth are told with their reason.

    Examples
    --------
    >>> import kejidata
    >>> obs = pd.DataFrame({"region": "320682", "indicator": "hnte_applied",
    ...                     "period": [2019, 2020], "value": [200, 221]})
    >>> told = growth(kejidata.growth_rates(obs), lang="en")
    >>> print(told)  # doctest: +NORMALIZE_WHITESPACE
    In 2020, 221 high-tech enterprises applied for certification in Rugao, up 10.5% on the
    previous year.
    """
    rows, origins = read(rates, observations)
    by = varying(rows)
    told = rows
    sentences: list[Pieces] = []
    if len(together(rows, itemgetter("region", "indicator"))) == 1:
        sentences, rows = courses(rows, origins, lang)
    if not sentences:
        wanted = [not math.isnan(row["growth"]) or is_implied(row, origins) for row in rows]
        rows = [*compress(rows, of_newest_year((row["period"] for row in rows), wanted))]
        by, told = varying(rows), rows
        sentences = _sentences(grown(rows), focus, origins, lang)
    published = stated(rows, origins, lang)
    rest = [row for row in rows if not is_implied(row, origins)]
    if published:
        sentences.append(published)
    spans = ((row["region"], row["base_period"], row["period"]) for row in grown(told))
    sentences.append(renamed(spans, lang))
    if rest or not any(sentences):
        sentences.append(refused(rest, "growth", lang, others=any(sentences), by=by))
    return compose(paragraph(sentences, lang), lang, origins)


def _sentences(good: Rows, focus: str | None, origins: Origins, lang: Lang) -> list[Pieces]:
    """Return the sentences on growths of one year: regions compared, or one region's indicators."""
    if len({row["region"] for row in good}) <= 1:
        years = together(sorted(good, key=itemgetter("period")), itemgetter("period"))
        return [_together(rows, origins, lang) for rows in years.values()]
    out: list[Pieces] = []
    for rows in together(good, itemgetter("indicator", "period")).values():
        out += _comparison(rows, focus, origins, lang)
    return out


def _together(good: Rows, origins: Origins, lang: Lang) -> list[Piece]:
    """Return the sentence on several indicators of one region: risers first, then fallers."""
    ranked = sorted(good, key=itemgetter("growth"), reverse=True)
    first = ranked[0]
    if len(ranked) == 1:
        return one(first, origins, lang)
    up, down, flat, open_ = (
        [row for row in ranked if way_of(row) == way] for way in ("up", "down", "flat", "open")
    )
    named = [*up[:TOLD], *down[: -TOLD - 1 : -1], *flat[:TOLD], *open_[:TOLD]]
    items = [
        say(
            lang,
            "growth.item",
            told=told(row["indicator"], value_of(row, origins, lang), lang, plain="told.listed"),
            change=change_of(row, lang),
        )
        for row in named
    ]
    return say(
        lang,
        f"growth.together.{'some' if len(named) < len(ranked) else 'all'}",
        period=when(first, lang),
        region=region_name(first["region"], lang),
        balance=_balance(ranked, "mixed", lang),
        items=joined(items, lang, "clause"),
    )


def _balance(rows: Rows, kind: str, lang: Lang, name: Slot = "", of: Slot = "") -> list[Piece]:
    """Return how many of the rows rose, fell, stood still and are open; `name` is what did."""
    ways = [way_of(row) for row in rows]
    total = count(len(rows), lang)
    present = [(way, ways.count(way)) for way in ("up", "down", "flat", "open") if way in ways]
    what = level(row["region"] for row in rows) if kind != "mixed" else "indicator"
    slots: dict[str, Slot] = {
        "n": total,
        "noun": say(lang, f"noun.{what}", n=total),
        "name": name,
        "of": of,
    }
    if len(present) == 1:
        # Where the sentence before has named what rose or fell, this one does not repeat it.
        same = "" if name or kind == "mixed" else "_same"
        return say(lang, f"balance.all_{present[0][0]}{same}.{kind}", **slots)
    parts = [say(lang, f"balance.{way}.{kind}", n=count(n, lang)) for way, n in present]
    return say(lang, f"balance.{kind}", parts=joined(parts, lang, "serial"), **slots)


def _comparison(group: Rows, focus: str | None, origins: Origins, lang: Lang) -> list[Pieces]:
    """Return the sentences on one indicator over regions: each group of peers, totals apart."""
    found = together(group, lambda row: peers(row["region"]))
    groups = [found[name] for name in sorted(found)]
    # A region alone in its group is told alone: mostly the total of another group.
    alone = [rows[0] for rows in groups if len(rows) == 1]
    compared = [rows for rows in groups if len(rows) > 1]
    out: list[Pieces] = [one(row, origins, lang) for row in alone]
    for rows in compared:
        above = parent_of(rows[0]["region"])
        same = len(alone) == 1 and region_code(alone[0]["region"]) == above
        named = len(compared) > 1 and above and not same
        of = _whose(rows, above if named else "", lang) if named or same else ""
        out.append(_peers(rows, of, same and rows is compared[0], lang))
        code = region_code(focus or "")
        out += _in_focus([row for row in rows if region_code(row["region"]) == code], lang)
    return out


def _whose(rows: Rows, above: str, lang: Lang) -> list[Piece]:
    """Return whose members rose or fell: only those compared, where not all of them are here."""
    year = periods.last_year(*periods.parse(rows[0]["period"]))
    part = is_part([row["region"] for row in rows], year)
    parent = say(lang, "growth.of", parent=region_name(above, lang, short=True)) if above else ""
    return say(lang, f"growth.members{'.some' if part else ''}", of=parent)


def _peers(rows: Rows, of: Slot, same: bool, lang: Lang) -> list[Piece]:
    """Return the sentence on regions of one group: the balance, and both ends."""
    first, kind = rows[0], kind_of(rows)
    name = indicator_name(first["indicator"], lang)
    clauses = ends(rows, _short_name(lang), "noun.region", lang)
    extent = ".ends" if clauses else ".alone"
    return say(
        lang,
        f"growth.among{'_same' if same else ''}{extent}",
        period=when(first, lang),
        name=name,
        balance=_balance(rows, kind, lang, "" if same else name, of),
        ends=joined(clauses, lang, "phrase"),
    )


def _short_name(lang: Lang) -> Name:
    """Return what says the region of a row without the word for its level."""
    return lambda row: [region_name(row["region"], lang, short=True)]


def _in_focus(rows: Rows, lang: Lang) -> list[Pieces]:
    """Return the sentence on the region in focus."""
    return [
        say(
            lang,
            "growth.focus",
            region=region_name(row["region"], lang, short=True),
            change=change_of(row, lang, "verb"),
        )
        for row in rows
    ]

"""The paragraph on growth: one region's indicators, one indicator's regions, or one series."""

from __future__ import annotations

import pandas as pd

from kejidata.model import periods
from kejidata.model.region_lookup import is_part, level, parent_of, region_code
from kejidata.model.terms import Lang
from kejidata.narrative.facts import Narrative, Piece, compose
from kejidata.narrative.parts.course import courses
from kejidata.narrative.parts.ends import Name, ends
from kejidata.narrative.parts.rates import (
    change_of,
    implied,
    kind_of,
    one,
    read,
    stated,
    value_of,
    ways_of,
    when,
)
from kejidata.narrative.renamed import renamed
from kejidata.narrative.rows import newest_year, peers, refused, varying
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
    frame, origins = read(rates, observations)
    by = varying(frame)
    told = frame
    sentences: list[Pieces] = []
    if frame["region"].nunique() == 1 and frame["indicator"].nunique() == 1:
        sentences, frame = courses(frame, origins, lang)
    if not sentences:
        frame = newest_year(frame, frame["growth"].notna() | implied(frame, origins))
        by, told = varying(frame), frame
        sentences = _sentences(frame[frame["growth"].notna()], focus, origins, lang)
    published = stated(frame, origins, lang)
    rest = frame[~implied(frame, origins)]
    if published:
        sentences.append(published)
    grown = told[told["growth"].notna()]
    spans = zip(grown["region"], grown["base_period"], grown["period"], strict=True)
    sentences.append(renamed(spans, lang))
    if len(rest) or not any(sentences):
        sentences.append(refused(rest, "growth", lang, others=any(sentences), by=by))
    return compose(paragraph(sentences, lang), lang, origins)


def _sentences(good: pd.DataFrame, focus: str | None, origins: Origins, lang: Lang) -> list[Pieces]:
    """Return the sentences on growths of one year: regions compared, or one region's indicators."""
    if good["region"].nunique() <= 1:
        return [_together(rows, origins, lang) for _, rows in good.groupby("period")]
    out: list[Pieces] = []
    for _, rows in good.groupby(["indicator", "period"], sort=False):
        out += _comparison(rows, focus, origins, lang)
    return out


def _together(good: pd.DataFrame, origins: Origins, lang: Lang) -> list[Piece]:
    """Return the sentence on several indicators of one region: risers first, then fallers."""
    ranked = good.sort_values("growth", ascending=False, kind="stable")
    first = ranked.iloc[0]
    if len(ranked) == 1:
        return one(first, origins, lang)
    ways = ways_of(ranked)
    groups = [ranked[ways == way].head(TOLD) for way in ("up", "flat", "open")]
    groups.insert(1, ranked[ways == "down"].tail(TOLD)[::-1])
    named = pd.concat(groups)
    items = [
        say(
            lang,
            "growth.item",
            told=told(row["indicator"], value_of(row, origins, lang), lang, plain="told.listed"),
            change=change_of(row, lang),
        )
        for _, row in named.iterrows()
    ]
    return say(
        lang,
        f"growth.together.{'some' if len(named) < len(ranked) else 'all'}",
        period=when(first, lang),
        region=region_name(first["region"], lang),
        balance=_balance(ranked, "mixed", lang),
        items=joined(items, lang, "clause"),
    )


def _balance(
    rows: pd.DataFrame, kind: str, lang: Lang, name: Slot = "", of: Slot = ""
) -> list[Piece]:
    """Return how many of the rows rose, fell, stood still and are open; `name` is what did."""
    ways = ways_of(rows)
    total = count(len(rows), lang)
    groups = [(way, int((ways == way).sum())) for way in ("up", "down", "flat", "open")]
    present = [(way, n) for way, n in groups if n]
    what = level(rows["region"].unique()) if kind != "mixed" else "indicator"
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


def _comparison(
    group: pd.DataFrame, focus: str | None, origins: Origins, lang: Lang
) -> list[Pieces]:
    """Return the sentences on one indicator over regions: each group of peers, totals apart."""
    peers_of = peers(group)
    groups = [rows for _, rows in group.groupby(peers_of, sort=True)]
    # A region alone in its group is told alone: mostly the total of another group.
    alone = [rows for rows in groups if len(rows) == 1]
    compared = [rows for rows in groups if len(rows) > 1]
    out: list[Pieces] = [one(rows.iloc[0], origins, lang) for rows in alone]
    for rows in compared:
        above = parent_of(rows["region"].iloc[0])
        same = len(alone) == 1 and region_code(alone[0]["region"].iloc[0]) == above
        named = len(compared) > 1 and above and not same
        of = _whose(rows, above if named else "", lang) if named or same else ""
        out.append(_peers(rows, of, same and rows is compared[0], lang))
        code = region_code(focus or "")
        out += _in_focus(rows[rows["region"].map(region_code) == code], lang)
    return out


def _whose(rows: pd.DataFrame, above: str, lang: Lang) -> list[Piece]:
    """Return whose members rose or fell: only those compared, where not all of them are here."""
    year = periods.last_year(*periods.parse(rows["period"].iloc[0]))
    part = is_part(rows["region"], year)
    parent = say(lang, "growth.of", parent=region_name(above, lang, short=True)) if above else ""
    return say(lang, f"growth.members{'.some' if part else ''}", of=parent)


def _peers(rows: pd.DataFrame, of: Slot, same: bool, lang: Lang) -> list[Piece]:
    """Return the sentence on regions of one group: the balance, and both ends."""
    first, kind = rows.iloc[0], kind_of(rows)
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


def _in_focus(rows: pd.DataFrame, lang: Lang) -> list[Pieces]:
    """Return the sentence on the region in focus."""
    return [
        say(
            lang,
            "growth.focus",
            region=region_name(row["region"], lang, short=True),
            change=change_of(row, lang, "verb"),
        )
        for _, row in rows.iterrows()
    ]

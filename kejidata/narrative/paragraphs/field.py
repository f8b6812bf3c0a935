"""The paragraph on one field of a report: what stands out first, then the largest of the rest."""

from __future__ import annotations

import pandas as pd

from kejidata.errors import KejidataError
from kejidata.measures.derived import derive
from kejidata.measures.validate import measured
from kejidata.model import registry
from kejidata.model.lookups import kind_of, parts_of, table, theme_of, unit_of
from kejidata.model.terms import Lang
from kejidata.model.units import split_unit
from kejidata.narrative.facts import Narrative, Piece, compose
from kejidata.narrative.paragraphs.highlights import highlight, ratio, weight
from kejidata.narrative.paragraphs.rates import newest
from kejidata.narrative.templates import Pieces, clauses, paragraph, period, say, serial
from kejidata.narrative.values import value
from kejidata.wording import names
from kejidata.wording.origins import Origins, index

BARE = 4
"""How many figures without a claim of their own are told; the table has the others."""
SLIGHT = 0.05
"""Amounts below this share of the field's largest say nothing of it."""
KINDS = ("share", "amount", "index", "count")


def field(obs: pd.DataFrame, theme: str, *, lang: Lang = "zh") -> Narrative:
    """Return the overview of one field of work from the figures of a report.

    Parameters
    ----------
    obs
        Observations such as those of one report. Told are those of the region with most rows, and
        of several years the newest with values in the field.
    theme
        Code of the field in `themes.csv`, such as finance.
    lang
        "zh" or "en".

    Returns
    -------
    Narrative
        Text and facts: figures with a stated rank, completion or growth and ratios of two figures
        by weight, then the largest of the others.

    Raises
    ------
    KejidataError
        The theme is unknown.
    """
    if theme not in set(registry.themes()["code"]):
        raise KejidataError(
            f"there is no theme {theme!r}",
            where="argument theme",
            rows=list(registry.themes()["code"]),
            remedy="give one of the codes of themes.csv",
        )
    frame = measured(obs, "load", lang)
    frame = frame[frame["indicator"].map(theme_of) == theme]
    frame = frame[frame["value"].notna()]
    if "measure" not in frame:
        frame = frame.assign(measure="value")
    frame = frame[frame["measure"] != "target"]
    if frame.empty:
        return compose(say(lang, "nothing"), lang)
    # A report speaks of its own region; what it says of others is there to compare with.
    own = frame["region"].mode().iloc[0]
    frame = frame[frame["region"] == own]
    return _told(newest(frame, frame["measure"] == "value"), theme, index(obs, frame), lang)


def _told(frame: pd.DataFrame, theme: str, origins: Origins, lang: Lang) -> Narrative:
    """Return the paragraph on the figures of one field and year."""
    usual = str(frame["period"].mode().iloc[0])
    derived = derive(frame)
    derived = derived[derived["value"].notna()]
    claims = [rows for _, rows in frame.groupby(["indicator", "period"], sort=False)]
    strong = sorted((rows for rows in claims if weight(rows) > 0), key=weight, reverse=True)
    items = [highlight(rows, usual, origins, lang) for rows in strong]
    items += [ratio(row, origins, lang) for _, row in derived.iterrows()]
    used = {rows["indicator"].iloc[0] for rows in strong} | {
        p for c in derived["indicator"] for p in parts_of(c)
    }
    bare = _bare(frame, used, usual, origins, lang)
    slots = {
        "period": period(usual, lang),
        "region": names.region(frame["region"].iloc[0], lang),
        "theme": names.clean(
            table("themes")[theme]["name_zh" if lang == "zh" else "name_en"], lang
        ),
    }
    lead = items[0] if items else serial(bare, lang)
    sentences: list[Pieces] = [say(lang, "field.lead", lead=lead, **slots)]
    if len(items) > 1:
        sentences.append(say(lang, "field.next", items=clauses(items[1:], lang)))
    if items and bare:
        sentences.append(say(lang, "field.rest", items=serial(bare, lang)))
    return compose(paragraph(sentences, lang), lang, origins)


def _bare(
    frame: pd.DataFrame, used: set[str], usual: str, origins: Origins, lang: Lang
) -> list[list[Piece]]:
    """Return the largest figures that carry no claim: shares, then money, then counts."""
    values = frame[frame["measure"] == "value"].drop_duplicates(["indicator", "period"])
    values = values.assign(
        kind=[KINDS.index(kind_of(code)) for code in values["indicator"]],
        size=values["value"]
        * [float(split_unit(unit_of(code))[0]) for code in values["indicator"]],
    )
    money = values["kind"] == KINDS.index("amount")
    slight = money & (values["size"] < SLIGHT * values.loc[money, "size"].max())
    rest = values[~slight & ~values["indicator"].isin(used)]
    ranked = rest.sort_values(["kind", "size"], ascending=[True, False], kind="stable")
    return [_figure(row, usual, origins, lang) for _, row in ranked.head(BARE).iterrows()]


def _figure(row: pd.Series, usual: str, origins: Origins, lang: Lang) -> list[Piece]:
    """Return a figure by name, with its period where it is not the usual one."""
    key = (row["region"], row["indicator"], row["period"], "value")
    return say(
        lang,
        "field.figure" if row["period"] == usual else "field.figure_then",
        name=names.indicator(row["indicator"], lang),
        value=value(key, row["value"], origins, lang),
        period=period(row["period"], lang),
    )

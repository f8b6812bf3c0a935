"""The paragraph on one field of a report: what stands out first, then the largest of the rest."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kejidata.errors import KejidataError
from kejidata.measures.derived import derive
from kejidata.model import registry
from kejidata.model.registry import kind_of, parts_of, theme_of, unit_of
from kejidata.model.terms import KINDS, POINTS, Lang
from kejidata.model.units import split_unit
from kejidata.narrative.facts import Narrative, Piece, compose
from kejidata.narrative.parts.derived import in_verbs, ratio
from kejidata.narrative.rows import newest_year
from kejidata.narrative.templates import (
    Pieces,
    indicator_name,
    joined,
    paragraph,
    period,
    region_name,
    say,
    told,
)
from kejidata.narrative.values import stated_place, value
from kejidata.panel.any_frame import any_frame
from kejidata.panel.measured import measured
from kejidata.wording import names
from kejidata.wording.origins import Key, Origins, find, index

BARE = 4
"""How many figures without a claim of their own are told; the table has the others."""
SLIGHT = 0.05
"""Amounts below this share of the field's largest say nothing of it."""


@any_frame
def field(obs: pd.DataFrame, theme: str | None = None, *, lang: Lang = "zh") -> Narrative:
    """Return the overview of one field of work from the figures of a report.

    Parameters
    ----------
    obs
        Observations such as those of one report. Told are those of the region with most rows, and
        of several years the newest with values in the field.
    theme
        Code of the field in `themes.csv`, such as finance; by default the one with most rows.
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
    if theme is not None and theme not in set(registry.current().themes["code"]):
        raise KejidataError(
            f"there is no theme {theme!r}",
            where="argument theme",
            rows=list(registry.current().themes["code"]),
            remedy="give one of the codes of themes.csv",
        )
    frame = measured(obs, "load")
    frame = frame[frame["value"].notna()]
    themes = frame["indicator"].map(theme_of)
    if theme is None:
        theme = str(themes[themes != ""].mode().get(0, ""))
    frame = frame[themes == theme]
    if "measure" not in frame:
        frame = frame.assign(measure="value")
    frame = frame[frame["measure"] != "target"]
    if frame.empty:
        return compose(say(lang, "refused.nothing"), lang)
    # A report speaks of its own region; what it says of others is there to compare with.
    own = frame["region"].mode().iloc[0]
    frame = frame[frame["region"] == own]
    return _told(newest_year(frame, frame["measure"] == "value"), theme, index(obs, frame), lang)


def _told(frame: pd.DataFrame, theme: str, origins: Origins, lang: Lang) -> Narrative:
    """Return the paragraph on the figures of one field and year."""
    usual = str(frame["period"].mode().iloc[0])
    derived = derive(frame)
    derived = derived[derived["value"].notna()]
    claims = [rows for _, rows in frame.groupby(["indicator", "period"], sort=False)]
    strong = sorted((rows for rows in claims if weight(rows) > 0), key=weight, reverse=True)
    items = _items(strong, derived, usual, origins, lang)
    used = {rows["indicator"].iloc[0] for rows in strong} | {
        p for c in derived["indicator"] for p in parts_of(c)
    }
    bare = _bare(frame, used, usual, origins, lang)
    slots = {
        "period": period(usual, lang),
        "region": region_name(frame["region"].iloc[0], lang),
        "theme": names.theme(theme, lang),
    }
    lead = items[0] if items else joined(bare, lang, "serial")
    sentences: list[Pieces] = [say(lang, "field.lead", lead=lead, **slots)]
    if len(items) > 1:
        sentences.append(say(lang, "field.next", items=joined(items[1:], lang, "clause")))
    if items and bare:
        sentences.append(say(lang, "field.rest", items=joined(bare, lang, "serial")))
    return compose(paragraph(sentences, lang), lang, origins)


def _items(
    strong: list[pd.DataFrame], derived: pd.DataFrame, usual: str, origins: Origins, lang: Lang
) -> list[list[Piece]]:
    """Return the clauses on claimed figures, by weight, and on ratios; no figure stands twice.

    What is claimed of a figure is told with the first ratio that it is a part of, in verbs.
    """
    claimed = {(rows["indicator"].iloc[0], rows["period"].iloc[0]): rows for rows in strong}
    ratios: list[tuple[float, list[Piece]]] = []
    for _, row in derived.iterrows():
        told_here = {
            part: claimed.pop((part, row["period"]))
            for part in parts_of(row["indicator"])
            if in_verbs(row["indicator"], lang) and (part, row["period"]) in claimed
        }
        said = {
            part: joined(claims_of(rows, origins, lang), lang) for part, rows in told_here.items()
        }
        heaviest = max(map(weight, told_here.values()), default=0.0)
        ratios.append((heaviest, ratio(row, origins, lang, said)))
    items = [(weight(rows), highlight(rows, usual, origins, lang)) for rows in claimed.values()]
    # Sorting is stable: claims of one weight stay in the order of the report, ratios behind them.
    return [item for _, item in sorted(items + ratios, key=lambda one: one[0], reverse=True)]


def _bare(
    frame: pd.DataFrame, used: set[str], usual: str, origins: Origins, lang: Lang
) -> list[list[Piece]]:
    """Return the largest figures that carry no claim: shares, then money, then counts."""
    values = frame[frame["measure"] == "value"].drop_duplicates(["indicator", "period"])
    kinds, order = [kind_of(code) for code in values["indicator"]], sorted(KINDS, key=_turn)
    values = values.assign(
        kind=[order.index(kind) for kind in kinds],
        size=values["value"]
        * [float(split_unit(unit_of(code))[0]) for code in values["indicator"]],
    )
    money = np.array([KINDS[kind].gathers and not KINDS[kind].whole for kind in kinds], dtype=bool)
    slight = money & (values["size"] < SLIGHT * values.loc[money, "size"].max())
    rest = values[~slight & ~values["indicator"].isin(used)]
    ranked = rest.sort_values(["kind", "size"], ascending=[True, False], kind="stable")
    return [_figure(row, usual, origins, lang) for _, row in ranked.head(BARE).iterrows()]


def _turn(kind: str) -> tuple[bool, bool, bool]:
    """Return when a kind is told: shares first, things counted last, sums of a year before others.

    So the order is share, amount, index, count.
    """
    known = KINDS[kind]
    return not known.by_points, known.whole, not known.gathers


def _figure(row: pd.Series, usual: str, origins: Origins, lang: Lang) -> list[Piece]:
    """Return a figure by name, with its period where it is not the usual one."""
    key = (row["region"], row["indicator"], row["period"], "value")
    clause = told(row["indicator"], value(key, row["value"], origins, lang), lang)
    return _then(clause, row["period"], usual, lang)


def _then(clause: list[Piece], when: str, usual: str, lang: Lang) -> list[Piece]:
    """Return a clause with its period where it is not the usual one."""
    if when == usual:
        return clause
    return say(lang, "field.then", told=clause, period=period(when, lang))


CLAIMS = ("completion_ratio", "growth_rate", "change", "rank")


def weight(claims: pd.DataFrame) -> float:
    """Return how much a figure stands out: first place, completion, growth, other places."""
    stated = dict(zip(claims["measure"], claims["value"], strict=True))
    if stated.get("rank") == 1:
        return 4.0
    if "completion_ratio" in stated:
        return 3.0
    if "growth_rate" in stated or "change" in stated:
        return 2.0 + ("rank" in stated) / 2
    return 1.0 if "rank" in stated else 0.0


def highlight(claims: pd.DataFrame, usual: str, origins: Origins, lang: Lang) -> list[Piece]:
    """Return the clause on a figure: its name and value, then what is stated of it.

    Parameters
    ----------
    claims
        The rows of one region, indicator and period, one for each measure.
    usual
        The period of the paragraph; another one is told.
    origins
        The observations by key.
    lang
        "zh" or "en".
    """
    rows = {row["measure"]: row for _, row in claims.iterrows()}
    first = claims.iloc[0]
    key = (first["region"], first["indicator"], first["period"])
    out: list[Piece] = [indicator_name(first["indicator"], lang)]
    if "value" in rows:
        shown = value((*key, "value"), rows["value"]["value"], origins, lang)
        out = told(first["indicator"], shown, lang)
    out = _then(out, first["period"], usual, lang)
    for claim in claims_of(claims, origins, lang):
        out = say(lang, "field.claimed", told=out, claim=claim)
    return out


def claims_of(claims: pd.DataFrame, origins: Origins, lang: Lang) -> list[list[Piece]]:
    """Return what is stated of a figure in words: completion, growth or change, rank."""
    rows = {row["measure"]: row for _, row in claims.iterrows()}
    first = claims.iloc[0]
    key = (first["region"], first["indicator"], first["period"])
    return [_claim(rows[name], (*key, name), origins, lang) for name in CLAIMS if name in rows]


def _claim(row: pd.Series, key: Key, origins: Origins, lang: Lang) -> list[Piece]:
    """Return what a row states, in words."""
    number, measure = float(row["value"]), key[3]
    origin = find(origins, key, number)
    if measure == "rank":
        place = stated_place(key, number, origin.bound, lang)
        among = str(row.get("among", "") or "")
        parent = region_name(among, lang, short=True) if among else ""
        return say(lang, "field.rank_among" if among else "field.rank", n=place, among=parent)
    if measure == "completion_ratio":
        return say(lang, "field.completion", n=value(key, number, origins, lang))
    if number == 0 and origin.bound == "exact":
        return say(lang, "field.same")
    kind = "points" if origin.unit == POINTS else "percent"
    shown = value(key, number, origins, lang, magnitude=True)
    return say(lang, f"label.{'up' if number >= 0 else 'down'}.{kind}", n=shown)

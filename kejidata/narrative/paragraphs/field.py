"""The paragraph on one field of a report: what stands out first, then the largest of the rest."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from kejidata.errors import KejidataError
from kejidata.measures.derived import derive
from kejidata.model import registry
from kejidata.model.registry import kind_of, parts_of, theme_of, unit_of
from kejidata.model.terms import KINDS, Lang
from kejidata.model.units import split_unit
from kejidata.narrative.facts import Narrative, Piece, compose
from kejidata.narrative.parts.claims import claims_of, highlight, then, weight
from kejidata.narrative.parts.derived import in_verbs, ratio
from kejidata.narrative.rows import newest_year
from kejidata.narrative.templates import (
    Pieces,
    joined,
    longest,
    paragraph,
    period,
    region_name,
    say,
    told,
)
from kejidata.narrative.values import value
from kejidata.panel.any_frame import any_frame
from kejidata.panel.measured import measured
from kejidata.wording.origins import Origins, index

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
        by weight, then the largest of the others, as far as a paragraph reaches.

    Raises
    ------
    KejidataError
        The theme is unknown.
    """
    frame = _figures(obs)
    if theme is None:
        themes = frame["indicator"].map(theme_of)
        theme = str(themes[themes != ""].mode().get(0, ""))
    else:
        _check(theme)
    return _field(frame, obs, theme, None, lang)[0]


@any_frame
def fields(
    obs: pd.DataFrame, themes: Sequence[str] | None = None, *, lang: Lang = "zh"
) -> list[Narrative]:
    """Return the overviews of fields of work one after the other, as a chapter tells them.

    Parameters
    ----------
    obs
        Observations, as `narrative.field` takes them.
    themes
        Codes of the fields; by default those with figures, in the order of `themes.csv`.
    lang
        "zh" or "en".

    Returns
    -------
    list of Narrative
        A paragraph a field. Each leads with what stands out; place and period are told once, and
        again only where they change.

    Raises
    ------
    KejidataError
        A theme is unknown.
    """
    frame = _figures(obs)
    if themes is None:
        held = set(frame["indicator"].map(theme_of))
        themes = [code for code in registry.current().themes["code"] if code in held]
    out: list[Narrative] = []
    scene: Scene | None = None
    for theme in themes:
        _check(theme)
        told_now, scene = _field(frame, obs, theme, scene, lang)
        out.append(told_now)
    return out


Scene = tuple[str, str]
"""The region and the period that a paragraph speaks of."""


def _check(theme: str) -> None:
    """Refuse a theme that the registry does not know."""
    if theme not in set(registry.current().themes["code"]):
        raise KejidataError(
            f"there is no theme {theme!r}",
            where="argument theme",
            rows=list(registry.current().themes["code"]),
            remedy="give one of the codes of themes.csv",
        )


def _figures(obs: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with a figure that is no target."""
    frame = measured(obs, "load")
    frame = frame[frame["value"].notna()]
    if "measure" not in frame:
        frame = frame.assign(measure="value")
    return frame[frame["measure"] != "target"]


def _field(
    frame: pd.DataFrame, obs: pd.DataFrame, theme: str, before: Scene | None, lang: Lang
) -> tuple[Narrative, Scene | None]:
    """Return the paragraph on a field and of what it spoke, `before` being that of the last."""
    frame = frame[frame["indicator"].map(theme_of) == theme]
    if frame.empty:
        return compose(say(lang, "refused.nothing"), lang), before
    # A report speaks of its own region; what it says of others is there to compare with.
    own = str(frame["region"].mode().iloc[0])
    frame = frame[frame["region"] == own]
    frame = newest_year(frame, frame["measure"] == "value")
    scene = own, str(frame["period"].mode().iloc[0])
    return _told(frame, scene, before, index(obs, frame), lang), scene


def _told(
    frame: pd.DataFrame,
    scene: Scene,
    before: Scene | None,
    origins: Origins,
    lang: Lang,
) -> Narrative:
    """Return the paragraph on the figures of one field and year."""
    usual = scene[1]
    derived = derive(frame)
    derived = derived[derived["value"].notna()]
    claims = [rows for _, rows in frame.groupby(["indicator", "period"], sort=False)]
    strong = sorted((rows for rows in claims if weight(rows) > 0), key=weight, reverse=True)
    items = _items(strong, derived, usual, origins, lang)
    used = {rows["indicator"].iloc[0] for rows in strong} | {
        p for c in derived["indicator"] for p in parts_of(c)
    }
    bare = _bare(frame, used, usual, origins, lang)
    scenery = [] if scene == before else [period(usual, lang), region_name(scene[0], lang)]

    def sentences(figures: int) -> list[Pieces]:
        rest = bare[: max(0, figures - len(items))]
        return _sentences(items[:figures], rest, scenery, lang)

    return compose(paragraph(longest(sentences, len(items) + len(bare), lang), lang), lang, origins)


def _sentences(
    items: Sequence[Pieces],
    bare: Sequence[Pieces],
    scenery: Sequence[Piece],
    lang: Lang,
) -> list[Pieces]:
    """Return what stands out first, with period and region where they are told, and the rest."""
    lead = items[0] if items else joined(bare, lang, "serial")
    slots = dict(zip(("period", "region"), scenery, strict=bool(scenery)))
    out: list[Pieces] = [say(lang, f"field.{'lead' if scenery else 'again'}", lead=lead, **slots)]
    if items[1:]:
        out.append(say(lang, "field.next", items=joined(items[1:], lang, "clause")))
    if items and bare:
        others = joined(bare, lang, "serial")
        out.append(say(lang, "field.rest", items=others))
    return out


def _items(
    strong: list[pd.DataFrame], derived: pd.DataFrame, usual: str, origins: Origins, lang: Lang
) -> list[list[Piece]]:
    """Return the clauses on claimed figures, by weight, and on ratios; no figure stands twice.

    What is claimed of a figure is told with the first ratio that it is a part of, in verbs.
    """
    claimed = {(rows["indicator"].iloc[0], rows["period"].iloc[0]): rows for rows in strong}
    ratios: list[tuple[float, list[Piece]]] = []
    before: Sequence[str] = ()
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
        ratios.append((heaviest, ratio(row, origins, lang, said, before)))
        before = () if heaviest else parts_of(row["indicator"])
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
    return then(clause, row["period"], usual, lang)

"""The paragraph on one field of a report: what stands out first, then the largest of the rest."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from kejidata.errors import KejidataError
from kejidata.measures.derived import derive
from kejidata.model import registry
from kejidata.model.registry import parts_of, theme_of
from kejidata.model.terms import Lang
from kejidata.narrative.facts import Narrative, Piece, compose
from kejidata.narrative.parts.claims import weight
from kejidata.narrative.parts.field_items import bare_of, items_of
from kejidata.narrative.rows import of_newest_year
from kejidata.narrative.templates import (
    Pieces,
    joined,
    longest,
    paragraph,
    period,
    region_name,
    say,
)
from kejidata.panel.any_frame import any_frame
from kejidata.panel.measured import measured
from kejidata.wording.origins import Origins, index


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
        A language, such as zh or en.

    Returns
    -------
    Narrative
        Text and facts: figures with a stated rank, completion or growth and ratios of two figures
        by weight, then the largest of the others, as far as a paragraph reaches.

    Raises
    ------
    KejidataError
        The theme is unknown.

    Examples
    --------
    >>> obs = pd.DataFrame({"region": "320682", "indicator": "hnte_applied", "period": 2020,
    ...                     "value": [221], "unit": "家"})
    >>> print(field(obs, lang="en"))
    In Rugao in 2020, 221 high-tech enterprises applied for certification.
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
        A language, such as zh or en.

    Returns
    -------
    list of Narrative
        A paragraph a field. Each leads with what stands out; place and period are told once, and
        again only where they change.

    Raises
    ------
    KejidataError
        A theme is unknown.

    Examples
    --------
    >>> obs = pd.DataFrame({"region": "320682", "indicator": "hnte_applied", "period": 2020,
    ...                     "value": [221], "unit": "家"})
    >>> [len(told.facts) for told in fields(obs, lang="en")]
    [2]
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
    frame = frame[of_newest_year(frame["period"], frame["measure"] == "value")]
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
    items = items_of(strong, derived, usual, origins, lang)
    used = {rows["indicator"].iloc[0] for rows in strong} | {
        p for c in derived["indicator"] for p in parts_of(c)
    }
    bare = bare_of(frame, used, usual, origins, lang)
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
    lead = items[0] if items else joined(bare, lang, "figures")
    slots = dict(zip(("period", "region"), scenery, strict=bool(scenery)))
    out: list[Pieces] = [say(lang, f"field.{'lead' if scenery else 'again'}", lead=lead, **slots)]
    if items[1:]:
        out.append(say(lang, "field.next", items=joined(items[1:], lang, "clause")))
    if items and bare:
        others = joined(bare, lang, "figures")
        out.append(say(lang, "field.rest", items=others))
    return out

"""The set of figures of a project: its report, and the places that its data compares."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pandas as pd

from kejidata.figures.charts.audit_marks import audit_marks
from kejidata.figures.charts.completion_bullets import completion_bullets
from kejidata.figures.charts.finance_products import finance_products
from kejidata.figures.charts.funnels import funnels
from kejidata.figures.charts.growth_heatmap import growth_heatmap
from kejidata.figures.charts.province_tiles import province_tiles
from kejidata.figures.charts.rank_bump import rank_bump
from kejidata.figures.charts.ranking_dots import ranking_dots
from kejidata.figures.charts.small_multiples import small_multiples
from kejidata.figures.charts.spending_intensity import spending_intensity
from kejidata.figures.charts.target_dumbbell import target_dumbbell
from kejidata.figures.layout.picture import Picture, Sentence
from kejidata.figures.layout.tile_map import PLACES
from kejidata.files.project_file import Project
from kejidata.measures.audit import audit
from kejidata.measures.completion import completion_ratios
from kejidata.measures.growth import growth_rates
from kejidata.measures.outlook import target_outlook
from kejidata.measures.peer_groups import PeerGroup, compared_periods, peer_groups
from kejidata.measures.ranking import rankings
from kejidata.model.arguments import held_to_annotations
from kejidata.model.region_lookup import region_code
from kejidata.model.stored import load
from kejidata.model.terms import Lang
from kejidata.project import current_project

SERIES = 2
"""Periods that a course over the years has at least."""
PAIR = 2
"""Indicators that spending against intensity sets side by side."""
Chart = Callable[[Lang, str], Picture]
"""Draws a figure in a language and a size."""


@held_to_annotations
def gallery(lang: Lang = "zh", size: str = "slide") -> dict[str, Picture]:
    """Return every figure that the data of the project in force holds, by the stem of its file.

    Parameters
    ----------
    lang
        A language, such as zh or en.
    size
        slide or column.

    Raises
    ------
    KejidataError
        Outside any project, the data is missing or damaged, unknown language or size.
    """
    every = {stem: draw(lang, size) for stem, draw in charts().items()}
    return {stem: one for stem, one in every.items() if not isinstance(one, Sentence)}


def charts() -> dict[str, Chart]:
    """Return what draws each of the set, by stem: what it shows is measured once.

    For what the data does not hold it gives the sentence that says so.
    """
    project, obs = current_project(), load()
    report = load(sources=project.report)
    own = report[report["region"] == project.region]
    return {
        "targets": partial(target_dumbbell, target_outlook(report)),
        "completion": partial(completion_bullets, _known(completion_ratios(report))),
        "finance": partial(finance_products, own),
        "funnels": partial(funnels, own),
        "audit": partial(audit_marks, audit(obs)),
        **_regional(obs, project),
    }


def _known(ratios: pd.DataFrame) -> pd.DataFrame:
    """Return the ratios; none of them where no target is known."""
    found = ratios["completion"].notna()
    if "implied_target" in ratios:
        found |= ratios["implied_target"].notna()
    return ratios if found.any() else ratios.head(0)


def _regional(obs: pd.DataFrame, project: Project) -> dict[str, Chart]:
    """Return the charts of the places compared: the level nearest to the project, the widest."""
    values = obs[obs["measure"] == "value"]
    spending, intensity = (
        values[values["indicator"] == code] for code in (project.expenditure, project.intensity)
    )
    nearest, wide = peer_groups(spending)[0], peer_groups(spending)[-1]
    widest = peer_groups(intensity)[-1]
    near, far, shares = _rows(spending, nearest), _rows(spending, wide), _rows(intensity, widest)
    latest = shares[shares["period"].isin(compared_periods(shares)[-1:])]
    moves = rankings(_series(far), among=wide.among or None)
    both = pd.concat([far, shares])
    return {
        "ranking_widest": _ranking(shares, widest),
        "ranking_nearest": _ranking(near, nearest),
        "ranks_over_years": partial(rank_bump, moves, focus=_ranked(moves, wide.focus)),
        "growth": partial(
            growth_heatmap, growth_rates(_series(far)), focus=_held(_series(far), wide.focus)
        ),
        "spending": _spending(both, wide),
        "intensity_over_years": partial(
            small_multiples, _series(shares), focus=_held(_series(shares), widest.focus)
        ),
        "intensity_tiles": partial(province_tiles, latest, focus=_tile(widest.focus)),
    }


def _ranking(rows: pd.DataFrame, group: PeerGroup) -> Chart:
    """Return the chart that ranks a group in the last period that the rows hold."""
    members = rows[rows["region"].isin(group.members)]
    now = rows[rows["period"].isin(compared_periods(members)[-1:])]
    return partial(ranking_dots, rankings(now), focus=group.focus)


def _rows(frame: pd.DataFrame, group: PeerGroup) -> pd.DataFrame:
    """Return the rows of a group and of the region whose members they are; none of no group."""
    return frame[frame["region"].isin([group.among, *group.members]) & bool(group.members)]


def _series(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the rows where they make a course over the years, else none."""
    return frame if frame["period"].nunique() >= SERIES else frame.head(0)


def _held(frame: pd.DataFrame, focus: str) -> str | None:
    """Return the region in focus where a frame holds it."""
    return focus if focus in set(frame["region"].map(region_code)) else None


def _tile(focus: str) -> str | None:
    """Return the region in focus where it has a tile."""
    return focus if focus in PLACES else None


def _ranked(ranks: pd.DataFrame, focus: str) -> str | None:
    """Return the region in focus where it has a rank."""
    return focus if focus in set(ranks.loc[ranks["rank"].notna(), "region"]) else None


def _spending(both: pd.DataFrame, group: PeerGroup) -> Chart:
    """Return spending against intensity in the last period that compares regions in both."""
    exact = both[(both["bound"] == "exact") & both["region"].isin(group.members)]
    paired = exact[exact.groupby(["period", "region"])["indicator"].transform("nunique") == PAIR]
    last = next(iter(compared_periods(paired)[-1:]), None)
    focus = _held(paired[paired["period"] == last], group.focus)
    return partial(spending_intensity, both, period=last, focus=focus)

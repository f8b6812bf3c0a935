"""Which regions a frame compares, seen from the project: its own peers first, then further up."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from kejidata.files.project_file import Project
from kejidata.model.periods import chronological
from kejidata.model.region_lookup import parent_of, region_code
from kejidata.model.stored import regions_with_a_value
from kejidata.panel import intake
from kejidata.panel.any_frame import any_frame
from kejidata.project import current_project

FEWEST = 2
"""Regions with a value that are needed to compare."""


class PeerGroup(NamedTuple):
    """The members of one region that a frame holds.

    Parameters
    ----------
    among
        The region whose members they are.
    focus
        The member that is the project's place, or that holds it.
    members
        The regions of the frame, as it labels them.
    """

    among: str
    focus: str
    members: tuple[str, ...]


@any_frame
def peer_groups(obs: pd.DataFrame | None = None) -> list[PeerGroup]:
    """Return the groups of regions that a frame compares, the one nearest to the project first.

    Parameters
    ----------
    obs
        Tidy observations: region and value; optional measure. Without them those of the project in
        force, of which it is only looked which regions have a value: `kejidata report` runs a
        notebook that asks no more of them again only where these have changed.

    Returns
    -------
    list of PeerGroup
        A group for the project's peers, and for each region that holds the project's place, up to
        the nation, where the frame has values of two members or more. Where it has none, the
        project's peers alone, without members.

    Raises
    ------
    KejidataError
        Outside any project, or for a missing column.

    Examples
    --------
    >>> from kejidata import load
    >>> obs = load()
    >>> nearest, *_, widest = peer_groups(obs[obs["indicator"] == "rd_expenditure"])
    >>> nearest.among, nearest.focus, widest.among, len(widest.members)
    ('320000', '320600', '000000', 31)
    >>> peer_groups() == peer_groups(obs.sort_values("region"))
    True
    """
    steps = _steps(current_project())
    labels = regions_with_a_value() if obs is None else _labels(obs)
    found = [
        PeerGroup(among, focus, tuple(label for label in labels if parent_of(label) == among))
        for focus, among in steps
    ]
    focus, among = steps[0]
    held = [group for group in found if len(group.members) >= FEWEST]
    return held or [PeerGroup(among, focus, ())]


@any_frame
def compared_periods(obs: pd.DataFrame) -> list[str]:
    """Return the periods in which a frame compares regions, the last one last.

    Parameters
    ----------
    obs
        Tidy observations or a result: region, period and value; optional measure.

    Returns
    -------
    list of str
        The periods with values of two regions or more, by their end, the shorter first where two
        end together; where there is none those with any value.

    Raises
    ------
    KejidataError
        For a missing column, or a period that is none.

    Examples
    --------
    >>> obs = pd.DataFrame({"region": ["A", "B", "A"], "value": [4, 3, 1],
    ...                     "period": ["2023", "2023", "2023-01/2023-09"]})
    >>> compared_periods(obs), compared_periods(obs.tail(1))
    (['2023'], ['2023-01/2023-09'])
    """
    valued = _valued(obs, "region", "period")
    regions = valued.groupby("period")["region"].nunique()
    several = regions[regions >= FEWEST]
    return chronological(several.index if len(several) else regions.index)


def _labels(obs: pd.DataFrame) -> list[str]:
    """Return the regions that have a value in a frame, as it labels them."""
    return [str(label) for label in _valued(obs, "region")["region"].unique()]


def _valued(obs: pd.DataFrame, *needed: str) -> pd.DataFrame:
    intake.require(obs, "obs", (*needed, "value"))
    return obs[obs["value"].notna() & (obs["measure"] == "value" if "measure" in obs else True)]


def _steps(project: Project) -> list[tuple[str, str]]:
    """Return each place on the way from the project to the nation, and the region it is among."""
    places = [region_code(project.region)]
    while above := parent_of(places[-1]):
        places.append(above)
    own = (places[0], region_code(project.peers) if project.peers else parent_of(places[0]))
    return list(dict.fromkeys([own, *pairwise(places)]))

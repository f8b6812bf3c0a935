"""The part of the registry that the data of a project speaks of, which goes with that data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import pandas as pd

from kejidata.model import registry_base
from kejidata.model.observations import Observation
from kejidata.model.operands import operands
from kejidata.model.registry import Registry

Rows = Sequence[Mapping[str, object]]


def used(known: Registry, stated: Sequence[Observation]) -> Iterator[tuple[str, Rows]]:
    """Yield each table of the registry by name, with the rows that the observations need.

    Parameters
    ----------
    known
        The registry of the project.
    stated
        Its observations.

    Notes
    -----
    An indicator is needed where it has a figure, follows from some, or is `related` to one that
    is; a region where it has a figure or holds one that has, and the project's own always.
    """
    indicators = _indicators(known.indicators, {item.indicator for item in stated})
    themes = {row["theme"] for row in indicators}
    yield "indicators", indicators
    yield "themes", [row for row in _records(known.themes) if row["code"] in themes]
    yield "regions", _regions(known.regions, stated)
    yield "sources", _records(known.sources)


def _records(table: pd.DataFrame) -> list[dict[str, str]]:
    return [{str(k): v for k, v in row.items()} for row in table.astype(str).to_dict("records")]


def _indicators(table: pd.DataFrame, codes: set[str]) -> Rows:
    """Return the rows of indicators, of those that follow from them, and of related ones."""
    rows = {row["code"]: row for row in _records(table)}
    derived = {c for c, row in rows.items() if row["formula"] and operands(row["formula"]) <= codes}
    wanted = codes | derived
    while further := {rows[code]["related"] for code in wanted} - {""} - wanted:
        wanted |= further
    return [row for code, row in rows.items() if code in wanted]


def _regions(own: pd.DataFrame, stated: Iterable[Observation]) -> Rows:
    """Return the rows of the regions, by code, those of the project itself first."""
    rows = {row["code"]: row for row in _records(own)}
    codes = {item.region for item in stated} | {item.among for item in stated} | {*rows} - {""}
    found: dict[str, Mapping[str, object]] = dict(rows)
    for code in sorted(codes):
        while code and code not in found and (cells := registry_base.cells_of(code)):
            found[code] = cells
            code = str(cells["parent"])
    return [found[code] for code in sorted(found)]

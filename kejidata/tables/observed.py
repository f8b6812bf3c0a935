"""The observations of a table as it is read: what many of them share is held once."""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

import pandas as pd

from kejidata.model import observations
from kejidata.model.observations import Observation
from kejidata.tables.figure import Figure


@dataclass
class Observed:
    """Observations in the order of their figures.

    A large sheet has a hundred thousand of them, and all under one heading differ in region and
    value alone: `heads` are the observations that they are but for these two, each held once with
    the heading of its column in `headings`, `under` says which of them each figure has, and `lines`
    in which line of the file it stands. Values are held in digits, most of which are those of the
    cell; empty is not published.
    """

    regions: list[str] = field(default_factory=list)
    values: list[str] = field(default_factory=list)
    under: array[int] = field(default_factory=lambda: array("q"))
    lines: array[int] = field(default_factory=lambda: array("I"))
    heads: list[Observation] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)

    def add(self, figure: Figure, value: str, under: int) -> None:
        """Add the observation of a figure: its value, and the place of its head."""
        self.regions.append(figure.region)
        self.values.append(value)
        self.under.append(under)
        self.lines.append(figure.line.number)

    def head(self, shared: Observation, heading: str) -> int:
        """Return the place of a head that is new to the table, under the heading of a column."""
        self.heads.append(shared)
        self.headings.append(heading)
        return len(self.heads) - 1

    def __len__(self) -> int:
        return len(self.regions)

    def __getitem__(self, at: int) -> Observation:
        value, head = self.values[at], self.heads[self.under[at]]
        exact = Decimal(value) if value else None
        return Observation._make((self.regions[at], *head[1:4], exact, *head[5:]))

    def __iter__(self) -> Iterator[Observation]:
        return map(self.__getitem__, range(len(self)))

    def frame(self) -> pd.DataFrame:
        """Return the observations as a frame; they are let go meanwhile, not held twice."""
        shared = observations.frame(self.heads)
        values = array("d", (float(value or math.nan) for value in self.values))
        self.values.clear()
        # Of a hundred thousand texts few differ: those are made once and taken by their place.
        known = {region: at for at, region in enumerate(dict.fromkeys(self.regions))}
        regions = array("q", map(known.__getitem__, self.regions))
        self.regions.clear()
        made = {name: shared[name].take(self.under).array for name in shared.columns[1:]}
        made["value"] = pd.Series(values)
        made["region"] = pd.Series(list(known), dtype="str").take(regions).array
        return pd.DataFrame(made, columns=observations.COLUMNS, copy=False)

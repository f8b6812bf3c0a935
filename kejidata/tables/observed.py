"""The observations of a table as it is read: what many of them share is held once."""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd

from kejidata.model import observations
from kejidata.model.observations import Observation
from kejidata.tables.figure import Figure

_EXACT = 15
"""Characters of a number that a float gives back digit by digit."""


@dataclass
class Observed:
    """Observations in the order of their figures.

    A large sheet has a hundred thousand of them, and all under one heading differ in region and
    value alone: `heads` are the observations that they are but for these two, each held once with
    the heading of its column in `headings` and the step in which its figures are written in
    `written`; `dated` are the places of those whose vintage a cell states. `under` says which of
    them each figure has, and `lines` in which line of the file it stands. Values are floats, not a
    number where nothing was published; `long` has the digits of those that a float does not give
    back.
    """

    regions: list[str] = field(default_factory=list)
    values: array[float] = field(default_factory=lambda: array("d"))
    under: array[int] = field(default_factory=lambda: array("q"))
    lines: array[int] = field(default_factory=lambda: array("I"))
    heads: list[Observation] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    written: list[Decimal] = field(default_factory=list)
    dated: set[int] = field(default_factory=set)
    long: dict[int, str] = field(default_factory=dict)

    def add(self, figure: Figure, digits: str, under: int) -> None:
        """Add the observation of a figure: the digits of its value, and the place of its head."""
        if len(digits) > _EXACT:
            self.long[len(self.values)] = digits
        self.regions.append(figure.region)
        self.values.append(float(digits or math.nan))
        self.under.append(under)
        self.lines.append(figure.line.number)

    def head(self, shared: Observation, heading: str) -> int:
        """Return the place of a head that is new to the table, under the heading of a column."""
        self.heads.append(shared)
        self.headings.append(heading)
        self.written.append(shared.step)
        return len(self.heads) - 1

    def finer(self, under: int, step: Decimal) -> int:
        """Return the place of a head like another one, whose figures were published finer."""
        found = self.head(self.heads[under]._replace(step=step), self.headings[under])
        self.written[found] = self.written[under]
        if under in self.dated:
            self.dated.add(found)
        return found

    def leave_out(self, places: Sequence[int]) -> None:
        """Leave observations out, by their places."""
        gone = set(places)
        kept = [at for at in range(len(self)) if at not in gone]
        self.long = {new: self.long[at] for new, at in enumerate(kept) if at in self.long}
        self.regions = [self.regions[at] for at in kept]
        self.values = array("d", [self.values[at] for at in kept])
        self.under = array("q", [self.under[at] for at in kept])
        self.lines = array("I", [self.lines[at] for at in kept])

    def exact(self, at: int) -> Decimal | None:
        """Return the value of an observation, None where nothing was published."""
        value = self.values[at]
        if math.isnan(value):
            return None
        if at in self.long:
            return Decimal(self.long[at])
        return Decimal(repr(value))

    def __len__(self) -> int:
        return len(self.regions)

    def __getitem__(self, at: int) -> Observation:
        head, value = self.heads[self.under[at]], self.exact(at)
        if value is not None:
            value = value.quantize(self.written[self.under[at]])
        return Observation._make((self.regions[at], *head[1:4], value, *head[5:]))

    def __iter__(self) -> Iterator[Observation]:
        return map(self.__getitem__, range(len(self)))

    def frame(self) -> pd.DataFrame:
        """Return the observations as a frame; their regions are let go, not held twice."""
        # Of a hundred thousand texts few differ: those are made once and taken by their place.
        known = {region: at for at, region in enumerate(dict.fromkeys(self.regions))}
        places = array("q", map(known.__getitem__, self.regions))
        self.regions.clear()
        made: dict[str, Any] = {"region": pd.Series(list(known), dtype="str").take(places).array}
        alike: dict[tuple[object, ...], str] = {}
        for at, name in enumerate(observations.COLUMNS):
            if name not in ("region", "value"):
                cells = [head[at] for head in self.heads]
                # Status and source are often empty in all rows: Arrow holds both as one.
                first = alike.setdefault((observations.DTYPES[name], *cells), name)
                made[name] = (
                    made[first].copy()
                    if first in made
                    else observations.column(name, cells).array.take(self.under)
                )
        made["value"] = np.asarray(self.values)
        return pd.DataFrame(made, columns=observations.COLUMNS, copy=False)

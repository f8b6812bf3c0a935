"""The observations of a table as it is read: what many of them share is held once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

import pandas as pd

from kejidata.model import observations
from kejidata.model.observations import Observation


@dataclass
class Observed:
    """Observations in the order of their figures.

    A large sheet has a hundred thousand of them, and all under one heading differ in region and
    value alone: `heads` are the observations that they are but for these two.
    """

    regions: list[str] = field(default_factory=list)
    values: list[Decimal | None] = field(default_factory=list)
    heads: list[Observation] = field(default_factory=list)

    def add(self, region: str, value: Decimal | None, head: Observation) -> None:
        """Add the observation of one region and its value; the rest is that of the head."""
        self.regions.append(region)
        self.values.append(value)
        self.heads.append(head)

    def __len__(self) -> int:
        return len(self.heads)

    def __getitem__(self, at: int) -> Observation:
        return _whole(self.regions[at], self.values[at], self.heads[at])

    def __iter__(self) -> Iterator[Observation]:
        return map(_whole, self.regions, self.values, self.heads)

    def frame(self) -> pd.DataFrame:
        """Return the observations as a frame; they are let go meanwhile, not held twice."""
        return observations.framed(self._drained())

    def _drained(self) -> Iterator[tuple[str, Sequence[object]]]:
        for name, column in (("value", self.values), ("region", self.regions)):
            yield name, column
            column.clear()
        for at, name in enumerate(observations.COLUMNS):
            if name not in ("value", "region"):
                yield name, [head[at] for head in self.heads]
        self.heads.clear()


def _whole(region: str, value: Decimal | None, head: Observation) -> Observation:
    return Observation._make((region, *head[1:4], value, *head[5:]))

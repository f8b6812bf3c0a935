"""Observations: one row for one stated figure, as tuples, as a frame and as CSV."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from decimal import Decimal
from math import nan
from typing import Any, NamedTuple

import pandas as pd

from kejidata.files.csv_table import write_csv


class Observation(NamedTuple):
    """One stated figure, exact to the digit; `value` is None where nothing was published."""

    region: str
    indicator: str
    period: str
    measure: str
    value: Decimal | None
    unit: str
    step: Decimal
    bound: str
    among: str
    status: str
    vintage: int
    source: str
    quote: str

    @property
    def key(self) -> tuple[str, str, str, str, int]:
        """What no two observations share."""
        return self.region, self.indicator, self.period, self.measure, self.vintage


COLUMNS = Observation._fields
KEY = ("region", "indicator", "period", "measure", "vintage")
DTYPES = dict.fromkeys(COLUMNS, "str") | {"value": "float64", "step": "float64", "vintage": "int64"}


def frame(rows: Iterable[Observation]) -> pd.DataFrame:
    """Return observations as a frame, numbers as floats and an unpublished value as NaN."""
    held = list(rows)
    made = {name: column(name, [row[at] for row in held]) for at, name in enumerate(COLUMNS)}
    return pd.DataFrame(made, columns=COLUMNS, copy=False)


def column(name: str, cells: Sequence[Any]) -> pd.Series:
    """Return one column; what was not published is no number."""
    if DTYPES[name] == "str":
        return pd.Series(cells, dtype=DTYPES[name])
    numbers = array("d", (nan if cell is None else cell for cell in cells))
    return pd.Series(numbers, dtype=DTYPES[name])


def to_csv(rows: Iterable[Observation]) -> bytes:
    """Return observations as CSV bytes, sorted by key, every number in its published digits."""
    return write_csv(COLUMNS, (_text(row) for row in sorted(rows, key=lambda row: row.key)))


def _text(row: Observation) -> list[str]:
    """Return the cells of one row; decimals without an exponent."""
    return [
        f"{cell:f}" if isinstance(cell, Decimal) else "" if cell is None else str(cell)
        for cell in row
    ]

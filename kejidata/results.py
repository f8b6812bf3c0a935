"""Columns of a result, built from codes and numpy arrays without a copy to spare."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

BLOCK = 1 << 16
"""Rows worked on at once, so that temporaries stay in the processor's cache."""


def blocks(size: int) -> Iterator[slice]:
    """Yield slices that cover a length, a block each."""
    for start in range(0, size, BLOCK):
        yield slice(start, min(start + BLOCK, size))


def words(codes: npt.NDArray[np.int8], names: Sequence[str]) -> Any:
    """Return a column of few words, such as reasons, from their codes."""
    return pd.Categorical.from_codes(codes, dtype=pd.CategoricalDtype(list(names)), validate=False)


def overruled(
    reasons: Sequence[tuple[str, npt.NDArray[np.bool_]]], codes: Mapping[str, int], size: int
) -> npt.NDArray[np.int8] | None:
    """Return the code of the last reason that holds for each row, None without any reason."""
    if not reasons:
        return None
    found = np.zeros(size, dtype=np.int8)
    for reason, holds in reasons:
        found[holds] = codes[reason]
    return found


def integers(numbers: npt.NDArray[np.integer], filled: npt.NDArray[np.bool_]) -> Any:
    """Return a nullable integer column, empty where not filled."""
    return pd.arrays.IntegerArray(numbers, ~filled)


def frame(columns: dict[str, Any]) -> pd.DataFrame:
    """Return a result with a fresh index; the arrays become its columns."""
    return pd.DataFrame(columns, copy=False)

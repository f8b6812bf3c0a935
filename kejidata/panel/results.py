"""Columns of a result: reasons, nullable ranks, and the frame of them all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from kejidata.panel.arrays import Flags, Floats, Ints

FEW = 100
"""So many words are those of a closed list, or of a small frame."""


def first_reason(holding: Mapping[str, Flags | None], reasons: Sequence[str], size: int) -> Ints:
    """Return for each row the number, from 1, of the first of the reasons that holds, 0 for none.

    A reason that can hold nowhere is None or left out.

    Examples
    --------
    >>> holding = {"b": np.array([True, True]), "a": np.array([False, True])}
    >>> first_reason(holding, ["a", "b"], 2).tolist()
    [2, 1]
    """
    found = np.zeros(size, dtype=np.int8)
    for number, reason in reversed(list(enumerate(reasons, start=1))):
        holds = holding.get(reason)
        if holds is not None and holds.any():
            found[holds] = number
    return found


def of_part(holding: Mapping[str, Flags | None], part: slice) -> dict[str, Flags | None]:
    """Return reasons for some of the rows."""
    return {name: None if holds is None else holds[part] for name, holds in holding.items()}


def reasons_column(codes: Ints, reasons: Sequence[str]) -> Any:
    """Return the column of reasons, empty text for none."""
    return words_column(codes, ["", *reasons])


def words_column(codes: Ints, words: Sequence[str]) -> Any:
    """Return a column of few words from their codes."""
    return pd.Categorical.from_codes(codes, dtype=_dtype(*words), validate=False)


def texts_column(codes: Ints, words: Sequence[str]) -> Any:
    """Return a column of text from the codes of its words."""
    # A few words are turned into Arrow's and handed out, which is ten times as fast as each text.
    return (_few(*words) if len(words) <= FEW else pd.array([*words], dtype="str")).take(codes)


@lru_cache(maxsize=64)
def _few(*words: str) -> Any:
    """Return words as text of Arrow's: for a few the making took as long as the handing out."""
    return pd.array([*words], dtype="str")


@lru_cache(maxsize=64)
def _dtype(*words: str) -> pd.CategoricalDtype:
    """Return the type of a column of these words, which pandas takes longer to make than to use."""
    return pd.CategoricalDtype([*words])


def of_rows(rows: Sequence[Mapping[str, Any]], types: Mapping[str, str]) -> pd.DataFrame:
    """Return rows as a frame with columns of these types, which pandas takes longer to change to.

    Examples
    --------
    >>> of_rows([{"a": 1, "b": "x"}], {"b": "str", "a": "float64"}).values.tolist()
    [['x', 1.0]]
    """
    columns = {
        name: pd.array([row[name] for row in rows], dtype=kind)  # type: ignore[call-overload]
        for name, kind in types.items()
    }
    return pd.DataFrame(columns, pd.RangeIndex(len(rows)), copy=False)


def emptied(columns: Sequence[Floats], empty: Flags) -> None:
    """Empty numbers without meaning, in place."""
    for column in columns:
        column[empty] = np.nan


def integers(numbers: Ints, blank: Flags | None = None) -> Any:
    """Return a nullable integer column, empty where marked."""
    return pd.arrays.IntegerArray(numbers, np.zeros(len(numbers), bool) if blank is None else blank)


def frame(columns: Mapping[str, Any]) -> pd.DataFrame:
    """Return a result with a fresh index; the arrays become its columns.

    One array under several names is kept once: pandas copies it when a column is written to.
    """
    # One index for all: pandas looks for what several have in common.
    index = pd.RangeIndex(len(next(iter(columns.values()))))
    times = Counter(map(id, columns.values()))
    # A series of each would take twice as long for a small frame.
    shared = {
        id(column): pd.Series(column, index, copy=False)
        for column in columns.values()
        if times[id(column)] > 1
    }
    found = {name: shared.get(id(column), column) for name, column in columns.items()}
    return pd.DataFrame(found, index, copy=False)

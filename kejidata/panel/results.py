"""Columns of a result, built from codes and numpy arrays without a copy to spare."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd

Part = TypeVar("Part")
Cell = TypeVar("Cell", bound=np.generic)
FLOAT = np.dtype(np.float64)
PAGE = 1 << 21
"""Bytes of a large page."""
ROOM = 1.25
"""Most that a reused array is larger than what it is reused for."""
BLOCK = 1 << 18
"""Rows worked on at once, so that temporaries stay in the processor's cache."""


def empty(size: int, dtype: np.dtype[Cell] | type[Cell]) -> npt.NDArray[Cell]:
    """Return an array to fill, which begins where a large page of memory does if it is large.

    A page of memory costs time when it is first written to, a large one little more than a small.
    """
    count = size * np.dtype(dtype).itemsize
    if count < PAGE:
        return np.empty(size, dtype=dtype)
    room = np.empty(count + PAGE, dtype=np.uint8)
    start = -room.ctypes.data % PAGE
    return room[start : start + count].view(dtype)


def reused(size: int, spare: list[npt.NDArray[np.float64]]) -> npt.NDArray[np.float64]:
    """Return an array to fill: a spare one that is about as large, else a new one.

    Memory that was written to before costs no time again.
    """
    while spare:
        room = spare.pop()
        if size <= len(room) <= ROOM * size:
            return room[:size]
    return empty(size, np.float64)


def blocks(size: int, block: int = BLOCK) -> Iterator[slice]:
    """Yield slices that cover a length, a block each."""
    for start in range(0, size, block):
        yield slice(start, min(start + block, size))


def spread(work: Callable[[Part], object], parts: Iterable[Part]) -> None:
    """Do independent work on each part, on as many threads as there are processors."""
    todo = list(parts)
    if len(todo) < 2:
        for part in todo:
            work(part)
        return
    with ThreadPoolExecutor(min(len(todo), os.cpu_count() or 1)) as pool:
        # The list raises what a thread raised.
        list(pool.map(work, todo))


def mapped(
    work: Callable[[slice], npt.NDArray[Any]], size: int, dtype: np.dtype[Any] = FLOAT
) -> npt.NDArray[Any]:
    """Return what the work gives for each block of a length, in one array."""
    found = empty(size, dtype)

    def fill(block: slice) -> None:
        found[block] = work(block)

    spread(fill, blocks(size))
    return found


def gathered(values: npt.NDArray[Cell], at: npt.NDArray[np.integer]) -> npt.NDArray[Cell]:
    """Return the values at these places, a block at a time."""
    if not len(values):
        return np.empty(len(at), dtype=values.dtype)
    return mapped(lambda block: values.take(at[block], mode="clip"), len(at), values.dtype)


def marked(flags: npt.NDArray[np.bool_], at: npt.NDArray[np.integer]) -> npt.NDArray[np.bool_]:
    """Return the flags at these places, or one that holds for all where none is set."""
    return flags.take(at) if flags.any() else np.zeros(1, dtype=bool)


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


def overrule(
    codes: npt.NDArray[np.int8], holds: npt.NDArray[np.bool_], code: int | npt.NDArray[np.int8]
) -> None:
    """Write a code where something holds, in place."""
    # Small integers are multiplied many at once, and written one by one.
    codes *= ~holds
    codes += np.multiply(holds, code, dtype=np.int8)


def integers(numbers: npt.NDArray[np.integer], blank: npt.NDArray[np.bool_] | None = None) -> Any:
    """Return a nullable integer column, empty where marked."""
    return pd.arrays.IntegerArray(numbers, np.zeros(len(numbers), bool) if blank is None else blank)


def frame(columns: dict[str, Any]) -> pd.DataFrame:
    """Return a result with a fresh index; the arrays become its columns.

    One array under several names is kept once: pandas copies it when a column is written to.
    """
    arrays = {id(column): column for column in columns.values()}
    series = {key: pd.Series(column, copy=False) for key, column in arrays.items()}
    return pd.DataFrame({name: series[id(column)] for name, column in columns.items()}, copy=False)

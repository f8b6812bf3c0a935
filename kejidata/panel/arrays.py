"""Long arrays of numbers: the names of their types, and work on them block by block."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.integer[Any]]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

Part = TypeVar("Part")
Found = TypeVar("Found")
BLOCK = 1 << 17
"""Rows of a block: its temporary arrays stay in the cache of a processor."""


def by_block(work: Callable[[slice], Sequence[npt.NDArray[Any]]], size: int) -> list[Any]:
    """Return the arrays that the work gives for each block of rows, joined end to end.

    Blocks keep temporary arrays small, and several of them are worked on at once.
    """
    if size <= BLOCK:
        return list(work(slice(0, size)))
    columns = [np.empty(size, dtype=column.dtype) for column in work(slice(0, 0))]

    def fill(part: slice) -> None:
        for column, found in zip(columns, work(part), strict=True):
            column[part] = found

    in_threads(fill, [slice(start, start + BLOCK) for start in range(0, size, BLOCK)], size)
    return columns


def in_threads(work: Callable[[Part], Found], parts: Sequence[Part], size: int) -> list[Found]:
    """Return what independent work gives for each part, on as many threads as processors.

    `size` is the number of rows in all: for a block of them a thread costs more than the work.
    """
    workers = min(len(parts), processors())
    if workers < 2 or size <= BLOCK:
        return [work(part) for part in parts]
    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(work, parts))


def processors() -> int:
    """Return on how many processors this process may run."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def taken(values: Floats, at: Ints) -> Floats:
    """Return the values at these places, NaN where a place is negative."""
    if not len(values):
        return np.full(len(at), np.nan)
    found = values.take(at, mode="clip")
    found[at < 0] = np.nan
    return found

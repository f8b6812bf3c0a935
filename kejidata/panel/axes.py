"""Key columns as codes: distinct labels in the order of the result, kept as they were given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from kejidata.errors import SHOWN, KejidataError
from kejidata.panel.columns import distinct

Ints = npt.NDArray[np.integer]


@dataclass(frozen=True)
class Axis:
    """The distinct regions or indicators of a frame.

    A categorical column keeps its categories and their order; any other becomes text, sorted.
    """

    labels: Sequence[Any]
    dtype: pd.CategoricalDtype | None = None

    def __len__(self) -> int:
        return len(self.labels)

    @property
    def texts(self) -> list[str]:
        """The labels as text, to look up in the registry."""
        return [str(label) for label in self.labels]

    def place(self, other: Axis) -> npt.NDArray[np.int32]:
        """Return for each label of another axis its code on this one, -1 where it is new."""
        if self.labels == other.labels:
            return np.arange(len(self), dtype=np.int32)
        own, others = (pd.Index(axis.texts, dtype="str") for axis in (self, other))
        return own.get_indexer(others).astype(np.int32)

    def column(self, codes: Ints) -> Any:
        """Return the column of a result: categorical as given, else text."""
        if self.dtype is not None:
            return pd.Categorical.from_codes(codes, dtype=self.dtype, validate=False)
        return pd.array(list(self.labels), dtype="str").take(codes)


def key_axis(column: pd.Series[Any], where: str) -> tuple[Ints, Axis]:
    """Return codes and axis of a column of regions or indicators.

    Raises
    ------
    KejidataError
        For a missing cell, and for a label that is neither text nor a whole number.
    """
    if isinstance(column.dtype, pd.CategoricalDtype):
        codes = np.asarray(column.array.codes)
        _no_gaps(codes, where)
        return codes, Axis(_categories(column.dtype.categories, where), column.dtype)
    codes, found = factorized(column, where)
    labels = [_label(label, where) for label in found]
    ordered = sorted(set(labels))
    place = {label: number for number, label in enumerate(ordered)}
    table = np.array([place[label] for label in labels], dtype=np.int32)
    return table[codes], Axis(ordered)


def _categories(index: pd.Index[Any], where: str) -> list[Any]:
    """Return the labels of categories, which text of one kind is without a look at each."""
    labels = index.to_numpy(dtype=object).tolist()
    if isinstance(index.dtype, pd.StringDtype):
        return labels
    texts = [_label(label, where) for label in labels]
    twice = sorted(text for text, count in Counter(texts).items() if count > 1)
    if twice:
        raise KejidataError(
            "two categories are written alike",
            where=where,
            rows=[repr(text) for text in twice],
            remedy="write codes as text only, or as numbers only",
        )
    return labels


def factorized(column: pd.Series[Any], where: str) -> tuple[Ints, Any]:
    """Return codes and distinct labels of a key column, none of them missing."""
    codes, found = distinct(column, where)
    _no_gaps(codes, where)
    return codes, found


def _label(label: Any, where: str) -> str:
    if isinstance(label, bool | np.bool_) or not isinstance(label, str | int | np.integer):
        raise KejidataError(
            "a label is neither text nor a whole number",
            where=where,
            rows=[repr(label)],
            remedy="write the code or the name as text",
        )
    return str(label)


def _no_gaps(codes: Ints, where: str) -> None:
    if len(codes) and codes.min() < 0:
        at = np.flatnonzero(codes < 0)
        rows = [f"row {row}: empty" for row in at[:SHOWN]] + [""] * (len(at) - SHOWN)
        raise KejidataError(
            "a key is missing", where=where, rows=rows, remedy="fill the cell or drop the row"
        )

"""One column of an analyst's frame as plain numpy: numbers, whole numbers, known words."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from numbers import Real
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from kejidata.errors import SHOWN, KejidataError


def numbers(column: pd.Series[Any], where: str) -> npt.NDArray[np.float64]:
    """Return a column as floats, missing cells as NaN.

    Integers, floats, nullable and Arrow numbers, Decimal and Python numbers are numbers; text
    is not, even where it looks like one.

    Raises
    ------
    KejidataError
        For text, for any other object, and for an infinity.
    """
    dtype = column.dtype
    if isinstance(dtype, pd.CategoricalDtype):
        column = column.astype(dtype.categories.dtype)
    if pd.api.types.is_numeric_dtype(column.dtype) and not _odd(column.dtype):
        found = column.to_numpy(dtype=np.float64, na_value=np.nan)
    else:
        found = _from_objects(column, where)
    if np.isinf(found).any():
        _refuse("an infinity is not a value", column, np.isinf(found), where, "leave it empty")
    return found


def _odd(dtype: Any) -> bool:
    return pd.api.types.is_bool_dtype(dtype) or pd.api.types.is_complex_dtype(dtype)


def _from_objects(column: pd.Series[Any], where: str) -> npt.NDArray[np.float64]:
    found = np.full(len(column), np.nan)
    filled = column.notna().to_numpy()
    wrong = np.zeros(len(column), dtype=bool)
    cells = column.to_numpy(dtype=object)
    for row in np.flatnonzero(filled):
        try:
            found[row] = _number(cells[row])
        except (TypeError, OverflowError):
            wrong[row] = True
    if wrong.any():
        remedy = "correct the cell, or turn the column into numbers"
        _refuse("the value is not a number", column, wrong, where, remedy)
    return found


def _number(cell: Any) -> float:
    if isinstance(cell, bool | np.bool_) or not isinstance(cell, Real | Decimal):
        raise TypeError
    return float(cell)


def steps(column: pd.Series[Any], where: str) -> npt.NDArray[np.float64] | None:
    """Return rounding steps, a missing one as 0; None when every figure is exact."""
    found = numbers(column, where)
    found = np.where(np.isnan(found), 0.0, found)
    if (found < 0).any():
        _refuse("a rounding step is negative", column, found < 0, where, "write it as 0.01")
    return found if found.any() else None


def whole_numbers(column: pd.Series[Any], where: str) -> npt.NDArray[np.int64]:
    """Return a column of whole numbers such as years of publication; none may be missing."""
    found = numbers(column, where)
    wrong = np.isnan(found) | (found != np.floor(found))
    if wrong.any():
        _refuse("not a whole number", column, wrong, where, "write the year")
    return found.astype(np.int64)


def texts(column: pd.Series[Any]) -> tuple[npt.NDArray[np.int32], list[str]]:
    """Return codes and distinct texts of a column; code -1 where the cell is empty."""
    codes, found = pd.factorize(column)
    labels = [str(label) for label in found]
    empty = [code for code, label in enumerate(labels) if label == ""]
    codes = np.where(np.isin(codes, empty), -1, codes) if empty else codes
    return codes.astype(np.int32), labels


def words(
    column: pd.Series[Any], known: Sequence[str], where: str, empty: int | None = None
) -> npt.NDArray[np.int8]:
    """Return the place of each cell in a list of known words.

    Parameters
    ----------
    column, known, where
        The column, the words it may hold, and what to call it in a message.
    empty
        The place that an empty cell stands for; without it an empty cell is refused.
    """
    codes, labels = texts(column)
    place = {word: number for number, word in enumerate(known)}
    table = np.array([*(place.get(label, -2) for label in labels), -1], dtype=np.int8)
    found = table[codes]
    if empty is not None:
        found[found == -1] = empty
    if (found < 0).any():
        remedy = f"use one of: {', '.join(known)}"
        _refuse("the word is not known", column, found < 0, where, remedy)
    return found


def _refuse(
    what: str, column: pd.Series[Any], wrong: npt.NDArray[np.bool_], where: str, remedy: str
) -> None:
    at = np.flatnonzero(wrong)
    cells = column.iloc[at[:SHOWN]].tolist()
    shown = [f"row {row}: {cell!r}" for row, cell in zip(at, cells, strict=False)]
    raise KejidataError(
        what, where=where, rows=shown + [""] * (len(at) - len(shown)), remedy=remedy
    )

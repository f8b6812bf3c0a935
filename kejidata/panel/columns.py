"""One column of an analyst's frame as plain numpy: numbers, whole numbers, known words."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from numbers import Real
from typing import Any, NoReturn

import numpy as np
import numpy.typing as npt
import pandas as pd

from kejidata.panel.arrays import Flags, Floats, Ints, by_block, recoded
from kejidata.panel.labels import LAST, distinct, listed, plain_integers, refuse

LARGEST, SMALLEST = 1e100, 1e-100
"""Beyond these no figure lies, and arithmetic on floats would overflow."""


def numbers(column: pd.Series[Any], where: str) -> Floats:
    """Return a column as floats, missing cells as NaN.

    Integers, floats, nullable and Arrow numbers, Decimal and Python numbers are numbers; text
    is not, even where it looks like one.

    Raises
    ------
    KejidataError
        For text, any other object, an infinity, and a number beyond 1e100 or within 1e-100.
    """
    dtype = column.dtype
    if isinstance(dtype, pd.CategoricalDtype):
        column = column.astype(dtype.categories.dtype)
    if pd.api.types.is_numeric_dtype(column.dtype) and not _odd(column.dtype):
        if isinstance(column.dtype, np.dtype):
            found = column.to_numpy(dtype=np.float64)
        else:
            # These types have missing cells that are no NaN; looking for them takes a copy.
            found = column.to_numpy(dtype=np.float64, na_value=np.nan)
    else:
        found = _from_objects(column, where)
    if _is_beyond(found).any():
        _refuse_beyond(found, column, where)
    return found


def _is_beyond(found: Floats) -> Flags:
    """Mark infinities and numbers too large or too small for a figure."""

    def work(part: slice) -> list[Flags]:
        size = np.abs(found[part])
        return [(size > LARGEST) | ((size < SMALLEST) & (size > 0))]

    return np.asarray(by_block(work, len(found))[0])


def _refuse_beyond(found: Floats, column: pd.Series[Any], where: str) -> NoReturn:
    infinite = np.isinf(found)
    if infinite.any():
        refuse("an infinity is not a value", column, infinite, where, "leave it empty")
    remedy = "correct the cell, or leave it empty"
    refuse("the number is too large or too small", column, _is_beyond(found), where, remedy)


def _odd(dtype: Any) -> bool:
    """Tell whether numbers of a type need a look one by one: floats of 16 bytes may overflow."""
    long = isinstance(dtype, np.dtype) and dtype.itemsize > np.dtype(np.float64).itemsize
    return long or pd.api.types.is_bool_dtype(dtype) or pd.api.types.is_complex_dtype(dtype)


def _from_objects(column: pd.Series[Any], where: str) -> Floats:
    found = np.full(len(column), np.nan)
    wrong = np.zeros(len(column), dtype=bool)
    for row, one in enumerate(column.to_numpy(dtype=object)):
        try:
            found[row] = _number(one)
        except (TypeError, ValueError, OverflowError):
            wrong[row] = True
    if wrong.any():
        remedy = "correct the cell, or turn the column into numbers"
        refuse("the value is not a number", column, wrong, where, remedy)
    return found


def _number(one: Any) -> float:
    if one is None or one is pd.NA or one is pd.NaT:
        return np.nan
    if isinstance(one, bool | np.bool_ | np.timedelta64) or not isinstance(one, Real | Decimal):
        raise TypeError
    number = float(one)
    # What is too small for a float is refused with what is too small for a figure.
    return SMALLEST / 2 if number == 0 and one != 0 else number


def steps(column: pd.Series[Any], where: str) -> Floats | None:
    """Return rounding steps, a missing one as 0; None when every figure is exact."""
    found = numbers(column, where)
    if len(found) and found.min() > 0:  # Neither is there a missing one.
        return found
    found = np.where(np.isnan(found), 0.0, found)
    if (found < 0).any():
        refuse("a rounding step is negative", column, found < 0, where, "write it as 0.01")
    return found if found.any() else None


def whole_numbers(column: pd.Series[Any], where: str) -> npt.NDArray[np.int32]:
    """Return a column of years of publication, whole numbers; none may be missing."""
    whole = plain_integers(column)
    if len(whole) and whole.min() >= -LAST and whole.max() <= LAST:
        return whole.astype(np.int32)
    found = numbers(column, where)
    wrong = np.isnan(found) | (found != np.floor(found)) | (np.abs(found) > LAST)
    if wrong.any():
        refuse("not a whole number of a year", column, wrong, where, "write the year")
    return found.astype(np.int32)


def signs(column: pd.Series[Any], where: str) -> npt.NDArray[np.int8]:
    """Return the directions of a column, 1 or -1, and 0 where the cell is empty."""
    whole = plain_integers(column)
    if len(whole) and (np.abs(whole) == 1).all():
        return whole.astype(np.int8)
    found = numbers(column, where)
    wrong = ~(np.isnan(found) | (np.abs(found) == 1))
    if wrong.any():
        refuse("a direction is neither 1 nor -1", column, wrong, where, "use one of: 1, -1")
    return np.nan_to_num(found).astype(np.int8)


def texts(column: pd.Series[Any], where: str) -> tuple[Ints, list[str]]:
    """Return codes and distinct texts of a column; code -1 where the cell is empty.

    Raises
    ------
    KejidataError
        For cells such as lists, which are neither text nor a number.
    """
    codes, found = distinct(column, where)
    labels = [str(label) for label in listed(found)]
    empty = [code for code, label in enumerate(labels) if label == ""]
    codes = codes.astype(np.min_scalar_type(-max(len(labels), 1)), copy=bool(empty))
    for code in empty:
        codes[codes == code] = -1
    return codes, labels


def words(
    column: pd.Series[Any], known: Sequence[str], where: str, empty: int | None = None
) -> Ints:
    """Return the place of each cell in a list of known words.

    Parameters
    ----------
    column, known, where
        The column, the words it may hold, and what to call it in a message.
    empty
        The place that an empty cell stands for; without it an empty cell is refused.
    """
    codes, labels = texts(column, where)
    place = {word: number for number, word in enumerate(known)}
    found = recoded(codes, np.array([place.get(label, -2) for label in labels], dtype=np.int8))
    missing = codes < 0
    if missing.any():
        found = np.where(missing, -1 if empty is None else empty, found)
    if (found < 0).any():
        remedy = f"use one of: {', '.join(known)}"
        refuse("the word is not known", column, found < 0, where, remedy)
    return found

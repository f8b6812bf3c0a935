"""A column of labels as codes into its distinct cells, told apart in the quickest way there is."""

from __future__ import annotations

from typing import Any, NoReturn

import numpy as np
import pandas as pd

from kejidata.errors import SHOWN, KejidataError, cell
from kejidata.panel.arrays import BLOCK, SMALL, Flags, Ints, by_block, told_apart

LAST = 99_999_999
"""The largest year of publication, with room for days written as one number."""


def distinct(column: pd.Series[Any], where: str) -> tuple[Ints, Any]:
    """Return codes and distinct cells of a column; code -1 where a cell is missing.

    Raises
    ------
    KejidataError
        For cells such as lists, which cannot be told apart, and text that no file can hold.
    """
    try:
        with np.errstate(over="ignore"):  # A number beyond a float is refused by who asked.
            known = _categories(column) or _constant(column) or _near(column)
            codes, found = known or pd.factorize(_cells(column))
        if found.dtype == object or getattr(found.dtype, "storage", "") == "python":
            "".join(map(str, found)).encode()
    except (TypeError, ValueError, ArithmeticError):
        wrong = np.array([not _is_label(one) for one in column], dtype=bool)
        remedy = "write text or numbers"
        refuse("the cells are not labels", column, wrong, where, remedy)
    return codes, found


def _categories(column: pd.Series[Any]) -> tuple[Ints, Any] | None:
    """Return codes and categories of a categorical column in which each of these occurs."""
    if not isinstance(column.dtype, pd.CategoricalDtype):
        return None
    codes = column.array.codes
    found = column.dtype.categories
    occurs = np.zeros(len(found) + 1, dtype=bool)
    for start in range(0, len(codes), BLOCK):
        occurs[codes[start : start + BLOCK]] = True  # A missing cell has the code -1, the last.
        if occurs[:-1].all():
            return codes, found
    return None


def _constant(column: pd.Series[Any]) -> tuple[Ints, Any] | None:
    """Return codes and the label of a column of text in which one stands in every row.

    To look for another text in 3.5 million rows takes 0.012 s, to tell texts apart 0.04 s.
    """
    if len(column) <= BLOCK or not isinstance(column.dtype, pd.StringDtype):
        return None
    label = column.iloc[0]
    for some in (column.iloc[:BLOCK], column):
        same = some == label
        # Of a missing cell it is missing too, and not told apart by `all`.
        if same.isna().any() or not same.all():
            return None
    return np.zeros(len(column), dtype=np.int8), pd.Index(column.iloc[:1])


def _near(column: pd.Series[Any]) -> tuple[Ints, Any] | None:
    """Return codes and the numbers of a column of whole numbers near one another, as years are.

    Those of 3.5 million rows take 0.009 s so, and 0.016 s by hashing.
    """
    whole = plain_integers(column)
    if len(whole) <= BLOCK:
        return None
    first, last = int(whole.min()), int(whole.max())
    if first < -LAST or last > LAST or last - first >= SMALL:
        return None

    def counted(part: slice) -> list[Ints]:
        return [(whole[part].astype(np.int64) - first).astype(np.uint16)]

    codes, found = told_apart(by_block(counted, len(whole))[0], last - first + 1)
    return codes, pd.Index((found + first).astype(whole.dtype))


def _cells(column: pd.Series[Any]) -> Any:
    """Return the cells of a column, without the index that pandas makes of those of a series.

    Of 60 texts that took longer than to tell them apart.
    """
    return column if isinstance(column.dtype, np.dtype) else column.array


def listed(found: Any) -> list[Any]:
    """Return distinct cells as Python has them; one by one PyArrow hands texts out slowly."""
    cells: list[Any] = found.to_numpy(dtype=object).tolist()
    return cells


def _is_label(one: Any) -> bool:
    """Tell whether a cell can be told apart from others and written to a file."""
    try:
        hash(one)
        str(one).encode()
    except (TypeError, ValueError):
        return False
    return True


def plain_integers(column: pd.Series[Any]) -> Ints:
    """Return the numbers of a column of whole numbers, none of any other."""
    plain = isinstance(column.dtype, np.dtype) and column.dtype.kind in "iu"
    return column.to_numpy() if plain else np.zeros(0, dtype=np.int64)


def refuse(what: str, column: pd.Series[Any], wrong: Flags, where: str, remedy: str) -> NoReturn:
    """Raise for the cells of a column that are wrong, the first of which are shown."""
    at = np.flatnonzero(wrong)
    cells = column.iloc[at[:SHOWN]].tolist()
    shown = [f"row {row}: {cell(one)}" for row, one in zip(at, cells, strict=False)]
    raise KejidataError(
        what, where=where, rows=shown + [""] * (len(at) - len(shown)), remedy=remedy
    )

"""Key columns as codes: distinct labels in the order of the result, kept as they were given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from kejidata.errors import SHOWN, KejidataError
from kejidata.model import indicator_lookup, region_lookup
from kejidata.model.divisions import NATION
from kejidata.panel import results
from kejidata.panel.arrays import Ints, recoded
from kejidata.panel.labels import distinct, listed


@dataclass(frozen=True)
class Axis:
    """The distinct regions or indicators of a frame.

    A categorical column keeps its categories and their order; any other becomes text, sorted.
    `names` are what the labels mean: the registry's code of a region or an indicator by whichever
    label, else the label as text.
    """

    labels: Sequence[Any]
    names: Sequence[str]
    dtype: pd.CategoricalDtype | None = None

    def __len__(self) -> int:
        return len(self.labels)

    @property
    def texts(self) -> list[str]:
        """The labels as text."""
        return [str(label) for label in self.labels]

    def place(self, other: Axis) -> Ints:
        """Return for each label of another axis the code of its name here, -1 where it is new."""
        place = {name: code for code, name in reversed(list(enumerate(self.names)))}
        small = np.min_scalar_type(-len(self) - 1)
        return np.array([place.get(name, -1) for name in other.names], dtype=small)

    def column(self, codes: Ints) -> Any:
        """Return the column of a result: categorical as given, else text."""
        if self.dtype is not None:
            return pd.Categorical.from_codes(codes, dtype=self.dtype, validate=False)
        return results.texts_column(codes, self.labels)


def key_axis(column: pd.Series[Any], where: str) -> tuple[Ints, Axis]:
    """Return codes and axis of a column of labels.

    Raises
    ------
    KejidataError
        For a missing cell, and for a label that is neither text nor a whole number.
    """
    if isinstance(column.dtype, pd.CategoricalDtype):
        codes = np.asarray(column.array.codes)
        _no_gaps(codes, where)
        labels = _categories(column.dtype.categories, where)
        return codes, Axis(labels, [str(label) for label in labels], column.dtype)
    codes, found = factorized(column, where)
    texts = [_label(label, where) for label in listed(found)]
    ordered = sorted(set(texts))
    place = {label: number for number, label in enumerate(ordered)}
    table = np.array([place[label] for label in texts], np.min_scalar_type(-len(texts) - 1))
    return recoded(codes, table), Axis(ordered, ordered)


def indicator_axis(column: pd.Series[Any], where: str) -> tuple[Ints, Axis]:
    """Return codes and axis of a column of indicators.

    An indicator that stands under several labels (rd_expenditure, 研发经费: R&D expenditure) has
    one, its code where that is among them, else the first; a name of several indicators is its own.

    Raises
    ------
    KejidataError
        As `key_axis` does.
    """
    codes, axis = key_axis(column, where)
    names = [indicator_lookup.code_or_label(text) for text in axis.texts]
    if len(set(names)) == len(names):
        return codes, replace(axis, names=names)
    first = {name: number for number, name in reversed(list(enumerate(names)))}
    own = {text: number for number, text in enumerate(axis.texts) if text in first}
    chosen = np.array([own.get(name, first[name]) for name in names], dtype=np.int32)
    return chosen[codes], replace(axis, names=names)


def region_axis(
    column: pd.Series[Any], where: str, within: str = ""
) -> tuple[Ints, Axis, Ints | None]:
    """Return codes and axis of a column of regions, and the labels' codes where these differ.

    A region that stands under two labels (320000, 江苏: Jiangsu) has the code of the first. Of
    several regions of one name the one in `within` is meant.

    Raises
    ------
    KejidataError
        As `key_axis` does, and for a name of several regions where nothing decides.
    """
    column = _decided(_whole(column), where, within) if within else _whole(column)
    label, axis = key_axis(column, where)
    names = region_lookup.region_codes(axis.texts, within=within, where=where)
    axis = Axis(axis.labels, names, axis.dtype)
    if len(set(names)) == len(names):
        return label, axis, None
    return axis.place(axis)[label], axis, label


def _decided(column: pd.Series[Any], where: str, within: str) -> pd.Series[Any]:
    """Return a column in which a name of several regions gives way to the code of the one meant.

    Whoever reads the result knows no more in which region it was asked for.
    """
    axis = key_axis(column, where)[1]
    shared = [text for text in axis.texts if region_lookup.is_shared(text)]
    codes = {text: region_lookup.region_code(text, within=within, where=where) for text in shared}
    return (
        column.astype(object).map(lambda label: codes.get(str(label), label)) if codes else column
    )


def _whole(column: pd.Series[Any]) -> pd.Series[Any]:
    """Return codes that were read as numbers as codes again: 320000.0 beside a gap, the nation's 0.

    A zero is the nation where whatever else stands in the column is the code of a division.
    """
    if column.dtype.kind == "f" and len(column):
        numbers = column.to_numpy()
        whole = np.isfinite(numbers).all() and (numbers == np.floor(numbers)).all()
        column = column.astype(np.int64) if whole else column
    if column.dtype.kind not in "iu" or not (column == 0).any():
        return column
    if not all(region_lookup.is_code(str(number)) for number in column.unique() if number):
        return column
    return column.astype(object).where(column != 0, NATION)


def _categories(index: pd.Index[Any], where: str) -> list[Any]:
    """Return the labels of categories, which text of one kind is without a look at each."""
    labels = listed(index)
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

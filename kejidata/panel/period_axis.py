"""The period column as codes: distinct periods by calendar, in the form they were given in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from kejidata.errors import SHOWN, KejidataError, cell
from kejidata.model import periods
from kejidata.panel import results
from kejidata.panel.arrays import Ints, picked, recoded
from kejidata.panel.axes import factorized
from kejidata.panel.labels import listed


@dataclass(frozen=True)
class PeriodAxis:
    """The distinct periods of a frame by calendar, with the labels they were given as."""

    labels: Sequence[Any]
    dtype: Any
    starts: Ints
    months: Ints

    def __len__(self) -> int:
        return len(self.labels)

    def column(self, codes: Ints) -> Any:
        """Return the column of a result, in the form given."""
        return self._column(self.labels, codes)

    def earlier_column(self, codes: Ints, span: int) -> Any:
        """Return the column of the bases of periods, in the form given."""
        return self._column([_earlier(label, span) for label in self.labels], codes)

    def _column(self, labels: Sequence[Any], codes: Ints) -> Any:
        if isinstance(self.dtype, np.dtype):
            given = _as_given(labels, self.dtype)
            return picked(codes, given) if len(given) else given
        if isinstance(self.dtype, pd.StringDtype):
            return results.texts_column(codes, labels)
        return pd.array(list(labels), dtype=self.dtype).take(codes)

    @property
    def texts(self) -> list[str]:
        """The periods as text, each in its shortest form."""
        return [periods.text(*pair) for pair in self.pairs()]

    def pairs(self) -> list[tuple[int, int]]:
        """Return first month and length of each period."""
        return list(zip(self.starts.tolist(), self.months.tolist(), strict=True))

    def find(self, wanted: Sequence[tuple[int, int] | None]) -> Ints:
        """Return the code of each wanted period, -1 where the axis does not have it."""
        place = {pair: number for number, pair in enumerate(self.pairs())}
        codes = [-1 if pair is None else place.get(pair, -1) for pair in wanted]
        return np.array(codes, dtype=np.int32)

    def bases(self, span: int) -> list[tuple[int, int]]:
        """Return for each period the same one `span` years earlier, or the one next before it."""
        return [
            (start - periods.shift_months(months, span), months) for start, months in self.pairs()
        ]

    def overlapping(
        self, wanted: Sequence[tuple[int, int]], *, of_another_length: bool = False
    ) -> list[list[int]]:
        """Return for each wanted period the codes of other periods that share a month with it."""
        if len(set(self.months.tolist())) < 2 and of_another_length:
            return []
        ends = self.starts + self.months
        found = []
        for start, months in wanted:
            shares = (self.starts < start + months) & (start < ends)
            other = self.months != months
            if not of_another_length:
                other |= self.starts != start
            found.append(np.flatnonzero(shares & other).tolist())
        return found


def _as_given(labels: Sequence[Any], dtype: np.dtype[Any]) -> npt.NDArray[Any]:
    """Return labels in the type given, or as int64 where years before the first do not fit it."""
    if dtype.kind in "iu" and len(labels) and min(labels) < np.iinfo(dtype).min:
        dtype = np.dtype(np.int64)
    return np.array(labels, dtype=dtype)


def _earlier(label: Any, span: int) -> Any:
    return periods.earlier(label, span) if isinstance(label, str) else label - max(span, 1)


def period_axis(column: pd.Series[Any], where: str) -> tuple[Ints, PeriodAxis]:
    """Return codes and axis of a column of periods.

    Years as whole numbers, whole floats or text, and ISO 8601 text are periods; the same
    year in two forms is the same period.

    Raises
    ------
    KejidataError
        For a missing cell and for anything else.
    """
    codes, labels, dtype = _distinct(column, where)
    pairs = _pairs(codes, labels, where)
    ordered = sorted(set(pairs))
    place = {pair: number for number, pair in enumerate(ordered)}
    # Of two spellings the shorter stands, whichever row comes first.
    spelled = sorted(zip(labels, pairs, strict=True), key=lambda one: _spelling(one[0]))
    chosen = {pair: label for label, pair in reversed(spelled)}
    starts, months = np.array(ordered, dtype=np.int32).reshape(-1, 2).T
    axis = PeriodAxis([chosen[pair] for pair in ordered], dtype, starts, months)
    table = np.array([place[pair] for pair in pairs], np.min_scalar_type(-len(pairs) - 1))
    return recoded(codes, table), axis


def _spelling(label: Any) -> tuple[int, str, bool]:
    return len(str(label)), str(label), isinstance(label, str)


def _distinct(column: pd.Series[Any], where: str) -> tuple[Ints, list[Any], Any]:
    """Return codes, distinct labels in the order of first sight, and their dtype."""
    codes, found = factorized(column, where)
    if isinstance(column.dtype, pd.CategoricalDtype):
        found = found.astype(column.dtype.categories.dtype)
    labels = listed(found)
    return codes, labels, _form(found.dtype, labels)


def _form(dtype: Any, labels: list[Any]) -> Any:
    if pd.api.types.is_numeric_dtype(dtype):
        return dtype
    if all(isinstance(label, str) for label in labels):
        return pd.StringDtype(na_value=np.nan)
    return np.dtype(np.int64) if all(_is_year(label) for label in labels) else np.dtype(object)


def _is_year(label: Any) -> bool:
    return isinstance(label, int | np.integer) and not isinstance(label, bool | np.timedelta64)


def _pairs(codes: Ints, labels: Sequence[Any], where: str) -> list[tuple[int, int]]:
    """Return first month and length of each distinct period; one that is none is refused."""
    found = [_pair(label) for label in labels]
    wrong = [code for code, pair in enumerate(found) if pair is None]
    if wrong:
        at = np.flatnonzero(np.isin(codes, wrong))
        rows = [f"row {row}: {cell(labels[codes[row]])}" for row in at[:SHOWN]]
        raise KejidataError(
            "a period is neither a year nor ISO 8601 text",
            where=where,
            rows=rows + [""] * (len(at) - len(rows)),
            remedy="write 2020, 2020-06, 2020-01/2020-11 or 2016/2020; of a date column use "
            ".dt.year, of pandas periods .astype(str)",
        )
    return [pair for pair in found if pair is not None]


def _pair(label: Any) -> tuple[int, int] | None:
    """Return first month and length of a period, None where it is none."""
    if isinstance(label, str):
        return periods.parse(label) if periods.is_period(label) else None
    if not (_is_year(label) or isinstance(label, float | np.floating)) or not 1 <= label <= 9999:
        return None
    return (int(label) * periods.YEAR, periods.YEAR) if label == label // 1 else None

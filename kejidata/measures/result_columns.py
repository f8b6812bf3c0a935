"""The columns of a result: intervals, reasons, keys in their order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from kejidata.measures.exact_columns import Exact
from kejidata.measures.exact_spans import Spans
from kejidata.measures.published import Figures
from kejidata.model import terms
from kejidata.panel import results
from kejidata.panel.arrays import Flags, Floats, Ints
from kejidata.panel.intake import Rows


def span_columns(name: str, found: Spans, at: Ints, size: int) -> dict[str, Any]:
    """Return the columns NAME_low, NAME_high and NAME_closed, empty but for these places.

    Without a name they are low, high and closed.
    """
    before = f"{name}_" if name else ""
    held = np.zeros(size, dtype=np.int8)
    held[at] = found.closed()
    return {
        f"{before}low": placed(found.low, at, size),
        f"{before}high": placed(found.high, at, size),
        f"{before}closed": results.texts_column(held, ["", *terms.CLOSED]),
    }


def number_columns(names: Sequence[str], numbers: Floats, held: Ints) -> dict[str, Any]:
    """Return the columns NAME, NAME_low, NAME_high and NAME_closed.

    `numbers` are those of each name with low and high ends, `held` codes of the ends that are held.
    """
    columns: dict[str, Any] = {}
    for name, ends, codes in zip(names, numbers, held, strict=True):
        columns |= dict(zip((name, f"{name}_low", f"{name}_high"), ends, strict=True))
        columns[f"{name}_closed"] = results.texts_column(codes, ["", *terms.CLOSED])
    return columns


def width(columns: Mapping[str, Any], number: str, span: str) -> Floats:
    """Return the steps that leave intervals open about numbers, all of it where they lean."""
    value, low, high = columns[number], columns[f"{span}low"], columns[f"{span}high"]
    return np.asarray(2 * np.fmax(value - low, high - value), dtype=np.float64)


def placed(found: Exact, at: Ints, size: int) -> Floats:
    """Return numbers at their places among empty ones."""
    out = np.full(size, np.nan)
    out[at] = found.floats()
    return out


def reasons_of(holding: Mapping[str, Flags | None], size: int) -> Ints:
    """Return the number, from 1, of the first reason that holds, in the order of all."""
    return results.first_reason(holding, terms.REASONS, size)


def first_of(one: Ints, other: Ints) -> Ints:
    """Return the first of two reasons, by their numbers, 0 for none."""
    return np.where((one > 0) & (other > 0), np.minimum(one, other), np.maximum(one, other))


def result(
    figures: Figures,
    columns: Mapping[str, Any],
    reason: Ints,
    maker: str,
    order: Ints,
) -> pd.DataFrame:
    """Return columns beside the keys of figures as the result of a measure, in this order.

    Columns are arrays, of numpy or of pandas.
    """
    shown = figures.take(order)
    rows = shown.rows
    out = {
        "region": results.texts_column(rows.region, rows.regions.texts),
        "indicator": results.texts_column(rows.indicator, rows.indicators.texts),
        "period": as_given(rows.periods.column(rows.period)),
        "unit": results.texts_column(shown.unit, shown.units),
        "reason": results.texts_column(reason[order], ["", *terms.REASONS]),
        **{name: column.take(order) for name, column in columns.items()},
    }
    told = [name for name in ("source",) if name in out]
    return results.frame({name: out[name] for name in (*terms.RESULTS[maker], *told)})


def as_given(periods: Any) -> Any:
    """Return a column of periods as they were given, years in the widest type."""
    if isinstance(getattr(periods, "dtype", None), pd.StringDtype):
        return periods
    labels = np.asarray(periods, dtype=object).tolist()
    return pd.Series(labels, dtype=None if labels else "str").array


def by_keys(rows: Rows, *, calendar: bool = False) -> Ints:
    """Return rows in the order of their keys as text, whatever the order of the categories.

    Periods are sorted as text too, or else by calendar, as they are in their cells.
    """
    keys = [rows.region, rows.indicator, rows.period]
    words = [rows.regions.texts, rows.indicators.texts, [] if calendar else rows.periods.texts]
    ranks = [
        np.argsort(np.argsort(np.array(word, dtype=object), kind="stable"))[key] if word else key
        for key, word in zip(keys, words, strict=True)
    ]
    return np.lexsort(ranks[::-1])

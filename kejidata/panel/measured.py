"""Intake of measured frames for sentences, tables and pictures: columns there, cells sound."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from kejidata.errors import KejidataError
from kejidata.model import periods, terms
from kejidata.model.region_lookup import region_code
from kejidata.panel import columns
from kejidata.panel.by_cells import by_cells
from kejidata.panel.labels import listed

WITHOUT = ("source", "quote", "closed")
"""How columns end without which a frame may go: where a figure comes from, which ends are held."""
NEEDED: Mapping[str, Sequence[str]] = {
    **{
        maker: [name for name in columns if not name.endswith(WITHOUT)]
        for maker, columns in terms.RESULTS.items()
    },
    "load": (*terms.KEYS, "value"),
}
"""What a frame must hold, by the function of the package that makes it."""
WORDS: Mapping[str, Collection[str]] = {"measure": terms.MEASURES, "verdict": terms.VERDICTS}
"""Columns of words of which sentences are made, and the words."""


def measured(frame: pd.DataFrame, maker: str = "") -> pd.DataFrame:
    """Return a copy of a measured frame with keys and words as text and numbers as numbers.

    Parameters
    ----------
    frame
        Region, indicator, period and the columns of a measure's result.
    maker
        The function that makes such a frame, whose columns are needed; without it the keys are.

    Raises
    ------
    KejidataError
        No frame, a column is missing or doubled, a cell of a number's column is no number, or a
        period is none.

    Examples
    --------
    >>> measured(pd.DataFrame({"region": ["a"], "indicator": ["x"], "period": [2020]})).values
    array([['a', 'x', '2020']], dtype=object)
    """
    # Whoever writes to the copy given out writes to no other.
    return _measured(frame, maker).copy(deep=False)


@by_cells
def _measured(frame: pd.DataFrame, maker: str) -> pd.DataFrame:
    _check_columns(frame, maker)
    # Sentences take column after column: where PyArrow is, a name of its text costs as much again.
    names = pd.Index([str(name) for name in frame.columns], dtype=object)
    # All at once: a column that is set in a frame costs three times as much.
    named = frame.set_axis(names, axis=1)
    sound = {str(name): _sound(column, str(name)) for name, column in named.items()}
    sound["region"] = _one_label_each(sound["region"])
    out = pd.DataFrame(sound, index=pd.RangeIndex(len(frame)))
    out.columns = names
    _check_periods(out["period"])
    for name in WORDS.keys() & set(out.columns):
        # A target without an outcome has no verdict.
        empty = 0 if name == "verdict" else None
        columns.words(out[name], [*WORDS[name]], f"the frame, column {name}", empty=empty)
    return out


def _sound(column: pd.Series[Any], name: str) -> Any:
    """Return a column as text where it holds keys or words, checked where it holds numbers."""
    numeric = pd.api.types.is_numeric_dtype(column.dtype)
    plain = numeric and isinstance(column.dtype, np.dtype)
    if name in terms.NUMBERS:
        numbers = columns.numbers(column, f"the frame, column {name}")
        return column.array if plain else numbers
    # A file gives words that are all empty back as numbers that are all missing.
    if numeric and not _holds_words(name) and not column.isna().all():
        return column.array if plain else column.to_numpy(dtype=np.float64, na_value=np.nan)
    if isinstance(column.dtype, pd.CategoricalDtype):
        words = [*map(text_of, listed(column.dtype.categories)), ""]
        return pd.Index(np.array(words, dtype=object)[column.array.codes], dtype=object)
    return pd.Index([text_of(cell) for cell in listed(column)], dtype=object)


def _holds_words(name: str) -> bool:
    """Tell whether a column holds keys, which are text even where they look like numbers."""
    return name in terms.KEYS or name.endswith("_period")


def _one_label_each(regions: pd.Index[str]) -> pd.Index[str]:
    """Return one label for each region: rows of one stand together, whatever they call it."""
    codes = {label: region_code(label) for label in regions.unique()}
    if len(set(codes.values())) == len(codes):
        return regions
    first = {codes[label]: label for label in sorted(codes, reverse=True)}
    return pd.Index([first[codes[label]] for label in regions], dtype=object)


def _check_periods(column: pd.Series[str]) -> None:
    wrong = [repr(text) for text in column.unique() if not periods.is_period(text)]
    if wrong:
        remedy = "write 2020, 2020-06, 2020-01/2020-11 or 2016/2020"
        where = "the frame, column period"
        raise KejidataError("a period is not ISO 8601", where=where, rows=wrong, remedy=remedy)


def _check_columns(frame: pd.DataFrame, maker: str) -> None:
    remedy = f"give what kejidata.{maker} returns" if maker else "give a measured frame"
    if not isinstance(frame, pd.DataFrame):
        what = f"a pandas DataFrame is needed, not {type(frame).__name__}"
        raise KejidataError(what, where="the frame", remedy=remedy)
    names = [str(name) for name in frame.columns]
    absent = [name for name in NEEDED.get(maker, terms.KEYS) if name not in names]
    twice = sorted({name for name in names if names.count(name) > 1})
    if absent or twice:
        what = f"no column {', '.join(absent)}" if absent else f"two columns {', '.join(twice)}"
        raise KejidataError(
            f"the frame has {what}",
            where="the frame",
            rows=[f"its columns are: {', '.join(names) or 'none'}"],
            remedy=remedy,
        )


def text_of(cell: object) -> str:
    """Return the text of a cell that can be shown, empty where nothing stands in it."""
    if (
        cell is None
        or cell is pd.NA
        or cell is pd.NaT
        or (isinstance(cell, float) and cell != cell)
    ):
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = str(cell)
    if text.isprintable():
        return text
    return "".join(
        c if c.isprintable() or c.isspace() else "\N{REPLACEMENT CHARACTER}" for c in text
    )

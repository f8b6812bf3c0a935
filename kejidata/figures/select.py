"""Look at a frame before drawing: the columns are there, numbers are numbers, rows can be told."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from kejidata.errors import KejidataError, cell
from kejidata.measures.validate import text_of
from kejidata.model.terms import Lang
from kejidata.panel import columns

_KEYS = ("region", "indicator", "period")
_NUMBERS = (
    *("value", "base_value", "growth", "low", "high", "target", "completion", "elapsed"),
    *("rank", "best", "worst", "ranked", "missing", "shift", "last_value", "change"),
    *("change_rate", "related_value", "stated", "computed", "implied_target"),
)


def checked(frame: pd.DataFrame, needs: Sequence[str], maker: str, lang: Lang) -> pd.DataFrame:
    """Return a copy of a frame with a plain index, once it has what a figure needs.

    Parameters
    ----------
    frame
        What the caller gave; keys become text, numbers floats.
    needs
        Columns that the figure needs.
    maker
        What makes such a frame, for the remedy.
    lang
        The language asked for; checked here because every figure passes by.

    Raises
    ------
    KejidataError
        Not a frame, columns missing, no rows, text where a number belongs, an unknown language.
    """
    if lang not in ("zh", "en"):
        raise KejidataError(f"no language {lang!r}", where="argument lang", remedy="use zh or en")
    if not isinstance(frame, pd.DataFrame):
        what = f"a figure needs a DataFrame, not {type(frame).__name__}"
        raise KejidataError(what, remedy=f"pass {maker}")
    missing = [column for column in needs if column not in frame.columns]
    if missing:
        raise KejidataError(
            f"the frame has no column {', '.join(missing)}",
            rows=[f"its columns are: {', '.join(map(str, frame.columns)) or 'none'}"],
            remedy=f"pass {maker}",
        )
    if frame.empty:
        raise KejidataError(
            "the frame has no rows, so there is nothing to draw", remedy=f"pass {maker}"
        )
    out = frame.reset_index(drop=True).copy()
    for column in set(_NUMBERS) & set(out.columns):
        out[column] = columns.numbers(out[column], f"column {column}")
    for column in {*_KEYS, "measure"} & set(out.columns):
        # As objects, because text of other types compares to NA instead of no.
        out[column] = pd.Series([text_of(one) for one in out[column]], dtype=object)
    return out


def observations(frame: pd.DataFrame, lang: Lang) -> pd.DataFrame:
    """Return the rows of tidy observations, the newest vintage of each, `measure` filled in.

    Raises
    ------
    KejidataError
        As `checked` does.
    """
    out = checked(frame, (*_KEYS, "value"), "tidy observations", lang)
    if "measure" not in out:
        out["measure"] = "value"
    if "vintage" in out:
        out["vintage"] = columns.whole_numbers(out["vintage"], "column vintage")
        out = out.sort_values("vintage", kind="stable")
    unique(out, [*_KEYS, "measure", *(["vintage"] if "vintage" in out else [])])
    return out.drop_duplicates([*_KEYS, "measure"], keep="last").reset_index(drop=True)


def limit(top: int | None, usual: int) -> int:
    """Return how many rows to show: as many as asked for, else as usual.

    Raises
    ------
    KejidataError
        `top` is no whole number from 1.
    """
    if top is None:
        return usual
    if isinstance(top, bool) or not isinstance(top, int | np.integer) or top < 1:
        remedy = "give a whole number from 1"
        raise KejidataError(f"top is {cell(top)}", where="argument top", remedy=remedy)
    return int(top)


def unique(frame: pd.DataFrame, keys: Sequence[str] = _KEYS) -> pd.DataFrame:
    """Return the frame, once no key stands in it twice.

    Raises
    ------
    KejidataError
        A key stands twice; the keys are shown.
    """
    twice = frame[frame.duplicated(list(keys))]
    if len(twice):
        raise KejidataError(
            "rows stand twice in the frame",
            where=f"columns {', '.join(keys)}",
            rows=[" ".join(map(text_of, row)) for row in twice[list(keys)].to_numpy()],
            remedy="keep one row for each",
        )
    return frame


def only(frame: pd.DataFrame, column: str, wanted: str | None) -> pd.DataFrame:
    """Return the rows of one region, indicator or period: the one asked for, or the only one.

    Raises
    ------
    KejidataError
        It is not in the frame, or there are several and none was asked for.
    """
    present = sorted(frame[column].unique())
    if wanted is None and len(present) == 1:
        return frame
    if wanted is None or wanted not in present:
        said = f"the frame holds several, and the figure shows one {column}"
        raise KejidataError(
            said if wanted is None else f"the frame holds no {column} {wanted!r}",
            where=f"column {column}",
            rows=present,
            remedy=f"name one of them in the argument {column}",
        )
    return frame[frame[column] == wanted].reset_index(drop=True)


def is_number(cell: object) -> bool:
    """Tell whether a cell holds a finite number."""
    try:
        return bool(abs(float(cell)) < float("inf"))  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return False

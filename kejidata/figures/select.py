"""Which rows of a frame a figure draws, checked, regions by their codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from kejidata.errors import KejidataError, cell
from kejidata.figures.layout.picture import NothingToDraw
from kejidata.model import periods, region_lookup, registry
from kejidata.model.terms import KEYS, NUMBERS, Lang
from kejidata.panel import columns, vintages
from kejidata.panel.measured import measured, text_of
from kejidata.wording.language import language
from kejidata.wording.phrases import text


def checked(frame: pd.DataFrame, needs: Sequence[str], maker: str, lang: Lang) -> pd.DataFrame:
    """Return a copy of a frame with a plain index, once it has what a figure needs.

    Parameters
    ----------
    frame
        What the caller gave; keys become text, regions their codes, numbers floats.
    needs
        Columns that the figure needs.
    maker
        What makes such a frame, for the remedy.
    lang
        The language asked for; checked here because every figure passes by.

    Raises
    ------
    KejidataError
        Not a frame, columns missing or double, text where a number belongs, a period that is not
        ISO 8601, an unknown language.
    NothingToDraw
        The frame has no rows.
    """
    language(lang)
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
        raise NothingToDraw(text(lang, "nothing.rows"))
    out = measured(frame)
    for column in NUMBERS.keys() & set(out.columns):
        out[column] = columns.numbers(out[column], f"column {column}")
    codes = map(region_lookup.region_code, out["region"])
    out["region"] = pd.Series(codes, index=out.index, dtype=object)
    return out


def focused(frame: pd.DataFrame, focus: str | None) -> str | None:
    """Return the code of a region that the caller names, once the frame holds it.

    Raises
    ------
    KejidataError
        The frame has no row of this region.
    """
    if focus is None:
        return None
    code = region_lookup.region_code(str(focus))
    only(frame, "region", code)
    return code


def observations(frame: pd.DataFrame, lang: Lang) -> pd.DataFrame:
    """Return the rows of tidy observations, the newest vintage of each, `measure` filled in.

    Raises
    ------
    KejidataError
        As `checked` does.
    """
    out = checked(frame, (*KEYS, "value"), "tidy observations", lang)
    if "measure" not in out:
        out["measure"] = "value"
    if "vintage" in out:
        out["vintage"] = columns.whole_numbers(out["vintage"], "column vintage")
    return newest(out, vintages.FIGURE).drop(columns="vintage", errors="ignore")


def newest(frame: pd.DataFrame, keys: Sequence[str], column: str = "value") -> pd.DataFrame:
    """Return the newest vintage of each figure that has something in a column.

    Raises
    ------
    KejidataError
        A figure stands twice in one vintage.
    """
    unique(frame, [*keys, *(["vintage"] if "vintage" in frame else [])])
    return vintages.newest(frame, keys, column).reset_index(drop=True)


def held(codes: Sequence[str], frame: pd.DataFrame, lang: Lang) -> None:
    """Refuse to draw where a frame has no value or target of the indicators usually drawn.

    Raises
    ------
    NothingToDraw
        It has none.
    """
    known = frame["value"].notna() & frame["measure"].isin(("value", "target"))
    if not frame.loc[known, "indicator"].isin(codes).any():
        raise NothingToDraw(text(lang, "nothing.indicators"))


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


def unique(frame: pd.DataFrame, keys: Sequence[str] = KEYS) -> pd.DataFrame:
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


def chosen(frame: pd.DataFrame, codes: Sequence[str], region: str | None) -> pd.DataFrame:
    """Return the values and targets of some indicators in one region, by code or name.

    Raises
    ------
    KejidataError
        There is none, or there are several regions and none was asked for.
    """
    found = frame[frame["indicator"].isin(codes) & frame["value"].notna()]
    found = found[found["measure"].isin(("value", "target"))]
    if found.empty:
        raise KejidataError(
            "the frame holds none of the indicators",
            where="column indicator",
            rows=sorted(codes),
            remedy="name the codes of your own indicators in the argument",
        )
    return only(found, "region", None if region is None else region_lookup.region_code(str(region)))


def drawn_rows(frame: pd.DataFrame, drawn: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Return the rows of a frame that are drawn, as rows of `panel.normalize.plain` name them."""
    keys = {(row["region"], row["indicator"], str(row["given"]), row["measure"]) for row in drawn}
    names = ("region", "indicator", "period", "measure")
    columns = (frame[name].astype(str) for name in names)
    return frame[[key in keys for key in zip(*columns, strict=True)]]


def one_period(frame: pd.DataFrame, period: str | int | None) -> pd.DataFrame:
    """Return the rows of one period: the one asked for, else the last by the calendar."""
    last = periods.chronological(frame["period"])[-1]
    return only(frame, "period", str(period) if period is not None else last)


def one_group(frame: pd.DataFrame, focus: str | None) -> pd.DataFrame:
    """Return the group ranked together that holds the focused region, else the one of most ranks.

    Regions that the registry does not know are one group; of two with as many ranks the one of more
    members counts, then the one whose region comes first.
    """
    parents = frame["region"].map(_group)
    if focus is not None:
        group = _group(focus)
    else:
        size = frame.groupby(parents)["rank"].agg(["count", "size"])
        group = min(size.index, key=lambda one: (*(-size.loc[[one]].to_numpy()[0]), one))
    return frame.loc[parents == group]


def _group(code: str) -> tuple[bool, str]:
    """Return whether the registry knows a region, and the region that it belongs to."""
    return bool(registry.entry("regions", code)), region_lookup.parent_of(code)


def is_number(cell: object) -> bool:
    """Tell whether a cell holds a finite number."""
    try:
        return bool(abs(float(cell)) < float("inf"))  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return False

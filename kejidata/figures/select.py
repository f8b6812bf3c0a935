"""What a figure draws of a frame: the rows asked for, regions by their codes, values with ends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from kejidata.errors import KejidataError, cell
from kejidata.figures.labels import chronological
from kejidata.figures.layout.picture import NothingToDraw
from kejidata.model import periods, registry
from kejidata.model.terms import KEYS, NUMBERS, Lang
from kejidata.model.totals import is_total
from kejidata.panel import columns, normalize
from kejidata.panel.measured import measured, text_of
from kejidata.wording.language import language
from kejidata.wording.phrases import text

NATION = "000000"


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
    out["region"] = pd.Series(map(region_code, out["region"]), index=out.index, dtype=object)
    return out


def region_code(label: str) -> str:
    """Return the code of a region given by code, name, short name or alias, else the label.

    Examples
    --------
    >>> region_code("江苏"), region_code("Jiangsu"), region_code("our park")
    ('320000', '320000', 'our park')
    """
    return registry.region_code(label)


def focused(frame: pd.DataFrame, focus: str | None) -> str | None:
    """Return the code of a region that the caller names, once the frame holds it.

    Raises
    ------
    KejidataError
        The frame has no row of this region.
    """
    if focus is None:
        return None
    code = region_code(str(focus))
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
        out = out.sort_values("vintage", kind="stable")
    unique(out, [*KEYS, "measure", *(["vintage"] if "vintage" in out else [])])
    out = out.drop_duplicates([*KEYS, "measure"], keep="last").reset_index(drop=True)
    return out.drop(columns="vintage", errors="ignore")


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


class Values(NamedTuple):
    """Values of observations with the ends of their rounding, and how many are only bounds."""

    rows: pd.DataFrame
    bounds: int

    @property
    def unit(self) -> str:
        """The unit that all of them are in.

        Raises
        ------
        KejidataError
            They are in several units.
        """
        units = sorted(self.rows["unit"].unique())
        if len(units) > 1:
            raise KejidataError(
                "the values are in different units",
                where="column unit",
                rows=units,
                remedy="convert them to one unit, or draw them in two figures",
            )
        return str(units[0])


def values(frame: pd.DataFrame) -> Values:
    """Return the published values of observations, each with `low`, `high`, `unit` and `kind`.

    A bound or an approximate figure is no value and is only counted.
    """
    rows = normalize.plain(frame[frame["measure"] == "value"])
    exact = rows["bound"] == "exact"
    return Values(rows[exact].reset_index(drop=True), int((~exact).sum()))


def like_periods(values: Iterable[str]) -> list[str]:
    """Return the periods of the length that most of them have, in order of the calendar.

    Half years and years are not drawn as one line; of two lengths as frequent the later counts.

    Examples
    --------
    >>> like_periods(["2019", "2018", "2020-01/2020-06"])
    ['2018', '2019']
    """
    ordered = chronological(values)
    count = Counter(periods.parse(period)[1] for period in ordered)
    latest = {periods.parse(period)[1]: n for n, period in enumerate(ordered)}
    length = max(count, key=lambda months: (count[months], latest[months]), default=0)
    return [period for period in ordered if periods.parse(period)[1] == length]


def unit_of(rows: pd.DataFrame) -> str:
    """Return the unit of rows of one indicator: that of the frame, else that of the registry."""
    own = text_of(rows["unit"].iloc[-1]) if "unit" in rows else ""
    return own or registry.entry("indicators", str(rows["indicator"].iloc[-1])).get("unit", "")


def parent_of(code: str) -> str | None:
    """Return the region that a region belongs to; None where the registry does not know it."""
    return registry.entry("regions", code).get("parent")


def totals(codes: Iterable[str]) -> list[str]:
    """Return the regions among these that hold others among these, or are called a total.

    Examples
    --------
    >>> totals(["000000", "320500", "320600"])
    ['000000']
    """
    known = list(codes)
    above = {parent for code in known for parent in _ancestors(code)}
    return [code for code in known if code in above or is_total(code)]


def _ancestors(code: str) -> list[str]:
    parent = parent_of(code)
    return [parent, *_ancestors(parent)] if parent else []


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


def one_period(frame: pd.DataFrame, period: str | int | None) -> pd.DataFrame:
    """Return the rows of one period: the one asked for, else the last by the calendar."""
    last = chronological(frame["period"])[-1]
    return only(frame, "period", str(period) if period is not None else last)


def is_number(cell: object) -> bool:
    """Tell whether a cell holds a finite number."""
    try:
        return bool(abs(float(cell)) < float("inf"))  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return False

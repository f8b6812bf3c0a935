"""Any frame that an analyst has, as the pandas frame that every public function works on."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import pandas as pd

from kejidata.errors import KejidataError
from kejidata.model.arguments import as_asked, kinds_of
from kejidata.model.next_registry import holding
from kejidata.model.registry import current
from kejidata.model.terms import KEYS, STATED_UNITS
from kejidata.tables.meaning.codes import CODES

P = ParamSpec("P")
R = TypeVar("R")


def any_frame(function: Callable[P, R]) -> Callable[P, R]:
    """Return a function that takes any frame wherever a pandas frame goes in.

    Examples
    --------
    >>> rows = any_frame(len)
    >>> rows(pd.DataFrame({"地区": ["江苏"], "指标": ["x"], "年份": [2020], "数值": [1.0]}))
    1
    """
    asked = kinds_of(function)

    @wraps(function)
    def taking(*args: P.args, **kwargs: P.kwargs) -> R:
        given, named = as_asked(asked, args, kwargs)
        given = [as_frame(one) for one in given]
        named = {name: as_frame(one) for name, one in named.items()}
        # The registry does not change meanwhile, and is asked for with every label.
        with holding(current()):
            return function(*given, **named)

    return taking


def as_frame(given: Any) -> Any:
    """Return a frame of pandas with the columns that a measure names; anything else as it is.

    Parameters
    ----------
    given
        A frame of pandas, or of whatever hands out Arrow's stream of record batches: Polars,
        DuckDB, PyArrow, narwhals. Its headings may be those that a table has (地区 region, 指标
        indicator, 年份 year, 数值 value), and keys may stand in the index.

    Raises
    ------
    KejidataError
        A stream without PyArrow, which pandas reads it by, or of types that they do not know; a
        Dask DataFrame where the function does not take each indicator by itself.

    Examples
    --------
    >>> keyed = pd.DataFrame({"地区": ["江苏"], "数值": [1.0]}, index=pd.Index([2020], name="年份"))
    >>> list(as_frame(keyed))
    ['period', 'region', 'value']
    """
    if not isinstance(given, pd.DataFrame):
        if in_partitions(given):
            raise crossing("the frame")
        if not hasattr(given, "__arrow_c_stream__") or isinstance(given, pd.Series):
            return given
        given = _read(given)
    given = _with_index(given)
    named = _named(given)
    found = given.rename(columns=named) if named else given
    if not named or not found.columns.is_unique:
        return found
    # Cells of words too: 目标 of 类别 is target of measure.
    coded = {name: found[name].astype(object) for name in CODES if name in found}
    found = found.assign(**coded).replace(CODES)
    # 数值(亿元) says in the heading what the unit is of.
    units = [_unit_in(str(name)) for name, what in named.items() if what == "value"]
    if "unit" in found or not any(units):
        return found
    found = found.assign(unit=units[0])
    if "measure" in found:
        found.loc[found["measure"].isin(STATED_UNITS), "unit"] = ""
    return found


def crossing(where: str) -> KejidataError:
    """Return the refusal of what takes more than each indicator by itself."""
    return KejidataError(
        "what sets indicators side by side needs them in one frame, not in partitions",
        where=where,
        remedy="take what it is about: obs[obs.indicator.isin([...])].compute()",
    )


def in_partitions(given: Any) -> bool:
    """Tell a Dask DataFrame, which measures that take each indicator by itself work on."""
    return hasattr(given, "map_partitions") and hasattr(given, "shuffle")


def _with_index(given: pd.DataFrame) -> pd.DataFrame:
    """Return a frame with its index as columns where a key stands in it, and in no column."""
    names = given.index.names
    levels = [n for n, name in enumerate(names) if name and name not in given.columns]
    if not any(_column(str(names[level])) in KEYS for level in levels):
        return given
    return given.reset_index(levels, allow_duplicates=True)


def _column(heading: str) -> str:
    """Return what a column holds by its heading, empty where that is no known word."""
    # What headings are read with is loaded by those who bring a frame.
    from kejidata.tables.meaning import column_words

    return column_words.column(heading)


def _unit_in(heading: str) -> str:
    from kejidata.tables.meaning import units_text

    return units_text.split(heading)[1]


def _named(given: pd.DataFrame) -> dict[Any, str]:
    """Return the columns that a measure calls otherwise, and what it calls them.

    A result has columns of its own in English beside keys in English, which are none of them.
    """
    keyed = set(KEYS) <= set(given.columns)
    known = {
        name: _column(str(name)) for name in given.columns if not (keyed and str(name).isascii())
    }
    return {name: what for name, what in known.items() if what and what not in given.columns}


def _read(stream: Any) -> pd.DataFrame:
    """Return the frame that a stream of record batches holds."""
    try:
        frame: pd.DataFrame = pd.DataFrame.from_arrow(stream)  # type: ignore[attr-defined]
    except ImportError:
        raise KejidataError(
            f"pandas reads {type(stream).__name__} by PyArrow, which is not here",
            where="the frame",
            remedy="pip install pyarrow, or give a frame of pandas",
        ) from None
    except (ValueError, NotImplementedError) as error:
        raise KejidataError(
            f"pandas cannot read this {type(stream).__name__}",
            where="the frame",
            rows=[str(error)],
            remedy="give a frame of columns of text and numbers",
        ) from None
    return frame

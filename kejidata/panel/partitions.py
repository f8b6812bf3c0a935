"""Panels larger than memory: a measure on a Dask DataFrame, each indicator whole in one partition.

What a measure knows of an indicator (its kind, the units it is stated in, the members of a ranking)
it knows from all of its rows, so no indicator is split. Dask is never imported here: whoever hands
in one of its frames has it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, cast

import numpy as np
import pandas as pd

from kejidata import project
from kejidata.errors import KejidataError
from kejidata.model.terms import KEYS
from kejidata.panel.any_frame import as_frame, in_partitions
from kejidata.panel.axes import indicator_axis

P = ParamSpec("P")
OWNER = "_indicator"
"""The column by which rows find together, a number of the indicator; never in a result."""


def by_indicator(measure: Callable[P, pd.DataFrame]) -> Callable[P, pd.DataFrame]:
    """Return a measure that takes a Dask DataFrame too, and then gives one back.

    Its partitions are sorted each by itself, categories of keys come back as text or numbers, and
    positions in a message count within a partition.

    Raises
    ------
    KejidataError
        For a second frame: its rows belong into the first, and a measure says what they are.
    """

    @wraps(measure)
    def taking(*args: P.args, **kwargs: P.kwargs) -> pd.DataFrame:
        given: Any = args[0] if args else kwargs.get("obs")
        if not in_partitions(given):
            return measure(*args, **kwargs)
        rest = args[1:] if args else args
        options = {name: value for name, value in kwargs.items() if name != "obs"}
        if any(
            in_partitions(one) or isinstance(one, pd.DataFrame)
            for one in (*rest, *options.values())
        ):
            raise KejidataError(
                "beside a Dask DataFrame there is no second frame",
                where=f"arguments of {measure.__name__}",
                remedy="put its rows into the first, with target in the column measure",
            )
        return cast(pd.DataFrame, in_each(measure, given, sample(given), *rest, **options))

    return taking


def sample(given: Any, names: Sequence[str] = ()) -> pd.DataFrame:
    """Return rows of a panel, one of each measure: they say which columns a result has.

    With names of columns, one of each measure of whatever has a value in these columns too.
    """
    named = _named(given)
    if not names and "measure" not in named.columns:
        return cast(pd.DataFrame, named.head(1, npartitions=-1))

    def firsts(part: pd.DataFrame) -> pd.DataFrame:
        part = part.dropna(subset="value") if names else part
        measure = [name for name in ("measure",) if name in part]
        again = [part.duplicated([*measure, name]) for name in names]
        kept: pd.DataFrame = part[~np.logical_and.reduce(again or [part.duplicated(measure)])]
        return kept

    return firsts(named.map_partitions(firsts, meta=named._meta).compute())


def _named(given: Any) -> Any:
    return given.map_partitions(as_frame, meta=as_frame(given._meta))


def in_each(
    measure: Callable[..., pd.DataFrame], given: Any, some: pd.DataFrame, *rest: Any, **options: Any
) -> Any:
    """Return the Dask DataFrame of a measure's results, one partition for each of the panel's.

    What the measure makes of `some`, a sample, says which columns a result has.
    """
    named = _named(given)
    meta = _in_text(measure(some, *rest, **options).iloc[:0])

    # A worker is another process, which knows nothing of a `with use_project(...)` around this one.
    root = project.place()

    def owned(part: pd.DataFrame) -> pd.DataFrame:
        with _in_force(root):
            return _owned(part)

    def of_part(part: pd.DataFrame) -> pd.DataFrame:
        if part.empty:
            return meta
        with _in_force(root):
            found = _in_text(measure(part.drop(columns=OWNER), *rest, **options))
        # What only another partition's rows call for is there and empty, as in one frame.
        absent = {
            str(name): _empty(kind) for name, kind in meta.dtypes.items() if name not in found
        }
        return found.assign(**absent)[[*meta.columns]].astype(meta.dtypes)

    rows = named.map_partitions(owned, meta=_owned(named._meta))
    whole = rows if rows.npartitions == 1 else rows.shuffle(OWNER)
    return whole.map_partitions(of_part, meta=meta)


def _empty(kind: Any) -> Any:
    """Return what an empty cell of a column is: no text where the column tells in words."""
    words = isinstance(kind, pd.CategoricalDtype) or kind == "str"
    return "" if words else pd.NA if pd.api.types.is_extension_array_dtype(kind) else np.nan


def _in_force(root: Path | None) -> AbstractContextManager[object]:
    """Return a block in which the project of a folder is in force, any where there is none."""
    return nullcontext() if root is None else project.use_project(root)


def _in_text(found: pd.DataFrame) -> pd.DataFrame:
    """Return a result in text where a partition knows no categories but its own."""
    keys = [name for name in KEYS if isinstance(found[name].dtype, pd.CategoricalDtype)]
    types: dict[str, Any] = {name: found[name].cat.categories.dtype for name in keys}
    return found.astype(types | ({"source": "str"} if "source" in found else {}))


def _owned(part: pd.DataFrame) -> pd.DataFrame:
    """Return a part with the number of each row's indicator, the same by whichever label."""
    codes, axis = indicator_axis(part["indicator"], "obs, column indicator")
    numbers = pd.util.hash_array(np.array(axis.names, dtype=object))
    return part.assign(**{OWNER: numbers[codes] if len(part) else np.zeros(0, dtype=np.uint64)})

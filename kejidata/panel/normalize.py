"""A tidy frame made plain: every observation column there, text periods, intervals beside values.

The measures work on integer codes; what reads row by row (derived, audit) starts here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from kejidata.model import terms
from kejidata.panel import columns, intake, intervals, metadata, results
from kejidata.panel.arrays import Floats, Ints
from kejidata.panel.cells import cells_of
from kejidata.panel.intake import Rows
from kejidata.panel.publications import doubled

KEYS = [*terms.KEYS]
Row = Mapping[str, Any]
Coded = tuple[Ints, Sequence[str]]
"""A column of text: the place of each row's text, and the texts."""


def plain(obs: pd.DataFrame) -> pd.DataFrame:
    """Return a checked copy with every observation column, and low and high of each value.

    Parameters
    ----------
    obs
        A tidy frame: region, indicator, period, value; the rest takes the defaults of the measures.

    Returns
    -------
    DataFrame
        The observation columns that a measure may need, and kind and direction of the indicator;
        `period` is text and `given` the period as it was given; `low` and `high` are the interval
        that the rounding step leaves, `closed` which of its ends it holds. A row that states no
        unit is in the registry's, a rate or a rank in the unit that all of them have. Rows without
        a value are left out.

    Raises
    ------
    KejidataError
        A column is missing, a value is no number, or two rows have one key.

    Examples
    --------
    >>> obs = pd.DataFrame({"region": ["320682"], "indicator": ["tech_contract_value"],
    ...                     "period": [2020], "value": [26.82], "step": [0.01]})
    >>> plain(obs)[["period", "unit", "low", "high"]].round(3).values.tolist()
    [['2020', '亿元', 26.815, 26.825]]
    """
    found = checked(obs)
    return found.table(np.flatnonzero(~np.isnan(found.rows.value)))


class Checked(NamedTuple):
    """The rows of a frame, and the columns of `plain`: those of text, and the others.

    Each of the others is an array, or the cell of all rows. Directions are those of indicators.
    """

    rows: Rows
    texts: Mapping[str, Coded]
    numbers: Mapping[str, Any]
    directions: Sequence[int]

    def take(self, at: Ints) -> Checked:
        """Return some of the rows."""
        texts = {name: (codes[at], words) for name, (codes, words) in self.texts.items()}
        return Checked(self.rows.take(at), texts, self._numbers(at), self.directions)

    def column(self, name: str) -> Any:
        """Return the cells of a column, texts as objects."""
        if name in self.texts:
            codes, words = self.texts[name]
            return np.array([*words], dtype=object)[codes]
        column = self.numbers[name]
        return np.full(len(self.rows), column) if np.isscalar(column) else column

    def table(self, at: Ints) -> pd.DataFrame:
        """Return some of the rows as a frame."""
        texts = {
            name: results.texts_column(codes[at], words)
            for name, (codes, words) in self.texts.items()
        }
        return pd.DataFrame(texts | self._numbers(at), index=range(len(at)))

    def records(self, at: Ints) -> list[Row]:
        """Return some of the rows one by one, which takes longer than to read them all at once."""
        some = self.take(at)
        texts = {name: some.column(name) for name in some.texts}
        return _one_by_one({**texts, **some.numbers}, len(at))

    def _numbers(self, at: Ints) -> dict[str, Any]:
        return {
            name: column if np.isscalar(column) else column.take(at)
            for name, column in self.numbers.items()
        }


def checked(obs: pd.DataFrame) -> Checked:
    """Return the rows of a tidy frame with all that `plain` says of them, or what it raises."""
    rows = intake.read(obs)
    refuse_doubled(rows)
    kinds = metadata.kinds(rows, obs)
    directions = metadata.directions(rows, obs)
    low, high = intervals.ends(rows.value, _steps(rows, kinds))
    same = np.zeros(len(rows), dtype=np.int8)
    texts: dict[str, Coded] = {
        "region": (rows.region, rows.regions.texts),
        "indicator": (rows.indicator, rows.indicators.texts),
        "period": (rows.period, rows.periods.texts),
        "measure": (same, ["value"]) if rows.measure is None else (rows.measure, terms.MEASURES),
        "unit": _units(rows, kinds),
        "bound": (same, ["exact"]) if rows.bound is None else (rows.bound, terms.BOUNDS),
        "kind": (rows.indicator, kinds),
        **{name: _written(obs, name) for name in ("among", "quote")},
        "source": (same, [""]) if rows.source is None else (rows.source, rows.source_names),
    }
    numbers = {
        "given": rows.periods.column(rows.period),
        "value": rows.value,
        "step": 0.0 if rows.step is None else rows.step,
        "low": low,
        "high": high,
        "closed": np.where(low < high, "left", "both"),
        "vintage": 0 if rows.vintage is None else rows.vintage,
        "direction": np.array(directions, dtype=np.int64)[rows.indicator],
    }
    return Checked(rows, texts, numbers, directions)


def _units(rows: Rows, kinds: Sequence[str]) -> Coded:
    """Return the unit of each row, that of its measure or of the registry where it states none."""
    own = [terms.STATED_UNITS.get(measure, "") for measure in terms.MEASURES]
    parts = [metadata.units(rows), own, [terms.POINTS], [*rows.units, ""]]
    ends = np.cumsum([len(part) for part in parts])
    known, measured, [points], stated = np.split(np.arange(ends[-1]), ends[:-1])
    code = known[rows.indicator]
    if rows.measure is not None:
        states = np.array([unit != "" for unit in own])[rows.measure]
        code = np.where(states, measured[rows.measure], code)
        share = np.array([terms.by_points(kind) for kind in kinds], dtype=bool)[rows.indicator]
        code[share & (rows.measure == terms.MEASURES.index("change"))] = points
    if rows.unit is not None:
        code = np.where(rows.unit < 0, code, stated[rows.unit])
    return code, [unit for part in parts for unit in part]


def _written(obs: pd.DataFrame, name: str) -> Coded:
    """Return the text of each cell of a column that is only carried along, empty without it."""
    if name not in obs:
        return np.zeros(len(obs), dtype=np.int8), [""]
    codes, words = columns.texts(obs[name], f"obs, column {name}")
    return codes, [*words, ""]


def _steps(rows: Rows, kinds: Sequence[str]) -> Floats:
    """Return the rounding step of each row, 0 where it is exact, as a stated rank is."""
    if rows.step is None:
        return np.zeros(len(rows))
    step = intervals.steps_of(rows, kinds)
    step = np.zeros(len(rows)) if step is None else step
    if rows.measure is None:
        return step
    figure, rank = (
        np.isin(rows.measure, [terms.MEASURES.index(name) for name in names])
        for names in (("value", "target", "change"), ("rank",))
    )
    return np.where(rank, 0.0, np.where(figure, step, rows.step))


def refuse_doubled(rows: Rows) -> None:
    """Refuse two rows for one figure, of which only the order of rows could choose one."""
    keys = [key for key in (rows.vintage, rows.measure, cells_of(rows)) if key is not None]
    order = np.lexsort(keys)
    same = np.flatnonzero(np.all([key[order[1:]] == key[order[:-1]] for key in keys], axis=0))
    if len(same):
        raise doubled(rows, np.unique(order[np.append(same, same + 1)]), "obs")


def records(rows: pd.DataFrame) -> list[Row]:
    """Return the rows one by one, each a mapping from column to cell."""
    # All cells at once: to take a column out of a small frame costs more than to read it.
    names = [str(name) for name in rows.columns]
    return [dict(zip(names, row, strict=True)) for row in rows.to_numpy(dtype=object).tolist()]


def together(rows: Iterable[Row], key: Callable[[Row], Any]) -> dict[Any, list[Row]]:
    """Return rows with the same key together, in the order in which they come.

    Examples
    --------
    >>> rows = [{"a": 1, "b": 2}, {"a": 3, "b": 4}, {"a": 1, "b": 5}]
    >>> [len(alike) for alike in together(rows, lambda row: row["a"]).values()]
    [2, 1]
    """
    found: dict[Any, list[Row]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return found


def _one_by_one(columns: Mapping[str, Any], size: int) -> list[Row]:
    """Return rows of columns, each an array or the cell of all rows."""
    cells = [
        [column] * size if np.isscalar(column) else np.asarray(column, dtype=object).tolist()
        for column in columns.values()
    ]
    return [dict(zip(columns, row, strict=True)) for row in zip(*cells, strict=True)]

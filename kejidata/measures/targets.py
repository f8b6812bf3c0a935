"""A plan's targets and the actuals that may answer them: what `outlook` and `outcomes` share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import itemgetter

import numpy as np
import pandas as pd

from kejidata.measures.common_unit import agree
from kejidata.model import periods, terms
from kejidata.panel.normalize import Row, plain_rows

Series = Mapping[tuple[str, str], list[Row]]


def targets_and_actuals(obs: pd.DataFrame) -> tuple[list[Row], Series]:
    """Return the targets in order, and the actuals of each region and indicator, newest all."""
    newest = {
        (row["region"], row["indicator"], row["period"], row["measure"]): row
        for row in sorted(plain_rows(obs), key=itemgetter("vintage"))
    }
    actuals: dict[tuple[str, str], list[Row]] = {}
    for (region, indicator, _, measure), row in newest.items():
        if measure == "value":
            actuals.setdefault((region, indicator), []).append(row)
    targets = {key: row for key, row in newest.items() if key[-1] == "target"}
    return [targets[key] for key in sorted(targets)], actuals


def shared_columns(target: Row) -> dict[str, object]:
    """Return what both results say of a target."""
    row = {name: target[name] for name in ("region", "indicator", "bound", "unit")}
    return {**row, "period": target["given"], "target": target["value"]}


def by_end(actuals: list[Row], months: int) -> dict[int, Row]:
    """Return the actual that ends at each month: of several the one that lasts as long as asked."""
    spans = [(*periods.parse(row["period"]), row) for row in actuals]
    spans.sort(key=lambda span: (span[1] == months, span[1]))
    return {start + length: row for start, length, row in spans}


def mismatch(target: Row, actual: Row) -> str:
    """Return why the target cannot be compared with the actual, empty where it can."""
    if periods.parse(target["period"])[1] != periods.parse(actual["period"])[1]:
        return "period_mismatch"
    if not agree(actual["unit"], target["unit"]):
        return "unit_mismatch"
    return "" if actual["bound"] == "exact" else "not_exact"


def less_is_better(target: Row) -> bool:
    """Return whether a target is a ceiling: its bound says so before the indicator does."""
    if target["bound"] in ("at_most", "at_least"):
        return bool(target["bound"] == "at_most")
    return bool(target["direction"] < 0)


def result(rows: Sequence[Mapping[str, object]], maker: str, *, told: bool) -> pd.DataFrame:
    """Return rows as the result of a measure: numbers as floats, words as text.

    `told` is whether the observations told their sources.
    """
    # One index for all: pandas looks for what several have in common.
    table, index = {}, pd.RangeIndex(len(rows))
    for name in (*terms.RESULTS[maker], *(["source"] * told)):
        cells = [row.get(name, np.nan) for row in rows]
        when = name == "period" or name.endswith("_period")
        dtype = "float64" if name in terms.NUMBERS else None if when and cells else "str"
        table[name] = pd.Series(cells, index, dtype=dtype)
    return pd.DataFrame(table, index)

"""A plan's targets and the actuals that may answer them: what `outlook` and `outcomes` share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from kejidata.measures.common_unit import agree
from kejidata.model import periods, terms
from kejidata.panel import vintages
from kejidata.panel.normalize import Row, plain, records

Series = Mapping[tuple[str, str], list[Row]]


def targets_and_actuals(obs: pd.DataFrame) -> tuple[list[Row], Series]:
    """Return the targets in order, and the actuals of each region and indicator."""
    rows = vintages.newest(plain(obs))
    actuals: dict[tuple[str, str], list[Row]] = {}
    for row in records(rows[rows["measure"] == "value"]):
        actuals.setdefault((row["region"], row["indicator"]), []).append(row)
    targets = rows[rows["measure"] == "target"].sort_values(["region", "indicator", "period"])
    return records(targets), actuals


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


def result(rows: Sequence[Mapping[str, object]], maker: str) -> pd.DataFrame:
    """Return rows as the result of a measure: numbers as floats, words as text."""
    columns = terms.RESULTS[maker]
    table = pd.DataFrame(list(rows), columns=list(columns))
    if not len(table):
        table["period"] = table["period"].astype("str")
    numbers = dict.fromkeys([name for name in columns if name in terms.NUMBERS], "float64")
    periods = {name for name in columns if name == "period" or name.endswith("_period")}
    words = [name for name in columns if name not in terms.NUMBERS and name not in periods]
    return table.astype(numbers | dict.fromkeys(words, "str"))

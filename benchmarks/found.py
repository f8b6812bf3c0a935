"""What each tool finds in the shipped report, held against its reviewed table.

`python -m benchmarks.found TOOL` prints the figures of one tool.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from collections.abc import Callable, Hashable
from decimal import Decimal

from benchmarks.processes import ROOT
from benchmarks.readers import TOOLS, Quantity, in_base, without_space

REPORT = ROOT / "data" / "raw" / "reports" / "rugao_2020.txt"


def reviewed() -> tuple[list[Quantity], set[int]]:
    """Return the quantities of the reviewed table, and where thresholds stand.

    A rank is no quantity; a threshold inside a name, such as 5万元以上, is one that the table
    leaves out, so that to find it is neither right nor wrong.
    """
    rows = [row for row in _rows("figures") if row["measure"] != "rank"]
    quantities = [
        Quantity(int(row["start"]), int(row["end"]), *in_base(Decimal(row["value"]), row["unit"]))
        for row in rows
    ]
    thresholds = {int(row["start"]) for row in _rows("exceptions") if row["kind"] == "threshold"}
    return quantities, thresholds


def _rows(kind: str) -> list[dict[str, str]]:
    path = REPORT.with_name(f"{REPORT.stem}_{kind}.csv")
    return list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))


def found_by(tool: str) -> list[Quantity]:
    """Return the quantities that a tool finds, at their places in the report."""
    if tool == "kejidata":
        return TOOLS[tool]()(REPORT)
    text, places = without_space(REPORT.read_text("utf-8-sig"))
    return [
        one._replace(start=places[one.start], end=places[one.end - 1] + 1)
        for one in TOOLS[tool]()(text)
    ]


def scores(tool: str) -> dict[str, float]:
    """Return how much is found and how much of what is found is right, in percent."""
    wanted, thresholds = reviewed()
    given = [one for one in found_by(tool) if one.start not in thresholds]
    with_unit = [one for one in given if one.unit]
    exact = _right(wanted, with_unit, lambda one: one)
    number = _right(wanted, given, lambda one: (one.start, one.value))
    return {
        "quantities": len(wanted),
        "recall": 100 * exact / len(wanted),
        "precision": 100 * exact / max(1, len(with_unit)),
        "number_recall": 100 * number / len(wanted),
        "number_precision": 100 * number / max(1, len(given)),
        "given": len(given),
    }


def _right(
    wanted: list[Quantity], given: list[Quantity], key: Callable[[Quantity], Hashable]
) -> int:
    return sum((Counter(map(key, wanted)) & Counter(map(key, given))).values())


if __name__ == "__main__":
    print(json.dumps(scores(sys.argv[1])))

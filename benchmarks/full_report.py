"""The section of the page on the panel that people have."""

from __future__ import annotations

import json
from typing import Any

from benchmarks.full_measures import COLUMNS, MODULES, PANELS, STORED

FULL_HEAD = """
## The panel that people have

All columns of `load()`, with a direction: 5 % revised publications, 2 % bounds, three of 60
indicators partly in another unit, steps of 0.01 and 0.1, two directions; {rows:,} rows, shuffled.
Careful pandas, Polars and DuckDB do the same work: the first publication on the newest base by
then, intervals from steps, bounds and other units refused with the reason, ranks among those that
are left, and the sources of each row. pandas gives best and worst ranks too; Polars and DuckDB give
rank and shift alone. Before anything is measured, all numbers, reasons and sources are checked
equal. Each tool takes only the columns that it needs.

Of each tool one form was written and no other tried, so that a faster one may exist; of the column
of sources alone several were, and the fastest is kept.

Measured with kejidata {kejidata} on {measured}: each figure is {of_processes}, at a load
average of {load_before:.1f} to {load_after:.1f} on two processors. The seconds of all processors
together are given first, those of the clock behind; the last number is the peak memory above the
data.
"""


def section() -> str:
    """Return the section, from the stored figures."""
    stored = json.loads(STORED.read_text("utf-8"))
    figures = {(one["way"], one["task"], one["panel"]): one for one in stored["figures"]}
    rows = stored["figures"][0]["rows"]
    lines = ["| keys | task | " + " | ".join(MODULES) + " |", "| --- " * (len(MODULES) + 2) + "|"]
    for panel in PANELS:
        for task in COLUMNS:
            cells = [_cell(figures.get((way, task, panel))) for way in MODULES]
            lines.append(f"| {panel} | {task} | " + " | ".join(cells) + " |")
    table = "\n".join(lines)
    head = FULL_HEAD.lstrip().format(rows=int(rows), of_processes=of(stored["rounds"]), **stored)
    return f"{head}\n{table}\n\n{_against(figures)}"


def of(rounds: int) -> str:
    """Return of how many processes a figure is."""
    return f"the median of {rounds} processes in turn" if rounds > 1 else "of one process"


def _against(figures: dict[tuple[str, str, str], dict[str, Any]]) -> str:
    """Return how many times as long the others work, by processor seconds."""
    lines = [
        "Processor seconds of the others over those of kejidata, below 1 where they are faster:"
    ]
    for panel in PANELS:
        for task in COLUMNS:
            own = figures["kejidata", task, panel]["cpu"]
            ratios = [
                f"{way} {figures[way, task, panel]['cpu'] / own:.2f}"
                for way in MODULES
                if way != "kejidata" and (way, task, panel) in figures
            ]
            lines.append(f"- {panel}, {task}: {', '.join(ratios)}")
    return "\n".join([lines[0], "", *lines[1:], ""])


def _cell(one: dict[str, Any] | None) -> str:
    if one is None:
        return ""
    return f"{one['cpu']:.2f} s, {one['seconds']:.2f} s, {one['peak'] / 1e6:.0f} MB"

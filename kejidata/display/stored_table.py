"""A table as a notebook keeps it, for the page and the files of an office."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kejidata.display.cells import Cell
from kejidata.display.table_output import Column, Table
from kejidata.wording.origin_lines import OriginText


def stored_table(stored: Mapping[str, Any]) -> Table:
    """Return a table as Jupyter stored it.

    Raises
    ------
    KeyError, TypeError, ValueError
        What is stored is no table.
    """
    columns = [
        Column(
            str(column["header"]),
            [
                Cell(str(cell), str(reason), OriginText.of(told) if told else None)
                for cell, reason, told in zip(
                    column["cells"], column["reasons"], _origins(column), strict=True
                )
            ],
            bool(column["numeric"]),
        )
        for column in stored["columns"]
    ]
    if len({len(column.cells) for column in columns}) > 1:
        raise ValueError("columns of several lengths")
    return Table(columns, str(stored["caption"]), str(stored["source"]), str(stored["lang"]))


def _origins(column: Mapping[str, Any]) -> Sequence[Any]:
    """Return the origins that are stored with a column, which older notebooks have none of."""
    return column.get("origins") or [None] * len(column["cells"])

"""The reviewed figures of a report as observations, and the rows that are none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kejidata.build import review
from kejidata.errors import KejidataError
from kejidata.files.csv_table import Row, Table
from kejidata.model.next_registry import known_to
from kejidata.model.observations import Observation
from kejidata.model.registry import Registry
from kejidata.tables.parse_row import Rules, observation


def report_figures(path: Path, known: Registry) -> list[Observation]:
    """Return the reviewed figures of one report; its file is named by its source.

    A figure without a code is of no indicator of the registry, and no observation;
    `kejidata review` counts them.
    """
    figures = review.check_review(path.parent, path.stem).figures
    rules = Rules.of(known)
    return [_figure(figures, row, path.stem, rules) for row in _coded(figures)]


def refused_rows(root: Path, figures: Table) -> list[KejidataError]:
    """Return why figures of a review would stop a build of the project, one error each.

    Those that are still to be looked at, or have no period, are the review's to tell.
    """
    source = figures.path.stem.removesuffix("_figures")
    rules, found = Rules.of(known_to(root)), []
    for row in _coded(figures):
        if row.cells.get(review.LOOK) or not row.cells["period"]:
            continue
        try:
            _figure(figures, row, source, rules)
        except KejidataError as error:
            found.append(error)
    return found


def _coded(figures: Table) -> Iterator[Row]:
    return (row for row in figures.rows if row.cells["code"])


def _figure(figures: Table, row: Row, source: str, rules: Rules) -> Observation:
    """Return one figure; an error names the column of the review that holds the cell."""

    def where(column: str) -> str:
        return figures.where(row, "code" if column == "indicator" else column)

    return observation(review.figure_cells(row, source), where, rules)

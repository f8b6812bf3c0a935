"""A report's review on disk: begun from its draft, and taken up again after the analyst's edits.

Two tables lie beside the report's text: what is a figure, and which numerals are none. Rows that
need a look are marked; whoever has looked clears the mark. Edits stay: only what a spreadsheet did
to a cell is undone, numerals that no row accounts for are added to the exceptions, and a guessed
exception goes where a figure has taken its place.
"""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pandas as pd

from kejidata.build.review import (
    EXCEPTIONS,
    FIGURES,
    LOOK,
    Review,
    check_columns,
    faults,
    read_review,
)
from kejidata.errors import KejidataError
from kejidata.files.atomic import read_whole
from kejidata.files.csv_table import Row, Table, read_csv, spreadsheet_csv
from kejidata.files.decode import decode
from kejidata.files.lock import lock, write_together
from kejidata.reports import reviewed_rows
from kejidata.reports.exceptions import exceptions_of
from kejidata.reports.returned import restored
from kejidata.reports.review_file import drafted, read_draft
from kejidata.reports.second_opinion import answers_taken

Span = tuple[int, int]


@dataclass(frozen=True)
class Doubt:
    """A row that nobody has looked at yet: table and line, cells, and why it is doubtful."""

    where: str
    cells: Mapping[str, str]
    reasons: Sequence[str]


@dataclass(frozen=True)
class State:
    """Where a review stands.

    `table` has the figures, each on the line on which the table had it that was read; `figures` and
    `exceptions` count the rows, `uncoded` the figures of no indicator, which make no observation,
    `restored` the cells that were put right; `wrong` is what stops a build, `doubts` what is left
    to look at, the most doubtful first.
    """

    table: Table
    figures: int
    exceptions: int
    uncoded: int
    restored: int
    wrong: Sequence[KejidataError]
    doubts: Sequence[Doubt]


def review(root: Path, name: str, region: str, draft: Path | None = None) -> State:
    """Begin or go on with the review of data/raw/reports/NAME.txt; return where it stands.

    `region` is whose report it is: what the draft's rows speak of that name no other. `draft` is
    the CSV of the draft, for a review that begins; None drafts the text.

    Raises
    ------
    KejidataError
        A table cannot be read, or lacks a column; both stand as before.
    """
    folder = root / "data" / "raw" / "reports"
    with lock(root):
        text = decode(read_whole(folder / f"{name}.txt"), f"{name}.txt")
        goes_on = _goes_on(folder, name)
        figures, exceptions = goes_on or _begun(folder, name, text, region, draft)
        rows = [Row(row.line, restored(row.cells, text)) for row in figures.rows]
        whole = Table(figures.path, figures.header, rows)
        others = _accounted(text, whole, exceptions)
        check_columns(whole, FIGURES)
        check_columns(others, EXCEPTIONS)
        write_together(root, {table.path: _data(table) for table in (whole, others)})
        written = read_review(folder, name)
        read = Review(text, whole, others) if goes_on else written
        return _state(read, written, _changes(figures, whole))


def paths_of(folder: Path, name: str) -> tuple[Path, Path]:
    """Return where the figures and the exceptions of a report lie."""
    return folder / f"{name}_figures.csv", folder / f"{name}_exceptions.csv"


def _goes_on(folder: Path, name: str) -> tuple[Table, Table] | None:
    """Return the two tables as they are; None where the review is to begin."""
    figures, exceptions = paths_of(folder, name)
    there = read_csv(figures) if figures.is_file() else None
    if not there or "note" not in there.header:
        return None
    if exceptions.is_file():
        return there, read_csv(exceptions)
    return there, Table(exceptions, reviewed_rows.EXCEPTION_COLUMNS, [])


def _begun(
    folder: Path, name: str, text: str, region: str, draft: Path | None
) -> tuple[Table, Table]:
    """Return the two tables as the draft gives them."""
    figures, exceptions = paths_of(folder, name)
    if exceptions.is_file():
        raise KejidataError(
            "the figures that belong to these exceptions are not there",
            where=str(figures),
            remedy="bring them back; or take the exceptions away, and the review begins anew",
        )
    # A draft that was put in the place of the figures begins the review.
    frame = _frame(figures if figures.is_file() else draft, text)
    found, none = reviewed_rows.tables_of(text, frame, region)
    return (
        Table(figures, reviewed_rows.FIGURE_COLUMNS, [*map(Row, count(2), found)]),
        Table(exceptions, reviewed_rows.EXCEPTION_COLUMNS, [*map(Row, count(2), none)]),
    )


def _frame(draft: Path | None, text: str) -> pd.DataFrame:
    """Return the draft in a file, which has to be one of this text, or a new one."""
    if draft is None:
        return drafted(text)
    frame = read_draft(draft)
    surfaces = zip(frame["start"], frame["end"], frame["surface"], strict=True)
    strange = [
        f"{start} to {end}: {surface!r} in the draft, {text[start:end]!r} in the report"
        for start, end, surface in surfaces
        if not text[start:end].strip() or surface[:1].isdigit() != text[start:end][:1].isdigit()
    ]
    if strange:
        raise KejidataError(
            "the draft is not one of this report",
            where=str(draft),
            rows=strange,
            remedy="draft the report again, or take the draft away",
        )
    return answers_taken(frame)


def _data(table: Table) -> bytes:
    """Return a table as a CSV that a spreadsheet opens."""
    columns = [name for name in table.header if name]
    return spreadsheet_csv(columns, ([row.cells[name] for name in columns] for row in table.rows))


def _accounted(text: str, figures: Table, exceptions: Table) -> Table:
    """Return the exceptions with those that are missing, without guesses that became figures."""
    spans = sorted(_spans(row.cells for row in figures.rows))
    rows = [Row(row.line, restored(row.cells, text)) for row in exceptions.rows]
    kept = [row for row in rows if not (_is_guess(row.cells) and _inside(row.cells, spans))]
    added = exceptions_of(text, [*spans, *_spans(row.cells for row in kept)])
    blank = dict.fromkeys(filter(None, exceptions.header), "")
    last = kept[-1].line if kept else 1
    more = [
        Row(last + n, blank | reviewed_rows.exception(text, one)) for n, one in enumerate(added, 1)
    ]
    return Table(exceptions.path, exceptions.header, [*kept, *more])


def _spans(rows: Iterable[Mapping[str, str]]) -> list[Span]:
    """Return the offsets of rows, without those that are none."""
    cells = [(row.get("start", ""), row.get("end", "")) for row in rows]
    return [(int(a), int(b)) for a, b in cells if a.isdecimal() and b.isdecimal()]


def _is_guess(row: Mapping[str, str]) -> bool:
    """Tell whether nobody has written anything into a row of the exceptions."""
    return "reason" in row and not row.get("note")


def _inside(row: reviewed_rows.Cells, spans: Sequence[Span]) -> bool:
    """Tell whether a row lies within one of the spans, which are sorted and lie apart."""
    for start, end in _spans([row]):
        at = bisect_right(spans, (start, sys.maxsize)) - 1
        return at >= 0 and end <= spans[at][1]
    return False


def _changes(before: Table, after: Table) -> int:
    """Return how many cells differ."""
    pairs = zip(before.rows, after.rows, strict=True)
    return sum(one.cells[name] != two.cells[name] for one, two in pairs for name in one.cells)


def _state(read: Review, found: Review, changes: int) -> State:
    """Return where the review stands: what was read, and what the files hold now."""
    doubts = [
        Doubt(f"{table.path.name}, line {row.line}", row.cells, reasons)
        for table in (found.figures, found.exceptions)
        for row in table.rows
        if (reasons := _reasons(row.cells)) is not None
    ]
    return State(
        table=read.figures,
        figures=len(found.figures.rows),
        exceptions=len(found.exceptions.rows),
        uncoded=sum(not row.cells["code"] for row in found.figures.rows),
        restored=changes,
        wrong=[*faults(read)],
        doubts=sorted(doubts, key=lambda one: float(one.cells.get("confidence") or 1)),
    )


def _reasons(cells: Mapping[str, str]) -> list[str] | None:
    """Return why a row needs a look; None where somebody has looked and nothing is missing."""
    undated = bool(cells.get("code")) and not cells.get("period")
    if not cells.get(LOOK) and not undated:
        return None
    reasons = [one for one in cells.get("reason", "").split("|") if one]
    return reasons + ["no_period"] * (undated and "no_period" not in reasons)

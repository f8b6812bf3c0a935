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
from pathlib import Path

import pandas as pd

from kejidata.build.review import LOOK, faults, read_review
from kejidata.errors import KejidataError
from kejidata.files.atomic import read_whole
from kejidata.files.csv_table import Table, read_csv, write_csv
from kejidata.files.decode import decode
from kejidata.files.lock import lock, write_together
from kejidata.reports.exceptions import exceptions_of
from kejidata.reports.returned import restored
from kejidata.reports.review_file import drafted, read_draft
from kejidata.reports.reviewed_rows import (
    EXCEPTION_COLUMNS,
    FIGURE_COLUMNS,
    Cells,
    exception,
    tables_of,
)
from kejidata.reports.second_opinion import answers_taken

_MARK = b"\xef\xbb\xbf"
Span = tuple[int, int]


@dataclass(frozen=True)
class Sheet:
    """A table of a review in memory: the columns that it has, and its rows."""

    columns: Sequence[str]
    rows: Sequence[Cells]

    def data(self) -> bytes:
        """Return it as a CSV that a spreadsheet opens."""
        rows = ([row[name] for name in self.columns] for row in self.rows)
        return _MARK + write_csv(self.columns, rows)


@dataclass(frozen=True)
class Doubt:
    """A row that nobody has looked at yet: table and line, cells, and why it is doubtful."""

    where: str
    cells: Mapping[str, str]
    reasons: Sequence[str]


@dataclass(frozen=True)
class State:
    """Where a review stands.

    Parameters
    ----------
    figures, exceptions
        How many rows the tables have.
    uncoded
        How many figures are of no indicator of the registry, and make no observation.
    restored
        How many cells were put right that a spreadsheet had changed.
    wrong
        What stops a build.
    doubts
        What is left to look at, the most doubtful first.
    """

    figures: int
    exceptions: int
    uncoded: int
    restored: int
    wrong: Sequence[KejidataError]
    doubts: Sequence[Doubt]


def review(root: Path, name: str, region: str, draft: Path | None = None) -> State:
    """Begin or go on with the review of a report; return where it stands.

    Parameters
    ----------
    root
        The project's folder; the report is data/raw/reports/NAME.txt.
    name
        The report.
    region
        Whose report it is: what the draft's rows speak of that name no other region.
    draft
        The CSV of the draft, for a review that begins; None drafts the text.

    Raises
    ------
    KejidataError
        A table cannot be read, or lacks a column; both stand as before.
    """
    folder = root / "data" / "raw" / "reports"
    with lock(root):
        text = decode(read_whole(folder / f"{name}.txt"), f"{name}.txt")
        figures, exceptions = _sheets(folder, name, text, region, draft)
        whole = Sheet(figures.columns, [restored(row, text) for row in figures.rows])
        others = _accounted(text, whole, exceptions)
        paths = paths_of(folder, name)
        write_together(root, dict(zip(paths, (whole.data(), others.data()), strict=True)))
        return _state(folder, name, _changes(figures, whole))


def paths_of(folder: Path, name: str) -> tuple[Path, Path]:
    """Return where the figures and the exceptions of a report lie."""
    return folder / f"{name}_figures.csv", folder / f"{name}_exceptions.csv"


def _sheets(
    folder: Path, name: str, text: str, region: str, draft: Path | None
) -> tuple[Sheet, Sheet]:
    """Return the two tables as they are, or as the draft gives them."""
    figures, exceptions = paths_of(folder, name)
    there = read_csv(figures) if figures.is_file() else None
    if there and "note" in there.header:
        others = _sheet(read_csv(exceptions)) if exceptions.is_file() else None
        return _sheet(there), others or Sheet(EXCEPTION_COLUMNS, [])
    if exceptions.is_file():
        raise KejidataError(
            "the figures that belong to these exceptions are not there",
            where=str(figures),
            remedy="bring them back; or take the exceptions away, and the review begins anew",
        )
    # A draft that was put in the place of the figures begins the review.
    frame = _frame(figures if there else draft, text)
    found, none = tables_of(text, frame, region)
    return Sheet(FIGURE_COLUMNS, found), Sheet(EXCEPTION_COLUMNS, none)


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


def _sheet(table: Table) -> Sheet:
    return Sheet([name for name in table.header if name], [dict(row.cells) for row in table.rows])


def _accounted(text: str, figures: Sheet, exceptions: Sheet) -> Sheet:
    """Return the exceptions with those that are missing, without guesses that became figures."""
    spans = sorted(_spans(figures.rows))
    rows = [restored(one, text) for one in exceptions.rows]
    kept = [row for row in rows if not (_is_guess(row) and _inside(row, spans))]
    added = exceptions_of(text, [*spans, *_spans(kept)])
    blank = dict.fromkeys(exceptions.columns, "")
    more = [blank | exception(text, one) for one in added]
    return Sheet(exceptions.columns, [*kept, *more])


def _spans(rows: Iterable[Mapping[str, str]]) -> list[Span]:
    """Return the offsets of rows, without those that are none."""
    cells = [(row.get("start", ""), row.get("end", "")) for row in rows]
    return [(int(a), int(b)) for a, b in cells if a.isdecimal() and b.isdecimal()]


def _is_guess(row: Mapping[str, str]) -> bool:
    """Tell whether nobody has written anything into a row of the exceptions."""
    return "reason" in row and not row.get("note")


def _inside(row: Cells, spans: Sequence[Span]) -> bool:
    """Tell whether a row lies within one of the spans, which are sorted and lie apart."""
    for start, end in _spans([row]):
        at = bisect_right(spans, (start, sys.maxsize)) - 1
        return at >= 0 and end <= spans[at][1]
    return False


def _changes(before: Sheet, after: Sheet) -> int:
    """Return how many cells differ."""
    pairs = zip(before.rows, after.rows, strict=True)
    return sum(one[name] != two[name] for one, two in pairs for name in one)


def _state(folder: Path, name: str, changes: int) -> State:
    """Return where the review stands that the files hold."""
    found = read_review(folder, name)
    doubts = [
        Doubt(f"{table.path.name}, line {row.line}", row.cells, reasons)
        for table in (found.figures, found.exceptions)
        for row in table.rows
        if (reasons := _reasons(row.cells)) is not None
    ]
    return State(
        figures=len(found.figures.rows),
        exceptions=len(found.exceptions.rows),
        uncoded=sum(not row.cells["code"] for row in found.figures.rows),
        restored=changes,
        wrong=[*faults(found)],
        doubts=sorted(doubts, key=lambda one: float(one.cells.get("confidence") or 1)),
    )


def _reasons(cells: Mapping[str, str]) -> list[str] | None:
    """Return why a row needs a look; None where somebody has looked and nothing is missing."""
    undated = bool(cells.get("code")) and not cells.get("period")
    if not cells.get(LOOK) and not undated:
        return None
    reasons = [one for one in cells.get("reason", "").split("|") if one]
    return reasons + ["no_period"] * (undated and "no_period" not in reasons)

"""The reviewer's road: a draft as a CSV file, the doubtful rows marked, and what was found."""

from __future__ import annotations

import math
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from kejidata.errors import KejidataError
from kejidata.files.atomic import read_whole, write_whole
from kejidata.files.csv_table import Row, Table, read_csv, spreadsheet_csv
from kejidata.model.terms import Lang
from kejidata.model.units import parse_decimal
from kejidata.reports.draft import COLUMNS, TYPES, draft_of
from kejidata.reports.draft_rows import check_columns
from kejidata.reports.second_opinion import ANSWER_COLUMNS, with_answers, write_questions
from kejidata.reports.source.flatten import INVISIBLE
from kejidata.reports.source.text import read_text
from kejidata.reports.summary import is_doubtful, summary
from kejidata.wording import labels

LONG = 2_000_000
"""Characters from which a reader is told that it takes a moment."""
_FORMULA = tuple("=+-@＝＋－＠")
# 「\n」 a line's end, and what only a terminal or a page obeys.
_UNSEEN = re.compile(rf"[{INVISIBLE}]+")
_TEXT = ("surface", "unit", "indicator", "region", "among", "quote", "answer_indicator")


@dataclass(frozen=True)
class Draft:
    """A draft that was written: its frame, its file, and the words about it."""

    frame: pd.DataFrame
    out: Path

    def summary(self, lang: Lang = "en") -> str:
        """Return what was found, by measure and by field, and how much of it needs a look."""
        return summary(self.frame, self.out, lang)


def write_draft(
    path: Path,
    out: Path | None = None,
    year: int | None = None,
    *,
    questions: Path | None = None,
    answers: Path | None = None,
    lang: Lang = "en",
) -> Draft:
    """Write the draft of a report as a CSV to review, whole or not at all, and return it.

    The file is UTF-8 with a byte-order mark, so that Excel opens it; the column `look` marks the
    doubtful rows, `why` tells the reasons in words, and the rows are in the text's order. A text
    cell that a spreadsheet would run as a formula gets an apostrophe before it.

    Parameters
    ----------
    path
        The report; see `kejidata.read_report`.
    out
        The CSV; without it the report's name with .csv.
    year
        The year that the report is about; without it the text tells.
    questions, answers
        Where to write a question for each doubtful figure, and where answers to such are; see
        `kejidata.reports.second_opinion`.
    lang
        The language of the reasons in the column `why`.

    Raises
    ------
    KejidataError
        The report cannot be read, or the CSV cannot be written, or something else stands in its
        place: what a reviewer has corrected is never written over.
    """
    text = read_text(path)
    frame = drafted(text, year)
    if answers:
        frame = with_answers(frame, text, answers)
    target = Path(path).with_suffix(".csv") if out is None else Path(out)
    data = spreadsheet_csv(*_cells(frame, lang))
    if target.is_file() and read_whole(target) != data:
        raise KejidataError(
            "another file stands where the draft would go",
            where=str(target),
            remedy="give another name with -o, or take the file away first",
        )
    if questions:
        write_questions(frame, text, questions)
    write_whole(target, data)
    return Draft(frame, target)


def drafted(text: str, year: int | None = None) -> pd.DataFrame:
    """Return the draft of a text; a long one shows how far it is read."""
    return draft_of(text, _progress(len(text)) if len(text) > LONG else None, year)


def read_draft(path: Path) -> pd.DataFrame:
    """Return the draft in a CSV that `write_draft` wrote, a spreadsheet's marks taken off.

    Answers to its questions come with it, where it has any.

    Raises
    ------
    KejidataError
        The file is no CSV text, lacks a column of a draft, or has no number where one belongs.

    Examples
    --------
    >>> import tempfile
    >>> report = Path(tempfile.mkdtemp()) / "report.txt"
    >>> _ = report.write_text("2023年，技术合同成交额2386.0亿元。", "utf-8")
    >>> read_draft(write_draft(report).out)[["surface", "value", "period"]].values.tolist()
    [['2386.0亿元', 2386.0, '2023']]
    """
    table = read_csv(path)
    check_columns(table.header, COLUMNS, path.name)
    answers = {name: "str" for name in ANSWER_COLUMNS if name in table.header}
    types = TYPES | answers
    cells = {name: [_read(table, row, name) for row in table.rows] for name in types}
    return pd.DataFrame(cells).astype(types)


def _read(table: Table, row: Row, name: str) -> object:
    """Return a cell of a draft as the frame has it."""
    cell = row.cells[name]
    if TYPES.get(name, "str") == "str":
        return cell.removeprefix("'") if cell.startswith(tuple("'" + c for c in _FORMULA)) else cell
    try:
        number = float(parse_decimal(cell)[0]) if cell else math.nan
        return number if TYPES[name] == "float64" else int(number)
    except ValueError as error:
        raise KejidataError(
            "the cell is not a number",
            where=table.where(row, name),
            rows=[repr(cell[:100])],
            remedy="correct it, or take the file away for a new draft",
        ) from error


def _progress(length: int) -> Callable[[float], None]:
    """Return what shows on a terminal, in place, how much is read; elsewhere one line does."""
    shows = sys.stderr.isatty()
    started = f"reading {length / 1e6:.1f} million characters"
    print(started, end="" if shows else " ...\n", file=sys.stderr, flush=True)
    shown = 0

    def watch(part: float) -> None:
        nonlocal shown
        percent = int(part * 100)
        if shows and percent > shown:
            shown = percent
            end = "\n" if percent == 100 else ""
            print(f"\r{started}: {percent} %", end=end, file=sys.stderr, flush=True)

    return watch


def _cells(frame: pd.DataFrame, lang: Lang) -> tuple[list[str], list[list[object]]]:
    """Return the header and the rows of the CSV."""
    doubtful = map(is_doubtful, frame["confidence"], frame["reason"])
    marks = ["look" if one else "" for one in doubtful]
    why = [labels.doubts(reason, lang) for reason in frame["reason"]]
    columns: dict[str, list[object]] = {"look": list(marks), "why": list(why)}
    for name in frame.columns:
        cells = frame[name].tolist()
        columns[name] = [_cell(name, value) for value in cells]
    return list(columns), [list(row) for row in zip(*columns.values(), strict=True)]


def _cell(name: str, value: object) -> object:
    if isinstance(value, float):
        return "" if value != value else f"{value:.15g}"
    if name in _TEXT and isinstance(value, str):
        # A blank parts numbers; what else cannot be seen is none of a cell's business.
        flat = _UNSEEN.sub(lambda unseen: " " * (unseen[0] == " "), value)
        return "'" + flat if flat.startswith(_FORMULA) else flat
    return value

"""The reviewed figures of a report, held against its text: every numeral accounted for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kejidata.errors import KejidataError
from kejidata.files.atomic import read_whole
from kejidata.files.csv_table import Row, Table, read_csv
from kejidata.files.decode import decode
from kejidata.model.units import parse_number

FIGURES = (
    *("start", "end", "surface", "value", "unit", "measure", "bound", "period"),
    *("indicator", "code", "region", "among", "quote", "note"),
)
EXCEPTIONS = ("start", "end", "surface", "kind", "quote", "note")
KINDS = ("date", "enumerator", "edition", "name", "word", "award", "threshold")
# Every Arabic numeral and every run of Chinese digits, be it a rank or part of a word.
NUMERAL = re.compile(r"[0-9０-９]+(?:[.,][0-9０-９]+)*|[〇零一二三四五六七八九十百千两双半]+")
_ORDINAL = re.compile(r"第(.+?)位?")


@dataclass(frozen=True)
class Review:
    """A report's text, its reviewed figures, and the numerals that are none."""

    text: str
    figures: Table
    exceptions: Table


def check_review(folder: Path, name: str) -> Review:
    """Return the review of a report, checked numeral by numeral.

    Parameters
    ----------
    folder, name
        Where NAME.txt, NAME_figures.csv and NAME_exceptions.csv lie.

    Raises
    ------
    KejidataError
        A numeral of the text is neither a figure nor a named exception, or is both; a surface
        does not stand at its place, a quote does not stand in the text around it, or a value is
        not the one that the surface states. The file and its line are named.
    """
    text = decode(read_whole(folder / f"{name}.txt"), f"{name}.txt")
    figures = _table(folder / f"{name}_figures.csv", FIGURES)
    exceptions = _table(folder / f"{name}_exceptions.csv", EXCEPTIONS)
    review = Review(text, figures, exceptions)
    for table, row in _all_rows(review):
        _check_place(text, table, row)
    for row in figures.rows:
        _check_value(figures, row)
    for row in exceptions.rows:
        if row.cells["kind"] not in KINDS:
            raise _refused(exceptions, row, "kind", "the kind is not known", ", ".join(KINDS))
    _check_cover(review)
    return review


def _table(path: Path, columns: tuple[str, ...]) -> Table:
    """Return a table of the review; columns beyond those needed, as a draft has them, may stay."""
    table = read_csv(path)
    if not set(columns) <= set(table.header):
        raise KejidataError(
            "the columns are not those of a review",
            where=path.name,
            rows=["found " + ",".join(table.header), "needed " + ",".join(columns)],
            remedy="name the columns as needed",
        )
    return table


def _all_rows(review: Review) -> Iterator[tuple[Table, Row]]:
    """Yield every row of both tables."""
    for table in (review.figures, review.exceptions):
        for row in table.rows:
            yield table, row


def _span(table: Table, row: Row) -> tuple[int, int]:
    """Return the offsets of a row."""
    cells = row.cells
    if not (cells["start"].isdecimal() and cells["end"].isdecimal()):
        raise _refused(table, row, "start", "the offset is no whole number", "count from 0")
    return int(cells["start"]), int(cells["end"])


def squeeze(text: str) -> str:
    r"""Return a text without white space, as surfaces and quotes are compared.

    Examples
    --------
    >>> squeeze("实际支付金额 4637\n\n万元")
    '实际支付金额4637万元'
    """
    return "".join(text.split())


def _check_place(text: str, table: Table, row: Row) -> None:
    """Refuse a surface that does not stand at its offsets, or a quote that does not hold it."""
    start, end = _span(table, row)
    surface, quote = squeeze(row.cells["surface"]), squeeze(row.cells["quote"])
    found = squeeze(text[start:end])
    if not surface or found != surface:
        what = f"the text has {found[:40]!r} at {start} to {end}"
        raise _refused(table, row, "surface", what, "correct the surface or its offsets")
    # The quote, too, is held against the place and not only against the text as a whole.
    before, after = squeeze(text[:start]), squeeze(text[end:])
    around = [
        before.endswith(quote[:at]) and after.startswith(quote[at + len(surface) :])
        for at in range(len(quote))
        if quote.startswith(surface, at)
    ]
    if not any(around):
        what = "the quote does not stand in the text around the surface"
        raise _refused(table, row, "quote", what, "copy the words of the text")


def _check_value(table: Table, row: Row) -> None:
    """Refuse a value or a unit that is not what the surface states."""
    value, unit, measure = (row.cells[name] for name in ("value", "unit", "measure"))
    numeral, rest = _numeral(squeeze(row.cells["surface"]))
    # Arabic digits are copied as they stand, so that a published zero is not lost.
    stated = numeral if numeral.isascii() else f"{parse_number(numeral):.15g}"
    # A fall is stated by a word (下降3.2%) and has its sign in the table.
    digits = value.removeprefix("-") if measure in ("growth_rate", "change") else value
    if not numeral or digits != stated:
        raise _refused(table, row, "value", f"the surface states {stated!r}", "copy its digits")
    if measure != "rank" and not (rest and unit.startswith(rest)):
        raise _refused(table, row, "unit", f"the surface is in {rest!r}", "copy the unit")


def _numeral(surface: str) -> tuple[str, str]:
    """Return the numeral of a surface and what follows it."""
    ordinal = _ORDINAL.fullmatch(surface)
    if ordinal:
        return ordinal[1], ""
    match = NUMERAL.match(surface)
    return (match[0], surface[match.end() :]) if match else ("", surface)


def _check_cover(review: Review) -> None:
    """Refuse a numeral that no row, or more than one row, accounts for."""
    spans = [_span(table, row) for table, row in _all_rows(review)]
    wrong = []
    for match in NUMERAL.finditer(review.text):
        covers = sum(start <= match.start() and match.end() <= end for start, end in spans)
        if covers != 1:
            around = squeeze(review.text[max(0, match.start() - 10) : match.end() + 10])
            what = "neither a figure nor an exception" if not covers else "accounted for twice"
            wrong.append(f"{match[0]!r} at {match.start()}, in {around!r}: {what}")
    if wrong:
        raise KejidataError(
            "not every numeral of the text is either a figure or a named exception",
            where=review.figures.path.name,
            rows=wrong,
            remedy="add it to the figures or, with its kind, to the exceptions",
        )


def figure_cells(row: Row, source: str) -> Mapping[str, str]:
    """Return a reviewed figure as the cells of an observation."""
    cells = {name: row.cells[name] for name in FIGURES[3:] if name not in ("indicator", "note")}
    return cells | {"indicator": cells.pop("code"), "source": source}


def _refused(table: Table, row: Row, column: str, what: str, remedy: str) -> KejidataError:
    cell = repr(row.cells[column])
    return KejidataError(what, where=table.where(row, column), rows=[cell], remedy=remedy)

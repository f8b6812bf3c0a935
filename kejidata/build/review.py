"""The reviewed figures of a report, held against its text: every numeral accounted for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kejidata.build.squeezed import Squeezed, squeeze
from kejidata.errors import KejidataError
from kejidata.files.atomic import read_whole
from kejidata.files.csv_table import Row, Table, read_csv
from kejidata.files.decode import decode
from kejidata.model.units import parse_decimal, parse_number

FIGURES = (
    *("start", "end", "surface", "value", "unit", "measure", "bound", "period"),
    *("indicator", "code", "region", "among", "quote", "note"),
)
EXCEPTIONS = ("start", "end", "surface", "kind", "quote", "note")
LOOK = "look"
"""The column that marks a row which nobody has looked at yet; whoever has, clears it."""
_EXCEPTION_KINDS = (
    *("date", "enumerator", "edition", "name", "word", "award", "threshold"),
    *("range", "multiple"),
)
# Every Arabic numeral and every run of Chinese digits, be it a rank or part of a word.
NUMERAL = re.compile(r"[0-9０-９]+(?:[.,][0-9０-９]+)*|[〇零一二三四五六七八九十百千两双半]+")
# 「第二位」 2nd place, 「前十」 among the first ten.
_ORDINAL = re.compile(r"[第前](.+?)[位名]?")
# 「300余家」 300 firms and more: the bound stands between the number and its unit.
_SIGNS = "+-−－＋"
_AND_MORE = re.compile("[余多]+")


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
    review = read_review(folder, name)
    for fault in faults(review):
        raise fault
    return review


def read_review(folder: Path, name: str) -> Review:
    """Return the review of a report as its files have it, its rows not yet checked.

    Raises
    ------
    KejidataError
        A file is missing or cannot be read, or a table lacks a column.
    """
    text = decode(read_whole(folder / f"{name}.txt"), f"{name}.txt")
    figures = read_csv(folder / f"{name}_figures.csv")
    exceptions = read_csv(folder / f"{name}_exceptions.csv")
    check_columns(figures, FIGURES)
    check_columns(exceptions, EXCEPTIONS)
    return Review(text, figures, exceptions)


def marked(folder: Path) -> int:
    """Return how many rows of the reviews in a folder are marked as not looked at."""
    tables = (path for kind in ("figures", "exceptions") for path in folder.glob(f"*_{kind}.csv"))
    return sum(bool(row.cells.get(LOOK)) for path in tables for row in read_csv(path).rows)


def faults(review: Review) -> Iterator[KejidataError]:
    """Yield what is wrong with a review, row by row; where all rows are well, what is missing."""
    squeezed = Squeezed.of(review.text)
    rows = [*_all_rows(review)]
    wrong = [fault for table, row in rows if (fault := _fault(squeezed, table, row))]
    yield from wrong
    if not wrong and (fault := _uncovered(review)):
        yield fault


def _fault(squeezed: Squeezed, table: Table, row: Row) -> KejidataError | None:
    """Return what is wrong with a row; None where it is well."""
    try:
        _check_place(squeezed, table, row)
        if "value" in row.cells:
            _check_value(squeezed, table, row)
        elif row.cells["kind"] not in _EXCEPTION_KINDS:
            raise _refused(table, row, "kind", "the kind is not known", ", ".join(_EXCEPTION_KINDS))
    except KejidataError as fault:
        return fault
    return None


def check_columns(table: Table, columns: tuple[str, ...]) -> None:
    """Refuse a table of a review that lacks a column; others, as a draft has them, may stay."""
    if not set(columns) <= set(table.header):
        raise KejidataError(
            "the columns are not those of a review",
            where=table.path.name,
            rows=["found " + ",".join(table.header), "needed " + ",".join(columns)],
            remedy="name the columns as needed",
        )


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


def _check_place(squeezed: Squeezed, table: Table, row: Row) -> None:
    """Refuse a surface that does not stand at its offsets, or a quote that does not hold it."""
    start, end = _span(table, row)
    surface, quote = squeeze(row.cells["surface"]), squeeze(row.cells["quote"])
    found = squeeze(squeezed.text[start:end])
    if not surface or found != surface:
        what = f"the text has {found[:40]!r} at {start} to {end}"
        raise _refused(table, row, "surface", what, "correct the surface or its offsets")
    # The quote, too, is held against the place and not only against the text as a whole.
    if not squeezed.holds(quote, start, end):
        what = "the quote does not stand in the text around the surface"
        raise _refused(table, row, "quote", what, "copy the words of the text")


def _check_value(squeezed: Squeezed, table: Table, row: Row) -> None:
    """Refuse a value or a unit that is not what the surface states."""
    value, unit, measure = (row.cells[name] for name in ("value", "unit", "measure"))
    stated, rest = stated_by(row.cells["surface"])
    # A fall is stated by a word (下降3.2%) and has its sign in the table.
    digits = value.removeprefix("-") if measure in ("growth_rate", "change") else value
    if not stated or digits != stated:
        raise _refused(table, row, "value", f"the surface states {stated!r}", "copy its digits")
    # Of a list only the last has its unit, and a column of a table only its heading.
    named = unit.startswith(rest) if rest else unit in squeezed.plain
    if measure != "rank" and not (unit and named):
        raise _refused(table, row, "unit", f"the surface is in {rest!r}", "copy the unit")


def stated_by(surface: str) -> tuple[str, str]:
    """Return the digits that a surface states, as a table has them, and the unit behind them.

    Arabic digits are copied as they stand, so that a published zero is not lost; a sign stays away.
    Both are empty where the surface begins with no number.

    Examples
    --------
    >>> stated_by("2386.0亿元"), stated_by("两家"), stated_by("第二位"), stated_by("300余家")
    (('2386.0', '亿元'), ('2', '家'), ('2', ''), ('300', '家'))
    """
    plain = squeeze(surface).lstrip(_SIGNS)
    ordinal = _ORDINAL.fullmatch(plain)
    match = NUMERAL.match(ordinal[1] if ordinal else plain)
    if not match:
        return "", ""
    numeral = match[0]
    rest = "" if ordinal else plain[match.end() :]
    more = _AND_MORE.match(rest)
    try:
        digits = numeral if numeral.isascii() else f"{parse_number(numeral):.15g}"
    except KejidataError:
        return "", ""
    return digits, rest[more.end() if more else 0 :]


def _uncovered(review: Review) -> KejidataError | None:
    """Return the refusal of numerals that no row, or more than one row, accounts for."""
    places = [(table, row, *_span(table, row)) for table, row in _all_rows(review)]
    wrong = []
    for match, covers in covered(review.text, [(start, end) for *_, start, end in places]):
        if covers != 1:
            around = squeeze(review.text[max(0, match.start() - 10) : match.end() + 10])
            twice = " and ".join(
                f"{table.path.name}, line {row.line}"
                for table, row, start, end in places
                if start <= match.start() and match.end() <= end
            )
            what = (
                f"accounted for twice: {twice}" if covers else "neither a figure nor an exception"
            )
            wrong.append(f"{match[0]!r} at {match.start()}, in {around!r}: {what}")
    if not wrong:
        return None
    return KejidataError(
        "not every numeral of the text is either a figure or a named exception",
        where=review.figures.path.name,
        rows=wrong,
        remedy="add it to the figures or, with its kind, to the exceptions",
    )


def covered(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[re.Match[str], int]]:
    """Yield each numeral of a text and how many of the spans hold it whole."""
    numerals = [*NUMERAL.finditer(text)]
    starts = [match.start() for match in numerals]
    counts = [0] * len(numerals)
    for start, end in spans:
        for at in range(bisect_left(starts, start), bisect_left(starts, end)):
            counts[at] += numerals[at].end() <= end
    yield from zip(numerals, counts, strict=True)


def figure_cells(row: Row, source: str) -> Mapping[str, str]:
    """Return a reviewed figure as the cells of an observation; growth by 2倍 (twofold) is 200 %."""
    cells = {name: row.cells[name] for name in FIGURES[3:] if name not in ("indicator", "note")}
    if cells["measure"] == "growth_rate" and cells["unit"] == "倍":
        cells |= {"value": f"{parse_decimal(cells['value'])[0] * 100:f}", "unit": "%"}
    return cells | {"indicator": cells.pop("code"), "source": source}


def _refused(table: Table, row: Row, column: str, what: str, remedy: str) -> KejidataError:
    cell = repr(row.cells[column])
    return KejidataError(what, where=table.where(row, column), rows=[cell], remedy=remedy)

"""Excel workbooks (.xlsx, .xlsm): each sheet as its cells show it.

Read from the parts of the document itself: only there a formula without a stored result differs
from an empty cell, and neither a wrong size nor a lost drawing of the sheet matters. Formulas,
links to other files and macros are never followed.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path, PurePosixPath
from xml.etree.ElementTree import Element

from kejidata.errors import KejidataError
from kejidata.tables.source.archive import MOST_CELLS, Broken, elements, local, opened, part
from kejidata.tables.source.grid import WIDEST, Area, Grid, Line, Unreadable
from kejidata.tables.source.number_format import BUILT_IN, Render, plain_number, renderer
from kejidata.tables.source.visible import Sheet, visible

_NUMBERS = ("n", "")
_DIGITS = "0123456789"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


@dataclass(frozen=True)
class Book:
    """What the sheets of a workbook share; what shows a number, by the style of its cell."""

    strings: Sequence[str]
    formats: Mapping[str, Render]


def sheets(data: bytes, path: Path) -> list[Grid]:
    """Return the sheets of a workbook, in its order.

    Raises
    ------
    KejidataError
        The bytes are no archive, or a Word document.
    Broken
        A part is damaged or unpacks to more than a table holds.
    """
    with opened(data, path.name, "Excel workbook") as archive:
        if part(archive, "word/document.xml"):
            raise KejidataError(
                "the file is a Word document and no workbook",
                where=path.name,
                remedy="paste its table into a workbook, or let it be read with the text around it:"
                " kejidata draft FILE",
            )
        target = _relations(archive)
        from_1904, named = False, []
        for one in elements(part(archive, "xl/workbook.xml"), "workbookPr", "sheet"):
            if local(one.tag) == "workbookPr":
                from_1904 = one.get("date1904") in ("1", "true")
            else:
                key = one.get(_RELATION) or one.get(_STRICT_RELATION) or ""
                shown = one.get("state", "visible") == "visible"
                named.append((one.get("name", ""), target.get(key, ""), shown))
        if not named:
            raise Broken("it holds no sheet")
        book = Book(_strings(archive), _formats(archive, from_1904))
        return [
            replace(_grid(part(archive, place), path, name, book), shown=shown)
            for name, place, shown in named
            if place
        ]


def _relations(archive: zipfile.ZipFile) -> Mapping[str, str]:
    """Return the names of the parts that the workbook refers to, without those outside the file."""
    data = part(archive, "xl/_rels/workbook.xml.rels")
    if not data:
        raise Broken("it holds no workbook")
    found = {}
    for one in elements(data, "Relationship"):
        target = one.get("Target", "")
        if one.get("TargetMode") != "External":
            found[one.get("Id", "")] = (
                target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl") / target)
            )
    return found


def _strings(archive: zipfile.ZipFile) -> list[str]:
    data = part(archive, "xl/sharedStrings.xml")
    return [_text(one) for one in elements(data, "si")] if data else []


def _text(item: Element) -> str:
    """Return the text of a string without the reading aids of East Asian characters."""
    if len(item) == 1 and item[0].text is not None:
        return item[0].text.strip()
    runs = [run for run in item if local(run.tag) in ("t", "r")]
    pieces = [t.text or "" for run in runs for t in run.iter() if local(t.tag) == "t"]
    return "".join(pieces).strip()


def _formats(archive: zipfile.ZipFile, from_1904: bool) -> dict[str, Render]:
    """Return what shows a number, by the style of its cell."""
    data, own = part(archive, "xl/styles.xml"), dict(BUILT_IN)
    found: list[Render] = []
    if not data:
        return {}
    for one in elements(data, "numFmt", "cellXfs"):
        if local(one.tag) == "numFmt":
            own[int(one.get("numFmtId", 0))] = one.get("formatCode", "General")
        else:
            numbers = [int(style.get("numFmtId", 0)) for style in one]
            found = [renderer(own.get(number, "General"), from_1904) for number in numbers]
    return {str(style): render for style, render in enumerate(found)}


def _grid(data: bytes, path: Path, name: str, book: Book) -> Grid:
    """Return one sheet; a part that the workbook names and lacks is an empty one."""
    lines: list[Line] = []
    merged: list[Area] = []
    hidden_rows: set[int] = set()
    hidden_columns: set[int] = set()
    row, count = 0, 0
    for one in elements(data, "row", "col", "mergeCell") if data else ():
        tag = local(one.tag)
        if tag == "row":
            row = int(one.get("r", row + 1))
            cells = _cells(one, book)
            count += len(cells)
            if any(cells):
                lines.append(Line(row, row, cells))
            if _is_hidden(one, "ht"):
                hidden_rows.add(row)
        elif tag == "col" and _is_hidden(one, "width"):
            ends = int(one.get("min", 1)), min(int(one.get("max", 1)), WIDEST)
            hidden_columns.update(range(ends[0] - 1, ends[1]))
        elif tag == "mergeCell" and (area := _area(one.get("ref", ""))):
            merged.append(area)
        if count > MOST_CELLS:
            raise Broken(f"the sheet {name} has more than {MOST_CELLS:,} cells")
    return visible(Sheet(path, name, lines, merged, hidden_rows, hidden_columns))


def _is_hidden(element: Element, size: str) -> bool:
    """Tell whether a row or a column is hidden, or of no height or width."""
    return element.get("hidden") in ("1", "true") or float(element.get(size, 1)) == 0


def _cells(row: Element, book: Book) -> list[str]:
    """Return the texts of a row, a gap in it as empty cells."""
    found: list[str] = []
    last = row[-1].get("r", "").rstrip(_DIGITS) if len(row) else ""
    gaps = not last or _column(last) != len(row) - 1
    for cell in row:
        if gaps:
            reference = cell.get("r", "").rstrip(_DIGITS)
            column = _column(reference) if reference else len(found)
            found.extend([""] * (min(column, WIDEST) - len(found)))
        if len(cell) == 1 and cell.get("t", "n") == "n" and cell[0].tag[-1] == "v":
            # A number without a formula: most cells of a large sheet.
            found.append(_number(cell, cell[0].text or "0", book))
        else:
            found.append(_shown(cell, book))
    return found


def _number(cell: Element, value: str, book: Book) -> str:
    return book.formats.get(cell.get("s", "0"), plain_number)(float(value))


def _shown(cell: Element, book: Book) -> str:
    """Return what one cell shows."""
    kind = cell.get("t", "")
    value = formula = None
    for inner in cell:
        tag = inner.tag
        if tag.endswith("}v"):
            value = inner.text
        elif tag.endswith("}f"):
            formula = inner
        elif tag.endswith("}is"):
            return _text(inner)
    if value is None:
        lost = formula is not None and kind != "str"
        return Unreadable("a formula whose result is not stored") if lost else ""
    if kind in _NUMBERS:
        return _number(cell, value, book)
    if kind == "s":
        return book.strings[int(value)]
    if kind == "e":
        return Unreadable(value)
    return ("", "TRUE", "FALSE")[1 + (value == "0")] if kind == "b" else value.strip()


_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")


@lru_cache(maxsize=2048)
def _column(letters: str) -> int:
    """Return the column that letters name, from 0."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _area(reference: str) -> Area | None:
    ends = _REFERENCE.findall(reference)
    if len(ends) != 2:
        return None
    (left, top), (right, bottom) = ends
    return Area(int(top), int(bottom), _column(left), _column(right))

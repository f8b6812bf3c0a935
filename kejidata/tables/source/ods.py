"""OpenDocument sheets (.ods): each sheet as its cells show it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from xml.etree.ElementTree import Element

from kejidata.errors import KejidataError
from kejidata.model.units import parse_decimal
from kejidata.tables.source.archive import MOST_CELLS, Broken, elements, local, opened, part
from kejidata.tables.source.grid import WIDEST, Area, Grid, Line, Unreadable
from kejidata.tables.source.number_format import decimal, plain_number
from kejidata.tables.source.visible import Sheet, visible

_CURRENCY = "¥￥$ "


def sheets(data: bytes, path: Path) -> list[Grid]:
    """Return the sheets of an OpenDocument file, in its order.

    Raises
    ------
    KejidataError
        The bytes are no archive.
    Broken
        The content is missing or damaged, or unpacks to more than a table holds.
    """
    with opened(data, path.name, "OpenDocument sheet") as archive:
        content = part(archive, "content.xml")
        if not content:
            raise Broken("it holds no sheet")
        found, rows, columns = [], [], _Columns()
        unseen: set[str] = set()
        for one in elements(content, "style", "table-column", "table-row", "table"):
            if local(one.tag) == "style":
                # What a style says of sheets stands before them.
                if any(_attribute(told, "display") == "false" for told in one):
                    unseen.add(_attribute(one, "name"))
            elif local(one.tag) == "table-column":
                columns.take(one)
            elif local(one.tag) == "table-row":
                rows.append(_row(one))
            else:
                grid = _grid(path, _attribute(one, "name"), rows, columns.hidden)
                found.append(replace(grid, shown=_attribute(one, "style-name") not in unseen))
                rows, columns = [], _Columns()
        return found


class _Columns:
    """The columns of a table as they come: how many, and which of them are hidden."""

    def __init__(self) -> None:
        self.count = 0
        self.hidden: set[int] = set()

    def take(self, element: Element) -> None:
        """Take the next columns that have one description."""
        times = min(_count(element, "number-columns-repeated"), WIDEST)
        if _is_hidden(element):
            self.hidden.update(range(self.count, min(self.count + times, WIDEST)))
        self.count += times


def _is_hidden(element: Element) -> bool:
    return _attribute(element, "visibility") in ("collapse", "filter")


class _Row:
    """A row of the file: its cells, how often it stands, what it merges, whether it is hidden."""

    def __init__(self, element: Element) -> None:
        self.cells: list[str] = []
        self.areas: list[tuple[int, int, int]] = []
        self.times = _count(element, "number-rows-repeated")
        self.hidden = _is_hidden(element)


def _row(element: Element) -> _Row:
    row = _Row(element)
    gap = 0
    for cell in element:
        if local(cell.tag) not in ("table-cell", "covered-table-cell"):
            continue
        text, times = _shown(cell), _count(cell, "number-columns-repeated")
        if not text:
            gap += times
            continue
        row.cells += [""] * gap
        gap = 0
        wide, deep = _count(cell, "number-columns-spanned"), _count(cell, "number-rows-spanned")
        if wide > 1 or deep > 1:
            row.areas.append((len(row.cells), wide, deep))
        row.cells += [text] * times
        if len(row.cells) > WIDEST:
            raise Broken(f"a row has more than {WIDEST:,} cells")
    return row


def _grid(path: Path, name: str, rows: Sequence[_Row], columns: set[int]) -> Grid:
    lines, merged, hidden, number, count = [], [], set(), 0, 0
    for row in rows:
        for _ in range(row.times if row.cells else 0):
            number += 1
            count += len(row.cells)
            if count > MOST_CELLS:
                raise Broken(f"the sheet {name} has more than {MOST_CELLS:,} cells")
            lines.append(Line(number, number, row.cells))
            merged += [
                Area(number, number + deep - 1, left, left + wide - 1)
                for left, wide, deep in row.areas
            ]
            if row.hidden:
                hidden.add(number)
        number += 0 if row.cells else row.times
    return visible(Sheet(path, name, lines, merged, hidden, columns))


def _shown(cell: Element) -> str:
    """Return what one cell shows; a number in the digits of its format."""
    texts = ["".join(p.itertext()) for p in cell if local(p.tag) == "p"]
    text, kind = "\n".join(texts).strip(), _attribute(cell, "value-type")
    if kind == "date":
        return _attribute(cell, "date-value")[:10]
    stored = _attribute(cell, "value")
    if kind in ("float", "percentage", "currency") and stored:
        text = text.lstrip(_CURRENCY)
        shown = text if _shows(text, stored, kind) else _with_unit(text, stored, kind)
        return shown or _stored(stored, kind)
    if _attribute(cell, "formula") and (text.startswith(("#", "Err:")) or not text):
        return Unreadable(text or "a formula whose result is not stored")
    return text


def _shows(text: str, stored: str, kind: str) -> bool:
    """Tell whether a shown text is the stored number, rounded or not."""
    try:
        number, step = parse_decimal(text.removesuffix("%"))
    except KejidataError:
        return False
    exact = Decimal(stored) * (100 if kind == "percentage" else 1)
    # A format with a comma behind the digits shows thousands, with two millions.
    scaled = [exact] if kind == "percentage" else [exact.scaleb(-power) for power in (0, 3, 6)]
    near = any(abs(number - one) <= step / 2 for one in scaled)
    return text.endswith("%") == (kind == "percentage") and near


# 「12.9亿元」 「-1.3 万」 (12.9 billion yuan, 13,000): a number before words
_BEFORE_WORDS = re.compile(r"([+-]?[\d,]+(?:\.\d+)?)\s?([^\d\s%.,()（）-][^\d%]{0,11})")
_POWERS = (0, 3, 4, 6, 8)


def _with_unit(text: str, stored: str, kind: str) -> str:
    """Return a number with the words that its format shows behind it: 12.9亿元; else nothing.

    The format may show thousands, ten thousands or more of what is stored.
    """
    match = _BEFORE_WORDS.fullmatch(text) if kind != "percentage" else None
    if match is None:
        return ""
    number, step = parse_decimal(match[1])
    powers = (Decimal(stored).scaleb(-power) for power in _POWERS)
    return text if any(abs(number - one) <= step / 2 for one in powers) else ""


def _stored(stored: str, kind: str) -> str:
    if kind == "percentage":
        return f"{decimal(float(stored)) * 100:f}%"
    return plain_number(float(stored))


def _attribute(element: Element, name: str) -> str:
    """Return an attribute by its local name."""
    return next((v for k, v in element.attrib.items() if local(k) == name), "")


def _count(element: Element, name: str) -> int:
    return int(_attribute(element, name) or 1)

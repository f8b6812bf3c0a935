"""The one table of a web page, as systems export it under the name of a workbook (.xls)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape
from pathlib import Path

from kejidata.tables.source.grid import Area, Grid, Line
from kejidata.tables.source.visible import Sheet, visible

AROUND = 3
"""Lines of text before the table, and behind it, that may speak of it: title, unit, notes."""
WIDEST = 1000
"""Columns of the widest table, and rows or columns that one cell spans at most."""
# What is marked off, and the tags of a table: 「<td colspan=2>」 a cell over two columns.
_ASIDE = re.compile(r"<!--|<(script|style)\b", re.IGNORECASE)
_TAG = re.compile(r"<(/?)(table|tr|td|th|br)\b([^<>]*)>", re.IGNORECASE)
_HEAD_END = re.compile("</head>", re.IGNORECASE)
_BREAK = re.compile(
    r"</?(?:p|div|br|h\d|li|ul|ol|table|caption|tr|td|th|tbody|thead|section|center|title)\b[^<>]*>",
    re.IGNORECASE,
)
_ANY_TAG = re.compile(r"<[A-Za-z/!?][^<>]*>")
_SPAN = re.compile(r"\b(col|row)span\s?=\s?[\"']?(\d{1,4})", re.IGNORECASE)
_UNSEEN = re.compile(r"display\s?:\s?none", re.IGNORECASE)


def html_grid(text: str, path: Path) -> Grid | None:
    """Return the table of a web page as a grid, with the lines of text next to it.

    None where the page holds no table, or several.

    Examples
    --------
    >>> page = "<table><tr><td rowspan=2>地区<td>2023<tr><td>件</table>"  # region, items
    >>> grid = html_grid(page, Path("a.xls"))
    >>> [line.shown for line in grid.lines], list(grid.merged)
    ([['地区', '2023'], ['', '件']], [Area(top=1, bottom=2, left=0, right=0)])
    """
    source = _without_asides(text)
    tags = list(_TAG.finditer(source))
    if sum(not tag[1] and tag[2].casefold() == "table" for tag in tags) != 1:
        return None
    rows = _rows(source, tags)
    before = _HEAD_END.split(source[: _first_row(tags)])[-1]
    above = _texts(before)[-AROUND:]
    below = _texts(source[tags[-1].end() :])[:AROUND]
    told = [*_alone(above), *rows, *_alone(below)]
    lines, merged = _placed([cells for _, cells in told])
    hidden = {number for number, (shown, _) in enumerate(told, 1) if not shown}
    return visible(Sheet(path, "", lines, merged, hidden, ()))


def _first_row(tags: Sequence[re.Match[str]]) -> int:
    """Return where the first row begins: a caption stands between it and the table's own tag."""
    at = next(at for at, tag in enumerate(tags) if tag[2].casefold() == "table")
    return next((tag.start() for tag in tags[at:] if tag[2].casefold() == "tr"), tags[at].end())


def _texts(source: str) -> list[str]:
    """Return the lines of text that a part of a page shows."""
    parts = (" ".join(unescape(_ANY_TAG.sub(" ", part)).split()) for part in _BREAK.split(source))
    return [part for part in parts if part]


def _alone(texts: Sequence[str]) -> list[tuple[bool, list[Cell]]]:
    """Return rows of one cell each."""
    return [(True, [(text, 1, 1)]) for text in texts]


def _without_asides(text: str) -> str:
    """Drop comments, scripts and style sheets, each up to its own end."""
    kept, at = [], 0
    while mark := _ASIDE.search(text, at):
        kept.append(text[at : mark.start()])
        end = "-->" if mark[1] is None else "</"
        closed = text.find(end, mark.end())
        if closed < 0:
            return "".join(kept)
        at = closed + len(end) if mark[1] is None else closed
    return "".join([*kept, text[at:]])


Cell = tuple[str, int, int]
"""The text of a cell, and how many rows and columns it spans."""


def _rows(source: str, tags: list[re.Match[str]]) -> list[tuple[bool, list[Cell]]]:
    """Return the rows of a table, each whether it is shown, and its cells."""
    rows: list[tuple[bool, list[Cell]]] = []
    opened: re.Match[str] | None = None
    for tag in tags:
        name = tag[2].casefold()
        if name == "br":
            continue
        if opened and rows:
            rows[-1][1].append(_cell(source[opened.end() : tag.start()], opened[3]))
        opened = tag if name in ("td", "th") and not tag[1] else None
        if name == "tr" and not tag[1]:
            rows.append((not _UNSEEN.search(tag[3]), []))
    return rows


def _cell(inside: str, attributes: str) -> Cell:
    text = " ".join(unescape(_ANY_TAG.sub(" ", inside)).split())
    spans = {which.casefold(): int(n) for which, n in _SPAN.findall(attributes)}
    down, across = (min(max(spans.get(which, 1), 1), WIDEST) for which in ("row", "col"))
    return text, down, across


def _placed(rows: list[list[Cell]]) -> tuple[list[Line], list[Area]]:
    """Return rows as lines, each cell behind what spans down from above, and what is merged."""
    lines, merged = [], []
    until: dict[int, int] = {}
    for number, cells in enumerate(rows, 1):
        line: list[str] = []
        for text, down, across in cells:
            while until.get(len(line), 0) >= number:
                line.append("")
            if len(line) + across > WIDEST:
                break
            left, right = len(line), len(line) + across - 1
            if down > 1 or across > 1:
                merged.append(Area(number, number + down - 1, left, right))
                until |= dict.fromkeys(range(left, right + 1), number + down - 1)
            line += [text, *[""] * (across - 1)]
        if any(line):
            lines.append(Line(number, number, line))
    return lines, merged

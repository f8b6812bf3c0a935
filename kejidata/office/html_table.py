"""A table of somebody else's HTML as cells of text: what an analyst's own frame shows."""

from __future__ import annotations

from html.parser import HTMLParser

from kejidata.display.cells import Cell
from kejidata.display.table_output import Column, Table
from kejidata.model.terms import Lang

_SKIPPED = {"style", "script", "title"}


class _Cells(HTMLParser):
    """Collects the texts of cells row by row, and the text that stands in no cell."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.beside = ""
        self._skipped = 0
        self._inside = False

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """Open a row or a cell."""
        if tag == "tr" or (tag in ("td", "th") and not self.rows):
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
        self._inside = tag in ("td", "th") or (self._inside and tag not in ("tr", "table"))
        self._skipped += tag in _SKIPPED

    def handle_endtag(self, tag: str) -> None:
        """Close a cell."""
        self._inside = self._inside and tag not in ("td", "th", "tr", "table")
        self._skipped -= tag in _SKIPPED and self._skipped > 0

    def handle_data(self, data: str) -> None:
        """Put text where it stands."""
        if self._skipped:
            return
        if self._inside:
            self.rows[-1][-1] += data
        else:
            self.beside += data


def html_table(html: str, lang: Lang) -> tuple[Table, str]:
    """Return the cells of HTML as one table, its first row as headings, and the text beside it.

    Examples
    --------
    >>> table, beside = html_table("<p>a</p><tr><th>x</th></tr><tr><td>1</td></tr>", "en")
    >>> print(table, beside)
    x
    1 a
    """
    cells = _Cells()
    cells.feed(html)
    cells.close()
    width = max(map(len, cells.rows), default=0)
    rows = [[" ".join(text.split()) for text in row] for row in cells.rows]
    head, *body = [row + [""] * (width - len(row)) for row in rows] or [[]]
    columns = [
        Column(header, [Cell(row[at]) for row in body], False) for at, header in enumerate(head)
    ]
    return Table(columns, "", "", lang), " ".join(cells.beside.split())

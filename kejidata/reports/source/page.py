"""Text out of web pages, in one pass: no construct that stays open is searched for twice."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

from kejidata.reports.source.footnotes import is_mark
from kejidata.reports.source.limits import columns
from kejidata.reports.source.unshown import Unshown

_BLOCKS = frozenset(
    (
        *("address", "article", "blockquote", "br", "dd", "div", "dl", "dt", "figure", "footer"),
        *("form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol"),
        *("p", "pre", "section", "table", "tbody", "thead", "title", "tr", "ul"),
    )
)
_SILENT = frozenset(("script", "style", "noscript", "template", "head"))
# 「<a href=/>」 a link, and no mark of a place in the text.
_LINK = re.compile(r"\shref\s{0,9}=", re.I)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BETWEEN_LINKS = " \n\r\t>/·»›-—[]()"
"""Characters that stand between the links of a menu."""
# 「2023-05-06」 the day of an article that a link leads to.
_DAY = re.compile(r"(?:20)?\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{1,2}[-/]\d{1,2}")
# 「<td colspan=2>」 a cell that spans two columns.
_SPANS = re.compile(r"""\s(col|row)span\s{0,9}=\s{0,9}["']?(\d{1,3})""", re.I)
_TAG = 2000
"""Characters of a tag that say whether it is hidden."""
_CELL = 60
"""Characters that a cell of a table of figures holds at most."""
# A script or a style sheet ends at its own end tag, whatever stands in it.
_RAW = {name: re.compile(rf"</{name}(?=[\s/>])", re.I) for name in ("script", "style")}
# 「</p>」 a tag: a comment, a declaration, an instruction, a start or end tag.
# Any other < is text.
_MARK = re.compile(r"<(?:!--|[!?]|/?[A-Za-z][^\s/>]*|/)")
# 「='」 a quoted value begins: it may hold the > that ends a tag elsewhere.
_STOP = re.compile(r"=\s*[\"']|>")
# 「&#999999999999;」 a reference to nothing: no character has so long a number, and Python
# refuses to read the longest.
_NO_CHARACTER = re.compile(r"&#(?:[0-9]{12,}|[xX][0-9A-Fa-f]{12,});?")
# A page says in which encoding it is.
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([A-Za-z0-9_-]{2,20})", re.I
)
_DECLARED = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
}
"""Encodings that a page's word is taken for; others are tried out on its bytes."""


def html_text(data: bytes, name: str, decode: Callable[[bytes, str], str]) -> str:
    """Return the visible text of a web page.

    `decode` reads its bytes where it does not declare its encoding, or declares a wrong one.
    """
    declared = _CHARSET.search(data[:4000])
    encoding = _DECLARED.get(declared[1].decode("ascii").lower()) if declared else None
    try:
        source = data.decode(encoding) if encoding else decode(data, name)
    except UnicodeDecodeError:
        source = decode(data, name)
    return _Page(source).text()


class _Page:
    """The visible text of a page: blocks on their own lines, cells parted by |."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._last_comment = source.rfind("-->")
        self._pieces: list[str] = []
        self._silent: list[str] = []
        self._unshown = Unshown()
        self._unseen: list[str] = []
        self._cell: int | None = None
        self._raised: int | None = None
        # Whether a link is open, and what the line that begins at a piece holds: links, words.
        self._in_link = self._links = self._words = False
        self._line = 0
        # Columns and rows that the open cell spans, its column, and the rows that a cell above
        # still reaches down, by column.
        self._across = self._down = 1
        self._column = 0
        self._below: dict[int, int] = {}

    def text(self) -> str:
        """Return the text; a mark that nothing closes is text itself."""
        source, start, at = self._source, 0, 0
        while mark := _MARK.search(source, at):
            end = self._end(mark)
            if end < 0 and mark[0] != "<!--":
                break
            at = mark.end() if end < 0 else end
            if end >= 0:
                self._say(source[start : mark.start()])
                start = at = self._obey(mark[0][1:].lower(), mark.start(), end)
        self._say(source[start:])
        # What is hidden to the very end was never closed, so that nobody knows what it hides.
        return once("".join(self._pieces + self._unseen))

    def _end(self, mark: re.Match[str]) -> int:
        """Return where a construct ends, below zero where nothing ends it."""
        source, at = self._source, mark.end()
        if mark[0] == "<!--":
            # The dashes of <!--> open and close.
            return source.find("-->", at - 2) + 3 if at - 2 <= self._last_comment else -1
        while stop := _STOP.search(source, at):
            if stop[0] == ">":
                return stop.end()
            # A quotation mark that is not closed is the last of its kind, so this fails once.
            closed = source.find(stop[0][-1], stop.end())
            at = closed + 1 if closed >= 0 else stop.end()
        return -1

    def _obey(self, tag: str, start: int, end: int) -> int:
        """Do what a tag says, and return where the page goes on."""
        if tag.startswith("/"):
            self._close(tag[1:])
        elif tag[0].isalpha():
            self._unshown.open(tag, self._source[start : min(end, start + _TAG)])
            self._open(tag)
            if tag == "a":
                self._in_link = bool(_LINK.search(self._source, start, min(end, start + _TAG)))
            if tag in ("td", "th"):
                self._open_cell(self._source[start : min(end, start + _TAG)])
            if self._source[end - 2] == "/":
                self._close(tag)
            elif tag in _RAW:
                closing = _RAW[tag].search(self._source, end)
                after = closing.start() if closing else len(self._source)
                if tag == "style":
                    self._unshown.learn(self._source[end:after])
                return after
        return end

    def _open(self, tag: str) -> None:
        if tag in _SILENT:
            # What is open already stays open until its first end: once is enough.
            if tag not in self._silent:
                self._silent.append(tag)
        elif tag == "body":
            self._silent.clear()
        elif tag == "sup":
            self._raised = len(self._pieces)
        elif tag in _BLOCKS:
            self._in_link = False
            self._break(tag)
        # A table in a cell lays out the page: what stands around it is no cell.
        if tag == "table":
            self._cell = None
            self._below.clear()
        elif tag == "tr":
            self._column = 0

    def _open_cell(self, mark: str) -> None:
        """Open a cell behind those that reach into its row from above."""
        self._reach_down()
        said = {name.lower(): columns(value) for name, value in _SPANS.findall(mark)}
        self._across, self._down = said.get("col", 1), said.get("row", 1)
        self._cell = len(self._pieces)

    def _reach_down(self) -> None:
        while left := self._below.pop(self._column, 0):
            self._below |= {self._column: left - 1} if left > 1 else {}
            self._put("|")
            self._column += 1

    def _close(self, tag: str) -> None:
        if self._unshown.close(tag):
            self._unseen.clear()
        if tag in self._silent:
            del self._silent[self._silent.index(tag) :]
        elif tag in ("td", "th"):
            self._end_cell()
            self._put("|" * self._across)
            for _ in range(self._across):
                self._below |= {self._column: self._down - 1} if self._down > 1 else {}
                self._column += 1
        elif tag == "tr":
            self._reach_down()
            self._put("\n")
        elif tag == "a":
            self._in_link = False
        elif tag == "sup" and self._raised is not None:
            before = self._pieces[max(self._raised - 1, 0) : self._raised]
            if is_mark("".join(self._pieces[self._raised :]), "".join(before)):
                del self._pieces[self._raised :]
            self._raised = None
        elif tag in _BLOCKS:
            self._break(tag)

    def _break(self, tag: str) -> None:
        """End a line; one of links alone, and no heading, leads elsewhere: a menu, a list."""
        elsewhere = self._links and not self._words and self._cell is None
        if elsewhere and tag not in _HEADINGS:
            del self._pieces[self._line :]
        self._put("\n")
        self._links = self._words = False
        self._line = len(self._pieces)

    def _end_cell(self) -> None:
        """Bring what a short cell holds onto one line, its paragraphs parted by a blank."""
        if self._cell is not None:
            held = "".join(self._pieces[self._cell :])
            if len(held) <= _CELL:
                self._pieces[self._cell :] = [" ".join(held.split())]
        self._cell = None

    def _say(self, piece: str) -> None:
        if piece and not self._silent:
            plain = unescape(_NO_CHARACTER.sub("\ufffd", piece))
            words = plain.strip(_BETWEEN_LINKS)
            if not self._unshown and words and (self._in_link or not _DAY.fullmatch(words)):
                self._links |= self._in_link
                self._words |= not self._in_link
            self._put(re.sub(r"\s+", " ", plain))

    def _put(self, piece: str) -> None:
        (self._unseen if self._unshown else self._pieces).append(piece)


_SAME = 20
"""Characters from which a line that comes again word for word is the same text once more."""


def once(text: str) -> str:
    """Return a page's text without what it holds a second time, for telephones.

    Rows of a table stay: each belongs to its header.
    """
    met: set[str] = set()
    lines = []
    for line in text.split("\n"):
        again = len(line) >= _SAME and "|" not in line and line.strip() in met
        met.add(line.strip())
        lines += [] if again else [line]
    return "\n".join(lines)

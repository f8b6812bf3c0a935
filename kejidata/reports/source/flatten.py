"""A report's text without its layout: wrapped lines joined, spaces gone, offsets kept."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from kejidata.model.labels import simplified_forms
from kejidata.model.numerals import FOLD as NUMERALS

# White space, and what only a terminal or a page obeys: control characters, marks of direction,
# soft hyphens, joiners. No word holds them, and no draft.
INVISIBLE = "\\s" + "".join(
    f"{chr(low)}-{chr(high)}"
    for low, high in (
        *((0, 0x08), (0x0E, 0x1B), (0x7F, 0x9F), (0xAD, 0xAD), (0x600, 0x605), (0x61C, 0x61C)),
        *((0x6DD, 0x6DD), (0x70F, 0x70F), (0x180E, 0x180E), (0x200B, 0x200F), (0x202A, 0x202E)),
        *((0x2060, 0x206F), (0xFEFF, 0xFEFF), (0xFFF9, 0xFFFB), (0xE0000, 0xE007F)),
    )
)
# 「 」 a blank.
_GAP = re.compile(f"[{INVISIBLE}]")
# 「认定」 certified: characters without a blank.
_RUN = re.compile(f"[^{INVISIBLE}]+")
# 「一行」 a line.
_LINE = re.compile(r"[^\n\r\x0b\x0c\u2028\u2029]+")
_ENDS = tuple("。！？!?；;：:|｜…")
# A title is no line that was wrapped.
_TITLES = ("总结", "报告", "计划", "要点", "方案", "情况", "汇报", "公报", "總結", "報告", "計劃")
_OPEN = tuple(",，、(（“‘《〈[〔-—~")
# 「，」 a comma: prose.
_STOP = re.compile("[，,。；;]")
# 「（一）」 (1), 「第一章」 chapter 1, 「●」 a bullet: what starts a line of its own.
_STARTS = re.compile(
    r"[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）]|[一二三四五六七八九十]{1,3}[、.．]"
    r"|\d{1,2}[、．]|\d{1,2}\.(?!\d)|第[一二三四五六七八九十]{1,3}[章节部篇]|[①-⑳●■◆▲★*#|｜【]"
    r"|[-–—•·]\s"
)
# 「家 312 16.4」 a line that ends with two numbers alone: a row of a table, if not 1 235.
_ROW = re.compile(r"(?<=\d)[ \u3000\t]{1,20}-?(?!\d{3}$)\d{1,15}(?:\.\d{1,9})?$")
# 「场次」 times: a unit that a line's end parted from its number.
_BROKEN = re.compile(
    r"[场人批班项]次|批(?![准复])|场(?![地景馆所次])|平方|公[里顷]|[篇份亩吨辆倍期]|百分点"
)
# 「1,235」 a number on a line of its own.
_NUMBER = re.compile(r"\d[\d,.]{0,12}")
# 「45亿元」 4.5 billion yuan: a sum opens no sentence, it has its name on the line before.
_SUM = re.compile(r"\d[\d,.]{0,12}\s{0,2}(?:[万亿]{1,2}元|[%％])")
# 「12%」, 「(亿元)」 a number or a unit at a line's end, as in a table whose cells are lines.
_LISTED = re.compile(r"[\d%％元)）]$")
# 「投资3.」 investment of 3.(5): a number that a line's end parted.
_HALF = re.compile(r"[一-鿿]\d{1,9}\.$")
# 「高新技术企业」 high-tech firms: a name that stands on a line of its own.
_NAME = re.compile("[A-Za-z&一-鿿（）()“”]{2,16}")
# 「突破1520家」 over 1520 of them: its figure on the next.
_FIGURE = re.compile(
    r"(?:突破|[超达]|超过|达到)?\d[\d,.]{0,12}\+?\s?[万亿千百]{0,2}(?![年月日页期])[一-鿿%％]{1,3}"
)
# 「净增210家」 210 more: what else a poster says of it.
_MORE = re.compile(
    r"(?:同比|[比较]上年|净增|新增|增[长幅速加]|下降|提高|占|[居位列]{1,2}|完成|全[国省市区县])"
    r"[^，,。；;：:\d]{0,8}\d[\d.]{0,9}[^，,。；;：:\d]{0,6}"
)
_COUNTED = "家個个項项件名人位台套户戶所亿億万萬元年月"
# 「壹佰贰」 financial numerals have a power of ten behind a digit; 大陆 (mainland) is a word.
_FINANCIAL = re.compile("[壹贰叁肆伍陆柒捌玖][拾佰仟][壹贰叁肆伍陆柒捌玖拾佰仟零]*")
# 「二○一一年」 is 2011, a digit for a character; the circle is written in many ways.
_SPELLED_YEAR = re.compile("(?:二[零○ОOo]|一九)[零○ОOo一二三四五六七八九]{2}(?=年)")
_YEAR_DIGITS = str.maketrans("零○ОOo一二三四五六七八九", "00000123456789")
# 「1，234」 1,234 with a comma of full width, and no 第1，200家 (first, 200 firms).
_WIDE_THOUSANDS = re.compile(r"[1-9](?<![\d.,，第].)\d{0,2}(?:，\d{3}){1,6}(?![\d，])", re.ASCII)
# 「- 1 -」, 「第1页 共3页」 page numbers.
_PAGE = re.compile(
    r"[-—–·]\s{0,9}\d{1,4}\s{0,9}[-—–·]|第?\s{0,9}\d{1,4}\s{0,9}页(?:[,，/\s]{0,9}共\s{0,9}\d{1,4}\s{0,9}页)?"
)
# 「首页 > 公开 > 重点工作」 home, affairs, main work: where a page stands in its site.
_PATH = re.compile(r"[^\d>＞»›。，,；;]{1,40}+(?:[>＞»›]{1,2}[^>＞»›。，,；;]{1,40}+){2,9}")
_STEPS = ">＞»›"
"""What parts the steps of such a path."""
_FURNITURE_LENGTH = 200
_NEIGHBOURS = 6
_SHORT = 20
"""Characters of the longest line of a poster."""
_GOES_ON = frozenset(",，、。；;%％)）")
_WRAPPED = 0.62
"""A line this much shorter than its neighbours ends its paragraph."""

_FULL_WIDTH = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFF01, 0xFF5F)}
# A full-width comma parts clauses, and thousands only within a number, so it stays itself.
del _FULL_WIDTH[ord("，")]
FOLD = {
    **_FULL_WIDTH,
    **{ord(old): new for old, new in simplified_forms().items()},
    **{ord(c): "-" for c in "‐‑‒–−－"},
    **{ord(c): "~" for c in "～〜∼"},
    ord("∶"): ":",
    **dict(zip(map(ord, "〇﹪〔〕［］【】「」『』｜"), "零%[][][]“”“”|", strict=True)),
}
"""One character for one character, so that offsets in the folded text are offsets in the flat."""


@dataclass(slots=True)
class Flat:
    """A text without layout.

    `plain` holds the report's own characters, `folded` the same with one form for each; a newline
    ends a paragraph. `starts` and `origins` are where each unbroken run begins, here and there.
    """

    plain: str
    folded: str
    starts: list[int]
    origins: list[int]

    def origins_of(self, places: Sequence[int]) -> np.ndarray:
        """Return the offsets in the report's text of the characters at `places`."""
        if not places:
            return np.zeros(0, dtype=np.int64)
        at, starts = np.asarray(places, dtype=np.int64), np.asarray(self.starts, dtype=np.int64)
        run = np.searchsorted(starts, at, side="right") - 1
        return np.asarray(self.origins, dtype=np.int64)[run] + at - starts[run]


def flatten(text: str) -> Flat:
    r"""Return the text with wrapped lines joined, spaces dropped and paragraphs on their own lines.

    A space is kept between two ASCII letters or digits, where it may part two numbers.

    Examples
    --------
    >>> flatten("认定 38\n家，内含复审 14 家").plain
    '认定38家，内含复审14家'
    """
    pieces: list[str] = []
    origins: list[int] = []
    last = ""
    offsets, lines = _lines(text)
    for offset, line, gap in zip(offsets, lines, _gaps(lines), strict=True):
        for start, run in _runs(line, offset):
            broken = gap == " " and text[start - 2 : start - 1] == last
            glue = gap if gap in ("\n", ",") else _glue(last, run[0], broken)
            gap = ""
            if glue and pieces:
                pieces.append(glue)
                origins.append(start - 1)
            pieces.append(run)
            origins.append(start)
            last = run[-1]
    plain = "".join(pieces)
    return Flat(plain, _folded(plain), [0, *accumulate(map(len, pieces))][:-1], origins)


def _lines(text: str) -> tuple[list[int], list[str]]:
    """Return where the lines with text start, and these without the spaces around them.

    Page numbers and the path of a page in its site are no text.
    """
    offsets, lines = [], []
    paths = any(step in text for step in _STEPS)
    for match in _LINE.finditer(text):
        whole = match[0]
        line = whole.strip()
        short = len(line) <= _FURNITURE_LENGTH
        page = short and (_PAGE.fullmatch(line) or (paths and _PATH.fullmatch(line)))
        if line and not page:
            offsets.append(match.start() + whole.index(line[0]))
            lines.append(line)
    return offsets, lines


def _runs(line: str, offset: int) -> Iterable[tuple[int, str]]:
    """Return the unbroken runs of a line, and where they start."""
    if _GAP.search(line) is None:
        return ((offset, line),)
    return [(offset + match.start(), match[0]) for match in _RUN.finditer(line)]


def _folded(plain: str) -> str:
    """Return one form for each character, and plain digits for numbers written in others."""
    folded = plain.translate(FOLD)
    folded = _FINANCIAL.sub(lambda match: match[0].translate(NUMERALS), folded)
    folded = _SPELLED_YEAR.sub(lambda match: match[0].translate(_YEAR_DIGITS), folded)
    return _WIDE_THOUSANDS.sub(lambda match: match[0].replace("，", ","), folded)


def _glue(last: str, first: str, broken: bool) -> str:
    """Return what parts two runs: a numeral that a line's end broke is one."""
    both = last.isascii() and last.isalnum() and first.isascii() and first.isalnum()
    return " " if both and not (broken and last.isdigit() and first.isdigit()) else ""


def _gaps(lines: list[str]) -> list[str]:
    """Return what parts each line from the one before: a line's end, a blank, a comma.

    A poster's lines are a name, its figure, and what else is told of it.
    """
    gaps = ["\n"] * len(lines)
    apart = ["|" in line or (line[-1].isdigit() and bool(_ROW.search(line))) for line in lines]
    # A figure alone on its line has its name on the line before.
    begun = (line[0].isdigit() or line[0] in "突超达" for line in lines)
    alone = [one and bool(_FIGURE.fullmatch(line)) for one, line in zip(begun, lines, strict=True)]
    named = [False, *(fig and bool(_NAME.fullmatch(lines[at])) for at, fig in enumerate(alone[1:]))]
    told = False
    for at in range(1, len(lines)):
        before, line = lines[at - 1], lines[at]
        more = told and len(line) <= _SHORT and bool(_MORE.fullmatch(line))
        told = named[at] or more
        if apart[at - 1] or apart[at] or before.endswith(_ENDS) or _STARTS.match(line):
            continue
        # A title may be spaced out: 公 报 (bulletin). The name of a figure begins a line.
        titled = at == 1 and _GAP.sub("", before[-20:]).endswith(_TITLES)
        titled = titled or any(named[at + 1 : at + 2])
        if more:
            gaps[at] = ","
        elif named[at] or (not titled and (_is_torn(lines, at) or _is_wrapped(lines, at))):
            gaps[at] = " "
    return gaps


def _is_torn(lines: list[str], at: int) -> bool:
    """Tell whether a line's end parted a number, its unit or a clause."""
    before, line = lines[at - 1], lines[at]
    if before.endswith(_OPEN) or line[0] in _GOES_ON or line.startswith(("(R&D", "（R&D")):
        return True
    if not line[0].isdigit():
        return before[-1].isdigit() and (line[0] in _COUNTED or bool(_BROKEN.match(line)))
    # A number on a line of its own with its unit on the next was torn out of its sentence.
    alone = _NUMBER.fullmatch(line) and lines[at + 1 : at + 2] and lines[at + 1][0] in _COUNTED
    total = _SUM.match(line) and not _LISTED.search(before)
    return bool(alone or total or _HALF.search(before))


def _is_wrapped(lines: list[str], at: int) -> bool:
    """Tell whether the line before was wrapped: prose without its full stop, or a full line."""
    before = lines[at - 1]
    if len(before) < 14:
        return False
    # A numbered line that is short is a heading, be it of two clauses.
    if _STOP.search(before) and not _STARTS.match(before):
        return True
    width = max(map(len, lines[max(at - _NEIGHBOURS, 0) : at + _NEIGHBOURS]))
    return len(before) >= _WRAPPED * width

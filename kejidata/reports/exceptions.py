"""The numerals of a report that are no figure, each with the kind that the words around it tell.

A guess that no pattern supports is doubtful: a person looks at it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator
from typing import NamedTuple

from kejidata.build.review import covered
from kejidata.reports.lexicon.numbers import QUARTERS

Span = tuple[int, int]


class Exceptional(NamedTuple):
    """A part of the text that holds numerals, what it is, and why it is doubtful (else empty)."""

    start: int
    end: int
    kind: str
    doubt: str


# A layout breaks lines amid a date.
_S = r"\s{0,3}"
_CN = "[〇零一二三四五六七八九十百千两]"
_N = rf"(?:[0-9０-９]{{1,4}}|{_CN}{{1,4}})"
_LIST = "[一二三四五六七八九十]{1,3}"
_TO = "[-—–~～至到]{1,2}"
# What is listed first goes first: 2020年 in a title (name) is a date all the same.
_PATTERNS = tuple(
    (kind, re.compile(pattern, re.MULTILINE))
    for kind, pattern in (
        # 「(一)」「1.」「3、」 the number of a heading or of an item.
        ("enumerator", rf"^\s*[(（]?(?:{_LIST}|\d{{1,2}})(?:[)）][、.．]?|[、．]|\.(?!\d))"),
        ("enumerator", rf"[(（](?:{_LIST}|\d{{1,2}})[)）]"),
        # 「一是」 first; 「第一，」 firstly.
        (
            "enumerator",
            rf"(?<![\u4e00-\u9fff]){_LIST}(?=是)|(?<![\u4e00-\u9fff])第{_LIST}(?=[,，、])",
        ),
        # 「〔2021〕5号」 the number of a document.
        ("name", r"[〔\[【(（]\s?\d{4}\s?[〕\]】)）]\s?(?:第\s?)?\d{1,5}\s?号"),
        ("name", rf"第?{_N}号"),
        # 「表1 主要指标」 the number of a table; 「见附件2」 see annex 2.
        ("name", r"(?:附?[表图]|附件|专栏)\s?\d{1,2}(?=[\s:：、.．，。所)）]|$)"),
        # 「“十四五”」 the 14th five-year plan; 「985」「211」 groups of universities.
        ("name", "十[一二三四五]五|(?:985|211|863|973)(?!\\d)"),
        ("date", rf"(?:19|20)\d\d{_S}{_TO}{_S}(?:19|20)\d\d{_S}(?:年度?)?"),
        ("date", rf"\d{{1,2}}{_S}月?{_S}{_TO}{_S}\d{{1,2}}{_S}月(?:份|底|末)?"),
        ("date", rf"(?:19|20)\d\d{_S}[年./-]{_S}\d{{1,2}}{_S}(?:[月./-]{_S}\d{{1,2}}{_S}日?|月)"),
        ("date", rf"(?:(?:19|20)\d\d|[〇零一二三四五六七八九○]{{4}}){_S}年度?"),
        ("date", rf"\d{{1,2}}{_S}月{_S}\d{{1,2}}{_S}日|\d{{1,2}}{_S}[月日](?:份|底|末|中旬)?"),
        (
            "date",
            rf"{QUARTERS}|[上下]半年|半年|{_N}{_S}个?(?:年|月|周年|小时|天|工作日)",
        ),
        ("date", r"(?<![\d:])\d{1,2}:\d\d(?::\d\d)?(?![\d:])"),
        # 「第六届」 the sixth session; 「十九大」 a congress; 「五中全会」 a plenary session.
        ("edition", rf"第{_S}{_N}{_S}(?:届|次|期|批|轮|版|场)|{_N}届|(?:十[五六七八九]|二十)大"),
        ("edition", "[一二三四五六七]中(?=全会|、|和|及)"),
        # 「一等奖」 first prize.
        ("award", "[特一二三]等奖|[0-9一二三]等(?=奖)"),
        # 「5万元以上」 of 50,000 yuan and more: a limit.
        (
            "threshold",
            rf"[0-9０-９][0-9.,]{{0,12}}{_S}[万亿]?[元家项个人岁年%％]?{_S}(?=(?:及|或)?以[上下内])",
        ),
        # 「5G」「ISO9001」 letters and digits are one name.
        ("name", r"[A-Za-z][A-Za-z.-]{0,10}\d[\d.]{0,6}[A-Za-z]?|\d{1,4}[A-Za-z]{1,3}(?![A-Za-z])"),
        # 「翻一番」 doubled.
        ("multiple", rf"翻{_S}{_N}番"),
    )
)
# 「三项」 three items: what counts may be a figure.
_COUNTED = re.compile("[余多]?[万亿]?(?:[个项家名件次位人元倍户所条种场批类]|%|百分)")
# 「进一步」 further, 「一批」 a batch of: nobody counts here.
_UNCOUNTED = re.compile("一(?:[步批些方定系]|个个|项项)")


def exceptions_of(text: str, figures: Collection[Span]) -> list[Exceptional]:
    """Return what holds the numerals of a report that lie in none of its figures, in order.

    Examples
    --------
    >>> text = "一、2020年认定第六批高企38家，进一步发展。"
    >>> [(text[one.start : one.end], one.kind) for one in exceptions_of(text, [(14, 17)])]
    [('一、', 'enumerator'), ('2020年', 'date'), ('第六批', 'edition'), ('一', 'word')]
    """
    free = [match for match, count in covered(text, figures) if not count]
    taken = bytearray(len(text) + 1)
    for start, end in figures:
        taken[start:end] = b"\1" * (end - start)
    found = []
    for kind, start, end in _guesses(text, free):
        if not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            found.append(Exceptional(start, end, kind, ""))
    left = [match for match in free if not taken[match.start()]]
    return sorted([*found, *(_unnamed(text, match) for match in left)])


def _guesses(text: str, free: list[re.Match[str]]) -> Iterator[tuple[str, int, int]]:
    """Yield what the patterns find, in their order, that holds a numeral and cuts none."""
    starts = [match.start() for match in free]
    inside = {at for match in free for at in range(match.start() + 1, match.end())}
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            start = match.end() - len(match[0].lstrip())
            at = bisect_left(starts, start)
            holds = at < len(starts) and starts[at] < match.end()
            if holds and not {start, match.end()} & inside:
                yield kind, start, match.end()


def _unnamed(text: str, numeral: re.Match[str]) -> Exceptional:
    """Return a numeral that no pattern knows: a word or, doubtful, a name."""
    start, end = numeral.span()
    if numeral[0].isascii():
        return Exceptional(start, end, "name", "bare_number")
    counts = _COUNTED.match(text, end) and not _UNCOUNTED.match(text, start)
    return Exceptional(start, end, "word", "may_count" if counts else "")

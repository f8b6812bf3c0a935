"""Labels of rows and columns to codes; what the registry does not know is kept or refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from kejidata.errors import KejidataError
from kejidata.model import totals
from kejidata.model.divisions import NATION, by_code
from kejidata.model.labels import fold, simplified
from kejidata.tables import total_regions
from kejidata.tables.given import kept
from kejidata.tables.meaning import words
from kejidata.tables.meaning.heading_cell import without_english
from kejidata.tables.meaning.marks import bare, unmarked
from kejidata.tables.meaning.units_text import split
from kejidata.tables.meaning.wholes import part_code, spellings
from kejidata.tables.meaning.words import CHINESE
from kejidata.tables.parse_row import Rules

# Yearbooks pad short names to one width: 北　京 (Beijing).
_PADDING = re.compile(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")
_CODED = re.compile(r"([^\s(（]{2,20})\s?[(（](\d{6})[)）]")
Where = Callable[[], str]
# 「当年」 this year, 「全年」 the whole year: what leads to a flow, and says nothing of a stock.
_IN_YEAR = re.compile("^(?:当年|本年度?|全年|今年|年内|年度)(?=.)")
_LONGEST_CHAIN = 40
_TOTALS = frozenset(("合计", "总计", "小计", "总量", "总数", "共计", "总额"))


class Labels:
    """The labels of one table, each looked up once."""

    def __init__(self, rules: Rules, region: str = "") -> None:
        self.rules = rules
        self.whole = region
        self.used_whole = False
        self._regions: dict[tuple[str, str], str] = {}
        self._indicators: dict[tuple[str, ...], str] = {}

    def region(self, label: str, where: Where, within: str = "") -> str:
        """Return the code of a row's region; the label where it is the analyst's own.

        `within` is the label of the region in which the row says that it lies, if it does.

        Raises
        ------
        KejidataError
            The registry does not know the label, and the table is not read with own=True.
        """
        key = label, within
        if key not in self._regions:
            outer = self.known_region(within) if within else ""
            outer = outer if outer in by_code() else ""
            self._regions[key] = self._region(label, where, outer)
        return self._regions[key]

    def indicator(self, names: tuple[str, ...], where: Where) -> str:
        """Return the code of an indicator; the names joined by / where it is the analyst's own.

        Raises
        ------
        KejidataError
            The registry does not know the names, and the table is not read with own=True.
        """
        if names not in self._indicators:
            self._indicators[names] = self._indicator(names, where)
        return self._indicators[names]

    def known_region(self, label: str, within: str = "") -> str:
        """Return the code of a region, empty where it is unknown; of several that in `within`."""
        plain = unmarked(_chinese_lines(label))
        for text in dict.fromkeys((label, plain, bare(plain), without_english(bare(plain)))):
            if found := self._code(text, within):
                return found
        if coded := _CODED.fullmatch(plain):
            # 成都市(510100): name and code of one place
            found = self._code(coded[1], within)
            return found if found == self._code(coded[2], "") else ""
        return NATION if totals.is_nation(plain) else self._chained(plain)

    def _code(self, text: str, within: str) -> str:
        """Return the code of a region; among several of one name that in the table's own."""
        try:
            return self.rules.region_code(text, within=within)
        except KejidataError:
            if not self.whole.isdecimal():
                raise
        found = self.rules.region_code(text, within=self.whole)
        self.used_whole = True
        return found

    def _chained(self, label: str, within: str = "") -> str:
        """Return the region at the end of a chain of regions, each in the one before: 江苏省南通市.

        Empty where the label is no such chain, or the inner region is none of the outer one.
        """
        known = self.rules.region_code
        for at in range(2, len(label) - 1) if len(label) < _LONGEST_CHAIN else ():
            outer, rest = label[:at].strip(), label[at:].strip()
            try:
                code = known(outer, within=within)
                inner = known(rest, within=code) if code.endswith("00") else ""
            except KejidataError:  # Several have the name, and this is no place to choose.
                continue
            found = inner or (code.endswith("00") and self._chained(rest, code)) or ""
            if found.startswith(code[:2] if code.endswith("0000") else code[:4]) and found != code:
                return found
        return ""

    def _region(self, label: str, where: Where, within: str) -> str:
        # The table's whole (全市, 合计) is the region that the analyst gives, or that around it.
        plain = without_english(bare(unmarked(_chinese_lines(label))))
        given = self.whole if totals.is_whole(plain) else ""
        found = self.known_region(label, within or (given if given in by_code() else ""))
        whole = total_regions.of_total(plain, given) if given else ""
        if whole and found in ("", NATION, whole):
            self.used_whole |= whole != NATION or given == NATION
            return whole
        if found:
            return found
        if words.is_relation(split(plain)[0]):
            raise _no_region(label, where())
        if self.rules.own and plain:
            return _PADDING.sub("", plain)
        raise _unknown(label, where(), total=totals.is_total(plain))

    def known_indicator(self, names: Sequence[str]) -> str:
        """Return the code of an indicator with names of several headings, empty where unknown."""
        found = self.rules.indicators
        joined = list(spellings(names))
        # 占GDP的比重 is 占GDP比重 (as a share of the product).
        joined += [text.replace("的", "") for text in joined if "的" in text]
        joined += [text[:-2] + "比重" for text in joined if text.endswith("比例")]
        for text in map(simplified, joined):
            if code := found.get(fold(text)) or found.get(fold(unmarked(text))):
                return code
        return self._within_year(joined) or part_code(list(map(simplified, names)), found)

    def _within_year(self, texts: Sequence[str]) -> str:
        """Return the code of what a heading says was done in the year: 当年认定高新技术企业."""
        plain = [simplified(text) for text in texts]
        told = [_IN_YEAR.sub("", text) for text in plain if _IN_YEAR.match(text)]
        codes = [self.rules.indicators.get(fold(text), "") for text in told]
        return next((code for code in codes if code in self.rules.flows), "")

    def _indicator(self, names: tuple[str, ...], where: Where) -> str:
        names = tuple(name for n, name in enumerate(names) if n == 0 or name not in _TOTALS)
        found = self.known_indicator(names)
        if found:
            return found
        label = "/".join(map(unmarked, names))
        if self.rules.own and label:
            return label
        raise _unknown("/".join(names), where(), total=False)


def _chinese_lines(label: str) -> str:
    """Return a label without the lines in another language under its Chinese ones."""
    lines = label.splitlines()
    chinese = [line.strip() for line in lines if CHINESE.search(line)]
    return "".join(chinese) if len(lines) > 1 and CHINESE.search(lines[0]) else label


def _no_region(label: str, where: str) -> KejidataError:
    return KejidataError(
        "the row does not name its region",
        where=where,
        rows=[f"{label[:100]!r} tells of the other rows"],
        remedy="write the region into the row, or drop the row",
    )


def _unknown(label: str, where: str, total: bool) -> KejidataError:
    return KejidataError(
        "the registry does not know this label",
        where=where,
        rows=[repr(label[:100])],
        remedy="give region= for the region of which it is the total, or read with own=True"
        + kept("region")
        if total
        else "correct it, or register it in data/raw/registry (a place in regions.csv,"
        " another name in the aliases of indicators.csv), or read the table with own=True",
    )

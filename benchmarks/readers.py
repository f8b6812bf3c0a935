"""Tools that find quantities in Chinese text: the package, what can be installed, an expression.

Each is loaded by a function of its name, which returns what the tool does with one report: a
function of the report's text, white space taken out, that returns `Quantity`s. Taking out white
space helps the tools, to which a number and its unit on two lines are two things; kejidata is
given the file as it is.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import NamedTuple

from kejidata.model.units import split_unit


class Quantity(NamedTuple):
    """Where a quantity stands, and what it says in its base unit; no unit is an empty one."""

    start: int
    end: int
    value: Decimal
    unit: str


Reader = Callable[[str], list[Quantity]]
# Spelled out in one expression, which is all that many an analyst uses.
EXPRESSION = re.compile(
    r"""(?<![\d.,第A-Za-z])                 # not inside another number or a word
    (?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)
    (?P<unit>
        [万亿]?(?:元|美元|人次|人|件|亩)   # with or without a magnitude
      | 亿                               # money with its unit left out
      | 个百分点 | [%‰]
      | [家项个次类种台套户篇]
    )""",
    re.VERBOSE,
)


def in_base(value: Decimal, unit: str) -> tuple[Decimal, str]:
    """Return a value in its base unit, which is 元 where only 万 or 亿 is written."""
    magnitude, base = split_unit(unit)
    return value * magnitude, base or ("元" if magnitude > 1 else "")


def kejidata() -> Callable[[Path], list[Quantity]]:
    """Return what reads a file with the package."""
    from kejidata import read_report

    def read(path: Path) -> list[Quantity]:
        draft = read_report(path)
        told = draft[draft["measure"] != "rank"]
        fields = zip(told["start"], told["end"], told["value"], told["unit"], strict=True)
        return [
            Quantity(int(start), int(end), *in_base(Decimal(str(value)), str(unit)))
            for start, end, value, unit in fields
        ]

    return read


def recognizers_text() -> Reader:
    """Return recognizers-text: money, sizes and percentages are the units that it knows."""
    from recognizers_number import NumberRecognizer
    from recognizers_number_with_unit import NumberWithUnitRecognizer
    from recognizers_text import Culture

    units = NumberWithUnitRecognizer(Culture.Chinese)
    numbers = NumberRecognizer(Culture.Chinese)
    models = (
        units.get_currency_model(),
        units.get_dimension_model(),
        numbers.get_percentage_model(),
    )

    def read(text: str) -> list[Quantity]:
        found = [found for model in models for found in model.parse(text)]
        return [quantity for one in found if (quantity := _recognized(one))]

    return read


def _recognized(found: object) -> Quantity | None:
    value, unit = str(found.resolution["value"]), found.resolution.get("unit", "")
    try:
        number = Decimal(value.rstrip("%"))
    except InvalidOperation:
        return None
    unit = "%" if value.endswith("%") else {"Chinese yuan": "元"}.get(unit, unit)
    return Quantity(found.start, found.end + 1, number, unit)


def chinese2digits() -> Reader:
    """Return chinese2digits: numbers in order, percentages, no places and no other unit."""
    from chinese2digits import takeNumberFromString

    def read(text: str) -> list[Quantity]:
        found = takeNumberFromString(text)
        written, values = found["CHNumberStringList"], found["digitsStringList"]
        return list(_placed(text, written, values))

    return read


def _placed(text: str, written: list[str], values: list[str]) -> Iterator[Quantity]:
    at = 0
    for words, value in zip(written, values, strict=True):
        start = text.find(words, at)
        if start >= 0:
            at = start + len(words)
        percent = "%" in words
        number = Decimal(str(value)) * (100 if percent else 1)
        yield Quantity(start, start + len(words), number, "%" if percent else "")


def cn2an() -> Reader:
    """Return cn2an, which rewrites the numbers of a text and tells neither places nor units."""
    from cn2an import transform

    warnings.simplefilter("ignore")

    def read(text: str) -> list[Quantity]:
        transform(text, "cn2an")
        return []

    return read


def expression() -> Reader:
    """Return one regular expression."""

    def read(text: str) -> list[Quantity]:
        return [
            Quantity(
                match.start(),
                match.end(),
                *in_base(Decimal(match["number"].replace(",", "")), match["unit"]),
            )
            for match in EXPRESSION.finditer(text)
        ]

    return read


TOOLS = {
    "kejidata": kejidata,
    "recognizers-text": recognizers_text,
    "chinese2digits": chinese2digits,
    "cn2an": cn2an,
    "expression": expression,
}


def without_space(text: str) -> tuple[str, list[int]]:
    """Return a text without white space, and where each of its characters stood."""
    places = [at for at, mark in enumerate(text) if not mark.isspace()]
    return "".join(text[at] for at in places), places


def read_all(tool: str, reports: list[str], folder: Path) -> Callable[[], list[Quantity]]:
    """Return the whole work of a tool on reports, ready to be timed.

    kejidata reads all as one file, stored in `folder`; the others, of which some slow down on long
    texts, are given one report at a time.
    """
    read = TOOLS[tool]()
    if tool == "kejidata":
        path = folder / "reports.txt"
        path.write_text("\n".join(reports), "utf-8")
        return lambda: read(path)
    plain = ["".join(report.split()) for report in reports]
    return lambda: [quantity for report in plain for quantity in read(report)]

"""What a spreadsheet did to a table of a review, undone where only one reading is left.

Excel and WPS drop the zeros of 2386.0, the commas of 1,234 and the zeros before 000000, and turn
2023-01 into Jan-23 or 2023/1/1. Offsets and the report's own text say what stood there.
Every other cell is the analyst's and stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from kejidata.build.review import NUMERAL, stated_by
from kejidata.build.squeezed import squeeze
from kejidata.errors import KejidataError
from kejidata.model.units import parse_decimal

# 「1,234」, 「2386.0」 as spreadsheets show whole numbers.
_WHOLE = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(?:\.0+)?")
# 「'=1」 the mark that keeps a spreadsheet from running a cell.
_MARKED = re.compile("^'(?=[-=+@＝＋－＠])")
_MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec"
# 「Jan-23」 January 2023, as an English spreadsheet shows it.
_NAMED_MONTH = re.compile(r"([A-Za-z]{3})-(\d\d)?(\d\d)")
# 「2023年1月」 January 2023, as a spreadsheet shows the first of a month.
_MONTH = re.compile(r"(\d{4})[年/.-](\d{1,2})(?:月|[/.-]0?1(?:\s+0{1,2}:00(?::00)?)?)?")
# 「45292」 a day as a spreadsheet counts it, of 1954 to 2119.
_SERIAL = re.compile(r"[2-7]\d{4}")
_FIRST_DAY = date(1899, 12, 30)
_HUNDRED = Decimal(100)


def restored(cells: Mapping[str, str], text: str) -> dict[str, str]:
    """Return a row of a review, a figure or an exception, as it was before a spreadsheet saved it.

    Examples
    --------
    >>> text = "技术合同成交额2386.0亿元"
    >>> row = {"start": "7.0", "end": "15", "surface": "2386.0亿元", "value": "2386"}
    >>> restored(row, text)["start"], restored(row, text)["value"]
    ('7', '2386.0')
    """
    found = dict(cells)
    for name in ("start", "end"):
        found[name] = _whole(found[name])
    for name in {"region", "among"} & found.keys():
        found[name] = _code(found[name])
    if "period" in found:
        found["period"] = _period(found["period"])
    for name in {"quote", "surface", "note"} & found.keys():
        # The mark that keeps a spreadsheet from running a cell.
        found[name] = _MARKED.sub("", found[name])
    if not (found["start"].isdecimal() and found["end"].isdecimal()):
        return found
    surface = squeeze(text[int(found["start"]) : int(found["end"])])
    if _equal(found["surface"], surface):
        found["surface"] = surface
    if "value" in found and found["surface"] == surface:
        found["value"] = _digits(found["value"], *stated_by(surface))
    return found


def unspoilt(cells: Mapping[str, str]) -> dict[str, str]:
    """Return a row of a draft as it was before a spreadsheet saved it.

    The number gets the digits back that its surface states, so that its rounding is known.

    Examples
    --------
    >>> row = {"surface": "2386.0亿元", "value": "2386", "period": "Jan-23", "region": "0"}
    >>> unspoilt(row)
    {'surface': '2386.0亿元', 'value': '2386.0', 'period': '2023-01', 'region': '000000'}
    """
    found = {name: _MARKED.sub("", cell) for name, cell in cells.items()}
    for name in {"start", "end"} & found.keys():
        found[name] = _whole(found[name])
    for name in {"region", "among"} & found.keys():
        found[name] = _code(found[name])
    found["period"] = _period(found["period"])
    found["surface"] = _quoted(squeeze(found["surface"]), squeeze(found.get("quote", "")))
    found["value"] = _digits(found["value"], *stated_by(found["surface"]))
    return found


def code_of(region: object) -> str:
    """Return a region as text; a code that was read as a number has six digits.

    Raises
    ------
    KejidataError
        It is neither text nor a whole number.

    Examples
    --------
    >>> code_of(320682), code_of(0), code_of("丙县")
    ('320682', '000000', '丙县')
    """
    if isinstance(region, str):
        return _code(region.strip())
    if isinstance(region, int) and not isinstance(region, bool) and region >= 0:
        return _code(str(region))
    raise KejidataError(
        "the region is neither a name nor a code",
        where="argument region",
        rows=[repr(region)[:100]],
        remedy='write a code as text, such as "320682", or a name',
    )


def _whole(cell: str) -> str:
    """Return a whole number without the marks that a spreadsheet gives it."""
    match = _WHOLE.fullmatch(cell)
    return match[1].replace(",", "") if match else cell


def _code(cell: str) -> str:
    """Return the code of a division in six digits; a name stays."""
    whole = _whole(cell)
    return whole.zfill(6) if whole.isdecimal() else cell


def _period(cell: str) -> str:
    """Return a month that became a date as ISO 8601 text; anything else as it is."""
    named = _NAMED_MONTH.fullmatch(cell)
    month, odd = divmod(_MONTHS.find(named[1].lower()), 3) if named else (-1, 0)
    if named and month >= 0 and not odd:
        return f"{named[2] or 20}{named[3]}-{month + 1:02d}"
    if _SERIAL.fullmatch(whole := _whole(cell)):
        day = _FIRST_DAY + timedelta(int(whole))
        # A spreadsheet takes a month for its first day; any other day is nobody's period.
        return f"{day:%Y-%m}" if day.day == 1 else whole
    match = _MONTH.fullmatch(cell)
    if match and 1 <= int(match[2]) <= 12:
        return f"{match[1]}-{int(match[2]):02d}"
    return _whole(cell)


def _equal(cell: str, surface: str) -> bool:
    """Tell whether a cell is a surface of which nothing but zeros or commas were lost."""
    (one, unit), (other, rest) = stated_by(cell), stated_by(surface)
    return bool(one) and unit == rest and _same(one, other)


def _quoted(surface: str, quote: str) -> str:
    """Return a surface as its quote has it, where a spreadsheet took it for a percentage."""
    stated = stated_by(surface)[0]
    if not surface or surface in quote or not stated:
        return surface
    share = surface.endswith(("%", "％"))
    held = {
        found[0] + quote[found.end()]
        for found in NUMERAL.finditer(quote)
        if quote[found.end() : found.end() + 1] in ("%", "％")
        and (_same(found[0], stated) if share else _times(found[0], stated) == _HUNDRED)
    }
    return held.pop() if len(held) == 1 else surface


def _digits(cell: str, stated: str, unit: str) -> str:
    """Return a value with the digits that its surface states, where it is that number.

    A percentage that became a fraction, or a number that became a percentage, is that number too.
    """
    sign = "-" if cell.startswith(("-", "−")) else ""
    plain = cell.lstrip("-−")
    if plain.endswith(("%", "％")):
        factors: tuple[Decimal, ...] = (Decimal(1), _HUNDRED)
        plain = plain[:-1].strip()
    else:
        by_hundred = unit in ("%", "％", "个百分点", "百分点")
        factors = (Decimal(1), 1 / _HUNDRED, _HUNDRED)[: 3 if by_hundred else 1]
    return sign + stated if _times(plain, stated) in factors else cell


def _times(one: str, other: str) -> Decimal | None:
    """Return how many times a numeral another one is, None where it is no number, or zero."""
    try:
        first, second = parse_decimal(one)[0], parse_decimal(other)[0]
    except KejidataError:
        return None
    if first == second:
        return Decimal(1)
    return first / second if second else None


def _same(one: str, other: str) -> bool:
    """Tell whether two numerals are one number."""
    return _times(one, other) == 1

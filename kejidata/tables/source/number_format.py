"""Number formats of spreadsheets: a stored number as the text that its cell shows."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from kejidata.tables.source.grid import Shown, Unreadable

Render = Callable[[float], str]

BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%",
    11: "0.00E+00", 12: "# ?/?", 13: "# ??/??", 14: "yyyy-mm-dd", 15: "d-mmm-yy", 16: "d-mmm",
    17: "mmm-yy", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy-mm-dd h:mm",
    27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 31: 'yyyy"年"m"月"d"日"', 36: 'yyyy"年"m"月"',
    37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 41: "#,##0", 42: "#,##0",
    43: "#,##0.00", 44: "#,##0.00", 48: "0.0E+0", 49: "@", 50: 'yyyy"年"m"月"',
    57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip
"""The formats that a workbook names by number alone."""

_LITERAL = re.compile(r'"([^"]*)"|\\(.)|!(.)|_.|\*.|\[[^][]*\]')
_DIGITS = re.compile(r"[0#?](?:[0#?,]*[0#?])?(?:\.([0#?]*))?(,*)")
_DATE = re.compile(r"[ymdh]|上午|e(?![+-])", re.IGNORECASE)
_DAY_ZERO = (datetime(1899, 12, 30), datetime(1904, 1, 1))
# Excel keeps and shows no more.
_SIGNIFICANT = 15


@lru_cache(maxsize=1024)
def renderer(pattern: str, from_1904: bool = False) -> Render:
    """Return what turns a stored number into the text that a cell of this format shows.

    A text of type `Shown` has all the digits that the format asks for; `Unreadable` says that the
    format shows no plain number.

    Examples
    --------
    >>> renderer("0.00")(6.4), renderer("0.00%")(0.021), renderer("General")(6.4)
    ('6.40', '2.10%', '6.4')
    >>> renderer('yyyy"年"')(45291)
    '2023'
    """
    first = pattern.split(";")[0]
    plain = _LITERAL.sub("", first).strip()
    if first in ("General", "@", "") or plain.casefold() == "general" or plain == "@":
        return plain_number
    if _DATE.search(plain) and not _DIGITS.search(plain):
        return _dates(plain.casefold(), from_1904)
    found = _DIGITS.search(plain)
    rest = plain[: found.start()] + plain[found.end() :] if found else "?"
    inside = re.match(r"[^0#?]*[0#?][^!\\]*[!\\].*[0#?.,]", first)
    if found is None or inside or rest.strip(" ￥¥$()+-") not in ("", "%"):
        return lambda _: Unreadable(f"the number format {pattern[:40]} is not read")
    suffix = "%" if "%" in rest else _unit_behind(first)
    return _digits(found[1] or "", 2 * ("%" in rest) - 3 * len(found[2]), suffix)


def _unit_behind(first: str) -> str:
    """Return the words that a format shows behind the number, such as 亿元."""
    last = max(first.rfind(c) for c in "0#?")
    return "".join(m[1] or "" for m in _LITERAL.finditer(first, last)).strip()


def _digits(places: str, power: int, suffix: str) -> Render:
    """Return what rounds to the places of a format; a # or ? shows no zero at the end."""
    step = Decimal(1).scaleb(-len(places))
    count, fixed = len(places), "0" * len(places) == places
    plain = f"%.{count}f"

    def render(number: float) -> str:
        if fixed and not power and round(number, count) == number:
            # Nothing is rounded away: most cells.
            return Shown(plain % number + suffix)
        exact = decimal(number).scaleb(power)
        shown = f"{exact.quantize(step, ROUND_HALF_UP):f}"
        if not fixed:
            return shown.rstrip("0").rstrip(".") + suffix
        return Shown(shown + suffix)

    return render


def decimal(number: float) -> Decimal:
    """Return a stored number in the digits that a spreadsheet keeps."""
    return Decimal(f"{number:.{_SIGNIFICANT}g}")


def plain_number(number: float) -> str:
    """Return a number as a cell without a format shows it: no zeros at the end.

    Examples
    --------
    >>> plain_number(2023.0), plain_number(0.1 + 0.2), plain_number(1e-7)
    ('2023', '0.3', '0.0000001')
    """
    if number == int(number) and abs(number) < 10**_SIGNIFICANT:
        return str(int(number))
    text = f"{number:.{_SIGNIFICANT}g}"
    return f"{Decimal(text):f}" if "e" in text else text


def _dates(plain: str, from_1904: bool) -> Render:
    """Return what shows a stored day as ISO text, as exact as the format shows it."""
    zero = _DAY_ZERO[from_1904]
    form = "%Y-%m-%d" if "d" in plain else "%Y-%m" if "m" in plain else "%Y"
    if "y" not in plain and "e" not in plain:
        return lambda _: Unreadable("the cell shows a day or a time without a year")

    def render(number: float) -> str:
        try:
            return (zero + timedelta(days=number)).strftime(form)
        except OverflowError:
            return Unreadable("the cell holds no day")

    return render

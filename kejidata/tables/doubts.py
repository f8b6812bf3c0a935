"""Figures that lack a name or a unit, or cannot be what they seem: shares as fractions, parts."""

from __future__ import annotations

import re
from decimal import Decimal

from kejidata.errors import KejidataError
from kejidata.model import terms
from kejidata.model.units import LAST_YEAR
from kejidata.tables import parse_row
from kejidata.tables.figure import Figure
from kejidata.tables.given import Given, kept
from kejidata.tables.meaning.scales import Known
from kejidata.tables.series import Read, Series


def refuse_fraction(one: Read, rules: parse_row.Rules) -> None:
    """Refuse a share so far below what it can be that it is a fraction: 0.021 for 2.1 %."""
    number, series = one.number, one.series
    if series.scale.unit != "%" or series.scale.power or number.unit:
        return
    usual = rules.decimals.get(series.indicator)
    share = terms.by_points(rules.kinds.get(series.indicator, ""))
    if not share or usual is None or series.scale.measure not in ("value", "target"):
        return
    finer = number.places - usual
    small = 0 < abs(number.value) < 1
    if small and (finer >= 2 or (finer == 1 and abs(number.value) < Decimal("0.1"))):
        raise KejidataError(
            "the share looks like a fraction of one, not like percent",
            where=one.figure.where(),
            rows=[f"{one.figure.text!r} would be {number.value:f} %"],
            remedy='give unit="1" where 0.021 means 2.1 %; write 0.0210% where it means that'
            + kept("unit"),
        )


def of_share(one: Read, rules: parse_row.Rules) -> str:
    """Return a doubt on a share of more than the whole: a cell of 3.21 that shows 321%."""
    scale, value = one.series.scale, abs(one.number.value).scaleb(one.series.scale.power)
    share = terms.by_points(rules.kinds.get(one.series.indicator, ""))
    if scale.unit != terms.PERCENT or scale.measure not in ("value", "target") or not share:
        return ""
    said = f"{one.series.indicator}: a share is more than 100 %; its cells may show a hundredfold"
    return said if value > 100 else ""


_INDEX = (Decimal(50), Decimal(200))
"""Between what an index lies that compares with the year before: no figure halves or doubles."""


def refuse_no_index(one: Read) -> None:
    """Refuse an index without a base that cannot be one of the year before: 7.1, or 4508."""
    scale, number = one.series.scale, one.number
    if scale.implied and scale.above and not _INDEX[0] <= number.value <= _INDEX[1]:
        raise KejidataError(
            "no base is stated for the index, and it is none of the year before",
            where=one.figure.where(),
            rows=[repr(one.figure.text[:100])],
            remedy=f'give unit="{LAST_YEAR}" where the year before is 100; take the column out'
            " where another year is" + kept("unit"),
        )


_FRACTIONS = {"growth_rate": Decimal(1), "completion_ratio": Decimal(3)}
"""Below what all ratios of a table lie that may be fractions: 0.152 for 15.2 %, 0.9 for 90 %."""


def of_ratios(series: Series) -> str:
    """Return a doubt on ratios that say percent and are all so small that they may be fractions.

    Raises
    ------
    KejidataError
        They state no unit.
    """
    below = _FRACTIONS.get(series.scale.measure, Decimal(0))
    places = 1 if series.scale.measure == "completion_ratio" else 2
    if series.first is None or series.scale.power or not 0 < series.largest < below:
        return ""
    if not series.bare:
        # 0.152 under 增速(%) (growth) has more places than growth rates are published with.
        fine = series.finest > 2 and not series.behind
        said = f"{series.indicator}: none of its ratios reaches {below}; they are taken as percent"
        return said if fine else ""
    if series.finest < places:
        return ""
    raise KejidataError(
        "the ratios look like fractions of one, not like percent",
        where=series.first.where(),
        rows=[f"{series.first.text!r}, and none of the column reaches {below}"],
        remedy='give unit="1" where 0.152 means 15.2 %; head the column with % where it means'
        " percent" + kept("unit"),
    )


def refuse_uncountable(one: Read) -> None:
    """Refuse parts of things that are counted whole, where no unit is stated: they may be 万件."""
    scale, number = one.series.scale, one.number
    whole = scale.unit not in ("", "%", terms.POINTS) and "/" not in scale.unit
    if scale.implied and whole and number.value % 1:
        raise KejidataError(
            "no unit is stated for these figures, and they are no whole numbers",
            where=one.figure.where(),
            rows=[repr(one.figure.text[:100])],
            remedy=f'give unit=, such as unit="{scale.unit}" or unit="万{scale.unit}"'
            + kept("unit"),
        )


_KINDS = (
    (
        re.compile(r"[+-]?\d+(?:\.\d+)?[eE][+-]?\d{1,3}"),
        "the spreadsheet saved the digits that it showed: give the cells a number format that shows"
        " all of them, and save the file again",
    ),
    (
        re.compile(r"[(（]\s?[+-]?\d[\d.,%]*[)）]"),
        "write a minus where brackets mean a fall, and no brackets where they do not",
    ),
    (
        re.compile(r"[+-]?(?:0,\d{1,9}|\d[\d.]{0,15},(?:\d\d?|\d{4,9}))"),
        "write 220.1 for 220,1: a comma parts thousands; where the file has decimal commas"
        " throughout none of its numbers is read right",
    ),
    (
        re.compile(r".{0,6}持平"),
        "write 0 in the decimals of the column where a figure is as it was a year before",
    ),
    (
        re.compile(r"\D{0,4}\d[\d.,]*[%％]?\s?[-—–~～至到]\s?\d[\d.,]*\D{0,6}"),
        "write the lower end as a bound with 以上 (at least), or leave the cell out with -",
    ),
)


def no_number(figure: Figure) -> KejidataError:
    """Return the error of a cell that is no number, with what to do about its kind."""
    usual = (
        "write digits alone, or with a bound or a mark that is known: 约12, 12以上, 不超过12,"
        " 12(估); - where nothing was published"
    )
    text = figure.text.strip()[:100]
    return KejidataError(
        "the value is not a number",
        where=figure.where(),
        rows=[repr(figure.text[:100])],
        remedy=next((told for kind, told in _KINDS if kind.fullmatch(text)), usual),
    )


def nameless(figure: Figure, given: Given) -> KejidataError:
    """Return the error of a figure whose headings name no indicator."""
    rows = ["headings " + figure.head.block.header]
    if given.indicator and "indicator" not in given.used:
        rows.append(f"indicator={given.indicator!r} goes with no heading but years")
    return KejidataError(
        "the table does not state indicator",
        where=figure.where(),
        rows=rows,
        remedy="give indicator=, or head the columns with indicators or a column 指标"
        + kept("indicator"),
    )


def no_unit(figure: Figure, known: Known) -> KejidataError:
    """Return the error of a figure whose unit is stated nowhere."""
    rises = figure.head.measure in ("growth_rate", "change")
    example = terms.PERCENT if rises else known.unit or "亿元"
    named = figure.column.text if rises else figure.head.names[-1]
    return KejidataError(
        "no unit is stated for these figures",
        where=figure.where(),
        rows=[
            f"{'/'.join(figure.head.names)[:100]}: {figure.text[:60]!r}",
            "headings " + figure.head.block.header,
        ],
        remedy=f'give unit= as the publisher counts, such as unit="{example}", or head the column'
        f" with it: {named[:30]}({example})" + kept("unit"),
    )

"""Statements in words: what is stated, what follows from other figures, what is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from math import floor, log10
from typing import Any

from kejidata.figures import labels
from kejidata.figures.layout.row import Row
from kejidata.figures.select import is_number
from kejidata.model.terms import Lang
from kejidata.model.units import round_half_up, split_unit
from kejidata.panel.measured import text_of
from kejidata.wording import numbers
from kejidata.wording.labels import measure, reason, verdict
from kejidata.wording.phrases import aside, joined, text

SECTION = "figure_audit_marks"
TOTALS = f"{SECTION}.totals"
"""The words on totals, which are counted otherwise than statements."""


def counted(code: str, n: int, section: str, lang: Lang) -> str:
    """Return how many statements, or totals, have a verdict."""
    return text(lang, f"{section}.count", n=n, verdict=verdict(code, lang))


def row_of(line: Sequence[Mapping[Any, Any]], several: bool, told: labels.Told) -> Row:
    """Return what is stated, what is computed and the verdict, or what is missing."""
    lang, row = told.lang, line[0]
    names = [labels.region(row["region"], lang)] * several
    called = labels.indicator_inside if several else labels.indicator
    name = joined([*names, called(row["indicator"], lang)], lang, "name")
    detail = [measure(text_of(row["measure"]), lang)] * (row["measure"] != "value")
    detail.append(labels.period_span([one["period"] for one in line], lang))
    suffix = aside("", joined(detail, lang, "part"), lang)
    if len(line) > 1:
        section = TOTALS if "parts" in row else SECTION
        shared = counted(text_of(row["verdict"]), len(line), section, lang)
        return Row(name, shared, suffix=suffix)
    if row["verdict"] == "not_checkable" or not is_number(row["low"]):
        return Row(name, _stated(row, told), _why(row, lang), suffix=suffix)
    label = _ranks(row, told) if row["measure"] == "rank" else _label(row, told)
    return Row(name, label, strong=row["verdict"] == "contradicted", suffix=suffix)


def _stated(row: Mapping[Any, Any], told: labels.Told) -> str:
    """Return the statement; a rank as a place."""
    if row["measure"] == "rank":
        return numbers.ordinal(int(row["stated"]), told.lang)
    return told.amount(row, "stated", text_of(row["unit"]))


def _ranks(row: Mapping[Any, Any], told: labels.Told) -> str:
    """Return a stated rank and the ranks that rounding allows."""
    computed = numbers.ranks(int(row["low"]), int(row["high"]), told.lang)
    return text(told.lang, f"{SECTION}.label", stated=_stated(row, told), computed=computed)


def _label(row: Mapping[Any, Any], told: labels.Told) -> str:
    """Return a statement and the interval computed for it, one place finer, the unit once."""
    lang, unit, ends = told.lang, text_of(row["unit"]), [row["low"], row["high"]]
    given = told.digits(row, "stated", unit)
    decimals = _decimals(given, *ends)
    power, base = split_unit(unit) if unit else (1, "")
    scaled = base in numbers.CURRENCIES or power != 1
    scale = numbers.scale_of(unit, lang, [row["stated"], *ends]) if scaled else numbers.Scale("")
    said = [scale.digits(round_half_up(end, decimals), lang) for end in ends]
    if not scaled:
        said[1] = numbers.amount(round_half_up(row["high"], decimals), unit, lang, short=True)
    one = said[1] if round_half_up(ends[0], decimals) == round_half_up(ends[1], decimals) else ""
    computed = one or text(lang, "list.range", low=said[0], high=said[1])
    stated = scale.digits(given, lang) if scaled else _stated(row, told)
    label = text(lang, f"{SECTION}.label", stated=stated, computed=computed)
    return aside(label, scale.unit, lang)


def _decimals(stated: Decimal, low: float, high: float) -> int:
    """Return the decimals of a label: one more than stated, no more than tell the two apart.

    Examples
    --------
    >>> _decimals(Decimal("8.4"), 8.55, 8.65), _decimals(Decimal("5"), 5.0, 5.0)
    (2, 0)
    >>> _decimals(Decimal("13424.2245"), 12920.6348, 12920.6349)
    2
    """
    finest = max(labels.decimals_of([numbers.published(end)]) for end in (low, high))
    decimals = min(finest, labels.decimals_of([stated]) + 1)
    apart = max(low - float(stated), float(stated) - high)
    return min(decimals, max(2, 1 - floor(log10(apart)))) if apart > 0 else decimals


def _why(row: Mapping[Any, Any], lang: Lang) -> str:
    """Return what is missing: parts of a total, figures by the name of the first, or the reason."""
    lacking = row.get("missing")
    if is_number(lacking) and lacking and is_number(row.get("parts")):
        return text(lang, f"{SECTION}.totals.missing", n=int(lacking), parts=int(row["parts"]))
    needs = [need for need in text_of(row.get("needs")).split("; ") if need]
    if not needs:
        said = reason(text_of(row["reason"]), lang)
        return said or verdict(text_of(row["verdict"]), lang)
    where, what, when, *_ = [*needs[0].split("/", 2), "", ""]
    when, slash, _ = when.partition("/target")
    named = [labels.region(where, lang), labels.period(when, lang)]
    named += [labels.indicator(what, lang)] * (what != row["indicator"])
    named += [measure("target", lang)] * bool(slash)
    first = joined([name for name in named if name], lang, "compound")
    key = "needs" if len(needs) == 1 else "needs.more"
    return text(lang, f"{SECTION}.{key}", first=first, n=len(needs), rest=len(needs) - 1)

"""Stated against computed: what a source states, and what follows from other figures."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd

from kejidata.figures import labels
from kejidata.figures.layout.page import Captions
from kejidata.figures.layout.picture import Picture, chart
from kejidata.figures.layout.row_chart import Row, row_chart
from kejidata.figures.layout.statement_marks import draw_statement, half_steps
from kejidata.figures.layout.style import size_of
from kejidata.figures.select import checked, is_number, limit
from kejidata.model.terms import Lang
from kejidata.model.units import round_half_up, split_unit
from kejidata.panel.any_frame import any_frame
from kejidata.panel.measured import text_of
from kejidata.wording import numbers
from kejidata.wording.labels import measure, reason, verdict
from kejidata.wording.phrases import aside, joined, text
from kejidata.wording.sources import source_line

SECTION = "figure_audit_marks"
_COLUMNS = (
    *("region", "indicator", "period", "measure", "stated", "unit"),
    *("low", "high", "verdict", "reason"),
)
VERDICTS = ("confirmed", "contradicted", "open", "not_checkable")
_ORDER = {"contradicted": 0, "confirmed": 1, "not_checkable": 2}
TOP = {"slide": 15, "column": 24}
"""Rows that fit a size."""


@chart
@any_frame
def audit_marks(
    audit: pd.DataFrame,
    lang: Lang = "zh",
    size: str = "slide",
    top: int | None = None,
    sources: Sequence[str] | None = None,
) -> Picture:
    """Return a mark for each stated number on the interval computed for it, in its own scale.

    Contradicted statements come first and are orange, confirmed ones blue; what cannot be checked
    stands below with what is missing.

    Parameters
    ----------
    audit
        Result of `kejidata.audit`: region, indicator, period, measure, stated, unit, low, high,
        verdict, reason; optional needs, source.
    lang
        A language: zh or en.
    size
        slide or column.
    top
        Rows to show; the rest is counted in a note. By default as many as fit the size.
    sources
        Ids of sources for the source line; otherwise the `source` column of the frame.

    Raises
    ------
    KejidataError
        Columns missing, unknown language or size.
    """
    measures = size_of(size)
    frame = checked(audit, _COLUMNS, "the result of audit", lang)
    frame["order"] = frame["verdict"].map(_ORDER).fillna(len(_ORDER))
    frame = frame.sort_values("order", kind="stable", ignore_index=True)
    # What cannot be checked says more than one more confirmation, so it is the last to be left out.
    urgent = frame["order"].replace({1: 2, 2: 1}).sort_values(kind="stable").index
    shown = frame.loc[sorted(urgent[: limit(top, TOP[measures.name])])]
    several = frame["region"].nunique() > 1
    rows = [_row(row, several, lang) for row in shown.to_dict("records")]
    captions = Captions(
        _title(frame, lang),
        text(lang, f"{SECTION}.subtitle"),
        _hidden(frame.drop(shown.index), lang),
        source_line(frame, sources, lang),
        frame,
    )
    page, axes, layout = row_chart(rows, captions, measures, lang)
    axes.set_xlim(0, 1)
    halves = half_steps(frame)
    for position, row in enumerate(shown.to_dict("records")):
        if not rows[position].reason:
            key = (row["indicator"], row["measure"])
            draw_statement(axes, position + layout.track_at, layout.half * 0.8, row, halves[key])
    return page.figure


def _row(row: Mapping[Hashable, Any], several: bool, lang: Lang) -> Row:
    """Return what is stated, what is computed and the verdict, or what is missing."""
    names = [labels.region(row["region"], lang)] * several
    name = joined([*names, labels.indicator(row["indicator"], lang)], lang, "name")
    detail = [measure(text_of(row["measure"]), lang), labels.period(row["period"], lang)]
    suffix = aside("", joined(detail, lang, "part"), lang)
    if row["verdict"] == "not_checkable" or not is_number(row["low"]):
        return Row(name, _stated(row, lang), _why(row, lang), suffix=suffix)
    label = _ranks(row, lang) if row["measure"] == "rank" else _label(row, lang)
    return Row(name, label, strong=row["verdict"] == "contradicted", suffix=suffix)


def _stated(row: Mapping[Hashable, Any], lang: Lang) -> str:
    """Return the statement; a rank as a place."""
    if row["measure"] == "rank":
        return numbers.ordinal(int(row["stated"]), lang)
    return labels.amount(row["stated"], text_of(row["unit"]), lang)


def _ranks(row: Mapping[Hashable, Any], lang: Lang) -> str:
    """Return a stated rank and the ranks that rounding allows."""
    computed = numbers.ranks(int(row["low"]), int(row["high"]), lang)
    return text(lang, f"{SECTION}.label", stated=_stated(row, lang), computed=computed)


def _label(row: Mapping[Hashable, Any], lang: Lang) -> str:
    """Return a statement and the interval computed for it, one place finer, the unit once."""
    unit, ends = text_of(row["unit"]), [row["low"], row["high"]]
    decimals = labels.decimals_of([row["stated"]], 4) + 1
    decimals = min(labels.decimals_of(ends, 4), decimals)
    money = split_unit(unit)[1] in numbers.CURRENCIES if unit else False
    scale = numbers.scale_of(unit, lang, [row["stated"], *ends]) if money else numbers.Scale("")
    said = [scale.digits(round_half_up(end, decimals), lang) for end in ends]
    if not money:
        said[1] = labels.amount(row["high"], unit, lang, decimals)
    one = said[1] if round_half_up(ends[0], decimals) == round_half_up(ends[1], decimals) else ""
    computed = one or text(lang, "list.range", low=said[0], high=said[1])
    stated = scale.digits(numbers.published(row["stated"]), lang) if money else _stated(row, lang)
    label = text(lang, f"{SECTION}.label", stated=stated, computed=computed)
    return aside(label, scale.unit, lang)


def _why(row: Mapping[Hashable, Any], lang: Lang) -> str:
    """Return what is missing: the first figure by name and how many there are, else the reason."""
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


def _title(frame: pd.DataFrame, lang: Lang) -> str:
    """Return how many statements are confirmed, contradicted and not checkable."""
    count = {code: int((frame["verdict"] == code).sum()) for code in VERDICTS}
    alone = [code for code, n in count.items() if n == len(frame) > 1]
    if alone:
        said = verdict(alone[0], lang)
        return text(lang, f"{SECTION}.all", n=len(frame), verdict=said)
    parts = [_counted(code, n, lang) for code, n in count.items() if n]
    said = joined(parts, lang, "tally")
    return text(lang, f"{SECTION}.title", n=len(frame), said=said)


def _counted(code: str, n: int, lang: Lang) -> str:
    return text(lang, f"{SECTION}.count", n=n, verdict=verdict(code, lang))


def _hidden(rest: pd.DataFrame, lang: Lang) -> list[str]:
    """Return the note that counts, by verdict, the statements not shown."""
    count = rest["verdict"].value_counts(sort=False)
    parts = [_counted(str(code), int(n), lang) for code, n in count.items()]
    if not parts:
        return []
    return [text(lang, f"{SECTION}.hidden", items=joined(parts, lang, "part"))]

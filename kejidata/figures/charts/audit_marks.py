"""Stated against computed: what a source states, and what follows from other figures."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from math import floor, log10
from typing import Any

import pandas as pd

from kejidata.figures import labels
from kejidata.figures.layout.page import Captions
from kejidata.figures.layout.picture import Picture, chart
from kejidata.figures.layout.row import Row, in_bold
from kejidata.figures.layout.row_chart import row_chart
from kejidata.figures.layout.statement_marks import draw_computed, set_scale, steps_of
from kejidata.figures.layout.style import Canvas, size_of
from kejidata.figures.select import checked, focused, is_number, limit
from kejidata.measures.check_totals import as_statements
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
_ORDER = {"contradicted": 0, "open": 1, "confirmed": 2, "not_checkable": 3}
_URGENT = {"contradicted": 0, "open": 1, "not_checkable": 2, "confirmed": 3}
"""What is left out last: one more confirmation says least."""
SERIES = ("region", "indicator", "measure")
TOP = {"slide": 15, "column": 24}
"""Rows that fit a size."""
REGIONS = 3
"""Regions at most that the title tells one by one."""


@chart
@any_frame
def audit_marks(
    audit: pd.DataFrame,
    lang: Lang = "zh",
    size: str = "slide",
    top: int | None = None,
    focus: str | None = None,
    sources: Sequence[str] | None = None,
    title: str | None = None,
    figure: Canvas | None = None,
) -> Picture:
    """Return a mark for each figure computed for a statement, in the statement's rounding steps.

    All rows share one scale: zero is what is stated, the pale band its rounding, a dot and a line
    what the figures give. Contradicted statements come first and are orange; those confirmed of one
    indicator, over the periods, share a row; what cannot be checked stands below with what is
    missing. The scale is logarithmic beyond one step where something lies farther than five.

    Parameters
    ----------
    audit
        Result of `kejidata.audit`: region, indicator, period, measure, stated, unit, low, high,
        verdict, reason; optional needs, source. Or that of `kejidata.check_totals`, whose totals
        are what is stated, the sum of the parts what is computed.
    lang
        A language: zh or en.
    size
        slide or column.
    top
        Rows to show; the rest is counted in a note. By default as many as fit the size.
    focus
        A region, by code or name, whose rows are in bold.
    sources
        Ids of sources for the source line; otherwise the `source` column of the frame.
    title
        Takes the place of the finding.
    figure
        A matplotlib Figure or SubFigure without anything in it, to be drawn into.

    Raises
    ------
    KejidataError
        Columns missing, unknown language or size.
    """
    measures = size_of(size, title, figure)
    if isinstance(audit, pd.DataFrame) and "gap" in audit:
        audit = as_statements(audit)
    frame = checked(audit, _COLUMNS, "the result of audit or of check_totals", lang)
    frame["order"] = frame["verdict"].map(_ORDER)
    frame["line"] = _lines(frame)
    frame = frame.sort_values(["order", "line"], kind="stable", ignore_index=True)
    urgent = frame.drop_duplicates("line").assign(order=frame["verdict"].map(_URGENT))
    kept = urgent.sort_values("order", kind="stable")["line"].iloc[: limit(top, TOP[measures.name])]
    shown = frame[frame["line"].isin(kept)]
    lines = [part.to_dict("records") for _, part in shown.groupby("line", sort=False)]
    several = frame["region"].nunique() > 1
    said = [_row(line, several, lang) for line in lines]
    rows = in_bold(said, [line[0]["region"] for line in lines], focused(frame, focus))
    drawn = shown[shown["verdict"].ne("not_checkable") & shown["low"].notna()]
    captions = Captions(
        _title(frame, lang),
        _subtitle(drawn, lang),
        _hidden(frame.drop(shown.index), lang),
        source_line(frame, sources, lang),
        frame.drop(columns=["order", "line"]),
    )
    axis_title = text(lang, f"{SECTION}.axis") if len(drawn) else ""
    page, axes, layout = row_chart(rows, captions, measures, lang, axis_title)
    steps = steps_of(frame)
    set_scale(axes, drawn, steps, lang)
    for position, (row, line) in enumerate(zip(rows, lines, strict=True)):
        if not row.reason:
            draw_computed(axes, position + layout.track_at, layout.half, line, steps)
    return page.figure


def _lines(frame: pd.DataFrame) -> list[int]:
    """Return the row of each statement: one for all confirmed of a series, else its own."""
    shared: dict[Hashable, int] = {}
    alone = frame["verdict"] != "confirmed"
    keys = zip(alone, frame.index, *(frame[key] for key in SERIES), strict=True)
    return [shared.setdefault(key if key[0] else key[2:], key[1]) for key in keys]


def _row(line: Sequence[Mapping[Hashable, Any]], several: bool, lang: Lang) -> Row:
    """Return what is stated, what is computed and the verdict, or what is missing."""
    row = line[0]
    names = [labels.region(row["region"], lang)] * several
    name = joined([*names, labels.indicator(row["indicator"], lang)], lang, "name")
    detail = [measure(text_of(row["measure"]), lang)] * (row["measure"] != "value")
    detail.append(labels.period_span([one["period"] for one in line], lang))
    suffix = aside("", joined(detail, lang, "part"), lang)
    if len(line) > 1:
        return Row(name, _counted("confirmed", len(line), lang), suffix=suffix)
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
    decimals = _decimals(row["stated"], *ends)
    money = split_unit(unit)[1] in numbers.CURRENCIES if unit else False
    scale = numbers.scale_of(unit, lang, [row["stated"], *ends]) if money else numbers.Scale("")
    said = [scale.digits(round_half_up(end, decimals), lang) for end in ends]
    if not money:
        said[1] = labels.amount(row["high"], unit, lang, decimals)
    one = said[1] if round_half_up(ends[0], decimals) == round_half_up(ends[1], decimals) else ""
    computed = one or text(lang, "list.range", low=said[0], high=said[1])
    given = round_half_up(row["stated"], decimals)
    stated = scale.digits(given, lang) if money else _stated(row, lang)
    label = text(lang, f"{SECTION}.label", stated=stated, computed=computed)
    return aside(label, scale.unit, lang)


def _decimals(stated: float, low: float, high: float) -> int:
    """Return the decimals of a label: one more than stated, no more than tell the two apart.

    Examples
    --------
    >>> _decimals(8.4, 8.55, 8.65), _decimals(13424.2244692, 12920.6348, 12920.6349)
    (2, 2)
    """
    decimals = min(labels.decimals_of([low, high], 4), labels.decimals_of([stated], 4) + 1)
    apart = max(low - stated, stated - high)
    return min(decimals, max(2, 1 - floor(log10(apart)))) if apart > 0 else decimals


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
    """Return how many statements are confirmed, contradicted and not checkable, by region."""
    regions = frame.groupby("region", sort=False)["verdict"]
    if not 1 < regions.ngroups <= REGIONS:
        if frame["verdict"].nunique() == 1 and len(frame) > 1:
            said = verdict(str(frame["verdict"].iloc[0]), lang)
            return text(lang, f"{SECTION}.all", n=len(frame), verdict=said)
        return text(lang, f"{SECTION}.title", n=len(frame), said=_tally(frame["verdict"], lang))
    parts = [
        text(
            lang,
            f"{SECTION}.region",
            where=labels.region(code, lang),
            said=_tally(verdicts, lang),
        )
        for code, verdicts in regions
    ]
    return text(lang, f"{SECTION}.regions", n=len(frame), said=joined(parts, lang, "clause"))


def _tally(verdicts: pd.Series[str], lang: Lang) -> str:
    """Return how many have each verdict."""
    count = {code: int((verdicts == code).sum()) for code in VERDICTS}
    return joined([_counted(code, n, lang) for code, n in count.items() if n], lang, "tally")


def _subtitle(drawn: pd.DataFrame, lang: Lang) -> str:
    """Return what the marks mean that the figure has."""
    if drawn.empty:
        return text(lang, f"{SECTION}.subtitle.none")
    parts = [text(lang, f"{SECTION}.subtitle")]
    for code in ("contradicted", "open"):
        parts += [text(lang, f"{SECTION}.key.{code}")] * bool((drawn["verdict"] == code).any())
    return joined(parts, lang, "clause")


def _counted(code: str, n: int, lang: Lang) -> str:
    return text(lang, f"{SECTION}.count", n=n, verdict=verdict(code, lang))


def _hidden(rest: pd.DataFrame, lang: Lang) -> list[str]:
    """Return the note that counts, by verdict, the statements not shown."""
    count = rest["verdict"].value_counts(sort=False)
    parts = [_counted(str(code), int(n), lang) for code, n in count.items()]
    if not parts:
        return []
    return [text(lang, f"{SECTION}.hidden", items=joined(parts, lang, "part"))]

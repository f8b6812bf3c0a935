"""Stated against computed: what a source states, and what follows from other figures."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from kejidata.figures import words as w
from kejidata.figures.citation import source_line
from kejidata.figures.layout.page import Words
from kejidata.figures.layout.picture import Picture
from kejidata.figures.layout.row_chart import Row, row_chart
from kejidata.figures.layout.style import BLUE, ORANGE, PALE, PEACH, styled
from kejidata.figures.select import checked, is_number, limit
from kejidata.measures.validate import text_of
from kejidata.model.terms import Lang
from kejidata.wording import labels

_COLUMNS = (
    *("region", "indicator", "period", "measure", "stated", "unit"),
    *("low", "high", "verdict", "reason"),
)
_ORDER = {"contradicted": 0, "confirmed": 1, "not_checkable": 2}
TOP = {"slide": 15, "column": 24}
"""Rows that fit a size."""


@styled()
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
        zh or en.
    size
        slide or column.
    top
        Rows to show; the rest is counted in a note. By default as many as fit the size.
    sources
        Ids of sources for the source line; otherwise the `source` column of the frame.

    Raises
    ------
    KejidataError
        Columns missing, no rows, unknown language or size.
    """
    frame = checked(audit, _COLUMNS, "the result of audit", lang)
    frame["order"] = frame["verdict"].map(_ORDER).fillna(len(_ORDER))
    frame = frame.sort_values("order", kind="stable", ignore_index=True)
    # What cannot be checked says more than one more confirmation, so it is the last to be left out.
    urgent = frame["order"].replace({1: 2, 2: 1}).sort_values(kind="stable").index
    shown = frame.loc[sorted(urgent[: limit(top, TOP.get(size, 0))])]
    rows = [_row(row, frame, lang) for row in shown.to_dict("records")]
    said = Words(
        _title(frame, lang),
        _subtitle(lang),
        _hidden(frame.drop(shown.index), lang),
        source_line(frame, sources, lang),
    )
    page, axes, plan = row_chart(rows, said, size, lang)
    axes.set_xlim(0, 1)
    halves = _half_steps(frame)
    for position, row in enumerate(shown.to_dict("records")):
        if not rows[position].reason:
            key = (row["indicator"], row["measure"])
            _draw(axes, position + plan.track_at, plan.half * 0.8, row, halves[key])
    return page.figure


def _half_steps(frame: pd.DataFrame) -> dict[tuple[Hashable, ...], float]:
    """Return half the step in which each kind of statement is given, as its decimals show it."""
    steps: dict[tuple[Hashable, ...], float] = {}
    for key, group in frame.groupby(["indicator", "measure"], sort=False):
        decimals = w.decimals_of(group["stated"])
        rounded = decimals > 0 or group["unit"].isin(("%", "个百分点")).all()
        steps[key] = 0.5 * 10.0**-decimals if rounded else 0.0
    return steps


def _draw(axes: Axes, y: float, tall: float, row: Mapping[Hashable, Any], half: float) -> None:
    """Draw the interval, the statement and its rounding, the interval's middle in the middle."""
    middle = (row["low"] + row["high"]) / 2
    reach = max(abs(row["stated"] - middle) + half, (row["high"] - row["low"]) / 2) or 1.0

    def place(value: float) -> float:
        return float(0.5 + (value - middle) / reach * 0.45)

    wrong = row["verdict"] == "contradicted"
    width = max(place(row["high"]) - place(row["low"]), 0.012)
    pale, strong = (PEACH, ORANGE) if wrong else (PALE, BLUE)
    axes.barh(y, width, left=0.5 - width / 2, height=2 * tall, color=pale)
    ends = [place(row["stated"] - half), place(row["stated"] + half)]
    axes.plot(ends, [y, y], color=strong, linewidth=1.2)
    axes.plot([place(row["stated"])], [y], "o", color=strong, markersize=5)


def _row(row: Mapping[Hashable, Any], frame: pd.DataFrame, lang: Lang) -> Row:
    """Return what is stated, what is computed and the verdict, or what is missing."""
    name = w.indicator(row["indicator"], lang)
    if frame["region"].nunique() > 1:
        name = w.region(row["region"], lang) + (" " if lang == "zh" else ", ") + name
    detail = [labels.measure(text_of(row["measure"]), lang), w.period(row["period"], lang)]
    tail = w.aside("", ("，" if lang == "zh" else ", ").join(detail), lang)
    if row["verdict"] == "not_checkable" or not is_number(row["low"]):
        return Row(name, _said(row["stated"], row, lang), _why(row, lang), tail=tail)
    ends = [row["low"], row["high"]]
    places = min(w.decimals_of(ends), w.decimals_of([row["stated"]]) + 1)
    reading = _said(row["stated"], row, lang, ends, places)
    return Row(name, reading, strong=row["verdict"] == "contradicted", tail=tail)


def _said(
    stated: float,
    row: Mapping[Hashable, Any],
    lang: Lang,
    ends: Sequence[float] = (),
    decimals: int = 0,
) -> str:
    """Return the statement and the interval computed for it, the unit once; a rank as a place."""
    rank = row["measure"] == "rank"
    numbers = [stated, *ends]
    factor, unit = (1.0, "") if rank else w.scale_of(text_of(row["unit"]), lang, numbers)
    told = dict.fromkeys(w.scaled(end, factor, lang, decimals) for end in ends)
    text = w.scaled(stated, factor, lang)
    if told:
        text += ("｜" if lang == "zh" else " | ") + ("—" if lang == "zh" else "–").join(told)
    if rank:
        return f"第{text}位" if lang == "zh" else f"no. {text}"
    return w.with_unit(text, unit)


def _why(row: Mapping[Hashable, Any], lang: Lang) -> str:
    """Return what is missing: the first figure by name and how many there are, else the reason."""
    needs = [need for need in text_of(row.get("needs")).split("; ") if need]
    if not needs:
        reason = labels.reason(text_of(row["reason"]), lang)
        return reason or labels.verdict(text_of(row["verdict"]), lang)
    where, what, when, *_ = [*needs[0].split("/", 2), "", ""]
    when, slash, _ = when.partition("/target")
    named = [w.region(where, lang), w.period(when, lang)]
    named += [w.indicator(what, lang)] * (what != row["indicator"])
    named += [labels.measure("target", lang)] * bool(slash)
    first = ("" if lang == "zh" else " ").join(named).strip()
    more = len(needs) - 1
    if lang == "zh":
        return f"缺{first}" + (f"等{len(needs)}项" if more else "")
    return f"needs {first}" + (f" and {more} more" if more else "")


def _title(frame: pd.DataFrame, lang: Lang) -> str:
    """Return how many statements are confirmed, contradicted and not checkable."""
    count = {code: int((frame["verdict"] == code).sum()) for code in _ORDER}
    said = [(labels.verdict(code, lang), count[code]) for code in ("confirmed", *_ORDER)]
    unique = dict(said)
    alone = [word for word, n in unique.items() if n == len(frame) > 1]
    if alone:
        all_said = f"{len(frame)}项表述全部{alone[0]}", f"All {len(frame)} statements: {alone[0]}"
        return all_said[lang == "en"]
    if lang == "zh":
        parts = [f"{n}项{word}" for word, n in unique.items() if n]
        return f"{len(frame)}项表述中，" + "，".join(parts)
    parts = [f"{n} {word}" for word, n in unique.items() if n]
    return f"Of {len(frame)} statements, " + w.listing(parts, lang)


def _subtitle(lang: Lang) -> str:
    if lang == "zh":
        return "圆点为所述及其舍入范围，色条为核算区间，橙色为不符；右列为所述｜核算"
    return (
        "Dot: stated, with rounding; bar: computed; orange: they differ. Right: stated | computed"
    )


def _hidden(rest: pd.DataFrame, lang: Lang) -> list[str]:
    """Return the note that counts, by verdict, the statements not shown."""
    count = rest["verdict"].value_counts(sort=False)
    said = [(labels.verdict(str(code), lang), int(n)) for code, n in count.items()]
    if not said:
        return []
    if lang == "zh":
        return ["未列出：" + "，".join(f"{word}{n}项" for word, n in said)]
    return ["Not shown: " + ", ".join(f"{n} {word}" for word, n in said)]

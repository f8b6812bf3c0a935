"""Completion: how far targets have been reached, next to the time that has passed."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from kejidata.figures import words as w
from kejidata.figures.citation import source_line
from kejidata.figures.layout.page import Words
from kejidata.figures.layout.picture import Picture
from kejidata.figures.layout.row_chart import Row, row_chart
from kejidata.figures.layout.style import BAND, BLUE, INK, ORANGE, styled
from kejidata.figures.select import checked, is_number
from kejidata.measures.validate import text_of
from kejidata.model.terms import Lang
from kejidata.panel.intervals import supported
from kejidata.wording import labels

_COLUMNS = (
    *("region", "indicator", "period", "value", "target"),
    *("completion", "elapsed", "reason"),
)


@styled()
def completion_bullets(
    completion: pd.DataFrame,
    lang: Lang = "zh",
    size: str = "slide",
    sources: Sequence[str] | None = None,
) -> Picture:
    """Return a bullet for each target: the share reached in %, and the share of time gone.

    Blue is on time or ahead of it, orange behind it; the pale band ends at the target. The most
    complete comes first; refused ratios stand below with their reason.

    Parameters
    ----------
    completion
        Result of `kejidata.completion_ratios`: region, indicator, period, value, target,
        completion (%), elapsed (%), reason; optional implied_target.
    lang
        zh or en.
    size
        slide or column.
    sources
        Ids of sources for the source line; otherwise the `source` column of the frame.

    Raises
    ------
    KejidataError
        Columns missing, no rows, unknown language or size.

    Examples
    --------
    >>> import pandas as pd
    >>> ratios = pd.DataFrame({"region": ["320682"], "indicator": ["hnte_certified"],
    ...                        "period": ["2020"], "value": [107.0], "target": [100.0],
    ...                        "completion": [107.0], "elapsed": [100.0], "reason": [""]})
    >>> alt_text = completion_bullets(ratios, lang="en").get_label()
    >>> alt_text.split(". ")[0]
    'High-tech enterprises certified: 107.0% of the 2020 target reached'
    """
    frame = checked(completion, _COLUMNS, "the result of completion_ratios", lang)
    if "implied_target" in frame:
        stated = frame["value"] / frame["implied_target"].where(frame["implied_target"] > 0) * 100
        frame["completion"] = frame["completion"].fillna(stated)
    untargeted = frame["completion"].isna() & (frame["reason"].map(text_of) == "no_target")
    if not untargeted.all():
        frame = frame[~untargeted]
    frame = frame.sort_values("completion", ascending=False, kind="stable", ignore_index=True)
    names = w.row_names(frame, lang)
    rows = [
        _row(name, row, lang) for name, row in zip(names, frame.to_dict("records"), strict=True)
    ]
    said = Words(
        _title(frame, names, lang),
        _subtitle(lang),
        _notes(len(completion) - len(frame), lang),
        source_line(frame, sources, lang),
    )
    axis_title = "完成率（%）" if lang == "zh" else "Completion ratio (%)"
    page, axes, plan = row_chart(rows, said, size, lang, axis_title, track=0.13)
    for position, row in enumerate(frame.to_dict("records")):
        if is_number(row["completion"]):
            _draw(axes, position + plan.track_at, plan.half, row)
    known = [100.0, *frame["completion"].dropna()]
    axes.set_xlim(min(0, *known), max(known) * 1.03)
    axes.xaxis.set_major_locator(MaxNLocator(6))
    return page.figure


def _draw(axes: Axes, y: float, half: float, row: Mapping[Hashable, Any]) -> None:
    """Draw the band of the target, the bar of what is reached and the mark of the time gone."""
    axes.barh(y, 100, height=2 * half, color=BAND)
    colour = ORANGE if _late(row) else BLUE
    axes.barh(y, row["completion"], height=half, color=colour)
    if is_number(row["elapsed"]):
        axes.vlines(row["elapsed"], y - half, y + half, color=INK, linewidth=1.4)


def _late(row: Mapping[Hashable, Any]) -> bool:
    """Tell whether less is reached than the time gone would ask for."""
    gone = float(row["elapsed"]) if is_number(row["elapsed"]) else 100.0
    return float(row["completion"]) < min(gone, 100.0)


def _row(name: str, row: Mapping[Hashable, Any], lang: Lang) -> Row:
    """Return the name, the ratio and what it is made of."""
    unit = w.unit_of(row["indicator"])
    about = "" if is_number(row["target"]) else "≈"
    target = row.get("implied_target") if about else row["target"]
    known = [float(v) for v in (row["value"], target) if v is not None and is_number(v)]
    factor, shown = w.scale_of(unit, lang, known)
    parts = [w.scaled(row["value"], factor, lang) if is_number(row["value"]) else "—"]
    if target is not None and is_number(target):
        places = _places(row) if about else None
        parts.append(about + w.scaled(target, factor, lang, places))
    made_of = w.with_unit(" / ".join(parts), shown)
    if not is_number(row["completion"]):
        return Row(name, made_of, labels.reason(text_of(row["reason"]), lang))
    return Row(name, w.aside(f"{_ratio(row, lang)}%", made_of, lang))


def _places(row: Mapping[Hashable, Any]) -> int:
    """Return the decimals of an implied target that the rounding behind it supports."""
    low, high = (row.get(f"implied_{end}", float("nan")) for end in ("low", "high"))
    return supported(low, high, w.decimals_of([row["value"]])) or 0


def _ratio(row: Mapping[Hashable, Any], lang: Lang) -> str:
    """Return the completion with the digits that rounding supports."""
    low, high = (row.get(end, float("nan")) for end in ("low", "high"))
    return w.computed(row["completion"], low, high, lang, 1)


def _title(frame: pd.DataFrame, names: Sequence[str], lang: Lang) -> str:
    """Return how many targets are met and how many lag behind the calendar."""
    known = frame[frame["completion"].notna()]
    when = w.listing([w.period(p, lang) for p in frame["period"].drop_duplicates()], lang)
    if len(known) == 1 and len(frame) == 1:
        ratio = _ratio(known.to_dict("records")[0], lang)
        if lang == "zh":
            return f"{names[0]}{when}完成目标的{ratio}%"
        return f"{names[0]}: {ratio}% of the {when} target reached"
    done = int((known["completion"] >= 100).sum())
    late = sum(_late(row) for row in known.to_dict("records"))
    none = len(frame) - len(known)
    if lang == "zh":
        said = f"{len(frame)}项目标中，{done}项已完成"
        said += f"，{late}项落后于时间进度" if late else ""
        return said + (f"，{none}项无法计算" if none else "")
    parts = [w.agree(done, "are met")]
    parts += [w.agree(late, "lag behind the calendar")] * bool(late)
    parts += [f"{none} cannot be computed"] * bool(none)
    return f"Of {len(frame)} targets, " + w.listing(parts, lang)


def _notes(untargeted: int, lang: Lang) -> list[str]:
    """Return how many indicators have no target and are therefore not shown."""
    if not untargeted:
        return []
    if lang == "zh":
        return [f"另有{untargeted}项没有目标值，未列出"]
    return [f"{untargeted} more have no target and are not shown"]


def _subtitle(lang: Lang) -> str:
    if lang == "zh":
        return "浅色带为目标，色条为完成率，竖线为时间进度；橙色为落后于时间进度"
    return "Pale band: target; bar: reached; tick: time elapsed; orange: behind the calendar"

"""Targets: against the last actual, and how far they have been reached."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd
from matplotlib.ticker import MaxNLocator

from kejidata.figures import words as w
from kejidata.figures.citation import source_line
from kejidata.figures.layout.page import Words
from kejidata.figures.layout.picture import Picture
from kejidata.figures.layout.row_chart import Row, row_chart
from kejidata.figures.layout.style import BLUE, FAINT, INK, ORANGE, styled
from kejidata.figures.select import checked, is_number
from kejidata.measures.validate import text_of
from kejidata.model.terms import Lang
from kejidata.wording import labels

_OUTLOOK = (
    *("region", "indicator", "period", "target", "unit"),
    *("last_value", "last_period", "change", "reason"),
)


@styled()
def target_dumbbell(
    outlook: pd.DataFrame,
    lang: Lang = "zh",
    size: str = "slide",
    sources: Sequence[str] | None = None,
) -> Picture:
    """Return a dumbbell for each target: where it lies from the last actual, which is set to 100.

    Targets above the last actual come first, the farthest at the top; targets that cannot be
    compared stand below with their reason.

    Parameters
    ----------
    outlook
        Result of `kejidata.target_outlook`: region, indicator, period, target, unit,
        last_value, last_period, change, reason; optional bound, related, related_value.
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
    """
    frame = checked(outlook, _OUTLOOK, "the result of target_outlook", lang)
    comparable = frame["change"].map(is_number) & frame["last_value"].map(
        lambda v: is_number(v) and v > 0
    )
    frame["place"] = (frame["target"] / frame["last_value"] * 100).where(comparable)
    frame = frame.sort_values("place", ascending=False, kind="stable", na_position="last")
    frame = frame.reset_index(drop=True)
    usual = frame["last_period"][frame["place"].notna()].mode().get(0)
    page, axes, plan = row_chart(
        [_outlook_row(row, usual, lang) for row in frame.to_dict("records")],
        Words(
            _outlook_title(frame, lang),
            _outlook_subtitle(frame, lang),
            (),
            source_line(frame, sources, lang),
        ),
        size,
        lang,
        "上次实绩 = 100" if lang == "zh" else "Last actual = 100",
    )
    if comparable.any():
        axes.xaxis.set_major_locator(MaxNLocator(6))
    if page.size.name == "slide":
        axes.vlines(100, 0, int(comparable.sum()), color=FAINT, linewidth=0.8)
    for position, place in enumerate(frame["place"].dropna()):
        colour = BLUE if place > 100 else ORANGE if place < 100 else INK
        y = position + plan.track_at
        axes.plot([100, place], [y, y], color=colour, linewidth=page.size.text / 4, alpha=0.45)
        axes.plot([100], [y], "o", color=FAINT, markersize=page.size.text * 0.5)
        axes.plot([place], [y], "o", color=colour, markersize=page.size.text * 0.62)
    return page.figure


def _outlook_row(row: Mapping[Hashable, Any], usual: object, lang: Lang) -> Row:
    """Return the name, the two values and the difference of one target, or why there is none."""
    name = w.indicator(row["indicator"], lang)
    if not is_number(row["place"]):
        return Row(name, _target(row, lang), _why(row, lang))
    factor, unit = w.scale_of(text_of(row["unit"]), lang, [row["last_value"], row["target"]])
    last = w.scaled(row["last_value"], factor, lang)
    target = _sign(row) + w.with_unit(w.scaled(row["target"], factor, lang), unit)
    if row["last_period"] != usual:
        last = w.aside(last, w.period(row["last_period"], lang), lang)
    return Row(name, f"{last} → {w.aside(target, _difference(row, lang), lang)}")


def _target(row: Mapping[Hashable, Any], lang: Lang) -> str:
    """Return a target with its unit and the sign of its bound."""
    if not is_number(row["target"]):
        return "—"
    return _sign(row) + w.amount(row["target"], text_of(row["unit"]), lang)


def _sign(row: Mapping[Hashable, Any]) -> str:
    """Return the sign of the bound of a target."""
    return labels.sign(text_of(row.get("bound")), "target")


def _difference(row: Mapping[Hashable, Any], lang: Lang) -> str:
    """Return how far the target lies from the last actual: percent, or points for a share."""
    rate = row.get("change_rate")
    if is_number(rate):
        return w.number(float(rate), lang, 1, sign=True) + "%"  # type: ignore[arg-type]
    if text_of(row["unit"]) != "%":
        return ""
    points = w.number(row["change"], lang, w.decimals_of([row["change"]], 2), sign=True)
    return w.with_unit(points, w.scale_of("个百分点", lang)[1])


def _why(row: Mapping[Hashable, Any], lang: Lang) -> str:
    """Return why a target cannot be compared, with the indicator that looks alike."""
    said = labels.reason(text_of(row["reason"]), lang)
    related = text_of(row.get("related"))
    if not related or not is_number(row.get("related_value")):
        return said
    value = w.amount(float(row["related_value"]), text_of(row["unit"]), lang)
    return w.aside(said, f"{w.indicator(related, lang)} {value}", lang)


def _outlook_title(frame: pd.DataFrame, lang: Lang) -> str:
    """Return how many targets lie above, at and below the last actual, and how many compare."""
    place = frame["place"]
    above, below, same = (int(n.sum()) for n in (place > 100, place < 100, place == 100))
    none = int(place.isna().sum())
    when = w.listing([w.period(p, lang) for p in frame["period"].drop_duplicates()], lang)
    if lang == "zh":
        parts = [f"{above}项高于上次实绩", f"{below}项低于"]
        parts += [f"{same}项持平"] * bool(same) + [f"{none}项无法比较"] * bool(none)
        return f"{when}的{len(frame)}项目标中，" + "，".join(parts)
    parts = [w.agree(above, "exceed the last actual"), w.agree(below, "fall below it")]
    parts += [w.agree(same, "equal it")] * bool(same)
    parts += [f"{none} cannot be compared"] * bool(none)
    return f"Of {len(frame)} targets for {when}, " + w.listing(parts, lang, 4)


def _outlook_subtitle(frame: pd.DataFrame, lang: Lang) -> str:
    regions = [w.region(code, lang) for code in frame["region"].drop_duplicates()]
    where = w.listing(regions, lang)
    usual = frame["last_period"][frame["place"].notna()].mode()
    last = w.period(usual.get(0, ""), lang)
    if lang == "zh":
        return f"{where}：灰点为上次实绩（{last or '无'}），彩点为目标"
    return f"{where}: grey dot the last actual ({last or 'none'}), coloured dot the target"

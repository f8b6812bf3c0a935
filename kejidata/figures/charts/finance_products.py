"""Finance by product: what was lent, and what is planned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from kejidata.figures import labels
from kejidata.figures.charts.target_dumbbell import compared, difference
from kejidata.figures.headline import extreme
from kejidata.figures.layout.page import Captions
from kejidata.figures.layout.picture import Picture, chart
from kejidata.figures.layout.row import Row
from kejidata.figures.layout.row_chart import row_chart
from kejidata.figures.layout.style import BLUE, PALE, Canvas, size_of
from kejidata.figures.published import one_unit
from kejidata.figures.select import chosen, drawn_rows, held, observations
from kejidata.measures.certainty import balance, highest
from kejidata.measures.interval import intervals
from kejidata.measures.plans import Plan, last_plans
from kejidata.model import followed
from kejidata.model.terms import Lang
from kejidata.panel.any_frame import any_frame
from kejidata.panel.measured import text_of
from kejidata.panel.normalize import plain
from kejidata.wording import numbers
from kejidata.wording.labels import reason, sign
from kejidata.wording.phrases import aside, joined, listing, text
from kejidata.wording.sources import source_line

SECTION = "figure_finance_products"


@chart
@any_frame
def finance_products(
    obs: pd.DataFrame,
    lang: Lang = "zh",
    size: str = "slide",
    products: Sequence[str] | None = None,
    focus: str | None = None,
    sources: Sequence[str] | None = None,
    title: str | None = None,
    figure: Canvas | None = None,
) -> Picture:
    """Return two bars for each product, in its unit: the last actual and the plan after it.

    A plan counts only where it is for a time after the last actual; it is compared where both are
    of one length, with the interval that rounding leaves.

    Parameters
    ----------
    obs
        Tidy observations: region, indicator, period, value; measure tells actuals (value) from
        plans (target); optional unit, step, bound, vintage, source.
    lang
        A language, such as zh or en.
    size
        slide or column.
    products
        Codes of the indicators that are products, all in one unit; by default those that the
        project names.
    focus
        The region that is drawn, by code or name; needed where several hold these products.
    sources
        Ids of sources for the source line; otherwise the `source` column of the rows drawn.
    title
        Takes the place of the finding.
    figure
        A matplotlib Figure or SubFigure without anything in it, to be drawn into.

    Raises
    ------
    KejidataError
        Columns missing, none of the products there, several regions or units.

    Examples
    --------
    >>> import pandas as pd
    >>> obs = pd.DataFrame({"region": "320682", "indicator": "sukedai_lent",
    ...                     "period": ["2020", "2021"], "measure": ["value", "target"],
    ...                     "value": [2350.0, 2500.0], "unit": "万元"})
    >>> [float(bar.get_width()) for bar in finance_products(obs).axes[0].patches]
    [2350.0, 2500.0]
    """
    measures = size_of(size, title, figure)
    given = observations(obs, lang)
    if products is None:
        products = followed.products()
        held(products, given, lang)
    frame = chosen(given, products, focus)
    unit = one_unit(plain(frame))
    items = last_plans(frame)
    drawn = [row for item in items for row in item.figures]
    shown = drawn_rows(frame, drawn)
    scale = numbers.scale_of(unit, lang, [row["value"] for row in drawn])
    usual = {kind: _usual(items, kind) for kind in ("actual", "target")}
    told = labels.Told(frame, lang)
    captions = Captions(
        _title(items, unit, told),
        _subtitle(frame, usual, lang),
        (),
        source_line(shown, sources, lang),
        shown,
    )
    axis_title = aside(text(lang, f"{SECTION}.axis"), scale.unit, lang)
    said = [
        Row(labels.indicator(item.indicator, lang), _label(item, scale, usual, told))
        for item in items
    ]
    page, axes, layout = row_chart(said, captions, measures, lang, axis_title, track=0.2)
    for position, item in enumerate(items):
        _bars(axes, item, scale.factor, position + layout.track_at, layout.half / 2)
    axes.set_xlim(left=min(0.0, axes.get_xlim()[0]))
    axes.xaxis.set_major_locator(MaxNLocator(5))
    return page.figure


def _usual(items: Sequence[Plan], kind: str) -> str:
    """Return the period of most actuals or targets, empty where there is none."""
    found = [row["period"] for item in items if (row := getattr(item, kind)) is not None]
    return max(sorted(found), key=found.count, default="")


def _bars(axes: Axes, item: Plan, factor: float, y: float, half: float) -> None:
    """Draw the bar of the actual and, below it, the paler bar of the plan."""
    if item.actual is not None:
        axes.barh(y - half, item.actual["value"] * factor, height=half * 1.8, color=BLUE)
    if item.target is not None:
        axes.barh(y + half, item.target["value"] * factor, height=half * 1.8, color=PALE)


def _label(item: Plan, scale: numbers.Scale, usual: Mapping[str, str], told: labels.Told) -> str:
    """Return the actual, the plan and the difference, or which of the two is missing."""
    lang = told.lang
    said = [
        _said(row, scale, usual[kind], told)
        for kind, row in (("actual", item.actual), ("target", item.target))
        if row is not None
    ]
    if len(said) == 1:
        kind = "plan" if item.actual is None else "actual"
        return text(lang, f"{SECTION}.only.{kind}", value=said[0])
    outlook = item.outlook or {}
    why = difference(outlook, lang) if item.compared else reason(text_of(outlook["reason"]), lang)
    return compared(said[0], aside(said[1], why, lang), lang)


def _said(row: Mapping[str, Any], scale: numbers.Scale, usual: str, told: labels.Told) -> str:
    """Return a figure with the sign of its bound, and with its period where it is not the usual."""
    shown = sign(row["bound"], row["measure"], told.lang)
    shown += scale.digits(told.digits(row), told.lang)
    other = row["period"] != usual
    return aside(shown, labels.period(row["period"], told.lang) if other else "", told.lang)


def _title(items: Sequence[Plan], unit: str, told: labels.Told) -> str:
    """Return how many plans surely exceed the actual, and which adds most."""
    lang = told.lang
    both = [item for item in items if item.compared]
    if not both:
        items_said = listing([labels.indicator(item.indicator, lang) for item in items], lang)
        return text(lang, f"{SECTION}.title.none", items=items_said)
    gains = pd.DataFrame([item.outlook for item in both], index=[item.indicator for item in both])
    known = intervals(gains, "change")
    found = balance(known.values())
    key = "all" if found.rose == len(both) > 1 else "some"
    parts = [text(lang, f"{SECTION}.{key}", n=len(both), up=found.rose)]
    parts += [text(lang, f"{SECTION}.open", n=found.open)] * bool(found.open)
    if found.rose and len(both) > 1:
        end = highest(known)
        most = end.members[0]
        gain, ends = float(gains["change"][most]), known[most].ends
        value = numbers.computed(gain, *ends, unit, lang, most=_decimals(both, told), short=True)
        parts.append(extreme(end, "most", "indicator", labels.indicator_inside, value, lang))
    return joined(parts, lang, "part")


def _decimals(items: Sequence[Plan], told: labels.Told) -> int:
    """Return the decimals of the published figures that are compared."""
    return labels.decimals_of(told.digits(row) for item in items for row in item.figures)


def _subtitle(frame: pd.DataFrame, usual: Mapping[str, str], lang: Lang) -> str:
    parts = [
        text(lang, f"{SECTION}.{name}", when=labels.period(period, lang))
        for name, period in zip(("actual", "plan"), usual.values(), strict=True)
        if period
    ]
    where = labels.region(frame["region"].iloc[0], lang)
    return text(lang, f"{SECTION}.subtitle", where=where, said=joined(parts, lang, "part"))

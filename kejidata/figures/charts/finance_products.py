"""Finance by product: what was lent, and what is planned."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from kejidata.errors import KejidataError
from kejidata.figures import words as w
from kejidata.figures.citation import source_line
from kejidata.figures.layout.page import Words
from kejidata.figures.layout.picture import Picture
from kejidata.figures.layout.row_chart import Row, row_chart
from kejidata.figures.layout.style import BLUE, PALE, styled
from kejidata.figures.select import observations, only
from kejidata.measures.validate import text_of
from kejidata.model.terms import Lang

PRODUCTS = (
    *("sukedai_lent", "rukedai_lent", "tech_guarantee_lent"),
    *("hnte_loan_lent", "express_lent_value"),
)
"""The finance products of the registry: loans lent, in one unit."""


class Product(NamedTuple):
    """One product: the last actual and the plan, either of them None where there is none."""

    code: str
    actual: float | None
    plan: float | None


@styled()
def finance_products(
    obs: pd.DataFrame,
    lang: Lang = "zh",
    size: str = "slide",
    products: Sequence[str] = PRODUCTS,
    region: str | None = None,
    sources: Sequence[str] | None = None,
) -> Picture:
    """Return two bars for each product, in its unit: the last actual and the plan after it.

    Parameters
    ----------
    obs
        Tidy observations: region, indicator, period, value; measure tells actuals (value) from
        plans (target); optional unit, source.
    lang
        zh or en.
    size
        slide or column.
    products
        Codes of the indicators that are products, all in one unit.
    region
        Code of the region; needed where several regions hold these products.
    sources
        Ids of sources for the source line; otherwise the `source` column of the rows drawn.

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
    frame = _chosen(observations(obs, lang), products, region)
    factor, shown = w.scale_of(_one_unit(frame), lang)
    actual, plan = _last(frame, "value"), _last(frame, "target")
    items = [Product(code, actual.get(code), plan.get(code)) for code in products]
    items = [item for item in items if item.actual is not None or item.plan is not None]
    items.sort(key=lambda item: -max(item.actual or 0.0, item.plan or 0.0))
    page, axes, layout = row_chart(
        [Row(w.indicator(item.code, lang), _reading(item, factor, lang)) for item in items],
        Words(
            _products_title(items, frame, factor, lang),
            _products_subtitle(frame, lang),
            (),
            source_line(frame, sources, lang),
        ),
        size,
        lang,
        w.aside("金额" if lang == "zh" else "Amount", shown, lang),
        track=0.2,
    )
    for position, item in enumerate(items):
        _bars(axes, item, factor, position + layout.track_at, layout.half / 2)
    axes.set_xlim(left=min(0.0, axes.get_xlim()[0]))
    axes.xaxis.set_major_locator(MaxNLocator(5))
    return page.figure


def _chosen(frame: pd.DataFrame, codes: Sequence[str], region: str | None) -> pd.DataFrame:
    """Return the numbers of some indicators in one region."""
    found = frame[frame["indicator"].isin(codes) & frame["value"].notna()]
    found = found[found["measure"].isin(("value", "target"))]
    if found.empty:
        raise KejidataError(
            "the frame holds none of the indicators",
            where="column indicator",
            rows=list(codes),
            remedy="name the codes of your own indicators in the argument",
        )
    return only(found, "region", region)


def _one_unit(frame: pd.DataFrame) -> str:
    """Return the unit of all rows: that of the frame, else that of the registry."""
    column = frame["unit"].map(text_of) if "unit" in frame else frame["indicator"].map(w.unit_of)
    units = sorted(column.unique())
    if len(units) > 1:
        raise KejidataError(
            "the products are in different units",
            where="column unit",
            rows=units,
            remedy="convert them to one unit, or draw them in two figures",
        )
    return str(units[0])


def _last(frame: pd.DataFrame, measure: str) -> dict[str, float]:
    """Return the value of each indicator in the last period that has this measure."""
    rows = frame[frame["measure"] == measure]
    rows = rows[rows["period"] == rows["period"].max()]
    return dict(zip(rows["indicator"], rows["value"].astype(float), strict=True))


def _bars(axes: Axes, item: Product, factor: float, y: float, half: float) -> None:
    """Draw the bar of the actual and, below it, the paler bar of the plan."""
    if item.actual is not None:
        axes.barh(y - half, item.actual * factor, height=half * 1.8, color=BLUE)
    if item.plan is not None:
        axes.barh(y + half, item.plan * factor, height=half * 1.8, color=PALE)


def _reading(item: Product, factor: float, lang: Lang) -> str:
    """Return the actual, the plan and the difference, or which of the two is missing."""
    said = {
        value: w.scaled(value, factor, lang)
        for value in (item.actual, item.plan)
        if value is not None
    }
    if item.actual is None or item.plan is None:
        only_plan = ("计划{}（无实际数）", "plan {} (no actual)")
        only_actual = ("实际{}（无计划数）", "actual {} (no plan)")
        words = only_plan if item.actual is None else only_actual
        return words[lang == "en"].format(*said.values())
    reading = f"{said[item.actual]} → {said[item.plan]}"
    if item.actual <= 0:
        return reading
    rate = (item.plan / item.actual - 1) * 100
    return w.aside(reading, w.number(rate, lang, 1, sign=True) + "%", lang)


def _products_title(
    items: Sequence[Product], frame: pd.DataFrame, factor: float, lang: Lang
) -> str:
    """Return how many plans exceed the actual, and which adds most."""
    both = [item for item in items if item.actual is not None and item.plan is not None]
    if not both:
        names = w.listing([w.indicator(item.code, lang) for item in items], lang)
        return f"{names}无法与计划对比" if lang == "zh" else f"{names}: no plan to compare with"
    gains = {item.code: (item.plan or 0.0) - (item.actual or 0.0) for item in both}
    up = sum(gain > 0 for gain in gains.values())
    most = max(gains, key=lambda code: gains[code])
    name, gain = w.indicator(most, lang), w.amount(gains[most], _one_unit(frame), lang)
    if lang == "zh":
        head = f"可比的{len(both)}项产品中，{up}项计划高于实际"
        return f"{head}，{name}增加最多，多{gain}" if gains[most] > 0 else head
    head = f"{up} of {len(both)} comparable products plan more than last lent"
    return f"{head}; most is added to {name}, {gain}" if gains[most] > 0 else head


def _products_subtitle(frame: pd.DataFrame, lang: Lang) -> str:
    periods = {
        measure: w.period(frame["period"][frame["measure"] == measure].max(), lang)
        for measure in frame["measure"].unique()
    }
    where = w.region(frame["region"].iloc[0], lang)
    zh, en = (
        {"value": "深色为{}实际", "target": "浅色为{}计划"},
        {"value": "dark: actual of {}", "target": "pale: plan for {}"},
    )
    words = zh if lang == "zh" else en
    said = [words[m].format(periods[m]) for m in ("value", "target") if m in periods]
    return f"{where}：" + "，".join(said) if lang == "zh" else f"{where}; " + "; ".join(said)

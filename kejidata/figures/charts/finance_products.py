"""Finance by product: what was lent, and what is planned."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from kejidata.errors import KejidataError
from kejidata.figures import changes, defaults, extremes, labels
from kejidata.figures.charts.target_dumbbell import compared, difference, with_ends
from kejidata.figures.layout.page import Captions
from kejidata.figures.layout.picture import Picture, chart
from kejidata.figures.layout.row_chart import Row, row_chart
from kejidata.figures.layout.style import BLUE, PALE, size_of
from kejidata.figures.select import Values, held, observations, only, region_code
from kejidata.measures.outlook import target_outlook
from kejidata.model import periods
from kejidata.model.terms import Lang
from kejidata.panel.measured import text_of
from kejidata.panel.normalize import plain
from kejidata.wording import numbers
from kejidata.wording.labels import reason, sign
from kejidata.wording.phrases import aside, joined, listing, text
from kejidata.wording.sources import source_line

SECTION = "figure_finance_products"


class Product(NamedTuple):
    """One product: the last actual, the plan after it, and how they compare; None where missing."""

    code: str
    actual: Mapping[str, Any] | None
    plan: Mapping[str, Any] | None
    outlook: Mapping[Hashable, Any] | None

    @property
    def compared(self) -> bool:
        """Whether the plan is set against the actual."""
        return self.outlook is not None and bool(pd.notna(self.outlook["change"]))

    @property
    def largest(self) -> float:
        """The larger of the two."""
        return max(float(row["value"]) for row in (self.actual, self.plan) if row is not None)


@chart
def finance_products(
    obs: pd.DataFrame,
    lang: Lang = "zh",
    size: str = "slide",
    products: Sequence[str] | None = None,
    region: str | None = None,
    sources: Sequence[str] | None = None,
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
        A language: zh or en.
    size
        slide or column.
    products
        Codes of the indicators that are products, all in one unit; by default those that the
        project names.
    region
        The region, by code or name; needed where several regions hold these products.
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
    measures = size_of(size)
    given = observations(obs, lang)
    if products is None:
        products = defaults.products()
        held(products, given, lang)
    frame = _chosen(given, products, region)
    rows = plain(frame)
    unit = Values(rows, 0).unit
    items = [item for code in products if (item := _product(rows, frame, code)) is not None]
    items.sort(key=lambda item: (not item.compared, -item.largest))
    drawn = [row for item in items for row in (item.actual, item.plan) if row is not None]
    scale = numbers.scale_of(unit, lang, [row["value"] for row in drawn])
    usual = {kind: _usual(items, kind) for kind in ("actual", "plan")}
    captions = Captions(
        _title(items, unit, lang),
        _subtitle(frame, usual, lang),
        (),
        source_line(_drawn(frame, drawn), sources, lang),
    )
    axis_title = aside(text(lang, f"{SECTION}.axis"), scale.unit, lang)
    said = [
        Row(labels.indicator(item.code, lang), _label(item, scale, usual, lang)) for item in items
    ]
    page, axes, layout = row_chart(said, captions, measures, lang, axis_title, track=0.2)
    for position, item in enumerate(items):
        _bars(axes, item, scale.factor, position + layout.track_at, layout.half / 2)
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
    return only(found, "region", region_code(str(region)) if region is not None else None)


def _product(rows: pd.DataFrame, frame: pd.DataFrame, code: str) -> Product | None:
    """Return the last actual of a product and the last plan after it."""
    own = rows[rows["indicator"] == code]
    actual = _last(own[own["measure"] == "value"])
    plan = _last(own[own["measure"] == "target"])
    if actual is not None and plan is not None:
        start, months = periods.parse(actual["period"])
        if periods.parse(plan["period"])[0] < start + months:
            plan = None  # overtaken by what was lent since
    if actual is None and plan is None:
        return None
    outlook = None
    if plan is not None:
        found = target_outlook(frame[frame["indicator"] == code])
        found = with_ends(found[found["period"].astype(str) == str(plan["given"])])
        outlook = found.to_dict("records")[0]
    return Product(code, actual, plan, outlook)


def _last(rows: pd.DataFrame) -> Mapping[str, Any] | None:
    """Return the row of the last period, None without rows."""
    if rows.empty:
        return None
    last = labels.chronological(rows["period"])[-1]
    return {str(k): v for k, v in rows[rows["period"] == last].iloc[0].items()}


def _usual(items: Sequence[Product], kind: str) -> str:
    """Return the period of most actuals or plans, empty where there is none."""
    found = [row["period"] for item in items if (row := getattr(item, kind)) is not None]
    return max(sorted(found), key=found.count, default="")


def _drawn(frame: pd.DataFrame, drawn: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """Return the rows of the frame that are drawn."""
    keys = {(row["indicator"], str(row["given"]), row["measure"]) for row in drawn}
    columns = (frame["indicator"], frame["period"].astype(str), frame["measure"])
    return frame[[key in keys for key in zip(*columns, strict=True)]]


def _bars(axes: Axes, item: Product, factor: float, y: float, half: float) -> None:
    """Draw the bar of the actual and, below it, the paler bar of the plan."""
    if item.actual is not None:
        axes.barh(y - half, item.actual["value"] * factor, height=half * 1.8, color=BLUE)
    if item.plan is not None:
        axes.barh(y + half, item.plan["value"] * factor, height=half * 1.8, color=PALE)


def _label(item: Product, scale: numbers.Scale, usual: Mapping[str, str], lang: Lang) -> str:
    """Return the actual, the plan and the difference, or which of the two is missing."""
    said = {}
    for kind, row in (("actual", item.actual), ("plan", item.plan)):
        if row is not None:
            measure = "value" if kind == "actual" else "target"
            digits = scale.digits(numbers.published(row["value"]), lang)
            shown = sign(row["bound"], measure, lang) + digits
            other = row["period"] != usual[kind]
            said[kind] = aside(shown, labels.period(row["period"], lang) if other else "", lang)
    if len(said) < 2:
        (kind, value), *_ = said.items()
        return text(lang, f"{SECTION}.only.{kind}", value=value)
    outlook = item.outlook or {}
    why = difference(outlook, lang) if item.compared else reason(text_of(outlook["reason"]), lang)
    return compared(said["actual"], aside(said["plan"], why, lang), lang)


def _title(items: Sequence[Product], unit: str, lang: Lang) -> str:
    """Return how many plans surely exceed the actual, and which adds most."""
    both = [item for item in items if item.compared]
    if not both:
        items_said = listing([labels.indicator(item.code, lang) for item in items], lang)
        return text(lang, f"{SECTION}.title.none", items=items_said)
    gains = pd.DataFrame([item.outlook for item in both], index=[item.code for item in both])[
        ["change", "change_low", "change_high"]
    ].astype(float)
    low, high = gains["change_low"], gains["change_high"]
    found = changes.balance(low, high, 0)
    key = "all" if found.rose == len(both) > 1 else "some"
    parts = [text(lang, f"{SECTION}.{key}", n=len(both), up=found.rose)]
    parts += [text(lang, f"{SECTION}.open", n=found.open)] * bool(found.open)
    if found.rose and len(both) > 1:
        end = extremes.highest(low, high)
        gain, least, most = (float(gains[column][end.members[0]]) for column in gains.columns)
        places = _decimals(both)
        value = numbers.computed(gain, least, most, unit, lang, most=places, short=True)
        parts.append(extremes.told(end, "most", "indicator", labels.indicator, value, lang))
    return joined(parts, lang, "part")


def _decimals(items: Sequence[Product]) -> int:
    """Return the decimals of the published figures that are compared."""
    rows = [row for item in items for row in (item.actual, item.plan) if row is not None]
    return labels.decimals_of((float(row["value"]) for row in rows), 4)


def _subtitle(frame: pd.DataFrame, usual: Mapping[str, str], lang: Lang) -> str:
    parts = [
        text(lang, f"{SECTION}.{kind}", when=labels.period(period, lang))
        for kind, period in usual.items()
        if period
    ]
    where = labels.region(frame["region"].iloc[0], lang)
    return text(lang, f"{SECTION}.subtitle", where=where, said=joined(parts, lang, "part"))

"""Growth over regions and years: a coloured cell for each number, a mark for each refusal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

import pandas as pd

from kejidata.figures import headline, labels
from kejidata.figures.layout.heat_cells import Rates
from kejidata.figures.layout.heat_table import draw_table, key_height
from kejidata.figures.layout.page import Captions, measured_page
from kejidata.figures.layout.picture import Picture, chart
from kejidata.figures.layout.style import Canvas, size_of
from kejidata.figures.layout.text import height_of
from kejidata.figures.select import checked, focused, only, unique
from kejidata.measures.certainty import balance, highest, lowest
from kejidata.model import periods
from kejidata.model.region_lookup import have_peers, totals
from kejidata.model.terms import POINTS, Lang
from kejidata.panel.any_frame import any_frame
from kejidata.panel.measured import text_of
from kejidata.wording import numbers
from kejidata.wording.labels import reason
from kejidata.wording.phrases import joined, text
from kejidata.wording.sources import source_line

_COLUMNS = ("region", "indicator", "period", "growth", "unit", "reason")
_NOT_DRAWN = ["implied_base", "implied_low", "implied_high", "implied_closed"]
"""What the result of `growth_rates` has and the figure does not show."""
SECTION = "figure_growth_heatmap"
MARKS = "abcdefghijklmnopqrstuvwxyz"
SERIES = 3
"""Periods from which on one of a total is called its slowest."""
BLOCK = 16
"""Rows from which on a slide parts the table into two blocks."""


@chart
@any_frame
def growth_heatmap(
    growth: pd.DataFrame,
    lang: Lang = "zh",
    size: str = "slide",
    indicator: str | None = None,
    focus: str | None = None,
    sources: Sequence[str] | None = None,
    title: str | None = None,
    figure: Canvas | None = None,
) -> Picture:
    """Return growth as a table of coloured cells, regions x periods, fastest of the last on top.

    Blue is growth, orange decline, in percent or percentage points. A refused cell is grey and has
    a letter, explained below. Periods refused for every region are left out and named. A total
    stands above its members, in bold, and its slowest period has a frame. The numbers of a period
    have the decimals that the coarsest of them supports.

    Parameters
    ----------
    growth
        Result of `kejidata.growth_rates`: region, indicator, period, growth, unit, reason;
        low, high and closed where rounding leaves an interval.
    lang
        A language, such as zh or en.
    size
        slide or column.
    indicator
        Code of the indicator; needed where the frame holds several.
    focus
        A region, by code or name, to set in bold.
    sources
        Ids of sources for the source line; otherwise the `source` column of the frame.
    title
        Takes the place of the finding.
    figure
        A matplotlib Figure or SubFigure without anything in it, to be drawn into.

    Raises
    ------
    KejidataError
        Columns missing, several indicators, unknown language or size.

    Examples
    --------
    >>> import kejidata
    >>> import pandas as pd
    >>> obs = pd.DataFrame({"region": "320682", "indicator": "rd_expenditure",
    ...                     "period": [2019, 2020], "value": [30.0, 33.0], "unit": "亿元"})
    >>> growth_heatmap(kejidata.growth_rates(obs), "en").get_label().split(". ")[0]
    'R&D expenditure grew in the one region compared in 2020, Rugao 10%'
    """
    measures = size_of(size, title, figure)
    frame = checked(growth, _COLUMNS, "the result of growth_rates", lang)
    frame = unique(only(frame, "indicator", indicator))
    frame["reason"] = frame["reason"].map(text_of)
    rates = _rates(frame)._replace(focus=focused(frame, focus))
    slowest = _slowest(rates)
    reasons = frame.pivot(index="region", columns="period", values="reason").fillna("no_value")
    refused = reasons.reindex_like(rates.values).where(rates.values.isna())
    codes = [code for code in dict.fromkeys(refused.to_numpy().ravel()) if text_of(code)]
    marks = {str(code): MARKS[n] for n, code in enumerate(sorted(codes))}
    left_out = set(frame["period"]) - set(rates.values.columns)
    captions = Captions(
        _title(frame, rates, slowest, lang),
        _subtitle(frame, slowest, lang),
        _notes(left_out, marks, refused, lang),
        source_line(frame, sources, lang),
        frame.drop(columns=_NOT_DRAWN, errors="ignore"),
    )
    blocks = 2 if measures.name == "slide" and len(rates.values) > BLOCK else 1
    line = height_of(1, measures.small) * 1.05
    opened, free = measured_page(captions, measures, lang)
    rows = -(-len(rates.values) // blocks) + 1
    room = key_height(measures)
    page = opened(min(free, rows * 0.42 + room) if measures.name == "slide" else line * rows + room)
    draw_table(page, rates, refused, marks, blocks, slowest, lang)
    return page.figure


def _rates(frame: pd.DataFrame) -> Rates:
    """Return growth as tables, totals on top, then by the last period; without empty periods."""
    columns = periods.chronological(frame["period"])
    for name in ("low", "high", "closed"):
        frame[name] = frame.get(name)
    values, *others = (
        frame.pivot(index="region", columns="period", values=name)[columns]
        for name in ("growth", "low", "high", "closed")
    )
    if values.notna().any(axis=None):
        values = values.dropna(axis=1, how="all")
    values = values.sort_values(values.columns[-1], ascending=False, kind="stable")
    above = totals(values.index)
    values = values.loc[sorted(values.index, key=lambda code: code not in above)]
    unit = text_of(frame["unit"].mode().get(0))
    low, high, closed = (table.reindex_like(values) for table in others)
    return Rates(values, low.fillna(values), high.fillna(values), closed, unit, above)


def _title(frame: pd.DataFrame, rates: Rates, slowest: tuple[str, str] | None, lang: Lang) -> str:
    """Return how many regions grew in the last period, which fastest, and what is not known."""
    name = labels.indicator(frame["indicator"].iloc[0], lang)
    members = [code for code in rates.values.index if code not in rates.totals]
    last = rates.values.columns[-1]
    when = labels.period(last, lang)
    codes = members or list(rates.values.index)
    known = rates.intervals(last, codes)
    if not known:
        return text(lang, f"{SECTION}.title.none", name=name, when=when)
    found = balance(known.values(), len(codes) - len(known))
    down = found.fell == found.known
    verb = ("fell" if down else "rose") + ("_points" if rates.unit == POINTS else "")
    parts = headline.balance(found, SECTION, verb, lang, name=name, when=when)
    end = highest(known)
    if (down or found.rose) and not have_peers(end.members, rates.totals):
        best = end.members[0]
        value = _value(rates, best, last, lang)
        most = "slowest" if down else "fastest"
        told = headline.extreme(end, most, "region", labels.region, value, lang)
        if len(known) == 1:  # One alone is not the fastest of anything.
            told = text(lang, "figure.alone", where=labels.region(best, lang), value=value)
        parts.insert(1, told)
    said = joined(parts, lang, "part")
    if not slowest or slowest[1] != last:
        return said
    return joined([said, _slow(rates, *slowest, lang)], lang, "clause")


def _slowest(rates: Rates) -> tuple[str, str] | None:
    """Return the total and its slowest period, where that is sure among several."""
    if not len(rates.totals):
        return None
    code = rates.totals[0]
    known = rates.series(code)
    if len(known) < SERIES:
        return None
    found = lowest(known)
    return (code, found.members[0]) if len(found.members) == 1 else None


def _value(rates: Rates, code: str, period: str, lang: Lang, *, short: bool = True) -> str:
    """Return the growth of a region in a period, in the decimals that a sentence has."""
    growth, ends = float(rates.values[period][code]), rates.intervals(period, [code])[code].ends
    return numbers.computed(growth, *ends, rates.unit, lang, short=short)


def _slow(rates: Rates, code: str, period: str, lang: Lang) -> str:
    """Return that the last growth of a total is the lowest of all shown."""
    value = _value(rates, code, period, lang, short=False)
    where, n = labels.region(code, lang), int(rates.values.loc[[code]].notna().to_numpy().sum())
    return text(lang, f"{SECTION}.slowest", where=where, value=value, n=n)


def _subtitle(frame: pd.DataFrame, slowest: tuple[str, str] | None, lang: Lang) -> str:
    unit = numbers.scale_of(text_of(frame["unit"].mode().get(0)), lang).unit
    base = _base(frame[frame["growth"].notna()], lang)
    said = text(lang, f"{SECTION}.subtitle", unit=unit, base=base)
    if not slowest:
        return said
    framed = text(lang, f"{SECTION}.framed", where=labels.region(slowest[0], lang))
    return joined([said, framed], lang, "clause")


def _base(grown: pd.DataFrame, lang: Lang) -> str:
    """Return what all growths are on: the period before, the same a year earlier, or another."""
    given = map(str, grown["base_period"]) if "base_period" in grown else ()
    known = [*zip(map(periods.parse, grown["period"]), map(periods.parse, given), strict=False)]
    if all(sum(base) == own[0] for own, base in known):
        return text(lang, f"{SECTION}.base.before")
    years = {(own[0] - base[0]) / periods.YEAR for own, base in known}
    way = "year" if years == {1} else "years" if len(years) == 1 else "other"
    return text(lang, f"{SECTION}.base.{way}", n=int(years.pop()))


def _notes(
    left_out: Set[str], marks: Mapping[str, str], refused: pd.DataFrame, lang: Lang
) -> list[str]:
    """Return what the marks mean, how often each stands, and the periods left out."""
    count = refused.stack().value_counts()
    said = [
        text(lang, f"{SECTION}.mark", mark=mark, reason=reason(code, lang), n=int(count[code]))
        for code, mark in marks.items()
    ]
    notes = [joined(said, lang, "clause")] * bool(said)
    when = labels.period_list(left_out, lang)
    return notes + [text(lang, f"{SECTION}.left_out", when=when)] * bool(left_out)

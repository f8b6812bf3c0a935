"""Small multiples: one indicator over the years, a panel for each region."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import NamedTuple

import pandas as pd

from kejidata.figures import headline, labels
from kejidata.figures.layout.page import Captions, measured_page
from kejidata.figures.layout.panels import PANELS, columns_of, draw_panels, far_apart
from kejidata.figures.layout.picture import NothingToDraw, Picture, chart
from kejidata.figures.layout.style import Canvas, size_of
from kejidata.figures.published import Values, highest_value, one_unit, values
from kejidata.figures.select import drawn_rows, focused, limit, observations, only
from kejidata.measures.certainty import balance
from kejidata.measures.course import like_periods, since_first
from kejidata.measures.interval import Interval, intervals
from kejidata.model.region_lookup import have_peers, is_part, totals
from kejidata.model.terms import Lang
from kejidata.panel.any_frame import any_frame
from kejidata.panel.normalize import records
from kejidata.wording import numbers
from kejidata.wording.names import unit_beside
from kejidata.wording.phrases import aside, joined, text
from kejidata.wording.sources import source_line

SECTION = "figure_small_multiples"
_NO_RATE = frozenset(("zero_base", "negative_base"))


@chart
@any_frame
def small_multiples(
    obs: pd.DataFrame,
    lang: Lang = "zh",
    size: str = "slide",
    indicator: str | None = None,
    top: int | None = None,
    focus: str | None = None,
    sources: Sequence[str] | None = None,
    title: str | None = None,
    figure: Canvas | None = None,
) -> Picture:
    """Return a panel for each region with the indicator over the periods, highest last value first.

    All panels share one scale from zero, unless they lie so far apart that each needs its own; the
    first and the last period stand below each column. Orange lines surely end lower than in the
    first period. A total of the regions in the frame, such as the nation, is the grey line in every
    panel. Bounds are no values, and periods of another length than most are left out; both are
    counted.

    Parameters
    ----------
    obs
        Tidy observations: region, indicator, period, value; optional measure, unit, step,
        bound, vintage, source.
    lang
        A language, such as zh or en.
    size
        slide or column.
    indicator
        Code of the indicator; needed where the frame holds several.
    top
        Panels to show; the rest is counted in a note. By default as many as fit the size.
    focus
        A region, by code or name, to set apart; shown wherever it stands.
    sources
        Ids of sources for the source line; otherwise the `source` column of the rows drawn.
    title
        Takes the place of the finding.
    figure
        A matplotlib Figure or SubFigure without anything in it, to be drawn into.

    Raises
    ------
    KejidataError
        Columns missing, several indicators or units, unknown language or size.

    Examples
    --------
    >>> import pandas as pd
    >>> obs = pd.DataFrame({"region": ["江苏", "上海"] * 2, "indicator": "rd_intensity",
    ...                     "period": [2021, 2021, 2022, 2022], "value": [2.95, 4.21, 3.12, 4.44],
    ...                     "unit": "%"})
    >>> small_multiples(obs, "en").get_label().split(": ")[1].split(". ")[0]
    'higher in 2022 than in 2021 in both regions, highest in Shanghai (4.44%)'
    """
    measures = size_of(size, title, figure)
    frame = only(observations(obs, lang), "indicator", indicator)
    published = values(frame)
    if published.rows.empty:
        raise NothingToDraw(text(lang, "nothing.values"))
    lines = _lines(published)
    scale = numbers.scale_of(one_unit(published.rows), lang, published.rows["value"])
    focus = focused(lines.rows, focus)
    shown = _with(lines.table, focus, limit(top, PANELS))
    columns = columns_of(len(shown), measures.name)
    rows = -(-len(shown) // columns)
    in_panels = lines.rows["region"].isin([*shown.index, *lines.total.index])
    drawn = drawn_rows(frame, records(lines.rows[in_panels]))
    told = labels.Told(frame, lang)
    captions = Captions(
        _title(lines, told),
        _subtitle(lines, scale.unit, lang),
        _notes(lines, len(lines.table) - len(shown), lang),
        source_line(drawn, sources, lang),
        drawn,
    )
    opened, free = measured_page(captions, measures, lang)
    page = opened(min(free, rows * 1.5) if measures.name == "slide" else rows * 0.6 + 0.15)
    heads = _heads(shown, lines, scale, told)
    draw_panels(page, shown, lines.total, lines.lower, heads, columns, scale, focus)
    return page.figure


class Lines(NamedTuple):
    """What is drawn: values regions x periods, totals, the change from first to last, the last."""

    table: pd.DataFrame
    total: pd.DataFrame
    rows: pd.DataFrame
    change: pd.DataFrame
    first: str
    now: pd.DataFrame
    bounds: int
    others: Set[str]

    @property
    def last(self) -> str:
        """The last period."""
        return str(self.table.columns[-1])

    @property
    def changes(self) -> dict[str, Interval]:
        """The change since the first period of the regions that have both ends.

        It is a growth; where only the base, zero or below it, leaves none, a difference.
        """
        based = self.change.index[self.change["reason"].isin(_NO_RATE)]
        levels = self.rows[self.rows["region"].isin(based)].set_index("region")
        now, then = (
            intervals(levels[levels["period"] == period], "value")
            for period in (self.last, self.first)
        )
        known = intervals(self.change.dropna(subset="growth"), "growth")
        return known | {code: now[code].less(then[code]) for code in based}

    @property
    def lower(self) -> set[str]:
        """The regions that surely ended lower than they began."""
        return {code for code, change in self.changes.items() if change.way() == "down"}


def _lines(published: Values) -> Lines:
    """Return the values of periods of one length, highest last value first, totals apart."""
    above = totals(pd.concat([published.rows, published.bounded])["region"].unique())
    inside = ~published.rows["region"].isin(above)
    kept = like_periods(published.rows["period"][inside])
    rows = published.rows[published.rows["period"].isin(kept)]
    table = rows.pivot(index="region", columns="period", values="value").reindex(columns=kept)
    members, total = table.drop(index=above, errors="ignore"), table.loc[table.index.isin(above)]
    last = members.ffill(axis=1).iloc[:, -1].sort_values(ascending=False, kind="stable")
    order = last.index[members.loc[last.index, kept[-1]].isna().to_numpy().argsort(kind="stable")]
    first, change = since_first(rows, kept)
    others = set(published.rows["period"][inside]) - set(kept)
    change = change.reindex(order)
    now = published.at(kept[-1])
    now = now.drop(index=above, errors="ignore")
    bounds = len(published.bounded)
    return Lines(members.loc[order], total, rows, change, first, now, bounds, others)


def _with(table: pd.DataFrame, focus: str | None, top: int) -> pd.DataFrame:
    """Return the first rows, the last of them that in focus where it comes later."""
    first = table.head(top)
    if focus not in table.index or focus in first.index:
        return first
    return table.loc[[*first.index[:-1], focus]]


def _heads(shown: pd.DataFrame, lines: Lines, scale: numbers.Scale, told: labels.Told) -> list[str]:
    """Return the last value of each region, with its period where that is not the last one."""
    rows = {(row["region"], row["period"]): row for row in records(lines.rows)}
    heads = []
    for code, line in shown.iterrows():
        last = line.dropna().index[-1]
        said = scale.digits(told.digits(rows[code, last]), told.lang)
        older = last != shown.columns[-1]
        heads.append(aside(said, labels.tick(last, told.lang) if older else "", told.lang))
    return heads


def _title(lines: Lines, told: labels.Told) -> str:
    """Return how many regions ended higher than they began, and which is highest at the end."""
    lang = told.lang
    name = labels.indicator(lines.rows["indicator"].iloc[0], lang)
    if is_part(lines.table.index):
        # The highest of a choice is not the highest of all.
        name = aside(name, text(lang, f"{SECTION}.part"), lang)
    since, until = labels.period(lines.first, lang), labels.period(lines.last, lang)
    changes = lines.changes
    if lines.first == lines.last or not changes:
        parts = [text(lang, f"{SECTION}.alone", name=name, until=until)]
    else:
        found = balance(changes.values(), len(lines.change) - len(changes))
        slots = {"name": name, "since": since, "until": until}
        parts = headline.balance(found, SECTION, "rose", lang, **slots)
    return joined([parts[0], *_highest(lines, told), *parts[1:]], lang, "part")


def _highest(lines: Lines, told: labels.Told) -> list[str]:
    """Return which region is highest in the last period."""
    now = lines.now
    if now.empty or len(lines.table) < 2:
        # One alone is not the highest of anything.
        return []
    found = highest_value(now)
    if have_peers(found.members, lines.total.index):
        # A province whose cities are shown is a whole here, and a rival of another province.
        return []
    best = {**now.loc[found.members[:1]].iloc[0], "region": found.members[0]}
    unit = unit_beside(str(best["indicator"]), str(best["unit"]), told.lang)
    value = told.bounded(best, "value", unit)
    return [headline.extreme(found, "highest", "region", labels.region, value, told.lang)]


def _subtitle(lines: Lines, unit: str, lang: Lang) -> str:
    name = labels.indicator(lines.rows["indicator"].iloc[0], lang)
    scale = "scale.own" if far_apart(lines.table, lines.total) else "scale.one"
    parts = [aside(name, unit, lang), text(lang, f"{SECTION}.value")]
    parts += [text(lang, f"{SECTION}.{scale}")]
    since, until = labels.period(lines.first, lang), labels.period(lines.last, lang)
    parts += [text(lang, f"{SECTION}.lower", since=since, until=until)] * bool(lines.lower)
    parts += [
        text(lang, f"{SECTION}.total", name=labels.region(code, lang)) for code in lines.total.index
    ]
    return joined(parts, lang, "clause")


def _notes(lines: Lines, hidden: int, lang: Lang) -> list[str]:
    """Return what is not drawn: regions, periods of another length, bounds."""
    notes = [text(lang, "figure.hidden", n=hidden)] * (hidden > 0)
    when = labels.period_list(lines.others, lang)
    notes += [text(lang, "figure.other_length", when=when)] * bool(lines.others)
    return notes + [text(lang, "figure.bounds", n=lines.bounds)] * bool(lines.bounds)

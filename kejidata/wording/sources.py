"""Sources in words: the source line of tables and pictures, and the figures an audit lacks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from kejidata.model.registry import entry
from kejidata.model.terms import Lang
from kejidata.panel.sources import each
from kejidata.wording import names
from kejidata.wording.dates import period
from kejidata.wording.phrases import joined, marks, text


def source_line(frame: pd.DataFrame, sources: Sequence[str] | None, lang: Lang) -> str:
    """Return the source line of a picture or a table: publisher (years); empty without sources.

    Parameters
    ----------
    frame
        The frame shown; its `source` column counts where `sources` is not given.
    sources
        Ids of sources; one that the registry does not know is cited as given.
    lang
        A language.

    Examples
    --------
    >>> source_line(pd.DataFrame(), ["bulletin_2020", "our survey"], "en").partition(";")[2]
    ' our survey'
    """
    if sources is not None:
        return cited(sources, lang)
    return cited(each(frame["source"]) if "source" in frame else (), lang)


def cited(ids: Iterable[str], lang: Lang) -> str:
    """Return the source line of some sources, each publisher once with the years it published in.

    A source that names no publisher stands there by its title, and as such.

    Examples
    --------
    >>> cited(["our survey"], "zh"), cited([], "zh")
    ('资料来源：our survey', '')
    """
    years: dict[tuple[str, bool], set[int]] = {}
    for code in filter(None, ids):
        row = entry("sources", code)
        alone = bool(row) and not names.publisher_of(row, lang)
        known = years.setdefault((names.publisher(code, lang), alone), set())
        published = row.get("published", "")[:4]
        known |= {int(published)} if published else set()
    said = [_citation(*whose, sorted(found), lang) for whose, found in years.items()]
    return text(lang, "source.line", items=marks(lang, "clause")[0].join(said)) if said else ""


def work(row: Mapping[str, str], lang: Lang) -> str:
    """Return publisher, title and year of a row of the table of sources.

    Examples
    --------
    >>> work({"title": "我们的调查", "publisher": "某局", "published": "2024"}, "zh")
    '某局：《我们的调查》（2024）'
    """
    title, publisher = names.title_of(row, lang), names.publisher_of(row, lang)
    key = "source.work" if publisher else "source.work_alone"
    year = row.get("published", "")
    return text(lang, key, publisher=publisher, title=title, year=year)


def on_web(url: str) -> bool:
    """Tell whether an address is one that a reader can follow.

    Examples
    --------
    >>> on_web("https://example.org"), on_web("data/raw/our_survey.csv"), on_web("")
    (True, False, False)
    """
    return url.startswith(("https://", "http://"))


def address(url: str, lang: Lang) -> str:
    """Return where a source stands on the web; where no such address is known, that in words.

    Examples
    --------
    >>> address("https://example.org", "en"), address("", "en")
    ('https://example.org', 'no web address on record')
    """
    return url if on_web(url) else text(lang, "source.offline")


def _citation(named: str, alone: bool, years: Sequence[int], lang: Lang) -> str:
    """Return a publisher, or a title alone, with the years of publication, runs of them joined."""
    runs: list[list[int]] = []
    for year in years:
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    said = [
        text(lang, "list.range", low=str(r[0]), high=str(r[-1])) if len(r) > 1 else str(r[0])
        for r in runs
    ]
    if not said:
        return named
    shown = marks(lang, "comma")[0].join(said)
    key = "source.alone" if alone else "source.years"
    return text(lang, key, publisher=named, title=named, years=shown)


def needed(needs: str, lang: Lang) -> str:
    """Return what the column `needs` of an audit asks for, in words.

    Parameters
    ----------
    needs
        Figures as region/indicator/period, each followed by /target for a target, parted by "; ".
    lang
        A language.

    Examples
    --------
    >>> needed("320681/sts_revenue/2020; 320623/sts_revenue/2020", "en")
    'revenue of scientific and technical service firms, 2020: Qidong and Rudong'
    >>> needed("320681/sts_revenue/2020-01/2020-09", "en")
    'revenue of scientific and technical service firms, January–September 2020: Qidong'
    """
    groups: dict[tuple[str, str, str], list[str]] = {}
    for figure in filter(None, needs.split("; ")):
        # A period may hold a slash of its own: 2022-01/2022-09.
        region, indicator, when = figure.removesuffix("/target").split("/", 2)
        what = "target" if figure.endswith("/target") else "value"
        groups.setdefault((what, indicator, when), []).append(region)
    said = [
        text(
            lang,
            f"needed.{what}",
            name=names.indicator(indicator, lang, inside=True),
            period=period(when, lang),
            regions=joined([names.region(region, lang, short=True) for region in regions], lang),
        )
        for (what, indicator, when), regions in groups.items()
    ]
    return joined(said, lang, "clause")

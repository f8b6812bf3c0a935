"""The source line of a figure: who published what was drawn, and when."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from kejidata.figures.layout.font import drawable
from kejidata.figures.words import names_of
from kejidata.model.terms import Lang


def source_line(frame: pd.DataFrame, sources: Sequence[str] | None, lang: Lang) -> str:
    """Return the citation of what was drawn: publisher (years), from ids of the registry.

    Parameters
    ----------
    frame
        The frame drawn; its `source` column counts where `sources` is not given.
    sources
        Ids of sources; one that the registry does not know is cited as given.
    lang
        zh or en.
    """
    ids = list(sources) if sources is not None else _ids(frame)
    if not ids:
        return ""
    end = "_en" if lang == "en" else ""
    publishers = names_of("sources", "id", f"title{end}") | names_of(
        "sources", "id", f"publisher{end}"
    )
    published = names_of("sources", "id", "published")
    years: dict[str, set[str]] = {}
    for code in ids:
        years.setdefault(publishers.get(code, drawable(str(code))), set()).add(
            published.get(code, "")[:4]
        )
    cited = [_citation(name, sorted(y for y in found if y), lang) for name, found in years.items()]
    return ("资料来源：" + "；".join(cited)) if lang == "zh" else ("Source: " + "; ".join(cited))


def _ids(frame: pd.DataFrame) -> list[str]:
    if "source" not in frame:
        return []
    return [str(code) for code in frame["source"].dropna().unique() if str(code)]


def _citation(publisher: str, years: Sequence[str], lang: Lang) -> str:
    """Return a publisher with the years in which it published, runs of years joined."""
    if not years:
        return publisher
    dash, comma = ("—", "、") if lang == "zh" else ("–", ", ")
    runs: list[list[int]] = []
    for year in map(int, years):
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    said = comma.join(f"{r[0]}{dash}{r[-1]}" if len(r) > 1 else str(r[0]) for r in runs)
    return f"{publisher}（{said}）" if lang == "zh" else f"{publisher} ({said})"

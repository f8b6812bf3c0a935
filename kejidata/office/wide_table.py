"""A table by figures: a row for each region and period, a column for each indicator and measure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

import pandas as pd

from kejidata.model import periods, terms
from kejidata.model.terms import Lang
from kejidata.wording.language import word

Head = tuple[str, str]
"""An indicator's name, and the words of its measure with the unit."""

LANG: Lang = "zh"
"""The language of the headings, which `read_table` knows whole."""


def fits(frame: pd.DataFrame) -> bool:
    """Tell whether such a table says all of some observations: each region has each figure."""
    said = [frame[name].astype(str).ne("").any() for name in ("among", "status", "source", "quote")]
    if frame.empty or any(said) or (frame["bound"] != "exact").any() or (frame["step"] > 1).any():
        return False
    years = [periods.last_year(*periods.parse(str(period))) for period in frame["period"]]
    places, figures = (
        frame[columns].drop_duplicates()
        for columns in (["region", "period"], ["indicator", "measure", "unit"])
    )
    whole = len(frame) == len(places) * len(figures)
    return whole and frame["vintage"].tolist() == years


def said(what: str) -> str:
    """Return a word of the sheet that is no name of a column."""
    return word(LANG, "written_table", what)


def points(unit: str) -> str:
    """Return a unit as a heading names it: percentage points without the word that counts them."""
    return said("points") if unit == terms.POINTS else unit


def heading(row: Mapping[str, object], words: Mapping[str, str]) -> Head:
    """Return the two headings over a figure."""
    measure, unit = str(row["measure"]), str(row["unit"])
    unit = points(unit)
    bare = not unit or measure == "rank"
    return words["indicator"], word(LANG, "written_table", measure) + ("" if bare else f"({unit})")


def header(heads: Sequence[Head]) -> Iterator[list[str]]:
    """Yield the two lines of the header; the first names each indicator once."""
    first = [
        name if at == 0 or heads[at - 1][0] != name else "" for at, (name, _) in enumerate(heads)
    ]
    yield [word(LANG, "column", "region"), word(LANG, "column", "period"), *first]
    yield ["", "", *(words for _, words in heads)]


def groups(heads: Sequence[Head]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last column of each indicator that has several."""
    at = 3
    for _, inside in groupby(heads, key=lambda head: head[0]):
        count = len(list(inside))
        if count > 1:
            yield at, at + count - 1
        at += count

"""The place of a region in words, with its value, and whether it is shared."""

from __future__ import annotations

import pandas as pd

from kejidata.model.terms import RANK, Lang
from kejidata.narrative.facts import Fact, Piece
from kejidata.narrative.templates import region_name, say
from kejidata.narrative.values import said_rank, value
from kejidata.panel.normalize import Row
from kejidata.wording.formulas import RANKED
from kejidata.wording.origins import Origins


def value_of(row: Row, origins: Origins, lang: Lang) -> list[Piece]:
    """Return the value behind a rank."""
    key = (row["region"], row["indicator"], row["period"], "value")
    return value(key, row["value"], origins, lang)


def tied(row: Row, good: pd.DataFrame) -> bool:
    """Return whether another region of the group surely has the same rank."""
    sure = good[(good["rank"] == row["rank"]) & (good["best"] == good["worst"])]
    return len(sure) > 1 and row["best"] == row["worst"]


def rank_fact(row: Row) -> Fact:
    """Return the rank of a row as a fact without text."""
    key = (row["region"], row["indicator"], row["period"])
    rows = ((*key, "value"),)
    return Fact("", float(row["rank"]), RANK, *key, "rank", RANKED, rows)


def rank_in_words(row: Row, good: pd.DataFrame, lang: Lang) -> list[Piece]:
    """Return the place of a row, as a range where rounding leaves it open."""
    return said_rank(rank_fact(row), row["best"], row["worst"], lang, tied=tied(row, good))


def ranked_region(row: Row, good: pd.DataFrame, origins: Origins, lang: Lang) -> list[Piece]:
    """Return a region with its value, and its place where it is shared."""
    key = "ranking.region_tied" if tied(row, good) else "ranking.region"
    return say(
        lang,
        key,
        region=region_name(row["region"], lang, short=True),
        value=value_of(row, origins, lang),
        place=rank_in_words(row, good, lang),
    )

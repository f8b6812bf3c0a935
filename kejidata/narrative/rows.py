"""Rows of a result: named by what tells them apart, and told with the reason where one is empty."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import itemgetter

import numpy as np
import pandas as pd

from kejidata.model import periods
from kejidata.model.region_lookup import parent_of, region_code
from kejidata.model.registry import entry
from kejidata.model.terms import KEYS, Lang
from kejidata.model.totals import is_total
from kejidata.narrative.facts import Fact, Piece
from kejidata.narrative.templates import count, indicator_name, joined, period, region_name, say
from kejidata.panel.arrays import Flags
from kejidata.panel.normalize import Row, together
from kejidata.wording import labels

Rows = Sequence[Row]
NAMED = 5
"""How many rows of one reason are named; more are counted."""


def varying(rows: Rows) -> list[str]:
    """Return which of region, indicator and period differ between rows; indicator if none."""
    return [c for c in KEYS if len({row[c] for row in rows}) > 1] or ["indicator"]


def peers(label: str) -> str:
    """Return the group of a region: members of one parent, a total, the unknown ones."""
    if entry("regions", region_code(label)):
        return f"in {parent_of(label)}"
    return f"total {label}" if is_total(label) else ""


def of_newest_year(whens: Iterable[str], wanted: Iterable[object]) -> Flags:
    """Mark the periods of the newest year that has something to tell, else of the newest year."""
    years = [periods.last_year(*periods.parse(one)) for one in whens]
    told = [year for year, has in zip(years, wanted, strict=True) if has]
    newest = max(told or years, default=None)
    return np.array([year == newest for year in years], dtype=bool)


def item(row: Row, by: list[str], lang: Lang, usual: str = "") -> list[Piece]:
    """Return a row by its varying parts: the region, or the indicator, or both.

    The `usual` period has been told and is left out.
    """
    parts = [c for c in by if c != "period" or row["period"] != usual]
    key = "item." + "_".join(c for c in KEYS if c in (parts or ["indicator"]))
    return say(
        lang,
        key,
        region=region_name(row["region"], lang, short="indicator" not in by),
        indicator=indicator_name(row["indicator"], lang),
        period=period(row["period"], lang),
    )


def noun(by: list[str], number: Fact, lang: Lang) -> list[Piece]:
    """Return the noun for so many rows that differ in these parts."""
    return say(lang, f"rows.{by[0] if len(by) == 1 else 'mixed'}", n=number)


def where(rows: Rows, lang: Lang) -> list[Piece]:
    """Return the region and the period that all rows share, as a sentence begins with them."""
    first = rows[0]
    shared = [c for c in ("region", "period") if len({row[c] for row in rows}) == 1]
    return say(
        lang,
        "where." + (".".join(shared) or "none"),
        region=region_name(first["region"], lang),
        period=period(first["period"], lang),
    )


def refused(
    rows: Rows,
    column: str,
    lang: Lang,
    *,
    others: bool = False,
    by: list[str] | None = None,
) -> list[Piece]:
    """Return the sentence on the rows whose `column` is empty, by reason; nothing if none is.

    Parameters
    ----------
    rows
        Those of one result: region, indicator, period, reason and `column`.
    column
        The measure that is empty where it was refused: growth, completion, rank, change.
    lang
        A language, such as zh or en.
    others
        Whether the paragraph has told other rows before.
    by
        What tells the rows of the whole paragraph apart; by default what does so here.
    """
    if not rows:
        return say(lang, "refused.nothing")
    empty = [row for row in rows if pd.isna(row[column])]
    if not empty:
        return []
    by = by or varying(rows)
    groups = [_group(alike, by, lang) for alike in together(empty, itemgetter("reason")).values()]
    extent = "some" if others or len(empty) < len(rows) else "all"
    return say(
        lang,
        f"refused.{extent}",
        where=where(rows, lang),
        what=say(lang, f"what.{column}"),
        groups=joined(groups, lang, "serial"),
    )


def _group(rows: Rows, by: list[str], lang: Lang) -> list[Piece]:
    """Return the rows of one reason, by name where they are few."""
    reason = str(rows[0]["reason"])
    why = labels.reason(reason, lang) if reason else say(lang, "refused.unknown")
    if len(rows) <= NAMED:
        named = joined([item(row, by, lang) for row in rows], lang, "serial")
        return say(lang, "refused.named", items=named, reason=why)
    number = count(len(rows), lang)
    return say(lang, "refused.counted", n=number, noun=noun(by, number, lang), reason=why)

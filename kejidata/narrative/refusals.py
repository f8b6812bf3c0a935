"""What could not be computed, told with its reason and never skipped."""

from __future__ import annotations

import pandas as pd

from kejidata.model.terms import Lang
from kejidata.narrative.facts import Piece
from kejidata.narrative.rows import item, noun, varying, where
from kejidata.narrative.templates import count, say, serial
from kejidata.wording import labels

NAMED = 5
"""How many rows of one reason are named; more are counted."""


def refused(frame: pd.DataFrame, column: str, lang: Lang, *, others: bool = False) -> list[Piece]:
    """Return the sentence on the rows whose `column` is empty, by reason; nothing if none is.

    Parameters
    ----------
    frame
        Rows of one result: region, indicator, period, reason and `column`.
    column
        The measure that is empty where it was refused: growth, completion, rank, change.
    lang
        "zh" or "en".
    others
        Whether the paragraph has told other rows before.
    """
    if frame.empty:
        return say(lang, "nothing")
    empty = frame[frame[column].isna()]
    if empty.empty:
        return []
    by = varying(frame)
    groups = [
        _group(rows, str(reason), by, lang) for reason, rows in empty.groupby("reason", sort=False)
    ]
    extent = "some" if others or len(empty) < len(frame) else "all"
    return say(
        lang,
        f"refused.{extent}",
        where=where(frame, lang),
        what=say(lang, f"what.{column}"),
        groups=serial(groups, lang),
    )


def _group(rows: pd.DataFrame, reason: str, by: list[str], lang: Lang) -> list[Piece]:
    """Return the rows of one reason, by name where they are few."""
    why = labels.reason(reason, lang) if reason else say(lang, "unknown_reason")
    if len(rows) <= NAMED:
        named = serial([item(row, by, lang) for _, row in rows.iterrows()], lang)
        return say(lang, "refused.named", items=named, reason=why)
    number = count(len(rows), lang)
    return say(lang, "refused.counted", n=number, noun=noun(by, number, lang), reason=why)

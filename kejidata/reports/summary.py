"""What a draft holds, in words: its figures by kind, their year, and what to look at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pandas as pd

from kejidata.errors import printable
from kejidata.model.terms import Lang
from kejidata.reports.naming.codes import themes
from kejidata.wording import labels, names
from kejidata.wording.messages import translated
from kejidata.wording.phrases import text

DOUBTFUL = 0.9
"""Confidence below which a row is marked."""
UNSETTLED = frozenset(("no_period", "unknown_region"))
"""Reasons that are a gap to fill in, whatever the confidence."""
_SHOWN = 5
"""Tables that are told one by one."""
_FIRST = 10
"""Figures that are told one by one, the most doubtful first."""
_QUOTED = 40
Label = Callable[[str, Lang], str]


def is_doubtful(confidence: float, reason: str) -> bool:
    """Tell whether a row is marked: it is likely to be wrong, or has a gap to fill in."""
    return confidence < DOUBTFUL or not UNSETTLED.isdisjoint(reason.split("|"))


def summary(frame: pd.DataFrame, out: Path, lang: Lang = "en") -> str:
    """Return what a draft that was written to `out` holds, and how much of it needs a look.

    The terms of the table stay what they are, with their words in the language behind them.
    """
    where = printable(str(out))
    tables = _unread(frame.attrs["unread_tables"], lang)
    if frame.empty:
        why = tables or [text(lang, "draft.unread")]
        return "\n".join([text(lang, "draft.empty", out=where), *why, *_answers(frame, lang)])
    doubtful = sum(map(is_doubtful, frame["confidence"], frame["reason"]))
    lines = [text(lang, "draft.found", n=len(frame), doubtful=doubtful, out=where)]
    lines.append(translated(frame.attrs["year"], lang))
    lines += tables
    lines += _counted(text(lang, "draft.measures"), frame["measure"], labels.measure, lang)
    fields = frame.loc[frame["code"] != "", "code"].map(themes())
    lines += _counted(text(lang, "draft.fields"), fields, names.theme, lang)
    reasons = frame["reason"].str.split("|").explode()
    lines += _counted(text(lang, "draft.reasons"), reasons[reasons != ""], labels.doubts, lang)
    return "\n".join([*lines, *_first(frame, lang), *_answers(frame, lang)])


def line(frame: pd.DataFrame, lang: Lang = "en") -> str:
    """Return in one line how many figures a draft holds, and which year it was read as."""
    doubtful = sum(map(is_doubtful, frame["confidence"], frame["reason"]))
    year = translated(frame.attrs["year"], lang)
    return text(lang, "draft.counts", n=len(frame), doubtful=doubtful, year=year)


def _answers(frame: pd.DataFrame, lang: Lang) -> list[str]:
    """Return how many answers a draft holds, and which lines of them are odd; nothing without."""
    if "answers" not in frame.attrs:
        return []
    n, left = frame.attrs["answers"]
    lines = [text(lang, "draft.answers", n=n, left=left)]
    for kind in ("bad_answers", "noted_answers"):
        odd = frame.attrs[kind]
        lines += [text(lang, f"draft.{kind}", n=len(odd))] * bool(odd)
        lines += [f"  {printable(translated(one, lang))}" for one in odd]
    return lines


def _first(frame: pd.DataFrame, lang: Lang) -> list[str]:
    """Return the most doubtful figures, each with its clause and the reason in words."""
    marked = [*map(is_doubtful, frame["confidence"], frame["reason"])]
    rows = frame[marked].sort_values("confidence", kind="stable").head(_FIRST)
    cells = zip(rows["surface"], rows["quote"], rows["reason"], strict=True)
    said = [
        f"  {' '.join(surface.split())}  {quote[:_QUOTED]}  {labels.doubts(reason, lang)}"
        for surface, quote, reason in cells
    ]
    return [text(lang, "draft.first"), *map(printable, said)] if said else []


def _unread(left: Sequence[tuple[int, int, str]], lang: Lang) -> list[str]:
    """Return how many numbers stand in tables that were not read, and why, a line for each."""
    if not left:
        return []
    lines = [text(lang, "draft.tables", n=sum(n for _, n, _ in left))]
    for line, n, why in left[:_SHOWN]:
        told = printable(translated(why, lang))
        lines.append("  " + text(lang, "draft.table", line=line, n=n, why=told))
    more = len(left) - _SHOWN
    return lines + [text(lang, "draft.more_tables", n=more)] * (more > 0)


def _counted(title: str, values: pd.Series, label: Label, lang: Lang) -> list[str]:
    """Return a title and a line for each value with its count, none where there is nothing."""
    counts = values.value_counts()
    told = ((n, str(name), label(str(name), lang)) for name, n in counts.items())
    lines = [f"  {n:>6} {printable(f'{name}  {words}')}" for n, name, words in told]
    return [title, *lines] if lines else []

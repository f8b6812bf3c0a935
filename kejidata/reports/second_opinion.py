"""A second opinion on doubtful figures: questions out as JSON lines, answers of anybody back in.

Whoever answers, a model or a person, may name the indicator, the period and the measure; number and
unit are the report's own. Both answers are kept, and where they differ the figure is more doubtful.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from kejidata.errors import KejidataError
from kejidata.files.atomic import read_whole, write_whole
from kejidata.files.decode import decode
from kejidata.model.terms import DRAFTED
from kejidata.panel.normalize import records
from kejidata.reports.answers import ANSWERABLE, FIXED, answer_of, asked, said_of
from kejidata.reports.grammar.confidence import COSTS
from kejidata.reports.naming.codes import indicator_code

ANSWER_COLUMNS = tuple(f"answer_{name}" for name in ANSWERABLE)
DIFFERS = "second_opinion"
"""The reason of a figure whose answer differs."""
_LEAST = 0.1
# 「一、平台建设」, 「（一）平台」, 「# 平台」 (platforms) a heading.
_HEADING = re.compile(
    r"[ \t\u3000]*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]|#{1,6} )"
    r"[^\n]{1,60}"
)


def write_questions(draft: pd.DataFrame, text: str, path: Path) -> int:
    """Write one JSON line for each doubtful figure of a report's draft, and return how many.

    Raises
    ------
    KejidataError
        Another file stands there, or it cannot be written.
    """
    lines = [json.dumps(one, ensure_ascii=False) for one in _questions(draft, text)]
    data = "".join(f"{line}\n" for line in lines).encode()
    if path.is_file() and read_whole(path) != data:
        raise KejidataError(
            "another file stands where the questions would go",
            where=str(path),
            remedy="give another name, or take the file away first",
        )
    write_whole(path, data)
    return len(lines)


def _questions(draft: pd.DataFrame, text: str) -> Iterator[dict[str, Any]]:
    """Yield what is asked of each doubtful figure."""
    paragraphs = [match.span() for match in re.finditer(r"[^\n]+", text)]
    starts = [start for start, _ in paragraphs]
    headings = [(one.start(), one[0].strip()) for one in _lines_that_head(text, paragraphs)]
    periods = sorted({period for period in draft["period"] if period})
    for row in records(draft):
        if asked(row):
            first, last = paragraphs[bisect_right(starts, row["start"]) - 1]
            over = bisect_right(headings, (row["start"], "")) - 1
            yield {
                "start": int(row["start"]),
                **{name: row[name] for name in FIXED},
                "clause": row["quote"],
                "paragraph": text[first:last].strip(),
                "headings": [said for _, said in headings[max(over - 1, 0) : over + 1]],
                "grammar": {name: row[name] for name in ANSWERABLE},
                "reasons": row["reason"].split("|"),
                "measures": list(DRAFTED),
                "periods": periods,
            }


def _lines_that_head(text: str, paragraphs: Sequence[tuple[int, int]]) -> Iterator[re.Match[str]]:
    for start, end in paragraphs:
        if found := _HEADING.fullmatch(text, start, end):
            yield found


def with_answers(draft: pd.DataFrame, text: str, path: Path) -> pd.DataFrame:
    """Return a draft with the answers in a file beside its own.

    Parameters
    ----------
    draft
        As `kejidata.read_report` gives it.
    text
        The report.
    path
        JSON lines, each with `start` of a figure and any of indicator, period and measure; what
        else a question held may stay.

    Returns
    -------
    DataFrame
        The draft with the columns answer_indicator, answer_period and answer_measure, empty where
        nobody answered. Where one differs from the draft's own, the confidence is lower by 0.2
        and the reason says second_opinion. `attrs["bad_answers"]` has every line that is no answer,
        with its file, number and reason: no JSON, of no figure, with another number or unit, a name
        whose characters do not stand in the report, or no period. Such a line changes nothing.
        `attrs["noted_answers"]` has those that are taken though nobody asked, or with keys that
        mean nothing; `attrs["answers"]` is how many are taken, and how many questions are left.

    Raises
    ------
    KejidataError
        The file cannot be read, or holds no line.
    """
    found: dict[int, dict[str, str]] = {}
    wrong: list[str] = []
    noted: list[str] = []
    rows = {int(row["start"]): row for row in records(draft)}
    letters = frozenset(text)
    lines = enumerate(decode(read_whole(path), path.name).split("\n"), 1)
    said = [(number, line) for number, line in lines if line.strip()]
    if not said:
        raise KejidataError(
            "the file of answers is empty",
            where=str(path),
            remedy="name the file that holds them, or leave --answers out",
        )
    for number, line in said:
        place = f"{path.name}, line {number}"
        try:
            start, answer, notes = answer_of(line, rows, letters)
            if start in found:
                raise ValueError("the figure is answered twice")
        except (ValueError, RecursionError) as error:
            wrong.append(f"{place}: {said_of(error)}")
        else:
            found[start] = answer
            noted += [f"{place}: {note}" for note in notes]
    answered = _answered(draft, found)
    left = sum(asked(row) for start, row in rows.items() if start not in found)
    told = {"bad_answers": wrong, "noted_answers": noted, "answers": (len(found), left)}
    answered.attrs = draft.attrs | told
    return answered


def answers_taken(draft: pd.DataFrame) -> pd.DataFrame:
    """Return a draft with the answers in the place of its own readings, where somebody answered.

    A name that was answered has the code that the registry has for it; confidence and reason stay,
    so that the row is still looked at. The columns of answers go.
    """
    given = [name for name in ANSWERABLE if f"answer_{name}" in draft]
    taken = draft.copy()
    for name in given:
        answer = draft[f"answer_{name}"]
        taken[name] = answer.where(answer != "", draft[name])
    named = (taken["indicator"] != draft["indicator"]) | (taken["measure"] != draft["measure"])
    cells = taken.loc[named, ["indicator", "unit", "measure"]].itertuples(index=False)
    taken.loc[named, "code"] = [indicator_code(*row) for row in cells]
    return taken.drop(columns=[f"answer_{name}" for name in given])


def _answered(draft: pd.DataFrame, found: Mapping[int, Mapping[str, str]]) -> pd.DataFrame:
    """Return the draft with both answers, more doubtful where they differ."""
    answered = draft.copy()
    given = [found.get(int(start), {}) for start in draft["start"]]
    own = list(records(draft))
    for name in ANSWERABLE:
        answered[f"answer_{name}"] = [one.get(name, "") for one in given]
    differs = [
        any(one[name] != row[name] for name in one) for one, row in zip(given, own, strict=True)
    ]
    cells = zip(draft["confidence"], draft["reason"], differs, strict=True)
    lowered = [
        (round(max(sure - COSTS[DIFFERS], _LEAST), 2), "|".join(filter(None, (reason, DIFFERS))))
        if differ
        else (sure, reason)
        for sure, reason, differ in cells
    ]
    answered["confidence"] = [sure for sure, _ in lowered]
    answered["reason"] = [reason for _, reason in lowered]
    return answered

"""One answer to a question on a figure: a line of JSON, held against the draft and the report."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from kejidata.build.squeezed import squeeze
from kejidata.model.periods import is_period
from kejidata.model.terms import DRAFTED
from kejidata.reports.summary import is_doubtful

ANSWERABLE = ("indicator", "period", "measure")
_SHOWN = 40
"""Characters of a name that a message repeats."""
FIXED = ("surface", "value", "unit")
_AROUND = ("clause", "paragraph", "headings", "grammar", "reasons", "measures", "periods")
_KEYS = frozenset(("start", *FIXED, *ANSWERABLE, *_AROUND))
"""What a line may hold: the place, the number, the answer, and what else a question says."""


def said_of(error: Exception) -> str:
    """Return why a line is no answer."""
    known = isinstance(error, ValueError) and not isinstance(error, json.JSONDecodeError)
    return str(error) if known else "no JSON"


def answer_of(
    line: str, rows: Mapping[int, Mapping[str, Any]], letters: frozenset[str]
) -> tuple[int, dict[str, str], list[str]]:
    """Return the figure that a line speaks of, what it says of it, and what is odd about it.

    Raises
    ------
    ValueError
        The line is no answer; the message says why.
    """
    said = json.loads(line, object_pairs_hook=_object)
    if not isinstance(said, dict):
        raise ValueError("no object with a start")
    start = said.get("start")
    if type(start) is not int or start not in rows:
        raise ValueError("no figure of the draft begins there")
    row = rows[start]
    for name in FIXED:
        if name in said and said[name] != row[name]:
            raise ValueError(f"{name} is the report's own, {row[name]!r}")
    answer = {name: said[name] for name in ANSWERABLE if said.get(name)}
    strange = ", ".join(repr(key[:_SHOWN]) for key in said if key not in _KEYS)
    notes = [f"what these keys say is not taken: {strange}"] * bool(strange)
    if not answer:
        raise ValueError("; ".join(["nothing is answered", *notes]))
    if not all(isinstance(cell, str) for cell in answer.values()):
        raise ValueError("an answer is text")
    if answer.get("indicator") == row["indicator"]:
        # Its own name may be spelt out where the report is short.
        letters |= frozenset(row["indicator"])
    _check(answer, letters)
    return start, answer, notes + ["nobody asked about the figure"] * (not asked(row))


def _object(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object of JSON, none of whose keys stands twice."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands twice")
    return found


def asked(row: Mapping[str, Any]) -> bool:
    """Tell whether a figure is one that a question is written for."""
    return is_doubtful(row["confidence"], row["reason"])


def _check(answer: Mapping[str, str], letters: frozenset[str]) -> None:
    name = squeeze(answer.get("indicator", ""))
    if strange := [*dict.fromkeys(re.findall(f"[^{re.escape(''.join(letters))}]+", name))]:
        parts = ", ".join(map(repr, strange))[:_SHOWN]
        raise ValueError(f"the report has no {parts}, which the name {name[:_SHOWN]!r} holds")
    if "period" in answer and not is_period(answer["period"]):
        raise ValueError(f"{answer['period'][:40]!r} is no period")
    if "measure" in answer and answer["measure"] not in DRAFTED:
        raise ValueError(f"{answer['measure'][:40]!r} is no measure")

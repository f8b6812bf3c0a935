"""What a reviewer changed: a draft against the reviewed table of the same report."""

from __future__ import annotations

import pandas as pd

FIELDS = ("value", "unit", "measure", "bound", "period", "among")
"""The fields of a figure that a review corrects; its name and code are chosen, not corrected."""


def compare(draft: pd.DataFrame, reviewed: pd.DataFrame) -> pd.DataFrame:
    """Return the corrections that turn a draft into the reviewed figures, one row a field.

    Figures are the same where their words overlap. Thresholds are parts of names and no figures of
    a review, so those of the draft are left out.

    Parameters
    ----------
    draft
        As `kejidata.read_report` gives it.
    reviewed
        start, end, value, unit, measure, bound, period, among; of the same text.

    Returns
    -------
    DataFrame
        start, surface, field (one of the fields, or added, or removed), draft, reviewed (texts).

    Examples
    --------
    >>> from kejidata.reports import draft_of
    >>> draft = draft_of("2020年，申报高企221家。")
    >>> reviewed = draft.assign(period="2021")
    >>> compare(draft, reviewed)[["surface", "field", "draft", "reviewed"]].values.tolist()
    [['221家', 'period', '2020', '2021']]
    """
    found = draft[draft["measure"] != "threshold"].to_dict("records")
    rows: list[tuple[object, ...]] = []
    at = 0
    for truth in reviewed.sort_values("start").to_dict("records"):
        while at < len(found) and found[at]["end"] <= truth["start"]:
            rows.append(_whole(found[at], "removed"))
            at += 1
        if at < len(found) and found[at]["start"] < truth["end"]:
            rows += _fields(found[at], truth)
            at += 1
        else:
            rows.append(_whole(truth, "added"))
    rows += [_whole(row, "removed") for row in found[at:]]
    columns = ["start", "surface", "field", "draft", "reviewed"]
    return pd.DataFrame(rows, columns=columns)


def _whole(row: dict[object, object], what: str) -> tuple[object, ...]:
    stated = _text(row["value"]) + str(row["unit"])
    draft, reviewed = (stated, "") if what == "removed" else ("", stated)
    return row["start"], row["surface"], what, draft, reviewed


def _fields(row: dict[object, object], truth: dict[object, object]) -> list[tuple[object, ...]]:
    pairs = [(field, _text(row[field]), _text(truth[field])) for field in FIELDS]
    return [(row["start"], row["surface"], *pair) for pair in pairs if pair[1] != pair[2]]


def _text(value: object) -> str:
    """Return a cell as text: numbers as short as they are, gaps empty."""
    if isinstance(value, float):
        return "" if value != value else f"{value:.15g}"
    return "" if value is None or value is pd.NA else str(value)

"""How well passages are read that were labelled before, and whether doubt points at errors."""

import re
from functools import cache
from pathlib import Path

import pytest

from kejidata.reports import draft_of

PASSAGE = re.compile(r"^## (\d\d) (\d{4})\n(.*?)(?=^## |\Z)", re.M | re.S)
MARKED = re.compile(r"\{([^{}]*)\}")
MEASURES = {
    "v": "value",
    "g": "growth_rate",
    "c": "completion_ratio",
    "r": "rank",
    "t": "target",
    "d": "change",
    "h": "threshold",
}
BOUNDS = {">=": "at_least", "<=": "at_most", "~": "about", "": "exact"}
ALIKE = 0.6
"""The least share of neighbouring characters that two forms of one name have in common."""


def labelled():
    """Yield each passage without its labels, and the labels by the offset of their figure."""
    whole = Path(__file__).with_name("passages.txt").read_text("utf-8")
    for _, year, marked in PASSAGE.findall(whole):
        text, at, labels = "", 0, {}
        for match in MARKED.finditer(marked):
            text += marked[at : match.start()]
            written, measure, name, period, bound = [*match[1].split("|"), "", ""][:5]
            labels[len(text)] = (measure, name, period or year, bound)
            text, at = text + written, match.end()
        yield text + marked[at:], labels


def is_same(one, other):
    """Tell whether two names are forms of one: one holds most of the other, or most pairs agree."""
    one, other = (re.sub(r"[\W_]|的|数量|数$|总", "", name) for name in (one, other))
    if (one in other or other in one) and min(map(len, (one, other))) * 2 >= len(max(one, other)):
        return bool(one and other)
    pairs, others = ({name[i : i + 2] for i in range(len(name) - 1)} for name in (one, other))
    return 2 * len(pairs & others) >= ALIKE * (len(pairs) + len(others)) > 0


@cache
def read():
    """Return for each labelled figure what of it was read rightly, and the confidence."""
    rows = []
    for text, labels in labelled():
        found = draft_of(text).to_dict("records")
        for at, (measure, name, period, bound) in labels.items():
            # 第 (of a rank) stands before the number, and belongs to the figure.
            row = next((r for r in found if r["start"] in (at, at - 1) and r["end"] > at), None)
            right = {"found": row is not None}
            if row:
                falls = measure[0] == "-"
                sign = row["measure"] not in ("growth_rate", "change") or falls == (
                    row["value"] < 0
                )
                right |= {
                    "measure": sign and row["measure"] == MEASURES[measure[-1]],
                    "name": is_same(row["indicator"], name),
                    "period": row["period"] == period,
                    "bound": row["bound"] == BOUNDS[bound],
                }
            rows.append((right, row["confidence"] if row else 0.0))
    return rows


@pytest.mark.parametrize(
    ("what", "share"),
    [("found", 0.99), ("measure", 0.97), ("bound", 0.98), ("period", 0.98), ("name", 0.85)],
)
def test_most_of_what_is_told_is_read(what, share):
    rows = read()
    assert sum(right.get(what, False) for right, _ in rows) >= share * len(rows)


def test_a_wrong_row_is_less_sure_than_a_right_one():
    wrong = [sure for right, sure in read() if not all(right.values())]
    others = [sure for right, sure in read() if all(right.values())]
    pairs = [(a < b) + (a == b) / 2 for a in wrong for b in others]
    # No better than chance is a half.
    assert sum(pairs) / len(pairs) >= 0.75

"""What a review changes in a draft, and that it is little for the shipped report."""

from pathlib import Path

import pandas as pd

from kejidata.reports import draft_of, read_report
from kejidata.reports.corrections import FIELDS, compare

REPORTS = Path(__file__).parents[2] / "data" / "raw" / "reports"
MOST = 12


def test_corrections_are_fields_additions_and_removals():
    draft = draft_of("2020年，申报高企221家，认定107家，增长5%。")
    reviewed = pd.concat(
        [
            draft.iloc[[0]].assign(bound="about", value=222.0),
            draft.iloc[[2]],
            draft.iloc[[2]].assign(start=99, end=100, surface="9家", value=9.0, unit="家"),
        ]
    )
    changes = compare(draft, reviewed)
    assert changes["field"].tolist() == ["value", "bound", "removed", "added"]
    assert changes["reviewed"].tolist() == ["222", "about", "", "9家"]
    assert len(compare(draft, draft)) == 0


def shipped():
    reviewed = pd.read_csv(REPORTS / "rugao_2020_figures.csv", dtype=str, keep_default_na=False)
    numbers = {name: pd.to_numeric(reviewed[name]) for name in ("start", "end")}
    reviewed = reviewed.assign(**numbers, value=pd.to_numeric(reviewed["value"]).astype(float))
    return read_report(REPORTS / "rugao_2020.txt"), reviewed


def test_the_shipped_review_is_its_draft_and_a_few_corrections():
    draft, reviewed = shipped()
    changes = compare(draft, reviewed)
    print(changes.to_string())
    assert not changes["field"].isin(["added", "removed", "value", "measure"]).any()
    assert 0 < len(changes) <= MOST, f"{len(changes)} corrections"


def test_draft_and_corrections_give_the_shipped_review():
    draft, reviewed = shipped()
    corrected = draft[draft["measure"] != "threshold"].reset_index(drop=True)
    corrected = corrected.astype(object)
    for change in compare(draft, reviewed).to_dict("records"):
        row = corrected.index[corrected["start"] == change["start"]]
        corrected.loc[row, change["field"]] = change["reviewed"]
    for field in FIELDS:
        assert corrected[field].tolist() == reviewed[field].tolist(), field


def test_most_codes_of_the_shipped_review_are_proposed():
    draft, reviewed = shipped()
    both = draft.merge(reviewed, on="start", suffixes=("", "_reviewed"))
    proposed = both[both["code"] != ""]
    assert len(proposed) > len(both) / 2
    assert (proposed["code"] == proposed["code_reviewed"]).mean() > 0.95

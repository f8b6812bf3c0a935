"""The invented report whose growth, rank and completion its own figures contradict."""

import pandas as pd
import pytest

import kejidata
from kejidata import examples
from kejidata.reports import observations

# Four counties that no register knows: 甲县, 乙县, 丙县, 丁县.
COUNTIES = {"甲县": "jiaxian", "乙县": "yixian", "丙县": "bingxian", "丁县": "dingxian"}


@pytest.mark.root_project
def test_three_planted_errors_are_caught_and_nothing_else():
    files = {name: f"reports/{file}_2024.txt" for name, file in COUNTIES.items()}
    drafts = {name: kejidata.read_report(examples() / file) for name, file in files.items()}
    own = pd.concat([observations(draft, region=name) for name, draft in drafts.items()])
    checks = kejidata.audit(own)
    wrong = checks[checks["verdict"] == "contradicted"]
    assert set(wrong["region"]) == {"丁县"}
    found = wrong.set_index("measure")[["stated", "computed"]].to_dict("index")
    # 60 / 50 - 1; third behind 2.71 and 2.46; 12.6 / 12.
    assert {measure: (row["stated"], row["computed"]) for measure, row in found.items()} == {
        "growth_rate": (25.0, 20.0),
        "rank": (1.0, 3.0),
        "completion_ratio": (115.0, 105.0),
    }
    assert set(checks["verdict"]) == {"contradicted", "not_checkable"}

"""Whatever a spreadsheet does to a draft, each of its figures comes back or is listed."""

import csv
import os
from pathlib import Path

import pandas as pd
import pytest

from kejidata.reports import observations
from kejidata.reports.review_file import write_draft

ROOT = Path(__file__).parents[2]
CORPUS = os.environ.get("KEJIDATA_CORPUS", "")
"""The folder of more reports, where there is one."""
EXAMPLES = sorted([*ROOT.glob("data/raw/reports/*.txt"), *ROOT.glob("data/examples/reports/*.txt")])
MORE = sorted(Path(CORPUS).glob("*.txt")) if CORPUS else []
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def as_named_month(period):
    year, _, month = period.partition("-")
    dated = len(period) == 7 and month.isdecimal()
    return f"{MONTHS[int(month) - 1]}-{year[2:]}" if dated and year >= "2000" else period


def as_serial(period):
    first = pd.Period(period, "M").start_time if len(period) == 7 and period[4] == "-" else None
    return str((first - pd.Timestamp("1899-12-30")).days) if first is not None else period


def spoilt(row, period):
    """Return a row without the zeros that a spreadsheet drops, its month as a date."""
    plain = row["value"].removesuffix(".0")
    return row | {
        "value": plain,
        "region": row["region"].lstrip("0") or ("0" if row["region"] else ""),
        "period": period(row["period"]),
    }


def comparable(found):
    return found.astype("str").values.tolist(), [one["reason"] for one in found.attrs["left_out"]]


def assert_nothing_lost(report, folder):
    draft = write_draft(report, folder / "draft.csv")
    with draft.out.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(draft.frame)
    for own in (False, True):
        expected = observations(draft.frame, "丙县", own=own)
        reasons = [one["reason"] for one in expected.attrs["left_out"]]
        assert len(expected) + len(reasons) == len(rows)
        assert all(reasons)
        assert "not_quoted" not in reasons
        for encoding, period in (("gb18030", as_named_month), ("utf-8-sig", as_serial)):
            edited = folder / "edited.csv"
            with edited.open("w", encoding=encoding, newline="") as file:
                writer = csv.DictWriter(file, [*reversed(rows[0])] if rows else ["look"])
                writer.writeheader()
                writer.writerows(spoilt(row, period) for row in rows)
            if rows:
                assert comparable(observations(edited, "丙县", own=own)) == comparable(expected)


@pytest.mark.parametrize("report", EXAMPLES, ids=lambda path: path.stem)
def test_no_figure_of_an_example_is_lost(report, tmp_path):
    assert_nothing_lost(report, tmp_path)


@pytest.mark.skipif(not MORE, reason="no folder of more reports is given in KEJIDATA_CORPUS")
@pytest.mark.parametrize("report", MORE, ids=lambda path: path.stem)
def test_no_figure_of_other_reports_is_lost(report, tmp_path):
    assert_nothing_lost(report, tmp_path)

"""Read any bureau's report: a grammar for the figures of Chinese work reports."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from kejidata.reports.frame import draft_of


def read_report(path: str | Path) -> pd.DataFrame:
    """Return the figures of a report."""
    return draft_of(Path(path).read_text("utf-8"))

"""The draft as a frame: one row per figure, in the order of the text."""

from __future__ import annotations

import pandas as pd

from kejidata.reports.reader import figures_of, rows_of

COLUMNS = [
    "start",
    "end",
    "surface",
    "value",
    "unit",
    "measure",
    "bound",
    "period",
    "indicator",
    "code",
    "region",
    "among",
    "value_to",
    "quote",
    "confidence",
    "reason",
]


def draft_of(text: str) -> pd.DataFrame:
    """Return the figures of a text as a draft frame; see `kejidata.reports.read_report`."""
    flat, figures = figures_of(text)
    rows = []
    for start, end, figure in rows_of(flat, figures):
        token = figure.token
        upper = token.value_to
        rows.append(
            (
                start,
                end,
                text[start:end],
                token.value * figure.sign,
                token.unit,
                figure.measure,
                figure.bound,
                figure.period,
                figure.indicator,
                "",
                figure.region,
                figure.among,
                float("nan") if upper is None else upper * figure.sign,
                text[start:end],
                1.0,
                "|".join(figure.doubts),
            )
        )
    return pd.DataFrame(rows, columns=COLUMNS)

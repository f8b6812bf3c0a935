"""Small tidy frames to measure: by hand and at random."""

import numpy as np
import pandas as pd
from hypothesis import settings
from hypothesis import strategies as st

# Whole frames take long to measure; half the examples of the profile will do.
FEWER = settings(max_examples=settings.default.max_examples // 2)
KEYS = ["region", "indicator", "period"]


def obs(**columns):
    """Return a tidy frame of one region and one indicator, unless said otherwise."""
    frame = pd.DataFrame(columns)
    for name, label in (("indicator", "own_indicator"), ("region", "somewhere")):
        if name not in frame:
            frame.insert(0, name, label)
    return frame


@st.composite
def tidy_frames(draw, steps=(0.0, 0.1, 1.0), bounds=("exact", "exact", "exact", "at_least")):
    """Return frames with gaps, empty values, zero and negative values, steps and bounds."""
    tenths = st.one_of(st.none(), st.integers(-20, 60))
    rows = st.tuples(
        *(st.sampled_from("abcd"), st.sampled_from("xy"), st.integers(2010, 2014)),
        *(tenths, st.sampled_from(steps), st.sampled_from(bounds)),
    )
    chosen = draw(st.lists(rows, unique_by=lambda row: row[:3], max_size=24))
    region, indicator, period, value, step, bound = (
        zip(*chosen, strict=True) if chosen else [()] * 6
    )
    # Column by column, which takes a fifth of the time of a frame that is then converted.
    return pd.DataFrame(
        {
            "region": pd.Series(region, dtype="str"),
            "indicator": pd.Series(indicator, dtype="str"),
            "period": np.array(period, dtype="int64"),
            "value": np.array([np.nan if one is None else one / 10 for one in value], dtype=float),
            "step": np.array(step, dtype=float),
            "bound": pd.Series(bound, dtype="str"),
        }
    )


def side_by_side(frames):
    """Return frames in one, each with indicators of its own: measuring once is what saves time.

    No measure looks from one indicator of an analyst's own at another.
    """
    named = [frame.assign(indicator=frame["indicator"] + f"_{n}") for n, frame in enumerate(frames)]
    return pd.concat(named, ignore_index=True)


SHEETS = settings(max_examples=settings.default.max_examples * 3 // 50)
"""As many frames as of `FEWER`, eight or more in a sheet, the first of which is always empty."""


def sheets(**options):
    """Return several of the tidy frames side by side, for what holds for each of them alone."""
    return st.lists(tidy_frames(**options), min_size=8, max_size=10).map(side_by_side)


TENS = settings(max_examples=settings.default.max_examples // 10)
"""As many examples as without it, of those that stand `ten` in a frame."""


def ten(*strategies):
    """Return ten examples, each for a region of its own: measuring once is what saves time."""
    return st.lists(st.tuples(*strategies), min_size=10, max_size=10)


def facts(frame, *columns):
    """Return the cells of some columns, row by row."""
    columns = columns or ("indicator", "measure", "value", "unit")
    return [tuple(row) for row in frame[list(columns)].itertuples(index=False)]

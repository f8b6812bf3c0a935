"""Contributions add up to the score, those to the gap to the gap, and hold what rounding leaves."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kejidata.measures.composite_index import composite_index
from kejidata.measures.index_contributions import index_contributions
from kejidata.model import terms

FEW = settings(max_examples=max(6, settings.default.max_examples // 12))
NAMES = ("x", "y", "z")
TABLE = pd.DataFrame(
    {
        "indicator": [*NAMES, "inside"],
        "group": ["inside", "inside", "", ""],
        "weight": [1, 3, 2, 1],
        "direction": [1, 1, -1, 1],
        "minimum": [0, 0, 0, None],
        "maximum": [20, 20, 20, None],
    }
)
PLAIN = TABLE.drop(columns=["minimum", "maximum"])
FIGURES = st.lists(
    st.lists(st.integers(1, 12) | st.none(), min_size=3, max_size=3), min_size=2, max_size=4
)


def tidy(figures, **columns):
    rows = [
        (f"r{n}", name, 2020, value)
        for n, own in enumerate(figures)
        for name, value in zip(NAMES, own, strict=True)
    ]
    return pd.DataFrame(rows, columns=["region", "indicator", "period", "value"]).assign(**columns)


def both(frame, table=PLAIN, **options):
    """Return scores of the index by region, and contributions."""
    found = composite_index(frame, table, **options)
    parts = index_contributions(frame, table, **options)
    assert tuple(parts.columns) == terms.RESULTS["index_contributions"]
    return found[found["indicator"] == "composite_index"].set_index("region"), parts


@FEW
@given(FIGURES, st.sampled_from(["min_max", "z_score", "rank"]))
def test_contributions_add_up_to_scores_and_to_gaps(figures, method):
    scores, parts = both(tidy(figures), normalise=method, availability=0.5)
    sums = parts.groupby("region")[["contribution", "gap"]].sum(min_count=1)
    assert sums["contribution"].to_dict() == pytest.approx(scores["score"].to_dict(), nan_ok=True)
    ahead = parts.drop_duplicates("region").set_index("region")["next"]
    for region, other in ahead[ahead != ""].items():
        gap = scores.loc[other, "score"] - scores.loc[region, "score"]
        assert sums.loc[region, "gap"] == pytest.approx(gap, abs=1e-9)
        first = scores.loc[region, "rank"] == 1
        places = scores["rank"] - scores.loc[region, "rank"]
        nearest = places[places > 0].min() if first else places[places < 0].max()
        assert places[other] == nearest


def test_the_gap_of_a_geometric_mean_adds_up():
    scores, parts = both(tidy([[4, 9, 5], [16, 5, 11], [8, 12, 2]]), TABLE, aggregate="geometric")
    sums = parts.groupby("region")["gap"].sum()
    ahead = parts.drop_duplicates("region").set_index("region")["next"]
    for region, other in ahead.items():
        assert sums[region] == pytest.approx(
            scores.loc[other, "score"] - scores.loc[region, "score"]
        )
    assert set(parts["reason"]) == {"not_additive"}
    assert parts["contribution"].isna().all()


@FEW
@given(FIGURES, st.sampled_from(["arithmetic", "geometric"]), st.data())
def test_whatever_is_behind_rounded_figures_lies_in_the_intervals(figures, aggregate, data):
    options = {"aggregate": aggregate}
    out = both(tidy(figures, step=1.0, kind="amount"), TABLE, **options)[1]
    inside = st.sampled_from([-0.5, -0.25, 0.0, 0.499])
    true = [[None if v is None else v + data.draw(inside) for v in own] for own in figures]
    behind = both(tidy(true), TABLE, **options)[1]
    for name in ("contribution", "gap"):
        same = (out["next"] == behind["next"]) & out[name].notna() & behind[name].notna()
        assert (out[f"{name}_low"] <= behind[name] + 1e-9)[same].all()
        assert (behind[name] <= out[f"{name}_high"] + 1e-9)[same].all()


def test_an_indicator_without_a_figure_adds_nothing_and_says_why():
    frame = tidy([[1, None, 3], [4, 5, 6], [7, 9, 9]])
    parts = both(frame, availability=0.5)[1].set_index(["region", "part"])
    assert parts.loc[("r0", "y"), "reason"] == "no_value"
    assert np.isnan(parts.loc[("r0", "y"), "contribution"])
    # The whole group is then x, a third of the index.
    assert parts.loc[("r0", "x"), "weight"] == pytest.approx(100 / 3)
    unscored = both(frame)[1].set_index(["region", "part"])
    assert unscored.loc["r0", "reason"].tolist() == [
        "low_availability",
        "no_value",
        "low_availability",
    ]


def test_periods_follow_the_calendar_as_everywhere():
    frame = tidy([[1, 2, 3], [4, 5, 6]])
    halves = frame.assign(period="2020-01/2020-06")
    scores, parts = both(pd.concat([frame.assign(period="2020"), halves]))
    assert parts["period"].unique().tolist() == ["2020-01/2020-06", "2020"]
    assert scores.loc["r0", "period"].tolist() == ["2020-01/2020-06", "2020"]

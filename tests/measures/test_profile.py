"""One place at a glance, against the measures that it is made of and by hand."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tidy import SHEETS, obs, side_by_side, tidy_frames

from kejidata.errors import KejidataError
from kejidata.measures.completion import completion_ratios
from kejidata.measures.growth import growth_rates
from kejidata.measures.profile import profile
from kejidata.measures.ranking import rankings
from kejidata.model import region_lookup, terms


def nine(values, **columns):
    """Return one indicator over nine regions of an analyst's own, a to i."""
    return obs(region=list("abcdefghi"), period=2020, value=values, **columns)


@pytest.mark.parametrize(
    ("region", "position"),
    [("a", "strength"), ("c", "strength"), ("d", "middle"), ("f", "middle"), ("g", "weakness")],
)
def test_a_position_is_the_third_of_the_group(region, position):
    row = profile(nine([9, 8, 7, 6, 5, 4, 3, 2, 1]), region).iloc[0]
    assert row["position"] == position
    assert (row["median"], row["best_value"]) == (5, 9)


@pytest.mark.parametrize(
    ("members", "positions"),
    [
        (3, ["strength", "middle", "weakness"]),
        (4, ["strength", "middle", "middle", "weakness"]),
        (5, ["strength", *["middle"] * 3, "weakness"]),
    ],
)
def test_the_last_third_is_as_long_as_the_first(members, positions):
    """Of five the 2nd lies in 1/5 to 2/5 and reaches over a third; so does the 4th."""
    frame = obs(region=list("abcde")[:members], period=2020, value=list(range(9, 9 - members, -1)))
    assert [profile(frame, one)["position"].iloc[0] for one in "abcde"[:members]] == positions


def test_a_range_of_ranks_over_two_thirds_is_open():
    frame = nine([9, 8, 7, 7, 5, 4, 3, 2, 1], step=1.0, kind="amount")
    # 7 and 7 are third or fourth of nine.
    assert profile(frame, "c")["position"].tolist() == ["open"]
    assert profile(frame, "b")["position"].tolist() == ["strength"]
    # A member without a figure may stand before all others: 3rd to 4th.
    gap = nine([9, 8, 7, 6, 5, 4, 3, 2, None])
    assert profile(gap, "c")["position"].tolist() == ["open"]
    assert profile(gap, "b")["position"].tolist() == ["strength"]
    assert profile(gap, "i")[["position", "reason"]].values.tolist() == [["", "no_value"]]


def test_the_only_place_with_a_figure_has_no_rank():
    """Of nine regions a alone has a figure: 1st of one, or 1st to 9th, says nothing of it."""
    row = profile(nine([9, *[None] * 8]), "a").iloc[0]
    assert row[["rank", "best", "worst", "shift", "median", "best_value"]].isna().all()
    assert row[["value", "ranked", "missing", "reason"]].tolist() == [9, 1, 8, "no_peer"]
    assert profile(nine([9, 8, *[None] * 7]), "a")["worst"].tolist() == [8]


def test_the_last_figure_of_each_indicator_is_told_or_one_period():
    frame = pd.concat(
        [
            obs(
                region=["a", "b", "c"] * 2, period=[2019] * 3 + [2020] * 3, value=[1, 2, 3, 6, 5, 4]
            ),
            obs(region=["a", "b", "c"], period=2019, value=[3, 2, 1], indicator="own_other"),
        ]
    )
    out = profile(frame, "a")
    assert out[["indicator", "period", "rank"]].values.tolist() == [
        ["own_indicator", 2020, 1],
        ["own_other", 2019, 1],
    ]
    assert out["growth_reason"].tolist() == ["", "no_base"]
    assert profile(frame, "a", 2019)["rank"].tolist() == [3, 1]
    with pytest.raises(KejidataError, match=r"no row of the period 2018[^$]*2020\n *2019"):
        profile(frame, "a", "2018")


@SHEETS
@given(st.lists(tidy_frames(), min_size=3, max_size=3).map(side_by_side))
def test_every_number_is_that_of_its_measure(frame):
    if not (frame["region"] == "a").any():
        with pytest.raises(KejidataError, match="no row"):
            profile(frame, "a")
        return
    out = profile(frame, "a").set_index(["indicator", "period"])
    for measure, names in (
        (growth_rates, {"growth": "growth", "low": "growth_low", "reason": "growth_reason"}),
        (completion_ratios, {"completion": "completion", "reason": "completion_reason"}),
        (rankings, {name: name for name in ("value", "rank", "best", "worst", "shift", "reason")}),
    ):
        found = measure(frame)
        found = found[found["region"] == "a"].set_index(["indicator", "period"]).reindex(out.index)
        for name, own in names.items():
            expected = found[name].astype(object)
            both = pd.DataFrame({"expected": expected, "own": out[own].astype(object)})
            both = both[~(both["expected"].isna() & both["own"].isna())]
            assert both["expected"].tolist() == both["own"].tolist()
    ranked = rankings(frame)
    ranked = ranked[ranked["rank"].notna()].groupby(["indicator", "period"])["value"]
    assert out["median"].dropna().to_dict() == {
        key: value for key, value in ranked.median().items() if key in out.index
    }


def test_a_place_is_told_by_any_name_among_its_peers_in_the_unit_of_the_figure():
    members = region_lookup.members_of("320600")
    frame = obs(
        region=["南通", "如皋市", *(one for one in members if one != "320682")],
        period=2022,
        value=[90.0, 20.0, *range(1, len(members))],
        unit="万元",
    )
    row = profile(frame, "320682").iloc[0]
    assert row[["region", "rank", "ranked", "unit"]].tolist() == ["如皋市", 1, len(members), "万元"]
    assert tuple(profile(frame, "如皋").columns) == terms.RESULTS["profile"]


@pytest.mark.parametrize(("region", "period"), [("somewhere else", None), ("a", "soon")])
def test_a_place_or_a_period_that_is_none_is_refused(region, period):
    with pytest.raises(KejidataError):
        profile(nine(range(9)), region, period)


def test_a_place_without_a_row_has_an_empty_profile():
    assert profile(nine([9, 8, 7, 6, 5, 4, 3, 2, 1]), "320682").empty


def test_median_and_best_tell_whose_figures_they_are():
    # Behind those of value, base and target, of which the last two are not there.
    found = profile(nine([9, 8, 7, 6, 5, 4, 3, 2, 1], source=["own", *["peers"] * 8]), "a")
    assert found["source"].tolist() == ["own|||own; peers"]

import math
from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal
from tidy import KEYS, SHEETS, obs, sheets

from kejidata.errors import KejidataError
from kejidata.measures.ranking import among_known, rankings
from kejidata.model import registry

COLUMNS = [
    *("region", "indicator", "period", "value", "unit", "step", "rank", "best", "worst"),
    *("ranked", "missing", "shift", "reason"),
]


def in_one_year(values, **columns):
    """Return one year of regions a, b, c, ..., which the registry does not know."""
    regions = [f"region {chr(97 + n)}" for n in range(len(values))]
    return obs(**{"region": regions, "period": 2020, "value": values, **columns})


def ranges(frame, **arguments):
    out = rankings(frame, **arguments)
    return list(zip(out["rank"], out["best"], out["worst"], strict=True))


def test_ranks_are_shared_and_the_next_one_is_left_out():
    out = rankings(in_one_year([5, 9, 5, 1]))
    assert out.columns.tolist() == COLUMNS
    assert out["rank"].tolist() == [2, 1, 2, 4]
    assert out["ranked"].tolist() == [4, 4, 4, 4]


def test_a_value_keeps_the_unit_and_the_step_it_was_published_in():
    out = rankings(in_one_year([5, 9, 5], unit="万元", step=[1, 0.1, 1]))
    assert out["unit"].tolist() == ["万元"] * 3
    assert out["step"].tolist() == [1, 0.1, 1]
    bare = rankings(in_one_year([5]).assign(indicator="gdp"))
    assert bare["unit"].tolist() == ["亿元"]
    assert bare["step"].isna().all()


def test_less_is_better():
    assert rankings(in_one_year([5, 9, 1]), direction=-1)["rank"].tolist() == [2, 3, 1]


def test_float_noise_ties():
    assert rankings(in_one_year([0.1 + 0.2, 0.3, 0.30000001]))["rank"].tolist() == [2, 2, 1]
    assert rankings(in_one_year([-0.1 - 0.2, -0.3]))["rank"].tolist() == [1, 1]


def test_equal_means_equal_on_the_published_grid():
    noisy = in_one_year([2.4000001, 2.4, 2.41], step=0.01)
    assert rankings(noisy)["rank"].tolist() == [2, 2, 1]


def test_neighbours_on_one_grid_are_told_apart_and_equal_figures_are_not():
    assert ranges(in_one_year([2.41, 2.40, 2.40, 2.39], step=0.01)) == [
        (1, 1, 1),
        (2, 2, 3),
        (2, 2, 3),
        (4, 4, 4),
    ]


def test_equal_exact_figures_share_their_rank_for_certain():
    assert ranges(in_one_year([7, 7, 3])) == [(1, 1, 1), (1, 1, 1), (3, 3, 3)]
    assert ranges(in_one_year([7, 7, 3], step=1), kind="count")[0] == (1, 1, 1)
    assert ranges(in_one_year([7, 7, 3], step=1), kind="amount")[0] == (1, 1, 2)


def test_different_steps_overlap_where_their_intervals_do():
    # 2.35 to 2.45, 2.405 to 2.415, 2.395 to 2.405, 2.445 to 2.455, 2.455 to 2.465
    frame = in_one_year([2.4, 2.41, 2.40, 2.45, 2.46], step=[0.1, 0.01, 0.01, 0.01, 0.01])
    assert ranges(frame) == [(4, 2, 5), (3, 3, 4), (4, 4, 5), (2, 2, 3), (1, 1, 1)]


def test_touching_intervals_of_different_steps_do_not_overlap():
    # 2.35 to 2.45 ends where 2.45 to 2.47 begins
    assert ranges(in_one_year([2.4, 2.46], step=[0.1, 0.02])) == [(2, 2, 2), (1, 1, 1)]


def test_an_exact_figure_may_tie_with_the_lower_end_of_a_rounded_one():
    # 5 exactly, and 5 to 7
    assert ranges(in_one_year([5, 6], step=[0, 2])) == [(2, 1, 2), (1, 1, 1)]


@pytest.mark.parametrize(
    ("reason", "values", "bound"),
    [("no_value", [1, None, 3], "exact"), ("not_exact", [1, 2, 3], ["exact", "about", "exact"])],
)
def test_who_is_not_ranked_is_counted_with_a_reason(reason, values, bound):
    out = rankings(in_one_year(values, bound=bound))
    assert out["reason"].tolist() == ["", reason, ""]
    assert out["rank"].isna().tolist() == [False, True, False]
    assert out["rank"].tolist()[::2] == [2, 1]
    assert out["ranked"].tolist() == [2, 2, 2]
    assert out["missing"].tolist() == [1, 1, 1]


def test_two_units_in_a_group_of_an_unknown_indicator_cannot_be_ranked():
    out = rankings(in_one_year([1, 2, None], unit=["万元", "亿元", "万元"]))
    assert out["reason"].tolist() == ["unit_mismatch", "unit_mismatch", "no_value"]


def test_a_unit_that_is_not_stated_is_not_that_of_the_others():
    out = rankings(in_one_year([1, 2, None], unit=["万元", None, "万元"]))
    assert out["reason"].tolist() == ["unit_mismatch", "unit_mismatch", "no_value"]
    assert rankings(in_one_year([1, 2], unit=""))["reason"].tolist() == ["", ""]


def test_another_unit_than_the_registrys_cannot_be_ranked():
    frame = in_one_year([1, 2, 3], indicator="rd_intensity", unit=["%", "亿元", ""])
    out = rankings(frame)
    assert out["reason"].tolist() == ["", "unit_mismatch", ""]
    assert out["rank"].tolist()[::2] == [2, 1]


def test_the_first_reason_that_holds_is_given():
    frame = in_one_year([1, 2, None], unit=["万元", "亿元", "万元"], bound="about")
    assert rankings(frame)["reason"].tolist() == ["unit_mismatch", "unit_mismatch", "no_value"]


def test_a_region_of_the_indicator_without_a_row_is_missing():
    frame = obs(region=["x1", "x2", "x1"], period=[2019, 2019, 2020], value=[1, 2, 3])
    out = rankings(frame)
    assert out["region"].tolist() == ["x1", "x1", "x2"]
    assert out["missing"].tolist() == [0, 1, 0]
    assert out["ranked"].tolist() == [2, 1, 2]


def test_shift_counts_the_regions_of_both_years_only():
    # 2019: a 1, b 2, c 3, d 4; 2020: e first, then b, a, d, and c is gone.
    frame = obs(
        region=[*"abcd", *"ebad"],
        period=[2019] * 4 + [2020] * 4,
        value=[9, 8, 7, 6, 9, 8, 7, 6],
    ).replace({"region": {name: f"region {name}" for name in "abcde"}})
    out = rankings(frame)
    now = out[out["period"] == 2020].set_index("region")
    assert now["rank"].tolist() == [3, 2, 4, 1]
    assert now["shift"].fillna(99).tolist() == [-1, 1, 0, 99]
    assert out.loc[out["period"] == 2019, "shift"].isna().all()


def test_shift_does_not_reach_over_a_gap():
    assert rankings(obs(period=[2018, 2020], value=[1, 2]))["shift"].isna().all()


@pytest.mark.root_project
def test_totals_are_never_ranked_among_their_members():
    codes = ["000000", "320000", "110000", "320100", "320500", "320682"]
    names = ["全国", "江苏省", "北京", "南京", "Suzhou", "如皋市"]
    for labels in (codes, names):
        out = rankings(obs(region=labels, period="2020", value=[100, 60, 50, 30, 20, 1]))
        found = out.set_index("region").loc[labels]
        # The nation has no peers, and of the counties of Nantong one alone has a figure.
        assert found["rank"].tolist() == [pd.NA, 1, 2, 1, 2, pd.NA]
        assert found["reason"].tolist() == ["no_peer", "", "", "", "", "no_peer"]
        assert found["ranked"].tolist() == [1, 2, 2, 2, 2, 1]
        assert found["missing"].tolist() == [0, 29, 29, 11, 11, 6]


def test_members_without_a_value_have_a_row_written_as_the_others_are():
    out = rankings(obs(region=["江苏", "北京"], period=[2020, 2020], value=[1, 2]))
    assert len(out) == 31
    assert out["reason"].tolist().count("no_value") == 29
    assert "上海" in set(out["region"])
    coded = rankings(obs(region=["320000", "110000"], period=2020, value=[1, 2]))
    assert "310000" in set(coded["region"])


def test_members_are_added_only_where_their_group_has_a_row():
    frame = obs(
        region=["320100", "320200"], indicator=["own one", "own two"], period=[2020, 2021], value=1
    )
    out = rankings(frame)
    assert len(out) == 26
    assert set(zip(out["indicator"], out["period"], strict=True)) == {
        ("own one", 2020),
        ("own two", 2021),
    }


def test_members_without_a_figure_leave_a_range_of_places():
    """Four of the seven members of Nantong are known: the first is first to fourth."""
    known = ["320682", "320681", "320623", "320612"]
    out = rankings(obs(region=known, period=2020, value=[9.0, 8.0, 7.0, 7.0]))
    ranked = out.dropna(subset="rank").set_index("region").loc[known]
    assert list(ranked[["rank", "best", "worst"]].itertuples(index=False, name=None)) == [
        (1, 1, 4),
        (2, 2, 5),
        (3, 3, 6),
        (3, 3, 6),
    ]
    assert among_known(ranked)["worst"].tolist() == [1, 2, 3, 3]


@pytest.mark.root_project
def test_categories_grow_by_the_members_that_were_missing():
    frame = obs(region=["320100", "000000"], period=2020, value=1.0).astype({"region": "category"})
    out = rankings(frame)
    assert out["region"].dtype == "category"
    assert set(out["region"]) == {
        "000000",
        *registry.regions().query("parent == '320000'")["code"],
    }


def test_among_ranks_the_members_of_one_region():
    frame = obs(region=["320000", "320100", "320500"], period=2020, value=[9, 1, 2])
    out = rankings(frame, among="320000")
    assert len(out) == 13
    assert out.set_index("region")["rank"].dropna().to_dict() == {"320100": 2, "320500": 1}


def test_among_an_unknown_region_names_close_ones():
    with pytest.raises(KejidataError, match="320000 Jiangsu"):
        rankings(in_one_year([1]), among="32000")
    with pytest.raises(KejidataError, match="members"):
        rankings(in_one_year([1]), among="320682")


def test_a_region_under_two_labels_is_one_and_a_double_is_refused():
    """江苏 is 320000, 浙江 330000 (Jiangsu, Zhejiang); each row keeps the label it was given."""
    labels = ["320000", "浙江", "江苏", "330000"]
    out = rankings(obs(region=labels, period=[2020, 2020, 2021, 2021], value=[1, 2, 3, 4]))
    ranked = out.dropna(subset="rank").set_index(["region", "period"])
    assert ranked["rank"].to_dict() == {
        ("320000", 2020): 2,
        ("浙江", 2020): 1,
        ("江苏", 2021): 2,
        ("330000", 2021): 1,
    }
    assert ranked["shift"].dropna().to_dict() == {("江苏", 2021): 0, ("330000", 2021): 0}
    assert set(out["ranked"] + out["missing"]) == {31}
    with pytest.raises(KejidataError, match="the same region(.|\n)*'320000'(.|\n)*'江苏'"):
        rankings(obs(region=["320000", "江苏"], period=2020, value=[1, 2]))


def test_the_newest_publication_counts():
    frame = in_one_year([1, 2]).assign(vintage=2020)
    newer = in_one_year([3]).assign(vintage=2021)
    assert rankings(pd.concat([frame, newer]))["rank"].tolist() == [1, 2]


def expected(rows, year, less):
    """Return rank, best and worst, and how many have a figure, by comparing every two regions.

    An interval holds its lower end and not its upper one, whatever is better. Who has no rank may
    stand before all others. Who alone has a figure has no rank.
    """
    cells = {region: row for (region, when), row in rows.items() if when == year}
    spans = {}
    for region, row in cells.items():
        if row["bound"] == "exact" and not math.isnan(row["value"]):
            step = Decimal(str(row["step"]))
            value = Decimal(str(row["value"]))
            spans[region] = (value, value - step / 2, value + step / 2)
    absent = len({region for region, _ in rows}) - len(spans)
    found = {}
    if len(spans) == 1:
        return found, 1
    for me, mine in spans.items():
        others = [span for region, span in spans.items() if region != me]
        better = [(mine, o) if less else (o, mine) for o in others]
        found[me] = (
            1 + sum(one[0] > other[0] for one, other in better),
            1 + sum(surely_more(one, other) for one, other in better),
            1 + sum(one[2] > other[1] for one, other in better) + absent,
        )
    return found, len(spans)


def surely_more(one, other):
    """Tell whether every number of one interval is larger than every one of the other."""
    is_exact = other[1] == other[2]
    return one[1] > other[2] if is_exact else one[1] >= other[2]


@SHEETS
@given(sheets(steps=(0.0, 0.1, 0.2)), st.booleans())
def test_ranks_equal_a_slow_reading_of_the_rules(frame, less):
    # Values are tenths, so with a step of two tenths they are moved to even tenths.
    even = frame["step"] == 0.2
    frame["value"] = frame["value"].where(~even, (frame["value"] * 5).round() / 5).round(1)
    out = rankings(frame, direction=-1 if less else 1)
    assert list(map(tuple, out[KEYS].values.tolist())) == sorted(
        map(tuple, frame[KEYS].values.tolist())
    )
    for indicator, part in frame.groupby("indicator"):
        rows = {(row["region"], row["period"]): row for row in part.to_dict("records")}
        regions = {region for region, _ in rows}
        for year in set(part["period"]):
            truth, compared = expected(rows, year, less)
            here = out[(out["indicator"] == indicator) & (out["period"] == year)]
            ranked = here.dropna(subset="rank")
            got = zip(ranked["rank"], ranked["best"], ranked["worst"], strict=True)
            assert dict(zip(ranked["region"], got, strict=True)) == truth
            assert set(here["ranked"]) == {compared}
            assert set(here["missing"]) == {len(regions) - compared}


@SHEETS
@given(sheets(steps=(0.0,)))
def test_shift_equals_ranking_the_regions_of_both_years_again(frame):
    out = rankings(frame)
    found = dict(zip(map(tuple, out[KEYS].values.tolist()), out["shift"], strict=True))
    values = {
        tuple(key): value
        for *key, value, bound in frame[[*KEYS, "value", "bound"]].values.tolist()
        if bound == "exact" and not math.isnan(value)
    }
    for region, indicator, year in found:
        both = [
            (values[one, indicator, year], values[one, indicator, year - 1])
            for one in "abcd"
            if {(one, indicator, year), (one, indicator, year - 1)} <= values.keys()
        ]
        mine = [values.get((region, indicator, when)) for when in (year, year - 1)]
        shift = found[region, indicator, year]
        alone = 1 in (sum((one, indicator, year - n) in values for one in "abcd") for n in range(2))
        if None in mine or alone:
            assert pd.isna(shift)
            continue
        now, then = (sum(pair[n] > mine[n] for pair in both) for n in range(2))
        assert shift == then - now  # places gained: fewer lead than a year earlier


@SHEETS
@given(sheets(), st.integers(0, 99))
def test_order_and_units_do_not_matter(frame, seed):
    out = rankings(frame)
    assert_frame_equal(rankings(frame.sample(frac=1, random_state=seed)), out)
    scaled = rankings(frame.assign(value=frame["value"] * 8, step=frame["step"] * 8))
    numbers = ["value", "step"]
    assert_frame_equal(scaled.drop(columns=numbers), out.drop(columns=numbers))


@pytest.mark.root_project
@SHEETS
@given(sheets())
def test_a_region_of_another_group_changes_nothing(frame):
    other = frame.drop_duplicates("indicator")[["indicator"]]
    more = pd.concat([frame, other.assign(region="320100", period=2012, value=3.0)])
    out = rankings(more.astype(frame.dtypes))
    known = registry.current().region_codes
    own = out[~out["region"].isin(list(known))].reset_index(drop=True)
    assert_frame_equal(own, rankings(frame))

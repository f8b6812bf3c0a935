"""The composite index against COINr's published results, exact fractions and every case tried."""

import itertools
from fractions import Fraction
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from kejidata.errors import KejidataError
from kejidata.measures.composite_index import composite_index
from kejidata.measures.index_contributions import index_contributions
from kejidata.measures.ranking import rankings
from kejidata.model import region_lookup, terms

ASEM = Path(__file__).parent.parent / "reference"
FEW = settings(max_examples=max(6, settings.default.max_examples // 12))
FIGURES = st.lists(
    st.lists(st.integers(1, 12), min_size=3, max_size=3, unique=False), min_size=2, max_size=5
)
"""Figures of some regions, a row each, of three indicators: the last is better where less."""
WEIGHTS = (1, 2, 3)
TABLE = pd.DataFrame(
    {"indicator": ["x", "y", "z"], "weight": WEIGHTS, "direction": [1, 1, -1], "target": [5, 6, 7]}
)
MOVED = Fraction(1, 5)


def tidy(figures, **columns):
    """Return a tidy frame of figures by region and indicator."""
    names = "xyz"[: len(figures[0])]
    rows = [
        (f"r{n}", name, 2020, value)
        for n, own in enumerate(figures)
        for name, value in zip(names, own, strict=True)
    ]
    return pd.DataFrame(rows, columns=["region", "indicator", "period", "value"]).assign(**columns)


def index(figures, structure=TABLE, columns=(), **options):
    out = composite_index(tidy(figures, **dict(columns)), structure, **options)
    assert tuple(out.columns) == terms.RESULTS["composite_index"]
    return out[out["indicator"] == "composite_index"].reset_index(drop=True)


def normalised(column, less, target, method):
    """Return an indicator on one scale, in exact arithmetic, None where it has none."""
    column = [Fraction(one) for one in column]
    low, high = min(column), max(column)
    if method == "target":
        return [(target / one if less else one / target) * 100 for one in column]
    if method == "best":
        return [(low / one if less else one / high) * 100 for one in column]
    if method == "rank":
        better = [sum((o < one) if less else (o > one) for o in column) for one in column]
        return [Fraction(len(column) - 1 - n, len(column) - 1) * 100 for n in better]
    if low == high:
        return None
    return [((high - one) if less else (one - low)) / (high - low) * 100 for one in column]


def on_scale(figures, method="min_max"):
    columns = list(zip(*figures, strict=True))
    own = [
        normalised(column, less, target, method)
        for column, less, target in zip(columns, (False, False, True), (5, 6, 7), strict=True)
    ]
    return None if None in own else list(zip(*own, strict=True))


def mean(own, weights=WEIGHTS):
    return sum((w * n for w, n in zip(weights, own, strict=True)), Fraction(0)) / sum(weights)


def ranks(scores):
    return [1 + sum(other > one for other in scores) for one in scores]


def test_scores_and_ranks_of_the_asem_index_are_those_of_coinr():
    wide = pd.read_csv(ASEM / "asem_indicators.csv")
    obs = wide.melt("UnitCode", var_name="indicator").rename(columns={"UnitCode": "region"})
    structure = pd.read_csv(ASEM / "asem_structure.csv")
    out = composite_index(obs.assign(period=2018), structure, name="Index")
    published = pd.read_csv(ASEM / "asem_scores.csv").set_index("UnitCode")
    scores = out.pivot(index="region", columns="indicator", values="score")
    assert set(scores) == set(published) - {"Rank"}
    for name in scores:
        assert scores[name].to_dict() == pytest.approx(published[name].to_dict(), abs=1e-6)
    own = out[out["indicator"] == "Index"].set_index("region")
    assert own["rank"].to_dict() == published["Rank"].to_dict()
    assert (own["best_left_out"] <= own["rank"]).all()
    assert (own["worst_by_weights"] >= own["rank"]).all()


@FEW
@given(FIGURES, st.sampled_from(["min_max", "target", "best", "rank"]))
def test_scores_and_ranges_of_cases_are_those_of_exact_fractions(figures, method):
    out = index(figures, normalise=method, moved=float(MOVED))
    own = on_scale(figures, method)
    if own is None:
        assert set(out["reason"]) == {"no_scale"}
        return
    scores = [mean(one) for one in own]
    assert out["score"].tolist() == pytest.approx([float(one) for one in scores], abs=1e-9)
    assert out["rank"].tolist() == ranks(scores)
    without = [tuple(0 if n == k else w for n, w in enumerate(WEIGHTS)) for k in range(3)]
    left = [ranks(scores), *(ranks([mean(one, some) for one in own]) for some in without)]
    assert out["best_left_out"].tolist() == [min(one) for one in zip(*left, strict=True)]
    assert out["worst_left_out"].tolist() == [max(one) for one in zip(*left, strict=True)]
    corners = list(itertools.product(*((w * (1 - MOVED), w * (1 + MOVED)) for w in WEIGHTS)))
    moved = [[mean(one, weights) for one in own] for weights in corners]
    size = range(len(own))
    best = [1 + sum(all(case[j] > case[i] for case in moved) for j in size) for i in size]
    worst = [1 + sum(any(case[j] > case[i] for case in moved) for j in size) for i in size]
    assert out["best_by_weights"].tolist() == best
    assert out["worst_by_weights"].tolist() == worst


def test_all_four_ranges_are_those_of_every_case_written_out():
    # On limits of 0 and 100, weights 3 and 2, figures rounded to steps of 2.
    figures, weights = [(40, 70), (52, 56), (60, 47), (20, 90)], (3, 2)

    def extremes(cases):
        every = zip(*(ranks([mean(own, some) for own in one]) for one, some in cases), strict=True)
        return [[min(one), max(one)] for one in every]

    ends = (Fraction(-1), Fraction(999, 1000))
    behind = [
        [(x + moves[n], y + moves[n + 4]) for n, (x, y) in enumerate(figures)]
        for moves in itertools.product(ends, repeat=8)
    ]
    share = Fraction(14, 100)
    moved = itertools.product(*((w * (1 - share), w, w * (1 + share)) for w in weights))
    ranked = [[rank * 100 / 3 for rank in column] for column in ((1, 2, 3, 0), (2, 1, 0, 3))]
    best = [
        [value * 100 / most for value in column]
        for column, most in zip(zip(*figures, strict=True), (60, 90), strict=True)
    ]
    # Standard deviations of 17.4 and 18.9 about 43 and 65.75.
    z = [
        [(value - mean_) / sd for value in column]
        for column, mean_, sd in zip(
            zip(*figures, strict=True), (43, 65.75), (17.4, 18.9), strict=True
        )
    ]
    others = [[*zip(*one, strict=True)] for one in (ranked, best, z)]
    expected = {
        "": extremes((one, weights) for one in [figures, *behind]),
        "_by_weights": extremes((figures, some) for some in moved),
        "_left_out": extremes((figures, some) for some in (weights, (0, 2), (3, 0))),
        "_by_method": extremes((one, weights) for one in [figures, *others]),
    }
    assert expected["_by_weights"] == [[1, 3], [2, 3], [1, 2], [4, 4]]
    table = pd.DataFrame({"indicator": ["x", "y"], "weight": weights, "minimum": 0, "maximum": 100})
    out = index(figures, table, {"step": 2.0, "kind": "amount"}, moved=float(share))
    for end, own in expected.items():
        assert out[[f"best{end}", f"worst{end}"]].values.tolist() == own


@FEW
@given(FIGURES)
def test_the_range_by_method_holds_the_rank_under_each_of_them(figures):
    out = index(figures, TABLE)
    if out["reason"].iloc[0]:
        return
    every = [index(figures, normalise=m)["rank"] for m in ("target", "best", "rank", "z_score")]
    every.append(out["rank"])
    together = pd.concat(every, axis=1)
    assert out["best_by_method"].tolist() == together.min(axis=1).tolist()
    assert out["worst_by_method"].tolist() == together.max(axis=1).tolist()


@FEW
@given(FIGURES, st.sampled_from(["min_max", "z_score", "target", "best", "rank"]), st.data())
def test_whatever_is_behind_rounded_figures_scores_and_ranks_lie_in_their_ranges(
    figures, method, data
):
    out = index(figures, columns={"step": 1.0, "kind": "amount"}, normalise=method)
    if out["reason"].iloc[0]:
        return
    inside = st.sampled_from([-0.5, -0.25, 0.0, 0.25, 0.499])
    true = [[one + data.draw(inside) for one in own] for own in figures]
    behind = index(true, normalise=method)
    assert (out["best"] <= behind["rank"]).all()
    assert (behind["rank"] <= out["worst"]).all()
    assert (out["low"] - 1e-9 <= behind["score"]).all()
    assert (behind["score"] <= out["high"] + 1e-9).all()


@FEW
@given(st.lists(st.integers(1, 30), min_size=2, max_size=6, unique=True), st.sampled_from([1, -1]))
def test_an_index_of_one_indicator_has_the_ranges_of_its_ranking(values, direction):
    frame = tidy([[one / 10] for one in values], step=0.1, direction=direction, kind="amount")
    table = pd.DataFrame({"indicator": ["x"], "direction": [direction]})
    out, ranked = composite_index(frame, table), rankings(frame)
    if not out["reason"].iloc[0]:
        columns = ["rank", "best", "worst"]
        assert out[columns].values.tolist() == ranked[columns].values.tolist()


def test_a_geometric_mean_between_goalposts():
    table = pd.DataFrame({"indicator": ["x", "y"], "minimum": 0, "maximum": 100})
    out = index([[4, 9], [16, 25], [0, 50]], table, aggregate="geometric")
    assert out["score"].tolist()[:2] == [6.0, 20.0]
    assert out["reason"].tolist() == ["", "", "not_positive"]
    assert out[["rank", "worst"]].values.tolist()[:2] == [[2, 3], [1, 2]]


def test_groups_have_rows_and_weights_of_their_own():
    table = pd.DataFrame(
        {
            "indicator": ["x", "y", "z", "input"],
            "group": ["input", "input", "", ""],
            "weight": [1, 3, 1, 2],
        }
    )
    out = composite_index(tidy([[0, 0, 8], [8, 4, 0], [4, 8, 4]]), table)
    scores = out.pivot(index="region", columns="indicator", values="score")
    # r1: (100 + 3 x 50) / 4 = 62.5; (2 x 62.5 + 0) / 3 = 41.667.
    assert scores.loc["r1"].to_dict() == pytest.approx({"composite_index": 125 / 3, "input": 62.5})


def test_what_is_missing_gives_its_weight_to_its_group_and_is_not_imputed():
    figures = [[0, 0, 10], [10, 10, 0], [5, None, 5], [None, None, 5]]
    table = pd.DataFrame({"indicator": ["x", "y", "z"]})
    strict, loose = index(figures, table), index(figures, table, availability=0.6)
    assert strict["reason"].tolist() == ["", "", "low_availability", "low_availability"]
    assert strict["missing"].tolist() == [2] * 4
    assert strict["worst"].tolist()[:2] == [4, 3]
    assert loose["score"].tolist()[:3] == pytest.approx([100 / 3, 200 / 3, 50])
    assert loose["available"].tolist() == pytest.approx([100, 100, 200 / 3, 100 / 3])
    assert loose["reason"].tolist() == ["", "", "", "low_availability"]


def test_an_indicator_that_nobody_has_opens_no_range():
    frame = tidy([[3, 1], [2, 5], [1, 4]], bound=["exact", "about"] * 3)
    out = composite_index(frame, ["x", "y"], availability=0.5)
    # By x alone, which is exact: the first, the second, the third; without it there is no rank.
    assert out["rank"].tolist() == [1, 2, 3]
    for end in ("", "_by_weights", "_left_out", "_by_method"):
        assert out[[f"best{end}", f"worst{end}"]].values.tolist() == [[1, 1], [2, 2], [3, 3]]


def test_a_deviation_below_the_rounding_is_a_scale_where_figures_surely_differ():
    # Eight of -0.5 to 0.5 and one of 0.7 to 1.7: a deviation of 0.4, and never of zero.
    frame = tidy([[0.0]] * 8 + [[1.2]], step=1.0)
    out = composite_index(frame, ["x"], normalise="z_score")
    assert out["score"].iloc[-1] == pytest.approx((1.2 - 1.2 / 9) / 0.4)
    assert out.iloc[-1][["reason", "best", "worst"]].tolist() == ["", 1, 1]


@FEW
@given(
    st.lists(
        st.lists(st.integers(1, 9) | st.none(), min_size=3, max_size=3), min_size=3, max_size=5
    ),
    st.data(),
)
def test_regions_with_gaps_stay_in_their_ranges(figures, data):
    options = {"availability": 0.3, "moved": 0.3}
    out = index(figures, TABLE, **options)
    if out["score"].isna().all():
        return
    factors = [data.draw(st.sampled_from([0.7, 0.9, 1.0, 1.3])) for _ in WEIGHTS]
    moved = TABLE.assign(weight=[w * f for w, f in zip(WEIGHTS, factors, strict=True)])
    behind = index(figures, moved, **options | {"availability": 0.01})
    behind = behind[out["score"].notna().to_numpy() & behind["score"].notna()]
    if len(behind) == out["score"].notna().sum() == out["available"].gt(0).sum():
        own = out.loc[behind.index]
        assert (own["best_by_weights"] <= behind["rank"]).all()
        assert (behind["rank"] <= own["worst_by_weights"]).all()
    true = [
        [None if v is None else v + data.draw(st.sampled_from([-0.5, 0, 0.49])) for v in own]
        for own in figures
    ]
    rounded = index(figures, TABLE, {"step": 1.0, "kind": "amount"}, **options)
    behind = index(true, TABLE, **options)
    both = rounded["score"].notna() & behind["score"].notna()
    assert (rounded["best"] <= behind["rank"])[both].all()
    assert (behind["rank"] <= rounded["worst"])[both].all()
    assert (rounded["low"] - 1e-9 <= behind["score"])[both].all()


def test_winsorising_sets_the_ends_to_the_next_figure():
    figures = [[0], [10], [20], [30], [100]]
    table = pd.DataFrame({"indicator": ["x"]})
    assert index(figures, table)["score"].tolist() == [0, 10, 20, 30, 100]
    assert index(figures, table, winsorise=0.2)["score"].tolist() == [0, 0, 50, 100, 100]


def test_equal_figures_have_no_deviation_though_their_mean_in_floats_is_another():
    # 0.1 + 0.1 + 0.1 is not 0.3 in floats.
    out = index([[0.1, 1], [0.1, 2], [0.1, 3]], ["x", "y"], normalise="z_score")
    assert out["reason"].tolist() == ["no_scale"] * 3


def test_a_group_of_one_year_and_strangers_of_another_are_scored():
    # The region's members were others in 2018, when none of them has a figure.
    rows = [("320681", 2021, 1), ("320682", 2021, 2), ("a", 2018, 3), ("b", 2018, 7)]
    frame = pd.DataFrame(rows, columns=["region", "period", "value"]).assign(indicator="x")
    out = composite_index(frame, ["x"]).set_index("region")
    assert out["score"].dropna().to_dict() == {"320681": 0, "320682": 100, "a": 0, "b": 100}
    assert out["rank"].dropna().to_dict() == {"320681": 2, "320682": 1, "a": 2, "b": 1}


@FEW
@given(
    st.lists(
        st.lists(
            st.lists(st.integers(1, 9) | st.none(), min_size=3, max_size=3), min_size=4, max_size=4
        ),
        min_size=2,
        max_size=3,
    ),
    st.sampled_from(["min_max", "z_score", "target", "best", "rank"]),
    st.sampled_from([0.0, 0.25]),
)
def test_all_periods_together_give_what_each_gives_alone(figures, method, winsorise):
    options = {"availability": 0.3, "normalise": method, "winsorise": winsorise}
    # Two years apart, so that no places are gained.
    frames = [
        tidy(one, step=1.0, kind="amount").assign(period=2000 + 2 * number)
        for number, one in enumerate(figures)
    ]
    for measure in (composite_index, index_contributions):
        alone = pd.concat([measure(one, TABLE, **options) for one in frames])
        alone = alone.sort_values(["region", "period"], kind="stable", ignore_index=True)
        assert_frame_equal(measure(pd.concat(frames), TABLE, **options), alone)


def test_members_of_a_region_are_scored_among_themselves_by_any_name():
    members = region_lookup.members_of("320600")
    frame = pd.DataFrame(
        {"region": ["南通", "如皋市", *members[:4]], "indicator": "x", "period": 2022}
    )
    frame = frame[~frame["region"].isin(["320682"])].assign(value=range(5, 5 + len(frame)))
    out = composite_index(frame, ["x"], "南通市")
    assert len(out) == len(members)
    assert "南通" not in set(out["region"])
    assert (
        out.loc[out["region"] == "如皋市", "missing"].item()
        == len(members) - out["rank"].notna().sum()
    )


@pytest.mark.parametrize(
    ("reason", "columns"),
    [
        ("low_availability", {"bound": ["exact", "about"] * 3}),
        ("low_availability", {"unit": ["件", "件", "件", "家", "件", "件"]}),
        ("no_scale", {"step": 50.0, "kind": "amount"}),
    ],
)
def test_what_has_no_meaning_has_a_reason(reason, columns):
    out = composite_index(tidy([[1, 2], [3, 5], [7, 1]], **columns), ["x", "y"])
    assert set(out["reason"]) == {reason}
    assert out[["score", "low", "rank", "best_by_weights", "worst"]].isna().all(axis=None)


@pytest.mark.parametrize(
    "structure",
    [
        [],
        "x",
        None,
        ["x", "x"],
        ["x", "absent"],
        pd.DataFrame({"code": ["x"]}),
        pd.DataFrame({"indicator": ["x", "y"], "weight": [1, 0]}),
        pd.DataFrame({"indicator": ["x", "y"], "weight": [1, None]}),
        pd.DataFrame({"indicator": ["x", "y"], "minimum": [0, 3], "maximum": [9, 3]}),
        pd.DataFrame({"indicator": ["x", "y"], "direction": [1, 2]}),
        pd.DataFrame({"indicator": ["x", "y"], "weights": [1, 2]}),
        pd.DataFrame({"指标": ["x", "y"], "权重": [1, 2]}),  # indicator, weight
        pd.DataFrame({"indicator": ["x", "y", "g"], "group": ["g", "g", ""], "target": [1, 2, 3]}),
        pd.DataFrame({"indicator": ["x", "a", "b"], "group": ["a", "b", "a"]}),
        pd.DataFrame({"indicator": ["x", "composite_index"]}),
        pd.DataFrame({"indicator": ["x", None]}),
    ],
)
def test_a_structure_that_is_none_is_refused(structure):
    with pytest.raises(KejidataError, match="structure"):
        composite_index(tidy([[1, 2], [3, 5]]), structure)


@pytest.mark.parametrize(
    "options",
    [
        {"normalise": "none"},
        {"normalise": "target"},
        {"normalise": "z_score", "aggregate": "geometric"},
        {"aggregate": ["arithmetic"]},
        {"availability": 1.5},
        {"winsorise": 0.5},
        {"moved": "much"},
        {"moved": float("nan")},
    ],
)
def test_an_option_that_is_none_is_refused(options):
    with pytest.raises(KejidataError):
        composite_index(tidy([[1, 2], [3, 5]]), ["x", "y"], **options)


def test_the_china_innovation_index_is_the_mean_of_its_four_fields():
    # National Bureau of Statistics, releases of October 2021 and of 2022 (2005 = 100): environment,
    # input, output and effects of innovation, and the index over them, which weighs them alike.
    fields = {"environment": (266.3, 296.2), "inputs": (209.7, 219.0), "outputs": (319.8, 353.6)}
    fields["effects"] = (174.7, 189.5)
    published = {2020: 242.6, 2021: 264.6}
    rows = [
        ("000000", name, year, value, 0.1, "index")
        for name, values in fields.items()
        for year, value in zip(published, values, strict=True)
    ]
    columns = ["region", "indicator", "period", "value", "step", "kind"]
    table = pd.DataFrame({"indicator": [*fields], "target": 100})
    out = composite_index(pd.DataFrame(rows, columns=columns), table, normalise="target")
    assert out["score"].tolist() == pytest.approx([242.625, 264.575])
    for row in out.itertuples():
        assert row.low <= published[row.period] <= row.high

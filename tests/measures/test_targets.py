from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kejidata.errors import KejidataError
from kejidata.measures.outcomes import target_outcomes
from kejidata.measures.outlook import target_outlook
from kejidata.model import terms

PAIRS = st.tuples(st.integers(1, 999), st.integers(1, 999))
NEAR = st.tuples(st.integers(1, 300), st.integers(1, 300))


def frame(*rows: tuple[str, str, str, float], **more: object) -> pd.DataFrame:
    """Rows of (indicator, period, measure, value) for one county."""
    names = ["indicator", "period", "measure", "value"]
    return pd.DataFrame(rows, columns=names).assign(region="320682", **more)


def only(obs: pd.DataFrame) -> dict[str, object]:
    out = target_outlook(obs)
    assert tuple(out.columns) == terms.RESULTS["target_outlook"]
    assert len(out) == 1
    return out.iloc[0].to_dict()


def test_target_below_what_was_reached():
    # 221 applicants in 2020, 200 planned for 2021: 21 fewer, 21 / 221 = 9.502 %.
    row = only(
        frame(("hnte_applied", "2020", "value", 221), ("hnte_applied", "2021", "target", 200))
    )
    assert (row["last_value"], row["last_period"], row["change"]) == (221, "2020", -21)
    assert row["change_rate"] == pytest.approx(-9.502, abs=0.001)
    assert (row["direction"], row["reason"]) == ("fall", "")


def test_change_of_a_share_has_no_rate():
    row = only(
        frame(("rd_intensity", "2020", "value", 2.40), ("rd_intensity", "2021", "target", 2.7))
    )
    assert row["change"] == 0.3  # no float noise
    assert pd.isna(row["change_rate"])


def test_rounding_stays_in_another_unit():
    """12,345.678901215 is rounded to 10 digits behind its point, where two floats are one."""
    obs = frame(("x", "2020", "value", 1234567890121.5), ("x", "2021", "target", 20000.0))
    row = only(obs.assign(unit=["元", "亿元"], step=[0.01, 0.0]))
    assert (row["change_closed"], row["change_rate_closed"]) == ("right", "right")


def test_the_last_earlier_actual_counts():
    row = only(
        frame(
            ("hnte_applied", "2018", "value", 90),
            ("hnte_applied", "2019", "value", 100),
            ("hnte_applied", "2021", "target", 110),
            ("hnte_applied", "2021", "value", 500),
        )
    )
    assert (row["last_value"], row["last_period"], row["change"]) == (100, "2019", 10)


def test_newest_vintage_of_the_actual_counts():
    obs = frame(
        ("rd_intensity", "2020", "value", 2.40),
        ("rd_intensity", "2020", "value", 2.41),
        ("rd_intensity", "2021", "target", 2.5),
    ).assign(vintage=[2021, 2022, 2021])
    assert only(obs)["last_value"] == 2.41


@pytest.mark.root_project
def test_a_lookalike_is_named_and_not_compared():
    row = only(
        frame(
            ("iur_projects_signed", "2020", "value", 177),
            ("iur_projects_over_50k_started", "2021", "target", 30),
        )
    )
    assert row["reason"] == "definition_differs"
    assert (row["related"], row["related_value"]) == ("iur_projects_signed", 177)
    assert pd.isna(row["change"])
    assert pd.isna(row["last_value"])


def test_without_any_actual():
    assert only(frame(("hnte_applied", "2021", "target", 200)))["reason"] == "no_earlier_actual"


def test_an_actual_of_the_targets_own_year_is_no_earlier_one():
    obs = frame(("hnte_applied", "2021", "target", 200), ("hnte_applied", "2021", "value", 210))
    assert only(obs)["reason"] == "no_earlier_actual"
    assert (outcome(obs)["outcome"], outcome(obs)["verdict"]) == (210, "reached")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"bound": ["at_least", "exact"]}, "not_exact"),
        ({"unit": ["户", "家"]}, "unit_mismatch"),
        ({"indicator": "own", "unit": ["", "家"]}, "unit_mismatch"),
        ({"period": ["2020-01/2020-11", "2021"]}, "period_mismatch"),
    ],
)
def test_refusals_keep_the_actual_in_sight(change, reason):
    obs = frame(("hnte_applied", "2020", "value", 221), ("hnte_applied", "2021", "target", 200))
    row = only(obs.assign(**change))
    assert row["reason"] == reason
    assert row["last_value"] == 221
    assert pd.isna(row["change"])
    assert row["direction"] == ""


@pytest.mark.parametrize("years", [[2020, 2021, 2021], pd.Categorical([2020, 2021, 2021])])
def test_a_last_period_is_a_year_as_given_also_where_another_has_none(years):
    obs = frame(("a", 2020, "value", 5), ("a", 2021, "target", 5), ("b", 2021, "target", 5))
    out = target_outlook(obs.assign(period=years))
    assert (out["last_period"].dtype, out["last_period"].tolist()) == ("Int64", [2020, pd.NA])
    texts = target_outlook(obs.assign(period=pd.Series(years).astype("str")).iloc[1:])
    assert texts["last_period"].dtype == "str"


def test_years_beside_texts_stay_whole():
    rows = [("own", 2020, "value", 5), ("own", 2021, "target", 5), ("new", "2030", "target", 5)]
    out = target_outlook(frame(*rows))
    assert [str(cell) for cell in out["last_period"]] == ["<NA>", "2020"]


def test_integer_years_stay_integers_and_the_frame_is_untouched():
    obs = frame(("own", 2020, "value", 5), ("own", 2021, "target", 5))
    before = obs.copy(deep=True)
    row = only(obs)
    assert (row["period"], row["last_period"], row["direction"]) == (2021, 2020, "equal")
    pd.testing.assert_frame_equal(obs, before)


def test_no_targets_is_an_empty_frame_with_the_columns():
    out = target_outlook(frame(("own", "2020", "value", 5)))
    assert tuple(out.columns) == terms.RESULTS["target_outlook"]
    assert out.empty


def test_missing_column_is_said():
    with pytest.raises(KejidataError, match="value"):
        target_outlook(frame(("own", "2020", "value", 5)).drop(columns="value"))


@settings(max_examples=11)
@given(st.permutations(range(40)), st.lists(PAIRS, min_size=10, max_size=10))
def test_order_of_rows_never_matters(order, pairs):
    obs = frame(
        *(
            row
            for n, (actual, target) in enumerate(pairs)
            for row in (
                (f"own{n}", "2019", "value", 7),
                (f"own{n}", "2020", "value", actual),
                (f"own{n}", "2021", "target", target),
                (f"other{n}", "2021", "target", 3),
            )
        )
    )
    out = target_outlook(obs.iloc[order])
    pd.testing.assert_frame_equal(out, target_outlook(obs))
    changes = out.set_index("indicator")["change"]
    for n, (actual, target) in enumerate(pairs):
        assert changes[f"own{n}"] == target - actual


def outcome(obs: pd.DataFrame) -> dict[str, object]:
    out = target_outcomes(obs)
    assert tuple(out.columns) == terms.RESULTS["target_outcomes"]
    assert len(out) == 1
    return out.iloc[0].to_dict()


def test_a_later_actual_tells_what_became_of_a_target():
    # Rugao aimed at 2.7 % for 2021; the first share published after that is 2.40 for 2022.
    row = outcome(
        frame(
            ("rd_intensity", "2021", "target", 2.7),
            ("rd_intensity", "2025", "value", 2.85),
            ("rd_intensity", "2022", "value", 2.40),
        )
    )
    assert (row["outcome"], row["outcome_period"], row["gap"]) == (2.40, "2022", -0.3)
    assert row["verdict"] == "missed"


def test_rounding_leaves_open_whether_a_target_is_reached():
    obs = frame(("rd_intensity", "2021", "target", 2.7), ("rd_intensity", "2021", "value", 2.6))
    # 2.6 in steps of 0.3 is 2.45 to 2.75; in steps of 0.2 it is 2.5 up to but not including 2.7.
    assert outcome(obs.assign(step=0.3))["verdict"] == "open"
    assert outcome(obs.assign(step=0.2))["verdict"] == "missed"
    assert outcome(obs.assign(step=0.1))["verdict"] == "missed"
    # 2.8 in steps of 0.2 is 2.7 at least, which is enough; 2.7 in steps of 0.1 may be 2.65.
    assert outcome(obs.assign(value=[2.7, 2.8], step=0.2))["verdict"] == "reached"
    assert outcome(obs.assign(value=[2.7, 2.7], step=0.1))["verdict"] == "open"


def test_a_published_number_above_the_target_may_still_fall_short():
    # 50 published in tens is 45 to 55, of a target of 54.
    obs = frame(("own", "2021", "target", 54.0), ("own", "2021", "value", 50.0))
    row = outcome(obs.assign(step=[0.0, 10.0]))
    assert (row["verdict"], row["gap"], row["gap_low"], row["gap_high"]) == ("open", -4, -9, 1)


@pytest.mark.parametrize(
    ("value", "verdict"), [(40.0, "reached"), (50.0, "reached"), (60.0, "missed")]
)
def test_a_target_of_at_most_is_a_ceiling(value, verdict):
    obs = frame(("own", "2021", "target", 50.0), ("own", "2021", "value", value))
    assert outcome(obs.assign(bound=["at_most", "exact"]))["verdict"] == verdict
    # The bound of the target says more than the direction of the indicator.
    told = obs.assign(bound=["at_most", "exact"], direction=1)
    assert outcome(told)["verdict"] == verdict
    floor = obs.assign(bound=["at_least", "exact"], direction=-1)
    assert outcome(floor)["verdict"] == ("reached" if value >= 50 else "missed")


def test_a_ceiling_is_kept_by_all_that_an_interval_holds():
    # 50 in tens is 45 up to but not including 55: at most 55 is kept, at most 54 is open.
    obs = frame(("own", "2021", "target", 55.0), ("own", "2021", "value", 50.0))
    obs = obs.assign(bound=["at_most", "exact"], step=[0.0, 10.0])
    assert outcome(obs)["verdict"] == "reached"
    assert outcome(obs.assign(value=[54.0, 50.0]))["verdict"] == "open"
    # At most 45 may just be kept, at most 44 may not.
    assert outcome(obs.assign(value=[45.0, 50.0]))["verdict"] == "open"
    assert outcome(obs.assign(value=[44.0, 50.0]))["verdict"] == "missed"


def test_gap_is_outcome_minus_target_whichever_is_better():
    obs = frame(("own", "2021", "target", 54.0), ("own", "2021", "value", 60.0))
    row = outcome(obs.assign(direction=-1))
    assert (row["gap"], row["verdict"]) == (6, "missed")
    assert outcome(obs)["gap"] == 6


def test_units_that_convert_are_brought_together():
    # 5.2 亿元 (CNY 520 million) are 52000 万元.
    obs = frame(("own", "2020", "value", 5.2), ("own", "2021", "target", 60000.0))
    obs = obs.assign(unit=["亿元", "万元"], step=[0.1, 1.0])
    row = only(obs)
    assert (row["last_value"], row["change"], row["unit"]) == (52000, 8000, "万元")
    assert (row["change_low"], row["change_high"]) == (7500, 8500)
    row = outcome(obs.assign(period=["2021", "2021"]))
    assert (row["outcome"], row["gap"], row["verdict"]) == (52000, -8000, "missed")


@pytest.mark.root_project
def test_a_lookalike_keeps_its_own_unit():
    obs = frame(("sts_wages", "2020", "value", 5.2), ("sts_sampled_wages", "2021", "target", 500.0))
    row = only(obs.assign(unit=["亿元", "万元"]))
    assert (row["related_value"], row["related_unit"]) == (5.2, "亿元")


def test_rounding_tells_whether_a_target_lies_above_the_last_actual():
    # 26.8 in steps of 0.1 is 26.75 to 26.85, and 26.82 may be above it or below.
    obs = frame(("own", "2020", "value", 26.8), ("own", "2021", "target", 26.82))
    row = only(obs.assign(step=[0.1, 0.01]))
    assert (row["change"], row["change_low"], row["change_high"]) == (0.02, -0.03, 0.07)
    # 26.82 / 26.85 = 0.998883 and 26.82 / 26.75 = 1.002617.
    assert row["change_rate_low"] == pytest.approx(-0.1117, abs=1e-4)
    assert row["change_rate_high"] == pytest.approx(0.2617, abs=1e-4)
    share = only(obs.assign(step=[0.1, 0.01], kind="share"))
    assert (share["change_low"], share["change_high"]) == (-0.03, 0.07)
    assert pd.isna([share["change_rate_low"], share["change_rate_high"]]).all()


def test_a_count_published_in_ones_leaves_nothing_open():
    obs = frame(("own", "2020", "value", 10.0), ("own", "2021", "target", 12.0)).assign(step=1.0)
    row = only(obs.assign(kind="count"))
    assert (row["change_rate_low"], row["change_rate_high"]) == (20, 20)
    row = only(obs.assign(kind="amount"))
    # 12 / 10.5 and 12 / 9.5.
    assert row["change_rate_low"] == pytest.approx(14.2857, abs=1e-4)
    assert row["change_rate_high"] == pytest.approx(26.3158, abs=1e-4)


@pytest.mark.parametrize(
    ("last", "aim", "age"),
    [
        ("2020", "2021", 1),
        ("2010", "2021", 11),
        ("2011/2015", "2016/2020", 1),
        ("2020-01/2020-11", "2021", 1),
        ("2021-05", "2021-06", 0),
    ],
)
def test_age_of_the_last_actual_in_calendar_years(last, aim, age):
    assert only(frame(("own", last, "value", 5.0), ("own", aim, "target", 6.0)))["age"] == age
    assert pd.isna(only(frame(("own", aim, "target", 6.0)))["age"])


@settings(max_examples=11)
@given(
    st.lists(
        st.tuples(NEAR, st.sampled_from([0, 1, 3, 10, 20]), st.booleans()),
        min_size=10,
        max_size=10,
    )
)
def test_a_verdict_is_sure_only_where_it_holds_over_the_whole_interval(drawn):
    rows = [
        {"indicator": f"own{n}", "measure": measure, "value": number, "step": of}
        for n, ((value, target), step, _) in enumerate(drawn)
        for measure, number, of in (("target", target, 0.0), ("value", value, step))
    ]
    directions = [-1 if less else 1 for _, _, less in drawn for _ in range(2)]
    obs = pd.DataFrame(rows).assign(region="320682", period="2021", direction=directions)
    verdicts = target_outcomes(obs).set_index("indicator")["verdict"]
    for n, ((value, target), step, less) in enumerate(drawn):
        # Twentieths of the interval from its lower end, which is held, to just under its upper one.
        inside = [
            Fraction(value) - Fraction(step, 2) + Fraction(step * part, 20) for part in range(20)
        ]
        kept = {number <= target if less else number >= target for number in inside}
        expected = {(True,): "reached", (False,): "missed"}.get(tuple(kept), "open")
        verdict = verdicts[f"own{n}"]
        assert verdict == expected or (verdict == "open" and _ends_near(inside, target))


def _ends_near(inside: list[Fraction], target: int) -> bool:
    """Whether the target lies above the last of the numbers tried and inside the interval."""
    return inside[-1] < target < 2 * inside[-1] - inside[-2]


def test_an_earlier_actual_says_nothing_of_the_outcome():
    obs = frame(("hnte_applied", "2020", "value", 221), ("hnte_applied", "2021", "target", 200))
    assert (outcome(obs)["verdict"], outcome(obs)["reason"]) == ("", "no_actual")


def test_outcome_refuses_a_bound():
    obs = frame(("hnte_applied", "2021", "value", 221), ("hnte_applied", "2021", "target", 200))
    assert outcome(obs.assign(bound=["at_least", "exact"]))["reason"] == "not_exact"


def test_a_share_of_ones_own_has_no_rate_either():
    obs = frame(("own", "2020", "value", 2.40), ("own", "2021", "target", 2.7))
    assert pd.isna(only(obs.assign(unit="%"))["change_rate"])
    assert pd.isna(only(obs.assign(kind="share"))["change_rate"])
    assert only(obs)["change_rate"] == pytest.approx(12.5)


def test_less_is_better_where_the_frame_says_so():
    obs = frame(("own", "2021", "target", 5.0), ("own", "2021", "value", 4.0))
    assert outcome(obs)["verdict"] == "missed"
    assert outcome(obs.assign(direction=-1))["verdict"] == "reached"


@pytest.mark.parametrize("order", [(0, 1, 2), (1, 0, 2), (2, 1, 0)])
def test_of_actuals_that_end_together_the_one_as_long_as_the_target_counts(order):
    obs = frame(
        ("own", "2020", "value", 12.0),
        ("own", "2020-12", "value", 1.0),
        ("own", "2021", "target", 15.0),
    )
    assert only(obs.iloc[list(order)])["last_value"] == 12.0
    late = obs.assign(period=["2021", "2021-12", "2021"])
    assert outcome(late.iloc[list(order)])["outcome"] == 12.0


@pytest.mark.parametrize(("actual", "verdict"), [(99.0, "open"), (100.0, "reached")])
def test_nobody_has_missed_what_was_told_as_about(actual, verdict):
    obs = pd.DataFrame(
        {"region": "a", "indicator": "x", "period": 2021, "measure": ["target", "value"]}
    ).assign(value=[100.0, actual], bound=["about", "exact"])
    assert target_outcomes(obs)["verdict"].tolist() == [verdict]

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kejidata.errors import KejidataError
from kejidata.measures.targets import target_outcomes, target_outlook
from kejidata.model import terms


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
    assert only(frame(("hnte_applied", "2021", "target", 200)))["reason"] == "no_actual"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"bound": ["at_least", "exact"]}, "not_exact"),
        ({"unit": ["户", "家"]}, "unit_mismatch"),
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


@given(st.permutations(range(4)), st.integers(1, 999), st.integers(1, 999))
def test_order_of_rows_never_matters(order, actual, target):
    obs = frame(
        ("own", "2019", "value", 7),
        ("own", "2020", "value", actual),
        ("own", "2021", "target", target),
        ("other", "2021", "target", 3),
    )
    out = target_outlook(obs.iloc[order])
    pd.testing.assert_frame_equal(out, target_outlook(obs))
    assert out.loc[out["indicator"] == "own", "change"].item() == target - actual


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


def test_rounding_counts_in_favour_of_the_target():
    obs = frame(("rd_intensity", "2021", "target", 2.7), ("rd_intensity", "2021", "value", 2.6))
    assert outcome(obs.assign(step=0.2))["verdict"] == "reached"
    assert outcome(obs.assign(step=0.1))["verdict"] == "missed"


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

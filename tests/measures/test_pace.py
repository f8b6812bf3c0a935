import itertools

import pytest
from tidy import obs

from kejidata.errors import KejidataError
from kejidata.measures.pace import pace
from kejidata.model import terms


def plan(*values, years=(2020, 2022, 2025), **columns):
    """Return base, last actual and target, unless said otherwise."""
    measures = ["value"] * (len(values) - 1) + ["target"]
    return obs(**{"period": [*years], "measure": measures, "value": [*values], **columns})


def one(frame, since=2020):
    out = pace(frame, since)
    assert tuple(out.columns) == terms.RESULTS["pace"]
    return out.iloc[0]


def test_the_plan_for_research_of_2021_to_2025():
    # Patents of high value per 10,000 people, 6.3 in 2020, are to be 12 in 2025 by the outline
    # of the 14th five-year plan; statistics say 9.4 for 2022: (9.4 / 6.3) ^ (1 / 2) = 1.22150,
    # (12 / 9.4) ^ (1 / 3) = 1.08480 needed, 9.4 x 1.22150 ^ 3 = 17.132 expected.
    row = one(plan(6.3, 9.4, 12, step=0.1, bound=["exact", "exact", "at_least"]))
    assert row["growth_so_far"] == pytest.approx(22.150, abs=1e-3)
    assert row["growth_needed"] == pytest.approx(8.480, abs=1e-3)
    assert row["expected"] == pytest.approx(17.132, abs=2e-3)
    assert row["verdict"] == "on_track"
    assert (row["base_period"], row["last_period"]) == (2020, 2022)


def test_intervals_are_those_of_the_corners():
    row = one(plan(40, 50, 80, step=[2.0, 1.0, 1.0]))
    corners = list(itertools.product((39, 41), (49.5, 50.5)))
    checks = {
        "growth_so_far": [((b / a) ** (1 / 2) - 1) * 100 for a, b in corners],
        "growth_needed": [((80 / b) ** (1 / 3) - 1) * 100 for a, b in corners],
        "expected": [b * (b / a) ** 1.5 for a, b in corners],
    }
    for name, found in checks.items():
        assert (row[f"{name}_low"], row[f"{name}_high"]) == pytest.approx((min(found), max(found)))
    assert row["growth_needed_closed"] == "right"


@pytest.mark.parametrize(
    ("values", "columns", "verdict"),
    [
        ((100, 121, 161.051), {}, "on_track"),
        ((100, 121, 161.0511), {}, "behind"),
        ((100, 121, 161), {"step": 1.0}, "open"),
        ((100, 121, 120), {}, "reached"),
        ((100, 90, 80), {"direction": -1}, "on_track"),
        ((100, 98, 80), {"direction": -1}, "behind"),
        ((100, 98, 80), {"bound": ["exact", "exact", "at_most"]}, "behind"),
        ((100, 79, 80), {"bound": ["exact", "exact", "at_most"]}, "reached"),
        # 100 to 140 in two years leads above 160 in the next two.
        ((100, 140, 160), {"bound": ["exact", "exact", "at_most"]}, "behind"),
        ((2.0, 2.4, 3.0), {"unit": "%"}, "on_track"),
        ((2.0, 2.4, 3.0001), {"unit": "%"}, "behind"),
        ((100, 121, 190), {"bound": ["exact", "exact", "about"]}, "open"),
        ((100, 121, 120), {"bound": ["exact", "exact", "about"]}, "reached"),
        ((-1.0, 0.0, 1.5), {"unit": "%"}, "on_track"),
    ],
)
def test_the_verdict_holds_over_the_whole_interval(values, columns, verdict):
    assert one(plan(*values, **columns))["verdict"] == verdict


def test_a_share_goes_by_points_a_year():
    row = one(plan(2.0, 2.4, 3.0, unit="%"))
    assert [row[name] for name in ("growth_so_far", "growth_needed", "expected")] == [0.2, 0.2, 3.0]


@pytest.mark.parametrize(
    ("reason", "frame"),
    [
        ("no_base", plan(100, 120, 150, years=(2019, 2022, 2025))),
        ("no_actual", plan(100, 150, years=(2020, 2025))),
        ("unit_mismatch", plan(100, 120, 150, unit=["家", "件", "件"])),
        ("not_exact", plan(100, 120, 150, bound=["exact", "about", "exact"])),
        ("zero_base", plan(0, 120, 150)),
        ("negative_base", plan(100, -120, 150)),
        ("zero_target", plan(100, 120, 0)),
        ("negative_target", plan(100, 120, -1)),
    ],
)
def test_what_has_no_meaning_has_a_reason(reason, frame):
    row = one(frame)
    assert (row["reason"], row["verdict"]) == (reason, "")
    assert row[["growth_needed", "growth_so_far", "expected", "expected_low"]].isna().all()


def test_the_base_is_the_last_actual_before_the_target_was_published():
    years, vintage = (2019, 2020, 2022, 2025), [2020, 2021, 2023, 2021]
    frame = plan(90, 100, 121, 150, years=years, vintage=vintage)
    assert one(frame, None)["base_period"] == 2020
    assert one(frame.assign(vintage=20210301), None)["base_period"] == 2020


def test_parts_of_a_year_and_targets_that_have_an_actual_say_nothing():
    frame = plan(100, 60, 150, years=("2020", "2022-01/2022-06", "2025"))
    assert one(frame)["reason"] == "no_actual"
    assert pace(plan(100, 150, years=(2025, 2025)), 2020).empty


def test_a_base_that_is_no_period_is_refused():
    with pytest.raises(KejidataError, match="since"):
        pace(plan(1, 2, 3), "spring")


@pytest.mark.parametrize(
    ("base", "last"),
    [("2020-10/2020-12", "2023-10/2023-12"), ("2020-06", "2023-06"), ("2020-07/2020-12",) * 2],
)
def test_a_quarter_or_a_month_goes_by_its_own_season(base, last):
    # What is sold in the last quarter is no pace of what is to be sold in the first.
    target = {"10": "2025-01/2025-03", "06": "2025-05", "07": "2025-01/2025-06"}[base[5:7]]
    frame = plan(60, 100, 90, years=(base, last.replace("2020", "2023"), target))
    assert one(frame, base)["verdict"] == ""
    assert one(frame.assign(vintage=2021), None)["reason"] == "no_base"
    like = target.replace("2025", "2020"), target.replace("2025", "2023"), target
    assert one(plan(60, 100, 90, years=like), like[0])["verdict"] == "reached"


def test_a_level_on_the_year_before_has_no_pace():
    frame = plan(103.0, 102.1, 103.0, indicator="prices", unit="上年=100", kind="index")
    assert one(frame)["reason"] == "unit_mismatch"
    assert one(plan(103.0, 102.1, 103.0, indicator="cpi"))["reason"] == "unit_mismatch"


def test_a_target_of_another_age_is_judged_and_not_extrapolated():
    row = one(plan(1, 100, 10**6, years=(2020, 2022, 2999)))
    assert (row["verdict"], row["reason"]) == ("on_track", "")
    assert row[["expected", "expected_low", "expected_high"]].isna().all()
    assert row["growth_so_far"] == pytest.approx(900)


def test_without_a_year_of_publication_the_base_is_asked_for():
    frame = obs(period=[2020, 2025], value=[1, 2], measure=["value", "target"])
    with pytest.raises(KejidataError, match="give since="):
        pace(frame)
    assert pace(frame.head(1)).empty
    assert pace(frame.assign(vintage=[2021, 2021]))["base_period"].tolist() == [2020]

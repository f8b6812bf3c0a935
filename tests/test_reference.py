"""All measures against the reference in exact fractions: two thousand random frames."""

from fractions import Fraction
from functools import cache

import pytest
from reference import audit, base_effects, completion, facts, growth, ranking, targets
from reference.compare import MEASURES, differences, frame, records, shuffled, told
from reference.frames import case

SHEETS = 10
FRAMES = 200  # side by side in each sheet

case = cache(case)


@pytest.mark.root_project
@pytest.mark.parametrize("seed", range(SHEETS))
@pytest.mark.parametrize("measure", MEASURES)
def test_a_measure_gives_what_the_reference_gives(measure, seed):
    sheet = case(seed, FRAMES)
    found = differences(sheet, [measure])
    if found:
        pytest.fail(told(sheet, found[0]), pytrace=False)


@pytest.mark.root_project
@pytest.mark.parametrize("measure", MEASURES)
def test_the_order_of_rows_does_not_matter(measure):
    for seed in range(SHEETS, SHEETS + 5):
        sheet = case(seed, 20)
        try:
            tables = [MEASURES[measure].package(shuffled(sheet, order)) for order in (1, 2)]
        except Exception as error:
            pytest.fail(f"{error}\n{frame(sheet.rows)}", pytrace=False)
        one, other = (_sorted(table) for table in tables)
        assert one == other


def _sorted(table):
    return sorted(map(repr, records(table)))


# The reference itself, worked by hand.


def read(measure, *rows, **shared):
    names = ("region", "period", "measure", "value")
    shared = {"indicator": "x", "region": "A", **shared}
    return measure(
        facts.read({**shared, **dict(zip(names, row, strict=False)), **row[4]} for row in rows)
    )


def test_by_hand_growth_of_a_count_in_ten_thousands_is_rounded():
    shared = {"kind": "count", "unit": "万件", "step": 0.01}
    rows = [("A", 2019, "value", 1.23, {}), ("A", 2020, "value", 1.45, {})]
    last = read(growth.growth_rates, *rows, **shared)[1]
    assert last["growth"] == Fraction(22, 123) * 100
    assert last["low"] == Fraction(1445, 1235) * 100 - 100
    assert last["high"] == Fraction(1455, 1225) * 100 - 100


def test_by_hand_ranks_in_yuan_and_fen():
    rows = [("A", 2020, "value", 12345678901.23, {"step": 0.01})]
    rows += [("B", 2020, "value", 2e10, {"step": 1e6})]
    first, second = read(ranking.rankings, *rows)
    assert [first[name] for name in ("rank", "best", "worst")] == [2, 2, 2]
    assert [second[name] for name in ("rank", "best", "worst")] == [1, 1, 1]


def test_by_hand_base_effects_take_one_vintage_of_each():
    told = [(2018, 128, 2019), (2018, 120, 2021), (2019, 115, 2020), (2019, 110, 2021)]
    rows = [("A", period, "value", value, {"vintage": v}) for period, value, v in told]
    (row,) = read(base_effects.base_effects, *rows, ("A", 2020, "value", 148.4, {"vintage": 2021}))
    assert row["recovery"] == Fraction(10) / Fraction("38.4") * 100
    assert row["growth"] == Fraction("38.4") / 110 * 100


def test_by_hand_recovery_where_the_fall_is_not_sure():
    rows = [("A", 2017, "value", 100, {"step": 40}), ("A", 2018, "value", 90, {"step": 40})]
    (row,) = read(base_effects.base_effects, *rows, ("A", 2019, "value", 200, {"step": 1}))
    assert row["recovery_low"] == Fraction(80 - 110) / (Fraction("199.5") - 110) * 100


@pytest.mark.parametrize(("value", "verdict"), [(40, "reached"), (60, "missed"), (50, "reached")])
def test_by_hand_a_target_of_at_most_is_a_ceiling(value, verdict):
    goal = ("A", 2021, "target", 50, {"bound": "at_most"})
    (row,) = read(targets.target_outcomes, goal, ("A", 2021, "value", value, {}))
    assert row["verdict"] == verdict


def test_by_hand_rounding_may_leave_a_target_open():
    goal = ("A", 2021, "target", 54, {})
    (row,) = read(targets.target_outcomes, goal, ("A", 2021, "value", 50, {"step": 10}))
    assert row["verdict"] == "open"


def test_by_hand_an_implied_ceiling_below_zero():
    told = ("A", 2020, "completion_ratio", 172.3, {"step": 0.1})
    rows = [("A", 2020, "value", 0, {"step": 10}), told]
    (row,) = read(completion.completion_ratios, *rows, direction=-1)
    assert row["implied_low"] == Fraction("-8.6175")


@pytest.mark.parametrize(
    ("growth_rate", "bound", "value", "verdict"),
    [
        (-10, "at_most", 85, "confirmed"),
        (-10, "at_most", 105, "contradicted"),
        (-10, "exact", 90, "confirmed"),
        (-11, "exact", 90, "contradicted"),
    ],
)
def test_by_hand_bounds_speak_of_the_signed_number(growth_rate, bound, value, verdict):
    rows = [("A", 2019, "value", 100, {}), ("A", 2020, "value", value, {})]
    stated = ("A", 2020, "growth_rate", growth_rate, {"bound": bound, "unit": "%"})
    assert [row["verdict"] for row in read(audit.audit, *rows, stated)] == [verdict]


def test_by_hand_a_statement_is_checked_against_what_was_known_then():
    told = [(2019, 100, 2020), (2020, 110, 2021), (2020, 112, 2022)]
    rows = [("A", period, "value", value, {"vintage": v}) for period, value, v in told]
    stated = [
        ("A", 2020, "growth_rate", 12, {"vintage": 2022}),
        ("A", 2020, "growth_rate", 10, {"vintage": 2021}),
    ]
    found = read(audit.audit, *rows, *stated)
    assert [row["computed"] for row in found] == [10, 12]  # the older statement first
    assert [row["verdict"] for row in found] == ["confirmed"] * 2


def test_by_hand_amounts_of_money_are_converted():
    rows = [("A", 2019, "value", 100, {}), ("A", 2020, "value", 110, {})]
    stated = [("A", 2020, "change", value, {"unit": "万元"}) for value in (10, 100_000)]
    found = read(audit.audit, *rows, *stated, unit="亿元")
    assert [row["verdict"] for row in found] == ["contradicted", "confirmed"]


def test_by_hand_the_end_of_half_a_year_is_half_of_it():
    goal = ("A", "2021", "target", 20, {})
    halves = [("A", half, "value", 8, {}) for half in ("2021-01/2021-06", "2021-07/2021-12")]
    first, second = read(completion.completion_ratios, goal, *halves)
    assert (first["elapsed"], first["reason"]) == (50, "")
    assert (second["elapsed"], second["reason"]) == (None, "period_mismatch")

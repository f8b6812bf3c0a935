"""Tables of what offices are judged by: index, profile, contributions, totals, ratios."""

import pandas as pd

import kejidata
from kejidata.display.table import table


def rounded(years=(2022, 2023), **columns):
    """Return two indicators of three places, figures rounded to a tenth."""
    values = {"own_a": (20.0, 30.0, 10.0), "own_b": (9.0, 5.0, 7.0)}
    rows = [
        (place, name, year, value + at)
        for name, figures in values.items()
        for place, value in zip("abc", figures, strict=True)
        for at, year in enumerate(years)
    ]
    frame = pd.DataFrame(rows, columns=["region", "indicator", "period", "value"])
    return frame.assign(step=0.1, unit="亿元").assign(**columns)


def test_index_numbers_are_a_table_with_the_figures_they_were_made_of():
    of_a = rounded()[lambda rows: rows["indicator"] == "own_a"]
    shown = str(table(kejidata.index_numbers(of_a, 2022), "en"))
    # 21.0 / 20.0 x 100 lies between 104.5 and 105.5.
    assert "a | 2023 | 21 | 2022 | 20 | 105" in shown


def test_a_ratio_has_the_digits_that_both_roundings_leave():
    frame = rounded(unit=["亿元"] * 6 + ["万人"] * 6)
    shown = str(table(kejidata.ratio(frame, "own_b", "own_a"), "en")).splitlines()
    # 9.0 / 20.0, in 万人/亿元 (10,000 people per CNY 100 million), lies between 0.446 and 0.454.
    assert shown[0] == "Region | Period | Value (people per CNY 100 million)"
    assert shown[1].startswith("a | 2022 | 4,500")
    exact = kejidata.ratio(frame.assign(step=0.0), "own_b", "own_a")
    assert str(table(exact, "en")).splitlines()[2].startswith("a | 2023 | 4,762")


def test_what_indicators_add_to_an_index_is_in_its_points_and_their_values_in_their_units():
    frame = rounded(unit=["亿元"] * 6 + ["家"] * 6)
    found = kejidata.index_contributions(frame, ["own_a", "own_b"])
    shown = str(table(found, "en", observations=frame)).splitlines()
    assert "Value | Unit | Normalised | Weight (%) | Points added (points)" in shown[0]
    assert "Difference (points)" in shown[0]
    # Of a: 50 points of 100 by own_a and 100 by own_b, each half; 20.0 and 9.0 as published.
    assert [line.split(" | ")[:7] for line in shown[1:3]] == [
        ["a", "2022", "own_a", "2.00", "CNY billion", "50", "50"],
        ["a", "2022", "own_b", "9.0", "number", "100", "50"],
    ]


def test_a_profile_says_in_words_where_a_place_stands_and_why_a_rate_is_empty():
    frame = rounded(unit=["亿元"] * 6 + ["家"] * 6)
    shown = table(kejidata.profile(frame, "a"), "en")
    lines = str(shown).splitlines()
    assert "Value | Unit | Growth (%) | Rank" in lines[0]
    # 9.95 / 9.05 to 10.05 / 8.95.
    assert lines[2].startswith("own_b | 10.0 | number | 9.9 to 12.3 | 1")
    assert lines[2].endswith("top third")
    assert list(shown.notes()) == ["no target was published"]


def test_ends_of_intervals_are_shown_to_those_who_ask_for_them():
    frame = rounded()
    parts = {"a": ["b", "c"]}
    found = kejidata.contributions(frame[frame["indicator"] == "own_a"], parts)
    assert "low" not in str(table(found, "en")).splitlines()[0]
    asked = table(found, "en", columns=["part", "contribution_low", "contribution_high"])
    assert "Contribution, low" in str(asked)
    sums = str(table(kejidata.check_totals(frame, parts), "en")).splitlines()[0]
    assert "Difference" in sums
    assert "target" not in sums

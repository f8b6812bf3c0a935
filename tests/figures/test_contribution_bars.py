"""Bars of contributions: what is drawn, in which order, and what the title says of it."""

import pandas as pd
import pytest

import kejidata
from kejidata import figures

PARTS = {"all": ["east", "west", "north", "south"]}


def drawn(now: list[float], before: list[float], step: float = 0.0, **options: object) -> object:
    obs = pd.DataFrame(
        {
            "region": ["all", "east", "west", "north", "south"] * 2,
            "indicator": "patents",
            "period": [2019] * 5 + [2020] * 5,
            "value": [*before, *now],
            "kind": "amount",
            "step": step,
        }
    )
    return figures.contribution_bars(kejidata.contributions(obs, PARTS), "en", **options)


def test_bars_go_by_points_and_the_rest_comes_last() -> None:
    # Of 100: east +12, west +6, north +3, south -1, in all +25, so that 5 are the rest's.
    picture = drawn([125, 52, 36, 23, 9], [100, 40, 30, 20, 10])
    widths = [round(float(bar.get_width()), 6) for bar in picture.axes[0].patches]
    assert widths == [12, 6, 3, -1, 5]
    assert "largest contribution in east (12 percentage points)" in figures.alt_text(picture)


def test_what_takes_from_the_total_has_another_colour_and_lies_on_the_axis() -> None:
    picture = drawn([125, 52, 36, 23, 9], [100, 40, 30, 20, 10])
    colours = [bar.get_facecolor() for bar in picture.axes[0].patches]
    assert colours[0] == colours[1] == colours[2] != colours[3]
    assert picture.axes[0].get_xlim()[0] <= -1


def test_parts_left_out_are_counted_and_the_rest_is_kept() -> None:
    picture = drawn([125, 52, 36, 23, 9], [100, 40, 30, 20, 10], top=2)
    assert len(picture.axes[0].patches) == 3
    assert "2 more parts are not shown" in figures.alt_text(picture)


def test_a_title_does_not_choose_where_rounding_leaves_it_open() -> None:
    picture = drawn([121, 46, 36, 23, 10], [100, 40, 30, 20, 10], step=2.0)
    assert "largest contribution may be any of" in figures.alt_text(picture)


@pytest.mark.parametrize(
    ("values", "title"),
    [
        ([90, 55, 35], "no part surely added to it"),
        ([110, float("nan"), 45], "largest contribution in q (5 percentage points)"),
    ],
)
def test_the_largest_contribution_is_one_that_added(values: list[float], title: str) -> None:
    """Of 100 before, p 60 and q 40: both fall by 5; or q alone is known, and adds 5."""
    obs = pd.DataFrame(
        {
            "region": ["t", "p", "q"] * 2,
            "indicator": "x",
            "period": [2019] * 3 + [2020] * 3,
            "value": [100.0, 60, 40, *values],
        }
    )
    figure = figures.contribution_bars(kejidata.contributions(obs, {"t": ["p", "q"]}), lang="en")
    told = figure.get_label().split(". ")[0]
    assert told.endswith(title)
    assert ("1 part known" in told) == ("largest" in title)

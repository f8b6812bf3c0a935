"""The paragraph on a composite index, worked by hand."""

import pandas as pd
import pytest

from kejidata import narrative
from kejidata.measures.composite_index import composite_index
from kejidata.measures.index_contributions import index_contributions

OBS = pd.DataFrame(
    {
        "region": ["甲", "乙", "丙"] * 2,
        "indicator": ["x"] * 3 + ["y"] * 3,
        "period": 2020,
        "value": [0, 10, 4, 10, 0, 7],
    }
)


def told(focus: str | None, lang: str, weights: tuple[float, float] = (2, 1)) -> str:
    table = pd.DataFrame({"indicator": ["x", "y"], "weight": weights})
    scores, parts = composite_index(OBS, table), index_contributions(OBS, table)
    return str(narrative.composite_index(scores, contributions=parts, focus=focus, lang=lang))


# Scores: (2 x 100 + 0) / 3 = 66.7, (2 x 40 + 70) / 3 = 50 and 33.3; without x the order turns
# round. x / best gives the same scores, and so do ranks.
def test_the_place_in_focus_has_its_ranges_and_what_makes_it() -> None:
    assert (
        "丙自编综合指数为50分，列3个地区第2位，换权重、换标准化方法或去掉一项指标都不变。"
        in told("丙", "zh")
    )
    text = told("甲", "en")
    assert "3rd of the 3 regions, or 1st to 3rd with other weights" in text
    # Behind 丙: 2/3 x (40 - 0) = 26.7 points in x, -10 in y.
    assert text.endswith("; 甲 falls furthest behind 丙 in x (26.7 points).")
    # By name: the sentence before ends with another place.
    assert "The largest contribution to the score of 甲, 33.3 points, comes from y" in text
    assert told("乙", "en").endswith("乙 is furthest ahead of 丙 in x (40 points).")


def test_without_a_focus_the_places_that_hold_are_counted() -> None:
    assert told(None, "en").endswith(
        "1 of the 3 places stays the same with other weights, another normalisation or one"
        " indicator left out."
    )
    assert told(None, "zh").endswith("换权重、换标准化方法或去掉一项指标，3个位次中1个不变。")


@pytest.mark.parametrize(
    ("values", "zh", "en"),
    [
        ([9, 5, 1] * 2, "3个位次都不变", "None of the 3 places moves"),
        ([9, 5, 1, 5, 1, 9], "3个位次都可能变动", "Every one of the 3 places may move"),
    ],
)
def test_places_that_no_choice_moves_are_counted_in_words(values, zh: str, en: str) -> None:
    scores = composite_index(OBS.assign(value=values), ["x", "y"])
    assert zh in str(narrative.composite_index(scores))
    assert en in str(narrative.composite_index(scores, lang="en"))


def test_places_that_only_missing_figures_open_are_moved_by_no_choice() -> None:
    cities = OBS.replace({"甲": "南京", "乙": "苏州", "丙": "南通"}).assign(value=[9, 5, 1] * 2)
    said = str(narrative.composite_index(composite_index(cities, ["x", "y"])))
    assert said.endswith("3个位次都不变。")


@pytest.mark.parametrize("focus", ["甲", "乙", "丙", None])
def test_three_sentences_do(focus: str | None) -> None:
    assert told(focus, "zh").count("。") <= 3
    assert len(told(focus, "en").split()) <= 90


def test_nothing_scored_says_why() -> None:
    scores = composite_index(OBS.assign(bound="about"), ["x", "y"])
    assert "有数据的指标太少" in str(narrative.composite_index(scores))

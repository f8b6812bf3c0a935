"""What the paragraph on contributions says, held against figures worked by hand."""

import pandas as pd
import pytest

import kejidata
from kejidata import narrative

PARTS = {"all": ["east", "west", "north", "south"]}


def told(lang: str, values: list[float], before: list[float], **columns: float) -> str:
    regions = ["all", "east", "west", "north", "south"]
    obs = pd.DataFrame(
        {
            "region": regions * 2,
            "indicator": "patents",
            "period": [2019] * 5 + [2020] * 5,
            "value": [*before, *values],
            "kind": "amount",
        }
    ).assign(**columns)
    return str(narrative.contributions(kejidata.contributions(obs, PARTS), lang=lang))


def test_the_three_that_added_most_and_how_many_took() -> None:
    # Of 100 before: east +12, west +6, north +3, south -1, which is 20 in all.
    said = told("en", [120, 52, 36, 23, 9], [100, 40, 30, 20, 10])
    assert "came from east (12 percentage points), west (6 percentage points)" in said
    assert "north (3 percentage points)" in said
    assert "Of 4 parts, 3 added to it and 1 took from it." in said
    assert "rest of the total" not in said


def test_a_contribution_is_worked_out_in_published_numbers() -> None:
    frame = pd.DataFrame(
        {"region": ["all", "east"] * 2, "indicator": "patents", "value": [50, 30, 60, 39]}
    ).assign(period=[2019, 2019, 2020, 2020], kind="amount", unit="件")
    parts = kejidata.contributions(frame, {"all": ["east"]})
    facts = narrative.contributions(parts, observations=frame, lang="en").facts
    assert "(39 − 30) ÷ 50 = 18 percentage points" in [*facts["calculation"]]


def test_a_rest_that_is_not_nothing_is_told() -> None:
    # The total rose by 25, the parts by 20.
    assert "The rest of the total contributed 5 percentage points" in told(
        "en", [125, 52, 36, 23, 9], [100, 40, 30, 20, 10]
    )


def test_who_rounding_cannot_part_is_not_said_to_lead() -> None:
    # North and south added 3 and 2.9, each within a step of one.
    said = told("zh", [121, 52, 36, 23, 12.9], [100, 40, 30, 20, 10], step=1.0)
    assert "拉动最多" not in said


def test_all_that_rose_are_all() -> None:
    said = told("zh", [122, 52, 36, 23, 11], [100, 40, 30, 20, 10])
    assert said.endswith("4个部分都拉高了总量。")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_without_a_base_it_says_why(lang: str) -> None:
    nothing = float("nan")
    said = told(lang, [122, 52, 36, 23, 11], [nothing] * 5)
    assert ("基期" if lang == "zh" else "base") in said


def test_a_part_that_did_not_move_did_neither() -> None:
    """East adds 10 of 100, west exactly nothing: no rounding leaves that open."""
    said = told("en", [110, 50, 30, 20, 10], [100, 40, 30, 20, 10])
    assert "came from east (10 percentage points). Of 4 parts" in said
    assert said.endswith("Of 4 parts, 1 added to it and 3 did neither.")


def test_where_all_fell_nobody_contributed_most() -> None:
    """Of 100 before: east -4, west -3, north -2, south -1."""
    said = told("en", [90, 36, 27, 18, 9], [100, 40, 30, 20, 10])
    assert "largest contributions" not in said
    assert "lost most to east (−4 percentage points), west (−3 percentage points)" in said
    zh = told("zh", [90, 36, 27, 18, 9], [100, 40, 30, 20, 10])
    assert "拉动最多" not in zh
    assert "拉低allpatents最多的是east（−4个百分点）" in zh.replace(" ", "")


def test_a_part_without_a_figure_is_named_and_nobody_is_the_most() -> None:
    said = told("en", [110, float("nan"), 33, 22, 11], [100, 40, 30, 20, 10])
    assert "largest" not in said
    assert "those that added to patents in all include west (3 percentage points)" in said
    assert "No contribution can be given for east (no figure for the period)." in said
    assert "All" not in said


def test_where_rounding_leaves_all_open_nobody_is_named() -> None:
    said = told("en", [104, 41, 31, 21, 11], [100, 40, 30, 20, 10], step=10.0)
    assert "no part surely added to patents in all or took from it" in said
    assert said.endswith("Of 4 parts, 4 may have done either.")


@pytest.mark.parametrize(
    ("lang", "words"),
    [("zh", "patents的各部分都缺数"), ("en", "no part of patents in all has a figure, so")],
)
def test_parts_that_all_lack_a_figure_are_not_a_total_without_one(lang: str, words: str) -> None:
    none = float("nan")
    assert words in told(lang, [120, none, none, none, none], [100, 40, 30, 20, 10])
    # Here it is the total that has no figure.
    assert words not in told(lang, [none, 50, 40, 20, 10], [100, 40, 30, 20, 10])


def test_so_many_parts_have_figures() -> None:
    none = float("nan")
    said = told("en", [120, 52, 33, none, none], [100, 40, 30, 20, 10])
    assert "Of 2 parts with figures, 2 added to it." in said
    assert "Of 1 part" not in told("en", [120, 52, none, none, none], [100, 40, 30, 20, 10])


def test_a_frame_without_a_total_has_one_sentence_that_says_so() -> None:
    own = pd.DataFrame({"region": ["320682"], "indicator": "patents", "period": 2020, "value": 5})
    parts = kejidata.contributions(own, "320600")
    assert parts.empty
    assert str(narrative.contributions(parts, lang="zh")) == "没有可供叙述的数据。"
    assert str(narrative.contributions(parts, lang="en")) == "There are no figures to report."

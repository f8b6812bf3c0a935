"""What the paragraph on totals and their parts says, held against figures worked by hand."""

import narrative_oracle as oracle
import pandas as pd
import pytest

import kejidata
from kejidata import figures, narrative
from kejidata.model import region_lookup

PARTS = {"all": ["east", "west"]}


def told(totals: list[float | None], lang: str, step: float = 0.01) -> str:
    """Return the paragraph on totals of one year after another, whose parts are 60.4 and 39.4."""
    rows = [
        (region, 2018 + at, value)
        for at, number in enumerate(totals)
        for region, value in (("all", number), ("east", 60.4), ("west", 39.4))
        if value is not None
    ]
    obs = pd.DataFrame(rows, columns=["region", "period", "value"])
    obs = obs.assign(indicator="own_a", step=step)
    said = narrative.check_totals(kejidata.check_totals(obs, PARTS), observations=obs, lang=lang)
    oracle.check(said)
    return str(said)


def test_totals_are_counted_and_the_newest_that_differs_is_told() -> None:
    # The parts are 99.79 to 99.81 in all: 99.8 agrees, 104.0 and 98.0 do not.
    said = told([104.0, 99.8, 98.0], "en")
    assert "of 3 totals, 1 agrees" in said.lower()
    assert "and 2 do not" in said
    assert "98.00 was published and the parts add up to 99.8" in said
    assert "which is 1.8 more than the total" in said
    assert "104" not in said


def test_what_the_total_has_beyond_its_parts_is_told_as_more() -> None:
    assert "公布为104.00，各部分之和为99.80，总计多4.2" in told([104.0], "zh")


def test_all_that_agree_have_no_difference() -> None:
    assert told([99.8, 99.8], "zh") == "2个总计都与各部分之和相符（误差在舍入之内）。"
    agree = "totals agree with the sum of the parts within rounding."
    assert told([99.8, 99.8], "en") == f"Both {agree}"
    assert told([99.8] * 3, "en") == f"All 3 {agree}"


def test_a_missing_part_has_its_reason() -> None:
    obs = pd.DataFrame(
        {
            "region": ["all", "east", "west"],
            "indicator": "own_a",
            "period": 2020,
            "value": [3.0, 1.0, None],
        }
    )
    said = str(narrative.check_totals(kejidata.check_totals(obs, PARTS), lang="en"))
    assert "no sum of the parts can be given" in said.lower()


def test_what_all_totals_share_is_told_once() -> None:
    obs = pd.DataFrame(
        {"region": ["all", "a", "b"], "indicator": "own_a", "period": 2020, "value": [9, 5, None]}
    )
    found = kejidata.check_totals(obs, {"all": ["a", "b"]})
    said = str(narrative.check_totals(found, lang="en"))
    assert (said.count("all"), said.count("2020")) == (1, 1)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh", ["其中2", "不属于5个地区中的任何一个"]),
        ("en", ["13, of which 2 lie outside the 5 regions", "holds something beyond the parts"]),
    ],
)
def test_what_no_member_of_a_region_holds_is_told_as_the_rest(lang: str, words: list[str]) -> None:
    # 13 - (5 + 3 + 1 + 1 + 1) = 2 belong to none of the five cities of Ningxia.
    ningxia = ["640000", *region_lookup.members_of("640000")]
    obs = pd.DataFrame(
        {"region": ningxia, "indicator": "own_a", "period": 2020, "value": [13, 5, 3, 1, 1, 1]}
    )
    found = kejidata.check_totals(obs)
    said = narrative.check_totals(found, observations=obs, lang=lang)
    oracle.check(said)
    assert all(word in str(said) for word in words)
    picture = figures.alt_text(figures.audit_marks(found, lang=lang))
    title = {"zh": "1个总计中，1个含未列部分", "en": "Of 1 total, 1 with unlisted parts"}
    assert title[lang] in picture

"""Whether those that spend most lie above the nation, as far as rounding tells."""

from __future__ import annotations

import pandas as pd
import pytest
from narrative_oracle import check

from kejidata import narrative
from kejidata.model.stored import load


def frame(spent: list[float], shares: list[float], step: float = 0.0) -> pd.DataFrame:
    regions = ["000000", "110000", "310000", "320000"]
    rows = [(r, "rd_expenditure", v) for r, v in zip(regions, spent, strict=True)]
    rows += [(r, "rd_intensity", v) for r, v in zip(regions, shares, strict=True)]
    made = pd.DataFrame(rows, columns=["region", "indicator", "value"])
    return made.assign(period="2023", step=step)


@pytest.mark.root_project
def test_five_of_the_seven_above_the_nation_spend_most() -> None:
    text = narrative.spending(load())
    check(text)
    # 2023: 广东 4802, 江苏 4212, 北京 2948, 浙江 2640, 山东 2386, 上海 2050, 湖北 1408 (亿元).
    assert "7个省（区、市），其中5个也在R&D经费居前的7个之中" in str(text)
    assert "居前而不高于全国的是山东和湖北。" in str(text)
    english = narrative.spending(load(), lang="en")
    check(english)
    assert "Shandong and Hubei are also among these, but do not lie above China." in str(english)


@pytest.mark.parametrize(
    ("spent", "shares", "said"),
    [
        ([9, 4, 3, 1], [2, 3, 2.5, 1], "2 of 3 provinces; they also have the most R&D expenditure"),
        ([9, 1, 2, 3], [2, 3, 1.0, 1], "1 of 3 provinces; Jiangsu, with the most R&D expenditure,"),
        ([9, 4, 3, 1], [2, 3, 1.0, 4], "2 of 3 provinces; 1 of them is among the 2"),
    ],
)
def test_who_spends_most_is_told(spent: list[float], shares: list[float], said: str) -> None:
    assert said in str(narrative.spending(frame(spent, shares), lang="en"))


def test_what_rounding_leaves_open_is_not_told() -> None:
    # Beijing and Shanghai spend 4 and 4, to the whole: who has more is open.
    text = str(narrative.spending(frame([9, 4, 4, 1], [2, 9, 1.0, 1], step=1.0), lang="en"))
    assert text.endswith("in 1 of 3 provinces.")


def test_without_the_nation_it_is_the_nation_that_has_no_figure() -> None:
    regions = frame([9, 4, 3, 1], [2, 3, 2.5, 1]).query("region != '000000'")
    said = "The data have no R&D intensity of China for the periods of the regions."
    assert str(narrative.spending(regions, lang="en")) == said
    assert str(narrative.spending(regions.head(0), lang="en")) == "There are no figures to report."

"""Amounts that a sentence or a picture sets against each other: one power of ten for both."""

import pandas as pd
import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text

import kejidata
from kejidata import figures, narrative
from kejidata.wording import numbers


def money(
    *rows: tuple[str, str, float], unit: str = "亿元", code: str = "rd_expenditure"
) -> pd.DataFrame:
    """Return observations of one region: period, measure and amount of each."""
    obs = pd.DataFrame(rows, columns=["period", "measure", "value"])
    return obs.assign(region="320682", indicator=code, unit=unit, kind="amount", step=0.01)


def test_a_target_and_what_it_stands_against_have_one_unit() -> None:
    """9.90亿元 is CNY 990 million and 12.00亿元 CNY 1.2 billion: 990 and 1,200 million."""
    obs = money(("2020", "value", 9.9), ("2021", "target", 12.0))
    text = str(narrative.outlook(kejidata.target_outlook(obs), observations=obs, lang="en"))
    assert "CNY 1,200 million against CNY 990 million in 2020" in text
    obs = money(("2021", "value", 9.9), ("2021", "target", 12.0))
    text = str(narrative.completion(kejidata.completion_ratios(obs), observations=obs, lang="en"))
    assert "CNY 1,200 million" in text
    assert "CNY 990 million" in text
    text = str(narrative.outcomes(kejidata.target_outcomes(obs), observations=obs, lang="en"))
    assert "target CNY 1,200 million, CNY 990 million in 2021" in text


def said(picture: Figure) -> str:
    """Return all texts of a picture."""
    return " ".join(one.get_text() for one in picture.findobj(Text))


@pytest.mark.parametrize(
    ("first", "told"),
    [
        (9.9, "from CNY 990 million to CNY 1,200 million"),
        # A hundredth of the later: in its unit, 12.00 of 亿元 beside 0.01.
        (0.01, "from CNY 0.001 billion to CNY 1.200 billion"),
    ],
)
def test_a_course_is_told_in_one_unit(first: float, told: str) -> None:
    obs = money(("2019", "value", first), ("2020", "value", 10.5), ("2021", "value", 12.0))
    assert told in str(narrative.growth(kejidata.growth_rates(obs), observations=obs, lang="en"))


def test_what_entered_a_stage_and_what_came_out_have_one_unit() -> None:
    """1.2亿元 signed is 12000万元, of which 7563万元 were paid."""
    obs = pd.concat(
        [
            money(("2020", "value", 12000.0), unit="万元", code="signed"),
            money(("2020", "value", 7563.0), unit="万元", code="paid"),
        ]
    )
    picture = figures.funnels(obs.assign(step=1.0), "zh", pairs=[("signed", "paid")])
    assert "12000万元 → 7563万元" in said(picture)


def test_a_pace_has_one_unit_for_what_is_expected_and_the_target() -> None:
    """8.00 in 2020 and 9.00 in 2023 are 4 % a year: 9.73 is expected of the 12.00 for 2025."""
    obs = money(("2020", "value", 8.0), ("2023", "value", 9.0), ("2025", "target", 12.0))
    picture = figures.pace_tracks(kejidata.pace(obs, 2020), "en")
    assert "1,200 million" in said(picture)
    assert "billion" not in said(picture)


def test_both_ends_of_an_interval_have_one_unit() -> None:
    told = numbers.interval(9.9, 12.0, "亿元", "en")
    assert told == "between CNY 990 million and CNY 1,200 million"

"""A figure beside a name that says to how many it is: the unit does not say so again."""

import pandas as pd
import pytest

import kejidata
from kejidata import figures, narrative


@pytest.mark.parametrize(
    ("indicator", "unit", "english", "chinese"),
    [
        (
            "invention_patents_per_10k",
            "件/万人",
            "stood at 86.4, 1st",
            "万人发明专利拥有量为86.4件，",
        ),
        (
            "rd_personnel_per_10k_employed",
            "人年/万人",
            "stood at 86.4 person-years, 1st",
            "86.4人年，",
        ),
        ("hnte_per_10k_firms", "家/万家", "stood at 86.4, 1st", "高新技术企业数为86.4家，"),
        ("own", "件/万人", "own in Beijing stood at 86.4 per 10,000 people", "own为86.4件/万人"),
        ("own", "元/人", "own in Beijing stood at CNY 86.4 per person", "own为86.4元/人"),
        ("own", "元/人年", "own in Beijing stood at CNY 86.4 per person-year,", "own为86.4元/人年"),
    ],
)
def test_a_denominator_is_said_once(indicator, unit, english, chinese):
    obs = pd.DataFrame({"region": ["110000", "120000"], "value": [86.4, 13.0], "step": 0.1})
    obs = obs.assign(indicator=indicator, period="2020", unit=unit)
    ranks = kejidata.rankings(obs)
    for lang, said in (("en", english), ("zh", chinese)):
        told = str(narrative.rankings(ranks, observations=obs, focus="110000", lang=lang))
        assert said in told


def test_nor_does_a_headline_repeat_it():
    obs = pd.DataFrame({"region": ["110000", "120000"], "value": [86.4, 13.0], "step": 0.1})
    obs = obs.assign(indicator="invention_patents_per_10k", period="2020", unit="件/万人")
    told = figures.province_tiles(obs, "en").get_label()
    assert "highest in Beijing (86.4), lowest in Tianjin (13.0)." in told

"""Exact scaling, ties on the published grid, one rounding rule, and no float noise in sight."""

import re
from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kejidata
from kejidata import display, narrative
from kejidata.model.units import convert, parse_number, round_half_up

NOISE = re.compile(r"\d\.\d*(?:0{6}[1-9]|9{6})")


def test_a_magnitude_is_exact():
    assert parse_number("26.82亿") == 2682000000
    assert convert(Decimal("26.82"), "亿元", "元") == 2682000000
    assert convert(Decimal("7034.24"), "万元", "亿元") == Decimal("0.703424")


@settings(max_examples=60)
@given(st.decimals(-(10**9), 10**9, places=6), st.sampled_from(["元", "万元", "亿元", "万亿元"]))
def test_a_unit_and_back_is_the_same_number(number, unit):
    assert convert(convert(number, "万元", unit), unit, "万元") == number


@pytest.mark.parametrize("step", [0.1, 0.0])
def test_noise_does_not_break_a_tie(step):
    frame = pd.DataFrame(
        {"region": ["a", "b", "c"], "indicator": "own", "period": 2020, "step": step}
    ).assign(value=[0.1 + 0.2, 0.3, 0.2])
    assert kejidata.rankings(frame)["rank"].tolist() == [1, 1, 3]


@pytest.mark.parametrize(
    ("base", "value", "growth", "completion"),
    [
        (1e-90, 1e90, 1e182, 1e182),
        (1e90, 1e-90, -100.0, 1e-178),
        (1.0, -3e90, -3e92, -3e92),
        (2.5e-70, 1.0, 4e71, 4e71),
        (4e80, 7e80, 75.0, 175.0),
    ],
)
def test_figures_at_the_far_ends_are_divided_like_all(base, value, growth, completion):
    frame = pd.DataFrame({"region": "a", "indicator": "own", "period": [2019, 2020]})
    rates = kejidata.growth_rates(frame.assign(value=[base, value]))
    assert rates["growth"].iloc[1] == growth
    aims = frame.assign(period=2020, measure=["value", "target"], value=[value, base])
    assert kejidata.completion_ratios(aims)["completion"].tolist() == [completion]


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [(2.675, 2, "2.68"), (0.5, 0, "1"), (-0.5, 0, "-1"), (2.5, 0, "3"), (-0.04, 1, "0.0")],
)
def test_halves_are_rounded_away_from_zero(value, decimals, shown):
    assert str(round_half_up(value, decimals)) == shown


@pytest.fixture(scope="module")
def shown():
    """Return every table and text of the shipped data in both languages, and the raw results."""
    obs = kejidata.load()
    results = {
        "growth": kejidata.growth_rates(obs),
        "completion": kejidata.completion_ratios(obs),
        "rankings": kejidata.rankings(obs, among="000000"),
        "outlook": kejidata.target_outlook(obs),
        "outcomes": kejidata.target_outcomes(obs),
        "audit": kejidata.audit(obs),
    }
    texts = {}
    for lang in ("zh", "en"):
        for name, frame in results.items():
            texts[f"{name} {lang}"] = str(
                getattr(narrative, name)(frame, observations=obs, lang=lang)
            )
            few = frame.groupby("indicator", sort=False, observed=True).head(3)
            texts[f"table {name} {lang}"] = str(display.table(few, lang, observations=obs))
    return results, texts


@pytest.mark.root_project
def test_nothing_shown_has_float_noise(shown):
    _, texts = shown
    assert sum(map(len, texts.values())) > 10_000
    assert {name: NOISE.findall(text) for name, text in texts.items() if NOISE.search(text)} == {}


@pytest.mark.parametrize("name", ["growth", "completion", "outlook", "outcomes"])
def test_no_result_has_float_noise(shown, name):
    """A percentage is rounded once, a difference ends where its figures do."""
    floats = shown[0][name].select_dtypes("float")
    for column in floats:
        noisy = [
            repr(v)
            for v in floats[column].dropna()
            if re.search(r"0{8}[1-9]\d?$|9{8}\d?$", repr(v))
        ]
        assert noisy == []

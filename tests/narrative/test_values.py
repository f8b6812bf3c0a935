"""Numbers of a sentence: their digits, their intervals, their sign, and the forms they ask for."""

from __future__ import annotations

import pandas as pd
import pytest

from kejidata import audit, growth_rates, narrative, table, target_outcomes, target_outlook

Row = tuple[str, str, str, float]


def frame(*rows: Row, region: str = "320682", **more: object) -> pd.DataFrame:
    named = pd.DataFrame(rows, columns=["indicator", "period", "measure", "value"])
    return named.assign(region=region, **more)


def pair(base: float, value: float, **more: object) -> pd.DataFrame:
    rows = [("x", "2019", "value", base), ("x", "2020", "value", value)]
    return frame(*rows, region="a", **more)  # type: ignore[arg-type]


def grown(obs: pd.DataFrame, lang: str) -> str:
    return str(narrative.growth(growth_rates(obs), observations=obs, lang=lang))


def test_small_money_keeps_its_digits_in_both_languages() -> None:
    obs = pair(0.00005, 0.00006, unit="亿元")
    assert "为6000元，比上年增长20%" in grown(obs, "zh")
    assert "grew 20% on the previous year, to CNY 6,000." in grown(obs, "en")


def test_published_zeros_stay_in_both_languages() -> None:
    obs = pair(20.0, 22.0, unit="亿元", step=0.1)
    assert "为22.0亿元" in grown(obs, "zh")
    assert "to CNY 2.20 billion" in grown(obs, "en")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_growth_that_is_not_zero_never_reads_zero(lang: str) -> None:
    # 4 of ten million are 0.00004 percent; 0.001 of them a hundred millionth.
    limit = {"zh": "不足0.0001%", "en": "less than 0.0001%"}[lang]
    for more in (4.0, 0.001):
        assert f"{WAY[lang][0]}{limit}" in grown(pair(1e7, 1e7 + more), lang)
        assert f"{WAY[lang][1]}{limit}" in grown(pair(1e7, 1e7 - more), lang)
    assert "0.0004%" in grown(pair(1e7, 1e7 + 40.0), lang)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_growth_at_a_base_of_a_million_million_has_no_string_of_zeros(lang: str) -> None:
    # 0.01 of 10^12, exact and in steps of 0.001 and 0.01: 10^-12 percent, half to two of them.
    for step in (0.0, 0.001, 0.01):
        obs = pair(1e12, 1e12 + 0.01, step=step)
        rates = growth_rates(obs)
        for said in (grown(obs, lang), str(table(rates, lang, observations=obs))):
            assert "0.00000" not in said
    assert "<0.0001" in str(table(growth_rates(pair(1e12, 1e12 + 0.01)), lang))


WAY = {"zh": ("增长", "下降"), "en": ("grew ", "fell ")}


def test_a_unit_that_begins_with_a_digit_stands_apart_from_the_number() -> None:
    assert "to 123,000 people." in grown(pair(10.0, 12.3, unit="万人"), "en")
    assert "to 120,000." in grown(pair(10.0, 12.0, unit="万件"), "en")


def test_an_open_growth_has_the_same_ends_in_sentence_and_table() -> None:
    # 5 is 4.5 to 5.5 and 3 is 2.5 to 3.5: 4.5/3.5 and 5.5/2.5.
    obs = pair(3.0, 5.0, unit="亿元", step=1.0)
    assert "增长28.6%至120.0%" in grown(obs, "zh")
    assert "grew between 28.6% and 120.0% on" in grown(obs, "en")
    rates = growth_rates(obs)
    assert str(table(rates, observations=obs)).endswith("28.6至120.0")
    assert str(table(rates, "en", observations=obs)).endswith("28.6 to 120.0")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_minus_in_a_table_is_that_of_a_sentence(lang: str) -> None:
    shown = str(table(pair(-3.0, -5.0, unit="%", step=0.1), lang))
    assert "\N{MINUS SIGN}5.0" in shown
    assert "-5" not in shown


def outlook(step: float) -> str:
    obs = frame(("hnte_applied", "2020", "value", 220.0), ("hnte_applied", "2021", "target", 231.0))
    obs["step"] = [step, 0.0]
    return str(narrative.outlook(target_outlook(obs), observations=obs, lang="en"))


def test_a_count_in_ones_is_exact_and_one_in_tens_is_rounded() -> None:
    assert "5% higher" in outlook(1.0)
    # 220 in tens is 215 to 225: 231/225 and 231/215.
    assert "between 2.7% and 7.4% higher" in outlook(10.0)


TARGET = ("sukedai_lent", "2021", "target", 2500.0)


def test_one_target_is_one() -> None:
    obs = frame(TARGET)
    told = narrative.outcomes(target_outcomes(obs), observations=obs, lang="en")
    assert "The one target that Rugao set for 2021 has no later actual" in str(told)
    assert "whether it was reached" in str(told)
    told = narrative.outlook(target_outlook(obs), observations=obs, lang="en")
    assert str(told).startswith("The one target that Rugao set for 2021 cannot be set against")


def test_only_is_said_where_others_are_missing() -> None:
    obs = frame(TARGET, ("sukedai_lent", "2021", "value", 2350.0))
    told = {
        lang: str(narrative.outcomes(target_outcomes(obs), observations=obs, lang=lang))
        for lang in ("zh", "en")
    }
    assert "1项目标已公布过此后的实绩" in told["zh"]
    assert "The one target that Rugao set for 2021 has a later actual" in told["en"]
    assert "only" not in told["en"]


def test_statements_that_cannot_be_checked_are_named_once() -> None:
    obs = frame(
        ("rd_expenditure", "2020", "growth_rate", 5.0),
        ("rd_expenditure", "2021", "growth_rate", 6.0),
    )
    told = {
        n: str(narrative.audit(audit(obs.head(n)), observations=obs, lang="en")) for n in (1, 2)
    }
    assert told[1] == "The 1 growth rate for Rugao cannot be checked: no figure for the period."
    assert told[2].startswith("Neither of the 2 growth rates for Rugao can be checked: no figure")


def test_the_room_shows_its_public_names_alone() -> None:
    assert dir(narrative) == sorted(narrative.__all__)

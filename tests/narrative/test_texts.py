"""Every paragraph over the shipped data and over generated frames, in both languages."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import cache

import hypothesis.strategies as st
import narrative_oracle as oracle
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from reference.compare import records

from kejidata import narrative
from kejidata.measures.audit import audit
from kejidata.measures.base_effects import base_effects
from kejidata.measures.completion import completion_ratios
from kejidata.measures.growth import growth_rates
from kejidata.measures.outcomes import target_outcomes
from kejidata.measures.outlook import target_outlook
from kejidata.measures.ranking import rankings
from kejidata.model import registry
from kejidata.model.stored import load
from kejidata.narrative import Narrative

pytestmark = pytest.mark.root_project

LANGS = ("zh", "en")
THEMES = ("key_indicators", "projects", "cooperation", "platforms", "finance", "startups")


@pytest.fixture(scope="module")
def obs() -> pd.DataFrame:
    return load()


@cache
def measured() -> list[tuple[Callable[..., Narrative], pd.DataFrame, dict[str, str | None]]]:
    """Return how to tell every sensible cut of the shipped data, whatever the language."""
    obs = load()
    out: list[tuple[Callable[..., Narrative], pd.DataFrame, dict[str, str | None]]] = [
        (narrative.outlook, target_outlook(obs), {}),
        (narrative.audit, audit(obs), {}),
        (narrative.outcomes, target_outcomes(obs), {}),
        (narrative.base_effects, base_effects(obs), {}),
        (narrative.completion, completion_ratios(obs), {}),
    ]
    for region, rows in obs.groupby("region"):
        if rows["indicator"].nunique() < 30 or region == "320682":
            out.append((narrative.growth, growth_rates(rows), {}))
    for _, rows in obs[obs["measure"] == "value"].groupby("indicator"):
        focus = {"focus": ("320000", "320682", None)[(len(out) + len(THEMES)) % 3]}
        out.append((narrative.growth, growth_rates(rows), focus))
        out.append((narrative.rankings, rankings(rows), focus))
        for _, own in rows.groupby("region"):
            if len(own) > 6 and own["region"].iloc[0][:2] in {"00", "32"}:
                out.append((narrative.growth, growth_rates(own), {}))
    return out


def shipped(obs: pd.DataFrame, lang: str) -> list[Narrative]:
    """Return a paragraph of every kind for every sensible cut of the shipped data."""
    report = obs[obs["source"] == "rugao_2020"]
    fields = [narrative.field(report, theme, lang=lang) for theme in THEMES]
    told = {"observations": obs, "lang": lang}
    return fields + [tell(table, **more, **told) for tell, table, more in measured()]


@pytest.mark.parametrize("lang", LANGS)
def test_every_digit_of_the_shipped_texts_is_a_fact_that_reads_back(
    obs: pd.DataFrame, lang: str
) -> None:
    texts = shipped(obs, lang)
    keys = obs[["region", "indicator", "period", "measure"]].itertuples(index=False, name=None)
    count = obs.groupby(["region", "indicator", "period", "measure"])["value"].transform("size")
    values = {k: v for k, v, n in zip(keys, obs["value"], count, strict=True) if n == 1}
    recomputed = 0
    for told in texts:
        facts = records(told.facts)
        oracle.check_facts(told, facts)
        recomputed += oracle.formulas(facts, values)
        if lang == "en":
            oracle.no_chinese(told.text)
    assert len(texts) > 100
    assert recomputed > 200


@pytest.mark.parametrize("lang", LANGS)
def test_facts_carry_the_source_and_its_words(obs: pd.DataFrame, lang: str) -> None:
    report = obs[obs["source"] == "rugao_2020"]
    told = narrative.field(report, "key_indicators", lang=lang)
    shown = {"zh": "26.82", "en": "2.682"}[lang]
    assert "成交额达26.82亿元" in told.source_of(shown)
    assert "rugao_2020" in narrative.words(told, shown)


VALUES = st.one_of(
    st.none(),
    st.integers(0, 400).map(float),
    st.integers(1, 10**7).map(lambda n: n / 100),
    st.sampled_from([0.0, 100.0, 200.0, 50.0]),
)
ROWS = st.tuples(
    st.sampled_from(["320600", "320682", "320685", "x1"]),
    st.sampled_from(["tech_contract_value", "rd_intensity", "hnte_applied", "own2"]),
    st.sampled_from(["2019", "2020", "2020-01/2020-11"]),
    st.sampled_from(["value", "value", "target", "growth_rate", "completion_ratio", "rank"]),
    VALUES,
    st.sampled_from([0.0, 0.01, 0.1, 1.0]),
    st.sampled_from(["exact", "exact", "at_least"]),
)
NAMES = ["region", "indicator", "period", "measure", "value", "step", "bound"]


def frame_of(rows: list[tuple[object, ...]]) -> pd.DataFrame:
    """Return a tidy frame; a rank is a whole number from one."""
    frame = pd.DataFrame(rows, columns=NAMES).astype({"value": "float64", "step": "float64"})
    rank = frame["measure"] == "rank"
    return frame.assign(value=frame["value"].mask(rank, frame["value"].fillna(0) // 1 % 9 + 1))


frames = st.lists(ROWS, max_size=14, unique_by=lambda row: row[:4]).map(frame_of)
TELLERS = {
    "growth": lambda frame, told: narrative.growth(growth_rates(frame), **told),
    "completion": lambda frame, told: narrative.completion(completion_ratios(frame), **told),
    "outlook": lambda frame, told: narrative.outlook(target_outlook(frame), **told),
    "rankings": lambda frame, told: narrative.rankings(rankings(frame), **told),
    "audit": lambda frame, told: narrative.audit(audit(frame), **told),
    "key_indicators": lambda frame, told: narrative.field(
        frame, "key_indicators", lang=told["lang"]
    ),
}


@given(frames, st.sampled_from(LANGS), st.sampled_from(sorted(TELLERS)))
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_digit_of_a_generated_text_is_a_fact_that_reads_back(
    frame: pd.DataFrame, lang: str, kind: str
) -> None:
    before = frame.copy()
    oracle.check(TELLERS[kind](frame, {"observations": frame, "lang": lang}))
    pd.testing.assert_frame_equal(frame, before)


def test_a_language_is_added_by_its_file_alone(obs: pd.DataFrame, mock_language: str) -> None:
    codes = [*registry.indicators()["code"], *THEMES]
    known = re.compile("|".join(sorted(map(re.escape, codes), key=len, reverse=True)), re.I)
    for told in shipped(obs, mock_language):
        left = known.sub("", told.text)
        assert not re.search(r"[A-Za-z\u3400-\u9fff]", left), left
        for fact in records(told.facts):
            if fact["measure"] not in {"period", "name"}:
                number = continental(fact["text"]).scaleb(-oracle.factor(fact["unit"]))
                off = abs(abs(number) - abs(Decimal(repr(float(fact["value"])))))
                assert off <= Decimal(repr(fact["rounding"])) / 2 + abs(number) / 10**9, fact
                assert fact["text"] in told.text
                assert fact["text"] in told.source_of(fact["text"])


def continental(text: str) -> Decimal:
    """Return the number that 1.234,5 μιλ and the like say, a unit with its power of ten."""
    found = re.search(r"(\d{1,3}(?:\.\d{3})+|\d+)(,\d+)?( μιλ)?", text)
    assert found, text
    number = Decimal(found[1].replace(".", "") + (found[2] or "").replace(",", "."))
    return number.scaleb(6 if found[3] else 0)

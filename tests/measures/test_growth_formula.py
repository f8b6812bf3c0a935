"""Growth has one definition: another one in its module is followed by every number and sentence."""

import ast
import math
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import syntax
from hypothesis import given
from hypothesis import strategies as st

import kejidata
from kejidata import narrative
from kejidata.measures import growth_formula
from kejidata.narrative import values

PACKAGE = Path(kejidata.__file__).parent
OWNER = PACKAGE / "measures" / "growth_formula.py"


def logarithmic(value: float, base: float) -> float:
    return 100 * math.log(value / base)


@pytest.fixture
def log_points(monkeypatch: pytest.MonkeyPatch) -> None:
    """Define growth as 100 ln(value / base)."""
    doubled = 100 * math.log(2)
    for name, other in {
        "_growth": lambda change, base, **_: 100 * np.log1p(change / base),
        "relative": lambda growth: np.expm1(growth / 100),
        "_GROWTH": "100 * ln({ratio})",
        "_RELATIVE": "exp({growth} / 100) - 1",
        "DOUBLED": doubled,
    }.items():
        monkeypatch.setattr(growth_formula, name, other)
    monkeypatch.setattr(values, "DOUBLED", doubled)
    monkeypatch.setattr(values, "relative", growth_formula.relative)


def observations(**columns: list[object]) -> pd.DataFrame:
    return pd.DataFrame(
        {"region": "220000", "indicator": "rd_expenditure", "unit": "亿元", "step": 0.1, **columns}
    )


def series(*values: float) -> pd.DataFrame:
    return observations(period=range(2017, 2017 + len(values)), value=[*values])


FALL_AND_RISE = 128.0, 115.0, 148.4


def formulas(told: narrative.Narrative) -> set[str]:
    return {formula.removeprefix("end of the interval of ") for formula in told.facts["formula"]}


@pytest.mark.usefixtures("log_points")
def test_rates_and_their_ends_follow() -> None:
    row = kejidata.growth_rates(series(*FALL_AND_RISE)).iloc[2]
    ends = [(148.4, 115.0), (148.35, 115.05), (148.45, 114.95)]
    assert [*row[["growth", "low", "high"]]] == pytest.approx([logarithmic(*end) for end in ends])


@pytest.mark.usefixtures("log_points")
def test_annual_rates_follow() -> None:
    row = kejidata.growth_rates(series(*FALL_AND_RISE), span=2).iloc[2]
    assert row["annual"] == pytest.approx(logarithmic(148.4, 128.0) / 2)


@pytest.mark.usefixtures("log_points")
def test_what_a_stated_rate_implies_follows() -> None:
    obs = observations(period=2020, measure=["value", "growth_rate"], value=[110.0, 10.0])
    obs["unit"] = ["亿元", "%"]
    row = kejidata.growth_rates(obs).iloc[0]
    expected = [110.0 / math.exp(0.1), 109.95 / math.exp(0.1005), 110.05 / math.exp(0.0995)]
    assert [*row[["implied_base", "implied_low", "implied_high"]]] == pytest.approx(expected)
    told = narrative.growth(kejidata.growth_rates(obs), observations=obs, lang="en")
    assert "value / (1 + exp(growth_rate / 100) - 1)" in formulas(told)


@pytest.mark.usefixtures("log_points")
def test_base_effects_follow() -> None:
    obs = series(*FALL_AND_RISE)
    row = kejidata.base_effects(obs).iloc[0]
    assert row["growth"] == pytest.approx(logarithmic(148.4, 115.0))
    assert row["previous"] == pytest.approx(logarithmic(115.0, 128.0))
    assert row["two_year"] == pytest.approx(logarithmic(148.4, 128.0) / 2)
    assert row["two_year_high"] == pytest.approx(logarithmic(148.45, 127.95) / 2)
    told = formulas(narrative.base_effects(kejidata.base_effects(obs), lang="en"))
    assert {
        "100 * ln(value / base_value)",
        "100 * ln((value / old_value) ** (1 / years))",
    } <= told


@pytest.mark.usefixtures("log_points")
def test_the_outlook_follows() -> None:
    obs = observations(
        period=["2020", "2021"], measure=["value", "target"], value=[FALL_AND_RISE[0], 140.0]
    )
    outlook = kejidata.target_outlook(obs)
    ends = [logarithmic(140.0, base) for base in (128.0, 128.05, 127.95)]
    rates = ["change_rate", "change_rate_low", "change_rate_high"]
    assert [*outlook.iloc[0][rates]] == pytest.approx(ends)
    told = narrative.outlook(outlook, observations=obs, lang="en")
    assert "100 * ln(target / last_value)" in formulas(told)


@pytest.mark.usefixtures("log_points")
def test_the_audit_follows() -> None:
    obs = observations(
        period=[2019, 2020, 2020],
        measure=["value", "value", "growth_rate"],
        value=[100.0, 120.0, 18.2],
    ).assign(unit=["亿元", "亿元", "%"])
    row = kejidata.audit(obs).iloc[0]
    assert row["computed"] == pytest.approx(logarithmic(120.0, 100.0))
    assert row["verdict"] == "confirmed"


@pytest.mark.usefixtures("log_points")
def test_the_course_of_a_series_follows() -> None:
    obs = series(100.0, 110.0, 120.0)
    told = narrative.growth(kejidata.growth_rates(obs), observations=obs, lang="en")
    overall = told.facts[told.facts["formula"] == "100 * ln((value / base_value) ** (1 / years))"]
    assert overall["value"].item() == pytest.approx(logarithmic(120.0, 100.0) / 2)
    assert "100 * ln(value / base_value)" in formulas(told)


@pytest.mark.usefixtures("log_points")
def test_the_calculation_of_a_number_follows() -> None:
    obs = series(115.0, 148.4)
    told = narrative.growth(kejidata.growth_rates(obs), observations=obs, lang="en")
    # 148.4 亿元 is CNY 14.84 billion; ln(148.4 / 115) = 0.25497.
    assert "100 × ln(14.84 ÷ 11.50) = 25.5%" in [*told.facts["calculation"]]


@pytest.mark.usefixtures("log_points")
def test_the_word_for_doubling_follows() -> None:
    obs = series(100.0, 200.0).assign(step=0.0)
    told = narrative.growth(kejidata.growth_rates(obs), observations=obs, lang="en")
    assert "doubled" in told.text


@given(
    st.integers(1, 10**9),
    st.integers(1, 10**9),
    st.sampled_from([0, 1, 10]),
    st.sampled_from([0, 1]),
)
def test_the_base_that_a_rate_implies_is_the_base(value: int, base: int, half: int, room: int):
    rate = growth_formula.rate(np.array([float(value)]), np.array([float(base)]))
    ratio = growth_formula.ratio(rate).item()
    assert ratio == pytest.approx(value / base, rel=1e-6, abs=1e-11)


# Written anywhere else, the arithmetic would not follow.
SPELLED = re.compile(r"/ \w+\)?(?: \*\* \([^)]*\))? - 1\) \* 100|\(1 \+ \w+ / 100\)")


def _is(node: ast.AST, number: float) -> bool:
    return isinstance(node, ast.Constant) and node.value == number


def arithmetic(tree: ast.AST) -> Iterator[int]:
    """Yield the lines that compute growth or its inverse, or spell its formula out."""
    for node in ast.walk(tree):
        match node:
            case ast.BinOp(left=ast.BinOp(op=ast.Sub()) as inner, op=ast.Mult(), right=right) if (
                _is(inner.right, 1) and _is(right, 100)
            ):
                yield node.lineno
            case ast.BinOp(left=left, op=ast.Add(), right=ast.BinOp(op=ast.Div()) as inner) if _is(
                left, 1
            ) and _is(inner.right, 100):
                yield node.lineno
            case ast.BinOp(left=ast.Constant(value=100), op=ast.Add(), right=ast.Name()):
                yield node.lineno
            case ast.Attribute(attr="expm1" | "log1p"):
                yield node.lineno
            case ast.Constant(value=str(text)) if SPELLED.search(text) and "\n" not in text:
                yield node.lineno


@pytest.mark.parametrize(
    "line",
    [
        "(value / base - 1) * 100",
        "value / (1 + rate / 100)",
        "value / (100 + rate) * 100",
        "np.expm1(np.log1p(growth) / years)",
        "'(value / base_value - 1) * 100'",
        "'((value / old_value) ** (1 / years) - 1) * 100'",
        "'value / (1 + growth_rate / 100)'",
    ],
)
def test_the_search_finds_what_it_looks_for(line: str) -> None:
    assert [*arithmetic(ast.parse(line))]


def test_no_other_module_computes_growth_or_spells_it_out() -> None:
    written = [
        f"{path.relative_to(PACKAGE)}:{line}"
        for path in sorted(PACKAGE.rglob("*.py"))
        if path != OWNER
        for line in arithmetic(syntax.module(path))
    ]
    assert written == []

"""Formulas as readers see them have one owner beside the measures."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
import syntax

import kejidata
from kejidata import narrative
from kejidata.wording.formulas import in_words

PACKAGE = Path(kejidata.__file__).parent
OWNERS = {"formulas.py", "growth_formula.py"}
FIGURES = "value|base_value|old_value|last_value|target|outcome|completion_ratio|months"
SPELLED = re.compile(rf"\b(?:{FIGURES}) [-*/] (?:\d|(?:{FIGURES})\b)")


def spoken(path: Path) -> Iterator[ast.Constant]:
    """Yield the texts of a module, without those that only document it."""
    nodes = syntax.nodes(path)
    documents = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    for node in nodes:
        text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if text and id(node) not in documents:
            yield node


def plan(value: float, bound: str) -> pd.DataFrame:
    frame = pd.DataFrame({"measure": ["value", "target"], "value": [value, 20.0]})
    shared = {"region": "320682", "indicator": "energy", "period": "2020", "unit": "吨"}
    return frame.assign(step=[0.1, 0.0], bound=["exact", bound], **shared)


@pytest.mark.parametrize(
    ("bound", "formula", "worked"),
    [
        ("at_most", "target / value * 100", "20 ÷ 25.0 = 80%"),
        ("at_least", "value / target * 100", "25.0 ÷ 20 = 125%"),
    ],
)
def test_the_formula_of_a_limit_is_the_other_way_round(
    bound: str, formula: str, worked: str
) -> None:
    obs = plan(25.0, bound)
    ratios = kejidata.completion_ratios(obs)
    told = narrative.completion(ratios, observations=obs, lang="en").facts
    assert told.loc[told["measure"] == "completion_ratio", "formula"].unique().tolist() == [formula]
    table = kejidata.table(ratios, "en", columns=["completion"], observations=obs)
    [[cell]] = table.rows()
    assert cell.origin.formula == formula
    assert cell.origin.calculation == worked


def test_a_part_of_a_period_is_told_in_its_months() -> None:
    obs = plan(25.0, "at_least").assign(period=["2020-01/2020-09", "2020"])
    told = narrative.completion(kejidata.completion_ratios(obs), observations=obs, lang="en").facts
    [formula] = told.loc[told["measure"] == "elapsed", "formula"]
    assert in_words(formula, "en") == "months gone ÷ months of the target's period × 100"


def test_no_other_module_spells_a_formula_out() -> None:
    written = [
        f"{path.relative_to(PACKAGE)}:{node.lineno}"
        for path in sorted(PACKAGE.rglob("*.py"))
        if path.name not in OWNERS
        for node in spoken(path)
        if SPELLED.search(node.value)
    ]
    assert written == []

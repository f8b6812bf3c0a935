"""Charts draw what measures give: their modules neither compute with numbers nor judge them.

What a measure or an observation holds is followed through each function: from a cell of one of its
columns, by name or as an attribute, into the variables that are made of it.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from kejidata.figures import charts
from kejidata.model import terms

FILES = sorted(
    path for path in Path(charts.__file__).parent.glob("*.py") if path.stem != "__init__"
)
ENDS = ("low", "high", "_low", "_high")
COLUMNS = {*terms.NUMBERS, *(f"{name}{end}" for name in terms.NUMBERS for end in ENDS)}
COLUMNS |= {"share", "index_low", "index_high", "value_across"}
NOT_VALUES = {"ranked", "missing"}
"""Counts, which a title may put beside others."""
SCALES = {"factor"}
"""What a number is multiplied with to stand on an axis in the unit that its title says."""
AGGREGATES = {
    *("mean", "median", "sum", "std", "var", "diff", "pct_change", "cumsum", "quantile", "cumprod"),
    *("add", "sub", "mul", "div", "truediv", "pow", "round"),
}
PLAIN = {"str", "int", "float", "bool", "abs", "min", "max", "sum", "round", "sorted"}
"""Functions whose result is still a value; what any other returns is words or positions."""


def is_value(node: ast.AST, names: set[str]) -> bool:
    """Tell whether an expression is a value, or holds values: a cell, a column, part of either."""
    match node:
        case ast.Name():
            return node.id in names
        case ast.Subscript(slice=ast.Constant(value=str(column))):
            return column in COLUMNS - NOT_VALUES or is_value(node.value, names)
        case ast.Subscript() | ast.Starred():
            return is_value(node.value, names)
        case ast.Attribute():
            known = node.attr in COLUMNS - NOT_VALUES | {"ends"}
            return known or (node.attr not in ("index", "columns") and is_value(node.value, names))
        case ast.Call(func=ast.Name(id=name)):
            return name in PLAIN and any(is_value(part, names) for part in node.args)
        case ast.Call(func=ast.Attribute(attr=name)) if name in {"notna", "isna", "isin", "map"}:
            return False
        case ast.Call(func=ast.Attribute()):
            return is_value(node.func.value, names)
        case ast.BinOp():
            return is_value(node.left, names) or is_value(node.right, names)
        case ast.UnaryOp():
            return is_value(node.operand, names)
        case ast.IfExp():
            return is_value(node.body, names) or is_value(node.orelse, names)
        case ast.List() | ast.Tuple():
            return any(is_value(part, names) for part in node.elts)
    return False


def bindings(function: ast.AST) -> Iterator[tuple[ast.expr, ast.expr]]:
    """Yield what a function binds to what: assignments, loops, comprehensions."""
    for node in ast.walk(function):
        match node:
            case ast.Assign():
                yield from ((target, node.value) for target in node.targets)
            case ast.AnnAssign(value=ast.expr()) | ast.AugAssign():
                yield node.target, node.value
            case ast.For() | ast.comprehension():
                yield node.target, node.iter


def values_of(function: ast.AST) -> set[str]:
    """Return the variables of a function that hold values."""
    names: set[str] = set()
    while True:
        found = {
            name.id
            for target, source in bindings(function)
            if is_value(source, names)
            for name in ast.walk(target)
            if isinstance(name, ast.Name)
        }
        if found <= names:
            return names
        names |= found


def is_scale(node: ast.AST, scales: set[str]) -> bool:
    return isinstance(node, ast.Name | ast.Attribute) and (
        getattr(node, "id", "") in scales | SCALES or getattr(node, "attr", "") in SCALES
    )


def scales_of(function: ast.AST) -> set[str]:
    """Return the variables that hold the factor of a unit."""
    found = set()
    for target, source in bindings(function):
        pairs = [(target, source)]
        if isinstance(target, ast.Tuple) and isinstance(source, ast.Tuple):
            pairs = list(zip(target.elts, source.elts, strict=True))
        found |= {one.id for one, of in pairs if isinstance(one, ast.Name) and is_scale(of, set())}
    return found


def computed(code: str) -> list[str]:
    """Return the expressions of a module that compute with values, or compare them."""
    found = []
    for function in ast.walk(ast.parse(code)):
        if not isinstance(function, ast.FunctionDef):
            continue
        names, scales = values_of(function), scales_of(function)
        for node in ast.walk(function):
            wrong = False
            match node:
                case ast.BinOp(op=ast.Add() | ast.Sub() | ast.Div() | ast.FloorDiv() | ast.Pow()):
                    wrong = is_value(node, names)
                case ast.BinOp(op=ast.Mult()):
                    scaled = is_scale(node.left, scales) or is_scale(node.right, scales)
                    wrong = is_value(node, names) and not scaled
                case ast.Compare(ops=[ast.Lt() | ast.Gt() | ast.LtE() | ast.GtE(), *_]):
                    wrong = any(is_value(one, names) for one in (node.left, *node.comparators))
                case ast.Call(func=ast.Attribute(attr=name)) if name in AGGREGATES:
                    wrong = is_value(node.func.value, names)
                case ast.Call(func=ast.Name(id="sum" | "round" | "abs")):
                    wrong = any(is_value(one, names) for one in node.args)
            if wrong:
                found.append(f"line {node.lineno}: {ast.unparse(node)}")
    return sorted(set(found))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_chart_computes_nothing(path):
    assert computed(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "line",
    [
        "frame['value'] / frame['target'] * 100",
        "frame['value'].mean()",
        "sum(row['value'] for row in rows) + row['low']",
        "max(float(row['value']), 1.0) - 1",
        "row['low'] >= 100",
        "item.share - 1",
    ],
)
def test_arithmetic_is_found(line):
    assert computed(f"def draw(frame, rows, row, item):\n    return {line}\n")


def test_arithmetic_is_found_behind_a_name():
    code = "def draw(row):\n    low, high = row['low'], row['high']\n    return (low + high) / 2\n"
    assert computed(code)


def test_positions_and_units_are_no_arithmetic():
    code = (
        "def draw(axes, row, layout, scale, n):\n"
        "    y = n + layout.track_at\n"
        "    axes.barh(y, row['value'] * scale.factor, height=layout.half / 2)\n"
    )
    assert computed(code) == []

"""The calculation behind a number: its formula with the published figures, worked out again."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice, product
from math import exp, isclose, log, nan
from typing import Any

from kejidata.model import periods
from kejidata.model.common_unit import agree, in_unit
from kejidata.model.terms import STATED_UNITS, Lang
from kejidata.wording import numbers
from kejidata.wording.formulas import YEARS, in_numbers, operands, renamed
from kejidata.wording.origins import Key, Origin, Origins, find, same_figure

MINUS = "\N{MINUS SIGN}"
TRIED = 64
"""So many choices among the publications of the figures are tried."""
_WORK: Mapping[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
}
_FUNCTIONS: Mapping[str, Callable[[float], float]] = {"ln": log, "exp": exp}
Figures = Mapping[str, Origin]
"""The published figures by their names in the formula."""


def calculation(
    formula: str, rows: Sequence[Key], result: float, text: str, origins: Origins, lang: Lang
) -> str:
    """Return a formula in published numbers with its result, empty where they do not give it.

    Of several publications those are told of which the number was made.

    Parameters
    ----------
    formula, rows
        The formula of a fact, and the keys of its figures in the order in which it names them.
    result, text
        The number that was computed, with all its digits, and as a sentence tells it.
    origins
        The observations by key.
    lang
        A language, such as zh or en.

    Examples
    --------
    >>> key = ("000000", "rd_expenditure", "2023", "value")
    >>> base = ("000000", "rd_expenditure", "2022", "value")
    >>> origins = {key: [Origin(33357.1, "亿元", 0.1, "exact", "", "")],
    ...            base: [Origin(30782.9, "亿元", 0.1, "exact", "", "")]}
    >>> growth = (33357.1 / 30782.9 - 1) * 100
    >>> calculation("(value / base_value - 1) * 100", (key, base), growth, "8.4%", origins, "zh")
    '33357.1 ÷ 30782.9 − 1 = 8.4%'
    """
    names = operands(formula)
    if not names or len(names) != len(rows) or result != result:
        return ""
    years = _years(rows)
    for figures in islice(_choices(names, rows, origins), TRIED):
        for worked in (_in_one_unit(figures), figures):
            found = _worked(formula, worked, years)
            # Words tell the sign of the number in a sentence, nothing else does here.
            if isclose(abs(found), abs(result), rel_tol=1e-9, abs_tol=1e-9):
                sign = MINUS if found < 0 and not text.startswith(MINUS) else ""
                return f"{_told(formula, figures, rows, years, lang)} = {sign}{text}"
    return ""


def _choices(names: Sequence[str], rows: Sequence[Key], origins: Origins) -> Iterator[Figures]:
    """Yield the figures of the formula, each of its publications, the newest first."""
    known = [reversed(origins.get(same_figure(key), ())) for key in rows]
    for chosen in product(*known):
        # The registry tells the unit that an observation does not state.
        stated = [
            find({same_figure(key): [one]}, key) for key, one in zip(rows, chosen, strict=True)
        ]
        yield dict(zip(names, stated, strict=True))


def _in_one_unit(figures: Figures) -> Figures:
    """Return figures in the unit of the first, those that convert."""
    unit = next(iter(figures.values())).unit
    return {
        name: one._replace(value=in_unit(one.value, one.unit, unit))
        if agree(one.unit, unit)
        else one
        for name, one in figures.items()
    }


def _years(rows: Sequence[Key]) -> float:
    """Return how many years lie between the periods of the first two figures."""
    starts = [periods.parse(key[2])[0] for key in rows[:2] if periods.is_period(key[2])]
    return abs(starts[0] - starts[-1]) / periods.YEAR if starts else 0.0


def _worked(formula: str, figures: Figures, years: float) -> float:
    """Return what a formula gives, NaN where it divides by zero or has no logarithm."""
    values = {name: one.value for name, one in figures.items()} | {YEARS: years}
    # A code of an office's own may be a word of Python: is, in, or.
    plain = {name: f"x{at}" for at, name in enumerate(values)}
    tree = _tree(renamed(formula, plain))
    try:
        found = _number(tree, {plain[name]: one for name, one in values.items()})
    except (ZeroDivisionError, ValueError):
        return nan
    return nan if isinstance(found, complex) else float(found)


@lru_cache(maxsize=256)
def _tree(formula: str) -> ast.expr:
    return ast.parse(formula, mode="eval").body


def _number(part: ast.expr, values: Mapping[str, float]) -> Any:
    """Return what a part of a formula gives, complex for a root of a number below zero."""
    match part:
        case ast.Constant(value=number):
            return number
        case ast.Name(id=name):
            return values[name]
        case ast.BinOp(left=left, op=sign, right=right):
            return _WORK[type(sign)](_number(left, values), _number(right, values))
        case ast.Call(func=ast.Name(id=name), args=[inside]) if name in _FUNCTIONS:
            return _FUNCTIONS[name](_number(inside, values))
    raise NotImplementedError(ast.unparse(part))


def _told(formula: str, figures: Figures, rows: Sequence[Key], years: float, lang: Lang) -> str:
    """Return the formula in numbers, with their units where these differ or the result has one."""
    shown = {YEARS: numbers.number(years, lang)}
    units = {one.unit for one in figures.values()}
    scale = numbers.scale_of(units.pop(), lang, [one.value for one in figures.values()])
    # A quotient of two amounts has no unit: it tells both in the same one, which needs no word.
    bare = not units and (not scale.power or "/" in formula)
    for (name, one), key in zip(figures.items(), rows, strict=True):
        number = numbers.told(key, one.value, one.step)
        if bare or key[3] in STATED_UNITS:
            shown[name] = (scale.digits if bare else numbers.digits)(number, lang)
        else:
            shown[name] = numbers.amount(number, one.unit, lang)
    return in_numbers(formula, shown)

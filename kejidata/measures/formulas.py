"""How the columns of results are computed, as readers see it: no other module spells it out.

A formula is over the names of figures; `wording.formulas` turns it into words and numbers. That of
growth, and all that follows from it, stands beside its arithmetic in `growth_formula`.
"""

from __future__ import annotations

from collections.abc import Collection

from kejidata.measures.growth_formula import annual_formula, growth_formula

PARTS_SUMMED, PARTS_OVER = "sum of the parts", "sum of the parts less the total"
"""Of `check_totals`: what a total is held against, and how far that is from it."""
AS_STATED = "as what is stated"
"""Of `audit`: growth, completion or rank, whichever is stated."""
ELAPSED = "months_gone / months * 100"
"""Of the part of a target's period that is gone at the end of a value's."""


def formula_of(column: str, *, points: bool = False) -> str:
    """Return the formula of a computed column of a result, empty of any other.

    Parameters
    ----------
    column
        Its name in a result. Of completion the formula is that of more being better.
    points
        Whether growth is in percentage points, as that of a share is.

    Examples
    --------
    >>> formula_of("gap"), formula_of("growth", points=True), formula_of("value")
    ('outcome - target', 'value - base_value', '')
    """
    return {
        "growth": growth_formula(points=points),
        "completion": _completion(less=False),
        "gap": "outcome - target",
        "change": growth_formula("target", "last_value", points=True),
        "change_rate": growth_formula("target", "last_value"),
        "annual": annual_formula(),
        "two_year": annual_formula("value", "old_value"),
        "previous": growth_formula("base_value", "old_value"),
        "recovery": "(old_value - base_value) / (value - base_value) * 100",
    }.get(column, "")


def formulas_of(columns: Collection[str]) -> dict[str, str]:
    """Return the formulas of columns whose names mean other things in other results.

    Examples
    --------
    >>> formulas_of(["stated", "computed", "verdict"])
    {'computed': 'as what is stated'}
    """
    if "contribution" in columns and "normalised" not in columns:
        share, before = "value / total_value * 100", "base_value / total_base * 100"
        return {
            "contribution": "(value - base_value) / total_base * 100",
            "share": share,
            "share_change": f"{share} - {before}",
        }
    if "computed" not in columns:
        return {}
    if "gap" in columns:
        return {"computed": PARTS_SUMMED, "gap": PARTS_OVER}
    return {"computed": AS_STATED} if "stated" in columns else {}


def claim_formula(measure: str) -> str:
    """Return the formula of what is stated of a value by a measure; empty of any other measure.

    Examples
    --------
    >>> claim_formula("change"), claim_formula("target")
    ('value - base_value', '')
    """
    return {
        "growth_rate": growth_formula(points=False),
        "change": growth_formula(points=True),
        "completion_ratio": _completion(less=False),
    }.get(measure, "")


def completion_formula(value: float, target: float, completion: float) -> str:
    """Return the formula that a completion in percent follows, which a limit turns round.

    Examples
    --------
    >>> completion_formula(30.0, 20.0, 150.0), completion_formula(30.0, 20.0, 66.7)
    ('value / target * 100', 'target / value * 100')
    """
    return _completion(less=is_of_limit(value, target, completion))


def implied_target_formula(*, less: bool) -> str:
    """Return the formula of the target that a stated completion implies; `less` marks a limit."""
    return "value * completion_ratio / 100" if less else "value / completion_ratio * 100"


def is_of_limit(value: float, target: float, completion: float) -> bool:
    """Tell whether a completion in percent is that of a limit, of which less is better.

    Examples
    --------
    >>> is_of_limit(30.0, 20.0, 66.7), is_of_limit(20.0, 30.0, 66.7)
    (True, False)
    """
    # As products, since a value of zero has no quotient.
    return abs(completion * value - 100 * target) < abs(completion * target - 100 * value)


def _completion(*, less: bool) -> str:
    return "target / value * 100" if less else "value / target * 100"

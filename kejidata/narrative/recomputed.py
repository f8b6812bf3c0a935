"""How a number that a statement is held against was computed again, and from which figures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kejidata.measures.derived import is_count
from kejidata.measures.formulas import claim_formula
from kejidata.model.periods import earlier
from kejidata.model.registry import entry
from kejidata.wording.formulas import RANKED, RECOMPUTED, operands
from kejidata.wording.origins import Key

Made = tuple[str, tuple[Key, ...]]
"""A formula, and the keys of the figures that it names, in their order."""


def of_statement(row: Mapping[Any, Any]) -> Made:
    """Return how a row of `audit` recomputes what is stated.

    Examples
    --------
    >>> row = {"region": "320682", "indicator": "rd_intensity", "period": "2023"}
    >>> formula, keys = of_statement(row | {"measure": "change"})
    >>> formula, [key[2:] for key in keys]
    ('value - base_value', [('2023', 'value'), ('2022', 'value')])
    """
    region, code, period, measure = (
        str(row[name]) for name in ("region", "indicator", "period", "measure")
    )
    own: Key = (region, code, period, "value")
    if measure == "rank":
        return RANKED, (own,)
    if measure == "value":
        formula = str(entry("indicators", code).get("formula", ""))
        if not formula or is_count(formula):
            # What counts regions is made of figures of theirs.
            return RECOMPUTED, ()
        return formula, tuple((region, part, *own[2:]) for part in operands(formula))
    figures: dict[str, Key] = {
        "value": own,
        "base_value": (region, code, earlier(period, 1), "value"),
        "target": (region, code, period, "target"),
    }
    formula = claim_formula(measure)
    return formula, tuple(figures[name] for name in operands(formula))

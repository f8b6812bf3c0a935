"""The quotient of two figures, with what rounding leaves open."""

from __future__ import annotations

import numpy as np

from kejidata.measures.exact import is_rounded
from kejidata.measures.interval import Computed
from kejidata.model import registry, terms
from kejidata.model.common_unit import agree
from kejidata.model.units import split_unit
from kejidata.panel import closed
from kejidata.panel.normalize import Row


def magnitude(unit: str) -> float:
    """Return the magnitude of a unit as a number, 10000 for 万元 (CNY 10,000)."""
    return float(split_unit(unit)[0])


def agrees(part: Row) -> bool:
    """Return whether a part's unit converts to the registry's, in which formulas are written.

    An indicator that the registry does not know is in the unit that it comes in.
    """
    written = registry.entry("indicators", part["indicator"]).get("unit", part["unit"])
    return agree(part["unit"], written)


def ratio(above: Row, below: Row, unit: str, scale: float) -> Computed:
    """Return the quotient of two figures with its interval, or why it has no meaning.

    Parameters
    ----------
    above, below
        Rows of `panel.normalize.plain`.
    unit
        The unit of the result.
    scale
        100 for percent, else 1.

    Returns
    -------
    Computed
        Its reason is unit_mismatch, not_exact, zero_base or negative_base where there is none.
    """
    if reason := _reason(above, below):
        return Computed(reason=reason)
    factor = magnitude(above["unit"]) / magnitude(below["unit"])
    factor = factor * scale / (1.0 if scale == 100 else magnitude(unit))
    low, high = above["low"], above["high"]
    exact = [np.array([not is_rounded(row)]) for row in (above, below)]
    [held] = closed.of_quotient(np.array([low]), np.array([high]), *exact)
    return Computed(
        above["value"] / below["value"] * factor,
        low / below["high" if low >= 0 else "low"] * factor,
        high / below["low" if high >= 0 else "high"] * factor,
        terms.CLOSED[held - closed.EXACT],
    )


def _reason(above: Row, below: Row) -> str:
    """Return why a ratio has no meaning, empty where it has one."""
    if not (agrees(above) and agrees(below)):
        return "unit_mismatch"
    if not above["bound"] == below["bound"] == "exact":
        return "not_exact"
    # An interval does not hold its upper end.
    if below["high"] < 0 or (below["high"] == 0 and is_rounded(below)):
        return "negative_base"
    return "zero_base" if below["low"] <= 0 else ""

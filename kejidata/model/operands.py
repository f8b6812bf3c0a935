"""The indicators that a derived one follows from."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kejidata.model.registry import entry

_WORDS = frozenset({"count", "nation"})
"""Words of a formula that name no indicator."""


def operands(formula: str) -> set[str]:
    """Return the codes of the indicators that a formula of the registry is written in.

    Examples
    --------
    >>> sorted(operands("hnte_certified / hnte_applied * 100")), operands("count(gdp > nation)")
    (['hnte_applied', 'hnte_certified'], {'gdp'})
    """
    return {*re.findall(r"[a-z]\w+", formula)} - _WORDS


def with_operands(indicators: Iterable[str]) -> tuple[str, ...]:
    """Return codes of indicators and of those that their formulas are written in, each once.

    Examples
    --------
    >>> with_operands(["rd_intensity", "iur_payment_rate"])
    ('iur_contract_value', 'iur_paid_value', 'iur_payment_rate', 'rd_intensity')
    """
    named = {*indicators}
    formulas = [str(entry("indicators", code).get("formula", "")) for code in named]
    return tuple(sorted(named.union(*map(operands, formulas))))

"""The indicators that a derived one follows from."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kejidata.model.indicator_lookup import indicator_code
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


def with_operands(indicators: Iterable[str]) -> list[str]:
    """Return indicators and those that their formulas are written in, by code, each once.

    An audit of statements of some indicators needs the figures of these and of no others.

    Parameters
    ----------
    indicators
        Codes or names.

    Examples
    --------
    >>> with_operands(["R&D经费投入强度", "iur_payment_rate"])
    ['iur_contract_value', 'iur_paid_value', 'iur_payment_rate', 'rd_intensity']
    """
    codes = {indicator_code(one) for one in indicators}
    formulas = [str(entry("indicators", code).get("formula", "")) for code in codes]
    return sorted(codes.union(*map(operands, formulas)))

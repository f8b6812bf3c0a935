"""What `load` is asked for: codes by any of their labels, and a refusal of those that mean none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from kejidata import project
from kejidata.errors import SHOWN, KejidataError, cell
from kejidata.model import registry
from kejidata.model.indicator_lookup import indicator_code
from kejidata.model.operands import with_operands
from kejidata.model.reads import Codes, Rows, codes
from kejidata.model.region_lookup import region_code

Wanted = str | Iterable[str] | None
"""A code or a name, several of them, or any."""
COLUMNS = {"indicators": "indicator", "regions": "region", "sources": "source"}
"""The column of the observations that each argument chooses by."""


def selection(
    indicators: Wanted, regions: Wanted, sources: Wanted, *, operands: bool = False
) -> Rows:
    """Return the rows that are asked for, by their codes; with those of operands where asked for.

    Examples
    --------
    >>> selection("rd_intensity", ["南通", "Rugao"], None)
    Rows(indicators=('rd_intensity',), regions=('320600', '320682'), sources=None)
    """
    named = None if indicators is None else codes(map(indicator_code, _texts(indicators)))
    return Rows(
        with_operands(named) if operands and named is not None else named,
        None
        if regions is None
        else codes(region_code(one, where="argument regions") for one in _texts(regions)),
        None if sources is None else codes(_texts(sources)),
    )


def _texts(given: object) -> list[str]:
    """Return one label or many as texts; a code that was typed as a number is one."""
    many = isinstance(given, Iterable) and not isinstance(given, str)
    return [str(one) for one in (given if many else [given])]  # type: ignore[attr-defined]


def chosen(held: pd.DataFrame, wanted: Rows) -> pd.DataFrame:
    """Return a copy of the observations that are wanted.

    Raises
    ------
    KejidataError
        A code is in the observations and in the registry unknown.
    """
    found = held
    for name, some in zip(COLUMNS, wanted, strict=True):
        if some is not None:
            _check(name, some, held)
            found = found[found[COLUMNS[name]].isin(some)]
    return found.copy()


def _check(name: str, given: Codes, held: pd.DataFrame) -> None:
    """Refuse what neither the registry nor an observation has; what is known may have no rows."""
    strange = [one for one in given if not _is_known(name, one)]
    strange = [one for one in strange if not (held[COLUMNS[name]] == one).any()]
    if strange:
        one, known = strange[0], registry.entries(name)
        raise KejidataError(
            f"no {COLUMNS[name]} {cell(one)} is in the registry or the observations",
            where=f"argument {name}",
            rows=_near(one, known),
            remedy=f"kejidata.{name}() lists them",
        )


def _is_known(name: str, code: str) -> bool:
    """Tell whether a code is known; none at all, and a report still to come, are no mistakes."""
    if name == "sources":
        awaited = getattr(project.current(), "report", "")
        return code in ("", awaited) or code in registry.entries(name)
    return bool(registry.entry(name, code))


def _near(label: str, known: Mapping[str, Mapping[str, str]]) -> list[str]:
    """Return the codes most like a label, each with its name."""
    import difflib  # Only a label that is not known asks for it.

    near = difflib.get_close_matches(label[:100], known, n=SHOWN, cutoff=0.5)
    return [
        f"{code} {known[code].get('name_zh') or known[code].get('title', '')}".strip()
        for code in near
    ]

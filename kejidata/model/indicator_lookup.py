"""Indicators of the registry in force, by any of their labels."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from kejidata.errors import KejidataError
from kejidata.model.registry import Registry, current


def indicator_code(label: str) -> str:
    """Return the code of an indicator by code, name or alias; the label where it is not known.

    Raises
    ------
    KejidataError
        Several indicators have the name; they are named.

    Examples
    --------
    >>> indicator_code("高企申报数"), indicator_code("hnte_applied"), indicator_code("own")
    ('hnte_applied', 'hnte_applied', 'own')
    """
    found = _by_label(current()).get(label, (label,))
    if len(found) > 1:
        raise KejidataError(
            f"several indicators are called {label!r}", rows=list(found), remedy="give the code"
        )
    return found[0]


def code_or_label(label: str) -> str:
    """Return the same; a name that several indicators have stays as it is.

    Examples
    --------
    >>> code_or_label("高企申报数"), code_or_label("own")
    ('hnte_applied', 'own')
    """
    found = _by_label(current()).get(label, (label,))
    return found[0] if len(found) == 1 else label


@lru_cache(maxsize=8)
def _by_label(known: Registry) -> Mapping[str, tuple[str, ...]]:
    """Return the codes that each label means; a code means itself alone."""
    found: dict[str, set[str]] = {}
    names = ("name_zh", "name_en", "aliases")
    for row in known.indicators[["code", *names]].astype(str).to_dict("records"):
        for label in "|".join(row[name] for name in names).split("|"):
            found.setdefault(label, set()).add(row["code"])
    codes = {code: (code,) for code in known.indicators["code"].astype(str)}
    return {label: tuple(sorted(some)) for label, some in found.items() if label} | codes

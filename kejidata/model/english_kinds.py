"""English names of divisions with a word for their kind behind them: Aba Prefecture."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from kejidata.model.divisions import Division

_MOST_WORDS = 9


@cache
def _endings() -> Mapping[str, tuple[str, ...]]:
    """Return how the Chinese names of each kind end.

    Examples
    --------
    >>> _endings()["district"]
    ('区',)
    """
    text = (files("kejidata") / "registry" / "kinds.toml").read_text("utf-8")
    return {kind: tuple(found) for kind, found in tomllib.loads(text).items()}


def of_kind(label: str, index: Mapping[str, Sequence[Division]]) -> list[Division]:
    """Return the divisions of an English name and of the kind that it gives.

    What stands between the name and the kind (Zhuang Autonomous) tells no more of the place.

    Parameters
    ----------
    label
        The name as written.
    index
        Divisions by folded names.
    """
    *words, kind = label.casefold().split()[:_MOST_WORDS] or [""]
    ends = _endings().get(kind, ())
    shortest = 1 if words[-1:] == ["autonomous"] else max(len(words), 1)
    for end in range(len(words), shortest - 1, -1) if ends else ():
        named = index.get("".join(words[:end]), ())
        if found := [one for one in named if one.name_zh.endswith(ends)]:
            return found
    return []

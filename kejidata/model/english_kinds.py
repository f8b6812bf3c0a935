"""English names of divisions with a word for their kind behind them: Aba Prefecture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kejidata.model.divisions import Division

_ENDINGS: Mapping[str, tuple[str, ...]] = {
    "province": ("省",), "region": ("区",), "municipality": ("市",), "city": ("市",),
    "prefecture": ("州", "地区", "盟"), "league": ("盟",), "county": ("县",), "district": ("区",),
    "banner": ("旗",),
}  # fmt: skip
"""How the Chinese names of each kind end."""
_MOST_WORDS = 9


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
    endings = _ENDINGS.get(kind, ())
    shortest = 1 if words[-1:] == ["autonomous"] else max(len(words), 1)
    for end in range(len(words), shortest - 1, -1) if endings else ():
        named = index.get("".join(words[:end]), ())
        if found := [one for one in named if one.name_zh.endswith(endings)]:
            return found
    return []

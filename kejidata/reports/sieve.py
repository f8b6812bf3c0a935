"""Tokens sifted by what stands around them: quoted names go, numbers of a list get their unit."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kejidata.reports.tokens import Token

_QUOTED = re.compile(r"《[^《》\n]{1,100}》|“[^“”。;\n]{1,60}”|‘[^‘’\n]{1,15}’")
_NAMED = re.compile(r"[、和与及][^、,，。;:\n\d()]{0,20}")
_LIST_END = re.compile(r"[。;\n]|$")


def unquoted(found: Sequence[Token], folded: str) -> list[Token]:
    """Drop what stands in a title or a quoted name; percentages and money in quotes remain."""
    quoted = [match.span() for match in _QUOTED.finditer(folded)]
    kept, at = [], 0
    for token in found:
        while at < len(quoted) and quoted[at][1] <= token.start:
            at += 1
        inside = at < len(quoted) and quoted[at][0] <= token.start
        named = inside and folded[quoted[at][0]] == "《"
        if not inside or (not named and (token.kind == "percent" or token.unit.endswith("元"))):
            kept.append(token)
    return kept


def chained(found: Sequence[Token], folded: str) -> list[Token]:
    """Give a number without a unit that of the list it stands in: 6588、6403家.

    The last of a list takes the unit before it (企业7家、机构12): only where the list ends with it.
    """
    for at, token in enumerate(found):
        if token.kind != "bare":
            continue
        after = found[at + 1] if at + 1 < len(found) else None
        before = found[at - 1] if at else None
        if after and after.kind == "amount" and folded[token.end : after.start] in ("、", "和"):
            opened = folded[token.start - 1 : token.start] not in ("", "\n", "。", ";")
            if opened and not folded[token.start - 1].isdigit():
                token.kind, token.unit = "amount", after.unit
        elif before and before.kind == "amount" and _LIST_END.match(folded, token.end):
            between = folded[before.end : token.start]
            if _NAMED.fullmatch(between) and len(between) > 3:
                token.kind, token.unit = "amount", before.unit
                token.implied = True
    return list(found)

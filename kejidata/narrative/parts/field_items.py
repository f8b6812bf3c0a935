"""The clauses on the figures of a field: those with claims, ratios, the largest of the rest."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from kejidata.model.registry import kind_of, parts_of, unit_of
from kejidata.model.terms import KINDS, Lang
from kejidata.model.units import split_unit
from kejidata.narrative.facts import Piece
from kejidata.narrative.parts.claims import claims_of, highlight, then, weight
from kejidata.narrative.parts.derived import in_verbs, ratio
from kejidata.narrative.templates import (
    joined,
    told,
)
from kejidata.narrative.values import value
from kejidata.panel.normalize import Row, records
from kejidata.wording.origins import Origins

BARE = 4
"""How many figures without a claim of their own are told; the table has the others."""
SLIGHT = 0.05
"""Amounts below this share of the field's largest say nothing of it."""


def items_of(
    strong: list[pd.DataFrame], derived: pd.DataFrame, usual: str, origins: Origins, lang: Lang
) -> list[list[Piece]]:
    """Return the clauses on claimed figures, by weight, and on ratios; no figure stands twice.

    What is claimed of a figure is told with the first ratio that it is a part of, in verbs.
    """
    claimed = {(rows["indicator"].iloc[0], rows["period"].iloc[0]): rows for rows in strong}
    ratios: list[tuple[float, list[Piece]]] = []
    before: Sequence[str] = ()
    for row in records(derived):
        told_here = {
            part: claimed.pop((part, row["period"]))
            for part in parts_of(row["indicator"])
            if in_verbs(row["indicator"], lang) and (part, row["period"]) in claimed
        }
        said = {
            part: joined(claims_of(rows, origins, lang), lang) for part, rows in told_here.items()
        }
        heaviest = max(map(weight, told_here.values()), default=0.0)
        ratios.append((heaviest, ratio(row, origins, lang, said, before)))
        before = () if heaviest else parts_of(row["indicator"])
    items = [(weight(rows), highlight(rows, usual, origins, lang)) for rows in claimed.values()]
    # Sorting is stable: claims of one weight stay in the order of the report, ratios behind them.
    return [item for _, item in sorted(items + ratios, key=lambda one: one[0], reverse=True)]


def bare_of(
    frame: pd.DataFrame, used: set[str], usual: str, origins: Origins, lang: Lang
) -> list[list[Piece]]:
    """Return the largest figures that carry no claim: shares, then money, then counts."""
    values = frame[frame["measure"] == "value"].drop_duplicates(["indicator", "period"])
    kinds, order = [kind_of(code) for code in values["indicator"]], sorted(KINDS, key=_turn)
    values = values.assign(
        kind=[order.index(kind) for kind in kinds],
        size=values["value"]
        * [float(split_unit(unit_of(code))[0]) for code in values["indicator"]],
    )
    money = np.array([KINDS[kind].gathers and not KINDS[kind].whole for kind in kinds], dtype=bool)
    slight = money & (values["size"] < SLIGHT * values.loc[money, "size"].max())
    rest = values[~slight & ~values["indicator"].isin(used)]
    ranked = rest.sort_values(["kind", "size"], ascending=[True, False], kind="stable")
    return [_figure(row, usual, origins, lang) for row in records(ranked.head(BARE))]


def _turn(kind: str) -> tuple[bool, bool, bool]:
    """Return when a kind is told: shares first, things counted last, sums of a year before others.

    So the order is share, amount, index, count.
    """
    known = KINDS[kind]
    return not known.by_points, known.whole, not known.gathers


def _figure(row: Row, usual: str, origins: Origins, lang: Lang) -> list[Piece]:
    """Return a figure by name, with its period where it is not the usual one."""
    key = (row["region"], row["indicator"], row["period"], "value")
    clause = told(row["indicator"], value(key, row["value"], origins, lang), lang)
    return then(clause, row["period"], usual, lang)

"""Published values as figures draw them: in one unit, with the ends of their rounding."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from kejidata.errors import KejidataError
from kejidata.measures.certainty import Extreme, highest
from kejidata.measures.interval import intervals, open_ended
from kejidata.model import registry
from kejidata.model.terms import KINDS
from kejidata.model.units import is_quotient
from kejidata.panel import normalize
from kejidata.panel.measured import text_of


class Values(NamedTuple):
    """Values of observations with the ends of their rounding, and those that are only bounds."""

    rows: pd.DataFrame
    bounded: pd.DataFrame

    def at(self, period: str) -> pd.DataFrame:
        """Return all that is known of a period by region, bounds last."""
        both = pd.concat([self.rows, self.bounded])
        return both[both["period"] == period].set_index("region")


def highest_value(now: pd.DataFrame) -> Extreme[str]:
    """Return who may be highest of values and bounds: a bound has no end on its open side."""
    is_bound = now["bound"] != "exact"
    return highest(intervals(now[~is_bound], "value") | open_ended(now[is_bound]))


def one_unit(rows: pd.DataFrame) -> str:
    """Return the unit that all values are in.

    Raises
    ------
    KejidataError
        They are in several units.
    """
    units = sorted(rows["unit"].unique())
    if len(units) > 1:
        raise KejidataError(
            "the values are in different units",
            where="column unit",
            rows=units,
            remedy="convert them to one unit, or draw them in two figures",
        )
    return str(units[0])


def values(frame: pd.DataFrame) -> Values:
    """Return the published values of observations, each with `low`, `high`, `unit` and `kind`.

    A bound or an approximate figure is no value and stands apart.
    """
    rows = normalize.plain(frame[frame["measure"] == "value"])
    exact = rows["bound"] == "exact"
    return Values(rows[exact].reset_index(drop=True), rows[~exact])


def is_part(rows: pd.DataFrame) -> bool:
    """Tell whether rows of one indicator are parts of their whole, which none of them reaches."""
    code = str(rows["indicator"].iloc[-1])
    known = KINDS.get(registry.kind_of(code))
    gathers = known is not None and known.gathers and registry.timing_of(code) != "ratio"
    return gathers and not is_quotient(unit_of(rows))


def unit_of(rows: pd.DataFrame) -> str:
    """Return the unit of rows of one indicator: that of the frame, else that of the registry."""
    own = text_of(rows["unit"].iloc[-1]) if "unit" in rows else ""
    return own or registry.unit_of(str(rows["indicator"].iloc[-1]))

"""One indicator over another on an analyst's own frame: per head, per 10,000 people, share."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import pandas as pd

from kejidata.errors import KejidataError
from kejidata.measures.exact import exact, interval_of
from kejidata.measures.interval_arithmetic import over, scaled
from kejidata.measures.published import Key, ends, figures, result, sign_refusal, width
from kejidata.model.indicator_lookup import indicator_code
from kejidata.model.terms import PERCENT
from kejidata.model.units import split_unit
from kejidata.panel.any_frame import any_frame
from kejidata.panel.normalize import Row


@any_frame
def ratio(
    obs: pd.DataFrame, numerator: str, denominator: str, *, unit: str = "", name: str = ""
) -> pd.DataFrame:
    """Return numerator / denominator for each region and period, in the unit asked for.

    Parameters
    ----------
    obs
        Tidy frame, rows in any order: region, indicator, period and value; unit, step, bound,
        vintage and measure where they matter. The newest vintage counts. Not changed.
    numerator, denominator
        Two indicators, by code or name.
    unit
        The unit of the result: %, or a unit over a unit such as 件/万人 (pieces per 10,000
        people), whose two sides convert from those of the figures. Without it % where the two
        figures convert into each other, else the two units as they are: 亿元/万人. Two figures
        that state no unit give a plain number; where one states one, units do not agree.
    name
        The indicator of the result; without it the codes as NUMERATOR/DENOMINATOR.

    Returns
    -------
    DataFrame
        region, indicator, period, value, low and high (the interval that both roundings leave
        open), closed (which of its ends it holds), step (how wide that is about the value, the
        rounding step for whatever measures the result in its turn), unit and reason; sorted by
        region and period.
        There is a row where the numerator has a figure.
        A ratio without meaning is empty, with the first reason that holds of: no_base (no
        denominator in the period), unit_mismatch (units are not those of `unit`), not_exact,
        zero_base and negative_base (the denominator may be zero, or is below).

    Raises
    ------
    KejidataError
        An indicator is not in the frame, a unit over a unit is none, or the frame has a missing
        column, text or an infinity as a value.

    Examples
    --------
    >>> obs = pd.DataFrame({"region": "320682", "indicator": ["patents", "people"],
    ...                     "period": 2020, "value": [2512, 123.8], "unit": ["件", "万人"]})
    >>> ratio(obs, "patents", "people", unit="件/万人")[["value", "unit"]].round(2).values.tolist()
    [[20.29, '件/万人']]
    """
    if unit and unit != PERCENT and not all(unit.partition("/")):
        raise KejidataError(
            f"the unit {unit!r} is no unit over a unit",
            where="argument unit",
            remedy="give %, or a unit over a unit, with a slash between them",
        )
    known = figures(obs)
    above, below = (_code(label, known) for label in (numerator, denominator))
    out = []
    for key in known:
        if key[1] == above:
            rows = known.get((key[0], below, key[2]))
            out.append(_ratio(known[key][-1], rows[-1] if rows else None, unit))
    label = name or f"{above}/{below}"
    return result([row | {"indicator": label} for row in out], "ratio")


def _code(label: str, known: Mapping[Key, object]) -> str:
    code = indicator_code(label)
    if all(key[1] != code for key in known):
        raise KejidataError(
            f"the frame has no figures of {label!r}",
            where="obs, column indicator",
            rows=sorted({key[1] for key in known}),
            remedy="give an indicator of the frame by code or name",
        )
    return code


def _ratio(row: Row, base: Row | None, unit: str) -> dict[str, object]:
    """Return one row: a figure over another."""
    out: dict[str, object] = {"region": row["region"], "period": row["given"], "unit": unit}
    if base is None:
        return out | {"reason": "no_base"} | ends("", None)
    unit = out["unit"] = unit or _natural(row["unit"], base["unit"])
    factor = _factor(row["unit"], base["unit"], unit)
    span = interval_of(base)
    reason = "unit_mismatch" if factor is None else _inexact(row, base) or sign_refusal(span)
    if reason or factor is None:
        return out | {"reason": reason} | ends("", None)
    value = float(exact(row["value"]) / exact(base["value"]) * factor)
    found = scaled(over(interval_of(row), span), factor)
    out |= {"value": value, "step": width(value, *found.ends), "reason": ""}
    return out | ends("", found)


def _inexact(*rows: Row) -> str:
    return "" if all(row["bound"] == "exact" for row in rows) else "not_exact"


def _natural(above: str, below: str) -> str:
    """Return percent for two of one unit, else the one over the other; nothing of no unit."""
    if not above or not below:
        return ""
    return PERCENT if split_unit(above)[1] == split_unit(below)[1] else f"{above}/{below}"


def _factor(above: str, below: str, unit: str) -> Fraction | None:
    """Return what a quotient of two units is multiplied by to be in another, None for never.

    Examples
    --------
    >>> _factor("万件", "人", "件/万人"), _factor("元", "万元", "%"), _factor("件", "人", "元/人")
    (Fraction(100000000, 1), Fraction(1, 100), None)
    """
    (up, above), (down, below) = split_unit(above), split_unit(below)
    factor = Fraction(up) / Fraction(down)
    if not unit or unit == PERCENT:
        return factor * (100 if unit else 1) if above == below else None
    # In 亿元/万人 the magnitude before the quotient is that of what stands above.
    top, _, bottom = unit.partition("/")
    (asked_up, asked_above), (asked_down, asked_below) = split_unit(top), split_unit(bottom)
    if (asked_above, asked_below) != (above, below):
        return None
    return factor / Fraction(asked_up) * Fraction(asked_down)

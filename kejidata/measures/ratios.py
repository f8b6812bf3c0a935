"""One indicator over another on an analyst's own frame: per head, per 10,000 people, share."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pandas as pd

from kejidata.errors import KejidataError, cell
from kejidata.measures.exact_columns import fractions
from kejidata.measures.exact_spans import point
from kejidata.measures.published import Figures, newest, sign_refusals
from kejidata.measures.result_columns import (
    by_keys,
    placed,
    reasons_of,
    result,
    span_columns,
    width,
)
from kejidata.model.indicator_lookup import indicator_code
from kejidata.model.terms import PERCENT
from kejidata.model.units import split_unit
from kejidata.panel import results, sources
from kejidata.panel.any_frame import any_frame
from kejidata.panel.arrays import Ints
from kejidata.panel.cells import cells_of
from kejidata.panel.intake import Rows


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
        The indicator of the result; without it the codes as NUMERATOR÷DENOMINATOR.

    Returns
    -------
    DataFrame
        region, indicator, period, value, low and high (the interval that both roundings leave
        open), closed (which of its ends it holds), step (how wide that is about the value, the
        rounding step for whatever measures the result in its turn), unit and reason; sorted by
        region and period.
        There is a row where the numerator has a figure.
        A ratio without meaning is empty, with the first reason that holds of:
        no_denominator (in the period), unit_mismatch (units are not those of `unit`), not_exact,
        zero_base and negative_base (the denominator may be zero, or is below).

    Raises
    ------
    KejidataError
        An indicator is not in the frame or stands over itself, a unit over a unit is none, or the
        frame has a missing column, text or an infinity as a value.

    Examples
    --------
    >>> obs = pd.DataFrame({"region": "320682", "indicator": ["patents", "people"],
    ...                     "period": 2020, "value": [2512, 123.8], "unit": ["件", "万人"]})
    >>> ratio(obs, "patents", "people", unit="件/万人")[["value", "unit"]].round(2).values.tolist()
    [[20.29, '件/万人']]
    """
    _check(unit)
    found = newest(obs)
    above, below = _two(numerator, denominator, found.rows)
    names = found.rows.indicators.names
    own = found.take(np.flatnonzero(found.rows.indicator == above))
    at = found.table.find(cells_of(replace(own.rows, indicator=np.full(len(own), below))))
    base = found.take(at)
    units, inverses, place = _units(own, base, unit)
    refused = {
        "no_denominator": at < 0,
        "unit_mismatch": np.array([one is None for one in inverses], dtype=bool)[place],
        "not_exact": own.inexact | base.inexact,
        **sign_refusals(base.spans),
    }
    reason = reasons_of(refused, len(own))
    rows = np.flatnonzero(reason == 0)
    by = fractions([one or Fraction(1) for one in inverses]).take(place[rows])
    top, bottom = own.take(rows), base.take(rows)
    columns = {
        "indicator": results.texts_column(
            np.zeros(len(own), dtype=np.int8), [name or f"{names[above]}÷{names[below]}"]
        ),
        "value": placed(top.exact.over(bottom.exact).over(by), rows, len(own)),
        "unit": results.texts_column(np.where(at < 0, len(units), place), [*units, unit]),
        **span_columns("", top.spans.over(bottom.spans).over(point(by)), rows, len(own)),
        **sources.column(own.rows.sourced(), found.rows.sourced(at)),
    }
    columns["step"] = width(columns, "value", "")
    return result(own, columns, reason, "ratio", by_keys(own.rows))


def _check(unit: str) -> None:
    """Refuse what is neither % nor a unit over a unit."""
    if unit and unit != PERCENT and not (isinstance(unit, str) and all(unit.partition("/"))):
        raise KejidataError(
            f"the unit {cell(unit)} is no unit over a unit",
            where="argument unit",
            remedy="give %, or a unit over a unit, with a slash between them",
        )


def _two(numerator: str, denominator: str, rows: Rows) -> tuple[int, int]:
    """Return the codes of two indicators of a frame."""
    above, below = (_code(label, rows) for label in (numerator, denominator))
    if above == below:
        raise KejidataError(
            f"the indicator {rows.indicators.names[above]!r} stands over itself",
            where="arguments numerator and denominator",
            remedy="give two indicators; of one against a base period use index_numbers",
        )
    return above, below


def _code(label: str, rows: Rows) -> int:
    """Return the code of an indicator that has figures."""
    names = rows.indicators.names
    known: dict[str, int] = {names[code]: code for code in np.unique(rows.indicator).tolist()}
    code = known.get(indicator_code(label))
    if code is None:
        raise KejidataError(
            f"the frame has no figures of {label!r}",
            where="obs, column indicator",
            rows=sorted(known),
            remedy="give an indicator of the frame by code or name",
        )
    return code


def _units(own: Figures, base: Figures, unit: str) -> tuple[list[str], list[Fraction | None], Ints]:
    """Return units of quotients, what quotients are divided by for them, and which are whose."""
    pairs, place = np.unique([own.unit, base.unit], axis=1, return_inverse=True)
    names = [(own.units[one], base.units[other]) for one, other in pairs.T.tolist()]
    units = [unit or _natural(*pair) for pair in names]
    factors = [_factor(*pair, one) for pair, one in zip(names, units, strict=True)]
    return units, [one and 1 / one for one in factors], place


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

"""Whether parts add up to the total that was published."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from kejidata.measures.common_unit import brought
from kejidata.measures.exact_columns import point, spans
from kejidata.measures.parts import Parts, Whole, wholes
from kejidata.measures.published import (
    Figures,
    empty,
    ends_of,
    figures,
    result,
    sum_refusal,
    typed_of,
)
from kejidata.panel.any_frame import any_frame
from kejidata.panel.normalize import Row


@any_frame
def check_totals(obs: pd.DataFrame, parts: Parts | None = None) -> pd.DataFrame:
    """Return each published total against the sum of its parts, both in the total's unit.

    gap = total - sum of the parts. The verdict is contradicted where no numbers within rounding
    add up, confirmed where some do: the sum of parts is as open as all their roundings together.

    Parameters
    ----------
    obs
        Tidy frame, rows in any order: region, indicator, period and value; unit, step, bound,
        vintage, measure and kind where they matter. The newest vintage counts. Not changed.
    parts
        A region by any label: its members are the parts. Or the parts of each total, regions all
        or indicators all, by code or name. Without it every region that has members in the year
        of the period, and a figure of one of them.

    Returns
    -------
    DataFrame
        region, indicator, period of the total; parts, how many there are; missing, how many have
        no figure; value (the total), computed (the sum), low and high (what the rounding of the
        parts allows), closed; gap with gap_low, gap_high and gap_closed; unit, verdict and reason.
        Amounts and counts only: of shares, indices and quotients there are no rows without
        `parts`. A total that cannot be checked is not_checkable, with the first reason that holds
        of: no_value (a part is missing), not_additive, unit_mismatch (units do not convert),
        not_exact.

    Raises
    ------
    KejidataError
        For a total that is not among the figures, parts none of which is, one that is named twice
        or holds another; a missing column, text or an infinity as a value.

    Examples
    --------
    >>> obs = pd.DataFrame({"region": ["all", "east", "west"], "indicator": "output",
    ...                     "period": 2020, "value": [100, 60.4, 39.4], "step": [1, 0.1, 0.1]})
    >>> out = check_totals(obs, {"all": ["east", "west"]})
    >>> out[["value", "computed", "gap", "verdict"]].values.tolist()
    [[100.0, 99.8, 0.2, 'confirmed']]
    """
    known = figures(obs)
    out: list[dict[str, object]] = []
    sums: dict[int, Sequence[Row]] = {}
    for whole in wholes(known, parts):
        if _is_asked(whole, known, parts):
            row, found = _checked(whole, known)
            if found:
                sums[len(out)] = found
            out.append(row)
    for place, numbers in zip(sums, _summed([*sums.values()]), strict=True):
        out[place] |= numbers
    return result(out, "check_totals")


def as_statements(totals: pd.DataFrame) -> pd.DataFrame:
    """Return totals as an audit has statements: the total is stated, the sum is computed.

    Examples
    --------
    >>> as_statements(pd.DataFrame({"value": [5.0]})).to_dict("records")
    [{'stated': 5.0, 'measure': 'value'}]
    """
    return totals.rename(columns={"value": "stated"}).assign(measure="value")


def _is_asked(whole: Whole, known: Figures, parts: Parts | None) -> bool:
    """Return whether a total is to be checked: nobody named it where no part was published."""
    if parts is not None:
        return True
    return known[whole.total][-1]["adds_up"] and any(key in known for key in whole.parts)


def _checked(whole: Whole, known: Figures) -> tuple[dict[str, object], Sequence[Row]]:
    """Return the row of a total, and total and parts in one unit, none where there is no check."""
    top = known[whole.total][-1]
    rows = [known[key][-1] for key in whole.parts if key in known]
    missing = len(whole.parts) - len(rows)
    row = {"region": top["region"], "indicator": top["indicator"], "period": top["given"]}
    row |= {"value": top["value"], "unit": top["unit"], "verdict": "not_checkable"}
    row |= {"parts": len(whole.parts), "missing": missing}
    reason = "no_value" if missing else sum_refusal([top, *rows], top["unit"])
    if reason:
        return row | empty(("", "gap"), reason), ()
    return row | {"reason": ""}, [top, *(brought(one, top["unit"]) for one in rows)]


def _summed(sums: Sequence[Sequence[Row]]) -> Iterator[dict[str, object]]:
    """Yield the sum of the parts of each total, what it has beyond it, and the verdict."""
    if not sums:
        return
    parts = [row for _, *rows in sums for row in rows]
    starts = np.cumsum([0, *(len(rows) - 1 for rows in sums[:-1])])
    (top, stated), (part, span) = spans(typed_of([one[0] for one in sums]), typed_of(parts))
    computed, summed = point(part).totals(starts).low, span.totals(starts)
    gap = stated.minus(summed)
    low, high = gap.low.sign(), gap.high.sign()
    met = ((low < 0) | ((low == 0) & gap.low_held)) & ((high > 0) | ((high == 0) & gap.high_held))
    columns = {
        "computed": computed.floats().tolist(),
        "gap": top.minus(computed).floats().tolist(),
        "verdict": np.where(met, "confirmed", "contradicted").tolist(),
        **ends_of("", summed),
        **ends_of("gap", gap),
    }
    for row in zip(*columns.values(), strict=True):
        yield dict(zip(columns, row, strict=True))

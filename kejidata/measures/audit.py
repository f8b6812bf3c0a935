"""What a publication states, against what follows from the figures themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from kejidata.measures import recompute, recompute_rank
from kejidata.measures.claims import ranked_of
from kejidata.measures.exact import INFINITY, exact, interval_of
from kejidata.measures.interval import Interval
from kejidata.measures.known import Known, known_by
from kejidata.measures.recompute import Answer, Check
from kejidata.model import registry, terms
from kejidata.panel import columns
from kejidata.panel.any_frame import any_frame
from kejidata.panel.normalize import KEYS, Row, records, with_empty

CHECKS: Mapping[str, Callable[[Known], Check]] = {
    "growth_rate": recompute.growth_check,
    "change": recompute.change_check,
    "completion_ratio": recompute.completion_check,
    "rank": recompute_rank.rank_check,
    "value": recompute.derived_check,
}
"""How a statement is recomputed, by its measure."""
FIGURES = ("value", "target")
STEPS = 2
"""As many of its own rounding steps a change may lie from what is stated, where both figures behind
it are published in the same steps: half a step each, one for the statement's own grid."""
_COPIED = ("region", "indicator", "measure", "unit", "source", "quote")
_TYPES = dict.fromkeys(("stated", "computed", "low", "high"), "float64")
_TYPES |= dict.fromkeys(("region", "indicator", "measure", "unit"), "str")
_TYPES |= dict.fromkeys(("closed", "verdict", "reason", "needs"), "str")


@any_frame
def audit(obs: pd.DataFrame) -> pd.DataFrame:
    """Return every stated growth, change, completion, rank and derived figure with its verdict.

    Parameters
    ----------
    obs
        Tidy observations. Rows of measure growth_rate, change, completion_ratio and rank, and
        values of indicators that the registry derives by a formula, are statements; the other
        values and the targets are the figures they are held against, of each the newest published
        no later than the statement. An optional column `ranked` says among how many a stated rank
        is: 9 for the second of nine; without it the words in quote (九县第二) do.

    Returns
    -------
    DataFrame
        region, indicator, period, measure, stated (in unit), computed with low, high and closed
        (what the rounding of the figures allows, in the statement's unit), verdict, reason (why
        nothing could be computed, as the measures give it), needs (the missing figures, each as
        region/indicator/period, followed by /target for a target), source and quote.

        The verdict is contradicted where the interval of the statement does not meet that of
        the figures; confirmed where it does, and the figures allow nothing farther than two
        rounding steps from what is stated (nothing else at all for a rank and a count in ones,
        nothing beyond it for a bound); open where they allow that too; not_checkable where
        nothing could be computed. A bound is one of the signed number: a fall of at least 10 % is
        -10 at_most. A rank is contradicted as soon as the known members leave it no room, and
        confirmed only where all members are known.

        A place among another number than the members, and a growth whose words in quote name
        other prices (可比价, constant; 现价, current) than the registry has for the indicator, are
        not_checkable: definition_differs. Units are converted where they convert, else the reason
        is unit_mismatch; so it is for a growth in percent of a share, of which only a change in
        个百分点 can be stated.

    Raises
    ------
    KejidataError
        A column is missing, a key stands twice or a value is not a number.

    Examples
    --------
    >>> obs = pd.DataFrame({"region": "000000", "indicator": "rd_expenditure",
    ...     "period": ["2019", "2020", "2020"], "measure": ["value", "value", "growth_rate"],
    ...     "value": [22143.6, 24393.1, 10.2], "unit": ["亿元", "亿元", "%"],
    ...     "step": [0.1, 0.1, 0.1]})
    >>> audit(obs)[["stated", "computed", "verdict"]].round(2).values.tolist()
    [[10.2, 10.16, 'confirmed']]
    """
    rows = with_empty(obs).assign(ranked=_ranked(obs))
    figures = rows[rows["measure"].isin(FIGURES)]
    stated = rows[_is_statement(rows)].sort_values([*KEYS, "measure", "vintage"])
    stated = stated.reset_index(drop=True)
    stated["ranked"] = stated["ranked"].fillna(stated["quote"].map(ranked_of)).astype("float64")
    out = [
        judged
        for year, claims in stated.groupby(_known_since(figures, stated))
        for judged in _judged_by(known_by(figures, year), claims)
    ]
    judged = [row for _, row in sorted(out)]
    return pd.DataFrame(
        {
            name: pd.Series([row[name] for row in judged], dtype=_TYPES.get(name))
            for name in terms.RESULTS["audit"]
        }
    )


def _ranked(obs: pd.DataFrame) -> float | npt.NDArray[np.float64]:
    """Return among how many each stated rank is, NaN where the frame does not say."""
    if "ranked" not in obs:
        return float("nan")
    return columns.numbers(obs["ranked"], "obs, column ranked")


def _is_statement(rows: pd.DataFrame) -> pd.Series[bool]:
    """Mark what can be recomputed from other figures."""
    derived = [code for code, row in registry.entries("indicators").items() if row["formula"]]
    follows = (rows["measure"] == "value") & rows["indicator"].isin(derived)
    claims = ~rows["measure"].isin(FIGURES) | follows
    return claims & rows["value"].notna()


def _known_since(figures: pd.DataFrame, stated: pd.DataFrame) -> pd.Series[int]:
    """Return the last year, up to that of each statement, in which figures were published.

    Statements of years between which nothing was published are held against the same figures.
    """
    years = np.unique(figures["vintage"].to_numpy())
    at = np.searchsorted(years, stated["vintage"].to_numpy(), side="right") - 1
    before = int(years.min(initial=0)) - 1
    known = [int(years[n]) if n >= 0 else before for n in at]
    return pd.Series(known, index=stated.index, dtype="int64")


def _judged_by(known: Known, claims: pd.DataFrame) -> list[tuple[int, dict[str, object]]]:
    """Return the rows of the audit that are held against the same figures, with their places."""
    checks = {measure: CHECKS[measure](known) for measure in claims["measure"].unique()}
    return [
        (place, _judged(row, checks[row["measure"]](row)))
        for place, row in zip(claims.index, records(claims), strict=True)
    ]


def _claimed(row: Row) -> Interval:
    """Return the interval that a statement allows; to be among the first ten is a rank up to 10."""
    number = exact(row["value"])
    up, down = Interval(number, INFINITY), Interval(-INFINITY, number)
    if row["measure"] == "rank":
        up, down = down, up
    return {"at_least": up, "at_most": down}.get(row["bound"]) or interval_of(row)


def _verdict(claimed: Interval, span: Interval | None, reason: str) -> str:
    """Return the verdict on a statement, given what it allows and what the figures allow."""
    if span is not None and not claimed.meets(span):
        return "contradicted"
    if span is None or reason:
        return "not_checkable"
    # Between the ends of a bound there is no step: of it the figures may say no more than it.
    bounded = INFINITY in (claimed.high, -claimed.low)
    room = 0 if bounded else (claimed.high - claimed.low) * (STEPS * 2 - 1) / 2
    near = claimed.low - room <= span.low and span.high <= claimed.high + room
    return "confirmed" if near else "open"


def _judged(row: Row, found: Answer) -> dict[str, object]:
    """Return one row of the audit: the statement, what follows from the figures, the verdict."""
    span = found.interval
    verdict = _verdict(_claimed(row), span, found.reason)
    unknown = verdict == "not_checkable"
    return {
        **{name: row[name] for name in _COPIED},
        **{name: getattr(found, name) for name in ("computed", "low", "high")},
        "closed": "" if span is None else found.closed,
        "period": row["given"],
        "stated": row["value"],
        "verdict": verdict,
        "reason": found.reason if unknown else "",
        "needs": "; ".join(found.needs) if unknown else "",
    }

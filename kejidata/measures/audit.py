"""What a publication states, against what follows from the figures themselves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from kejidata.measures import recompute, recompute_rank
from kejidata.measures.claims import ranked_of
from kejidata.measures.known import known_by
from kejidata.measures.recompute import Answers, Check
from kejidata.measures.result_columns import as_given, by_keys
from kejidata.measures.verdicts import steps_of, verdicts
from kejidata.model import registry, terms
from kejidata.panel import columns, results
from kejidata.panel.any_frame import any_frame
from kejidata.panel.arrays import Ints
from kejidata.panel.intake import Rows
from kejidata.panel.normalize import Checked, checked

CHECKS: Mapping[str, Check] = {
    "growth_rate": recompute.growth_rates,
    "change": recompute.changes,
    "completion_ratio": recompute.completion_ratios,
    "rank": recompute_rank.ranks,
    "value": recompute.derived,
}
"""How statements are recomputed, by their measure."""
FIGURES = ("value", "target")
VALUE = terms.MEASURES.index("value")


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
        region, indicator, period, measure, stated (in unit), step (its rounding step, 0 where it
        is exact or a bound), computed with low, high and closed (what the rounding of the figures
        allows, in the statement's unit), verdict, reason (why nothing could be computed, as the
        measures give it), needs (the missing figures, each as region/indicator/period, followed by
        /target for a target), source and quote.

        The verdict is contradicted where the interval of the statement, which holds both its ends,
        does not meet that of the figures; confirmed where it does, and the figures allow nothing
        farther than two rounding steps from what is stated (nothing else at all for a rank and a
        count in ones, nothing beyond it for a bound); open where they allow that too;
        not_checkable where nothing could be computed. A bound is one of the signed number: a fall
        of at least 10 % is -10 at_most. A rank is contradicted as soon as the known members leave
        it no room, and confirmed only where all members are known.

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
    every = checked(obs)
    at, figures = _statements(every.rows), _figures(every.rows)
    every = _claims(every, at, obs)
    stated = every.take(at)
    found = _judged(stated, _answers(every, figures, stated))
    return results.frame({name: found[name] for name in terms.RESULTS["audit"]})


def _figures(rows: Rows) -> Ints:
    """Return where the figures are that statements are held against."""
    codes = [terms.MEASURES.index(name) for name in FIGURES]
    return np.flatnonzero(np.isin(_measures(rows), codes))


def _statements(rows: Rows) -> Ints:
    """Return where the rows are that can be recomputed from other figures, sorted by their keys."""
    known = registry.entries("indicators")
    derived = [bool(known.get(one, {}).get("formula")) for one in rows.indicators.texts]
    measure = _measures(rows)
    follows = (measure == VALUE) & np.array(derived, dtype=bool)[rows.indicator]
    claims = np.ones(len(rows), dtype=bool)
    claims[_figures(rows)] = False
    at = np.flatnonzero((claims | follows) & ~np.isnan(rows.value))
    words = np.argsort(np.argsort(terms.MEASURES))[measure[at]]
    at = at[np.lexsort((words,) if rows.vintage is None else (rows.vintage[at], words))]
    return at[by_keys(rows.take(at))]


def _measures(rows: Rows) -> Ints:
    """Return the measure of each row, as a code of MEASURES."""
    return np.full(len(rows), VALUE) if rows.measure is None else rows.measure


def _claims(every: Checked, at: Ints, obs: pd.DataFrame) -> Checked:
    """Return rows with what statements claim beside their number.

    `ranked` is among how many a rank is, as the frame or else the words say, NaN where neither do;
    `price_basis` at which prices the figures of the indicator are, empty where nobody knows.
    """
    rows, (code, words) = every.rows, every.texts["quote"]
    ranked = np.full(len(rows), np.nan)
    quoted = code[at].tolist()
    told = {one: ranked_of(words[one]) for one in {*quoted}}
    ranked[at] = [told[one] for one in quoted]
    if "ranked" in obs:
        own = columns.numbers(obs["ranked"], "obs, column ranked")
        ranked = np.where(np.isnan(own), ranked, own)
    known = registry.entries("indicators")
    prices = [known.get(one, {}).get("price_basis", "") for one in rows.indicators.texts]
    texts = {**every.texts, "price_basis": (rows.indicator, prices)}
    return every._replace(texts=texts, numbers={**every.numbers, "ranked": ranked})


def _answers(every: Checked, figures: Ints, stated: Checked) -> Answers:
    """Return what the figures published by then say of each statement.

    Statements of years between which nothing was published are held against the same figures.
    """
    years = np.unique(every.column("vintage")[figures])
    known = np.append(years, int(years.min(initial=0)) - 1)
    since = known[np.searchsorted(years, stated.column("vintage"), side="right") - 1]
    numbers, words = np.full((3, len(since)), np.nan), np.full((3, len(since)), "", dtype=object)
    measure, indicator = _measures(stated.rows), stated.rows.indicator
    for year, code in sorted({*zip(since.tolist(), measure.tolist(), strict=True)}):
        at, of = np.flatnonzero((since == year) & (measure == code)), figures
        if code != VALUE:
            # What a formula derives is made of other indicators.
            of = figures[np.isin(every.rows.indicator[figures], indicator[at])]
        given = CHECKS[terms.MEASURES[code]](known_by(every, of, year), stated.take(at))
        numbers[:, at], words[:, at] = given[:3], given[3:]
    return Answers(*numbers, *words)


def _judged(stated: Checked, answers: Answers) -> dict[str, Any]:
    """Return the columns of the audit: the statements, what follows from the figures, verdicts."""
    computed, low, high, closed, reason, needs = answers
    verdict = verdicts(stated, (low, high, closed), reason)
    unknown = verdict == "not_checkable"
    texts = ("region", "indicator", "measure", "unit", "source", "quote")
    words = {
        "closed": np.where(np.isnan(low) | np.isnan(high), "", closed),
        "verdict": verdict,
        "reason": np.where(unknown, reason, ""),
        "needs": np.where(unknown, needs, ""),
    }
    return {
        **{name: results.texts_column(*stated.texts[name]) for name in texts},
        "period": as_given(stated.column("given")),
        "stated": stated.rows.value,
        "step": steps_of(stated),
        "computed": computed,
        "low": low,
        "high": high,
        **{name: pd.array(column, dtype="str") for name, column in words.items()},
    }

"""The paragraph on spending and intensity: whether those that spend most lie above the nation."""

from __future__ import annotations

import pandas as pd

from kejidata.measures.certainty import above
from kejidata.measures.interval import Interval, intervals
from kejidata.model import followed
from kejidata.model.divisions import NATION
from kejidata.model.periods import chronological
from kejidata.model.region_lookup import level, region_code, totals
from kejidata.model.terms import Lang
from kejidata.narrative.facts import Narrative, Piece, compose
from kejidata.narrative.templates import (
    count,
    indicator_name,
    joined,
    period,
    region_name,
    say,
)
from kejidata.narrative.values import value
from kejidata.panel.any_frame import any_frame
from kejidata.panel.measured import measured
from kejidata.panel.normalize import plain
from kejidata.wording.origins import Origins, index


@any_frame
def spending(
    obs: pd.DataFrame, pair: tuple[str, str] | None = None, *, lang: Lang = "zh"
) -> Narrative:
    """Return how many regions lie above the nation, and how many of them also spend most.

    Parameters
    ----------
    obs
        Tidy observations: region, indicator, period, value; optional measure, unit, step, bound.
        Told is the last period in which the nation and two regions have both.
    pair
        Codes of the amount spent and of its share; by default those that the project follows.
    lang
        A language, such as zh or en.

    Returns
    -------
    Narrative
        Text and facts. Where rounding leaves open who lies above, or who spends most, what is
        open is left out.

    Examples
    --------
    >>> obs = pd.DataFrame({"region": ["000000", "110000", "310000"] * 2, "period": "2023",
    ...                     "indicator": ["rd_expenditure"] * 3 + ["rd_intensity"] * 3,
    ...                     "value": [9.0, 4.0, 3.0, 2.6, 2.0, 4.3]})
    >>> print(spending(obs, lang="en"))  # doctest: +NORMALIZE_WHITESPACE
    In 2023, R&D intensity lay above the 2.6% of China in 1 of 2 provinces; Beijing, with the most
    R&D expenditure, does not lie above China.
    """
    codes = pair or followed.spending()
    frame = measured(obs, "load")
    origins = index(obs, frame)
    rows = plain(frame[frame["indicator"].isin(codes)])
    rows = rows[(rows["bound"] == "exact") & (rows.get("measure", "value") == "value")]
    rows = rows.assign(region=rows["region"].map(region_code))
    across, up = (rows[rows["indicator"] == code] for code in codes)
    both = across.merge(up, on=["region", "period"], suffixes=("_across", ""))
    members = both[~both["region"].isin({*totals(both["region"]), NATION})]
    known = members.groupby("period")["region"].size()
    whole = up[(up["region"] == NATION) & up["period"].isin(known.index[known > 1])]
    if whole.empty and not (known > 1).any():
        return compose(say(lang, "refused.nothing"), lang)
    if whole.empty:
        name, nation = indicator_name(codes[1], lang), region_name(NATION, lang)
        return compose(say(lang, "spending.no_nation", name=name, nation=nation), lang)
    when = chronological(whole["period"])[-1]
    told = members[members["period"] == when].sort_values("value_across", ascending=False)
    return compose(
        _told(
            told, across[across["period"] == when], whole[whole["period"] == when], lang, origins
        ),
        lang,
    )


def _told(
    members: pd.DataFrame, across: pd.DataFrame, nation: pd.DataFrame, lang: Lang, origins: Origins
) -> list[Piece]:
    """Return the sentences on the members of one period, those that spend most first."""
    (limit,) = intervals(nation, "value").values()
    lie = above(intervals(members.set_index("region"), "value"), limit)
    row, total, number = nation.iloc[0], count(len(members), lang), count(len(lie.sure), lang)
    key = (row["region"], row["indicator"], row["period"], "value")
    lead = say(
        lang,
        f"spending.lead{'' if len(lie.sure) else '_none'}",
        period=period(row["period"], lang),
        name=indicator_name(row["indicator"], lang),
        nation=region_name(NATION, lang),
        level=value(key, row["value"], origins, lang),
        n=number,
        all=total,
        noun=say(lang, f"noun.{level(members['region'])}", n=total),
    )
    spent = intervals(across.set_index("region"), "value")
    first = _first(members["region"], spent, len(lie.sure))
    if lie.open or not first:
        return say(lang, "spending.alone", lead=lead)
    rest = [region for region in first if region not in lie.sure]
    return say(
        lang,
        f"spending.{'all' if not rest else 'none' if rest == first else 'some'}",
        lead=lead,
        nation=region_name(NATION, lang),
        across=indicator_name(str(across["indicator"].iloc[0]), lang),
        n=number,
        both=count(len(first) - len(rest), lang),
        rest=count(len(rest), lang),
        items=joined([[region_name(one, lang, short=True)] for one in rest], lang),
    )


def _first(regions: pd.Series, spent: dict[str, Interval], number: int) -> list[str]:
    """Return the so many regions that surely spend most; none where rounding leaves it open."""
    first, others = list(regions[:number]), list(regions[number:])
    sure = all(spent[one].beats(spent[other]) for one in first for other in others)
    return first if sure and others else []

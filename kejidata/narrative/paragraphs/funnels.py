"""The paragraph on the stages of a process: where least of what entered came out."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from kejidata.measures.certainty import lowest
from kejidata.measures.stages import Stage, stage_of
from kejidata.model import followed
from kejidata.model.periods import chronological
from kejidata.model.terms import KEYS, PERCENT, Lang
from kejidata.model.units import split_unit
from kejidata.narrative.facts import Fact, Narrative, Piece, compose
from kejidata.narrative.templates import (
    Pieces,
    count,
    indicator_name,
    joined,
    paragraph,
    period,
    region_name,
    say,
)
from kejidata.narrative.values import computed
from kejidata.panel import vintages
from kejidata.panel.any_frame import any_frame
from kejidata.panel.measured import measured
from kejidata.panel.normalize import plain, records
from kejidata.wording import labels, numbers
from kejidata.wording.origins import index


@any_frame
def funnels(
    obs: pd.DataFrame, pairs: Sequence[tuple[str, str]] | None = None, *, lang: Lang = "zh"
) -> Narrative:
    """Return the paragraph that the stages of a process have to tell.

    Parameters
    ----------
    obs
        Observations such as those of one report; told are those of the region with most rows.
    pairs
        Codes of what enters a stage and of what comes out of it; by default those of
        `figures.funnels`.
    lang
        A language, such as zh or en.

    Returns
    -------
    Narrative
        Text and facts: where the smallest share of what entered came out, by count and by money,
        and how many stages have no share and why.

    Examples
    --------
    >>> obs = pd.DataFrame({"region": "320682", "indicator": ["hnte_applied", "hnte_certified"],
    ...                     "period": "2020", "value": [221.0, 107.0]})
    >>> print(funnels(obs, [("hnte_applied", "hnte_certified")]))
    2020年，如皋市1个环节的转化率，高新技术企业认定数为48.4%。
    """
    frame = measured(obs, "load")
    if "measure" in frame:
        frame = frame[frame["measure"] == "value"]
    chosen = followed.funnels() if pairs is None else pairs
    frame = frame[frame["indicator"].isin([code for pair in chosen for code in pair])]
    frame = frame[frame["value"].notna()]
    if frame.empty:
        return compose(say(lang, "refused.nothing"), lang)
    frame = frame[frame["region"] == frame["region"].mode().iloc[0]]
    origins = index(obs, frame)
    rows = records(plain(vintages.newest(frame, [*KEYS], "value")))
    stages = [stage for pair in chosen if (stage := stage_of(rows, *pair)).periods]
    region = region_name(rows[0]["region"], lang)
    return compose(paragraph(_sentences(stages, region, lang), lang), lang, origins)


def _sentences(stages: Sequence[Stage], region: Piece, lang: Lang) -> list[Pieces]:
    """Return the sentence on the smallest shares, and the one on stages without a share."""
    known = [stage for stage in stages if not stage.reason]
    kinds = dict.fromkeys(map(_kind, known))
    parts = []
    for kind in kinds:
        said = _least([one for one in known if _kind(one) == kind], lang)
        parts.append(say(lang, f"funnels.of_{kind}", said=said) if len(kinds) > 1 else said)
    whens = chronological(set().union(*(stage.periods for stage in known)))
    lead = say(
        lang,
        f"funnels.lead{'_one' * (len(known) == 1)}" if known else "funnels.none",
        period=joined([period(when, lang) for when in whens], lang),
        region=region,
        n=count(len(known), lang),
        parts=joined(parts, lang, "clause"),
    )
    refused = [stage.reason for stage in stages if stage.reason]
    why = [
        say(
            lang,
            "outlook.refused",
            n=count(refused.count(one), lang),
            reason=labels.reason(one, lang),
        )
        for one in dict.fromkeys(refused)
    ]
    rest = say(lang, "funnels.rest", parts=joined(why, lang, "serial")) if why else []
    return [lead, rest]


def _kind(stage: Stage) -> str:
    """Return what a stage counts: things or money."""
    unit = next(str(row["unit"]) for row in stage.figures if row is not None)
    return "money" if split_unit(unit)[1] in numbers.CURRENCIES else "count"


def _least(known: Sequence[Stage], lang: Lang) -> list[Piece]:
    """Return where the smallest share came out, as far as that is sure."""
    stages = {stage.codes[1]: stage for stage in known}
    end = lowest({code: stage.interval for code, stage in stages.items()})
    names = [indicator_name(code, lang) for code in end.members]
    form = "one" if len(end.members) == 1 else "tied" if end.sure else "open"
    return say(
        lang,
        f"funnels.{'only' if len(known) == 1 else form}",
        items=joined(names, lang, "comma" if end.sure else "choice"),
        value=_share(stages[end.members[0]], lang),
    )


def _share(stage: Stage, lang: Lang) -> list[Piece]:
    """Return the share that went through, with what its rounding supports."""
    entered, left = stage.figures
    both = [row for row in (left, entered) if row is not None]
    keys = tuple((r["region"], r["indicator"], r["period"], "value") for r in both)
    formula = f"{keys[0][1]} / {keys[1][1]} * 100"
    fact = Fact("", stage.share, PERCENT, *keys[0][:3], "value", formula, keys)
    return computed(fact, *stage.interval.ends, lang)

"""What a published growth rate says of the base that was not published."""

from __future__ import annotations

import pandas as pd

from kejidata.model.lookups import decimals_of
from kejidata.model.terms import Lang
from kejidata.narrative.facts import Fact, Piece
from kejidata.narrative.paragraphs.rates import value_of
from kejidata.narrative.templates import clauses, paragraph, period, say
from kejidata.narrative.values import computed, value
from kejidata.wording import names
from kejidata.wording.origins import Key, Origins, find


def implied(frame: pd.DataFrame) -> pd.Series:
    """Return which rows have no growth of their own but one that was published."""
    if "implied_base" not in frame:
        return pd.Series(False, index=frame.index)
    return frame["growth"].isna() & frame["implied_base"].notna()


def stated(frame: pd.DataFrame, origins: Origins, lang: Lang) -> list[Piece]:
    """Return the sentences on published growth rates and the bases they imply.

    Parameters
    ----------
    frame
        Growth rates of one period, with implied_base, implied_low and implied_high.
    origins
        The observations by key, which hold the published rates.
    lang
        "zh" or "en".
    """
    rows = frame[implied(frame)]
    sentences = []
    for (region, when), group in rows.groupby(["region", "period"], sort=False):
        items = [_item(row, origins, lang) for _, row in group.iterrows()]
        slots = {"region": names.region(str(region), lang), "period": period(str(when), lang)}
        sentences.append(say(lang, "stated", **slots, items=clauses(items, lang)))
    return paragraph(sentences, lang)


def _item(row: pd.Series, origins: Origins, lang: Lang) -> list[Piece]:
    """Return one indicator with its value, its published rate and the base that follows."""
    key: Key = (row["region"], row["indicator"], row["period"], "growth_rate")
    own: Key = (*key[:3], "value")
    stated = find(origins, key).value
    return say(
        lang,
        f"stated.item.{'down' if stated < 0 else 'up'}",
        name=names.indicator(row["indicator"], lang),
        value=value_of(row, origins, lang),
        rate=value(key, stated, origins, lang, magnitude=True),
        base_period=period(row["base_period"], lang),
        base=_base(row, find(origins, own, row["value"]).unit, (own, key), lang),
    )


def _base(row: pd.Series, unit: str, rows: tuple[Key, ...], lang: Lang) -> list[Piece]:
    """Return the base that the value and the published rate imply."""
    key = (row["region"], row["indicator"], row["base_period"])
    formula = "value / (1 + growth_rate / 100)"
    fact = Fact("", float(row["implied_base"]), unit, *key, "value", formula, rows)
    cap = decimals_of(row["indicator"])
    return computed(fact, row["implied_low"], row["implied_high"], lang, 2 if cap is None else cap)

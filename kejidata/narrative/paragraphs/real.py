"""The paragraph on real amounts: what they come to at the prices of one year."""

from __future__ import annotations

import pandas as pd

from kejidata.model.region_lookup import region_code
from kejidata.model.terms import Lang
from kejidata.narrative.facts import Narrative
from kejidata.narrative.parts.levels import told
from kejidata.narrative.templates import Slot, period, region_name, say
from kejidata.narrative.values import value
from kejidata.panel.any_frame import any_frame
from kejidata.wording.origins import Key, Origins


@any_frame
def real(
    amounts: pd.DataFrame, *, observations: pd.DataFrame | None = None, lang: Lang = "zh"
) -> Narrative:
    """Return the paragraph that real amounts have to tell.

    Parameters
    ----------
    amounts
        Result of `kejidata.real`.
    observations
        The observations measured, for digits, sources and quotes.
    lang
        "zh" or "en".

    Returns
    -------
    Narrative
        Text and facts: of one region the newest amount, at whose prices where the index is of a
        region that it lies in, that at the prices of its year, and of three periods or more when it
        was surely highest and lowest; of several regions who is. What could not be computed is told
        with its reason.

    Examples
    --------
    >>> import kejidata
    >>> obs = pd.DataFrame({"region": "000000", "indicator": "fees", "period": [2019, 2020],
    ...                     "value": [100, 110], "unit": "亿元"})
    >>> prices = pd.DataFrame({"region": "000000", "indicator": "cpi", "period": [2020],
    ...                        "value": [102.5]})
    >>> print(real(kejidata.real(obs, prices, 2019), lang="en"))  # doctest: +NORMALIZE_WHITESPACE
    At the prices of 2019, fees in China came to CNY 10.732 billion in 2020; at the prices of that
    year it was CNY 11 billion.
    """
    return told(amounts, "real", _words, observations, lang)


def _words(row: pd.Series, origins: Origins, lang: Lang) -> dict[str, Slot]:
    """Return the year whose prices are meant, and the amount at prices of its own."""
    key: Key = (row["region"], row["indicator"], row["period"], "value")
    own = value(key, row["stated"], origins, lang, unit=row["unit"] or None)
    same = row["period"] == row["base_period"]
    base: Slot = period(row["base_period"], lang)
    prices = row["deflator_region"]
    if prices and region_code(prices) != region_code(row["region"]):
        base = say(lang, "levels.prices_of", base=base, region=region_name(prices, lang))
    return {
        "base": base,
        "value": own,
        "form": "base" if same else "one",
    }

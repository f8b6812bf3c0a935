"""The paragraph on real amounts: what they come to at the prices of one year."""

from __future__ import annotations

import pandas as pd

from kejidata.model.terms import Lang
from kejidata.narrative.facts import Narrative
from kejidata.narrative.parts.levels import told
from kejidata.narrative.templates import Slot, period
from kejidata.narrative.values import value
from kejidata.panel.any_frame import any_frame
from kejidata.wording.deflators import deflated_by
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
        Observations of your own, for digits, sources and quotes; without them what the project in
        force has of the frame's sources.
    lang
        A language, such as zh or en.

    Returns
    -------
    Narrative
        Text and facts: of one region the newest amount, by whose price index, that at the prices of
        its year, and of three periods or more when it was surely highest and lowest; of several
        regions who is. What could not be computed is told with its reason.

    Examples
    --------
    >>> import kejidata
    >>> obs = pd.DataFrame({"region": "000000", "indicator": "fees", "period": [2019, 2020],
    ...                     "value": [100, 110], "unit": "亿元"})
    >>> prices = pd.DataFrame({"region": "000000", "indicator": "cpi", "period": [2020],
    ...                        "value": [102.5]})
    >>> print(real(kejidata.real(obs, prices, 2019), lang="en"))  # doctest: +NORMALIZE_WHITESPACE
    At the prices of 2019 (deflated by the consumer price index of China), fees in China came to
    CNY 10.732 billion in 2020; at the prices of that year it was CNY 11 billion.
    """
    return told(amounts, "real", _words, observations, lang)


def _words(rows: pd.DataFrame, origins: Origins, lang: Lang) -> dict[str, Slot]:
    """Return the year whose prices are meant, by which index, and the amount at its own prices."""
    row = rows.iloc[0]
    key: Key = (row["region"], row["indicator"], row["period"], "value")
    return {
        "base": period(row["base_period"], lang),
        "deflator": deflated_by(rows, lang),
        "value": value(key, row["stated"], origins, lang, unit=row["unit"] or None),
        "form": "base" if row["period"] == row["base_period"] else "one",
    }

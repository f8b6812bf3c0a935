"""Whose price index amounts at constant prices were deflated by."""

from __future__ import annotations

import pandas as pd

from kejidata.model.region_lookup import region_code
from kejidata.model.terms import Lang
from kejidata.wording.names import indicator, region
from kejidata.wording.phrases import text


def deflated_by(amounts: pd.DataFrame, lang: Lang) -> str:
    """Return which price index, and of which region, amounts were deflated by.

    Parameters
    ----------
    amounts
        Rows of a result of `real` that have an amount.
    lang
        A language.

    Examples
    --------
    >>> columns = {"deflator_region": "江苏", "deflator_indicator": "cpi"}
    >>> deflated_by(pd.DataFrame({"region": ["南通", "苏州"], **columns}), "en")
    'deflated by the consumer price index of Jiangsu'
    """
    codes = [
        [region_code(str(one)) for one in amounts[column]]
        for column in ("region", "deflator_region")
    ]
    form = "of" if len({*codes[1]}) == 1 else "own" if codes[0] == codes[1] else "several"
    return text(
        lang,
        f"deflator.{form}",
        name=indicator(amounts["deflator_indicator"].iloc[0], lang, inside=True),
        region=region(codes[1][0], lang),
    )

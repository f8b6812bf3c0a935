"""What a statement claims beside its number, in its own words: among how many, at which prices."""

from __future__ import annotations

import re
from math import nan

from kejidata.model.numerals import parse_number

# 九县（市、区）第二位, second of nine counties; 13个设区市中列前三, among the first three of 13
# cities. 第二县 (the second county) and 前十县 (the first ten) count nothing.
_AMONG = re.compile(
    r"(?<![第前\d零一二三四五六七八九十百])(\d{1,3}|[两一二三四五六七八九十百]{1,4})个?"
    r"(?:设区市|地级市|省|市|县|区|地区|城市)[^，。；,;]{0,20}[第前首末]"
)
_PRICES = {
    # At comparable prices, at constant prices.
    "constant": re.compile(r"可比价|不变价|constant prices|comparable prices|real terms"),
    # At current prices, of the year, nominal.
    "current": re.compile(r"现价|现行价|当年价|名义|current prices|nominal"),
}


def ranked_of(quote: str) -> float:
    """Return among how many a statement says that a region ranks, NaN where it does not say.

    Examples
    --------
    >>> ranked_of("位于南通九县（市、区）第二位"), ranked_of("居南通第二")
    (9.0, nan)
    """
    found = _AMONG.search(quote)
    return parse_number(found[1]) if found else nan


def other_prices(measure: str, basis: str, quote: str) -> bool:
    """Return whether a statement is at other prices than the figures of its indicator.

    A growth that names no prices is at those of its figures, save where the registry has them as
    `current_level`: growth of GDP and value added is stated at constant prices by convention.

    Parameters
    ----------
    measure, quote
        What is stated, and its words.
    basis
        The prices of the indicator as the registry has them.

    Examples
    --------
    >>> gdp = "growth_rate", "current_level"
    >>> other_prices(*gdp, "增长4.8%"), other_prices(*gdp, "名义增长4.8%")
    (True, False)
    """
    if basis not in ("current_level", *_PRICES):
        return False
    said = [prices for prices, words in _PRICES.items() if words.search(quote)]
    if basis == "current_level":
        growth = measure == "growth_rate" and not said
        return growth or said == ["constant"]
    return len(said) == 1 and said != [basis]

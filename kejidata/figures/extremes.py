"""Who is highest and who is lowest, as far as the rounding of the published figures tells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

import pandas as pd

from kejidata.model.terms import Lang
from kejidata.wording import phrases

NAMED = 3
"""Names at most that a headline lists; more are counted."""
Superlative = Literal["highest", "lowest", "fastest", "slowest", "most", "first", "last"]


class Extreme(NamedTuple):
    """Who may be at one end of an order; `sure` where rounding leaves no doubt, ties included."""

    members: Sequence[str]
    sure: bool


def highest(low: pd.Series[float], high: pd.Series[float]) -> Extreme:
    """Return who may have the highest number, each number lying in an interval.

    An interval holds its lower end and not its upper one; a number without rounding has both ends
    in one place.

    Examples
    --------
    >>> highest(pd.Series({"a": 1.0, "b": 3.0}), pd.Series({"a": 2.0, "b": 4.0}))
    Extreme(members=['b'], sure=True)
    >>> highest(pd.Series({"a": 1.0, "b": 3.0}), pd.Series({"a": 3.5, "b": 4.0}))
    Extreme(members=['a', 'b'], sure=False)
    >>> highest(pd.Series({"a": 3.0, "b": 3.0}), pd.Series({"a": 3.0, "b": 3.0}))
    Extreme(members=['a', 'b'], sure=True)
    """
    floor = low.max()
    return _extreme((high > floor) | (low == floor), low, high)


def lowest(low: pd.Series[float], high: pd.Series[float]) -> Extreme:
    """Return who may have the lowest number, each number lying in an interval as in `highest`.

    Examples
    --------
    >>> lowest(pd.Series({"a": 1.0, "b": 2.0}), pd.Series({"a": 2.0, "b": 3.0}))
    Extreme(members=['a'], sure=True)
    """
    ceiling = high.min()
    exact = bool(((low == high) & (high == ceiling)).any())
    return _extreme((low < ceiling) | ((low == ceiling) & exact), low, high)


def _extreme(may: pd.Series[bool], low: pd.Series[float], high: pd.Series[float]) -> Extreme:
    """Return the candidates; several are sure only where all are equal and without rounding."""
    ends = {(low[name], high[name]) for name in may.index[may]}
    equal = len(ends) == 1 and all(first == last for first, last in ends)
    return Extreme([str(name) for name in may.index[may]], equal or int(may.sum()) == 1)


def told(
    found: Extreme,
    most: Superlative,
    kind: Literal["region", "indicator"],
    name: Callable[[str, Lang], str],
    value: str,
    lang: Lang,
) -> str:
    """Return who is at one end, in words: one with the value, equals named or counted, else may.

    Parameters
    ----------
    found
        Who it may be.
    most
        Which end, and of what.
    kind
        What the members are.
    name
        Says the name of a member.
    value
        The value of the first member in words.
    lang
        A language.
    """
    members = found.members
    form = "one" if len(members) == 1 else "tied" if found.sure else "open"
    if len(members) > NAMED:
        form += "_many"
    return phrases.text(
        lang,
        f"extreme.{kind}_{form}",
        most=phrases.text(lang, f"extreme.{most}"),
        items=phrases.joined([name(member, lang) for member in members[:NAMED]], lang),
        value=value,
        n=len(members),
    )

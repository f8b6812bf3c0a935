"""Headings that do not name the figure beside them: its share, its index, its rank by growth."""

from __future__ import annotations

import re
from collections.abc import Container

from kejidata.model import totals
from kejidata.model.labels import fold
from kejidata.model.units import LAST_YEAR
from kejidata.tables.meaning.units_text import split
from kejidata.tables.meaning.words import RATE, measure_word

_RATE_ROSE = re.compile(
    rf"({RATE})(?:同比|[比较](?:上年|去年)(?:同期)?)(?:增减|变化|提高|提升|上升|加快)"
)
NAMED = {"share": "占比", "rank_change": "位次变化"}
"""Measures that no observation has, and the words by which the figure's name goes on instead."""
INDEX = "指数"
"""What an index is called behind the name of its figure."""
GROWTH = "增速"
"""What the growth of a figure is called behind its name, where it is ranked."""
PER_HEAD = "人均"
"""What the figure per head is called, before its name."""
SHARE = "占"
"""What a share of the figure above or beside it begins with."""


def rise_of_growth(names: tuple[str, ...]) -> str:
    """Return the growth of which a heading is the rise, where it does not name the figure.

    Examples
    --------
    >>> rise_of_growth(("增速比上年提高",)), rise_of_growth(("R&D经费",))
    ('增速', '')
    """
    found = _RATE_ROSE.fullmatch(names[0]) if len(names) == 1 else None
    return found[1] if found else ""


def ranks_growth(names: tuple[str, ...], measure: str) -> bool:
    """Tell whether a heading is the rank of a growth, and does not name the figure: 增速位次."""
    return measure == "rank" and len(names) == 1 and measure_word(names[0]) == "growth_rate"


def measures_a_measure(names: tuple[str, ...], measure: str) -> bool:
    """Tell whether a heading ranks or aims at a measure that it does not say of what it is.

    Examples
    --------
    >>> measures_a_measure(("比重",), "rank"), measures_a_measure(("R&D经费",), "rank")
    (True, False)
    """
    alone = bool(measure) and len(names) == 1 and bool(measure_word(names[0]))
    return alone and not ranks_growth(names, measure)


def belongs_to_the_figure(names: tuple[str, ...], known: Container[str]) -> bool:
    """Tell whether a heading is a share or an index of the figure beside it, and does not name it.

    Examples
    --------
    >>> belongs_to_the_figure(("占GDP比重",), ()), belongs_to_the_figure(("指数",), ())
    (True, True)
    """
    alone = len(names) == 1 and fold(names[0]) not in known
    return alone and (names[0] in (INDEX, PER_HEAD) or names[0].startswith(SHARE))


def named(names: tuple[str, ...], measure: str, whole: str = "") -> tuple[str, ...]:
    """Return the names of a measure that no observation has; a share may say of which whole.

    Examples
    --------
    >>> named(("R&D经费",), "share"), named(("R&D经费",), "share", "全省")
    (('R&D经费占比',), ('R&D经费占全省比重',))
    """
    *outer, last = _of_all(names) or ("",)
    return (*outer, last + (f"{SHARE}{whole}比重" if whole else NAMED[measure]))


def _of_all(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return names without a word behind them that only says that all of it is meant: 合计."""
    return names[:-1] if len(names) > 1 and totals.is_whole(names[-1]) else names


def of_figure(names: tuple[str, ...], word: str, unit: str) -> tuple[str, ...]:
    """Return the names of what is told of a figure; an index of the year before is its growth.

    Examples
    --------
    >>> of_figure(("R&D经费",), "占GDP比重", "%"), of_figure(("R&D经费",), "指数", "上年=100")
    (('R&D经费占GDP比重',), ('R&D经费',))
    """
    *outer, last = _of_all(names)
    if (word, unit) == (INDEX, LAST_YEAR):
        return names
    return (*outer, word + last if word == PER_HEAD else last + word)


def ranked_together(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the cells over a column, a rank under a growth joined with it.

    Examples
    --------
    >>> ranked_together(("R&D经费", "增速", "位次"))
    ('R&D经费', '增速位次')
    """
    *outer, above, last = ("", "", *parts)
    word = split(above)[0]
    if measure_word(word) != "growth_rate" or measure_word(last) != "rank":
        return parts
    return (*filter(None, outer), word + last)

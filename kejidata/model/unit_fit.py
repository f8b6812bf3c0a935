"""Whether a figure's unit can be an indicator's: the check that a match by name alone lacks."""

from __future__ import annotations

from functools import lru_cache

from kejidata.model.units import LAST_YEAR, split_unit

# Counting words that bureaus use for the same things: 257家 and 257户 are both 257 enterprises.
_COUNTING = (
    frozenset(("家", "户", "个", "所")),
    frozenset(("项", "个", "件", "份", "笔", "宗", "例", "只")),
    frozenset(("人", "名", "位")),
    frozenset(("场", "次", "期", "场次", "班次", "个")),
    frozenset(("台", "套", "台套", "台(套)", "部")),
    frozenset(("辆", "台")),
    frozenset(("块", "片", "颗")),
    frozenset(("个", "种")),
)
_RATES = frozenset(("%", "倍", "番"))
_POINTS = "百分点"
# An index or a score is often printed bare.
_BARE = frozenset(("分", LAST_YEAR))


@lru_cache(maxsize=4096)
def unit_fits(code_unit: str, unit: str, measure: str = "value") -> bool:
    """Return whether a figure in `unit` can be one of an indicator that is kept in `code_unit`.

    Parameters
    ----------
    code_unit
        The registry's unit of the indicator, such as 亿元 or 件/万人.
    unit
        The unit that the figure was read with; empty where it has none.
    measure
        What the figure is, as in observations: value, target, threshold, growth_rate,
        completion_ratio, rank or change.

    Returns
    -------
    bool
        A value, a target or a threshold fits where both units have one base (万元, 亿元), count
        the same things (家, 户), or differ by a denominator that the name says (每万人...89.6件). A
        change fits likewise, in 百分点 where the indicator is a share. A growth rate or a
        completion ratio is in % or a multiple; a growth in 百分点 is that of a share. A rank fits
        any indicator.

    Examples
    --------
    >>> unit_fits("亿元", "万元"), unit_fits("项", "亿元"), unit_fits("家", "户")
    (True, False, True)
    >>> unit_fits("亿元", "%"), unit_fits("亿元", "%", "growth_rate")
    (False, True)
    """
    if measure == "rank":
        return True
    base, given = split_unit(code_unit)[1], split_unit(unit)[1]
    if measure in ("growth_rate", "completion_ratio", "change"):
        if given.endswith(_POINTS):
            return base == "%" and measure != "completion_ratio"
        if measure != "change":
            return given in _RATES
    return _same(base, given)


def _same(base: str, given: str) -> bool:
    """Return whether two units without magnitudes measure the same."""
    if base == given or (not given and base in _BARE):
        return True
    top, per, _ = base.partition("/")
    if per and "/" not in given:
        base = split_unit(top)[1]
    return base == given or any(base in words and given in words for words in _COUNTING)

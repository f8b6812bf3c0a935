"""Which region a row of a total is: 全省 in a table of a city is its province."""

from __future__ import annotations

from kejidata.model import totals
from kejidata.model.divisions import NATION, by_code
from kejidata.model.labels import fold

_ENGLISH = {"provincial": "省", "city": "市"}
_MUNICIPALITIES = ("11", "12", "31", "50")
_AUTONOMOUS = ("15", "45", "54", "64", "65")


def of_total(label: str, given: str) -> str:
    """Return the region of a total by the word for its level; empty where it is none of these.

    Parameters
    ----------
    label
        The label of the row, a word for all that a table is about.
    given
        The region that the analyst gives, as a code, or as the analyst's own name.

    Examples
    --------
    >>> of_total("合计", "620100"), of_total("全市", "620100"), of_total("全省合计", "620100")
    ('620100', '620100', '620000')
    >>> of_total("全国", "620100"), of_total("全县", "620100"), of_total("全市", "子市")
    ('000000', '', '子市')
    >>> of_total("Provincial Total", "620100"), of_total("Total", "620100")
    ('620000', '620100')
    """
    if totals.is_nation(label):
        return NATION
    plain = fold(label)
    level = next((char for word, char in _ENGLISH.items() if plain.startswith(word)), plain[1:2])
    told = plain[:1] == "全" or level != plain[1:2]
    if given not in by_code() or given == NATION or not told:
        return given
    around = (given[:2] + "0000", given[:4] + "00", given)
    return next((one for one in reversed(around) if level in _levels(one)), "")


def _levels(code: str) -> str:
    """Return the characters by which a division calls itself: 省 (province), 州 (prefecture)."""
    if code not in by_code():
        return ""
    if code.endswith("0000"):
        autonomous = "区省" if code[:2] in _AUTONOMOUS else "省"
        return "市" if code[:2] in _MUNICIPALITIES else autonomous
    if code.endswith("00"):
        return "市州盟"
    # A county-level city is no county, and a county in a city is no city.
    own = by_code()[code][-1].name_zh[-1]
    return {"市": "市县", "旗": "旗县"}.get(own, own)

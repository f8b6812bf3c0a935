"""Rows that are the total of others, told by their name."""

from __future__ import annotations

import re
from functools import lru_cache

from kejidata.model.labels import fold

_TOTAL = re.compile(
    r"(?:全(?:国|省|市|县|区|州|盟|旗|镇|乡|区域|域)|合计|总计|小计|共计|总和|累计|合计数|总数"
    r"|[全各]?(?:省|市|县|区|地区)?(?:合计|总计|小计|平均)|全[国省市县区]?(?:合计|总计|平均|水平)"
    r"|(?:东部|中部|西部|东北|沿海|内陆|华北|华东|华中|华南|西南|西北|苏南|苏中|苏北|长三角|珠三角|京津冀|粤港澳大湾区|长江经济带|粤东|粤西|粤北|胶东|鲁南|浙东北|浙西南)(?:地区|区域|省份|合计|小计|经济区|城市群|三省|五省|十省市|一体化地区)?"
    r"|(?:national|grand|provincial|city|sub)?-?totals?|(?:eastern|western|central|northeastern)(?:region|area|china)?|nationwide|sum)"
)
_SUM = re.compile(r".+[(（](?:合计|总计|小计)[)）]")
_WHOLE = re.compile(
    r"全(?:国|省|市|县|区|州|盟|旗|镇)(?:合计|总计|平均|水平)?|合计|总计|共计|总数|合计数|(?:national|grand|provincial|city)?total"
)
NATION = re.compile(r"全国(?:合计|总计)?|national(?:total)?|全\s*国")


@lru_cache(maxsize=8192)
def is_total(label: str) -> bool:
    """Tell whether a label names a total and no place of its own.

    Examples
    --------
    >>> is_total("全　市"), is_total("东部地区"), is_total("National Total"), is_total("子市")
    (True, True, True, False)
    """
    plain = fold(label[:40])
    return bool(_TOTAL.fullmatch(plain) or _SUM.fullmatch(plain))


def is_whole(label: str) -> bool:
    """Tell whether a label means all that a table is about: 全市, 合计; not 东部地区 (a part)."""
    return bool(_WHOLE.fullmatch(fold(label[:40])))


def summed(label: str) -> str:
    """Return the label of a row that is the sum of the others under a name that does not say so."""
    return f"{label}(合计)"

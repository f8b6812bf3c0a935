"""Words of cells that stand for a code: what a figure is, its bound, its status."""

from __future__ import annotations

from collections.abc import Mapping

from kejidata.tables.meaning.qualified import STATUS

CODES: Mapping[str, Mapping[str, str]] = {
    "measure": {
        "数值": "value",
        "目标": "target",
        "增长率": "growth_rate",
        "完成率": "completion_ratio",
        "位次": "rank",
        "增减": "change",
    },
    "bound": {"以上": "at_least", "以下": "at_most", "约": "about"},
    "status": {**STATUS, "转引数": "secondary"},
}
"""Chinese words of cells, and the codes that they mean."""

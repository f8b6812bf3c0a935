"""Words of cells that stand for a code: what a figure is, its bound, its status."""

from __future__ import annotations

from collections.abc import Mapping

_STATUSES = {
    "estimate": ("估", "估计", "估计数", "估算", "估算数", "预计", "预计数"),
    "provisional": (
        *("初步", "初步数", "初步核算", "初步核算数", "初步统计", "初步统计数", "快报", "快报数"),
    ),
    "revised": ("修订", "修订数", "核实数", "最终核实", "最终核实数", "最终数"),
}
STATUS = {word: code for code, words in _STATUSES.items() for word in words}
"""Words of the status of a figure."""

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

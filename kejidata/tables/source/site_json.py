"""The JSON answer of the national statistics site, as a long table."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kejidata.errors import KejidataError
from kejidata.files.decode import decode
from kejidata.tables.source.grid import Grid, Line, Shown

_HEADINGS = {"zb": "指标", "reg": "地区", "sj": "时期"}
_QUARTERS = {"A": "一季度", "B": "二季度", "C": "三季度", "D": "四季度"}


def sheets(data: bytes, path: Path) -> list[Grid]:
    """Return the answer as one grid: a row for each figure, with its indicator, region and period.

    Raises
    ------
    KejidataError
        The text is no such answer.
    """
    try:
        answer = json.loads(decode(data, path.name))["returndata"]
        words = {node["wdcode"]: _names(node) for node in answer["wdnodes"]}
        header = [*(_HEADINGS[key] for key in words), "数值", "单位"]
        rows = [_row(node, words) for node in answer["datanodes"]]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise KejidataError(
            "the JSON is not an answer of the national statistics site",
            where=path.name,
            remedy="save the answer whole (returncode, returndata), or export the table as .xlsx",
        ) from None
    lines = [Line(number, number, cells) for number, cells in enumerate([header, *rows], 1)]
    return [Grid(path, "", lines)]


def _names(node: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """Return name and unit by code, of indicators, regions or periods."""
    return {
        one["code"]: (_period(one) if node["wdcode"] == "sj" else one["cname"], one.get("unit", ""))
        for one in node["nodes"]
    }


def _period(one: Mapping[str, Any]) -> str:
    code = str(one["code"])
    return f"{code[:4]}年{_QUARTERS[code[4]]}" if code[4:] in _QUARTERS else str(one["cname"])


def _row(node: Mapping[str, Any], words: Mapping[str, Mapping[str, tuple[str, str]]]) -> list[str]:
    codes = {one["wdcode"]: one["valuecode"] for one in node["wds"]}
    named = [words[key][codes[key]] for key in words]
    data = node["data"]
    number = Shown(data["strdata"]) if data["hasdata"] else ""
    unit = next((unit for key, (_, unit) in zip(words, named, strict=True) if key == "zb"), "")
    return [*(name for name, _ in named), number, unit]

"""The base registry's indicators by the names of reports; and the figures of a labelled corpus."""

import csv
import json
import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from kejidata.model.labels import fold
from kejidata.model.unit_fit import unit_fits
from kejidata.reports.source.flatten import flatten
from kejidata.tables.indicator_names import indicator_key, measured_name

FOLDER = Path(__file__).parents[1] / "kejidata" / "registry"
CORPUS = Path(__file__).parents[1].parent / "shared" / "corpus"
MEASURES = {
    "level": "value",
    "share": "value",
    "growth": "growth_rate",
    "completion": "completion_ratio",
    "rank": "rank",
    "target": "target",
    "change": "change",
}
UNITS = {"CNY": "元", "percent": "%", "percentage_point": "百分点", "rank": "位"}
# The annotator wrote these owners into the name; a draft holds them apart, as the region.
PLACES = ("太原市", "临汾市", "长治市", "晋中市", "武汉市")


@cache
def rows(name: str = "indicators") -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def labels(row: dict[str, str]) -> list[str]:
    names = [row["code"], row["name_zh"], row["name_en"], *row["aliases"].split("|")]
    return [name for name in names if name]


@cache
def units() -> dict[str, str]:
    return {row["code"]: row["unit"] for row in rows()}


@cache
def codes() -> dict[str, str]:
    loose = {indicator_key(label): row["code"] for row in rows() for label in labels(row)}
    return loose | {fold(label): row["code"] for row in rows() for label in labels(row)}


def find(name: str, unit: str, measure: str) -> str:
    """Return the code of a figure by name, unit and measure; a target in % may be one of growth."""
    plain = flatten(name).folded
    for place in PLACES:
        plain = plain.removeprefix(place)
    read_as = (measure, "growth_rate") if measure == "target" else (measure,)
    for kind in read_as:
        for form in (plain, measured_name(plain, kind)):
            code = codes().get(fold(form)) or codes().get(indicator_key(form), "")
            if code and unit_fits(units()[code], unit, kind):
                return code
    return ""


def gold() -> Iterator[dict[str, str]]:
    """Yield the figures of the corpus that are levels, shares, growth, targets and the like."""
    for line in (CORPUS / "gold.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["role"] in MEASURES:
            unit = UNITS.get(row["unit"], row["unit"].split(":", 1)[-1])
            yield row | {"unit": unit, "measure": MEASURES[row["role"]]}


def sample(size: int = 200, seed: int = 2023) -> list[str]:
    """Return figures of the corpus drawn at random among those with a code, one line each."""
    names = {row["code"]: row["name_zh"] for row in rows()}
    found = [(row, find(row["indicator"], row["unit"], row["measure"])) for row in gold()]
    drawn = random.Random(seed).sample([(row, code) for row, code in found if code], size)
    return [
        f"{row['doc']} {row['role']} {row['surface'].replace(chr(10), '')} {row['indicator']}"
        f" -> {code} {names[code]}"
        for row, code in sorted(drawn, key=lambda pair: (pair[0]["doc"], pair[0]["start"]))
    ]

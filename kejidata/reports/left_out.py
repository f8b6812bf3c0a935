"""Figures of a draft that are no observation: why not, and what else there is to say of them."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Iterator

import pandas as pd

from kejidata.build.squeezed import squeeze
from kejidata.model import registry
from kejidata.model.labels import fold
from kejidata.model.observations import Observation
from kejidata.model.periods import YEARS
from kejidata.model.unit_fit import unit_fits
from kejidata.reports.dating.settle import AVERAGED
from kejidata.reports.draft_rows import Cells
from kejidata.tables.meaning import periods_text
from kejidata.tables.meaning.marks import is_missing

# 「比上一个三年」 on the three years before, 「比“十二五”」 on those of an earlier plan.
_ON_YEARS = re.compile(
    "[比较](?:上一?个|[上前][两二三四五六七八九十\\d]|“?十[一二三四五六]五(?!”?期?末))"
)
Left = dict[str, str]
"""A figure that is no observation: where, surface, quote, reason, and detail where there is any."""


def reasons_of(rows: list[Cells], region: str, own: bool) -> list[str]:
    """Return why each row can be no observation, whatever its number is; empty where it can."""
    names = ("quote", "surface", "measure", "code", "unit")
    texts = pd.DataFrame({name: [row[name] for row in rows] for name in names}, dtype="str")
    marks = zip(rows, scaled(texts), paced(texts), strict=True)
    return [_reason(row, bool(scale), bool(pace), region, own) for row, scale, pace in marks]


def _reason(row: Cells, scale: bool, pace: bool, region: str, own: bool) -> str:
    multiple = row["unit"] == "倍" and (row["measure"] != "growth_rate" or scale)
    reasons = {
        "unknown_code": bool(row["code"])
        and fold(row["code"]) not in registry.current().indicator_codes,
        "threshold": row["measure"] == "threshold",
        # What is so many times another figure, and what grew by as much, only its words tell.
        "no_surface": row["unit"] == "倍" and not row["surface"],
        "not_quoted": row["unit"] == "%" and squeeze(row["surface"]) not in squeeze(row["quote"]),
        "no_value": is_missing(row["value"]) or not row["value"].strip("#"),
        "multiple": row["unit"] == "番" or multiple,
        "range": bool(row["value_to"]),
        "no_code": not row["code"] and not own,
        "no_name": not row["code"] and not row["indicator"],
        "growth_target": pace and not own,
        "over_years": row["measure"] in ("growth_rate", "change") and _is_over_years(row),
        "no_period": not row["period"],
        "no_region": not (row["region"] or region),
    }
    return next((reason for reason, holds in reasons.items() if holds), "")


def _is_over_years(row: Cells) -> bool:
    """Tell a move over several years from one of their sum on that of as many years before."""
    over = YEARS.fullmatch(periods_text.iso(row["period"]))
    summed = _ON_YEARS.search(row["quote"]) and not AVERAGED.search(row["quote"])
    return bool(over) and not summed


def detail(kind: str, row: Cells) -> str:
    """Return what else to say of a row that can be no observation."""
    if kind != "unknown_code":
        return ""
    code = row["code"]
    near = difflib.get_close_matches(code[:100], registry.current().indicators["code"].tolist())
    said = f"perhaps {', '.join(near)}" if near else "nothing in the registry is like it"
    return f"the registry has no indicator {code[:100]!r}: {said}"


def stated_again(found: dict[int, Observation]) -> Iterator[tuple[int, str]]:
    """Yield the rows of figures that are stated before, or with two values, and which it is."""
    stated: dict[tuple[object, ...], list[int]] = {}
    for at, one in found.items():
        stated.setdefault(one.key, []).append(at)
    for places in stated.values():
        values = {(found[at].value, found[at].unit, found[at].bound) for at in places}
        for at in places if len(values) > 1 else places[1:]:
            yield at, "contradicted" if len(values) > 1 else "repeated"


def left_out(where: str, row: Cells, reason: str, detail: str = "") -> Left:
    """Return a figure that is no observation: where it stands, its words and why it is none."""
    said = {name: row[name] for name in ("surface", "quote")}
    return {"where": where, **said, "reason": reason, "detail": detail}


def summary(rows: int, found: int, left: Iterable[Left]) -> str:
    """Return how many figures became observations, and why the others did not, in a line."""
    counts = Counter(one["reason"] for one in left)
    why = ", ".join(f"{reason} {n}" for reason, n in counts.most_common())
    kept = f"{rows} figure{'s' * (rows != 1)}: {found} observation{'s' * (found != 1)}"
    return f"{kept}, {counts.total()} left out" + f" ({why})" * bool(why)


def scaled(draft: pd.DataFrame) -> pd.Series:
    """Tell what is so many times an earlier figure (是上年的2倍), and not grown by as much."""
    cells = zip(draft["quote"], draft["surface"], strict=True)
    leads = [
        (quote.partition(surface)[0] if surface else "").rstrip("约近超")
        for quote, surface in cells
    ]
    return pd.Series([lead.endswith("的") for lead in leads], index=draft.index, dtype=bool)


def paced(draft: pd.DataFrame) -> pd.Series:
    """Tell which targets are for the growth of an indicator, which no observation states."""
    cells = zip(draft["measure"], draft["code"], draft["unit"], strict=True)
    return pd.Series([is_paced(*row) for row in cells], index=draft.index, dtype=bool)


def is_paced(measure: str, code: str, unit: str) -> bool:
    """Tell whether a target is for the growth of its indicator: its unit is not that of a value."""
    known = registry.unit_of(code) if code else ""
    return measure == "target" and bool(code) and not unit_fits(known, unit)

"""A report's draft as the two tables of a review: its figures, and the numerals that are none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

import pandas as pd

from kejidata.build.review import EXCEPTIONS, FIGURES, LOOK, NUMERAL, stated_by
from kejidata.build.squeezed import squeeze
from kejidata.model import divisions, regions, registry
from kejidata.model.terms import MEASURES
from kejidata.panel.normalize import records
from kejidata.reports.exceptions import Exceptional, exceptions_of
from kejidata.reports.left_out import paced, scaled
from kejidata.reports.summary import is_doubtful

FIGURE_COLUMNS = (LOOK, *FIGURES, "confidence", "reason")
EXCEPTION_COLUMNS = (LOOK, *EXCEPTIONS, "reason")
Cells = dict[str, str]

# 「，」 a comma parts the clauses that a quote may be.
_MARK = re.compile("[,，。;；、：:|!?！？]")
_LEVEL = r"\s*(?:[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）])"
# 「（二）成果转化提质增效」 a heading, 「表1 主要指标」 the title of a table: lines of their own.
_HEADING = re.compile(rf"(?:{_LEVEL}|\s*表\s*\d)[^,，。;；：:]{{1,40}}")
# 「一、工作回顾」 what opens the line of a heading (I, review of the work).
_OPENS = re.compile(_LEVEL)
# 「全市」 all of the city, 「全省」 all of the province: the nearest above that is called so.
_ALL = "全"
_QUOTED = 30
"""Characters on either side that a quote holds at most."""
_SAME = ("code", "region", "among", "period", "measure", "unit")
"""What two figures of one thing share."""
_RUN = "=+-@＝＋－＠'"
_COPIED = ("measure", "bound", "period", "indicator", "code", "region", "among", "reason")


def tables_of(text: str, draft: pd.DataFrame, region: str) -> tuple[list[Cells], list[Cells]]:
    """Return the figures and the exceptions of a report and its draft, as rows of text cells.

    They are `region`'s, whose report it is, but for rows of the draft that name another. Digits are
    those of the text. A row is doubtful, and marked in `look`, where the draft's is, or where it
    has no period; a span of values, a multiple and a threshold are no figures.
    """
    figures, others = [], []
    squeezed = squeeze(text)
    marked = draft.assign(scaled=scaled(draft), paced=paced(draft))
    for row in records(marked):
        kind = _kind(text, squeezed, row)
        if not kind:
            figures.append(_figure(text, row, region))
        elif NUMERAL.search(row["surface"]):
            others.append(Exceptional(row["start"], row["end"], kind, ""))
    spans = [(int(row["start"]), int(row["end"])) for row in figures]
    spans += [(one.start, one.end) for one in others]
    found = sorted([*others, *exceptions_of(text, spans)])
    _mark_clashes(figures)
    return figures, [exception(text, one) for one in found]


def _mark_clashes(figures: Sequence[Cells]) -> None:
    """Mark the figures of one thing that cannot be one, such as 「48亿元，力争50亿元」, in place.

    The build refuses them: of an aim and a further one only one has a code.
    """
    same: dict[tuple[str, ...], list[Cells]] = {}
    for cells in figures:
        bounded = cells["bound"] != "exact" and cells["measure"] != "target"
        if cells["code"] and cells["period"] and not bounded:
            same.setdefault(tuple(cells[name] for name in _SAME), []).append(cells)
    for told in same.values():
        numbers = [Decimal(cells["value"].replace(",", "")) for cells in told]
        steps = [Decimal(1).scaleb(int(number.as_tuple().exponent)) for number in numbers]
        if max(numbers) - min(numbers) >= max(steps):
            for cells in told:
                doubts = dict.fromkeys([*filter(None, cells["reason"].split("|")), "contradicted"])
                cells |= {LOOK: LOOK, "reason": "|".join(doubts)}


def _kind(text: str, squeezed: str, row: Mapping[str, object]) -> str:
    """Return the kind of exception that a row of the draft is; empty for a figure."""
    surface = text[int(str(row["start"])) : int(str(row["end"]))]
    digits, rest = stated_by(surface)
    unit, measure = str(row["unit"]), row["measure"]
    if measure not in MEASURES:
        return "threshold"
    if unit == "番" or (unit == "倍" and (measure != "growth_rate" or row["scaled"])):
        return "multiple"
    if row["value_to"] == row["value_to"] or not digits:
        return "range"
    fits = unit.startswith(rest) if rest else unit in squeezed
    return "" if fits or measure == "rank" else "range"


def _figure(text: str, row: Mapping[str, object], region: str) -> Cells:
    """Return a row of the reviewed table; growth and changes have the sign of the draft."""
    start, end = int(str(row["start"])), int(str(row["end"]))
    digits, _ = stated_by(text[start:end])
    falls = float(str(row["value"])) < 0 and row["measure"] in ("growth_rate", "change")
    cells = {name: str(row[name]) for name in _COPIED}
    doubts = [*filter(None, cells["reason"].split("|"))]
    doubts += ["no_period"] * (not cells["period"] and "no_period" not in doubts)
    if row["paced"]:
        # The growth that is aimed at is a figure, but no observation states it.
        cells["code"] = ""
    cells["region"] = cells["region"] or region
    for name in ("region", "among"):
        cells[name], doubt = _known(cells[name], region)
        doubts += [doubt] * bool(doubt)
    if cells["among"] == cells["region"]:
        # Of two places of one name a region is counted among the members of the other.
        cells["among"] = _namesake(cells["region"])
    confidence = float(str(row["confidence"]))
    return cells | {
        LOOK: LOOK if is_doubtful(confidence, "|".join(doubts)) else "",
        "start": str(start),
        "end": str(end),
        "surface": squeeze(text[start:end]),
        "value": "-" * falls + digits,
        "unit": str(row["unit"]),
        "quote": quote(text, start, end),
        "note": "",
        "confidence": f"{confidence:g}",
        "reason": "|".join(doubts),
    }


def _known(label: str, region: str) -> tuple[str, str]:
    """Return a region as its code, or as written, and why it is doubtful then."""
    if not label:
        return "", ""
    known = registry.current()
    if not regions.is_shared(known, label) and (code := regions.code_of(known, label)):
        return code, ""
    above = [one for one in _above(region) if divisions.spell(one).name_zh.endswith(label[1:])]
    if label[0] == _ALL and above:
        return above[0], ""
    return label, "unknown_region"


def _namesake(region: str) -> str:
    """Return the nearest division above a region that has its short name, empty for none."""
    known = divisions.by_code()
    name = divisions.spell(region).short_zh if region in known else ""
    return next((one for one in _above(region) if divisions.spell(one).short_zh == name), "")


def _above(region: str) -> Iterator[str]:
    """Yield the divisions above a region, the nearest first."""
    while region in divisions.by_code() and (region := divisions.spell(region).parent):
        yield region


def exception(text: str, one: Exceptional) -> Cells:
    """Return a row of the list of exceptions; a doubtful guess is marked and says why."""
    return {
        LOOK: LOOK if one.doubt else "",
        "start": str(one.start),
        "end": str(one.end),
        "surface": squeeze(text[one.start : one.end]),
        "kind": one.kind,
        "quote": quote(text, one.start, one.end),
        "note": "",
        "reason": one.doubt,
    }


def quote(text: str, start: int, end: int) -> str:
    r"""Return the clause around a place, without white space, as a review has it.

    Examples
    --------
    >>> quote("全年平稳，认定高企 38家，增长5%。", 10, 13)
    '认定高企38家'
    >>> quote("（一）主体壮大\n新增高企\n38家", 13, 16)
    '新增高企38家'
    """
    lines_before = text[max(0, start - 4 * _QUOTED) : start].split("\n")
    lines_after = text[end : end + 4 * _QUOTED].split("\n")
    # The line that holds the place ends the one list and begins the other.
    own = lines_before[-1] + text[start:end] + lines_after[0]
    first = _clause([own, *lines_before[-2::-1]], backwards=True)
    last = _clause([own, *lines_after[1:]])
    before = "".join([*lines_before[-1 - first : -1], lines_before[-1]])
    after = "".join(lines_after[: last + 1])
    before = _MARK.split(squeeze(before))[-1][-_QUOTED:]
    after = _MARK.split(squeeze(after), maxsplit=1)[0][:_QUOTED]
    # A spreadsheet would run a cell that begins with such a sign.
    return before.lstrip(_RUN) + squeeze(text[start:end]) + after


def _clause(lines: Sequence[str], *, backwards: bool = False) -> int:
    """Return how many lines go on with the first: a heading stands for itself."""
    for at, (line, other) in enumerate(pairwise(lines)):
        above, below = (other, line) if backwards else (line, other)
        if _HEADING.fullmatch(above) or _OPENS.match(below):
            return at
    return len(lines) - 1

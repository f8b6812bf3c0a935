"""What stands under a picture: its sources, the rows that it draws, and how they were computed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any
from urllib.parse import quote

from kejidata.display.cell_origins import formulas
from kejidata.display.cells import is_interval
from kejidata.files.csv_table import spreadsheet_csv
from kejidata.measures.formulas import completion_formula
from kejidata.model.registry import entry
from kejidata.model.terms import Lang
from kejidata.wording import labels
from kejidata.wording.formulas import in_words
from kejidata.wording.names import indicator
from kejidata.wording.phrases import marks, text

_LEFT_OUT = ("quote", "closed", "step")
"""Columns that only the measures ask for."""
_AS_THEY_ARE = ",;:/()-+*!$'"
"""What may stand in an address, and in an attribute, as it is."""


def below(shown: Mapping[str, Any] | None, lang: Lang) -> str:
    """Return the caption of a picture: a way to its sources and its rows, and the formulas.

    Parameters
    ----------
    shown
        title, source, columns and rows of a picture, as the notebook stores them.
    lang
        Language of the page.

    Examples
    --------
    >>> shown = {"title": "Up", "source": "Source: us", "columns": ["value"], "rows": [[1]]}
    >>> below(shown, "en").count("<a "), below(None, "en")
    (2, '')
    """
    if not isinstance(shown, Mapping):
        return ""
    parts = []
    if shown.get("source"):
        # The picture names them; the list says where they stand.
        parts.append(f'<a href="#sources">{escape(text(lang, "footnote.sources"))}</a>')
    given = shown.get("columns") or [], shown.get("rows") or []
    columns, rows = _filled(*given)
    if columns and rows:
        data = quote(spreadsheet_csv(columns, rows), safe=_AS_THEY_ARE)
        name = re.sub(r"[^\w]+", "_", str(shown.get("title") or "data"))[:40].strip("_")
        label = escape(text(lang, "page.chart_data"))
        parts.append(f'<a download="{escape(name)}.csv" href="data:text/csv,{data}">{label}</a>')
        told = [*_computed(columns, rows, lang), *_derived(*given, lang)]
        computed = text(lang, "page.computed", formulas=marks(lang, "clause")[0].join(told))
        parts.append(escape(computed if told else text(lang, "page.as_published")))
    return f"<figcaption>{' · '.join(parts)}</figcaption>" if parts else ""


def _computed(columns: Sequence[str], rows: Sequence[Sequence[Any]], lang: Lang) -> list[str]:
    """Return how the computed columns of a chart come about, each by its name."""
    unit = next((name for name in ("growth_unit", "unit") if name in columns), "")
    units = {str(row[columns.index(unit)] or "") for row in rows} if unit else set()
    return [
        text(lang, "page.formula", name=labels.column(name, lang), formula=in_words(formula, lang))
        for name, usual in formulas(columns, units - {""}).items()
        for formula in (name == "completion" and _completions(columns, rows)) or [usual]
    ]


def _completions(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> list[str]:
    """Return how the completions of a chart come about: a limit has a formula of its own.

    Nothing where the chart does not tell value and target.
    """
    told = (dict(zip(columns, row, strict=True)) for row in rows)
    names = ("value", "target", "completion")
    numbers: list[list[Any]] = [[row.get(name) for name in names] for row in told]
    known = [found for found in numbers if all(isinstance(one, int | float) for one in found)]
    return [*dict.fromkeys(completion_formula(*found) for found in known)]


def _derived(columns: Sequence[str], rows: Sequence[Sequence[Any]], lang: Lang) -> list[str]:
    """Return the registry's formulas of the indicators of whose rows the value was derived."""
    if not {"indicator", "source"} <= {*columns}:
        return []
    told = [dict(zip(columns, row, strict=True)) for row in rows]
    codes = dict.fromkeys(str(r["indicator"]) for r in told if not r["source"] or is_interval(r))
    said = {code: str(entry("indicators", code).get("formula", "")) for code in codes}
    return [
        text(lang, "page.formula", name=indicator(code, lang), formula=in_words(formula, lang))
        for code, formula in said.items()
        if formula
    ]


def _filled(
    columns: Sequence[Any], rows: Sequence[Sequence[Any]]
) -> tuple[list[str], list[list[Any]]]:
    """Return the columns in which anything stands, and their cells."""
    if not all(isinstance(row, Sequence) and len(row) == len(columns) for row in rows):
        return [], []
    kept = [
        at
        for at, name in enumerate(columns)
        if not str(name).endswith(_LEFT_OUT) and any(row[at] not in (None, "") for row in rows)
    ]
    return [str(columns[at]) for at in kept], [[_plain(row[at]) for at in kept] for row in rows]


def _plain(cell: Any) -> Any:
    """Return a cell that no spreadsheet takes for a formula."""
    if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r")):
        return "'" + cell
    return cell

"""What cells gave as blocks, from the data that notebooks store beside what Jupyter shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pandas as pd

from kejidata.display.stored_table import stored_table
from kejidata.display.table_output import Table
from kejidata.errors import KejidataError
from kejidata.files.media_types import FACTS_MIME, FIGURE_MIME, TABLE_MIME
from kejidata.model.terms import Lang
from kejidata.office.blocks import Block, FigureBlock, Lines, Paragraph, Run, TableBlock
from kejidata.office.html_table import html_table
from kejidata.office.prose import prose
from kejidata.publish.stored_picture import stored_picture
from kejidata.wording.origin_lines import origin_text
from kejidata.wording.phrases import text


@contextmanager
def undamaged(where: str) -> Iterator[None]:
    """Turn what a damaged output makes of Python into an error that names the cell."""
    try:
        yield
    except KejidataError:
        raise
    except (KeyError, TypeError, ValueError, AttributeError, IndexError):
        raise KejidataError(
            "an output of the notebook is damaged", where=where, remedy="run the notebook again"
        ) from None


def blocks_of(output: Mapping[str, Any], lang: Lang, where: str, under: str) -> list[Block]:
    """Return the blocks of one output of a cell; tables and pictures have no number yet.

    Parameters
    ----------
    output
        As the notebook stores it.
    lang
        The language of the report.
    where
        The notebook and the cell, for errors.
    under
        The heading that it stands under: the title of a table without one of its own.

    Raises
    ------
    KejidataError
        The output is damaged, or a picture is none.

    Examples
    --------
    >>> printed = {"output_type": "stream", "name": "stdout", "text": "1 < 2"}
    >>> blocks_of(printed, "zh", "a.ipynb, cell 1", "")
    [Lines(text='1 < 2')]
    """
    if output["output_type"] == "stream":
        return _lines("".join(output["text"]))
    if output["output_type"] == "error":
        return _lines(f"{output['ename']}: {output['evalue']}")
    data = output["data"]
    if FACTS_MIME in data:
        return _told(data[FACTS_MIME])
    if "image/png" in data:
        return [_figure(output, lang, where)]
    if TABLE_MIME in data:
        return _table(stored_table(data[TABLE_MIME]), under)
    if "text/html" in data:
        table, beside = html_table("".join(data["text/html"]), lang)
        return [*_lines(beside), *_table(table, under)]
    if "text/markdown" in data:
        return prose("".join(data["text/markdown"]))
    return _lines("".join(data.get("text/plain", "")))


def _lines(printed: str) -> list[Block]:
    """Return text whose lines stay; nothing of nothing."""
    return [Lines(printed.rstrip("\n"))] if printed.strip() else []


def _told(narrative: Mapping[str, Any]) -> list[Block]:
    """Return the paragraphs of a narrative, each number with its origin."""
    words, runs, end = str(narrative["text"]), [], 0
    for fact in sorted(narrative["facts"], key=lambda fact: int(fact["start"])):
        start, origin = int(fact["start"]), origin_text(fact)
        runs.append(Run(words[end:start]))
        end = int(fact["end"])
        runs.append(Run(words[start:end], origin if origin.known else None))
    paragraphs: list[list[Run]] = [[]]
    for run in [*runs, Run(words[end:])]:
        first, *others = run.text.split("\n\n")
        paragraphs[-1].append(Run(first, run.origin))
        paragraphs += [[Run(other)] for other in others]
    return [Paragraph(paragraph) for paragraph in paragraphs]


def _figure(output: Mapping[str, Any], lang: Lang, where: str) -> FigureBlock:
    """Return a picture; one that says nothing of itself goes by its alternative text."""
    picture = stored_picture(output, where)
    stored = output.get("metadata", {}).get("image/png", {})
    alt = str(stored.get("alt", text(lang, "page.picture")))
    shown = output["data"].get(FIGURE_MIME)
    if shown is None:
        return FigureBlock(0, alt, "", alt, picture)
    head, foot = float(shown["head"]), float(shown["foot"])
    if min(head, foot) < 0 or not head + foot < 1:
        raise ValueError("more than the picture is cut off")
    rows = pd.DataFrame(shown["rows"], columns=shown["columns"])
    title, source = str(shown["title"]), str(shown["source"])
    return FigureBlock(0, title, source, alt, picture, head, foot, rows)


def _table(table: Table, under: str) -> list[Block]:
    """Return a table with its title, or the sentence that says it is empty."""
    if table.rows():
        return [TableBlock(0, table.caption or under, table)]
    said = text(table.lang, "nothing.table")
    return [Paragraph([Run(said)])] if table.columns else []

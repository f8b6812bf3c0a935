"""How a table would be read, to look at: blocks, headings, units, totals, what stays unread."""

from __future__ import annotations

import html
from dataclasses import dataclass
from pathlib import Path

from kejidata.errors import printable
from kejidata.model.arguments import held_to_annotations
from kejidata.model.terms import Lang


@dataclass(frozen=True)
class Preview:
    """What a table says and how it would be read; Jupyter shows it, `print` prints it."""

    text: str

    def __str__(self) -> str:
        """Return the lines to print."""
        return self.text

    def _repr_html_(self) -> str:
        return f"<pre>{html.escape(self.text)}</pre>"


@held_to_annotations
def preview_table(
    path: str | Path,
    *,
    sheet: str | int | None = None,
    region: str = "",
    indicator: str = "",
    period: str | int = "",
    unit: str = "",
    lang: Lang = "zh",
) -> Preview:
    r"""Return how a table would be read: blocks, columns, units, totals, what is not read, doubts.

    Parameters
    ----------
    path, sheet, region, indicator, period, unit
        As in `read_table`; names that the registry does not know are kept, as with own=True.
    lang
        The language that it is told in.

    Returns
    -------
    Preview
        Lines to print, which Jupyter shows. What would be refused is told with its cell, and is
        no error here.

    Raises
    ------
    KejidataError
        The file holds no table at all, or several sheets do.

    Examples
    --------
    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "own.csv"
    >>> _ = file.write_text("地区,R&D经费(万元)\n如皋,261000\n", "utf-8")
    >>> print(preview_table(file, period=2020, lang="en"))
    own.csv
    block 1: header in line 1, 1 row in lines 2 to 2
      A  region
      B  R&D经费(万元): rd_expenditure, 2020, 万元
    1 figure is read, 0 are not
    """
    # What it takes to read tables is loaded by those who read one.
    from kejidata.display.preview_lines import preview_lines
    from kejidata.files.refusals import given_path
    from kejidata.model import registry

    arguments = {"region": region, "indicator": indicator, "period": str(period), "unit": unit}
    lines = preview_lines(given_path(path), registry.current(), sheet, arguments, lang)
    return Preview("\n".join(map(printable, lines)))

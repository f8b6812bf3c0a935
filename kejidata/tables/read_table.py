"""Statistical tables as published to tidy observations."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from kejidata.model import registry
from kejidata.model.arguments import held_to_annotations


@held_to_annotations
def read_table(
    path: str | Path,
    *,
    sheet: str | int | None = None,
    region: str = "",
    indicator: str = "",
    period: str | int = "",
    unit: str = "",
    own: bool = False,
) -> pd.DataFrame:
    r"""Return a statistical table as tidy observations, amounts in the registry's units.

    Parameters
    ----------
    path
        .xlsx, .xls, .ods, text parted by commas, tabs or semicolons (.csv, .tsv, .txt), or the
        JSON answer of the national statistics site; the content decides. A header may have any
        depth, with merged or empty cells; rows are regions, years or indicators, columns the
        others. A unit may stand in a heading, a label or a cell, as in R&D经费(万元), or above the
        table, as in 单位：亿元. A column such as 位次 (rank), 比上年增长 (growth), 目标 (target) or
        完成率 (completion) is that measure of the figures beside it. A part, told by 其中, # or its
        number in a list (一、, 1.), that the registry does not know goes by the names of its whole.
    sheet
        Name or number (from 1) of the sheet, where several hold tables.
    region, indicator, period, unit
        What the table does not state itself. A total such as 全市 (whole city) is `region`.
        "title" is the period of tables whose titles state theirs.
    own
        Keep regions, indicators and sources that the registry does not know, as written, instead
        of refusing them.

    Returns
    -------
    DataFrame
        The columns of `load`. A cell such as - or … is a row whose value is NaN. Without a
        vintage or a known source a figure counts as published in the year its period ends.
        ``attrs["notes"]`` says how doubtful cells were taken, ``attrs["unread"]`` how many figures
        of the sheet stand outside the table, or in hidden rows and columns.

    Raises
    ------
    KejidataError
        The file is no table, a label, unit, period or value cannot be read, a unit is stated
        nowhere, an argument changes nothing, or two rows state the same figure; file, line,
        column and cell are named.

    Examples
    --------
    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "own.csv"
    >>> _ = file.write_text("地区,指标,年份,数值(万元)\n如皋,R&D经费,2020,\"261,000\"\n")
    >>> read_table(file)[["region", "indicator", "value", "unit", "step"]]
       region       indicator  value unit    step
    0  320682  rd_expenditure   26.1   亿元  0.0001
    """
    # What it takes to read tables is loaded by those who read one.
    from kejidata.files.refusals import given_path
    from kejidata.tables import reading
    from kejidata.tables.given import Given

    given = Given(region, indicator, str(period), unit)
    found = reading.read(given_path(path), registry.current(), given, own=own, sheet=sheet)
    table = found.observations.frame()
    table.attrs = {"notes": found.notes, "unread": found.unread}
    return table

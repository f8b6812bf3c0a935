"""Reports by their files, one or many; the grammar is loaded when one is read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from kejidata.files.refusals import enough_memory, given_path
from kejidata.model.arguments import held_to_annotations


@held_to_annotations
def read_report(path: str | Path, year: int | None = None) -> pd.DataFrame:
    r"""Return the figures of a report as a draft to review, one row each, in the text's order.

    Parameters
    ----------
    path
        A file of a kind that `read_text` names.
    year
        The year that the report is about; without it the text tells. `attrs["year"]` of the draft
        says which year was taken, why, and what speaks against it; `attrs["in_tables"]` how many
        numbers stand in tables that could not be read, and `attrs["unread_tables"]` the first line,
        the numbers and the reason of each.

    Returns
    -------
    DataFrame
        start, end (offsets in the text of `read_text`), surface (the words between them), value
        (in `unit`; falls are negative), unit (as written: 亿元, %, 个百分点), measure (value,
        growth_rate, completion_ratio, rank, target, change, threshold), bound (exact, at_least,
        at_most, about; of the signed number, so a fall by 10 % or more is at most -10), period (ISO
        8601, empty where the text does not tell), indicator (the name as the report gives it,
        completed from the clause, short forms spelled out), code (of the registry where one fits),
        region and among (codes, or as written), value_to (the upper end of a range), quote (the
        clause), confidence (0.1 to 1: how likely the row is right) and reason (why it is
        not 1, parted by ``|``: no_name, bare_name (the kind alone), short_name, noun_behind (a noun
        behind the number may be what it counts), little_said (beside the number), paired_name (by
        order), borrowed_name (told elsewhere), uncoded, uncoded_pair (the goal or outcome beside
        it has a code), no_period, other_period (than most of its paragraph), unit_implied, averaged
        (over years that are not told), later_period (than the report's year), vague_name (no known
        kind of thing), no_holder (it does not say whose), other_unit (than the registry's for the
        name), multiple (so many times an earlier figure, and not grown by as much), contradicted
        (another figure of the same name and period has another value)).

    Raises
    ------
    KejidataError
        The file cannot be read, or `year` is no year; the message says what to do.

    Examples
    --------
    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "report.txt"
    >>> _ = path.write_text("2021年工作总结\n全年认定高企38家，同比增长50%，居全市第二。", "utf-8")
    >>> read_report(path)[["surface", "measure", "period", "indicator"]]
      surface      measure period indicator
    0     38家        value   2021  认定高新技术企业
    1     50%  growth_rate   2021  认定高新技术企业
    2      第二         rank   2021  认定高新技术企业
    """
    from kejidata.reports.draft import draft_of
    from kejidata.reports.source.text import read_text

    place = given_path(path)
    with enough_memory(place):
        return draft_of(read_text(place), year=year)


def read_reports(
    folder: str | Path | Sequence[str | Path], year: int | None = None, *, client: Any = None
) -> pd.DataFrame:
    """Return the figures of many reports as one draft, the rows of a report in its text's order.

    Parameters
    ----------
    folder
        A folder, whose reports are those in it and below, of all kinds that `read_text` names; or
        the paths of reports.
    year
        The year that all of them are about; without it each text tells its own.
    client
        A Dask client, whose workers read; they must see the same paths. Without it processes of
        this machine do.

    Returns
    -------
    DataFrame
        file (below the folder, or as given), the columns of `read_report`, and error: why a report
        could not be read, which is one row then, else empty. `attrs["others"]` counts the files of
        a folder that are of no kind that is read.

    Raises
    ------
    KejidataError
        The folder is none, or holds no report.

    Examples
    --------
    >>> import tempfile
    >>> place = Path(tempfile.mkdtemp())
    >>> _ = (place / "a.txt").write_text("2021年新增高企38家。", "utf-8")
    >>> _ = (place / "b.txt").write_text("", "utf-8")
    >>> found = read_reports(place)
    >>> found[["file", "value"]].values.tolist()
    [['a.txt', 38.0], ['b.txt', nan]]
    >>> print(found["error"].iloc[1].splitlines()[0])
    the file is empty
    """
    from kejidata.reports.many import read_all

    return read_all(folder, year, client)

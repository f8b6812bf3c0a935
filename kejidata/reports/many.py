"""Thousands of reports, each read by itself: on local processes, or on workers of a Dask client."""

from __future__ import annotations

import math
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import nullcontext
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeVar, cast

import pandas as pd

from kejidata import project
from kejidata.errors import KejidataError
from kejidata.files.endings import REPORTS
from kejidata.files.refusals import enough_memory, given_path
from kejidata.model import next_registry
from kejidata.model.terms import Lang
from kejidata.panel.arrays import threads
from kejidata.reports.draft import COLUMNS, TYPES, draft_of
from kejidata.reports.review_file import Draft, write_draft
from kejidata.reports.source.text import read_text

Found = TypeVar("Found")
FEW = 8
"""Reports up to which further processes cost more than they save."""


def read_all(
    folder: str | Path | Sequence[str | Path], year: int | None, client: Any
) -> pd.DataFrame:
    """Return the figures of many reports as one draft; see `kejidata.read_reports`."""
    paths, others = reports_in(folder)
    base = Path(folder) if isinstance(folder, str | Path) else None
    read = dict(each_report(_read, paths, (year,), client))
    frames = [_told(path.relative_to(base) if base else path, read[path]) for path in paths]
    found = pd.concat(frames, ignore_index=True)
    found.attrs = {"others": others}
    return found


def reports_in(folder: str | Path | Sequence[str | Path]) -> tuple[list[Path], int]:
    """Return the reports in a folder and below it by name, and how many other files are there.

    Raises
    ------
    KejidataError
        The folder is none, or holds no report.
    """
    if isinstance(folder, Iterable) and not isinstance(folder, str | bytes | Path):
        files = reports = [given_path(path) for path in folder]
    else:
        folder = given_path(folder)
        if not folder.is_dir():
            raise KejidataError(
                "this is no folder", where=str(folder), remedy="give a folder of reports"
            )
        # A link that leads nowhere is a report that cannot be read, which its row says.
        files = sorted(path for path in folder.rglob("*") if path.is_file() or not path.exists())
        reports = [path for path in files if path.suffix.lower() in REPORTS]
    if not reports:
        raise KejidataError(
            "no report is in the folder",
            where=str(folder),
            remedy=f"reports are files of the kinds {' '.join(REPORTS)}",
        )
    return reports, len(files) - len(reports)


def write_drafts(
    folder: Path, out: Path | None, year: int | None, lang: Lang
) -> dict[str, Draft | KejidataError]:
    """Write the draft of each report in a folder and below it, and return it by the report's name.

    The drafts go into `out`, laid out as the reports are; without it each stands beside its report.
    Errors of `write_draft` stand in the place of a draft.

    Raises
    ------
    KejidataError
        The folder is none, or holds no report.
    """
    paths, _ = reports_in(folder)
    names = {path: path.relative_to(folder) for path in paths}
    targets = Counter(name.with_suffix(".csv") for name in names.values())
    alone = [path for path in paths if targets[names[path].with_suffix(".csv")] == 1]
    found = dict(each_report(_write, alone, (folder, out or folder, year, lang)))
    return {names[path].as_posix(): found.get(path) or _shared(path) for path in paths}


def _write(path: Path, folder: Path, out: Path, year: int | None, lang: Lang) -> Draft:
    target = out / path.relative_to(folder).with_suffix(".csv")
    target.parent.mkdir(parents=True, exist_ok=True)
    with next_registry.in_force():
        return write_draft(path, target, year, lang=lang)


def _shared(path: Path) -> KejidataError:
    return KejidataError(
        "two reports of a folder have one name and would have one draft",
        where=str(path),
        remedy="draft one by itself, with another name by -o",
    )


def each_report(
    work: Callable[..., Found], paths: Sequence[Path], options: Sequence[Any], client: Any = None
) -> Iterator[tuple[Path, Found | KejidataError]]:
    """Yield each path with what the work gives for it, or with the error that it ended in.

    They come as they are done, in no order; how many are done shows on a terminal.
    """
    root = project.place()
    if client is None and len(paths) <= FEW:
        yield from ((path, _one(work, path, options, root)) for path in paths)
        return
    with _pool(client) as pool:
        tasks = {pool.submit(_one, work, path, options, root): path for path in paths}
        for done, task in enumerate(as_completed(tasks), start=1):
            yield tasks[task], _result(task, lambda path: _one(work, path, options, root), tasks)
            _show(done, len(paths))


def _result(
    task: Future[Found], here: Callable[[Path], Found], tasks: Mapping[Future[Found], Path]
) -> Found:
    """Return what a process found; where the processes died, read the report in this one."""
    try:
        return task.result()
    except BrokenProcessPool:
        return here(tasks[task])


def _one(
    work: Callable[..., Found], path: Path, options: Sequence[Any], root: Path | None
) -> Found | KejidataError:
    """Return what the work gives for a report in the project of a folder, or its error."""
    with nullcontext() if root is None else project.use_project(root):
        try:
            with enough_memory(path):
                return work(path, *options)
        except KejidataError as error:
            return error


def _pool(client: Any) -> Executor:
    """Return the workers of a client, or as many processes as this one may use threads.

    They are started anew everywhere, since a copy of a process with threads may stand still.
    """
    if client is not None:
        return cast(Executor, client.get_executor())
    return ProcessPoolExecutor(threads(), mp_context=get_context("spawn"))


def _read(path: Path, year: int | None) -> pd.DataFrame:
    return draft_of(read_text(path), year=year)


def _told(name: Path, found: pd.DataFrame | KejidataError) -> pd.DataFrame:
    """Return the rows of a report with its name, or the one row that says why there are none."""
    if isinstance(found, KejidataError):
        nothing = {
            column: "" if kind == "str" else 0 if kind == "int64" else math.nan
            for column, kind in TYPES.items()
        }
        frame = pd.DataFrame([nothing], columns=COLUMNS).astype(TYPES)
        return _with_ends(frame, name, str(found))
    return _with_ends(found, name, "")


def _with_ends(frame: pd.DataFrame, name: Path, error: str) -> pd.DataFrame:
    ends = {"file": name.as_posix(), "error": error}
    return frame.assign(**ends).astype(dict.fromkeys(ends, "str"))[["file", *COLUMNS, "error"]]


def _show(done: int, count: int) -> None:
    """Show on a terminal, in place, how many reports are read."""
    if sys.stderr.isatty():
        end = "\n" if done == count else ""
        print(f"\r{done} / {count}", end=end, file=sys.stderr, flush=True)

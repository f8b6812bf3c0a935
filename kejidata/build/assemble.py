"""The build: raw material to processed data, the same bytes everywhere, whole or not at all."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from itertools import zip_longest
from pathlib import Path

from kejidata.build import datapackage
from kejidata.build.merge import check_revisions, merged
from kejidata.build.project_settings import check_regions, check_settings
from kejidata.build.provenance import check_cards
from kejidata.build.report_figures import report_figures
from kejidata.build.used import Rows, used
from kejidata.errors import KejidataError
from kejidata.files.atomic import read_whole, refuse_outside
from kejidata.files.csv_table import formulas, read_csv, write_csv
from kejidata.files.endings import TABLES
from kejidata.files.folders import replace_folder, standing
from kejidata.files.lock import lock
from kejidata.files.made import making
from kejidata.files.project_file import read as read_project
from kejidata.model import reads, registry_file
from kejidata.model.next_registry import holding, known_to
from kejidata.model.observations import Observation, to_csv
from kejidata.model.registry import Registry
from kejidata.tables import reading

_REMEDY = "run `kejidata build` and commit data/processed"


def build(root: str | Path) -> bool:
    """Rebuild data/processed from data/raw; return whether anything changed.

    Parameters
    ----------
    root
        The project's folder.

    Raises
    ------
    KejidataError
        The raw material breaks a rule, another build is running, or data/processed holds a file
        that no build made; it stays as it was.
    """
    place = Path(root)
    folder = place / "data" / "processed"
    with lock(place):
        refuse_outside(place, folder)
        files = processed(place)
        with making(place, {folder / name: data for name, data in files.items()}, folder):
            return replace_folder(folder, files)


def check(root: str | Path) -> None:
    """Compare data/processed with a rebuild in memory; return nothing where both are the same.

    Raises
    ------
    KejidataError
        The raw material breaks a rule, or the processed data differs; the first lines are shown.
    """
    folder = standing(Path(root) / "data" / "processed")
    wanted = processed(Path(root))
    found = {p.name: read_whole(p) for p in sorted(folder.glob("*")) if p.is_file()}
    wrong = [
        line
        for name in sorted(wanted.keys() | found.keys())
        for line in _differences(name, found.get(name), wanted.get(name))
    ]
    if wrong:
        what = "the processed data is not what the raw material gives"
        raise KejidataError(what, where=str(folder), rows=wrong, remedy=_REMEDY)


def _differences(name: str, found: bytes | None, wanted: bytes | None) -> list[str]:
    """Return one text for a file that is missing or too many, or for each line that differs."""
    if found == wanted:
        return []
    if found is None or wanted is None:
        return [f"{name}: " + ("missing" if found is None else "not built from anything")]
    pairs = zip_longest(found.splitlines(), wanted.splitlines(), fillvalue=b"(no line)")
    texts = [
        f"{name}, line {line}: {one.decode(errors='replace')} <> {two.decode(errors='replace')}"
        for line, (one, two) in enumerate(pairs, 1)
        if one != two
    ]
    return texts or [f"{name}: the line ends differ"]


def processed(root: Path) -> dict[str, bytes]:
    """Return the files of data/processed, by name, as the raw material gives them."""
    raw = root / "data" / "raw"
    check_cards(root)
    project = read_project(root)
    known = known_to(root)
    check_settings(project, known)
    check_regions(known)
    # What the last build knew may be at odds with the base by now: this one does without it.
    with holding(known):
        found = _collect(raw, known)
    stated, restated = merged(found, known, project.report)
    check_revisions(stated)
    _check_both_ways(stated, {item.source for item in found}, raw, known)
    quotes = ([item.quote] for item in (*stated, *restated))
    _refuse_formulas(raw, formulas(["quote"], quotes))
    files = {f"{name}.csv": _normal(raw, name, table) for name, table in used(known, stated)}
    files[reads.FILE] = to_csv(stated)
    if restated:
        files[reads.RESTATED] = to_csv(restated)
    title = project.title.get("en") or next(iter(project.title.values()))
    return files | {"datapackage.json": datapackage.descriptor(files, known, title)}


def _refuse_formulas(place: Path, cells: Sequence[str]) -> None:
    """Refuse text that a spreadsheet would run where somebody opens the processed data in one."""
    if cells:
        raise KejidataError(
            "a spreadsheet would run a cell as a formula",
            where=str(place),
            rows=cells,
            remedy="begin the cell with a word",
        )


def _normal(raw: Path, name: str, table: Rows) -> bytes:
    """Return a table of the registry in the one form of the processed data."""
    header = registry_file.COLUMNS[name]
    lines = [[row[column] for column in header] for row in table]
    _refuse_formulas(raw / "registry" / f"{name}.csv", formulas(header, lines))
    return write_csv(header, lines)


def _collect(raw: Path, known: Registry) -> list[Observation]:
    """Return every published figure of the tables and the reviewed reports."""
    tables = (raw / "tables").glob("[!.]*")
    found = [
        item
        for path in sorted(path for path in tables if path.suffix.casefold() in TABLES)
        for done in reading.read_decided(path, known)
        for item in done.observations
    ]
    for path in sorted((raw / "reports").glob("[!.]*.txt")):
        found += report_figures(path, known)
    return [item for item in found if item.value is not None]


def _check_both_ways(
    stated: Sequence[Observation], sources: Set[str], raw: Path, known: Registry
) -> None:
    """Refuse an entry of the project's registry that nothing uses, and a formula over no codes.

    A source is used whose every figure another one says as well.
    """
    catalog = known.indicators
    formulas = dict(zip(catalog["code"], catalog["formula"], strict=True))
    used: Mapping[str, Set[str]] = {
        "indicators": {i.indicator for i in stated} | {c for c, f in formulas.items() if f},
        # A report may state nothing that the registry knows.
        "sources": sources | {path.stem for path in (raw / "reports").glob("[!.]*.txt")},
        "themes": set(catalog["theme"]),
    }
    idle = [
        f"{name}.csv, line {row.line}: {key}"
        for name in used
        for row in read_csv(raw / "registry" / f"{name}.csv").rows
        if (key := row.cells[registry_file.COLUMNS[name][0]]) not in used[name]
    ]
    words = {word: code for code, f in formulas.items() for word in re.findall(r"[a-z]\w+", f)}
    idle += [
        f"indicators.csv: {code}: formula names {word}"
        for word, code in words.items()
        if word not in {*formulas, "count", "nation"}
    ]
    if idle:
        raise KejidataError(
            "the registry and the data do not match",
            where="data/raw/registry",
            rows=idle,
            remedy="drop the entry, or bring the data that uses it",
        )

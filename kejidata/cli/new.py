"""`kejidata new`: a project of an office's own, made whole or not at all."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from kejidata.cli.terminal import Commands, added, asker, say
from kejidata.errors import KejidataError
from kejidata.files.atomic import read_whole, write_whole
from kejidata.files.refusals import explained

if TYPE_CHECKING:
    from kejidata.new_project.settings import Settings

FIRST = ".gitattributes"
"""The file of a new project that is written first."""


def add(commands: Commands) -> None:
    """Add the command to the command line."""
    parser = added(
        commands,
        "new",
        "make a project that builds at once, on invented figures to be replaced",
        _run,
        "kejidata new haishu --region 330203 --year 2023 --lang zh",
        'kejidata new haishu --region Haishu --year 2023 --lang en --title "Haishu in figures"',
    )
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="new, or empty")
    parser.add_argument("--region", help="the place that it is about: a name or a code")
    parser.add_argument("--year", help="the year of the work report")
    parser.add_argument("--lang", help="zh or en; zh,en for both, the office's own first")
    parser.add_argument("--title", help="what the page is called")
    parser.add_argument("--peers", help="whose members it is compared with; the region's parent")


def _run(given: argparse.Namespace) -> None:
    """Ask for what no flag gives, make the project, and say how to go on."""
    from kejidata.new_project.settings import NEEDED, settings

    _refuse_full(given.folder)
    names = (*NEEDED, "title", "peers")
    said = {name: getattr(given, name) or "" for name in names}
    ask = asker(given.folder.name, said["lang"].partition(",")[0] or None)
    if ask:
        said |= {name: ask(name) for name in NEEDED if not said[name]}
    made = settings(said)
    with TemporaryDirectory() as place:
        root = Path(place).resolve()
        _fill(root, made)
        files = _files(root)
        _refuse_other(given.folder, files)
        _copy(files, given.folder)
    say("new_made", lang=made.lang, folder=str(given.folder), name=made.title[made.lang])
    say("new_next", lang=made.lang)


def _refuse_full(folder: Path) -> None:
    """Refuse a folder that holds anything but what a kill left, and a file in its place."""
    from kejidata.files.project_file import FILE

    with explained(folder):
        there = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
        cut_short = FIRST in there and FILE not in there
        if cut_short or (folder.is_dir() and not there):
            return
        if folder.is_symlink() or folder.exists():
            raise KejidataError(
                "the folder of a new project is new or empty, and this is not",
                where=str(folder),
                remedy="give another name; what is there stays as it is",
            )


def _refuse_other(folder: Path, files: Mapping[str, bytes]) -> None:
    """Refuse a folder that holds a file which this project does not have, or has otherwise."""
    with explained(folder):
        there = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    names = {path: path.relative_to(folder).as_posix() for path in there}
    parts = {str(Path(name).with_name(f".{Path(name).name}.part")) for name in files}
    other = [
        name
        for path, name in names.items()
        if name not in parts and files.get(name) != read_whole(path)
    ]
    if other:
        raise KejidataError(
            "the folder holds part of another new project, or files of somebody else",
            where=str(folder),
            rows=other,
            remedy="give the flags of the first time and move your own files; or give another name",
        )


def _fill(root: Path, made: Settings) -> None:
    """Fill a folder with the project, its report reviewed and its cards written."""
    from kejidata.build.cards import write_card
    from kejidata.new_project.files import cards, project_files
    from kejidata.project import use_project
    from kejidata.reports.review import paths_of, review

    for name, data in project_files(made).items():
        write_whole(root / name, data)
    said = cards(made)
    for name, fields in said.items():
        write_card(root / name, fields, None)
    with use_project(root):
        review(root, made.source, made.region)
    [report] = [name for name in said if name.endswith(".txt")]
    for path in paths_of((root / report).parent, made.source):
        write_card(path, said[report], None)


def _files(root: Path) -> dict[str, bytes]:
    """Return the bytes of a project's files by path, kejidata.toml last."""
    from kejidata.files.lock import STATE
    from kejidata.files.project_file import FILE

    paths = {
        path.relative_to(root).as_posix(): path
        for path in sorted(root.rglob("*"))
        if path.is_file() and STATE not in path.relative_to(root).parts
    }
    return {name: read_whole(paths[name]) for name in sorted(paths, key=lambda name: name == FILE)}


def _copy(files: Mapping[str, bytes], folder: Path) -> None:
    """Write the files of a project to where it is to be; or none of them.

    What a kill leaves is finished by the same command: until kejidata.toml is there the folder is
    no project.
    """
    written: list[Path] = []
    empty = folder.is_dir()
    try:
        for name, data in files.items():
            written.append(folder / name)
            write_whole(folder / name, data)
    except BaseException:
        _take_back(folder, written, empty)
        raise


def _take_back(folder: Path, written: Sequence[Path], empty: bool) -> None:
    """Remove files and the folders around them, so that the command can be given again."""
    for path in written:
        path.unlink(missing_ok=True)
    inside = {place for path in written for place in path.parents if folder in place.parents}
    for place in [*sorted(inside, reverse=True), *([] if empty else [folder])]:
        if place.is_dir() and not any(place.iterdir()):
            place.rmdir()

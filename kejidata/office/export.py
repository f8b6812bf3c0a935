"""The report of the project in force as files of an office, in each of its languages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kejidata.errors import KejidataError
from kejidata.files.atomic import read_whole
from kejidata.files.lock import lock, write_together
from kejidata.files.made import PAGES, making, refuse_unlisted
from kejidata.files.project_file import Project
from kejidata.model.terms import Lang
from kejidata.project import current_project, use_project
from kejidata.publish.translation import is_chapter, page_name, read_notebook
from kejidata.wording.language import WRITTEN

if TYPE_CHECKING:
    from kejidata.office.blocks import Report

FORMATS = ("docx", "xlsx", "pptx")


def export(*kinds: str) -> list[Path]:
    """Write the report of the project in force as files of an office and return their paths.

    Each of the project's languages has its own, beside the page: `report/kejidata.zh.docx`. They
    are made of the executed notebooks as they are stored, and have the same bytes on every run.

    Parameters
    ----------
    *kinds
        docx (the report as a Word document), xlsx (its tables, and the data of its charts) and
        pptx (a slide for each figure); all three where none is named.

    Raises
    ------
    KejidataError
        Another kind; outside any project; notebooks that were not run or are damaged; somebody
        else's file where one is to go; a disk that refuses. What stood there stands.

    Examples
    --------
    >>> export("doc")
    Traceback (most recent call last):
    kejidata.errors.KejidataError: a report is written as docx, xlsx or pptx
      'doc'
      -> name some of the three
    """
    wanted = checked(kinds) or list(FORMATS)
    root = current_project().root
    with use_project(root) as project, lock(root):
        places = [_place(project, lang, kind) for lang in project.languages for kind in wanted]
        refuse_unlisted(root, places)
        files = {
            _place(project, lang, kind): data
            for lang in project.languages
            for kind, data in written(project, lang, wanted).items()
        }
        with making(root, files, shared=False):
            write_together(root, files)
    return places


def checked(kinds: Sequence[str]) -> list[str]:
    """Return kinds of files, each once; another than the three is refused before anything runs."""
    if unknown := [kind for kind in kinds if kind not in FORMATS]:
        raise KejidataError(
            "a report is written as docx, xlsx or pptx",
            rows=[repr(kind) for kind in unknown],
            remedy="name some of the three",
        )
    return [kind for kind in FORMATS if kind in kinds]


def _place(project: Project, lang: Lang, kind: str) -> Path:
    """Return where a file goes: beside the page of its language."""
    return (project.root / PAGES / page_name(lang)).with_suffix(f".{kind}")


def written(project: Project, lang: Lang, kinds: list[str]) -> dict[str, bytes]:
    """Return the files of one language by their kind, from the notebooks of the project in force.

    Raises
    ------
    KejidataError
        There are no notebooks, or they were not run or are damaged.
    """
    folder = project.root / "notebooks"
    place = folder if lang == WRITTEN else folder / lang
    paths = [path for path in sorted(place.glob("*.ipynb")) if is_chapter(path)]
    if not paths:
        raise KejidataError("there are no notebooks", where=str(folder))
    # Pictures and documents are loaded only where there is a report to write.
    from kejidata.office.chapters import report_of

    notebooks = {path.name: read_notebook(read_whole(path), str(path)) for path in paths}
    report = report_of(project, notebooks, lang)
    writers = _writers()
    return {kind: writers[kind](report) for kind in kinds}


def _writers() -> Mapping[str, Callable[[Report], bytes]]:
    """Return what writes each kind of file."""
    from kejidata.office.slides import slides
    from kejidata.office.word.document import word_document
    from kejidata.office.workbook import workbook

    return {"docx": word_document, "xlsx": workbook, "pptx": slides}

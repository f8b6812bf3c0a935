"""The project's figures as files in its languages, drawn again only when something changed."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter

from kejidata.files.atomic import refuse_outside
from kejidata.files.folders import replace_folder
from kejidata.files.lock import lock
from kejidata.files.made import making, refuse_unlisted
from kejidata.files.project_file import FILE, read
from kejidata.model.terms import Lang
from kejidata.project import use_project
from kejidata.publish import cache
from kejidata.publish.progress import Progress, print_progress, step


def draw(root: Path, progress: Progress = print_progress) -> list[Path]:
    """Bring the figures of each of the project's languages up to date; return the folders drawn.

    Parameters
    ----------
    root
        The project's folder.
    progress
        Told one line for each language, and one for each figure that the data does not hold, in
        the project's first.

    Raises
    ------
    KejidataError
        The data is missing or damaged, another build is at work, a folder holds somebody else's
        file, a disk that refuses; each folder stands whole, as it was or as it is to be.
    """
    with lock(root):
        langs = read(root).languages
        return [folder for lang in langs for folder in _drawn(root, lang, progress)]


def _drawn(root: Path, lang: Lang, progress: Progress) -> list[Path]:
    """Draw the figures of one language, unless they are there, made from what is there."""
    folder, name = root / "figures" / lang, f"figures/{lang}"
    refuse_outside(root, folder)
    data = cache.files_below(root / "data" / "processed")
    key = cache.fingerprint([cache.of_files([*data, root / FILE], root), cache.of_toolchain()])
    if cache.recall(root, name, key) == cache.of_folder(folder):
        progress(step("figures_unchanged", language=lang))
        return []
    refuse_unlisted(root, folder.rglob("*"))
    # matplotlib is loaded only where there is something to draw.
    from kejidata.figures.export import drawn

    start = perf_counter()
    with use_project(root):
        files, missing = drawn(lang)
    if lang == read(root).languages[0]:
        for stem, why in missing.items():
            progress(step("figures_without", stem=stem, why=why))
    with making(root, {folder / file: data for file, data in files.items()}, folder):
        replace_folder(folder, files)
    cache.keep(root, name, key, cache.of_folder(folder))
    progress(step("figures_drawn", start, n=len(files), folder=name))
    return [folder]

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
from kejidata.publish import cache
from kejidata.publish.drawing import Drawing
from kejidata.publish.progress import Progress, print_progress, step


def draw(
    root: Path, progress: Progress = print_progress, drawing: Drawing | None = None
) -> list[Path]:
    """Bring the figures of each of the project's languages up to date; return the folders drawn.

    Parameters
    ----------
    root
        The project's folder.
    progress
        Told one line for each language, and one for each figure that the data does not hold, in
        the project's first.
    drawing
        What draws them already, on `stale`.

    Raises
    ------
    KejidataError
        The data is missing or damaged, another build is at work, a folder holds somebody else's
        file, a disk that refuses; each folder stands whole, as it was or as it is to be.
    """
    drawing = drawing or Drawing(root)
    with lock(root):
        langs, key = read(root).languages, _key(root)
        return [folder for lang in langs for folder in _bring(root, lang, key, drawing, progress)]


def stale(root: Path) -> dict[Lang, str]:
    """Return the languages whose figures are not there, made from what is there, with its key."""
    key = _key(root)
    return {lang: key for lang in read(root).languages if not _stands(root, lang, key)}


def _key(root: Path) -> str:
    """Return the fingerprint of all that figures follow from."""
    data = cache.files_below(root / "data" / "processed")
    return cache.fingerprint([cache.of_files([*data, root / FILE], root), cache.of_toolchain()])


def _stands(root: Path, lang: Lang, key: str) -> bool:
    """Tell whether the figures of a language are there, as they were made under a fingerprint."""
    folder, name = _place(root, lang)
    refuse_outside(root, folder)
    return cache.recall(root, name, key) == cache.of_folder(folder)


def _place(root: Path, lang: Lang) -> tuple[Path, str]:
    """Return the folder of the figures of a language and its name below the project's."""
    return root / "figures" / lang, f"figures/{lang}"


def _bring(root: Path, lang: Lang, key: str, drawing: Drawing, progress: Progress) -> list[Path]:
    """Draw the figures of one language, unless they are there, made from what is there."""
    folder, name = _place(root, lang)
    if _stands(root, lang, key):
        progress(step("figures_unchanged", language=lang))
        return []
    refuse_unlisted(root, folder.rglob("*"))
    start = perf_counter()
    files, missing = drawing.drawn(lang, key)
    if lang == read(root).languages[0]:
        for stem, why in missing.items():
            progress(step("figures_without", stem=stem, why=why))
    with making(root, {folder / file: data for file, data in files.items()}, folder):
        replace_folder(folder, files)
    cache.keep(root, name, key, cache.of_folder(folder))
    progress(step("figures_drawn", start, n=len(files), folder=name))
    return [folder]

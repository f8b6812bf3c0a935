"""The page of each language: one with nothing new is not made again, two are made side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from kejidata.files.made import PAGES
from kejidata.files.project_file import Project
from kejidata.model.terms import Lang
from kejidata.publish import cache
from kejidata.publish.aside import Aside
from kejidata.publish.fork_server import Server
from kejidata.publish.progress import Progress, step
from kejidata.publish.translation import is_chapter, page_name, read_notebook
from kejidata.wording.language import WRITTEN


class _Wanted(NamedTuple):
    """A page and all that it is made of beside the sources and the code."""

    root: Path
    lang: Lang
    title: str
    langs: Sequence[Lang]
    chapters: dict[str, bytes]


def pages(project: Project) -> list[Path]:
    """Return where the pages of a project are, its own language first."""
    return [project.root / PAGES / page_name(lang) for lang in project.languages]


def all_pages(
    project: Project, notebooks: Mapping[Path, bytes], server: Server | None, progress: Progress
) -> dict[Path, bytes]:
    """Return the page of each language.

    Parameters
    ----------
    project
        The project.
    notebooks
        All its executed notebooks, by path.
    server
        What forks processes, where something does.
    progress
        Told once for each page that was made.
    """
    root = project.root
    every = [_wanted(project, lang, notebooks) for lang in project.languages]
    # The page names the sources, which the notebooks may not have shown.
    data = cache.of_folder(root / "data" / "processed")
    named = [*project.languages, *project.title.values()]
    inputs = [cache.of_code(page=True), cache.of_tools(), data.decode(), *named]
    name = {one.lang: f"{PAGES}/{page_name(one.lang)}" for one in every}
    key = {
        one.lang: cache.fingerprint([*inputs, *one.chapters, *one.chapters.values()])
        for one in every
    }
    made = {lang: cache.recall(root, name[lang], key[lang]) for lang in name}
    stale = [one for one in every if made[one.lang] is None]
    for one, html in zip(stale, _side_by_side(stale, server, progress), strict=True):
        made[one.lang] = html
        cache.keep(root, name[one.lang], key[one.lang], html)
    return {root / name[lang]: html or b"" for lang, html in made.items()}


def _wanted(project: Project, lang: Lang, notebooks: Mapping[Path, bytes]) -> _Wanted:
    """Return what the page of a language is made of."""
    folder = project.root / "notebooks"
    place = folder if lang == WRITTEN else folder / lang
    chapters = {
        path.name: data
        for path, data in notebooks.items()
        if path.parent == place and is_chapter(path)
    }
    title = project.title.get(lang, "")
    return _Wanted(project.root, lang, title, project.languages, chapters)


def _side_by_side(
    wanted: Sequence[_Wanted], server: Server | None, progress: Progress
) -> list[bytes]:
    """Return pages made anew, all but the first by processes of their own where they fork."""
    start, made = perf_counter(), []
    with ExitStack() as ends:
        asides = [
            ends.enter_context(Aside(server, _page, one)) if server and at else None
            for at, one in enumerate(wanted)
        ]
        for one, aside in zip(wanted, asides, strict=True):
            # What another process cannot make is made here: if it cannot be, the error says why.
            made.append((aside and aside.result()) or _page(one))
            progress(step("page_made", start, page=page_name(one.lang)))
    return made


def _page(wanted: _Wanted) -> bytes:
    """Return one page, made anew."""
    from kejidata.publish.page.document import page, sources_of
    from kejidata.publish.page.kept_parts import keeping

    root, lang, title, langs, chapters = wanted
    notebooks = {name: read_notebook(data, name) for name, data in chapters.items()}
    with keeping(root, f"{PAGES}/{page_name(lang)}"):
        return page(notebooks, lang, sources_of(root, lang), title, langs)

"""All steps: data, notebooks, page; what has not changed is not made again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from kejidata.errors import KejidataError
from kejidata.files.atomic import read_whole
from kejidata.files.lock import lock, write_together
from kejidata.files.made import making, refuse_unlisted
from kejidata.files.project_file import Project
from kejidata.model.terms import Lang
from kejidata.project import use_project
from kejidata.publish import cache, depends
from kejidata.publish.depends import Data
from kejidata.publish.fork_server import Kernels, Server
from kejidata.publish.pages import all_pages, pages
from kejidata.publish.picture_folder import pictures
from kejidata.publish.progress import Progress, print_progress, step
from kejidata.publish.translation import (
    Notebook,
    all_translated,
    bare,
    read_notebook,
)
from kejidata.wording.language import WRITTEN

Stored = dict[Path, bytes]
"""Files by path, as they are or as they are to be written."""

Begun = Callable[[Server | None], object]
"""Takes what forks processes where notebooks are run, if anything does."""


def report(
    root: Path,
    progress: Progress = print_progress,
    begun: Begun = lambda server: None,
) -> list[Path]:
    """Bring data, notebooks and the pages up to date; return the files that changed.

    Parameters
    ----------
    root
        The project's folder, with kejidata.toml, data/raw and notebooks.
    progress
        Told one line for each step.
    begun
        Called when the data is up to date, for what else is made of it, with what can fork
        processes where notebooks are run.

    Raises
    ------
    KejidataError
        No project, bad data, a notebook that does not run, somebody else's file where one is to
        go, another build at work, a disk that refuses. What was stored before stands, whole.
    """
    start = perf_counter()
    with use_project(root) as project, lock(root), Kernels() as kernels:
        toolchain = cache.of_toolchain()
        _data(root, toolchain, progress, kernels)
        read = _read_notebooks(project)
        refuse_unlisted(root, _generated(project, read))
        notebooks = _notebooks(project, read, toolchain, progress, kernels, begun)
        made = notebooks | all_pages(project, notebooks, kernels.server, progress)
        _refuse_edited(read)
        generated = {path: data for path, data in made.items() if path not in read}
        with making(root, generated, ours={p for p in generated if _only_ran(p, made[p])}):
            changed = write_together(root, made)
    progress(step("files_changed", start, n=len(changed), all=len(made)))
    return changed


def _data(root: Path, toolchain: str, progress: Progress, kernels: Kernels) -> None:
    """Build data/processed unless it is there, made from what is there."""
    raw, processed = (root / "data" / name for name in ("raw", "processed"))
    key = cache.fingerprint([cache.of_files(cache.files_below(raw), root), toolchain])
    if cache.recall(root, "data", key) != cache.of_folder(processed):
        # New data hardly ever leaves all notebooks as they are: what kernels need is imported
        # meanwhile.
        kernels.waiting()
        from kejidata.build.assemble import build

        start = perf_counter()
        build(root)
        cache.keep(root, "data", key, cache.of_folder(processed))
        progress(step("data_built", start))


def _read_notebooks(project: Project) -> Stored:
    """Return the notebooks as they are stored in the language they are written in, in order.

    Raises
    ------
    KejidataError
        There is none; or one in another of the project's languages stands alone.
    """
    folder = project.root / "notebooks"
    paths = sorted(folder.glob("*.ipynb"))
    if not paths:
        raise KejidataError("there are no notebooks", where=str(folder))
    names = {path.name for path in paths}
    alone = [
        f"{lang}/{path.name}"
        for lang in _others(project)
        for path in sorted((folder / lang).glob("*.ipynb"))
        if path.name not in names
    ]
    if alone:
        raise KejidataError(
            "a translated notebook has no original that it could be made of",
            where=str(folder),
            rows=alone,
            remedy="delete it, or bring the original back",
        )
    return {path: read_whole(path) for path in paths}


def _others(project: Project) -> list[Lang]:
    """Return the languages that notebooks are translated to."""
    return [lang for lang in project.languages if lang != WRITTEN]


def _generated(project: Project, read: Stored) -> list[Path]:
    """Return where translated notebooks and pages go."""
    return pages(project) + [
        path.parent / lang / path.name for lang in _others(project) for path in read
    ]


def _notebooks(
    project: Project,
    read: Stored,
    toolchain: str,
    progress: Progress,
    kernels: Kernels,
    begun: Begun,
) -> Stored:
    """Return all notebooks executed, language by language; those with nothing new are not run."""
    root = project.root
    written = {path: read_notebook(data, str(path)) for path, data in read.items()}
    # Where the project has not the language that they are written in, none of them runs in it.
    sources = dict(written) if WRITTEN in project.languages else {}
    for lang in _others(project):
        sources |= all_translated(written, lang)
    data = Data(root)
    around = depends.surroundings(root, toolchain, data)
    name = {path: path.relative_to(root).as_posix() for path in sources}
    key = {path: depends.key(notebook, around) for path, notebook in sources.items()}
    known = {path: depends.recall(root, name[path], key[path], data) for path in sources}
    stale = {path: notebook for path, notebook in sources.items() if known[path] is None}

    def keep(path: Path, made: bytes, read: str) -> None:
        depends.keep(root, name[path], key[path], made, data.signed(read))

    ran = _run(root, stale, progress, keep, kernels, begun)
    return {path: ran.get(path) or known[path] or b"" for path in sources}


def _run(
    root: Path,
    notebooks: dict[Path, Notebook],
    progress: Progress,
    keep: Callable[[Path, bytes, str], None],
    kernels: Kernels,
    begun: Begun,
) -> Stored:
    """Run notebooks; Jupyter is loaded only where there is one to run."""
    if not notebooks:
        begun(None)
        return {}
    server = kernels.waiting()
    from kejidata.publish.run_notebooks import run_notebooks

    with pictures(root) as folder:
        if server:
            server.know(folder)
        begun(server)
        return run_notebooks(notebooks, progress, keep, kernels)


def _only_ran(path: Path, data: bytes) -> bool:
    """Tell whether a notebook stands there that differs in its outputs alone: somebody ran it."""
    if path.suffix != ".ipynb" or not path.is_file():
        return False
    if (found := read_whole(path)) == data:
        return True
    stored, wanted = (read_notebook(one, str(path)) for one in (found, data))
    return bare(stored) == bare(wanted)


def _refuse_edited(read: Stored) -> None:
    """Refuse to write over a notebook that was edited while it ran."""
    edited = [str(path) for path, data in read.items() if read_whole(path) != data]
    if edited:
        raise KejidataError(
            "a notebook was changed while it was being run",
            rows=edited,
            remedy="run this again; nothing was written",
        )

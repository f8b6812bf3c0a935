"""The regression tests of a project: what is stored is what its sources and its code give."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from kejidata import project
from kejidata.build.assemble import check
from kejidata.errors import KejidataError
from kejidata.files import project_file
from kejidata.files.made import changed
from kejidata.publish.limits import check_limits
from kejidata.publish.notebook_guard import check_comparable
from kejidata.publish.progress import print_progress
from kejidata.wording.phrases import text

_NEEDED = ("pytest", "xdist", "nbval")
# Files stay together: what a notebook's cells share is in its kernel. Settings of pytest that lie
# around are somebody else's.
_OPTIONS = (
    *("--quiet", "--no-header", "--dist", "loadfile"),
    *("--nbval", "--nbval-current-env", "-p", "kejidata.publish.pytest_plugin"),
    *("-p", "no:cacheprovider", "--noconftest", "-c", os.devnull),
)


def run_tests(root: Path) -> None:
    """Build data and run notebooks anew, and compare both with what is stored.

    Parameters
    ----------
    root
        The project's folder.

    Raises
    ------
    KejidataError
        Something differs from what is stored; it is named. Nothing is written.
    """
    found = project_file.read(root)
    lang = found.languages[0]
    check(root)
    print_progress(text(lang, "commands.checked"))
    _check_made(root)
    paths = check_comparable(root)
    print_progress(text(lang, "commands.testing", n=len(paths)))
    _run(root, paths)
    print_progress(text(lang, "commands.tested"))


def _check_made(root: Path) -> None:
    """Refuse pictures and pages that somebody changed, or removed, since they were made."""
    names = changed(root)
    if names:
        raise KejidataError(
            "files are not as they were made",
            where=str(root),
            rows=names,
            remedy="run `kejidata report`; a file of your own gets another name",
        )


def _run(root: Path, paths: list[Path]) -> None:
    """Run the notebooks by pytest and nbval, which tell what differs."""
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        raise KejidataError(
            "what compares notebooks is not installed",
            rows=missing,
            remedy='pip install "kejidata[notebook]"',
        )
    # A process more takes longer to begin than a notebook to run; where one is enough, it is
    # pytest's own.
    kernels = min(os.cpu_count() or 1, -(-len(paths) // 2))
    check_limits(kernels)
    processes = str(kernels if kernels > 1 else 0)
    options = [*_OPTIONS, "--numprocesses", processes, "--rootdir", str(root)]
    command = [sys.executable, "-m", "pytest", *options, *map(str, paths)]
    environment = {**os.environ, project.VARIABLE: str(root)}
    environment.pop("PYTEST_ADDOPTS", None)
    done = subprocess.run(command, cwd=root, env=environment, check=False)
    if done.returncode:
        raise KejidataError(
            "a notebook differs from what is stored, or does not run",
            where=str(root / "notebooks"),
            remedy="look at the cells above; run `kejidata report` where the change is meant",
        )

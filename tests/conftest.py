import os
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings

os.environ.setdefault("MPLBACKEND", "agg")

# The same examples on every machine; `pytest --hypothesis-profile thorough` looks further.
settings.register_profile("steady", deadline=None, max_examples=100, derandomize=True)
settings.register_profile("thorough", deadline=None, max_examples=5000)
settings.load_profile("steady")


@pytest.fixture(scope="session")
def root() -> Path:
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def tracked(root: Path) -> list[str]:
    # safe.directory: the tests may run as another user than the one who cloned.
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z"]
    try:
        listed = subprocess.run(command, cwd=root, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no git here to tell which files belong to the project")
    names = listed.stdout.decode().split("\0")
    return [name for name in names if name and (root / name).is_file()]


@pytest.fixture(scope="session")
def shipped_pictures() -> Callable[[str], dict[str, bytes]]:
    """Return what gives the bytes of the shipped figures by file name, drawn once a language."""
    from kejidata.figures import gallery
    from kejidata.figures.layout.picture import encoded

    @cache
    def drawn(lang: str) -> dict[str, bytes]:
        figures = gallery(lang).items()
        return {f"{s}.{kind}": encoded(one, kind) for s, one in figures for kind in ("png", "svg")}

    return drawn

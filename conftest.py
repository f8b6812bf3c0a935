"""Notebooks are compared side by side: their kernels talk through files, each in a folder of its own.

Ports would be chosen before they are taken, so that kernels of two processes might get the same one.
"""

import os
import tempfile
from functools import partial

import pytest

_FOLDER = pytest.StashKey["tempfile.TemporaryDirectory[str]"]()


def pytest_configure(config: pytest.Config) -> None:
    """Let every kernel of nbval use sockets in a short folder; Windows has none and keeps ports."""
    if not config.getoption("nbval", default=False) or os.name == "nt":
        return
    import nbval.kernel
    from jupyter_client.manager import KernelManager

    config.stash[_FOLDER] = tempfile.TemporaryDirectory(prefix="k")
    os.environ["JUPYTER_RUNTIME_DIR"] = config.stash[_FOLDER].name
    nbval.kernel.KernelManager = partial(KernelManager, transport="ipc")


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove the folder of the sockets."""
    if folder := config.stash.get(_FOLDER, None):
        folder.cleanup()

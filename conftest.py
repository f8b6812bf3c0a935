"""Notebooks are compared side by side: their kernels talk through sockets in a folder.

Ports are chosen before they are taken, so that kernels of two processes may be given the same one.
"""

import atexit
import os
import tempfile
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest


def pytest_configure(config: pytest.Config) -> None:
    """Give each kernel of nbval sockets of its own; Windows has none, and there ports stay."""
    if not config.getoption("nbval", default=False) or os.name == "nt":
        return
    import nbval.kernel
    from jupyter_client.manager import KernelManager

    # Short, because the path of a socket may hold about a hundred bytes.
    folder = tempfile.TemporaryDirectory(prefix="k")
    atexit.register(folder.cleanup)

    def manager(**arguments: Any) -> KernelManager:
        place = Path(folder.name, uuid4().hex[:12])
        return KernelManager(transport="ipc", ip=str(place), **arguments)

    nbval.kernel.KernelManager = manager

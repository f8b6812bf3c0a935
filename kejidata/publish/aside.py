"""A function called in a process of its own, while whoever wants its result goes on."""

from __future__ import annotations

import gc
import os
import pickle
import subprocess
import sys
import tempfile
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from kejidata.publish.fork_server import Forked, Server

Result = TypeVar("Result")
# Where it starts must not decide what it imports.
_ANSWERS = "import sys; sys.path.pop(0); from kejidata.publish.aside import answer; answer(0)"


class Aside(Generic[Result]):
    """A call on its way; a `with` block ends the process.

    Parameters
    ----------
    server
        What forks a process that has imported everything; without it one is started.
    function
        One of a module, as are its arguments and its result something that can be pickled.
    *arguments
        What it is called with.
    """

    def __init__(
        self, server: Server | None, function: Callable[..., Result], *arguments: object
    ) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 (the block closes it)
        self._file.write(pickle.dumps((function, arguments)))
        self._asked = self._file.tell()
        self._file.seek(0)
        self.process: Forked | subprocess.Popen[bytes] = (
            server.answer(self._file.fileno()) if server else self._started()
        )

    def _started(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-c", _ANSWERS],
            stdin=self._file,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def __enter__(self) -> Aside[Result]:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        self._file.close()

    def result(self) -> Result | None:
        """Wait for what the function returns, and return it; None where it did not come to that."""
        self.process.wait()
        self._file.seek(self._asked)
        try:
            result: Result = pickle.load(self._file)
        except (EOFError, pickle.UnpicklingError):
            return None
        return result


def answer(file: int) -> None:
    """Call the function that an open file tells of, and write what it returns to its end."""
    # It works and ends: to look for what it could throw away takes a seventh of its time.
    gc.disable()
    with os.fdopen(file, "r+b") as told:
        function, arguments = pickle.load(told)
        result: Any = pickle.dumps(function(*arguments))
        told.seek(0, os.SEEK_END)
        told.write(result)

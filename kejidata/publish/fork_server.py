"""The process that waits for whoever wants a fork of it, as the side sees it that asks.

What it has imported is in `forking`; it needs as long for that as the data takes to be built, so
that a report begins it first. Only Linux tells of a process that is not one's own child whether it
lives; elsewhere there is none, and kernels start as Jupyter starts them.
"""

from __future__ import annotations

import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from functools import cached_property
from pathlib import Path
from typing import Any

from kejidata import project

# Where it starts must not decide what it imports; a kernel looks in its own folder again.
_FORKS = (
    "import sys; sys.path.pop(0);"
    "from kejidata.publish.forking import serve; serve(int(sys.argv[1]))"
)
_MOST = 1 << 16
"""Bytes of a message at most."""
CAN_FORK = sys.platform.startswith("linux") and hasattr(os, "pidfd_open")


class Server:
    """The process that waits; a `with` block ends it."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._there, other = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with other:
            self._process = subprocess.Popen(
                [sys.executable, "-c", _FORKS, str(other.fileno())],
                env=environment,
                pass_fds=[other.fileno()],
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )

    def __enter__(self) -> Server:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        self._there.close()

    def know(self, pictures: Path | None) -> None:
        """Say that the data is as it is to be, and where forks keep pictures, if anywhere."""
        self._send(["know", str(pictures or "")])

    def launch(self, arguments: list[str], folder: str, stderr: int) -> Forked:
        """Return a new kernel, which works in a folder and complains into an open file."""
        return self._fork(["kernel", arguments, folder], stderr)

    def answer(self, file: int) -> Forked:
        """Return a process that answers what an open file asks, see `aside`."""
        return self._fork(["call"], file)

    def _fork(self, asked: list[Any], file: int) -> Forked:
        """Return a new process of which it was said what it is for, with an open file."""
        self._send(asked, file)
        return Forked(int(self._there.recv(_MOST)))

    def _send(self, asked: list[Any], *files: int) -> None:
        socket.send_fds(self._there, [json.dumps(asked).encode()], files)


class Forked:
    """A fork as a process: what `LocalProvisioner` asks of a kernel that it started itself."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self._life: int | None = None
        with suppress(ProcessLookupError):
            self._life = os.pidfd_open(pid)

    def poll(self) -> int | None:
        """Return None while it lives; how it ended is not told."""
        if self._life is not None and not select.select([self._life], [], [], 0)[0]:
            return None
        return 1

    def wait(self) -> int:
        """Wait for the end, after which it cannot be asked any more."""
        if self._life is not None:
            select.select([self._life], [], [])
            os.close(self._life)
            self._life = None
        return 1

    def send_signal(self, number: int) -> None:
        """Send a signal, to nobody else than it; none where it has ended."""
        if self._life is not None:
            with suppress(ProcessLookupError):
                signal.pidfd_send_signal(  # type: ignore[attr-defined,unused-ignore]
                    self._life, number
                )

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)


class Kernels:
    """What the kernels of a run share, each made when it is first asked for.

    A `with` block ends the process and removes the folder.
    """

    def __init__(self) -> None:
        self._ends = ExitStack()
        self._server: Server | None = None

    def __enter__(self) -> Kernels:
        return self

    def __exit__(self, *_: object) -> None:
        self._ends.close()

    @cached_property
    def profile(self) -> str:
        """The folder of their settings and sockets, whose path is short."""
        # A socket's may have about a hundred bytes.
        return self._ends.enter_context(tempfile.TemporaryDirectory(prefix="k"))

    @property
    def server(self) -> Server | None:
        """The process that they are forks of, where it was begun."""
        return self._server

    def waiting(self) -> Server | None:
        """Return the process that they are forks of, begun if it was not; None where none is."""
        if CAN_FORK and not self._server:
            self._server = self._ends.enter_context(Server(self.environment))
        return self._server

    @property
    def environment(self) -> dict[str, str]:
        """The environment of each: the caller's, without what would change its outputs."""
        root = project.place()
        return {
            **{name: value for name, value in os.environ.items() if name != "MPLBACKEND"},
            "PYTHONHASHSEED": "0",
            "IPYTHONDIR": self.profile,
            "JUPYTER_PREFER_ENV_PATH": "1",
            # The project of whoever runs them, wherever the notebooks lie.
            **({project.VARIABLE: str(root)} if root else {}),
        }

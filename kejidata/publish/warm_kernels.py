"""Kernels that begin with everything imported: each is a fork of one process that waits for them.

A fresh kernel takes a second and a half of a processor to import what every notebook needs; a fork
takes nothing. Its namespace is as empty as that of a fresh one. Only Linux tells of a process that
is not one's own child whether it lives; elsewhere kernels start as Jupyter starts them.
"""

from __future__ import annotations

import json
import os
import select
import signal
import socket
import subprocess
import sys
from ast import literal_eval
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.manager import KernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from nbclient import NotebookClient
from nbclient.util import ensure_async
from nbformat import NotebookNode

from kejidata.publish.recording import TELL

# Where it starts must not decide what it imports; a kernel looks in its own folder again.
_FORKS = (
    "import sys; sys.path.pop(0);"
    "from kejidata.publish.forking import serve; serve(int(sys.argv[1]), sys.argv[2])"
)
_LAUNCHED = ["-m", "ipykernel_launcher"]
_MOST = 1 << 16
"""Bytes of a message at most."""


class Server:
    """The process that waits, as the side sees it that asks for kernels."""

    def __init__(self, there: socket.socket) -> None:
        self._there = there

    def launch(self, arguments: list[str], folder: str, stderr: int) -> Forked:
        """Return a new kernel, which works in a folder and complains into an open file."""
        asked = json.dumps([arguments, folder]).encode()
        socket.send_fds(self._there, [asked], [stderr])
        return Forked(int(self._there.recv(_MOST)))


class Forked:
    """A kernel as a process: what `LocalProvisioner` asks of one that it started itself."""

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
        """Send a signal, to nobody else than it."""
        if self._life is not None:
            signal.pidfd_send_signal(self._life, number)  # type: ignore[attr-defined,unused-ignore]

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)


class _Provisioner(LocalProvisioner):
    """Starts a kernel by the process that waits, where it is the kernel that waits there."""

    server: Server

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        if cmd[1:3] != _LAUNCHED:
            return await super().launch_kernel(cmd, **kwargs)
        forked = self.server.launch(cmd[3:], kwargs["cwd"], kwargs["stderr"].fileno())
        self.process = forked  # type: ignore[assignment]
        # It leads a group of its own, so that what it starts ends with it.
        self.pid = self.pgid = forked.pid
        self.cwd = kwargs["cwd"]
        return self.connection_info


class Client(NotebookClient):
    """Runs a notebook in a kernel that waits, or in a fresh one where `server` is None."""

    server: Server | None = None
    sockets = ""
    """The folder of the sockets of kernels that are forks, whose path is short."""
    read = ""
    """What the notebook read, as `recording.told` says it."""

    async def async_execute_cell(
        self, cell: NotebookNode, cell_index: int, *given: Any, **named: Any
    ) -> NotebookNode:
        """Return a cell executed; after the last one the kernel tells what it read."""
        done = await super().async_execute_cell(cell, cell_index, *given, **named)
        if cell_index == len(self.nb.cells) - 1 and self.kc:
            asked: Any = self.kc.execute("", silent=True, user_expressions={"read": TELL})
            reply = await self.async_wait_for_reply(await ensure_async(asked))
            told = reply and reply["content"].get("user_expressions", {}).get("read", {})
            self.read = literal_eval((told or {}).get("data", {}).get("text/plain", "''"))
        return done

    def create_kernel_manager(self) -> KernelManager:
        """Return the manager that starts the kernel."""
        manager = super().create_kernel_manager()
        if self.server:
            fork(self.server, manager)
            # Ports are chosen before they are taken: another program may be faster.
            manager.transport = "ipc"
            manager.ip = str(Path(self.sockets, uuid4().hex[:12]))
        return manager


def fork(server: Server, manager: KernelManager) -> None:
    """Let a manager start its kernel as a fork of the process that waits."""
    made = _Provisioner(kernel_id=str(uuid4()), kernel_spec=manager.kernel_spec, parent=manager)
    made.server = server
    manager.provisioner = made


@contextmanager
def waiting(
    kernels: int, environment: Mapping[str, str], pictures: Path | None = None
) -> Iterator[Server | None]:
    """Start the process that waits, with the environment of so many kernels; None where none can.

    Parameters
    ----------
    kernels
        For one kernel it is none either, unless it takes what is kept: that would gain nothing.
    environment
        That of each kernel.
    pictures
        The folder where pictures are kept from one run to the next.
    """
    if (
        (kernels < 2 and not pictures)
        or not sys.platform.startswith("linux")
        or not hasattr(os, "pidfd_open")
    ):
        yield None
        return
    here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    command = [sys.executable, "-c", _FORKS, str(there.fileno()), str(pictures or "")]
    with here:
        with there:
            process = subprocess.Popen(
                command,
                env=environment,
                pass_fds=[there.fileno()],
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )
        try:
            yield Server(here)
        finally:
            process.kill()
            process.wait()

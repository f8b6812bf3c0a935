"""Kernels that begin with everything imported: each is a fork of one process that waits for them.

A fresh kernel takes a second and a half of a processor to import what every notebook needs; a fork
takes nothing. Its namespace is as empty as that of a fresh one.
"""

from __future__ import annotations

from ast import literal_eval
from pathlib import Path
from typing import Any
from uuid import uuid4

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.manager import KernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from nbclient import NotebookClient
from nbclient.util import ensure_async
from nbformat import NotebookNode

from kejidata.publish.fork_server import Server
from kejidata.publish.recording import TELL

_LAUNCHED = ["-m", "ipykernel_launcher"]


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

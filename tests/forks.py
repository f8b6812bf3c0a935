"""Processes that begin with the package imported: forks of one that waits for them.

A fresh process imports for a second or two before it does anything. This is for tests of what a
process does, alone or killed, and not of how it starts.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from pathlib import Path

# Each fork is one of a fork that waits for it and tells how it ended. Its code runs at the end of
# this module, so that Python ends it as it ends any other process; where that is without a
# complaint, what was imported is not freed one by one: all of it would have to be copied first.
_SERVES = """
import atexit, gc, json, os, socket, sys, threading
sys.path.pop(0)  # Where it starts must not decide what it imports.
from kejidata.publish.quick_start import skip_address_grammar
skip_address_grammar()
import kejidata.build.assemble, kejidata.cli.command_line, kejidata.publish.page.document
import kejidata.publish.pipeline, kejidata.publish.run_notebooks
gc.freeze()
there = socket.socket(fileno=int(sys.argv[1]))
while True:
    asked, files, *_ = socket.recv_fds(there, 1 << 18, 4)
    if not asked:
        os._exit(0)
    if os.fork() == 0:
        break
    for file in files:
        os.close(file)
there.close()
*streams, told = files
if pid := os.fork():
    for file in streams:
        os.close(file)
    os.write(told, b"%d\\n" % pid)
    os.write(told, b"%d" % os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
    os._exit(0)
os.close(told)
for number, (name, file) in enumerate(zip(("stdin", "stdout", "stderr"), streams)):
    os.dup2(file, number)
    os.close(file)
    setattr(sys, name, open(number, "w" if number else "r", encoding="utf-8", closefd=False))
asked = json.loads(asked)
os.chdir(asked["folder"])
os.environ.clear()
os.environ.update(asked["environment"])
sys.argv = ["-c", *asked["arguments"]]
ended = 0
try:
    exec(asked["code"], {"__name__": "__main__"})
except SystemExit as end:
    ended = end.code or 0
    if not isinstance(ended, int):
        raise
threading._shutdown()
atexit._run_exitfuncs()
try:
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(ended)
except Exception:
    raise SystemExit(ended)
"""


class Forked:
    """A process that runs, as `subprocess.Popen` shows one."""

    def __init__(self, stdout: int, stderr: int, told: int) -> None:
        self.stdout, self.stderr, self._told = (
            os.fdopen(file, encoding="utf-8") for file in (stdout, stderr, told)
        )
        self.pid = int(self._told.readline())
        self.returncode: int | None = None

    def send_signal(self, number: int) -> None:
        """Send a signal to a process that has not been waited for; one that has ended gets none."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, number)

    def communicate(self) -> tuple[str, str]:
        """Wait for its end; return what it said to the standard output and as an error."""
        with ThreadPoolExecutor(1) as aside, closing(self.stdout), self.stderr, self._told:
            complained = aside.submit(self.stderr.read)
            said = "" if self.stdout.closed else self.stdout.read()
            self.returncode = int(self._told.read())
            return said, complained.result()


class Forks:
    """What starts processes."""

    def __init__(self, there: socket.socket) -> None:
        self._there = there

    def start(
        self,
        code: str,
        *arguments: str,
        folder: Path | None = None,
        environment: Mapping[str, str] = os.environ,
    ) -> Forked:
        """Start a process that runs some code, with nothing to read."""
        asked = {"code": code, "arguments": arguments, "folder": str(folder or Path.cwd())}
        message = json.dumps(asked | {"environment": dict(environment)}).encode()
        read, write = zip(os.pipe(), os.pipe(), os.pipe(), strict=True)
        with Path(os.devnull).open("rb") as nothing:
            socket.send_fds(self._there, [message], [nothing.fileno(), *write])
        for file in write:
            os.close(file)
        return Forked(*read)

    def run(
        self,
        code: str,
        *arguments: str,
        folder: Path | None = None,
        environment: Mapping[str, str] = os.environ,
    ) -> subprocess.CompletedProcess[str]:
        """Return how a process ended that runs some code."""
        process = self.start(code, *arguments, folder=folder, environment=environment)
        said, complained = process.communicate()
        assert process.returncode is not None
        return subprocess.CompletedProcess(code, process.returncode, said, complained)


@contextmanager
def forking(environment: Mapping[str, str] = os.environ) -> Iterator[Forks]:
    """Start the process that waits; its environment says where the package is found."""
    here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with here:
        with there:
            command = [sys.executable, "-c", _SERVES, str(there.fileno())]
            process = subprocess.Popen(
                command, env=environment, pass_fds=[there.fileno()], stdin=subprocess.DEVNULL
            )
        try:
            yield Forks(here)
        finally:
            process.send_signal(signal.SIGKILL)
            process.wait()

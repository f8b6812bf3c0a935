"""The process that waits: it has everything imported, and forks a kernel when it is asked to.

It runs on Linux alone, see `fork_server`, and ends when nobody is left who could ask.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import json
import os
import signal
import socket
import sys
import threading
from contextlib import suppress
from pathlib import Path

from PIL import Image

from kejidata import project
from kejidata.errors import KejidataError
from kejidata.model import division_names, divisions
from kejidata.model.region_lookup import members_of
from kejidata.model.stored import in_force
from kejidata.publish import recording
from kejidata.publish.aside import answer
from kejidata.wording.language import language
from kejidata.wording.origins import cited

_NEEDED = (
    "ipykernel.debugger",
    "ipykernel.kernelapp",
    "ipykernel.ipkernel",
    "ipykernel.zmqshell",
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.logger",
    "IPython.core.oinspect",
    "IPython.display",
    "IPython.extensions.storemagic",
    "psutil",
    "tornado.platform.asyncio",
    "tornado.queues",
    "kejidata",
    "kejidata.figures",
    "kejidata.narrative",
    "matplotlib.backends.backend_agg",
    "matplotlib.style",
    "seaborn",
)
_MOST = 1 << 16


def serve(number: int) -> None:
    """Fork for messages that come through a socket; return when nobody can send one.

    A message says what a fork is for, a kernel or the call of a function; or what all of them are
    to know.
    """
    # Nobody waits for a kernel here: the side that asked looks whether it lives.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    # What a kernel has set before it imports anything. The backend itself looks for a kernel when
    # it is imported, and is left to the forks.
    os.environ["JPY_PARENT_PID"] = str(os.getpid())
    os.environ["MPLBACKEND"] = "module://matplotlib_inline.backend_inline"
    # A third of a second of each kernel, for a debugger that nobody asks for.
    sys.modules["debugpy"] = None  # type: ignore[assignment]
    gc.disable()
    for name in _NEEDED:
        module = importlib.import_module(name)
        # What is public is loaded when it is first asked for.
        for public in getattr(module, "__all__", ()):
            getattr(module, public)
    Image.preinit()
    gc.enable()
    with socket.socket(fileno=number) as there:
        while True:
            data, [*files], *_ = socket.recv_fds(there, _MOST, 1)
            if not data:
                return
            what, *told = json.loads(data)
            if what == "know":
                _know(*told)
            elif pid := os.fork():
                os.close(files[0])
                there.send(str(pid).encode())
            else:
                break
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.setsid()
    if what == "kernel":
        _become(files[0], *told)
    else:
        _answer(files[0])
    _end()


def _end() -> None:
    """End a fork as Python does, but for what was imported before: to free it is to copy it."""
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    sys.stdout.flush()
    os._exit(0)


def _know(pictures: str) -> None:
    """Read what every kernel needs, so that none reads it again; they look whether it changed.

    Pictures that are drawn are kept in a folder; in none where its name is empty.
    """
    # Imported last, since it brings matplotlib along.
    from kejidata.figures.layout import kept_pictures

    kept_pictures.keep_in(Path(pictures) if pictures else None)
    with suppress(KejidataError):
        stated = in_force()
        if stated is not None:
            cited(stated)
        for lang in project.current_project().languages:
            language(lang)
    # The divisions by name, and the places behind their codes.
    division_names.openings()
    members_of(divisions.NATION, divisions.FIRST_YEAR)
    # What is there stays: no kernel looks for garbage in it, nor copies its memory by looking.
    gc.freeze()


def _become(stderr: int, arguments: list[str], folder: str) -> None:
    """Turn into a kernel, as `python -m ipykernel_launcher` would begin."""
    os.chdir(folder)
    os.dup2(stderr, 2)
    sys.argv = ["ipykernel_launcher", *arguments]
    recording.begin()
    from ipykernel.kernelapp import IPKernelApp

    class Kernel(IPKernelApp):
        """A kernel that ends at once when it is asked to.

        As it is, the thread that was asked may wait for what it said to be sent, by a thread that
        was ended before it: for seconds, until the kernel is killed.
        """

        def start(self) -> None:
            super().start()  # type: ignore[no-untyped-call]
            if self.control_thread:
                self.control_thread.stop()
                self.control_thread.join()

    Kernel.launch_instance()


def _answer(file: int) -> None:
    """Answer what an open file asks; whoever asked sees what fails by making it himself."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nothing, stream)
    answer(file)

"""What nbval lacks, as a plugin of pytest: pictures are compared, and kernels keep apart.

nbval takes any picture for any other. Here a stored picture is the drawn one: the same pixels, but
for the last step of a channel, which another processor may round the other way. Ports are chosen
before they are taken, so that kernels of two processes could be given the same one: each talks
through sockets in a folder of its own. Where systems fork, kernels begin with everything imported.
"""

from __future__ import annotations

import atexit
import os
import tempfile
from base64 import b64decode
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import numpy as np

from kejidata.files.media_types import NARROW_MIME
from kejidata.publish.quick_start import skip_address_grammar

# Before nbval and nbclient are loaded.
skip_address_grammar()

from kejidata.publish.fork_server import CAN_FORK, Server  # noqa: E402
from kejidata.publish.warm_kernels import fork  # noqa: E402

PICTURES = ("image/png", NARROW_MIME)
_STEP = 1.5 / 255
"""More than one step of a channel, whose values are 0 to 1."""
Outputs = Iterable[Mapping[str, Any]]


def pytest_configure(config: Any) -> None:
    """Extend nbval where it compares notebooks."""
    if config.getoption("nbval", default=False):
        _compare_pictures()
        # Windows has no such sockets, and there ports stay.
        if os.name != "nt":
            _part_kernels(len(config.args))


def _compare_pictures() -> None:
    """Let a cell fail, too, whose stored pictures are not those that it draws."""
    from nbval.plugin import IPyNbCell

    compared = IPyNbCell.compare_outputs

    def compare_outputs(cell: Any, test: Outputs, ref: Outputs, skip_compare: Any = None) -> bool:
        if not compared(cell, test, ref, skip_compare or (*cell.parent.skip_compare, NARROW_MIME)):
            return False
        different = difference(test, ref)
        if different:
            cell.comparison_traceback.append(different)
        return not different

    IPyNbCell.compare_outputs = compare_outputs


def difference(drawn: Outputs, stored: Outputs) -> str:
    """Return how the pictures of two runs of a cell differ; empty where they are the same."""
    new, old = _pictures(drawn), _pictures(stored)
    if len(new) != len(old):
        return f"{len(old)} pictures are stored and {len(new)} drawn"
    for number, (one, other) in enumerate(zip(new, old, strict=True), start=1):
        if one == other:
            continue
        pixels, before = _pixels(one), _pixels(other)
        if pixels.shape != before.shape:
            return f"picture {number} has another size than the stored one"
        if wrong := int((np.abs(pixels - before) > _STEP).any(axis=-1).sum()):
            return f"picture {number} differs from the stored one in {wrong} pixels"
    return ""


def _pictures(outputs: Outputs) -> list[bytes]:
    """Return the pictures among outputs, as the bytes of their files."""
    shown = [output.get("data", {}) for output in outputs]
    return [b64decode(data[kind]) for data in shown for kind in PICTURES if kind in data]


def _pixels(picture: bytes) -> np.ndarray[Any, Any]:
    """Return the pixels of a picture by row and column, each channel 0 to 1."""
    from matplotlib.image import imread

    return imread(BytesIO(picture), format="png")


def _part_kernels(notebooks: int) -> None:
    """Give each kernel of nbval sockets of its own, and let it be a fork where `report`'s are."""
    import nbval.kernel

    plain = nbval.kernel.KernelManager
    ends = ExitStack()
    atexit.register(ends.close)
    # Short, because the path of a socket may hold about a hundred bytes.
    folder = ends.enter_context(tempfile.TemporaryDirectory(prefix="k"))

    @cache
    def server() -> Server | None:
        # Begun with the first kernel: of the processes of pytest one runs no notebook. For one
        # notebook it would gain nothing.
        return ends.enter_context(Server(os.environ)) if notebooks > 1 and CAN_FORK else None

    def manager(**arguments: Any) -> Any:
        made = plain(transport="ipc", ip=str(Path(folder, uuid4().hex[:12])), **arguments)
        if waits := server():
            fork(waits, made)
        return made

    nbval.kernel.KernelManager = manager

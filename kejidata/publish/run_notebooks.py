"""Notebooks run in fresh kernels, side by side; every run stores the same bytes."""

from __future__ import annotations

import asyncio
import atexit
import os
import signal
import tempfile
from collections.abc import Callable, Coroutine, Mapping
from contextlib import suppress
from pathlib import Path
from time import perf_counter
from typing import Any

from nbclient.exceptions import CellExecutionError, CellTimeoutError
from nbformat import NotebookNode

from kejidata.errors import KejidataError
from kejidata.files.refusals import explained
from kejidata.publish.fork_server import Kernels
from kejidata.publish.limits import check_limits
from kejidata.publish.notebook_bytes import runnable, store, tidy_outputs
from kejidata.publish.progress import Progress, step
from kejidata.publish.translation import Notebook
from kejidata.publish.warm_kernels import Client

Keep = Callable[[Path, bytes, str], None]
"""Takes a path, what is to be stored there, and what it read, as `recording.told` says it."""

# A kernel that begins or ends waits for a third of a second: one more runs meanwhile.
SIDE_BY_SIDE = min(8, max(2, os.cpu_count() or 2) + 1)
CELL_SECONDS = 600


def run_notebooks(
    notebooks: Mapping[Path, Notebook],
    progress: Progress,
    keep: Keep,
    kernels: Kernels,
) -> dict[Path, bytes]:
    """Return the executed notebooks as the bytes to store, the same on every run.

    Each runs in a fresh kernel, in the folder of its path. Nothing is written there.

    Parameters
    ----------
    notebooks
        Notebooks, as `read_notebook` gives them, by the path where they will be stored.
    progress
        Told once for each notebook.
    keep
        Given each notebook as soon as it has run, so that the failure of another loses nothing.
    kernels
        What their kernels share.

    Raises
    ------
    KejidataError
        A cell failed; names the notebook, the cell and the last line of the error.
    """
    check_limits(min(SIDE_BY_SIDE, len(notebooks)))
    try:
        return asyncio.run(_run_all(notebooks, progress, keep, kernels))
    except asyncio.CancelledError:
        raise KeyboardInterrupt from None


async def _run_all(
    notebooks: Mapping[Path, Notebook], progress: Progress, keep: Keep, kernels: Kernels
) -> dict[Path, bytes]:
    """Run all, a few at a time; the first failure ends the others."""
    # A run that is cancelled leaves tasks of nbclient behind, whose complaints help nobody.
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: None)
    gate = asyncio.Semaphore(SIDE_BY_SIDE)
    done: dict[Path, bytes] = {}
    whole = asyncio.current_task()
    assert whole is not None

    async def run(path: Path, notebook: Notebook) -> None:
        async with gate:
            start = perf_counter()
            done[path], read = await _run_one(path, notebook, progress, kernels, whole)
            keep(path, done[path], read)
            name = f"{path.parent.name}/{path.name}"
            n, every = len(done), len(notebooks)
            progress(step("notebook_run", start, name=name, n=n, all=every))

    await _all_or_first_failure([run(path, notebook) for path, notebook in notebooks.items()])
    return {path: done[path] for path in notebooks}


async def _all_or_first_failure(jobs: list[Coroutine[Any, Any, None]]) -> None:
    """Wait for all jobs; when one fails, cancel the rest, so that no kernel is left behind."""
    tasks = [asyncio.ensure_future(job) for job in jobs]
    try:
        await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _stop_on_signal(task: asyncio.Task[Any]) -> None:
    """Let an interrupt end the whole run; nbclient, which asks first, would end one kernel only."""
    loop = asyncio.get_running_loop()
    # Neither Windows nor a thread has such handlers.
    with suppress(NotImplementedError, RuntimeError):
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, task.cancel)


async def _run_one(
    path: Path, notebook: Notebook, progress: Progress, kernels: Kernels, whole: asyncio.Task[Any]
) -> tuple[bytes, str]:
    """Return one executed notebook as bytes, and what it read; a signal ends the whole run."""
    node = runnable(notebook)
    begun: list[int] = []
    client = _client(path, node, begun, whole)
    client.server, client.sockets = kernels.waiting(), kernels.profile
    with explained(path):
        path.parent.mkdir(parents=True, exist_ok=True)
    # What a kernel says of itself is of interest only when it dies.
    with tempfile.TemporaryFile(dir=kernels.profile) as said:
        try:
            await client.async_execute(env=kernels.environment, stderr=said)
        except Exception as error:  # Whatever ends a run, the message names the notebook.
            if whole.cancelling():
                raise asyncio.CancelledError from None
            said.seek(0)
            where = f"{path}, cell {begun[-1]}" if begun else str(path)
            raise _explain(where, error, said.read().decode(errors="replace")) from None
        finally:
            await _end_kernel(client)
            # A cancelled run is cleaned up already, but nbclient would try again at exit.
            atexit.unregister(client._cleanup_kernel)
    tidy_outputs(path, node, progress)
    return store(node), client.read


async def _end_kernel(client: Client) -> None:
    """Kill a kernel that the client's own clean-up, which may fail as the run did, has left."""
    provisioner = client.km.provisioner if client.km else None
    with suppress(Exception):
        if provisioner and provisioner.has_process:
            await provisioner.kill()
            await provisioner.wait()


def _client(path: Path, node: NotebookNode, begun: list[int], whole: asyncio.Task[Any]) -> Client:
    """Return the client that runs a notebook; it adds the number of each cell begun to `begun`."""
    return Client(
        node,
        kernel_name="python3",
        # The kernel says on stderr that it talks over TCP; only real errors are wanted. A history
        # would be a data base for each.
        extra_arguments=["--Application.log_level=40", "--HistoryManager.enabled=False"],
        timeout=CELL_SECONDS,
        record_timing=False,
        coalesce_streams=True,
        on_notebook_start=lambda notebook: _stop_on_signal(whole),
        on_cell_execute=lambda cell, cell_index: begun.append(cell_index + 1),
        resources={"metadata": {"path": str(path.parent)}},
    )


def _explain(where: str, error: Exception, said: str) -> KejidataError:
    """Return the error of a run as one that names notebook, cell and reason."""
    if isinstance(error, CellExecutionError):
        reason = f"{error.ename}: {error.evalue}"
    elif isinstance(error, CellTimeoutError):
        reason = f"a cell took longer than {CELL_SECONDS} s"
    elif isinstance(error, RuntimeError):
        reason = "\n".join(["the kernel died", *said.splitlines()[-2:]])
    else:
        reason = f"{type(error).__name__}: {error}"
    return KejidataError(
        "a notebook does not run",
        where=where,
        rows=reason.splitlines(),
        remedy="run the cell in JupyterLab and correct it; the stored notebook stands as before",
    )

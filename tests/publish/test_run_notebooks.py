"""Notebooks run in fresh kernels; what is stored is the same on every run."""

from __future__ import annotations

import json
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from forks import Forks
from nbclient import NotebookClient

from kejidata.errors import KejidataError
from kejidata.publish import limits
from kejidata.publish.fork_server import Kernels, Server
from kejidata.publish.progress import Progress
from kejidata.publish.run_notebooks import Keep, run_notebooks
from kejidata.publish.translation import Notebook


@pytest.fixture(scope="module")
def server() -> Iterator[Server | None]:
    """Start once the process whose forks the kernels of most of these tests are."""
    with Kernels() as kernels:
        yield kernels.waiting()


@pytest.fixture
def quick(server: Server | None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let kernels be forks of it: a fresh one imports for longer than it works here."""
    monkeypatch.setattr(Kernels, "waiting", lambda _: server)


def notebook(*sources: str, **metadata: Any) -> Notebook:
    cells = [
        {"cell_type": "code", "id": f"c{n}", "metadata": metadata, "source": source}
        for n, source in enumerate(sources)
    ]
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {"widgets": {}}, "cells": cells}


def run_all(
    notebooks: dict[Path, Notebook],
    progress: Progress = lambda line: None,
    keep: Keep = lambda path, made, read: None,
) -> dict[Path, bytes]:
    with Kernels() as kernels:
        return run_notebooks(notebooks, progress, keep, kernels)


def run(folder: Path, *sources: str, **metadata: Any) -> tuple[dict[str, Any], list[str]]:
    said: list[str] = []
    path = folder / "a.ipynb"
    kept: dict[Path, bytes] = {}
    notebooks = {path: notebook(*sources, **metadata)}
    data = run_all(notebooks, said.append, lambda path, made, _: kept.update({path: made}))
    assert data == kept
    return json.loads(data[path]), said


@pytest.mark.usefixtures("quick")
def test_two_runs_store_the_same_bytes_of_all_kinds_of_output(tmp_path: Path) -> None:
    source = (
        "import sys, warnings, matplotlib.pyplot as plt, pandas as pd\n"
        "print('one'); print('late', file=sys.stderr); print('two'); warnings.warn('careful')\n"
        "fig, ax = plt.subplots(); ax.plot([1, 2]); plt.show()\n"
        "print(hash('a'))\n"
        "pd.DataFrame({'a': [1]})"
    )
    paths = [tmp_path / "one" / "a.ipynb", tmp_path / "two" / "a.ipynb"]
    said: list[str] = []
    notebooks = {path: notebook(source, collapsed=True) for path in paths}
    first, second = run_all(notebooks, said.append).values()
    assert first == second
    stored = json.loads(first)
    cell = stored["cells"][0]
    kinds = [output.get("name", output["output_type"]) for output in cell["outputs"]]
    assert sorted(kinds) == ["display_data", "execute_result", "stdout"]
    assert (cell["metadata"], cell["id"], cell["execution_count"]) == ({}, "c0", 1)
    assert set(stored["metadata"]) == {"kernelspec", "language_info"}
    assert sum("warns" in line for line in said) == 2
    assert sum(line.startswith("笔记本 ") for line in said) == 2
    assert not (tmp_path / "one" / "a.ipynb").exists()


@pytest.mark.usefixtures("quick")
def test_each_notebook_has_its_own_kernel_in_its_own_folder(tmp_path: Path) -> None:
    (tmp_path / "data.txt").write_text("beside")
    stored, _ = run(tmp_path, "print(open('data.txt').read(), 'x' in globals())\nx = 1")
    assert stored["cells"][0]["outputs"][0]["text"] == ["beside False\n"]


@pytest.mark.usefixtures("quick")
def test_a_failing_cell_is_named_with_its_reason(tmp_path: Path) -> None:
    source = (
        "from kejidata.errors import KejidataError\n"
        "raise KejidataError('no such region', where='column region', remedy='look it up')"
    )
    with pytest.raises(KejidataError) as error:
        run(tmp_path, "x = 1", source, "never = 1")
    said = str(error.value)
    assert f"in {tmp_path / 'a.ipynb'}, cell 2" in said
    assert "KejidataError: no such region" in said
    assert "look it up" in said
    assert "Traceback" not in said


@pytest.mark.usefixtures("quick")
def test_a_syntax_error_and_a_dead_kernel_are_explained(tmp_path: Path) -> None:
    with pytest.raises(KejidataError, match=r"cell 1\n  SyntaxError"):
        run(tmp_path, "x = = 1")
    with pytest.raises(KejidataError, match=r"cell 2\n  the kernel died"):
        run(tmp_path, "x = 1", "import os; os.kill(os.getpid(), 9)")


@pytest.mark.usefixtures("quick")
def test_an_expected_error_is_stored_without_paths(tmp_path: Path) -> None:
    stored, _ = run(tmp_path, "1 / 0", tags=["raises-exception"])
    output = stored["cells"][0]["outputs"][0]
    assert output["traceback"] == ["ZeroDivisionError: division by zero"]


@pytest.mark.usefixtures("quick")
def test_what_ran_is_kept_when_another_fails(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.ipynb", tmp_path / "bad.ipynb"
    fails = "import os, time\nwhile not os.path.exists('good.ipynb'): time.sleep(0.02)\n1 / 0"
    notebooks = {good: notebook("x = 1"), bad: notebook(fails)}
    with pytest.raises(KejidataError, match="ZeroDivisionError"):
        run_all(notebooks, keep=lambda path, data, _: path.write_bytes(data))
    assert good.is_file()
    assert not bad.exists()


INTERRUPTED = """
import sys
from pathlib import Path
from kejidata.publish.fork_server import Kernels
from kejidata.publish.run_notebooks import run_notebooks
code = "open('begun', 'w').close(); import time; time.sleep(60)"
cells = [{"cell_type": "code", "id": "c", "metadata": {}, "source": code}]
notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}
paths = [Path(sys.argv[1]) / name / "a.ipynb" for name in ("one", "two")]
with Kernels() as kernels:
    run_notebooks(dict.fromkeys(paths, notebook), print, lambda *_: None, kernels)
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_ends_the_run_and_its_kernels_at_once(
    forks: Forks, tmp_path: Path, number: int
) -> None:
    process = forks.start(INTERRUPTED, str(tmp_path))
    marks = [tmp_path / name / "begun" for name in ("one", "two")]
    end = time.monotonic() + 60
    while time.monotonic() < end and not all(mark.exists() for mark in marks):
        time.sleep(0.1)
    process.send_signal(number)
    start = time.monotonic()
    said = process.communicate()[1]
    assert time.monotonic() - start < 30
    assert said.rstrip().endswith("KeyboardInterrupt")
    assert "never retrieved" not in said


LIMITED = """
import resource, sys
from pathlib import Path
from kejidata.publish.fork_server import Kernels
from kejidata.publish.run_notebooks import run_notebooks
resource.setrlimit(getattr(resource, sys.argv[2]), (int(sys.argv[3]), int(sys.argv[4])))
cells = [{"cell_type": "code", "id": "c", "metadata": {}, "source": "1"}]
notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}
Kernels.waiting = lambda _: None
with Kernels() as kernels:
    run_notebooks({Path(sys.argv[1]) / "a.ipynb": notebook}, print, lambda *_: None, kernels)
"""


def test_too_little_memory_is_refused_before_a_kernel_starts(forks: Forks, tmp_path: Path) -> None:
    done = forks.run(LIMITED, str(tmp_path), "RLIMIT_AS", str(1000 << 20), str(1000 << 20))
    assert done.returncode == 1
    assert "notebooks need 1500 MB of memory a process, and 1000 are allowed" in done.stderr


@pytest.mark.parametrize("hard", [24, 4096])
def test_too_few_open_files_are_allowed_or_refused_before_a_kernel_starts(
    forks: Forks, tmp_path: Path, hard: int
) -> None:
    done = forks.run(LIMITED, str(tmp_path), "RLIMIT_NOFILE", "24", str(hard))
    assert (done.returncode == 0) == (hard == 4096), done.stderr
    refused = "KejidataError: notebooks need 128 open files, and 24 are allowed" in done.stderr
    assert refused == (hard == 24)


def test_a_clock_beyond_what_kernels_count_is_refused_before_one_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # pyzmq counts the seconds of the steady clock in 31 bits: up to 2,147,483,647.
    monkeypatch.setattr(limits, "monotonic", lambda: 2.0**31)
    monkeypatch.setattr(NotebookClient, "create_kernel_manager", lambda _: pytest.fail("started"))
    with pytest.raises(KejidataError, match="the clock of the process"):
        run(tmp_path, "1")


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("error", [OverflowError("clock"), OSError(24, "Too many open files")])
def test_whatever_ends_a_run_is_explained_and_leaves_no_kernel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    kernels: list[Any] = []

    async def fail(client: NotebookClient, *_: object, **__: object) -> None:
        assert client.km is not None
        kernels.append(client.km.provisioner)
        raise error

    monkeypatch.setattr(NotebookClient, "async_execute_cell", fail)
    monkeypatch.setattr(NotebookClient, "_async_cleanup_kernel", fail)
    with pytest.raises(KejidataError, match=type(error).__name__):
        run(tmp_path, "1")
    assert not kernels[0].has_process


SEEN = (
    "import os, sys, matplotlib as mpl, matplotlib.pyplot as plt, pandas as pd\n"
    "print(hash('a'), os.path.basename(os.getcwd()), sys.path[0] == '', plt.get_backend())\n"
    "print(sorted(name for name in globals() if not name.startswith('_')))\n"
    "print(mpl.rcParams['figure.dpi'], os.environ['MPLBACKEND'], os.getsid(0) == os.getpid())\n"
    "fig, ax = plt.subplots(); ax.plot([1, 2]); plt.show()\n"
    "print(sys.stdin.read())\n"
    "pd.DataFrame({'a': [1]})"
)


def test_a_kernel_that_waited_gives_what_a_fresh_one_gives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    paths = [tmp_path / name / "here" / "a.ipynb" for name in ("one", "two", "three")]

    def ran(some: list[Path]) -> list[bytes]:
        notebooks = {path: notebook(SEEN) for path in some}
        return list(run_all(notebooks).values())

    # The caller's setting reaches no kernel.
    monkeypatch.setenv("MPLBACKEND", "svg")
    with monkeypatch.context() as patch:
        patch.setattr(Kernels, "waiting", lambda _: None)
        fresh = ran(paths[:1])
    assert "inline" in json.loads(fresh[0])["cells"][0]["outputs"][0]["text"][0]
    request.getfixturevalue("quick")
    assert fresh * 2 == ran(paths[1:])


@pytest.mark.usefixtures("quick")
def test_a_kernel_that_waited_may_die(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.ipynb", tmp_path / "bad.ipynb"
    notebooks = {good: notebook("x = 1"), bad: notebook("import os; os.kill(os.getpid(), 9)")}
    with pytest.raises(KejidataError, match=r"bad.ipynb, cell 1\n  the kernel died"):
        run_all(notebooks)


SLOW = """
import sys, threading, time
said = sys.stdout
class Slow:
    def flush(self):
        slow = threading.current_thread().name == 'Control'
        time.sleep(0.2 * slow)
        said.flush()
        slow and open('sent', 'w').close()
    def __getattr__(self, name):
        return getattr(said, name)
sys.stdout = Slow()
import atexit
atexit.register(lambda: open('last', 'w').close())
"""


@pytest.mark.usefixtures("quick")
def test_a_kernel_that_is_asked_to_end_need_not_be_killed(tmp_path: Path) -> None:
    run(tmp_path, SLOW)
    assert {path.name for path in tmp_path.iterdir()} == {"sent", "last"}


@pytest.mark.usefixtures("quick")
def test_whole_numbers_are_stored_as_jupyterlab_saves_them(tmp_path: Path) -> None:
    said = "{'application/json': {'a': [12000.0, 1.5, True, None, -3.0, 1e300, {'b': 2.0}]}}"
    stored, _ = run(tmp_path, f"from IPython.display import display\ndisplay({said}, raw=True)")
    told = stored["cells"][0]["outputs"][0]["data"]["application/json"]
    assert json.dumps(told) == '{"a": [12000, 1.5, true, null, -3, 1e+300, {"b": 2}]}'

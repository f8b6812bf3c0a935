"""What `import kejidata` costs: next to nothing; all public names: pandas and little more."""

import subprocess
import sys
from functools import cache

from forks import Forks

HEAVY = {"matplotlib", "IPython", "ipykernel", "nbformat", "nbclient", "nbconvert"}
ALLOWED_SECONDS = 0.15
RUNS = 5


def told(code: str) -> str:
    command = [sys.executable, "-c", code]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def loaded(code: str) -> set[str]:
    """Return the packages that are there after some code has run."""
    names = "print(*{name.partition('.')[0] for name in sys.modules})"
    return set(told(f"import sys; {code}; {names}").split())


ROOMS = ("figures", "narrative", "reports")
# Work, not waiting: what else the machine does at the moment is not the package's cost.
FIRST = f"""
import sys, time, pandas
start = time.process_time()
import kejidata
offered = {{*dir(kejidata)}}
from kejidata import *
print(time.process_time() - start)
print(*{{name.partition(".")[0] for name in sys.modules}})
print(*(name for name in {ROOMS} if name in offered and getattr(kejidata, name).__name__))
"""


@cache
def first(run: int = 0) -> list[str]:
    """Return the seconds of all public names, the packages they bring, the rooms then offered."""
    return told(FIRST).splitlines()


def test_public_names_bring_pandas_and_nothing_heavier() -> None:
    there = set(first()[1].split())
    assert "pandas" in there
    assert there & HEAVY == set()


def test_completion_offers_the_rooms_of_sentences_pictures_and_reports() -> None:
    assert first()[2].split() == [*ROOMS]


def test_the_help_waits_for_no_library() -> None:
    there = loaded("import kejidata.cli.command_line")
    assert there & (HEAVY | {"pandas", "numpy"}) == set()


def test_import_is_quick() -> None:
    assert any(float(first(run)[0]) < ALLOWED_SECONDS for run in range(RUNS))


WITHOUT_POSIX = """
import importlib, os, pkgutil, signal, sys
import kejidata
names = [one.name for one in pkgutil.walk_packages(kejidata.__path__, "kejidata.")]
names = [name for name in names if not name.endswith("__main__")]
for name in names:
    importlib.import_module(name)
# What others import is there now; they look at the system's name, which is still this one.
for name in [name for name in sys.modules if name.partition(".")[0] == "kejidata"]:
    del sys.modules[name]
for name in ("fcntl", "resource", "pwd", "grp", "termios", "tty", "pty"):
    sys.modules[name] = None
for name in ("fork", "getuid", "geteuid", "getpgid", "killpg", "setsid", "sched_getaffinity",
             "pidfd_open", "mkfifo", "statvfs", "wait3", "wait4"):
    vars(os).pop(name, None)
for name in ("SIGKILL", "SIGHUP", "SIGUSR1", "SIGALRM", "SIGCHLD", "setitimer"):
    vars(signal).pop(name, None)
for name in names:
    importlib.import_module(name)
print(len(names))
"""


def test_every_module_is_there_on_a_system_without_posix_calls(forks: Forks) -> None:
    done = forks.run(WITHOUT_POSIX)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 200


def test_a_report_with_nothing_new_waits_for_no_pandas() -> None:
    code = "from kejidata.cli.card import tell_leftovers; import kejidata.new_project.replaced"
    there = loaded(f"{code}; import kejidata.publish.pipeline, kejidata.publish.figure_files")
    assert there & (HEAVY | {"pandas", "numpy"}) == set()

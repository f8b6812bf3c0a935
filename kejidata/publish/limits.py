"""What kernels need of the system: libzmq ends a process that lacks it, without a word."""

from __future__ import annotations

from datetime import datetime
from time import monotonic
from typing import Any

from kejidata.errors import KejidataError

FILES, FILES_EACH = 64, 64
"""Files that the run, and each kernel beside it, may hold open; about twice what was counted."""
MEMORY = 1500 << 20
"""Bytes that a process may have to address: with 1,000 MB a kernel failed, with these it ran."""
SECONDS = (1 << 31) - 86_400
"""What the steady clock may show: pyzmq counts it in 31 bits, and a run needs less than a day.

Counted from the start of the machine it never gets there; what moves all clocks brings it there.
"""


def check_limits(kernels: int) -> None:
    """Let the process open the files that so many kernels need, or refuse before one starts.

    Raises
    ------
    KejidataError
        The system allows too few open files or too little memory, or a moved clock stands beyond
        what kernels can count.
    """
    _check_clock()
    try:
        import resource
    except ImportError:  # Windows knows no such limits.
        return
    _check_memory(resource)
    _allow_files(resource, FILES + FILES_EACH * kernels)


def _check_clock() -> None:
    if monotonic() > SECONDS:
        raise KejidataError(
            f"kernels cannot count to the date that the clock tells, {datetime.now():%Y-%m-%d}",
            where="the clock of the process",
            remedy="run it without what moves the clock (`faketime`), or set the clock right",
        )


def _check_memory(resource: Any) -> None:
    allowed, _ = resource.getrlimit(resource.RLIMIT_AS)
    if allowed != resource.RLIM_INFINITY and allowed < MEMORY:
        needed, given = MEMORY >> 20, allowed >> 20
        raise _too_little(
            f"notebooks need {needed} MB of memory a process, and {given} are allowed", "ulimit -v"
        )


def _allow_files(resource: Any, needed: int) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < needed:
        raise _too_little(
            f"notebooks need {needed} open files, and {hard} are allowed", "ulimit -n"
        )
    if soft != resource.RLIM_INFINITY and soft < needed:
        resource.setrlimit(resource.RLIMIT_NOFILE, (needed, hard))


def _too_little(what: str, command: str) -> KejidataError:
    remedy = f"allow more of it ({command}) and run it again"
    return KejidataError(what, where="the limits of the process", remedy=remedy)

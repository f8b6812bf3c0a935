"""Work in processes of its own, each with a limit of time, so that none can spoil or hang a run."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent


class Unmeasured(Exception):
    """A process failed or took too long; the message says which."""


def ask(module: str, *arguments: object, limit: float = 900) -> Any:
    """Return what a module of this package prints as JSON, run with arguments.

    Parameters
    ----------
    module, *arguments
        The module's name and what it is given.
    limit
        Seconds after which the process is ended.

    Raises
    ------
    Unmeasured
        The process took longer, or failed.
    """
    command = [sys.executable, "-m", f"benchmarks.{module}", *map(str, arguments)]
    try:
        done = subprocess.run(
            command, check=True, capture_output=True, text=True, cwd=ROOT, timeout=limit
        )
    except subprocess.TimeoutExpired:
        raise Unmeasured(f"over {limit:.0f} s") from None
    except subprocess.CalledProcessError as error:
        last = error.stderr.strip().splitlines()[-1:] or [f"ended with {error.returncode}"]
        print(f"  failed: {' '.join(command[2:])}: {last[0]}", flush=True)
        raise Unmeasured("failed") from None
    return json.loads(done.stdout)

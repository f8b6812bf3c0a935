"""What `import kejidata` costs: pandas, and next to nothing more."""

import subprocess
import sys

HEAVY = {"matplotlib", "IPython", "ipykernel", "nbformat", "nbclient", "nbconvert"}
ALLOWED_SECONDS = 0.25
RUNS = 5


def told(code: str) -> str:
    command = [sys.executable, "-c", code]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def seconds_beyond_pandas() -> float:
    # Work, not waiting: what else the machine does at the moment is not the package's cost.
    code = (
        "import time, pandas; start = time.process_time(); import kejidata;"
        "print(time.process_time() - start)"
    )
    return float(told(code))


def test_import_brings_pandas_and_nothing_heavier() -> None:
    code = "import kejidata, sys; print(*{name.partition('.')[0] for name in sys.modules})"
    loaded = set(told(code).split())
    assert "pandas" in loaded
    assert loaded & HEAVY == set()


def test_import_is_quick() -> None:
    assert any(seconds_beyond_pandas() < ALLOWED_SECONDS for _ in range(RUNS))

"""Panels on two Dask workers: `python -m benchmarks.scale FOLDER [MILLIONS]`, 30 without a number.

Makes a shuffled panel of Parquet files in the folder, then measures growth and ranks in one frame,
in a loop over indicators, and on the workers, the last once more with a worker killed on its way;
all results are compared value by value and type by type. Seconds are of the processors, so that
what else the machine does is not counted; a killed worker takes its own along. It needs pyarrow and
the extra scale.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

import kejidata
from benchmarks.one import memory

FILES = 60
YEARS = 20
INDICATORS = [f"i{n:02d}" for n in range(60)]
MEASURES = {"growth": kejidata.growth_rates, "ranks": kejidata.rankings}
KEYS = ["region", "indicator", "period"]
WORKER_MEMORY = "4GiB"


def make(folder: Path, millions: float) -> None:
    """Write a panel as files that each hold rows of all indicators, and one file an indicator."""
    regions = round(millions * 1e6 / len(INDICATORS) / YEARS)
    rng = np.random.default_rng(20201231)
    for place in ("shuffled", "by_indicator"):
        (folder / place).mkdir(parents=True)
    parts: dict[int, list[pd.DataFrame]] = {n: [] for n in range(FILES)}
    for indicator in INDICATORS:
        rows = pd.DataFrame(
            {
                "region": np.repeat([f"r{n:06d}" for n in range(regions)], YEARS),
                "indicator": indicator,
                "period": np.tile(np.arange(2001, 2001 + YEARS), regions),
                "value": np.round(rng.lognormal(5, 1.5, regions * YEARS) + 0.01, 2),
                "unit": "亿元",
                "step": 0.01,
            }
        )
        rows.to_parquet(folder / "by_indicator" / f"{indicator}.parquet", index=False)
        owner = rng.integers(0, FILES, len(rows))
        for n, part in rows.groupby(owner):
            parts[int(n)].append(part)
    for n, frames in parts.items():
        found = pd.concat(frames).sample(frac=1, random_state=n)
        found.to_parquet(folder / "shuffled" / f"{n:02d}.parquet", index=False)


def one_frame(folder: Path, name: str) -> None:
    """Measure the whole panel at once."""
    found = MEASURES[name](pd.read_parquet(folder / "shuffled"))
    for indicator, rows in found.groupby("indicator", sort=False):
        rows.to_parquet(_place(folder, name) / f"{indicator}.parquet", index=False)


def loop(folder: Path, name: str) -> None:
    """Measure one indicator after another."""
    for path in sorted((folder / "by_indicator").iterdir()):
        found = MEASURES[name](pd.read_parquet(path))
        found.to_parquet(_place(folder, f"{name}-loop") / path.name, index=False)


def apart(work: Callable[[Path, str], None], folder: Path, name: str) -> tuple[float, float]:
    """Return the processor seconds of a process of its own, and its peak memory in GB."""
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(_watched, (work, folder, name))


def _watched(work: Callable[[Path, str], None], folder: Path, name: str) -> tuple[float, float]:
    work(folder, name)
    return time.process_time(), _peak()


def on_workers(folder: Path, name: str, *, kill: bool) -> tuple[float, float]:
    """Return the processor seconds of two workers, and the peak memory of one of them in GB."""
    import dask.dataframe as dd
    from distributed import Client, LocalCluster

    target = _place(folder, f"{name}-workers")
    with (
        LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            memory_limit=WORKER_MEMORY,
            dashboard_address=None,
            local_directory=str(folder),
        ) as cluster,
        Client(cluster) as client,
    ):
        killer = threading.Timer(15, _kill, [client]) if kill else None
        if killer:
            killer.start()
        found: Any = MEASURES[name](dd.read_parquet(folder / "shuffled"))
        found.to_parquet(target, write_index=False)
        if killer:
            killer.join()
        return sum(client.run(time.process_time).values()), max(client.run(_peak).values())


def _peak() -> float:
    # What the system calls the most of a process is that of its parent, where that had more.
    return memory("VmHWM") / 1e9


def _kill(client: Any) -> None:
    first = next(iter(client.run(os.getpid).values()))
    os.kill(first, signal.SIGKILL)
    print(f"killed worker {first}", flush=True)


def differing(folder: Path, name: str, way: str) -> Iterator[str]:
    """Yield the indicators whose results are not those of one frame, to the bit and the type."""
    other = pd.read_parquet(folder / f"{name}-{way}")
    place = {str(key): rows for key, rows in other.groupby("indicator")}
    for indicator in INDICATORS:
        one = pd.read_parquet(folder / name / f"{indicator}.parquet").sort_values(KEYS)
        two = place.get(indicator, other.iloc[:0]).sort_values(KEYS)
        if not one.reset_index(drop=True).equals(two.reset_index(drop=True)):
            yield indicator


def _place(folder: Path, name: str) -> Path:
    (folder / name).mkdir(exist_ok=True)
    return folder / name


def main(folder: Path, millions: float) -> None:
    """Make the panel if it is not there, measure and compare."""
    if not (folder / "shuffled").is_dir():
        make(folder, millions)
    for name in MEASURES:
        _say(name, "one frame", *apart(one_frame, folder, name))
        _say(name, "a loop over indicators", *apart(loop, folder, name))
        print("  differing:", [*differing(folder, name, "loop")], flush=True)
        for kill in (False, True):
            way = "two workers" + ", one killed on the way" * kill
            _say(name, way, *on_workers(folder, name, kill=kill))
            print("  differing:", [*differing(folder, name, "workers")], flush=True)
            shutil.rmtree(folder / f"{name}-workers")


def _say(name: str, way: str, seconds: float, gigabytes: float) -> None:
    print(f"{name}, {way}: {seconds:.0f} s, {gigabytes:.2f} GB at its peak", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]) if len(sys.argv) > 2 else 30)

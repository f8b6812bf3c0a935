"""The measured figures as a page with a table and a picture."""

from __future__ import annotations

import os
import platform
from pathlib import Path
from typing import NamedTuple

import matplotlib as mpl

mpl.use("agg")
import matplotlib.pyplot as plt  # noqa: E402

HERE = Path(__file__).parent
TASKS = {
    "growth": "growth",
    "joined_growth": "growth",
    "lagged_growth": "growth",
    "rank": "rank",
    "completion": "completion",
    "shift": "rank shift",
    "naive_growth": "growth, naive",
}
MEGABYTE = 1e6


class Figure(NamedTuple):
    """What one function of one way took on one panel."""

    way: str
    function: str
    panel: str
    rows: int
    seconds: float
    peak: int


def write(figures: list[Figure], reading: dict[int, float], imports: tuple[float, float]) -> None:
    """Write README.md and speed.png beside this file."""
    # One call of kejidata gives ranks and shifts.
    figures += [
        f._replace(function="shift") for f in figures if (f.way, f.function) == ("kejidata", "rank")
    ]
    parts = [_head(), _table(figures, "categories"), _table(figures, "text"), _growing(figures)]
    parts += [_reading(reading), _imports(imports)]
    (HERE / "README.md").write_text("\n".join(parts), "utf-8")
    _picture(figures)


def best(figures: list[Figure], way: str, task: str, panel: str) -> Figure | None:
    """Return the fastest form that a way has of a task."""
    found = [f for f in figures if (f.way, TASKS[f.function], f.panel) == (way, task, panel)]
    return min(found, key=lambda f: f.seconds, default=None)


def _head() -> str:
    return f"""# Speed and memory

Written by `make bench` on {platform.machine()}, {os.cpu_count()} processors, Python
{platform.python_version()}: one process for each line, the median of five runs, and the peak
memory of the first above the loaded data. Results are checked equal before anything is measured.
Other work on the machine at the end (load average): {os.getloadavg()[0]:.1f}.

![Seconds by task and tool](speed.png)

The panel has 3,000 regions, 60 indicators and 20 years, shuffled, 3 % of the rows missing. The
figures of kejidata are those of its public functions, with checks, intervals and reasons; rank and
rank shift are one call of it, counted twice. The others check nothing and give no intervals; of
the forms tried of each the fastest is shown.
"""


def _table(figures: list[Figure], panel: str) -> str:
    ways = ["kejidata", "pandas", "polars", "duckdb"]
    lines = [f"## Keys as {panel}\n", "| task | " + " | ".join(ways) + " |", "|---|" + "---|" * 4]
    for task in ("growth", "completion", "rank", "rank shift", "growth, naive"):
        found = [best(figures, way, task, panel) for way in ways]
        if any(found):
            lines.append(f"| {task} | " + " | ".join(map(_cell, found)) + " |")
    return "\n".join(lines) + "\n"


def _cell(figure: Figure | None) -> str:
    return f"{figure.seconds:.2f} s, {figure.peak / MEGABYTE:.0f} MB" if figure else ""


def _growing(figures: list[Figure]) -> str:
    lines = ["## As the panel grows\n"]
    lines += [
        "| panel | function | rows | seconds | µs a row | bytes a row |",
        "|---|---|---|---|---|---|",
    ]
    names = {"sparse": "1 % filled", "regions": "a million regions"}
    for f in figures:
        if f.panel not in ("categories", "text") and f.function != "shift":
            name = names.get(f.panel, f"{f.panel} million rows")
            each = f"{f.seconds / f.rows * 1e6:.2f} | {f.peak / f.rows:.0f}"
            lines.append(f"| {name} | {f.function} | {f.rows:,} | {f.seconds:.3f} | {each} |")
    return "\n".join(lines) + "\n"


def _reading(speeds: dict[int, float]) -> str:
    lines = ["## Reading reports\n", "| text | MB/s |", "|---|---|"]
    lines += [f"| {size} MB | {speed:.2f} |" for size, speed in speeds.items()]
    return "\n".join(lines) + "\n"


def _imports(seconds: tuple[float, float]) -> str:
    pandas, own = seconds
    return f"## Import\n\npandas {pandas:.2f} s, kejidata {own:.2f} s: {own - pandas:.2f} s more.\n"


def _picture(figures: list[Figure]) -> None:
    ways = {"kejidata": "#0b6e99", "duckdb": "#e0a458", "polars": "#7a8b99", "pandas": "#c9ced3"}
    tasks = ["growth", "completion", "rank", "rank shift"]
    picture, axes = plt.subplots(figsize=(8, 4), layout="constrained")
    for number, (way, colour) in enumerate(ways.items()):
        found = [best(figures, way, task, "categories") for task in tasks]
        heights = [figure.seconds if figure else 0 for figure in found]
        places = [place + (number - 1.5) * 0.2 for place in range(len(tasks))]
        bars = axes.bar(places, heights, 0.19, color=colour, label=way)
        axes.bar_label(bars, fmt="%.2f", fontsize=8, padding=2)
    axes.set_xticks(range(len(tasks)), tasks)
    axes.set_ylabel("seconds, 3.5 million rows")
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(frameon=False)
    picture.savefig(HERE / "speed.png", dpi=120, metadata={"Software": None})
    plt.close(picture)

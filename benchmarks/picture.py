"""Seconds by task and tool, as a picture."""

from __future__ import annotations

from pathlib import Path

import matplotlib as mpl

mpl.use("agg")
import matplotlib.pyplot as plt  # noqa: E402

COLOURS = {"kejidata": "#0b6e99", "duckdb": "#e0a458", "polars": "#7a8b99", "pandas": "#c9ced3"}


def draw(path: Path, tasks: list[str], seconds: dict[str, list[float]]) -> None:
    """Draw the seconds of each way for each task into a file."""
    picture, axes = plt.subplots(figsize=(8, 4), layout="constrained")
    for number, (way, colour) in enumerate(COLOURS.items()):
        places = [place + (number - 1.5) * 0.2 for place in range(len(tasks))]
        bars = axes.bar(places, seconds[way], 0.19, color=colour, label=way)
        axes.bar_label(bars, fmt="%.2f", fontsize=8, padding=2)
    axes.set_xticks(range(len(tasks)), tasks)
    axes.set_ylabel("seconds, 3.5 million rows")
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(frameon=False)
    picture.savefig(path, dpi=120, metadata={"Software": None})
    plt.close(picture)

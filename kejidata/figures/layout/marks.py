"""Marks that several charts draw: what rounding leaves open of a number."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes


def draw_interval(axes: Axes, ends: Sequence[float], y: float, **style: object) -> None:
    """Draw a line from one end of an interval to the other; none where it has no width."""
    low, high = ends
    if low < high:
        axes.plot([low, high], [y, y], **style)  # type: ignore[arg-type]


def fit_from_zero(axes: Axes, ends: Sequence[float], room: float = 1.0) -> None:
    """Set the limits across so that all numbers and zero lie inside, with room to the right."""
    axes.set_xlim(min(0, *ends), max(ends) * room)

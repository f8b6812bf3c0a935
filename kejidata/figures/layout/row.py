"""One row of a chart, in words, and the list of those that have no mark."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from matplotlib.axes import Axes

from kejidata.figures.layout.page import LINE_SPACING, Page
from kejidata.figures.layout.style import MUTED, Size
from kejidata.figures.layout.text import Weight, cut, height_of, width_of

APART = 0.1
"""Inches between the chart and the list below it."""
GAP = 0.18
"""Inches between the columns of the list."""


class Row(NamedTuple):
    """One row: its name, its numbers in words, and the reason where a number is refused."""

    name: str
    data_label: str
    reason: str = ""
    strong: bool = False
    prefix: str = ""
    """What stands before the name in its own column, such as a rank."""
    suffix: str = ""
    """What stands behind the name and is never cut."""

    @property
    def weight(self) -> Weight:
        """Weight of the type of this row."""
        return "bold" if self.strong else "normal"

    @property
    def full_name(self) -> str:
        """The name and what stands about it."""
        return " ".join(part for part in (self.prefix, self.name + self.suffix) if part)


def in_bold(rows: Sequence[Row], regions: Iterable[object], focus: str | None) -> list[Row]:
    """Return the rows with those of one region in bold, and those that were so before."""
    pairs = zip(rows, regions, strict=True)
    return [row._replace(strong=row.strong or region == focus) for row, region in pairs]


def list_height(rows: Sequence[Row], size: Size) -> float:
    """Return the inches that a list of refused rows takes."""
    lines = len(rows) * (1 if size.name == "slide" else 2)
    return APART + height_of(lines, size.small) * 1.1 if rows else 0.0


def set_list(page: Page, axes: Axes, rows: Sequence[Row], top: float) -> None:
    """Set refused rows below a chart in small type: name, what is still known, the reason."""
    points, slide = page.size.small, page.size.name == "slide"
    line = height_of(1, points) * 1.1
    valued = max((width_of(row.data_label, points) for row in rows), default=0.0)
    room = page.width * (0.55 if slide else 1.0) - min(valued, page.width * 0.3) - GAP
    names = [cut(row.full_name, room, points, row.weight) for row in rows]
    widest = max(
        (width_of(n, points, r.weight) for n, r in zip(names, rows, strict=True)), default=0
    )
    value_at = page.left + widest + GAP
    reason_at = value_at + (min(valued, page.width * 0.3) + GAP if valued else 0.0)
    for n, (row, name) in enumerate(zip(rows, names, strict=True)):
        y = top - APART - (n * (1 if slide else 2) + 0.75) * line
        value = cut(row.data_label, page.width * 0.3, points)
        _set(page, axes, page.left, y, name, weight=row.weight)
        if slide:
            _set(page, axes, value_at, y, value)
            _set(page, axes, reason_at, y, cut(row.reason, page.right - reason_at, points))
        else:
            _set(page, axes, page.right, y, value, ha="right")
            indented = page.left + points / 72
            _set(page, axes, indented, y - line, cut(row.reason, page.right - indented, points))


def _set(page: Page, axes: Axes, x: float, y: float, said: str, **style: object) -> None:
    """Set one line of the list at a place of the page, in inches."""
    if said:
        axes.text(
            x,
            y,
            said,
            fontsize=page.size.small,
            color=MUTED,
            linespacing=LINE_SPACING,
            transform=page.inches,
            **style,  # type: ignore[arg-type]
        )

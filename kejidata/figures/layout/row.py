"""One row of a chart, in words, and the list of those that have no mark."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from matplotlib.axes import Axes

from kejidata.figures.layout.page import Page
from kejidata.figures.layout.style import MUTED, Size
from kejidata.figures.layout.text import Weight, cut, height_of, width_of, wrapped

APART = 0.1
"""Inches between the chart and the list below it."""
GAP = 0.18
"""Inches between the columns of the list."""
VALUE = 0.4
"""How much of the width what is still known may take."""
MOST = 3
"""Lines at most of a name or a reason in a narrow list."""


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
    width = size.width - 2 * size.margin
    lines = sum(_lines(row, width, size) for row in rows)
    return APART + _line_height(size) * lines if rows else 0.0


def set_list(page: Page, axes: Axes, rows: Sequence[Row], top: float) -> None:
    """Set refused rows below a chart in small type: name, what is still known, the reason."""
    if page.size.name == "slide":
        _set_abreast(page, axes, rows, top - APART)
    else:
        _set_stacked(page, axes, rows, top - APART)


def _set_abreast(page: Page, axes: Axes, rows: Sequence[Row], top: float) -> None:
    """Set each row in one line of three columns."""
    points, line = page.size.small, _line_height(page.size)
    valued = max((width_of(row.data_label, points) for row in rows), default=0.0)
    most = page.width * VALUE
    room = page.width * 0.55 - min(valued, most) - GAP
    names = [cut(row.full_name, room, points, row.weight) for row in rows]
    widths = [width_of(n, points, row.weight) for n, row in zip(names, rows, strict=True)]
    value_at = page.left + max(widths, default=0.0) + GAP
    reason_at = value_at + (min(valued, most) + GAP if valued else 0.0)
    for n, (row, name) in enumerate(zip(rows, names, strict=True)):
        y = top - n * line
        _set(page, axes, page.left, y, name, weight=row.weight)
        _set(page, axes, value_at, y, cut(row.data_label, most, points))
        _set(page, axes, reason_at, y, cut(row.reason, page.right - reason_at, points))


def _set_stacked(page: Page, axes: Axes, rows: Sequence[Row], top: float) -> None:
    """Set each row in as many lines as its name needs, the reason in lines below them."""
    points, line = page.size.small, _line_height(page.size)
    for row in rows:
        value = cut(row.data_label, page.width * VALUE, points)
        _set(page, axes, page.right, top, value, ha="right")
        name, reason = _stacked(row, page.width, page.size)
        for said in name:
            _set(page, axes, page.left, top, said, weight=row.weight)
            top -= line
        for said in reason:
            _set(page, axes, page.left + _indent(page.size), top, said)
            top -= line


def _stacked(row: Row, width: float, size: Size) -> tuple[list[str], list[str]]:
    """Return the lines of the name, beside what is still known, and those of the reason."""
    points = size.small
    valued = min(width_of(row.data_label, points), width * VALUE) + GAP * bool(row.data_label)
    name = wrapped(row.full_name, width - valued, points, row.weight, MOST)
    reason = wrapped(row.reason, width - _indent(size), points, most=MOST)
    return name.splitlines(), reason.splitlines()


def _lines(row: Row, width: float, size: Size) -> int:
    """Return the lines that a row takes."""
    return 1 if size.name == "slide" else sum(map(len, _stacked(row, width, size)))


def _indent(size: Size) -> float:
    return size.small / 72


def _line_height(size: Size) -> float:
    return height_of(1, size.small) * 1.1


def _set(page: Page, axes: Axes, x: float, y: float, said: str, **style: object) -> None:
    """Set one line of the list with its top at a place of the page, in inches."""
    if said:
        axes.text(
            x,
            y,
            said,
            fontsize=page.size.small,
            color=MUTED,
            va="top",
            transform=page.inches,
            **style,  # type: ignore[arg-type]
        )

"""Where the parts of a row chart's rows go: abreast, or names and data labels above the tracks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kejidata.figures.layout.row import Row
from kejidata.figures.layout.style import Size
from kejidata.figures.layout.text import LEADING, POINTS, cut, height_of, width_of, wrapped

GAP = 0.18
"""Inches between the columns of a row on a slide."""
DENSE = 10
"""Rows from which on a slide sets its rows in smaller type, so that they fit its height."""
BESIDE = 0.7
"""What a data label above a track takes at most beside its name, of the width."""
SMALLEST = 8.0
"""Points to which the type of many rows shrinks on a slide, before the page grows."""


class RowLayout(NamedTuple):
    """Where the parts of a row go: columns in inches, what is inside a row in row heights.

    Without a column for the data labels they stand at the right edge, above the track.
    """

    names: list[str]
    points: float
    prefix: float
    track_left: float
    track_right: float
    value_at: float | None
    row_height: float
    track_at: float
    text_at: float
    half: float
    values_at: float | None = None
    """Where in a row data labels stand that have a line of their own; None beside the names."""
    bare: bool = False
    """All data labels are bare numbers: they end on one line, so that digits stand under digits."""

    @property
    def stacked(self) -> bool:
        """Whether names and data labels stand above the tracks."""
        return self.value_at is None


BLANK = RowLayout([], 0.0, 0.0, 0.0, 1.0, None, 0.0, 0.5, 0.5, 0.0)
"""The layout where no row has a track."""


def layout_of(rows: Sequence[Row], size: Size, free: float, track: float) -> RowLayout:
    """Return columns side by side where names and data labels leave room, else two lines a row."""
    width = size.width - 2 * size.margin
    widths = [
        width_of(row.prefix + row.name + row.suffix + row.data_label, size.text) for row in rows
    ]
    if size.name == "slide" or max(widths) < width * 0.4:
        return _side_by_side(rows, size, free, track)
    return _stacked(rows, size, track)


def _side_by_side(rows: Sequence[Row], size: Size, free: float, track: float) -> RowLayout:
    """Return three columns side by side, in rows that fill the usual height and no more."""
    width = size.width - 2 * size.margin
    slide = size.name == "slide"
    dense = len(rows) >= DENSE or not slide
    points = size.text
    if dense and slide:
        fitting = (free / len(rows) - 0.03) * POINTS / LEADING
        points = min(size.text - 1.5, max(SMALLEST, fitting))
    gap = GAP if slide else GAP / 2
    widths = [width_of(row.data_label, points, row.weight) for row in rows]
    values = min(max(widths), width * 0.42)
    prefix = _prefix_width(rows, points)
    widest = max(width_of(row.name + row.suffix, points, row.weight) for row in rows)
    room = min(widest, width - values - prefix - 2 * gap - width * 0.2, width * 0.46) + 0.02
    loose = not dense or free / len(rows) > height_of(2, points) + 0.03
    names = [_name(row, room, points, 2 if loose else 1) for row in rows]
    least = height_of(max(name.count("\n") for name in names) + 1, points) + 0.03
    height = max(least, min(free / len(rows), least + 0.22)) if slide else least + 0.02
    half = min(track * 0.8 if slide else track * 0.5, height * 0.4) / height
    left, right = prefix + room + gap, width - values
    bare = set("".join(row.data_label for row in rows)) <= set("0123456789.,−")
    return RowLayout(
        names, points, prefix, left, right - gap, right, height, 0.5, 0.5, half, None, bare
    )


def _name(row: Row, room: float, points: float, most: int) -> str:
    """Return the name and its suffix in some lines, the name cut where both do not fit."""
    lines = wrapped(row.name + row.suffix, room, points, row.weight)
    if "\n" not in lines:
        return lines
    parted = (row.name, row.suffix.strip()) if row.suffix else ()
    if parted and most > 1 and all(width_of(p, points, row.weight) <= room for p in parted):
        return "\n".join(parted)
    if lines.count("\n") < most:
        return lines
    if not row.suffix:
        return wrapped(row.name, room, points, row.weight, most=most)
    suffix = cut(row.suffix, room * 0.8, points, row.weight)
    return cut(row.name, room - width_of(suffix, points, row.weight), points, row.weight) + suffix


def _stacked(rows: Sequence[Row], size: Size, track: float) -> RowLayout:
    """Return lines above a track in full width: the name with its data label, or below it."""
    width = size.width - 2 * size.margin
    room = width - _prefix_width(rows, size.text)
    valued = [width_of(row.data_label, size.text, row.weight) for row in rows]
    names = [
        _name(row, room - min(value, width * BESIDE) - 0.08, size.text, 2)
        for row, value in zip(rows, valued, strict=True)
    ]
    below = max(valued) > width * BESIDE or any("…" in name for name in names)
    if below:
        names = [_name(row, room, size.text, 2) for row in rows]
    lines = 1 + max(name.count("\n") for name in names)
    said = height_of(lines + below, size.text) + 0.03
    height = said + track + 0.08
    return RowLayout(
        names,
        size.text,
        width - room,
        0.0,
        width,
        None,
        height,
        (said + track / 2 + 0.01) / height,
        (height_of(lines, size.text) + 0.03) / 2 / height,
        track / 2 / height,
        (height_of(lines + 0.5, size.text) + 0.015) / height if below else None,
    )


def _prefix_width(rows: Sequence[Row], points: float) -> float:
    """Return the width of the column before the names, gap included."""
    widest = max(width_of(row.prefix, points, row.weight) for row in rows)
    return widest + points / 72 * 0.8 if widest else 0.0

"""Row charts: a name, a track and a data label for each row, abreast or one above the other.

Rows whose number is refused have no track: they stand below the axis as a short list.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.transforms import ScaledTranslation, blended_transform_factory

from kejidata.figures.layout.page import LINE_SPACING, Captions, Page, measured_page, place_axes
from kejidata.figures.layout.row import Row, list_height, set_list
from kejidata.figures.layout.style import INK, RULE, Size
from kejidata.figures.layout.text import LEADING, POINTS, cut, height_of, width_of, wrapped
from kejidata.model.terms import Lang

GAP = 0.18
"""Inches between the columns of a row on a slide."""
APART = 0.5
"""Inches between two blocks of rows."""
DENSE = 10
"""Rows from which on a slide sets its rows in smaller type, so that they fit its height."""
SMALLEST = 8.0
"""Points to which the type of many rows shrinks on a slide, before the page grows."""
BASELINE = 0.36
"""How far the baseline lies below the middle of a character, over the size of the type."""


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
    bare: bool = False
    """All data labels are bare numbers: they end on one line, so that digits stand under digits."""

    @property
    def stacked(self) -> bool:
        """Whether names and data labels stand above the tracks."""
        return self.value_at is None


BLANK = RowLayout([], 0.0, 0.0, 0.0, 1.0, None, 0.0, 0.5, 0.5, 0.0)
"""The layout where no row has a track."""


def row_chart(
    rows: Sequence[Row],
    captions: Captions,
    size: Size,
    lang: Lang,
    axis_title: str = "",
    rows_per_group: int = 1,
    track: float = 0.1,
) -> tuple[Page, Axes, RowLayout]:
    """Return a page with the names and data labels of the rows set, and axes for their tracks.

    On the axes a row i takes the band from i to i + 1, downwards; `layout.track_at` is where in the
    band the track runs and `layout.half` half its height. Refused rows come last and are listed
    below the axis. A hairline stands after every `rows_per_group` rows; `track` is the height of a
    track at column width, in inches.
    """
    page, blocks = row_blocks(rows, captions, size, lang, axis_title, rows_per_group, track)
    return page, blocks[0].axes, blocks[0].layout


class Block(NamedTuple):
    """One of the blocks side by side in which the rows of a chart stand, and which rows it has."""

    axes: Axes
    layout: RowLayout
    rows: slice


def row_blocks(
    rows: Sequence[Row],
    captions: Captions,
    size: Size,
    lang: Lang,
    axis_title: str,
    rows_per_group: int,
    track: float = 0.1,
    blocks: int = 1,
) -> tuple[Page, list[Block]]:
    """Return a page as `row_chart` does, its rows in some blocks side by side, one below all."""
    live = [row for row in rows if not row.reason]
    refused = [row for row in rows if row.reason]
    page_of, free = measured_page(captions, size, lang)
    axis_room = (height_of(2, size.small) if axis_title else 0.0) + 0.04
    below = list_height(refused, size) + axis_room * bool(live)
    wide = (size.width - 2 * size.margin - APART * (blocks - 1)) / blocks
    narrow = size._replace(width=wide + 2 * size.margin)
    each = -(-len(live) // blocks)
    room = (free - below) * len(live) / max(each, 1)
    layout = _layout(live, narrow, room, track) if live else BLANK
    tall = each * layout.row_height
    page = page_of(tall + below)
    found = []
    for block in range(blocks):
        left = page.left + block * (wide + APART)
        part = page._replace(left=left, right=left + wide)
        which = slice(block * each, min((block + 1) * each, len(live)))
        own = layout._replace(names=layout.names[which])
        found.append(Block(_block(part, live[which], own, each, axis_title), own, which))
        _set_rows(part, *found[-1][:2], live[which], rows_per_group)
    set_list(page, found[0].axes, refused, page.top - tall - axis_room * bool(live))
    return page, found


def _block(page: Page, rows: Sequence[Row], layout: RowLayout, each: int, axis_title: str) -> Axes:
    """Return the axes for the tracks of some rows, in the height of so many."""
    tall = each * layout.row_height
    axes = place_axes(
        page,
        page.left + layout.track_left,
        page.top - tall,
        layout.track_right - layout.track_left,
        max(tall, 0.01),
    )
    axes.set_ylim(max(each, 1), 0)
    axes.set_yticks([])
    axes.set_xticks([])
    if axis_title and rows:
        _set_axis_title(page, axes, axis_title)
    if not rows:
        axes.axison = False
    return axes


def _set_rows(
    page: Page, axes: Axes, layout: RowLayout, rows: Sequence[Row], rows_per_group: int
) -> None:
    """Set the names and data labels of the rows, and the hairlines between them."""
    for position, row in enumerate(rows):
        _set_row(page, axes, layout, position, row)
        if position and position % rows_per_group == 0:
            _rule(page, axes, position)


def _set_axis_title(page: Page, axes: Axes, title: str) -> None:
    """Set the title of the axis in the middle below it, cut where the page ends."""
    place = axes.get_position()
    middle = (place.x0 + place.x1) / 2 * page.full[0]
    width = 2 * min(middle - page.left, page.right - middle)
    axes.set_xlabel(cut(title, width, page.size.small), fontsize=page.size.small, labelpad=2)


def _layout(rows: Sequence[Row], size: Size, free: float, track: float) -> RowLayout:
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
    return RowLayout(names, points, prefix, left, right - gap, right, height, 0.5, 0.5, half, bare)


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
    """Return two lines a row: name and data label above, the track below in full width."""
    width = size.width - 2 * size.margin
    prefix = _prefix_width(rows, size.text)
    names = []
    for row in rows:
        value = min(width_of(row.data_label, size.text, row.weight), width * 0.7)
        names.append(_name(row, width - prefix - value - 0.08, size.text, 2))
    line = height_of(1 + max(name.count("\n") for name in names), size.text) + 0.03
    height = line + track + 0.08
    track_at, text_at = (line + track / 2 + 0.01) / height, line / 2 / height
    half = track / 2 / height
    return RowLayout(names, size.text, prefix, 0.0, width, None, height, track_at, text_at, half)


def _prefix_width(rows: Sequence[Row], points: float) -> float:
    """Return the width of the column before the names, gap included."""
    widest = max(width_of(row.prefix, points, row.weight) for row in rows)
    return widest + points / 72 * 0.8 if widest else 0.0


def _set_row(page: Page, axes: Axes, layout: RowLayout, position: int, row: Row) -> None:
    """Set the name and the data label of one row."""
    y = position + layout.text_at
    style = {"weight": row.weight, "color": INK}
    row_text(page, axes, page.left, y, row.prefix, layout.points, **style)
    name_at = page.left + layout.prefix
    row_text(page, axes, name_at, y, layout.names[position], layout.points, **style)
    start = page.left + layout.value_at if layout.value_at and not layout.bare else page.right
    room = page.right - start if start < page.right else page.width * 0.7
    value = cut(row.data_label, room + 0.01, layout.points, row.weight)
    side = "left" if start < page.right else "right"
    row_text(page, axes, start, y, value, layout.points, ha=side, **style)


def row_text(
    page: Page, axes: Axes, x: float, y: float, text: str, points: float, **style: object
) -> None:
    """Set a text at inches from the left edge of the page and at a row of the axes.

    One line is placed by its baseline, so that texts of one row stand on one line.
    """
    if not text:
        return
    lines = text.count("\n") + 1
    drop = 0.0 if lines > 1 else -BASELINE * points / 72
    place = blended_transform_factory(page.inches, axes.transData)
    axes.text(
        x,
        y,
        text,
        fontsize=points,
        linespacing=LINE_SPACING,
        va="center" if lines > 1 else "baseline",
        transform=place + ScaledTranslation(0, drop, page.figure.dpi_scale_trans),
        **style,  # type: ignore[arg-type]
    )


def _rule(page: Page, axes: Axes, y: float) -> None:
    """Draw the hairline above a row, over the whole width of the page."""
    place = blended_transform_factory(page.inches, axes.transData)
    line = Line2D([page.left, page.right], [y, y], color=RULE, linewidth=0.5, transform=place)
    line.set_clip_on(False)
    axes.add_artist(line)
    line.set_clip_path(None)

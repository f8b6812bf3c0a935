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
from kejidata.figures.layout.row_layout import BESIDE, BLANK, RowLayout, layout_of
from kejidata.figures.layout.style import INK, RULE, Size
from kejidata.figures.layout.text import cut, height_of
from kejidata.model.terms import Lang

APART = 0.5
"""Inches between two blocks of rows."""
ROWS = 31
"""Rows that a ranking shows in either size: as many as there are provinces."""
BLOCK = 20
"""Rows with a track above which a slide parts them into two blocks, on one scale."""
BASELINE = 0.36
"""How far the baseline lies below the middle of a character, over the size of the type."""


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


def blocks_of(live: int, size: Size) -> int:
    """Return in how many blocks so many rows with a track stand."""
    return 2 if size.name == "slide" and live > BLOCK else 1


def share_scale(every: Sequence[Axes]) -> None:
    """Let the axes of several blocks show one stretch."""
    ends = [axes.get_xlim() for axes in every]
    for axes in every:
        axes.set_xlim(min(low for low, _ in ends), max(high for _, high in ends))


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
    layout = layout_of(live, narrow, room, track) if live else BLANK
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


def _set_row(page: Page, axes: Axes, layout: RowLayout, position: int, row: Row) -> None:
    """Set the name and the data label of one row."""
    y = position + layout.text_at
    style = {"weight": row.weight, "color": INK}
    row_text(page, axes, page.left, y, row.prefix, layout.points, **style)
    name_at = page.left + layout.prefix
    row_text(page, axes, name_at, y, layout.names[position], layout.points, **style)
    start = page.left + layout.value_at if layout.value_at and not layout.bare else page.right
    room = page.right - start
    if start == page.right:
        room = page.width * (BESIDE if layout.values_at is None else 1)
    value = cut(row.data_label, room + 0.01, layout.points, row.weight)
    side = "left" if start < page.right else "right"
    at = y if layout.values_at is None else position + layout.values_at
    row_text(page, axes, start, at, value, layout.points, ha=side, **style)


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

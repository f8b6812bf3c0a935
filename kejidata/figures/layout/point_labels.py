"""Place labels beside points so that none covers another label, a point or the edge."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from kejidata.panel.arrays import Floats


class Box(NamedTuple):
    """A rectangle in inches."""

    left: float
    bottom: float
    right: float
    top: float

    def meets(self, other: Box) -> bool:
        """Tell whether two rectangles share any area."""
        across = self.left < other.right and other.left < self.right
        return across and self.bottom < other.top and other.bottom < self.top


DIRECTIONS = 24
"""Directions around a point in which a label is tried."""
DISTANCES = (1.3, 1.8, 2.4, 3.2, 4.0, 5.0, 6.0, 7.0, 8.0, 10.0, 13.0, 16.0)
"""Distances at which it is tried, in radii of the point, the nearest first."""


def place_labels(
    points: Sequence[tuple[float, float]],
    sizes: Sequence[tuple[float, float]],
    area: Box,
    radius: float,
    occupied: Sequence[Box] = (),
    lines: Sequence[Box] = (),
) -> list[Box | None]:
    """Return a free place for each label, the first ones first; None where there is none left.

    Parameters
    ----------
    points
        Centres of the points, in inches; a label never covers any of them.
    sizes
        Width and height of each label, in inches.
    area
        Where labels may stand.
    radius
        Radius of the points, in inches.
    occupied
        Places that are already in use.
    lines
        Lines that no label may stand on, though the way to it may cross them.

    Examples
    --------
    >>> area = Box(0, 0, 3, 1)
    >>> first, second = place_labels([(1, 0.5), (1.2, 0.5)], [(0.5, 0.1)] * 2, area, 0.05)
    >>> first.right <= 0.95, second.left >= 1.25
    (True, True)
    """
    dots = [Box(x - radius, y - radius, x + radius, y + radius) for x, y in points]
    used = [*dots, *occupied]
    places: list[Box | None] = []
    for at, size in zip(points, sizes, strict=True):
        free = _free(_candidates(at, size, radius), [*used, *lines], area)
        others = _apart_from(at, radius, used)
        found = next((box for box in free if _leader_is_clear(box, at, others)), None)
        used += [found] if found else []
        places.append(found)
    return places


def nearest(box: Box, x: float, y: float) -> tuple[float, float]:
    """Return the point of a rectangle that lies nearest to another point."""
    return min(max(x, box.left), box.right), min(max(y, box.bottom), box.top)


def _apart_from(at: tuple[float, float], radius: float, used: Sequence[Box]) -> Floats:
    """Return the edges of the places in use that do not meet a point."""
    x, y = at
    own = Box(x - radius, y - radius, x + radius, y + radius)
    return np.array([box for box in used if not box.meets(own)]).reshape(-1, 4).T[:, :, None]


def _leader_is_clear(box: Box, at: tuple[float, float], others: Floats) -> bool:
    """Tell whether the way from a point to its label crosses no other label and no other point."""
    (x, y), (right, top) = at, nearest(box, *at)
    across, up = x + (right - x) * _STEPS / 12, y + (top - y) * _STEPS / 12
    left, bottom, far, high = others
    return not ((left < across) & (across < far) & (bottom < up) & (up < high)).any()


_STEPS = np.arange(1, 12)
"""Where on the way it is looked, in twelfths."""


def _directions() -> list[tuple[float, float]]:
    """Return unit vectors, right, left, above and below first, as these read best."""
    turn = 2 * math.pi / DIRECTIONS
    quarter = DIRECTIONS // 4
    order = sorted(range(DIRECTIONS), key=lambda n: (n % quarter != 0, n % (2 * quarter) != 0, n))
    return [(round(math.cos(n * turn), 12), round(math.sin(n * turn), 12)) for n in order]


_TRIED = np.array([(d, *way, max(map(abs, way))) for d in DISTANCES for way in _directions()]).T
"""Distance, way across, way up and the longer of these for each place around a point."""


def _candidates(at: tuple[float, float], size: tuple[float, float], radius: float) -> Floats:
    """Return the edges of the places around a point, the nearest and most readable first.

    A label in the direction of a corner touches the point with its own corner, one straight to the
    side with the middle of its edge.
    """
    (x, y), (width, height) = at, size
    distance, across, up, longer = _TRIED
    left = x + across * radius * distance - width * (1 - across / longer) / 2
    bottom = y + up * radius * distance - height * (1 - up / longer) / 2
    return np.array([left, bottom, left + width, bottom + height])


def _free(places: Floats, taken: Sequence[Box], area: Box) -> Iterator[Box]:
    """Yield the places inside the area that meet none of those taken, in their order."""
    left, bottom, right, top = places
    inside = (left >= area.left) & (right <= area.right)
    inside &= (bottom >= area.bottom) & (top <= area.top)
    others = np.array(taken).T[:, :, None]
    meets = (left < others[2]) & (others[0] < right) & (bottom < others[3]) & (others[1] < top)
    for place in np.flatnonzero(inside & ~meets.any(axis=0)):
        yield Box(*map(float, places[:, place]))

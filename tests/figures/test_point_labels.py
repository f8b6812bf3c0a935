"""Labels beside points: never upon anything, never outside."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from kejidata.figures.layout.point_labels import Box, place_labels

AREA = Box(0, 0, 4, 3)
POINTS = st.lists(
    st.tuples(st.floats(0, 4, allow_nan=False), st.floats(0, 3, allow_nan=False)), max_size=25
)


@settings(max_examples=60, deadline=None)
@given(POINTS, st.floats(0.05, 1.5))
def test_labels_meet_neither_each_other_nor_a_point_nor_the_edge(points, width):
    places = place_labels(points, [(width, 0.12)] * len(points), AREA, 0.04)
    boxes = [box for box in places if box]
    assert len(places) == len(points)
    assert all(box.left >= 0 and box.right <= 4 for box in boxes)
    assert all(box.bottom >= 0 and box.top <= 3 for box in boxes)
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))
    for x, y in points:
        dot = Box(x - 0.04, y - 0.04, x + 0.04, y + 0.04)
        assert not any(box.meets(dot) for box in boxes)


def test_a_label_alone_stands_at_the_right():
    (box,) = place_labels([(1.0, 1.0)], [(0.5, 0.1)], AREA, 0.05)
    assert box.left > 1.05
    assert box.bottom < 1.0 < box.top


def test_a_label_wider_than_the_area_has_no_place():
    assert place_labels([(1.0, 1.0)], [(9.0, 0.1)], AREA, 0.05) == [None]


def test_taken_places_are_respected():
    right = Box(1.0, 0.5, 4.0, 1.5)
    (box,) = place_labels([(1.0, 1.0)], [(0.5, 0.1)], AREA, 0.05, [right])
    assert not box.meets(right)

"""Lines sorted by codes are in the order that sorting their numbers gives."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kejidata.panel import sorting

WIDTH = 400
DRAWN = np.random.default_rng(7)
SHAPES = {
    "even": DRAWN.random((5, WIDTH)),
    "both signs": DRAWN.normal(size=(5, WIDTH)),
    "long tail": DRAWN.pareto(0.5, size=(5, WIDTH)),
    "long tail below": -DRAWN.pareto(0.5, size=(5, WIDTH)),
    "ties": DRAWN.poisson(3, size=(5, WIDTH)).astype(float),
    "one number": np.full((2, WIDTH), 4.0),
    "far apart": 10 ** DRAWN.uniform(-300, 300, size=(5, WIDTH)),
    "close together": 1e9 + DRAWN.random((5, WIDTH)) * 1e-6,
    "the largest floats": DRAWN.choice([-1.7e308, 1.7e308, 0.0], size=(3, WIDTH)),
    "no number": np.full((2, WIDTH), np.inf),
    "short": DRAWN.normal(size=(50, 7)),
    "long": DRAWN.normal(size=(2, (1 << sorting.PLACE) + 1)),
    "as long as codes go": DRAWN.lognormal(size=(2, 1 << sorting.PLACE)),
}


def check(lines):
    numbers = lines.copy()
    places = sorting.sort_lines(numbers)
    assert np.array_equal(numbers, np.sort(lines, axis=1))
    assert np.array_equal(lines.reshape(-1)[places], numbers.reshape(-1))
    every = np.sort(places.reshape(lines.shape), axis=1)
    assert np.array_equal(every, np.arange(lines.size).reshape(lines.shape))


@pytest.mark.parametrize("shape", SHAPES)
def test_every_kind_of_line_is_sorted(shape):
    check(SHAPES[shape].copy())


def test_who_has_no_number_comes_last():
    lines = DRAWN.normal(size=(4, WIDTH))
    lines[DRAWN.random(lines.shape) < 0.3] = np.inf
    lines[0, 1:] = np.inf
    check(lines)


@given(
    st.lists(
        st.one_of(st.floats(allow_nan=False), st.integers(-5, 5).map(float)), min_size=1, max_size=9
    ),
    st.integers(0, 99),
    st.sampled_from([0.0, 1e-12, 1.0]),
)
def test_any_line_is_sorted(numbers, seed, spread):
    drawn = np.random.default_rng(seed)
    line = drawn.choice(numbers, size=(1, WIDTH)) + spread * drawn.random((1, WIDTH))
    line[line == -np.inf] = 0.0
    check(line)


def test_lines_that_codes_cannot_tell_apart_are_sorted_by_their_numbers(monkeypatch):
    monkeypatch.setattr(sorting, "ROUNDS", 0)
    check(DRAWN.normal(size=(5, WIDTH)))
    check(SHAPES["far apart"].copy())

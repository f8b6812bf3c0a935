import numpy as np
import pytest
from numpy.testing import assert_array_equal

from kejidata.panel import results
from kejidata.panel.cube import Cube, picked

NAN, INF = np.nan, np.inf
# Two regions, one indicator, three years; the second region's middle year has a row and no value.
VALUES = np.array([1.0, NAN, 3.0, 4.0, INF, NAN])


@pytest.fixture(params=[1 << 18, 2], ids=["one block", "blocks of two cells"])
def cube(request, monkeypatch):
    monkeypatch.setattr("kejidata.panel.cube.BLOCK", request.param)
    monkeypatch.setattr(results.blocks, "__defaults__", (request.param,))
    return Cube(VALUES.copy(), (2, 1, 3))


def test_rows_are_counted_block_by_block(cube):
    assert int(cube.counts.sum()) == 4
    assert cube.counts.tolist() in ([4], [1, 2, 1])


def test_the_filled_cells_are_rows_in_order(cube):
    rows = cube.rows()
    assert rows["region"].tolist() == [0, 0, 1, 1]
    assert rows["indicator"].tolist() == [0, 0, 0, 0]
    assert rows["period"].tolist() == [0, 2, 0, 1]
    assert rows["cells"].tolist() == [0, 2, 3, 4]
    assert_array_equal(rows["value"], [1, 3, 4, NAN])


def test_a_row_comes_with_the_value_of_another_period(cube):
    # Each year looks at the one before it; the first has none.
    rows, beside = cube.rows_beside(cube, np.array([-1, 0, 1]))
    assert rows["period"].tolist() == [0, 2, 0, 1]
    assert "beside" not in rows
    assert_array_equal(beside, [NAN, NAN, NAN, 4])


def test_a_row_comes_with_the_value_of_its_cell_in_another_cube(cube):
    other = Cube(np.array([10.0, 20.0, 30.0, INF, 50.0, 60.0]), (2, 1, 3))
    _, beside = cube.rows_beside(other, np.arange(3))
    assert_array_equal(beside, [10, 30, NAN, 50])


def test_a_cell_is_empty_without_a_row_without_a_value_and_below_zero(cube):
    assert_array_equal(cube.at(np.array([0, 1, 4, -1])), [1, NAN, NAN, NAN])


def test_nothing_is_picked_from_nothing():
    assert_array_equal(picked(np.zeros(0), np.array([0, -1])), [NAN, NAN])

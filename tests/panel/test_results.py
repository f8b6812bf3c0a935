import numpy as np
import pytest

from kejidata.panel import results


def test_blocks_cover_a_length_once():
    covered = np.zeros(2 * results.BLOCK + 7, dtype=int)
    for block in results.blocks(len(covered)):
        covered[block] += 1
    assert (covered == 1).all()
    assert list(results.blocks(0)) == []


def test_spread_does_every_part_and_raises_what_a_part_raises():
    done = set()
    results.spread(done.add, range(50))
    assert done == set(range(50))
    with pytest.raises(ZeroDivisionError):
        results.spread(lambda part: 1 // part, [1, 0])


def test_gathered_is_take():
    values = np.arange(10) * 2.5
    at = np.random.default_rng(0).integers(0, 10, 3 * results.BLOCK)
    assert (results.gathered(values, at) == values[at]).all()
    assert len(results.gathered(values[:0], at[:0])) == 0


def test_the_last_reason_that_holds_counts():
    one, other = np.array([True, True, False]), np.array([False, True, False])
    found = results.overruled([("a", one), ("b", other)], {"a": 1, "b": 2}, 3)
    assert found.tolist() == [1, 2, 0]
    assert results.overruled([], {}, 3) is None


def test_one_array_under_two_names_is_kept_once_and_written_to_apart():
    column = np.arange(3.0)
    frame = results.frame({"growth": column, "low": column})
    assert np.shares_memory(frame["growth"].to_numpy(), frame["low"].to_numpy())
    frame.loc[0, "low"] = 9.0
    assert frame["growth"].tolist() == [0, 1, 2]
    assert frame["low"].tolist() == [9, 1, 2]


def test_mapped_puts_the_blocks_in_their_order():
    size = 2 * results.BLOCK + 7
    found = results.mapped(lambda block: np.arange(block.start, block.stop), size)
    assert (found == np.arange(size)).all()

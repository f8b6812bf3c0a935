"""What was read is told exactly: no row too few, and none too many."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kejidata.model import reads
from kejidata.model.reads import Rows

CODES = st.none() | st.lists(st.sampled_from("ab"), max_size=2).map(reads.codes)
ROWS = st.builds(Rows, CODES, CODES, CODES)
EVERY = list(product(["a", "b", "c"], repeat=3))


def meant(rows: Rows) -> set[tuple[str, ...]]:
    """Return what a selection means of all rows that there can be, by the sentence about it."""
    return {
        row
        for row in EVERY
        if all(codes is None or cell in codes for cell, codes in zip(row, rows, strict=True))
    }


@pytest.fixture(autouse=True)
def unheard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reads, "_noted", None)


@given(st.lists(ROWS, max_size=6))
def test_what_is_noted_means_the_rows_that_were_read(read: list[Rows]) -> None:
    reads.listen()
    for rows in read:
        reads.note(rows)
    told = reads.noted()
    assert set().union(*map(meant, told)) == set().union(*map(meant, read))
    assert not any(one.covers(two) for one in told for two in told if one is not two)


@given(ROWS, ROWS)
def test_a_selection_that_covers_another_means_all_of_its_rows(one: Rows, two: Rows) -> None:
    assert not one.covers(two) or meant(one) >= meant(two)


def test_nothing_is_noted_where_nobody_listens() -> None:
    reads.note(Rows())
    assert reads.noted() == []


def test_files_are_accounted_for_in_the_block_alone() -> None:
    with reads.accounted(), reads.accounted():
        assert reads.is_accounted()
    assert not reads.is_accounted()

"""Over a thousand paragraphs of random frames, read by rules that know the figures alone."""

from __future__ import annotations

import pytest
from reference.frames import case
from reference.sentences import derived, violations

pytestmark = pytest.mark.root_project

FRAMES = 6  # side by side in each sheet
BLOCKS = 4
SHEETS = 2  # a block


@pytest.mark.parametrize("block", range(BLOCKS))
def test_no_sentence_says_more_than_its_figures(block: int) -> None:
    read = 0
    for seed in range(200 + block * SHEETS, 200 + (block + 1) * SHEETS):
        found, count = violations(case(seed, FRAMES))
        if found:
            one = found[0]
            pytest.fail(f"{one.kind}, {one.lang}: {one.rule}\n{one.text}", pytrace=False)
        read += count
    assert read > 300


DERIVED = 6


def test_no_sentence_on_derived_results_says_more_than_its_figures() -> None:
    read = 0
    for seed in range(DERIVED):
        found, count = derived(seed)
        if found:
            one = found[0]
            pytest.fail(f"{one.kind}, {one.lang}: {one.rule}\n{one.text}", pytrace=False)
        read += count
    assert read > 80

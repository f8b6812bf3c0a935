"""Headlines of random results, read by rules that know the results alone."""

from __future__ import annotations

import pytest
from reference.frames import case
from reference.headlines import violations

pytestmark = pytest.mark.root_project

SHEETS = range(300, 303)
FRAMES = 3  # side by side in each sheet


def test_no_headline_says_more_than_its_figures() -> None:
    read = 0
    for seed in SHEETS:
        found, count = violations(case(seed, FRAMES), seed, most=8)
        if found:
            one = found[0]
            pytest.fail(f"{one.kind}, {one.lang}: {one.rule}\n{one.text}", pytrace=False)
        read += count
    assert read > 100

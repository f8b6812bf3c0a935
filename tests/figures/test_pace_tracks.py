"""Tracks of a pace: where base, last actual and what is expected stand, and the title."""

import pandas as pd
import pytest

import kejidata
from kejidata import figures


def plan(*rows: tuple[str, float, float, float], step: float = 0.0) -> pd.DataFrame:
    """Return the pace of indicators with figures of 2020 and 2023 and a target for 2025."""
    cells = [
        (code, year, "target" if year == 2025 else "value", number)
        for code, *numbers in rows
        for year, number in zip((2020, 2023, 2025), numbers, strict=True)
    ]
    obs = pd.DataFrame(cells, columns=["indicator", "period", "measure", "value"])
    return kejidata.pace(obs.assign(region="320682", step=step), 2020)


def test_stations_stand_in_percent_of_the_target_and_those_behind_come_first() -> None:
    # 100 to 133.1 in three years is 10 % a year, which leads to 161.051 in two more.
    picture = figures.pace_tracks(
        plan(("own_a", 100, 133.1, 161), ("own_b", 100, 133.1, 200)), "en"
    )
    dots = [
        float(line.get_xdata()[0]) for line in picture.axes[0].lines if line.get_marker() == "o"
    ]
    assert dots == pytest.approx([50, 66.55, 100 / 1.61, 133.1 / 1.61])
    assert "1 behind and 1 on track" in figures.alt_text(picture)


def test_what_rounding_leaves_open_is_a_bar_and_said_so() -> None:
    # 133.1 of steps of 10 is 128.1 to 138.1, and the base 95 to 105.
    told = figures.alt_text(figures.pace_tracks(plan(("own_a", 100, 133.1, 161), step=10.0), "zh"))
    assert "1项由公布数不能断定" in told


def test_a_target_without_a_pace_stands_below_with_its_reason() -> None:
    alone = pd.DataFrame(
        {"region": "320682", "indicator": "own_a", "period": [2025], "measure": "target"}
    ).assign(value=[5.0])
    picture = figures.pace_tracks(kejidata.pace(alone, 2020), "en")
    assert "The pace of no target can be told" in figures.alt_text(picture)
    texts = [text.get_text() for text in picture.axes[0].texts]
    assert "no comparable figure for the base period" in texts

"""The strips of a profile, as artists."""

import pandas as pd

from kejidata import figures
from kejidata.figures.layout.style import BLUE, ORANGE
from kejidata.measures.profile import profile

ROWS = {"x": [9, 8, 7, 6], "y": [1, 2, 3, 4], "z": [5, 6, None, 4]}


def places() -> pd.DataFrame:
    frame = pd.DataFrame(
        [
            (r, name, 2020, v)
            for name, own in ROWS.items()
            for r, v in zip("abcd", own, strict=True)
        ],
        columns=["region", "indicator", "period", "value"],
    )
    return profile(frame, "a")


def test_a_dot_stands_at_the_rank_on_a_strip_of_all_places() -> None:
    picture = figures.profile(places(), "en")
    axes = picture.axes[0]
    dots = [line for line in axes.lines if len(line.get_xdata()) == 1]
    strips = [line for line in axes.lines if len(line.get_xdata()) == 4]
    # x is 1st of 4, z 2nd to 3rd of 4, y 4th.
    assert [float(dot.get_xdata()[0]) for dot in dots] == [1.0, 2 / 3, 0.0]
    assert [dot.get_color() for dot in dots[::2]] == [BLUE, ORANGE]
    assert dots[1].get_markerfacecolor() != dots[1].get_color()
    assert len(strips) == 3
    assert picture.get_label().startswith(
        "a: of 3 comparable indicators 1 in the top third, 1 in the bottom third"
    )
    texts = [text.get_text() for text in axes.texts]
    assert "5, 2–3 of 4" in texts


def test_without_a_rank_there_is_a_sentence() -> None:
    alone = profile(
        pd.DataFrame({"region": ["a"], "indicator": "x", "period": 2020, "value": 1.0}), "a"
    )
    assert "no rank to be compared" in figures.profile(alone, "en").get_label()


def test_a_place_that_leads_in_all_is_told_so() -> None:
    best = places()[lambda rows: rows["indicator"] == "x"]
    assert figures.profile(best, "en").get_label().startswith("a: the one comparable indicator in")
    assert figures.profile(best, "zh").get_label().startswith("a：可比的1项指标居前三分之一")

"""What every chart takes alike, and charts drawn into a part of an analyst's own figure."""

from __future__ import annotations

import inspect

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from matplotlib.figure import Figure

import kejidata
from kejidata import figures
from kejidata.errors import KejidataError

CHARTS = [
    getattr(figures, name)
    for name in figures.__all__
    if name not in {"Picture", "alt_text", "gallery", "save", "save_all"}
]
COMMON = ["focus", "sources", "title", "figure"]


def ranks() -> pd.DataFrame:
    obs = pd.DataFrame(
        {
            "region": ["320000", "110000", "310000"],
            "indicator": "rd_intensity",
            "period": "2023",
            "value": [3.29, 6.73, 4.34],
        }
    )
    known = kejidata.rankings(obs).dropna(subset="rank", ignore_index=True)
    return known.assign(best=known["rank"], worst=known["rank"], missing=0)


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.__name__)
def test_every_chart_takes_the_same_and_says_so(chart):
    names = list(inspect.signature(chart).parameters)
    assert names[1:3] == ["lang", "size"]
    # A profile is of one place, and no other is beside it.
    common = COMMON[1:] if chart is figures.profile else COMMON
    assert set(common) <= set(names)
    assert names[-2:] == ["title", "figure"]
    described = inspect.getdoc(chart)
    assert all(f"\n{name}\n" in described for name in ("size", *common))


def test_a_title_takes_the_place_of_the_finding():
    drawn = figures.ranking_dots(ranks(), title="江苏第三")
    assert drawn.get_label().startswith("江苏第三。")
    assert drawn.texts[0].get_text() == "江苏第三"


def test_two_charts_stand_side_by_side_each_in_its_own_half():
    whole = plt.figure(figsize=(9, 5))
    left, right = whole.subfigures(1, 2)
    assert figures.ranking_dots(ranks(), "en", "column", focus="Jiangsu", figure=left) is left
    figures.province_tiles(ranks(), "en", "column", focus="Jiangsu", figure=right)
    whole.canvas.draw()
    for part, (first, last) in ((left, (0.0, 0.5)), (right, (0.5, 1.0))):
        texts = [*part.texts, *(text for axes in part.axes for text in axes.texts)]
        boxes = [text.get_window_extent() for text in texts if text.get_text()]
        assert len(boxes) > 5
        assert min(box.x0 for box in boxes) >= first * whole.bbox.width - 1
        assert max(box.x1 for box in boxes) <= last * whole.bbox.width + 1
        assert max(box.y1 for box in boxes) <= whole.bbox.height + 1
    assert left.get_label().startswith("R&D intensity in 2023: Jiangsu ranks 3rd of 3")
    plt.close(whole)


def test_a_chart_of_several_passes_is_drawn_once():
    obs = pd.DataFrame(
        [
            {"region": region, "indicator": code, "period": "2023", "value": value}
            for n, region in enumerate(["320000", "110000"])
            for code, value in (("rd_expenditure", 10.0 + n), ("rd_intensity", 2.0 + n))
        ]
    )
    own = Figure(figsize=(8.0, 5.0))
    figures.spending_intensity(obs, "en", figure=own)
    assert len(own.axes) == 1


def test_what_cannot_hold_a_chart_is_refused_with_the_way_on():
    with pytest.raises(KejidataError, match=r"subfigures\(1, 2\)"):
        figures.ranking_dots(ranks(), figure=Figure().subplots())  # type: ignore[arg-type]
    with pytest.raises(KejidataError, match="size='column'"):
        figures.ranking_dots(ranks(), figure=Figure(figsize=(4.0, 4.0)))
    with pytest.raises(KejidataError, match=r"0\.8 inches high, and the chart needs"):
        figures.ranking_dots(ranks(), figure=Figure(figsize=(8.0, 0.8)))
    used = Figure(figsize=(8.0, 5.0))
    used.text(0.5, 0.5, "x")
    with pytest.raises(KejidataError, match="holds something already"):
        figures.ranking_dots(ranks(), figure=used)


def test_nothing_to_draw_is_said_in_the_given_figure():
    own = Figure(figsize=(8.0, 5.0))
    figures.ranking_dots(ranks().head(0), "en", figure=own)
    assert own.texts[0].get_text() == own.get_label() == "There are no figures to draw."


def test_the_focus_has_its_own_mark():
    growth = pd.DataFrame(
        {
            "region": ["320000", "110000"],
            "indicator": "x",
            "period": "2023",
            "growth": [3.0, 4.0],
            "unit": "%",
            "reason": "",
        }
    )
    drawn = figures.growth_heatmap(growth, focus="江苏")
    bold = [text.get_text() for text in drawn.axes[0].texts if text.get_weight() == "bold"]
    assert bold == ["江苏"]
    with pytest.raises(KejidataError, match="no tile is that of '如皋'"):
        figures.province_tiles(ranks(), focus="如皋")

"""Growth heat map: numbers, colours by sign, refusals by letter, order, totals."""

import numpy as np
import pandas as pd
from figure_checks import said
from matplotlib.patches import Rectangle

from kejidata.figures import growth_heatmap


def growth(**columns):
    """Return two regions over three years, the first refused for both, one cell for one."""
    frame = pd.DataFrame(
        {
            "region": ["a", "a", "a", "b", "b", "b"],
            "indicator": "x",
            "period": ["2019", "2020", "2021"] * 2,
            "growth": [np.nan, -5.0, 10.0, np.nan, np.nan, 20.0],
            "unit": "%",
            "reason": ["no_base", "", "", "no_base", "zero_base", ""],
        }
    )
    return frame.assign(**columns)


def cells(figure):
    """Return text and fill of the cells, by column and row."""
    axes = figure.axes[0]
    mesh = axes.collections[0]
    columns = mesh.get_coordinates().shape[1] - 1
    fills = {
        (float(n % columns), float(n // columns)): tuple(fill)
        for n, fill in enumerate(mesh.get_facecolor())
    }
    fills |= {p.get_xy(): p.get_facecolor() for p in axes.patches if isinstance(p, Rectangle)}
    texts = {
        (round(t.get_position()[0] - 0.5, 6), t.get_position()[1] - 0.5): t.get_text()
        for t in axes.texts
    }
    return {place: (texts[place], fill) for place, fill in fills.items() if place in texts}


def test_the_fastest_of_the_last_period_comes_first_and_cells_hold_growth():
    found = {place: text for place, (text, _) in cells(growth_heatmap(growth())).items()}
    assert found == {(0, 0): "a", (1, 0): "20.0", (0, 1): "−5.0", (1, 1): "10.0"}


def test_growth_is_blue_and_decline_orange():
    found = cells(growth_heatmap(growth()))
    red, _, blue, _ = found[(1, 0)][1]
    assert blue > red
    red, _, blue, _ = found[(0, 1)][1]
    assert red > blue


def test_a_refused_cell_is_marked_and_the_mark_explained():
    assert "a 基期为零（1）" in said(growth_heatmap(growth()))
    assert "a the base is zero (1)" in said(growth_heatmap(growth(), lang="en"))


def test_a_period_refused_throughout_is_named_not_drawn():
    told = said(growth_heatmap(growth()))
    assert "2019年均无法计算，未列出" in told
    assert "2019" not in told


def test_a_table_refused_throughout_still_shows_its_reasons():
    figure = growth_heatmap(growth(growth=np.nan, reason="unit_mismatch"))
    assert figure.get_label().startswith("2021年x的增长均无法计算")
    assert "a 计量单位不一致（6）" in said(figure)


def test_the_title_counts_who_grew():
    assert growth_heatmap(growth()).get_label().startswith("2021年x：全部2个地区增长，b最快（20%）")


def test_points_are_points():
    label = growth_heatmap(growth(unit="个百分点"), lang="en").get_label()
    assert label.startswith("x rose in all 2 regions in 2021, fastest in b (20 pp)")


def test_a_total_stands_first_and_is_not_counted():
    frame = growth(region=["000000"] * 3 + ["320000"] * 3)
    figure = growth_heatmap(frame)
    assert cells(figure)[(1, 0)][0] == "10.0"
    assert figure.get_label().startswith("2021年x：全部1个地区增长，江苏最快")


def test_many_rows_part_into_two_blocks_on_a_slide_only():
    many = pd.concat([growth(region=[f"{n}"] * 3 + [f"{n}x"] * 3) for n in range(10)])
    assert len(growth_heatmap(many).axes) == 2
    assert len(growth_heatmap(many, size="column").axes) == 1


def test_cells_show_no_more_digits_than_rounding_supports():
    # 20 % within 0.4 is 20; 10 % within 3 is not even sure of its ones.
    wide = growth(low=[np.nan, -5.02, 7.0, np.nan, np.nan, 19.6]).assign(
        high=[np.nan, -4.98, 13.0, np.nan, np.nan, 20.4]
    )
    found = {place: text for place, (text, _) in cells(growth_heatmap(wide)).items()}
    assert found == {(0, 0): "a", (1, 0): "20", (0, 1): "−5.0", (1, 1): "≈10"}
    assert "b最快（20%）" in growth_heatmap(wide).get_label()

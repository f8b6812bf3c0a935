"""Growth heat map: numbers, colours by sign, refusals by letter, order, totals."""

import numpy as np
import pandas as pd
import pytest
from figure_checks import said
from matplotlib.colors import to_rgb
from matplotlib.patches import Rectangle

from kejidata import growth_rates
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
    assert "a 基期为零或可能为零（1）" in said(growth_heatmap(growth()))
    assert "a the base is or may be zero (1)" in said(growth_heatmap(growth(), lang="en"))


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
    assert label.startswith("x rose in both regions in 2021, fastest in b (20 pp)")


def test_a_total_stands_first_and_is_not_counted():
    frame = growth(region=["000000"] * 3 + ["320000"] * 3)
    figure = growth_heatmap(frame)
    assert cells(figure)[(1, 0)][0] == "10.0"
    assert figure.get_label().startswith("2021年x：可比的1个地区增长，江苏20%")


def test_many_rows_part_into_two_blocks_on_a_slide_only():
    many = pd.concat([growth(region=[f"{n}"] * 3 + [f"{n}x"] * 3) for n in range(10)])
    tables = [
        [axes for axes in growth_heatmap(many, size=size).axes if axes.texts]
        for size in ("slide", "column")
    ]
    assert list(map(len, tables)) == [2, 1]


def test_cells_show_no_more_digits_than_rounding_supports():
    # 20 % within 0.4 is 20; 10 % within 3 is not even sure of its ones.
    wide = growth(low=[np.nan, -5.02, 7.0, np.nan, np.nan, 19.6]).assign(
        high=[np.nan, -4.98, 13.0, np.nan, np.nan, 20.4]
    )
    found = {place: text for place, (text, _) in cells(growth_heatmap(wide)).items()}
    assert found == {(0, 0): "a", (1, 0): "20", (0, 1): "−5", (1, 1): "≈10"}
    assert "b最快（20%）" in growth_heatmap(wide).get_label()


def test_a_picture_has_one_number_format():
    # 10 % and -5 % are sure to a tenth, 20 % only to ones, so all are told in ones.
    mixed = growth(low=[np.nan, -5.02, 9.98, np.nan, np.nan, 19.6]).assign(
        high=[np.nan, -4.98, 10.02, np.nan, np.nan, 20.4]
    )
    found = {place: text for place, (text, _) in cells(growth_heatmap(mixed)).items()}
    assert (found[1, 0], found[1, 1], found[0, 1]) == ("20", "10", "−5")


def test_what_would_read_zero_has_the_digits_that_it_needs_and_no_more_than_two():
    frame = growth(growth=[np.nan, -5.0, 0.3, np.nan, 1e-12, 20.0])
    frame = frame.assign(low=frame["growth"], high=frame["growth"])
    frame.loc[5, ["low", "high"]] = [19.6, 20.4]
    told = {text for text, _ in cells(growth_heatmap(frame)).values()}
    assert told >= {"−5", "20", "0.3", "<0.01"}


def test_what_may_be_zero_is_zero_and_what_may_not_tells_about_what_it_is():
    # -0.1 to 0.3 is sure to its ones; so is 0.01 to 0.09, which is no zero. 0 within 4 is about.
    frame = growth(
        growth=[np.nan, 0.1, 0.05, np.nan, 0.0, 20.0],
        low=[np.nan, -0.1, 0.01, np.nan, -4.0, 19.6],
        high=[np.nan, 0.3, 0.09, np.nan, 4.0, 20.4],
    )
    told = {text for text, _ in cells(growth_heatmap(frame)).values()}
    assert told == {"0", "≈0.05", "≈0", "20"}


def test_the_title_tells_a_growth_in_the_digits_of_a_sentence_whatever_the_cells_have():
    # The nation's 8.42 % is sure to a tenth, the province's 9 % within 0.4 only to ones.
    frame = nation(10.6, 12.3, 8.42)
    wide = frame["region"] == "320000"
    frame["low"], frame["high"] = frame["growth"] - wide * 0.4, frame["growth"] + wide * 0.4
    figure = growth_heatmap(frame)
    assert cells(figure)[2, 0][0] == "8"
    assert "全国8.4%为3期最低" in figure.get_label()


def test_one_that_is_not_sure_to_its_ones_takes_the_others_no_decimals():
    frame = nation(10.6, 12.3, 8.42)
    wide = frame["region"] == "320000"
    frame["low"], frame["high"] = frame["growth"] - wide * 2.0, frame["growth"] + wide * 2.0
    figure = growth_heatmap(frame)
    told = {said for said, _ in cells(figure).values()}
    assert told == {"10.6", "12.3", "8.4", "≈9"}
    assert "全国8.4%为3期最低" in figure.get_label()


def nation(*growths):
    """Return the nation's growth over some years, and one province's."""
    years = [str(2016 + n) for n in range(len(growths))]
    return pd.DataFrame(
        {
            "region": ["000000"] * len(years) + ["320000"] * len(years),
            "indicator": "x",
            "period": years * 2,
            "growth": [*growths, *[9.0] * len(years)],
            "unit": "%",
            "reason": "",
        }
    )


def test_the_nation_s_slowest_year_has_a_frame_and_stands_in_the_title_where_it_is_the_last():
    figure = growth_heatmap(nation(10.6, 12.3, 8.4))
    (frame,) = [patch for patch in figure.axes[0].patches if not patch.get_fill()]
    assert frame.get_xy() == (2, 0)
    assert "全国8.4%为3期最低" in figure.get_label()
    earlier = growth_heatmap(nation(8.4, 12.3, 10.6))
    (frame,) = [patch for patch in earlier.axes[0].patches if not patch.get_fill()]
    assert frame.get_xy() == (0, 0)
    assert "期最低" not in earlier.get_label()


def test_the_colours_have_a_key():
    told = said(growth_heatmap(nation(10.0, 10.0, 10.0)))
    assert {"−10%", "+10%"} <= set(told)
    # The colours end at the 95th percentile, beyond which 12.3 lies.
    assert {"−12%", "≥+12%"} <= set(said(growth_heatmap(nation(10.6, 12.3, 8.4))))


def test_every_number_reads_on_its_colour():
    figure = growth_heatmap(nation(*np.linspace(-12, 12, 40)))
    mesh = figure.axes[0].collections[0]
    numbers = [text for text in figure.axes[0].texts if text.get_text()[-1:].isdigit()]
    fills = mesh.get_facecolor()
    for text in numbers:
        x, y = (int(part) for part in text.get_position())
        if y < 2 and 0 <= x < 40 and text.get_position()[1] > 0:
            lighter, darker = sorted(
                (luminance(to_rgb(text.get_color())), luminance(fills[y * 40 + x])), reverse=True
            )
            assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def luminance(colour):
    """Return the relative luminance of WCAG 2."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour[:3]]
    return float(np.dot(linear, [0.2126, 0.7152, 0.0722]))


@pytest.mark.parametrize(
    ("periods", "how", "words"),
    [
        ((2019, 2020), {}, "Growth over the period before"),
        (("2019-01/2019-03", "2020-01/2020-03"), {}, "over the same period of the previous year"),
        (
            ("2020-01/2020-03", "2020-04/2020-06"),
            {"against": "previous"},
            "Growth over the period before",
        ),
        ((2017, 2020), {"span": 3}, "Growth over 3 years before"),
    ],
)
def test_the_period_that_growth_is_on_is_named(periods, how, words):
    obs = pd.DataFrame({"region": "a", "indicator": "x", "period": [*periods], "value": [1, 2]})
    said_of = said(growth_heatmap(growth_rates(obs, **how), lang="en"))
    assert any(words in text for text in said_of)

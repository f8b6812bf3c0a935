"""The tile map: 31 tiles, classes, what is missing."""

import numpy as np
import pandas as pd
import pytest
from figure_checks import said, sentence
from matplotlib.colors import to_hex

from kejidata import regions
from kejidata.figures import province_tiles
from kejidata.figures.layout import style
from kejidata.figures.layout.tile_map import GRID, PLACES

pytestmark = pytest.mark.root_project

PROVINCES = sorted(regions().query("level == 'province'")["code"])


def frame(values, **columns):
    made = pd.DataFrame(
        {"region": PROVINCES[: len(values)], "indicator": "x", "period": "2020", "value": values}
    )
    return made.assign(**columns)


def fills(figure):
    """Return the colour of each province's tile."""
    corners = {p.get_xy(): to_hex(p.get_facecolor()).upper() for p in figure.axes[0].patches}
    return {code: corners[x + 0.02, y + 0.03] for code, (x, y) in PLACES.items()}


def test_every_province_has_one_tile_of_its_own():
    assert sorted(PLACES) == PROVINCES
    assert len(set(PLACES.values())) == 31
    assert len({len(row) for row in GRID}) == 1


def test_neighbours_keep_their_bearing():
    """Harbin lies north of Guangzhou, Urumqi west of Shanghai, Hainan south of all."""
    assert PLACES["230000"][1] < PLACES["440000"][1]
    assert PLACES["650000"][0] < PLACES["310000"][0]
    assert max(PLACES, key=lambda code: PLACES[code][1]) == "460000"


@pytest.mark.parametrize(
    ("south", "north"),
    [("430000", "420000"), ("440000", "360000"), ("460000", "440000"), ("330000", "320000")],
)
def test_who_lies_south_of_whom(south, north):
    assert PLACES[south] == (PLACES[north][0], PLACES[north][1] + 1)


def test_jiangxi_lies_west_of_fujian():
    x, y = PLACES["360000"]
    assert PLACES["350000"] == (x + 1, y)


def test_the_nation_parts_the_classes():
    # Provinces 0 to 30 and a nation of 24.5: 25 below in three classes, 6 above in two.
    rows = pd.concat([frame(np.arange(31.0)), frame([24.5]).assign(region="000000")])
    figure = province_tiles(rows)
    found = fills(figure)
    classes = [style.SEQUENCE.index(found[code]) for code in PROVINCES]
    assert [n < 3 for n in classes] == [True] * 25 + [False] * 6
    assert [classes.count(n) for n in (3, 4)] == [3, 3]
    assert figure.get_label().startswith("2020年x：31个地区中6个高于全国（24.5），")


def test_five_classes_of_equal_number_the_higher_the_darker():
    found = fills(province_tiles(frame(np.arange(31.0))))
    classes = [style.SEQUENCE.index(found[code]) for code in PROVINCES]
    assert classes == sorted(classes)
    assert [classes.count(n) for n in range(5)] == [6, 6, 6, 6, 7]


def test_both_signs_part_the_colours_at_zero():
    found = fills(province_tiles(frame([-2.0, 0.0, 2.0])))
    named = [style.DIVERGING.index(found[code]) for code in PROVINCES[:3]]
    assert named[0] < 2
    assert named[1] == 2
    assert named[2] > 2


def test_a_province_without_a_value_is_grey_and_says_so():
    figure = province_tiles(frame([1.0, 2.0]))
    assert fills(figure)[PROVINCES[5]] == style.BAND
    assert said(figure).count("无数据") == 29


def test_the_title_names_both_ends():
    label = province_tiles(frame([1.0, 2.5]), lang="en").get_label()
    assert label.startswith("x in 2020: highest in Tianjin (2.5), lowest in Beijing (1.0)")


def test_another_column_can_be_shown():
    figure = province_tiles(frame([1.0, 2.0], growth=[7.5, 8.5]), value="growth")
    assert "7.5" in said(figure)
    assert "x（%） · 增长" in said(figure)


def test_what_is_not_on_the_map_is_counted():
    rows = pd.concat([frame([1.0]), frame([2.0]).assign(region="320600")])
    assert any("另有1个地区不在图中" in text for text in said(province_tiles(rows)))


def test_no_province_at_all():
    figure = province_tiles(frame([1.0]).assign(region="somewhere"), "en")
    assert sentence(figure) == "No province has a value, so there is nothing to draw."


def test_no_name_is_cut_in_a_tile_of_a_phone():
    drawn = province_tiles(frame(np.arange(31.0)), "en", "column")
    told = {text.get_text().replace("-\n", "").replace("\n", " ") for text in drawn.axes[0].texts}
    assert {"Inner Mongolia", "Heilongjiang", "Guangdong", "Tibet"} <= told

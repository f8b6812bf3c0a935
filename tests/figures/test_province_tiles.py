"""The tile map: 31 tiles, classes, what is missing."""

import numpy as np
import pandas as pd
import pytest
from figure_checks import said, sentence
from matplotlib.colors import to_hex

from kejidata import rankings, regions
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


@pytest.mark.parametrize(
    ("code", "compared"),
    [("rd_expenditure", False), ("rd_intensity", True), ("rd_expenditure_per_head", True)],
)
def test_no_province_is_held_against_the_sum_of_all(code, compared):
    rows = frame([9.0, 4.0, 2.0], indicator=code)
    nation = frame([15.0 if code == "rd_expenditure" else 5.0], indicator=code, region="000000")
    said = province_tiles(pd.concat([rows, nation]), "en").get_label()
    assert ("nation" in said) == compared
    assert "highest in" in said


def test_the_nation_parts_the_classes():
    # Provinces 0 to 30 and a nation of 24.5: 25 below in three classes, 6 above in two.
    rows = pd.concat([frame(np.arange(31.0)), frame([24.5]).assign(region="000000")])
    figure = province_tiles(rows)
    found = fills(figure)
    classes = [style.SEQUENCE.index(found[code]) for code in PROVINCES]
    assert [n < 3 for n in classes] == [True] * 25 + [False] * 6
    assert [classes.count(n) for n in (3, 4)] == [3, 3]
    assert figure.get_label().startswith("2020年x：31个地区中6个高于全国（24.5），")


@pytest.mark.parametrize(
    ("step", "bounds", "en", "zh"),
    [
        # Of 4, 5 and 2 told as exact numbers only 5 is above 4.
        (0.0, ("exact", "exact"), "1 of 3 regions above {level}", "3个地区中1个高于全国（4）"),
        # At most 5 and at least 2 may lie on either side, whatever the rounding.
        (
            0.0,
            ("at_most", "at_least"),
            "none of 3 regions above {level}, 2 open, as only bounds are published",
            "3个地区中没有一个高于全国（4），2个因只公布了范围或约数不能判断",
        ),
        # In steps of 1 both are off by a half: 4 may lie above 4, 5 still does.
        (
            1.0,
            ("exact", "exact"),
            "1 of 3 regions above {level}, 1 open within rounding",
            "3个地区中1个高于全国（4），1个因舍入不能判断",
        ),
        (
            1.0,
            ("at_most", "at_least"),
            "none of 3 regions above {level}, 3 open within rounding or bounds",
            "3个地区中没有一个高于全国（4），3个因舍入或只公布了范围、约数不能判断",
        ),
    ],
)
def test_what_leaves_a_province_open_is_said(step, bounds, en, zh):
    nation = frame([4.0], bound="exact").assign(region="000000")
    rows = pd.concat([frame([4.0, 5.0, 2.0], bound=["exact", *bounds]), nation]).assign(step=step)
    for lang, words in (("en", en.format(level="the nation's 4") + ", "), ("zh", zh + "，")):
        assert words in province_tiles(rows, lang).get_label()


def test_who_may_be_highest_by_a_bound_is_said_without_a_cause_that_is_none():
    # At least 3 may be above 5.
    told = province_tiles(frame([5.0, 3.0], bound=["exact", "at_least"], step=0.0)).get_label()
    assert "北京和天津都可能最高" in told
    assert "舍入" not in told


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
    assert label.startswith("x in 2020: highest in Tianjin (2.5), lowest in Beijing (1)")


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


@pytest.mark.parametrize(
    ("lang", "said_of_it"),
    [("en", "x in 2020: Beijing 3, no other"), ("zh", "2020年x：北京3，其他")],
)
def test_one_province_alone_is_not_the_highest(lang, said_of_it):
    one = frame([3, *[np.nan] * 30])
    for alone in (one, one[:1]):
        assert any(said_of_it in one for one in said(province_tiles(alone, lang=lang)))


def test_the_nation_has_no_rank_among_the_rows_of_the_chart():
    obs = frame([3.0, 2.0, 1.0]).assign(region=["000000", *PROVINCES[:2]])
    rows = province_tiles(rankings(obs), "zh").shown.data.set_index("region")
    assert rows["rank"].isna()["000000"]
    assert rows["rank"].dropna().tolist() == [1, 2]
    assert rows.loc["000000", "reason"] == "no_peer"

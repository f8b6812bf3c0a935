"""Panels of derived levels: lines, bands and what the title says of them."""

import pandas as pd
import pytest
from matplotlib.text import Text

import kejidata
from kejidata import figures


def obs(step: float = 0.0) -> pd.DataFrame:
    rows = [
        (region, period, value)
        for region, values in {"a": [80, 100], "b": [50, 55], "c": [40, 36]}.items()
        for period, value in zip((2019, 2020), values, strict=True)
    ]
    frame = pd.DataFrame(rows, columns=["region", "period", "value"])
    return frame.assign(indicator="own_x", step=step)


def test_each_region_has_a_line_of_its_index_numbers_the_highest_first() -> None:
    picture = figures.level_panels(kejidata.index_numbers(obs(), 2019), "en")
    lines = [axes.lines[-2].get_ydata().tolist() for axes in picture.axes[-3:]]
    # 100 / 80, 55 / 50 and 36 / 40 times 100.
    assert sum(lines, []) == pytest.approx([100, 125, 100, 110, 100, 90])
    assert "highest in a (125)" in figures.alt_text(picture)


def test_what_rounding_leaves_open_is_a_band_and_no_word_decides_it() -> None:
    picture = figures.level_panels(kejidata.index_numbers(obs(20.0), 2019), "en")
    band = picture.axes[-3].collections
    tops = max(path.vertices[:, 1].max() for one in band for path in one.get_paths())
    # The highest of all: 110 / 70, or of c 46 / 30.
    assert tops == pytest.approx(11000 / 70, rel=0.05)
    told = figures.alt_text(picture)
    assert "highest may be any of" in told
    assert "pale: what rounding leaves open" in told


def test_single_periods_ratios_and_real_amounts_have_their_units() -> None:
    gathered = pd.DataFrame(
        {
            "region": "320682",
            "indicator": "own_x",
            "period": ["2020-01/2020-03", "2020-01/2020-06"],
            "value": [1.4, 3.1],
            "unit": "亿元",
        }
    )
    told = figures.alt_text(figures.level_panels(kejidata.single_periods(gathered), "zh"))
    assert "如皋1.7亿元" in told
    prices = pd.DataFrame({"region": "a", "indicator": "cpi", "period": [2020], "value": [125.0]})
    money = obs().query("region == 'a'").assign(unit="亿元")
    told = figures.alt_text(figures.level_panels(kejidata.real(money, prices, 2019), "zh"))
    # 100 / 1.25 = 80.
    assert "按2019年价格" in told
    assert "80亿元" in told


def test_without_a_number_there_is_a_sentence() -> None:
    none = kejidata.index_numbers(obs(), 2018)
    assert not figures.level_panels(none, "en").axes


def test_totals_are_drawn_as_an_audit_draws_statements() -> None:
    rows = pd.DataFrame(
        {"region": ["all", "a", "b"], "indicator": "own_x", "period": 2020, "value": [9, 5, 3]}
    )
    found = kejidata.check_totals(rows, {"all": ["a", "b"]})
    dots = [
        line for line in figures.audit_marks(found, "en").axes[0].lines if line.get_marker() == "o"
    ]
    # The sum lies one below the total.
    assert [dot.get_xdata()[0] for dot in dots] == [-1.0]


def test_a_unit_stands_above_the_panels_and_leaves_room_for_names() -> None:
    money = obs().assign(unit="亿元", region=lambda rows: rows["region"] + " of a long name")
    people = money.assign(indicator="own_y", value=[10, 10, 20, 20, 5, 6], unit="万人年")
    found = kejidata.ratio(pd.concat([money, people]), "own_x", "own_y", unit="万元/人年")
    said = [text.get_text() for text in figures.level_panels(found, "en").findobj(Text)]
    # 100 / 10, 55 / 20 and 36 / 6, each 万元 (CNY 10,000).
    assert {"100,000", "27,500", "60,000"} <= set(said)
    assert {"a of a long name", "b of a long name", "c of a long name"} <= set(said)


@pytest.mark.parametrize("size", ["slide", "column"])
def test_a_level_that_is_an_interval_leaves_the_name_of_its_panel_whole(size: str) -> None:
    codes = [f"{two}0000" for two in (11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 46)]
    rows = pd.DataFrame(
        {
            "region": [code for code in codes for _ in range(2)],
            "indicator": "own_x",
            "period": [2019, 2020] * len(codes),
            "value": [80.0, 420.0] * len(codes),
            "step": 1.0,
        }
    )
    drawn = figures.level_panels(kejidata.index_numbers(rows, 2019), "en", size)
    said = [text.get_text() for text in drawn.findobj(Text)]
    assert {"Hainan", "Inner Mongolia", "Heilongjiang"} <= set(said)
    # 419.5 / 80.5 and 420.5 / 79.5.
    assert "521.1 to 528.9" in said

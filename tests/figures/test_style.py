"""The style: colours everyone tells apart, the bundled typeface, the user's settings left alone."""

from __future__ import annotations

from itertools import combinations

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from figure_checks import texts
from matplotlib.colors import to_rgb

from kejidata import KejidataError, figures
from kejidata.figures.layout import style
from kejidata.figures.layout.font import FAMILY, families
from kejidata.figures.layout.text import cut, headline, width_of, wrapped

RATIOS = pd.DataFrame(
    {
        "region": ["甲县"],
        "indicator": ["x"],
        "period": ["2020"],
        "value": [9.0],
        "target": [10.0],
        "completion": [90.0],
        "elapsed": [100.0],
        "reason": [""],
    }
)
# Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB.
DEFICIENCIES = {
    "none": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
MEANINGFUL = [(style.BLUE, style.ORANGE), (style.BLUE, style.GREEN), (style.ORANGE, style.GREEN)]
MEANINGFUL += [(style.FOCUS, one) for one in (style.BLUE, style.ORANGE, style.GREEN)]


def lab(colour, deficiency):
    """Return CIE L*a*b* (D65) of a colour as someone with the deficiency sees it."""
    rgb = np.array(to_rgb(colour))
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    seen = np.clip(DEFICIENCIES[deficiency] @ linear, 0, 1)
    matrix = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    x, y, z = np.cbrt(np.array(matrix) @ seen / [0.9505, 1.0, 1.089])
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def distance(one, other, deficiency):
    return float(np.linalg.norm(lab(one, deficiency) - lab(other, deficiency)))


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_colours_that_carry_meaning_are_told_apart(deficiency):
    for one, other in MEANINGFUL:
        assert distance(one, other, deficiency) > 15, (one, other)


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
@pytest.mark.parametrize("scale", [style.SEQUENCE, style.DIVERGING])
def test_classes_of_a_scale_are_told_apart(scale, deficiency):
    for one, other in combinations(scale, 2):
        assert distance(one, other, deficiency) > 10, (one, other)


def test_a_sequence_darkens_step_by_step():
    lightness = [lab(colour, "none")[0] for colour in style.SEQUENCE]
    assert lightness == sorted(lightness, reverse=True)


def test_making_and_drawing_leave_the_users_settings_alone():
    with mpl.rc_context({"font.family": ["serif"], "axes.grid": True, "font.size": 31.0}):
        before = dict(mpl.rcParams)
        figure = figures.completion_bullets(RATIOS)
        figure.canvas.draw()
        figures.layout.picture.encoded(figure, "svg")
        assert dict(mpl.rcParams) == before


def test_the_users_settings_do_not_reach_a_figure():
    plain = figures.layout.picture.encoded(figures.completion_bullets(RATIOS), "png")
    with mpl.rc_context({"font.family": ["serif"], "axes.facecolor": "red", "text.color": "red"}):
        figure = figures.completion_bullets(RATIOS)
        assert figures.layout.picture.encoded(figure, "png") == plain


def test_no_figure_stays_open_in_pyplot():
    import matplotlib.pyplot as plt

    figures.completion_bullets(RATIOS)
    assert plt.get_fignums() == []


def test_every_text_is_set_in_the_bundled_typeface_first():
    for text in texts(figures.completion_bullets(RATIOS)):
        assert text.get_fontfamily()[0] == FAMILY


def test_the_typeface_is_registered_once():
    families()
    again = len(mpl.font_manager.fontManager.ttflist)
    families()
    assert len(mpl.font_manager.fontManager.ttflist) == again


def test_both_sizes_have_their_width():
    widths = [figures.completion_bullets(RATIOS, size=size).get_figwidth() for size in style.SIZES]
    assert widths == [10.0, 3.5]


@pytest.mark.parametrize("argument", [{"lang": "zz"}, {"size": "poster"}])
def test_an_unknown_language_or_size_is_refused(argument):
    with pytest.raises(KejidataError, match="zz|poster"):
        figures.completion_bullets(RATIOS, **argument)


def test_chinese_never_starts_a_line_with_closing_punctuation():
    text = "高新技术企业申报数，认定数（含复审）；技术合同成交额。研发投入强度、占比"
    for room in np.linspace(0.4, 3, 14):
        for line in wrapped(text, room, 11).splitlines()[1:]:
            assert line[0] not in "，；。、）"


def test_wrapping_keeps_every_character_and_fits():
    text = "Share of industrial firms with R&D 规模以上工业企业 12.5%"
    for room in (0.9, 1.4, 2.2):
        lines = wrapped(text, room, 10).splitlines()
        assert "".join("".join(lines).split()) == "".join(text.split())
        assert max(width_of(line, 10) for line in lines) <= room


def test_what_is_cut_says_so_and_fits():
    short = cut("规模以上工业企业研发投入强度", 0.8, 10)
    assert short.endswith("…")
    assert width_of(short, 10) <= 0.8


def test_a_headline_breaks_after_a_clause():
    assert headline("三项高于上年实绩，两项低于", 2.6, 18).splitlines() == [
        "三项高于上年实绩，",
        "两项低于",
    ]

from fractions import Fraction

import matplotlib as mpl
import pytest
from fontTools.ttLib import TTFont

from kejidata.figures.layout.text import POINTS, width_of
from kejidata.files.fonts import FILES

TEXT = "研究与试验发展（R&D）经费内部支出 0123456789"


def advances(text: str) -> list[Fraction]:
    """Return how wide the font says that each character of a text is, over the size of its type."""
    font = TTFont(FILES[400])
    names, widths = font.getBestCmap(), font["hmtx"]
    return [Fraction(widths[names[ord(one)]][0], font["head"].unitsPerEm) for one in text]


# Widths are kept: letters that nothing else draws are measured here for the first time.
@pytest.mark.parametrize(("hinting", "rare"), [("force_autohint", "ÀÊÑÿ"), ("no_hinting", "ÁËÕý")])
def test_a_width_is_that_of_the_font_whatever_the_settings_of_who_asks(
    hinting: str, rare: str
) -> None:
    with mpl.rc_context({"text.hinting": hinting}):
        for one, advance in zip(rare, advances(rare), strict=True):
            assert width_of(one, POINTS) == pytest.approx(float(advance), abs=5e-4), one


def test_a_width_is_the_exact_sum_of_its_characters_rounded_once_on_every_python() -> None:
    exact = sum(Fraction(width_of(character, POINTS)) for character in TEXT)
    assert width_of(TEXT, POINTS) == float(exact)

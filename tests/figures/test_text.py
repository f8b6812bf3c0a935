from fractions import Fraction

import matplotlib as mpl

from kejidata.figures.layout.text import POINTS, _advance, width_of


def test_widths_do_not_depend_on_the_settings_of_who_asks_first():
    widths = []
    for hinting in ("force_autohint", "no_hinting"):
        _advance.cache_clear()
        with mpl.rc_context({"text.hinting": hinting}):
            widths.append([_advance(character, "normal") for character in "研发Rd%8"])
    assert widths[0] == widths[1]


def test_a_width_is_the_exact_sum_of_its_characters_rounded_once_on_every_python():
    text = "研究与试验发展（R&D）经费内部支出 0123456789"
    exact = sum(Fraction(_advance(character, "normal")) for character in text)
    assert width_of(text, POINTS) == float(exact)

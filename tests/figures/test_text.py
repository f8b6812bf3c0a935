import matplotlib as mpl

from kejidata.figures.layout.text import _advance


def test_widths_do_not_depend_on_the_settings_of_who_asks_first():
    widths = []
    for hinting in ("force_autohint", "no_hinting"):
        _advance.cache_clear()
        with mpl.rc_context({"text.hinting": hinting}):
            widths.append([_advance(character, "normal") for character in "研发Rd%8"])
    assert widths[0] == widths[1]

"""Every name of a division can be drawn, in both weights; what cannot be drawn is said."""

import warnings
from importlib.resources import files

import pytest
from fontTools.ttLib import TTFont

from kejidata.figures.layout.font import drawable
from kejidata.model import divisions

RARE = ["浉河区", "鄠邑区", "埇桥区", "湾沚区", "瀍河回族区", "硚口区", "猇亭区"]


@pytest.mark.parametrize("weight", ["Regular", "Bold"])
def test_both_weights_hold_every_character_of_every_name(weight: str) -> None:
    path = files("kejidata") / "fonts" / f"KejiSansSC-{weight}.ttf"
    with path.open("rb") as file:
        held = TTFont(file).getBestCmap()
    names = {
        c
        for one in divisions.table()
        for text in (one.name_zh, one.short_zh, one.name_en, one.aliases)
        for c in text
    }
    assert {c for c in names if ord(c) not in held} == set()


@pytest.mark.parametrize("name", RARE)
def test_a_rare_name_is_drawn_as_it_is(name: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert drawable(name) == name


def test_a_missing_glyph_warns_by_character_and_names_the_text() -> None:
    with pytest.warns(UserWarning, match=r"𰻞 \(U\+30EDE\) in '𰻞𰻞面'"):
        assert drawable("𰻞𰻞面") == "\ufffd\ufffd面"


def test_an_escape_is_marked_without_a_warning() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert drawable("甲\x1b") == "甲\ufffd"

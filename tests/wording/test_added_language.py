"""A language that is added by its file alone says every paragraph and labels every chart."""

from __future__ import annotations

import re
from functools import cache

import pytest
from faces import CHARTS, PARAGRAPHS
from figure_checks import texts

import kejidata
from kejidata import figures, narrative

pytestmark = pytest.mark.root_project

NO_PARAGRAPHS = {"Narrative", "words"}
NO_CHARTS = {"Picture", "alt_text", "gallery", "save", "save_all"}


@cache
def of_none() -> re.Pattern[str]:
    """Return what belongs to no language: codes, and publishers by the name that they have."""
    names = [*kejidata.indicators()["code"], *kejidata.themes()["code"]]
    names += {name for names in kejidata.sources()["publisher"] for name in names.split("、")}
    return re.compile("|".join(sorted(map(re.escape, names), key=len, reverse=True)), re.I)


def others(said: str) -> list[str]:
    """Return the letters of other languages in a text, wherever its lines break."""
    return re.findall(r"[A-Za-z\u3400-\u9fff]+", of_none().sub("", said.replace("\n", "")))


def test_every_public_paragraph_and_chart_is_among_them() -> None:
    assert set(PARAGRAPHS) == set(dir(narrative)) - NO_PARAGRAPHS
    assert set(CHARTS) == set(dir(figures)) - NO_CHARTS


@pytest.mark.parametrize("name", PARAGRAPHS)
def test_a_paragraph_holds_no_word_of_another_language(name: str, mock_language: str) -> None:
    tell, rows = PARAGRAPHS[name]
    told = tell(rows(), lang=mock_language)
    for one in told if isinstance(told, list) else [told]:
        assert not others(one.text), one.text
        assert len(one.facts) > 0


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_holds_no_word_of_another_language(name: str, mock_language: str) -> None:
    draw, rows = CHARTS[name]
    taken = rows()
    for size in ("slide", "column"):
        figure = draw(taken, mock_language, size)
        figure.draw_without_rendering()
        for said in [figure.get_label(), *(one.get_text() for one in texts(figure))]:
            assert not others(said), said

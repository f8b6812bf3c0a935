"""The narrative itself: spans, sources behind a number, and nothing that can inject."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kejidata import narrative
from kejidata.display import table
from kejidata.errors import KejidataError
from kejidata.measures.growth import growth_rates
from kejidata.model.stored import load
from kejidata.narrative.cards import markdown
from kejidata.narrative.facts import Fact, compose


@pytest.fixture
def told() -> narrative.Narrative:
    obs = load()
    report = obs[(obs["source"] == "rugao_2020") & (obs["period"] == "2020")]
    return narrative.growth(growth_rates(report), observations=report)


@pytest.mark.root_project
def test_source_of_gives_the_words_behind_a_number(told: narrative.Narrative) -> None:
    assert "营业收入21.53亿" in told.source_of("21.53")
    computed = told.source_of("15.94")
    assert "21.53亿元 ÷ (1 + 35.08%) = 15.94亿元" in computed
    assert "营业收入21.53亿" in computed
    assert "增幅35.08%" in computed
    assert told.source_of(told.text.index("35.08")) == told.source_of("35.08")


def test_a_number_the_text_does_not_show_is_refused(told: narrative.Narrative) -> None:
    with pytest.raises(KejidataError, match=r"no fact of the text shows '5\.94'"):
        told.source_of("5.94")


def test_the_display_is_stable_and_short(told: narrative.Narrative) -> None:
    assert repr(told) == repr(told)
    assert len(repr(told)) < 80
    assert told._repr_markdown_() == markdown(str(told))


EVIL = [
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "![p](http://a.b/c.png)",
    "`code` *b* _i_ $x$ | a ~~s~~",
    "# heading",
    "1. item",
    "&lt;b&gt;",
    "http://evil.example www.evil.example a@b.example",
    "a\n\n# b\r\n- c\u2028d",
]


@pytest.mark.parametrize("name", EVIL)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_names_are_shown_as_text(name: str, lang: str) -> None:
    frame = pd.DataFrame(
        {"region": name, "indicator": name + "2", "period": [2019, 2020], "value": [100, 110]}
    )
    rates = growth_rates(frame)
    shown = narrative.growth(rates, observations=frame, lang=lang)  # type: ignore[arg-type]
    raw = shown._repr_markdown_()
    assert "\n" not in raw
    for mark in "<>[]`*_$|~":
        assert raw.count(mark) == raw.count("\\" + mark)
    assert "http:" not in raw.replace("http\\:", "")
    html = table(rates, lang, observations=frame, caption=name)._repr_html_()  # type: ignore[arg-type]
    assert "<script" not in html
    assert "<b>" not in html


@given(st.text(max_size=40))
def test_markdown_only_adds_backslashes(text: str) -> None:
    escaped = markdown(text)
    kept, at = [], 0
    while at < len(escaped):
        if escaped[at] == "\\":
            at += 1
        kept.append(escaped[at])
        at += 1
    assert "".join(kept) == text


def test_spans_stand_where_the_pieces_do() -> None:
    shown = compose(["the ", Fact("5%", 5.0, "%"), " of ", Fact("7", 7.0)], "en")
    assert str(shown) == "The 5% of 7"
    assert shown.facts[["start", "end"]].to_numpy().tolist() == [[4, 6], [10, 11]]

"""The figure marked in its sentence, and nothing of the report run as markup."""

from kejidata.reports import draft_of, highlight


def test_each_figure_is_marked_in_its_sentence():
    text = "申报高企221家。认定<b>107家</b>&nbsp;。"
    html = highlight(draft_of(text), text)._repr_html_()
    assert html.count("<mark") == 2
    assert ">221家</mark>。" in html
    assert "认定&lt;b&gt;<mark" in html
    assert "<b>" not in html


def test_a_part_of_a_draft_can_be_shown():
    text = "申报高企221家，认定107家。"
    draft = draft_of(text)
    assert highlight(draft[draft["value"] > 200], text).html.count("<mark") == 1


def test_headings_and_words_are_of_the_language():
    text = "申报高企221家。"
    english = highlight(draft_of(text), text, "en").html
    assert ">Measure</th>" in english
    assert ">value</td>" in english
    assert ">类别</th>" in highlight(draft_of(text), text).html
    assert repr(highlight(draft_of(text), text)) == "Highlight(1 figures)"


def test_a_doubt_is_told_in_words_and_every_doubt_has_some():
    text = "增长9.5%。"
    draft = draft_of(text)
    assert draft["reason"].str.contains("no_name").all()
    assert "没有找到指标名称" in highlight(draft, text).html
    assert "no name found" in highlight(draft, text, "en").html

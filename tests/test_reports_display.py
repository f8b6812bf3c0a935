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
    assert "<th>Measure</th>" in english
    assert "<td>value</td>" in english
    assert "<th>类别</th>" in highlight(draft_of(text), text).html
    assert repr(highlight(draft_of(text), text)) == "Highlight(1 figures)"

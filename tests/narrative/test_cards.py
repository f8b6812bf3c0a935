"""What a number of a narrative shows in Jupyter: its calculation and where it comes from."""

import re
from html.parser import HTMLParser

import pytest
from tidy import obs

import kejidata
from kejidata import narrative
from kejidata.narrative.calculations import calculation
from kejidata.wording.origins import Origin

KEYS = [("320600", "gdp", str(year), "value") for year in (2020, 2019, 2018)]


def origins(*values, unit="亿元", step=0.1):
    return {
        key: [Origin(number, unit, step, "exact", "", "") for number in several]
        for key, several in zip(KEYS, values, strict=False)
    }


@pytest.mark.parametrize(
    ("formula", "result", "told"),
    [
        ("(value / base_value - 1) * 100", 25.0, "100.0 ÷ 80.0 − 1 = x"),
        (
            "((value / base_value) ** (1 / years) - 1) * 100",
            25.0,
            "(100.0 ÷ 80.0) ^ (1 ÷ 1) − 1 = x",
        ),
        ("value - base_value", 20.0, "100.0 − 80.0 = x"),
        ("base_value - value", 20.0, "80.0 − 100.0 = −x"),
        ("(value / base_value - 1) * 100 / 100", 0.25, "100.0 ÷ 80.0 − 1 = x"),
        ("end of the interval of (value / base_value - 1) * 100", 25.0, ""),
        ("(value / base_value - 1) * 100", 24.0, ""),
        ("count", 2.0, ""),
    ],
)
def test_a_calculation_stands_where_its_figures_give_the_number(formula, result, told):
    names = [KEYS[1], KEYS[0]] if formula.startswith("base") else KEYS[:2]
    found = calculation(formula, names, result, "x", origins([100.0], [80.0]), "zh")
    assert found == told


def test_figures_of_the_publication_that_was_used_are_told():
    known = origins([100.0, 102.0], [80.0, 81.0])
    assert calculation("value / base_value", KEYS[:2], 1.25, "1.25", known, "zh") == (
        "100.0 ÷ 80.0 = 1.25"
    )


def test_a_zero_base_and_a_missing_figure_have_no_calculation():
    assert calculation("value / base_value", KEYS[:2], 1.0, "1", origins([1.0], [0.0]), "zh") == ""
    assert calculation("value / base_value", KEYS[:2], 1.0, "1", origins([1.0]), "zh") == ""


def test_a_code_may_be_a_word_of_python():
    assert calculation("is / or", KEYS[:2], 1.25, "1.25", origins([100.0], [80.0]), "zh") == (
        "100.0 ÷ 80.0 = 1.25"
    )


def test_units_are_told_where_they_differ():
    known = origins([7422.0], [177.0])
    known[KEYS[1]] = [Origin(177.0, "项", 1.0, "exact", "", "")]
    found = calculation("value / base_value", KEYS[:2], 7422 / 177, "42", known, "zh")
    assert found == "7422.0亿元 ÷ 177项 = 42"


class Marks(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.seen.append((tag, dict(attributes)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.root_project
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_number_with_an_origin_can_be_pointed_at_and_reached(lang):
    known = kejidata.load_example()
    chosen = known[known["indicator"] == "rd_expenditure"]
    told = narrative.growth(kejidata.growth_rates(chosen), observations=known, lang=lang)
    html = told._repr_html_()
    marks = Marks()
    marks.feed(html)
    assert not [tag for tag in marks.open if tag != "br"]
    numbers = [found for tag, found in marks.seen if tag == "a" and "tabindex" in found]
    behind = told.facts[(told.facts["formula"] != "") | (told.facts["source"] != "")]
    assert len(numbers) == len(behind) > 3
    assert all(found["title"] for found in numbers)
    # In 亿元 (CNY 100 million), and in English in CNY billion, as the sentence tells both amounts.
    worked = {"zh": "33357.1 ÷ 30782.9 − 1 = 8.4%", "en": "3,335.71 ÷ 3,078.29 − 1 = 8.4%"}
    assert any(worked[lang] in found["title"] for found in numbers)
    assert "stats.gov.cn" in html
    assert not re.search(r"<script|javascript:| on\w+=", html)
    assert [tag for tag, _ in marks.seen].count("details") == 1
    # VS Code has no colours of JupyterLab; the browser's own paper is white under its light text.
    assert "background:var(--jp-layout-color1,var(--vscode-editor-background,Canvas))" in html


def test_words_of_a_source_are_no_markup():
    frame = obs(
        region="320600", indicator="gdp", period=[2019, 2020], value=[80.0, 100.0], unit="亿元"
    ).assign(source="<b>x</b>", quote='"><script>alert(1)</script>')
    html = narrative.growth(
        kejidata.growth_rates(frame), observations=frame, lang="zh"
    )._repr_html_()
    assert "<script" not in html
    assert "<b>x</b>" not in html


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_word_follows_a_style_that_a_front_end_takes_out(lang):
    # After an element that it took out, the sanitizer of JupyterLab 4.5 showed all tags as text
    # from an entity on ("R&amp;D") that stood before the next tag.
    frame = obs(period=[2019, 2020], value=[80, 100], indicator="rd_expenditure", source="report")
    growth = kejidata.growth_rates(frame)
    for one in (narrative.growth(growth, lang=lang), kejidata.table(growth, lang)):
        html = one._repr_html_()
        assert "R&amp;D" in html
        assert re.findall(r"</style>(.)", html, re.DOTALL) == ["<"]

"""Every number of a narrative leads to its origin, on the page as in the notebook."""

from __future__ import annotations

import re

import pytest

from kejidata import indicators
from kejidata.files.media_types import FACTS_MIME
from kejidata.narrative.facts import Fact, compose
from kejidata.publish.page.footnotes import Origins, Source, listed, read_sources, told
from kejidata.wording.formulas import in_words

SOURCES = {"report": Source("局：《总结》（2021）", "https://example.org/a?b&c")}


def narrative(*facts: Fact) -> dict[str, object]:
    pieces = [piece for fact in facts for piece in ("达", fact)]
    bundle = compose([*pieces, "。"], "zh")._repr_mimebundle_()
    shown = bundle[FACTS_MIME]
    assert isinstance(shown, dict)
    return shown


VALUE = Fact("26.82亿元", 26.82, "亿元", source="report", quote="成交额达26.82亿元")
GROWTH = Fact("35.08%", 35.08, "%", formula="(26.82 / 19.86 - 1) x 100")


def test_the_text_stays_and_each_number_leads_to_its_origin() -> None:
    origins: Origins = {}
    html = told(narrative(VALUE, GROWTH), "zh", origins, SOURCES)
    without_tips = re.sub(r'<span class="tip".*?(?=</a>)', "", html)
    assert re.sub(r"<[^>]+>", "", without_tips) == "达26.82亿元达35.08%。"
    assert re.findall(r'href="#(origin-\d)">([\d.]+)', html) == [
        ("origin-1", "26.82"),
        ("origin-2", "35.08"),
    ]
    page = listed(origins, "zh", SOURCES)
    for anchor, words in (("origin-1", "成交额达26.82亿元"), ("origin-2", "19.86")):
        assert re.search(rf'<li id="{anchor}">.*?{words}.*?</li>', page)


def test_pointing_shows_formula_wording_and_source_in_the_pages_language() -> None:
    for lang, labels in (("zh", ["原文", "出处"]), ("en", ["Wording", "Source"])):
        html = told(narrative(VALUE), lang, {}, SOURCES)  # type: ignore[arg-type]
        tip = html[html.index('class="tip"') :]
        for words in [*labels, "成交额达26.82亿元", "局：《总结》（2021）"]:
            assert words in tip


def test_the_same_number_with_the_same_origin_is_listed_once() -> None:
    origins: Origins = {}
    told(narrative(VALUE, GROWTH, VALUE), "zh", origins, SOURCES)
    assert list(origins.values()) == [1, 2]


def test_several_sources_and_quotes_are_told_one_by_one() -> None:
    fact = Fact("7项", 7, "项", source="report; other", quote="一; 二")
    origins: Origins = {}
    told(narrative(fact), "zh", origins, SOURCES)
    (origin,) = origins
    assert (origin.quotes, origin.sources) == (("一", "二"), ("report", "other"))


def test_nothing_in_text_quote_formula_or_source_is_obeyed() -> None:
    bad = '<script>x</script>"><img src=x onerror=x>'
    sources = {bad: Source(bad, "javascript:x()")}
    fact = Fact(bad, 1.0, "", formula=bad, quote=bad, source=bad)
    origins: Origins = {}
    html = told(narrative(fact), "zh", origins, sources) + listed(origins, "zh", sources)
    assert not re.search(r"<(script|img)", html)
    assert "javascript" not in html


def test_the_list_links_to_the_source() -> None:
    origins: Origins = {}
    told(narrative(VALUE), "zh", origins, SOURCES)
    html = listed(origins, "zh", SOURCES)
    # The title stands once, in the list of sources.
    assert html.count("《总结》") == 1
    assert re.search(r'<li id="origin-1">.*<a href="#source-1">\[1\]</a>.*《总结》', html)
    assert re.search(r'<li id="source-1"><a href="https://example\.org/a\?b&amp;c"', html)
    assert listed({}, "zh", SOURCES) == ""


def test_sources_are_named_by_publisher_title_and_year() -> None:
    row = {"id": "a", "title": "总结", "publisher": "局", "published": "2021", "url": ""}
    row |= {"title_en": "Report", "publisher_en": "Bureau"}
    assert read_sources([row], "zh") == {"a": Source("局：《总结》（2021）", "", "2021")}
    assert read_sources([row], "en") == {"a": Source("Bureau: Report (2021)", "", "2021")}


def test_a_source_that_only_a_table_names_is_listed_too() -> None:
    origins: Origins = {}
    told(narrative(Fact("3项", 3.0, "项", source="a", quote="达3项")), "zh", origins, SOURCES)
    page = listed(origins, "zh", SOURCES | {"z": Source("只在表里", "")})
    assert "只在表里" in page.partition("sources")[2]


def test_what_has_no_origin_to_tell_stays_text() -> None:
    origins: Origins = {}
    html = told(narrative(Fact("2020年")), "zh", origins, SOURCES)
    assert html == '<div class="told"><p>达2020年。</p></div>'
    assert origins == {}


@pytest.mark.parametrize(
    ("formula", "chinese", "english"),
    [
        ("count", "逐条计数", "counted one by one"),
        (
            "((value / base_value) ** (1 / years) - 1) * 100",
            "((数值 ÷ 基期值) ^ (1 ÷ 年数) − 1) × 100",
            "((value ÷ base value) ^ (1 ÷ years) − 1) × 100",
        ),
        (
            "end of the interval of value / (1 + growth_rate / 100)",
            "区间端点： 数值 ÷ (1 + 增长率 ÷ 100)",
            "end of the interval: value ÷ (1 + growth rate ÷ 100)",
        ),
    ],
)
def test_a_formula_is_told_in_the_readers_words(formula: str, chinese: str, english: str) -> None:
    assert in_words(formula, "zh") == chinese
    assert in_words(formula, "en") == english


def test_a_code_in_a_formula_is_told_by_its_registered_name() -> None:
    catalog = indicators().iloc[0]
    assert in_words(f"{catalog['code']} * 100", "zh") == f"{catalog['name_zh']} × 100"
    assert in_words("no_such_code - 1", "en") == "no_such_code − 1"


def test_pointing_shows_a_few_lines_and_the_list_all_of_them() -> None:
    quotes = [f"原文{n}" for n in range(20)]
    origins: Origins = {}
    fact = Fact("20项", 20, "项", formula="count", quote="; ".join(quotes))
    html = told(narrative(fact), "zh", origins, SOURCES)
    assert html.count("<q") == 5
    assert html.count("…") == 1
    assert all(f">{quote}<" in listed(origins, "zh", SOURCES) for quote in quotes)

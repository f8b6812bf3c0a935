"""The page: one file for each language, nothing from the network, readable by everybody."""

from __future__ import annotations

import re
from base64 import b64decode
from functools import cache
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont

from kejidata.model.terms import Lang
from kejidata.narrative.facts import Fact, compose
from kejidata.publish.cache import PAGE
from kejidata.publish.page.document import page, sources_of
from kejidata.publish.page.footnotes import Source
from kejidata.publish.page.webfont import font_faces
from kejidata.publish.translation import page_name

REPORT = Path(__file__).parents[2] / "report"
VOID = {"meta", "link", "br", "hr", "img", "source", "col", "input"}


def text(source: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "source": source}


def code(source: str, *outputs: dict[str, Any]) -> dict[str, Any]:
    return {"cell_type": "code", "source": source, "outputs": list(outputs)}


@cache
def sample(lang: Lang) -> str:
    fact = Fact("26.82亿元", 26.82, "亿元", source="s", quote="达26.82亿元")
    narrative = compose(["成交额", fact, "。"], "zh")._repr_mimebundle_()
    told = {"output_type": "display_data", "metadata": {}, "data": narrative}
    one = [text("# 甲\n\n一"), code("x = '<1>'", told), text("## 乙\n\n### 丙")]
    notebooks = {"01_a.ipynb": {"cells": one}, "02_b.ipynb": {"cells": [text("# 丁 & 戊")]}}
    return page(notebooks, lang, {}, "", ("zh", "en")).decode()


@pytest.fixture
def fontless(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the font out of pages whose words alone are asked for: it is most of their time."""
    monkeypatch.setattr("kejidata.publish.page.document.font_faces", lambda text: "")


def none(said: str) -> dict[str, Any]:
    data = {"text/html": f"<div>{said}</div>", "text/plain": "Table(zh, 0 rows: 甲)"}
    return {"output_type": "execute_result", "metadata": {}, "data": data}


NOTHING = ("没有可供叙述的数据。", "没有可画的数据。", "没有可列出的数据。")


@pytest.mark.usefixtures("fontless")
def test_a_chapter_with_nothing_to_show_says_so_once() -> None:
    said = [none(one) for one in NOTHING]
    cells = [text("# 甲\n\n问"), code("x", *said), text("## 乙"), code("y", none(NOTHING[1]))]
    html = page({"01_a.ipynb": {"cells": cells}}, "zh", {}).decode()
    assert [html.count(one) for one in NOTHING] == [1, 0, 0]
    assert "问" in html
    assert "乙" not in html
    assert "<code>y</code>" in html


@pytest.mark.usefixtures("fontless")
def test_a_section_with_nothing_to_show_says_so_once() -> None:
    rows = none("<table><tr><td>甲乙丙</td></tr></table>")
    said = [none(one) for one in NOTHING]
    cells = [text("# 甲"), code("x", rows, *said), text("## 乙"), code("y", none(NOTHING[1]))]
    html = page({"01_a.ipynb": {"cells": cells}}, "zh", {}).decode()
    assert [html.count(one) for one in NOTHING] == [1, 1, 0]
    assert "甲乙丙" in html
    assert html.count("乙</h3>") == 1


class Outline(HTMLParser):
    """Collects what the tests ask about, and checks that every element is closed in turn."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def all(self, tag: str, name: str) -> list[str | None]:
        return [attrs[name] for found, attrs in self.found if found == tag and name in attrs]


def check(html: str) -> Outline:
    """Check what every page of every content promises."""
    outline = Outline(html)
    tags = [tag for tag, _ in outline.found]
    levels = [int(tag[1]) for tag in tags if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))
    for landmark in ("header", "nav", "main", "footer"):
        assert tags.count(landmark) == 1
    for forbidden in ("script", "link", "iframe", "object", "base"):
        assert forbidden not in tags
    ids = [attrs["id"] for _, attrs in outline.found if "id" in attrs]
    assert len(ids) == len(set(ids))
    for href in outline.all("a", "href"):
        assert not str(href).startswith("#") or str(href)[1:] in ids
    for _, attrs in outline.found:
        assert not any(name.startswith("on") for name in attrs)
        assert str(attrs.get("src", "data:")).startswith("data:")
    pictures = [attrs for tag, attrs in outline.found if tag == "img"]
    assert all(attrs.get("alt") for attrs in pictures)
    assert not re.findall(r"@import|url\((?![\"']?data:)", html)
    return outline


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_is_sound_and_the_same_on_every_run(lang: Lang) -> None:
    html = sample(lang)
    outline = check(html)
    assert outline.all("html", "lang") == [{"zh": "zh-CN", "en": "en"}[lang]]
    assert sample.__wrapped__(lang) == html
    # What is wider than a phone is moved by keyboard, the code that is folded away too.
    assert '<pre tabindex="0"><code>x = ' in html


@pytest.mark.usefixtures("fontless")
def test_what_no_document_can_hold_is_marked_as_missing() -> None:
    cells = [text("# a\x01"), code("x\x1b", none("b\x00\x0b\ufffe"))]
    html = page({"01_a.ipynb": {"cells": cells}}, "en", {"s": Source("c\x08", "")}).decode()
    check(html)
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe]", html)
    assert {"a\ufffd", "x\ufffd", "c\ufffd"} <= {*re.findall(r"\w\ufffd", html)}


def test_the_browser_itself_is_told_to_run_and_load_nothing() -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', sample("zh"))
    assert policy is not None
    rules = dict(rule.strip().split(" ", 1) for rule in policy[1].split(";"))
    assert rules["default-src"] == "'none'"
    assert "script-src" not in rules
    assert rules["img-src"] == rules["font-src"] == "data:"


def test_each_page_leads_to_the_other_language() -> None:
    assert page_name("en") in Outline(sample("zh")).all("a", "href")
    assert page_name("zh") in Outline(sample("en")).all("a", "href")


def test_contents_list_chapters_and_their_sections() -> None:
    nav = re.search(r"<nav.*?</nav>", sample("zh"), re.DOTALL)
    assert nav is not None
    assert re.findall(r'href="#([\w-]+)">(.*?)</a>', nav[0]) == [
        ("01-a-1-1", "甲"),
        ("01-a-3-1", "乙"),
        ("02-b-1-1", "丁 &amp; 戊"),
        ("origins", "数字的出处"),
    ]


def test_code_is_folded_away_and_shown_as_text() -> None:
    details = re.search(r"<details.*?</details>", sample("zh"), re.DOTALL)
    assert details is not None
    assert "x = &#x27;&lt;1&gt;&#x27;" in details[0]
    assert " open" not in details[0].partition(">")[0]


def test_the_origins_of_all_numbers_are_listed() -> None:
    html = sample("zh")
    assert re.search(r'<section id="origins">.*<li id="origin-1">.*达26\.82亿元', html)
    plain = page({"a.ipynb": {"cells": [text("# 甲")]}}, "zh", {}).decode()
    assert 'id="origins"' not in plain


def test_the_page_brings_a_font_with_all_its_characters() -> None:
    html = sample("zh")
    shown = set(re.sub(r"<style>.*?</style>|<[^>]+>", "", html, flags=re.DOTALL)) - {"\n"}
    fonts = re.findall(r"font-weight:(\d+).*?base64,([\w+/=]+)", html)
    assert [weight for weight, _ in fonts] == ["400", "700"]
    for _, data in fonts:
        glyphs = TTFont(BytesIO(b64decode(data))).getBestCmap()
        assert {ord(char) for char in shown} <= set(glyphs)


def test_the_font_comes_first_and_holds_no_more_than_needed() -> None:
    css = (PAGE / "page.css").read_text("utf-8")
    assert re.search(r'body \{[^}]*font-family: "Keji Sans SC"', css)
    assert len(font_faces("甲乙")) < 20_000
    assert font_faces("甲乙") == font_faces("乙甲甲")


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("name", ["ink", "muted", "accent"])
@pytest.mark.parametrize("ground", ["#ffffff", "#f4f6f8", "#fff3d6"])
def test_text_stands_out_from_its_ground_as_wcag_aa_asks(name: str, ground: str) -> None:
    css = (PAGE / "page.css").read_text("utf-8")
    found = re.search(rf"--{name}: (#[0-9a-f]{{6}})", css)
    assert found is not None
    assert ground == "#ffffff" or ground in css
    lighter, darker = sorted((luminance(found[1]), luminance(ground)), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def test_sources_are_read_from_the_processed_data(tmp_path: Path) -> None:
    assert sources_of(tmp_path, "zh") == {}
    table = tmp_path / "data" / "processed" / "sources.csv"
    table.parent.mkdir(parents=True)
    table.write_text("id,title,publisher,published,url\na,总结,局,2021,\n", encoding="utf-8")
    assert sources_of(tmp_path, "zh")["a"].title == "局：《总结》（2021）"


@pytest.mark.root_project
@pytest.mark.parametrize("path", sorted(REPORT.glob("*.html")), ids=lambda path: path.name)
def test_the_stored_page_is_light(path: Path) -> None:
    assert path.stat().st_size < 2_000_000


@pytest.mark.parametrize("path", sorted(REPORT.glob("*.html")), ids=lambda path: path.name)
def test_the_stored_page_is_sound(path: Path) -> None:
    html = path.read_text("utf-8")
    outline = check(html)
    pictures = outline.all("img", "alt")
    assert pictures
    assert not {"图", "Figure"} & set(pictures)
    body = re.sub(r"<(style|pre)>.*?</\1>", "", html, flags=re.DOTALL)
    assert "**" not in re.sub(r"<[^>]+>", "", body)


@pytest.mark.usefixtures("fontless")
def test_a_page_without_a_number_in_a_sentence_lists_the_sources_that_charts_lead_to() -> None:
    html = page({"01_a.ipynb": {"cells": []}}, "en", {"a": Source("Our survey", "")}).decode()
    assert '<h3 id="sources">' in html
    assert '<a href="#origins">' in html


def test_contents_follow_the_chapter_that_is_read_without_a_script() -> None:
    html = sample("zh")
    scope = re.search(r"body \{ timeline-scope: ([^;]+); \}", html)
    assert scope is not None
    names = scope[1].split(", ")
    watched = re.findall(r"section:nth-of-type\((\d)\) \{ view-timeline-name: ([\w-]+);", html)
    marked = re.findall(r'nav a\[href="#([\w-]+)"\] \{ animation-timeline: ([\w-]+);', html)
    assert [at for at, _ in watched] == ["1", "2", "3"]
    assert [name for _, name in watched] == [name for _, name in marked] == names
    assert [anchor for anchor, _ in marked] == ["01-a-1-1", "02-b-1-1", "origins"]


@pytest.mark.root_project
@pytest.mark.parametrize("path", sorted(REPORT.glob("*.html")), ids=lambda path: path.name)
def test_every_number_of_a_table_leads_to_its_origin_or_has_a_reason(path: Path) -> None:
    html = path.read_text("utf-8")
    ids = set(re.findall(r'\bid="([^"]+)"', html))
    cells = re.findall(r'<td class="number">(.*?)</td>', html)
    led = [found[1] for cell in cells if (found := re.search(r'href="#([^"]+)"', cell))]
    assert set(led) <= ids
    assert set(re.findall(r'href="#((?:origin|source)-\d+)"', html)) <= ids
    bare = [cell for cell in cells if "<a " not in cell]
    assert [cell for cell in bare if '<span title="' not in cell] == []
    assert len(led) > 550

"""Nothing in a notebook's text or outputs can run, load or break out of its place."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kejidata.publish.page.sanitize import chapter_anchor, plain, safe_html, safe_markdown

ATTACKS = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example/x.js></ScRiPt>",
    '<img src=x onerror="alert(1)">',
    '<img src="https://evil.example/pixel.png">',
    '<img src="data:text/html,<script>alert(1)</script>">',
    '<a href="javascript:alert(1)">x</a>',
    '<a href=" jav&#x09;ascript:alert(1)">x</a>',
    '<a href="data:text/html;base64,PHNjcmlwdD4=">x</a>',
    "<svg><animate onbegin=alert(1)></svg>",
    "<math><mi xlink:href='javascript:alert(1)'>x</mi></math>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=x></object><embed src=x><base href=//evil.example>",
    '<form action="//evil.example"><input autofocus onfocus=alert(1)></form>',
    "<style>body{display:none}</style><link rel=stylesheet href=//evil.example/x.css>",
    '<meta http-equiv="refresh" content="0;url=//evil.example">',
    '<p style="background:url(//evil.example/x.png);position:fixed;color:red">x</p>',
    "</main></section><h1>broken out</h1>",
    "<!--><script>alert(1)</script-->",
    "<template><script>alert(1)</script></template>",
]
MARKDOWN_ATTACKS = [
    "[x](javascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "![x](https://evil.example/pixel.png)",
    '![x" onerror="alert(1)](data:image/png;base64,AAAA)',
    "<javascript:alert(1)>",
    "[x]: javascript:alert(1)\n\n[x]",
    '```"><script>alert(1)</script>\nx\n```',
]
ALLOWED = {"a", "abbr", "b", "blockquote", "br", "code", "del", "div", "em", "hr", "i", "img"}
ALLOWED |= {"mark", "p", "pre", "s", "small", "span", "strong", "sub", "sup", "u", "ul", "ol", "li"}
ALLOWED |= {"table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "th", "td"}
ALLOWED |= {"h2", "h3", "h4", "h5", "h6"}
SCRAPS = [*'<>"=&/\\`[]()!#:; ', "script", "img", "onerror", "src", "href", "javascript", "style"]


class Inspector(HTMLParser):
    """Fails on every element or attribute that the page must not hold."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ALLOWED
        for name, value in attrs:
            assert not name.startswith("on")
            assert name not in ("srcdoc", "srcset", "action", "xlink:href")
            if name == "src":
                assert str(value).startswith("data:image/")
            if name == "href":
                assert re.match(r"https?://|mailto:|#|[^:]*$", str(value))
            if name == "style":
                assert "url" not in str(value)
                assert "position" not in str(value)


def inspect(html: str) -> None:
    inspector = Inspector(convert_charrefs=True)
    inspector.feed(html)
    inspector.close()


@pytest.mark.parametrize("attack", ATTACKS)
def test_html_of_an_output_is_disarmed(attack: str) -> None:
    inspect(safe_html(attack))
    inspect(safe_html(f"<table><tr><td>{attack}</td></tr></table>"))


@pytest.mark.parametrize("attack", [*ATTACKS, *MARKDOWN_ATTACKS])
def test_markdown_is_disarmed(attack: str) -> None:
    for text in (attack, f"# {attack}", f"|a|\n|-|\n|{attack}|", f"- {attack}"):
        inspect(safe_markdown(text, "a")[0])


@given(st.lists(st.sampled_from(SCRAPS)).map("".join))
def test_no_mixture_of_markup_gets_through(text: str) -> None:
    inspect(safe_html(text))
    inspect(safe_markdown(text, "a")[0])


@pytest.mark.parametrize("attack", ATTACKS)
def test_html_in_markdown_and_printed_text_is_shown_as_text(attack: str) -> None:
    if attack.startswith("<"):
        assert safe_markdown(attack, "a")[0].startswith("<p>&lt;")
    assert "<script" not in plain(attack)
    inspect(plain(attack))


def test_a_table_keeps_its_form() -> None:
    html = (
        '<table style="border-collapse: collapse"><caption>C</caption><thead><tr>'
        '<th scope="col" style="text-align: right">亿元</th></tr></thead><tbody><tr>'
        '<td title="why" style="color: #5f6368">—</td></tr></tbody></table>'
    )
    kept = safe_html(html).replace("collapse:collapse", "collapse: collapse")
    for part in ("<caption>C", 'scope="col"', "text-align", "collapse", 'title="why"', "#5f6368"):
        assert part in kept


def test_headings_go_one_level_down_and_are_listed() -> None:
    html, headings = safe_markdown("# 甲 *乙*\n\ntext\n\n## R&D\n\n###### 六", "one")
    assert [(h.level, h.anchor, h.text) for h in headings] == [
        (2, "one-1", "甲 乙"),
        (3, "one-2", "R&D"),
        (6, "one-3", "六"),
    ]
    for level, anchor in ((2, "one-1"), (3, "one-2"), (6, "one-3")):
        assert f'<h{level} id="{anchor}">' in html


@pytest.mark.parametrize(
    "target", ["02_Story_b.ipynb", "./02_Story_b.ipynb", "en/02_Story_b.ipynb#x"]
)
def test_a_link_to_a_notebook_leads_to_its_chapter(target: str) -> None:
    html, _ = safe_markdown(f"[x]({target})", "a")
    assert f'href="#{chapter_anchor("02_Story_b")}"' in html


def test_a_link_to_a_web_page_stays() -> None:
    html, _ = safe_markdown("[x](https://example.org/a?b=1&c=2)", "a")
    assert 'href="https://example.org/a?b=1&amp;c=2"' in html


def test_the_installed_sanitiser_escapes_what_stands_in_attributes() -> None:
    """The page relies on it, and the lower bound in pyproject.toml is the first that does."""
    assert safe_html('<p title="&lt;td onclick=x>">a</p>') == (
        '<p title="&lt;td onclick=x&gt;">a</p>'
    )


@pytest.mark.parametrize(
    ("style", "kept"),
    [
        ("background: #fee", "background-color:#fee"),
        ("color:red;BACKGROUND:rgb(1, 2, 3)", "color:red;background-color:rgb(1, 2, 3)"),
        ("background: red url(//evil.example/x.png)", ""),
        ("background: image-set('//evil.example/x.png' 1x)", ""),
    ],
)
def test_the_colour_behind_a_cell_stays_and_a_picture_there_goes(style: str, kept: str) -> None:
    html = safe_html(f'<table><tbody><tr><td style="{style}">1</td></tr></tbody></table>')
    assert f'<td style="{kept}"' in html

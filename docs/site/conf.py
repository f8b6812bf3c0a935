"""How Sphinx builds the documentation, in Chinese with `-t zh`; no page asks the network."""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx
from sphinx.locale import _

import kejidata

tags: Any = globals()["tags"]  # Sphinx puts it here.
CHINESE = tags.has("zh")

language = "zh_CN" if CHINESE else "en"
project = "kejidata"
copyright = "the kejidata developers"
version = release = kejidata.__version__
html_title = (
    "kejidata：算得准、说得清的科技指标" if CHINESE else "kejidata: indicators that are right"
)

extensions = ["myst_nb", "sphinx.ext.autosummary", "numpydoc"]
# The builder lays them beside the pages: Sphinx looks for them from there.
templates_path = ["templates"]
exclude_patterns = ["templates"]
# Notebooks are shown as they are stored: the regression tests run them.
nb_execution_mode = "off"
# What stands beside pictures and HTML in an output is for the page and the office files.
suppress_warnings = ["mystnb.unknown_mime_type"]
myst_heading_anchors = 3
autodoc_typehints = "none"
numpydoc_show_class_members = False
html_theme = "furo"
html_context = (
    {"other_language": "en", "other_name": "English"}
    if CHINESE
    else {"other_language": "zh", "other_name": "中文"}
)
html_sidebars = {
    "**": [
        "sidebar/brand.html",
        "language.html",
        "sidebar/search.html",
        "sidebar/scroll-start.html",
        "sidebar/navigation.html",
        "sidebar/scroll-end.html",
    ]
}
html_show_copyright = not CHINESE
html_show_sphinx = False
html_copy_source = False
html_theme_options: dict[str, object] = {"top_of_page_buttons": []}

WORDS = {"Next": "下一页", "Previous": "上一页", "Home": "首页", "On this page": "本页内容"}
"""What the theme says and Sphinx has no Chinese for."""


def setup(app: Sphinx) -> None:
    """Give the theme its Chinese words, page by page."""
    if CHINESE:
        app.connect("html-page-context", say_in_chinese)


def say_in_chinese(app: Sphinx, page: str, template: str, context: Any, tree: Any) -> None:
    """Let a page look among the words here before it asks Sphinx."""
    context["_"] = lambda word: WORDS.get(word) or _(word)

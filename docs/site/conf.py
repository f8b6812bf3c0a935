"""How Sphinx builds the documentation, in Chinese with `-t zh`; no page asks the network."""

from __future__ import annotations

import re
from functools import cache
from posixpath import relpath
from typing import Any

from furo.navigation import get_navigation_tree
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
        "tree.html",
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
    """Give the pages their tree before the theme makes one, and the theme its Chinese words."""
    app.connect("html-page-context", place_in_tree, priority=400)
    if CHINESE:
        app.connect("html-page-context", say_in_chinese)


def place_in_tree(app: Sphinx, page: str, template: str, context: Any, tree: Any) -> None:
    """Give a page the tree of all pages with its own place marked.

    The theme makes the whole tree anew beside each page, which is two fifths of the build.
    """
    folder, _, name = page.rpartition("/")
    context["tree"] = marked(tree_of(app.builder, folder), f"{name}.html")
    context["toctree"] = lambda **_: ""


@cache
def tree_of(builder: Any, folder: str) -> str:
    """Return the tree of all pages as the theme shows it, with links from a folder."""
    whole = {"collapse": False, "titles_only": True, "maxdepth": -1, "includehidden": True}
    tree = get_navigation_tree(builder._get_local_toctree(builder.config.root_doc, **whole))
    return re.sub(r'(?<= href=")[^#"]+', lambda link: relpath(link[0], folder or "."), tree)


def marked(tree: str, link: str) -> str:
    """Return a tree with what the theme writes at a page, and at the one that holds it."""
    lines = tree.split("\n")
    at = next((n for n, line in enumerate(lines) if f' href="{link}"' in line), None)
    if at is None:
        return tree
    top = max(n for n, line in enumerate(lines[: at + 1]) if '"toctree-l1' in line)
    open_box = {' class="toctree-checkbox"': ' checked="" class="toctree-checkbox"'}
    itself = {'"><a class="': ' current-page"><a class="current ', f'"{link}"': '"#"'}
    below = {"<ul>": '<ul class="current">'}
    for place, marks in (
        (0, below),
        (top, {"-l1": "-l1 current", **open_box, **(below if top < at else {})}),
        (at, {"-l2": "-l2 current", **itself}),
    ):
        for plain, mark in marks.items():
            lines[place] = lines[place].replace(plain, mark, 1)
    return "\n".join(lines)


def say_in_chinese(app: Sphinx, page: str, template: str, context: Any, tree: Any) -> None:
    """Let a page look among the words here before it asks Sphinx."""
    context["_"] = lambda word: WORDS.get(word) or _(word)

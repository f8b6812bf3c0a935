"""How Sphinx builds the documentation, in Chinese with `-t zh`; no page asks the network."""

from __future__ import annotations

from typing import Any

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
html_show_sphinx = False
html_copy_source = False
html_theme_options: dict[str, object] = {"top_of_page_buttons": []}

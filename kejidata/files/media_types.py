"""Types under which Jupyter stores as data what it shows, for the page and for other documents."""

from __future__ import annotations

FACTS_MIME = "application/vnd.kejidata.narrative+json"
"""Text and facts of a narrative, beside its Markdown."""
TABLE_MIME = "application/vnd.kejidata.table+json"
"""The cells of a table, beside its HTML."""
FIGURE_MIME = "application/vnd.kejidata.figure+json"
"""What a picture shows, beside the picture."""
NARROW_MIME = "application/vnd.kejidata.narrow+png"
"""A figure for narrow screens, beside the one for a slide."""

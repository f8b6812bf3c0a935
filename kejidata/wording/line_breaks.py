"""Where a line may not break: the signs of Chinese and Latin punctuation, for whoever sets text."""

from __future__ import annotations

import re

NO_LINE_START = "，。、；：？！）》」』】〕％%,.;:?!)]}’”…—"
"""Signs that close: they stay with what stands before them."""
NO_LINE_END = "（《「『【〔([{‘“"
"""Signs that open: they stay with what comes after them."""
CLAUSE_END = re.compile(r"(?<=[，；：])|(?<=[,;:]\s)")
"""The place behind a comma, a semicolon or a colon, where a title rather breaks than elsewhere."""

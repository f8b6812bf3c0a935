"""A column of figures in a block."""

from __future__ import annotations

from typing import NamedTuple

from kejidata.tables.meaning.heading import Heading


class Column(NamedTuple):
    """A column of figures: its place, and what its headings and those beside it state."""

    at: int
    heading: Heading
    region: str = ""

    @property
    def text(self) -> str:
        """The headings, as a message shows them."""
        return self.heading.text

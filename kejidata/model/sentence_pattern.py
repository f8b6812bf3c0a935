"""Sentence patterns of the registry: the clause with the verb of the field that tells a figure."""

from __future__ import annotations

from string import Formatter

FIELD = "value"
"""The field that the figure fills."""
PATTERN = "write {value} once, where the figure stands; {value:firm|firms} chooses by its number"
"""What to do about a cell that is no pattern."""


def is_pattern(text: str) -> bool:
    """Tell whether a text tells one figure once, and nothing else; an empty one tells none.

    Examples
    --------
    >>> is_pattern("{value} {value:firm was|firms were} certified"), is_pattern("certified")
    (True, False)
    """
    try:
        found = [(field, forms) for _, field, forms, _ in Formatter().parse(text)]
    except ValueError:  # a brace without its other half
        return False
    fields = [(field, forms or "") for field, forms in found if field is not None]
    known = all(field == FIELD and (not forms or forms.count("|") == 1) for field, forms in fields)
    return not text or (known and [forms for _, forms in fields].count("") == 1)

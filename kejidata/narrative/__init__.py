"""Paragraphs from measured frames, with a fact behind every number.

In comes the result of a measure, and the observations behind it for digits, units and sources; out
goes a `Narrative`: text, and for each number in it its value, formula and rows of origin. Open
`facts` first, then `templates`, which makes sentences of the words of a language, `values`, which
tells one number, and `rows`; `paragraphs` has a module for each public function, `parts` what
several sentences share.
"""

from kejidata.narrative.facts import Narrative, words
from kejidata.narrative.paragraphs.audit import audit
from kejidata.narrative.paragraphs.base_effects import base_effects
from kejidata.narrative.paragraphs.completion import completion
from kejidata.narrative.paragraphs.composite_index import composite_index
from kejidata.narrative.paragraphs.contributions import contributions
from kejidata.narrative.paragraphs.field import field
from kejidata.narrative.paragraphs.growth import growth
from kejidata.narrative.paragraphs.outcomes import outcomes
from kejidata.narrative.paragraphs.outlook import outlook
from kejidata.narrative.paragraphs.profile import profile
from kejidata.narrative.paragraphs.rankings import rankings
from kejidata.narrative.paragraphs.spending import spending

__all__ = [
    "Narrative",
    "audit",
    "base_effects",
    "completion",
    "composite_index",
    "contributions",
    "field",
    "growth",
    "outcomes",
    "outlook",
    "profile",
    "rankings",
    "spending",
    "words",
]


def __dir__() -> list[str]:
    """Return the public names alone."""
    return __all__

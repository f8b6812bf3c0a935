"""Paragraphs from measured frames, in Chinese and English, with a fact behind every number."""

from kejidata.narrative.facts import Narrative, words
from kejidata.narrative.paragraphs.audit import audit
from kejidata.narrative.paragraphs.base_effects import base_effects
from kejidata.narrative.paragraphs.completion import completion
from kejidata.narrative.paragraphs.field import field
from kejidata.narrative.paragraphs.growth import growth
from kejidata.narrative.paragraphs.rankings import rankings
from kejidata.narrative.paragraphs.targets import outcomes, outlook

__all__ = [
    "Narrative",
    "audit",
    "base_effects",
    "completion",
    "field",
    "growth",
    "outcomes",
    "outlook",
    "rankings",
    "words",
]

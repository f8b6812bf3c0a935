"""Paragraphs from measured frames, in Chinese and English, with a fact behind every number."""

from kejidata.narrative.facts import Narrative, words
from kejidata.narrative.on_audit import audit
from kejidata.narrative.on_base_effects import base_effects
from kejidata.narrative.on_completion import completion
from kejidata.narrative.on_field import field
from kejidata.narrative.on_growth import growth
from kejidata.narrative.on_outcomes import outcomes
from kejidata.narrative.on_outlook import outlook
from kejidata.narrative.on_rankings import rankings

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

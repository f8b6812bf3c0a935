"""Paragraphs from measured frames, in Chinese and English, with a fact behind every number."""

from kejidata.narrative.facts import Narrative, words
from kejidata.narrative.on_audit import audit
from kejidata.narrative.on_completion import completion
from kejidata.narrative.on_field import field
from kejidata.narrative.on_growth import growth
from kejidata.narrative.on_outlook import outlook
from kejidata.narrative.on_rankings import rankings

__all__ = ["Narrative", "audit", "completion", "field", "growth", "outlook", "rankings", "words"]

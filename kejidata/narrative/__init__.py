"""Paragraphs from measured frames, in Chinese and English, with a fact behind every number."""

from kejidata.narrative.facts import Narrative, words
from kejidata.narrative.on_completion import completion
from kejidata.narrative.on_growth import growth
from kejidata.narrative.on_outlook import outlook

__all__ = ["Narrative", "completion", "growth", "outlook", "words"]

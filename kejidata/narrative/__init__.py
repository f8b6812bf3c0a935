"""Paragraphs from measured frames, in Chinese and English, with a fact behind every number."""

from kejidata.narrative.facts import Narrative, words
from kejidata.narrative.on_growth import growth

__all__ = ["Narrative", "growth", "words"]

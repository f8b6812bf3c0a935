"""Paragraphs from measured frames, in Chinese and English, with a fact behind every number."""

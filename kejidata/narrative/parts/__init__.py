"""Clauses and sentences that paragraphs are made of, a file for each thing that they tell of.

In come rows of a measured frame and the origins of their figures; out go pieces of text and facts.
Begin with `rates`, which tells one growth.
"""

"""The words that the reader knows: nouns, predicates, boundaries of names, numbers, places.

Data for the rooms beside it, as lists of words and named patterns. Begin with `nouns`.
"""

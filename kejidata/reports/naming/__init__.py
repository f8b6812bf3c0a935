"""Which indicator and which region a figure belongs to.

In comes a figure in its clause; out go the names that the report gives it. Begin with `names`.
"""

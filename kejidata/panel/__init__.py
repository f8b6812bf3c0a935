"""Any tidy frame as integer codes: what the measures calculate on.

In comes a frame with region, indicator, period and value in any order; out go checked rows, cells,
the matching cell of another period, ranks, and the intervals that published rounding leaves.
Nothing here is public, and nothing here knows what growth or completion is. Begin with `intake`.
"""

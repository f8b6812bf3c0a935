"""Any tidy frame as integer codes: what the measures calculate on.

In comes a frame with region, indicator, period and value in any order; out go checked rows, cells,
the matching cell of another period, ranks, and the intervals that published rounding leaves.
Nothing here is public, and nothing here knows what growth or completion is. Begin with `intake`,
which follows a frame from `any_frame` over `columns`, `axes` and `period_axis`; `cells` is the one
table that follows, `matching`, `peers` and `ranks` set its rows beside each other, `intervals` and
`closed` say what is open of a number, and `results` makes the frame that goes out. `normalize` and
`measured` take frames that are read row by row, `partitions` those larger than memory.
"""

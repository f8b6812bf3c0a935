"""A published table to observations, and observations to a table.

In comes a file as an office saves it; out go tidy observations, or a refusal that names the cell.
Begin with `read_table`, then `reading`: `source` makes grids of a file, `layout` finds headers and
rows in them, `meaning` understands their words, `figures` and `heads` say what row and column state
of a cell, `amounts` brings figures into units. `titles` reads periods out of titles where the
analyst says so, `vintages` tells preliminary from revised figures side by side, `total_regions`
whose 全国 (the nation) a row of a city's table is. `given` is what the analyst says beside the
table, `decisions` what of it is kept; `doubts` and `misfits` refuse. `parse_row` reads a table
that has the columns of observations already.
"""

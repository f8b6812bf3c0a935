"""A published table to observations, and observations to a table.

In comes a file as an office saves it; out go tidy observations, or a refusal that names the cell.
Begin with `read_table`, then `reading`: `source` makes grids of a file, `layout` finds headers and
rows in them, `meaning` understands their words, `amounts` brings figures into units.
"""

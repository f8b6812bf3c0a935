"""A published table to observations.

In comes a file as an office saves it; out go tidy observations, or a refusal that names the cell.
Begin with `read_table`; `headings` understands the header, `wide` turns years across into rows,
`parse_row` reads one row.
"""

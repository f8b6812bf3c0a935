"""Where a sheet keeps its tables: headers of any depth, keys of rows, blocks, notes around them.

In comes one grid; out come blocks, each with the headings over its columns and the lines of its
rows, and what the lines above it state. Begin with `blocks`, which takes `lines` for what they are;
`header` finds the headings, `columns` and `stub_columns` what stands under them, `stubs` what names
a row, and `unclear` refuses what may mean several things.
"""

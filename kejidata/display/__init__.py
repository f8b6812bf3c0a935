"""Tables to look at: a measured frame with names instead of codes.

In comes any frame of the package; out goes a table for the notebook, as text and as HTML. Begin
with `table`; `cells` says what stands in one cell, `cell_origins` where its number comes from,
`table_output` how Jupyter shows and stores it all. `preview` tells how a published table is read,
`preview_lines` line by line.
"""

from kejidata.display.table import table

__all__ = ["table"]

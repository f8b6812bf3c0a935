"""A file as offices save it, as grids of cell texts.

In come CSV and other text, Excel workbooks old and new, OpenDocument sheets and the JSON answer of
the national statistics site; out comes one grid a sheet, each cell as the sheet shows it. Nothing
is run, linked or looked up outside the file. Begin with `sheets`; `xlsx`, `xls`, `ods` and
`site_json` read one format each, and all make a `grid`.
"""

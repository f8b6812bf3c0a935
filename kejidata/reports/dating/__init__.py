"""Of which period a figure is: by its own date, its sentence, its heading, the report's title.

In come dates as they are written and the headings above them; out go ISO 8601 periods. Begin with
`scope`, which says how far a date reaches; `rows` pairs dates and figures, `spans` reads spans of
years, `settle` what follows from what a figure measures; `report_period` finds the report's own
year, `outline` and `state` keep what headings said, `table_columns` what a table's columns are of.
"""

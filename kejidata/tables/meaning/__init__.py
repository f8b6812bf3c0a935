"""What the texts of a table mean: columns, measures, periods, units, regions, totals, digits.

In come headings and cells as a sheet shows them; out come the words of observations, or nothing
where a text has no such meaning. Begin with `heading`, which reads the texts above one column from
its parts (`heading_cell`); `words` knows measures, `column_words` what a column holds, `units_text`
and `periods_text` what their names say, `numbers_text` and `qualified` one cell, `scales` in which
unit it is, `scopes` whose figures they are, `wholes` what is part of what.
"""

"""What the texts of a table mean: columns, measures, periods, units, regions, totals, digits.

In come headings and cells as a sheet shows them; out come the words of observations, or nothing
where a text has no such meaning. Begin with `heading`, which reads the texts above one column.
"""

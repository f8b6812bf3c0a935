"""Files to text, decoded and without furniture.

In comes a path; out go one text, on which all offsets count, and the same without its layout
(`flatten`). What is damaged, made to harm or longer than a report is refused. Begin with `text`;
`word`, `pdf` and `page` (of the web) read one format each, `table_text` and `stacked` find the
tables in a text, `columns` a page set in several.
"""

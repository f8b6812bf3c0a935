"""One self-contained HTML page a language, made of executed notebooks.

In come notebooks and the sources that they name; out go the bytes of a page on which nothing runs
and nothing is fetched. A change in this folder makes the pages again and runs no notebook. Begin
with `document`; `cell_outputs` shows what a cell gave, `footnotes` leads each number to its origin,
`sanitize` lets only harmless HTML through, `webfont` cuts the font to the characters of the page.
"""

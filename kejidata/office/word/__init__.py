"""The report as a Word document.

In comes a `Report`; out go the bytes of a .docx of A4 pages, in the fonts of Chinese offices, each
number with a note that tells its origin. Begin with `document`; `styles` says how it looks,
`tables` and `pictures` set what their names say, `notes` and `fields` write what python-docx lacks.
"""

"""The report as files that an office hands in: a Word document, a workbook, slides.

In come the executed notebooks of the project in force; out go, in each of its languages, the bytes
of kejidata.zh.docx, .xlsx and .pptx, the same on every run. Nothing in them runs and nothing is
fetched. Begin with `export`; `chapters` makes blocks of notebooks (`outputs` of what cells gave,
`prose` of their text), `blocks` says what a block is, `word`, `workbook` and `slides` write them,
and `package` makes the bytes repeat.
"""

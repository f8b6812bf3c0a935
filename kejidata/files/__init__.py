"""Bytes on disk: what is written is whole, what is read is text.

In come paths and bytes; out go decoded tables, and files that are never half written, one build
at a time. Nothing here knows what an indicator is. Begin with `atomic`, which knows one file;
`folders` knows a folder that is exchanged whole, `lock` keeps several files of one age together,
`decode` turns bytes into text, `csv_table` reads what spreadsheets save, `settings` what people
write in TOML, `project_file` that of a project, `made` lists what the project's commands made,
`fonts` names the bundled typeface, `endings` the kinds of files that are read, and `media_types`
those of what Jupyter stores.
"""

"""A new project: every file of it, for one region and one year, on invented figures.

In comes what the analyst says of the office, out go bytes by path; nothing is written here. Begin
with `files`, which lists them; `settings` checks what was said, `invented` makes up two tables and
a report about the region's own members and peers.
"""

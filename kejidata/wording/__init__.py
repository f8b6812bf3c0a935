"""How a name, a number, a date, a source is said: the only room that knows a language.

In come codes, numbers and periods; out goes text, the same from sentences, tables and pictures. A
language is one file, `zh.toml` or `en.toml`: its words by section, and in `[style]` how it writes
numbers; a language is added by one more such file. Open `language` first, which reads them, then
`phrases` (templates and lists), `numbers` (digits, amounts, intervals, ranks), `names`, `dates`,
`labels` and `sources`. `precision` decides digits for all languages, `scaling` their powers of ten,
`origins` finds what the observations say of a number, `messages` translates errors.
"""

"""How a name, a number, a date, a source is said: the only room that knows a language.

In come codes, numbers and periods; out goes text in one language. Sentences, tables and pictures
say the same thing by the same function. Begin with `numbers`.
"""

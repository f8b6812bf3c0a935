"""Raw to processed: provenance, review against the report's text, assembly, Data Package.

In comes data/raw with a card beside each file; out goes data/processed, whole or not at all.
Begin with `assemble`; `provenance` reads the cards, which `cards` writes, `review` holds each
reviewed figure against the words that state it, `datapackage` describes what was built. `template`
is what a new project begins with.
"""

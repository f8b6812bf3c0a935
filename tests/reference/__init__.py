"""The public measures once more, in exact fractions, written from docs/design/ alone.

Each measure takes the figures of a frame (`facts.read`) and gives one dictionary a row: fractions
for numbers, texts for reasons and verdicts, None where a number is empty. Nothing here looks into
the package: it asks only for `kejidata.regions()` and `kejidata.indicators()`, which are data.
"""

"""One paragraph a file, each named after what it tells.

In comes a measured frame; out goes a `Narrative`. Begin with `completion`.
"""

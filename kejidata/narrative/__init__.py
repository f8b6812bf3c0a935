"""Paragraphs from measured frames, with a fact behind every number.

In comes the result of a measure, and the observations behind it for digits, units and sources; out
goes a `Narrative`: text, and for each number in it its value, formula and rows of origin. Open
`facts` first, then `templates`, which makes sentences of the words of a language, `values`, which
tells one number, and `rows`; `paragraphs` has a module for each public function, `parts` what
several sentences share; each is loaded when it is first asked for.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

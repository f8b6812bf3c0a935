"""What says that there is nothing to show, and whether Jupyter has just said so.

A chapter whose data is not there has a paragraph, figures and tables that all have nothing to show.
A notebook keeps what each of them says; where one follows another, Jupyter shows the first alone.
"""

from __future__ import annotations

import sys

from kejidata.model.terms import Lang
from kejidata.wording.language import language


def is_nothing(said: str, lang: Lang) -> bool:
    """Tell whether a sentence says that there is nothing to show; its capital does not matter.

    Examples
    --------
    >>> is_nothing("There are no figures to report.", "en"), is_nothing("Two rose.", "en")
    (True, False)
    """
    words = language(lang).words
    known = {sentence for key, sentence in words.items() if key.startswith("nothing.")}
    known |= {words["refused.nothing"], words["audit.nothing"], words["effects.unknown"]}
    return said.casefold() in {sentence.casefold() for sentence in known}


def follows_nothing() -> bool:
    """Tell whether the cell before gave what has nothing to show, so that this one need not say it.

    A cell that is run twice says it twice. False outside Jupyter.
    """
    ipython = sys.modules.get("IPython")
    shell = ipython and ipython.get_ipython()
    if not shell:
        return False
    # The cell that runs is the last of the inputs; the count of them is raised before or after.
    run, given = shell.user_ns["In"], shell.user_ns["_oh"]
    before = getattr(given.get(len(run) - 2), "says_nothing", False)
    return bool(before) and run[-1] != run[-2]

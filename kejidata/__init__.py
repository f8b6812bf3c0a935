"""Science-and-technology indicators that are right, from published tables and work reports.

In come the tables and the work report of a project; out go tidy frames, sentences and pictures
that lead back to them, and files for the office. Begin with `__init__.pyi`, which names what is
public and where it stands; each is loaded when it is first asked for, so that the commands' help
waits for none of it.
"""

import lazy_loader

from kejidata import errors

__version__ = "1.0.0"

__getattr__, __dir__, _named = lazy_loader.attach_stub(__name__, __file__)

# Whole rooms are reached by their names, but `from kejidata import *` does not wait for pictures.
__all__ = sorted(set(_named) - {"figures", "narrative", "reports"})


def _in_language(message: str) -> str:
    """Return the message of an error in the language of the project in force."""
    from kejidata import project
    from kejidata.wording.messages import wholly_translated

    try:
        found = project.current()
    except errors.KejidataError:
        return message
    return wholly_translated(message, found.languages[0]) if found else message


errors.KejidataError.shown = staticmethod(_in_language)

"""What makes a process that runs notebooks begin sooner."""

from __future__ import annotations

import sys


def skip_address_grammar() -> None:
    """Keep jsonschema from building a grammar of web addresses, which takes it 1.9 seconds.

    It checks addresses only where a schema asks for it, and that of notebooks does not. Without the
    package jsonschema leaves that check out by itself. For processes of this package alone.
    """
    # None in the place of a module makes its import fail.
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]

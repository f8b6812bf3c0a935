"""Workbooks under the default password, as publishers of yearbooks lock them against changes."""

from __future__ import annotations

import io

from kejidata.errors import KejidataError

_DEFAULT = "VelvetSweatshop"
"""The password that Excel itself uses for a workbook which is locked without one."""


def unlocked(data: bytes, name: str) -> bytes:
    """Return the bytes of a workbook without its encryption.

    Raises
    ------
    KejidataError
        The workbook has a password of its own, or is no workbook.
    """
    import msoffcrypto

    try:
        document = msoffcrypto.OfficeFile(io.BytesIO(data))
        document.load_key(password=_DEFAULT)
        plain = io.BytesIO()
        document.decrypt(plain)
    except MemoryError:
        raise
    except Exception:  # Neither the wrong password nor damage has one error of its own.
        raise locked(name) from None
    return plain.getvalue()


def locked(name: str) -> KejidataError:
    """Return the error for a workbook that opens with its password alone."""
    return KejidataError(
        "the workbook is protected by a password, or is none that Excel wrote",
        where=name,
        remedy="open it in Excel or WPS with its password and save it as .xlsx without one",
    )

"""Text out of PDF files; what is damaged, encrypted or a scan is refused."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from kejidata.errors import KejidataError
from kejidata.reports.source.columns import page_text
from kejidata.reports.source.limits import PAGE_MARKUP, most_characters, too_long

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader


def pdf_text(data: bytes, name: str) -> str:
    """Return the text layer of a PDF, page after page.

    Raises
    ------
    KejidataError
        The extra is not installed, or the file is encrypted, damaged or a scan without text.
    """
    try:
        import pypdf
    except ModuleNotFoundError:
        raise KejidataError(
            "reading a PDF needs the extra that is not installed",
            where=name,
            remedy="pip install 'kejidata[pdf]', or save the report as .docx or .txt",
        ) from None
    try:
        with _quiet():
            text = _pages(pypdf.PdfReader(io.BytesIO(data)), len(data), name)
    except (KejidataError, MemoryError):
        raise
    except Exception as error:  # a damaged file fails in many ways, none of which the reader knows
        raise KejidataError(
            "the PDF is damaged or encrypted",
            where=name,
            rows=[" ".join(f"{type(error).__name__}: {error}".split())[:200]],
            remedy="open it, print it to a new PDF, or save it as .docx or .txt",
        ) from None
    if not text.strip():
        raise KejidataError(
            "the PDF holds pictures of pages and no text",
            where=name,
            remedy="run text recognition (OCR) on it first and give the text",
        )
    return text


def _pages(reader: PdfReader, size: int, name: str) -> str:
    """Return the text of all pages, one after the other."""
    if reader.is_encrypted and not reader.decrypt(""):
        raise KejidataError(
            "the PDF is encrypted", where=name, remedy="save a copy without the password"
        )
    pages: list[str] = []
    left = most_characters(size)
    marks = PAGE_MARKUP * left
    for page in reader.pages:
        marks -= _marks(page)
        if marks >= 0:
            pages.append(page_text(page))
            left -= len(pages[-1])
        if min(left, marks) < 0:
            raise too_long(size, name)
    return "\n".join(pages)


def _marks(page: PageObject) -> int:
    """Return how many bytes of marks a page holds, those of its forms once; at least one."""
    contents = page.get_contents()
    # An object without keys is empty, and has data all the same.
    found = 0 if contents is None else len(contents.get_data())
    seen = set[int]()
    open_: list[Mapping[str, Any]] = [page]
    while open_:
        for form in _below(_below(open_.pop(), "/Resources"), "/XObject").values():
            held = form.get_object()
            is_form = isinstance(held, Mapping) and held.get("/Subtype") == "/Form"
            if is_form and id(held) not in seen:
                seen.add(id(held))
                found += len(held.get_data()) if hasattr(held, "get_data") else 0
                open_.append(held)
    return found + 1


def _below(holder: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """Return the dictionary of that name in another of a PDF, empty where there is none."""
    found = holder.get(name)
    held = found.get_object() if found is not None else None
    return held if isinstance(held, Mapping) else {}


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep pypdf from muttering about a damaged file: the error says it better."""
    log = logging.getLogger("pypdf")
    before = log.level
    log.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        log.setLevel(before)

"""Names of regions and indicators as a sentence says them, from the registry."""

from __future__ import annotations

import re
import unicodedata

from kejidata.model.lookups import table
from kejidata.model.terms import Lang
from kejidata.narrative.facts import Fact, Piece

_HAN = re.compile(r"[\u3400-\u9fff]")
_WIDE = str.maketrans("(),;:", "（），；：")


def clean(text: str, lang: Lang) -> str:
    """Return a name of the data in one line, without control characters, in full-width marks.

    Examples
    --------
    >>> clean("发明专利(授权)", "zh")
    '发明专利（授权）'
    """
    plain = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in text)
    plain = " ".join(plain.split())
    return plain.translate(_WIDE) if lang == "zh" and _HAN.search(plain) else plain


def verbatim(text: str, lang: Lang, measure: str = "name") -> Piece:
    """Return words of the data; where they hold digits, as a fact of their own."""
    shown = clean(text, lang)
    return Fact(shown, measure=measure) if re.search(r"\d", shown) else shown


def indicator(code: str, lang: Lang) -> Piece:
    """Return the name of an indicator, its code where the registry does not know it."""
    row = table("indicators").get(code)
    if row is None:
        return verbatim(code, lang)
    return verbatim(row["name_zh"] if lang == "zh" else _lower(row), lang)


def _lower(row: dict[str, str]) -> str:
    """Return an English name as it stands inside a sentence: proper names keep their capital."""
    name, definition = row["name_en"], row["definition"]
    first = re.split(r"[\s-]", name)[0]
    proper = re.search(rf"(?<=[a-z,] ){re.escape(first)}\b", definition)
    return name if proper or not first[1:].islower() else name[0].lower() + name[1:]


def region(code: str, lang: Lang, *, short: bool = False) -> Piece:
    """Return the name of a region; `short` without 省, 市, 县, 区."""
    row = table("regions").get(code)
    if row is None:
        return verbatim(code, lang)
    return verbatim(row["name_en" if lang == "en" else "short_zh" if short else "name_zh"], lang)

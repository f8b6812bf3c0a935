"""Names of indicators, regions, themes and sources, from the registry."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from kejidata.model import regions
from kejidata.model.indicator_lookup import code_or_label
from kejidata.model.region_lookup import region_code, shares_short_name
from kejidata.model.registry import current, entry
from kejidata.model.terms import REST, Lang
from kejidata.model.units import split_unit
from kejidata.wording.language import language
from kejidata.wording.phrases import joined, text

_HAN = re.compile(r"[\u3400-\u9fff]")
_WIDE = dict(zip("(),;:", "（），；：", strict=True))
# What parts the digits of a number or a time stays as it is: 1,286件 (1,286 of them).
_NARROW = re.compile(r"(?<!\d)[,:]|[,:](?!\d)|[();]")
_AUTHORITY, _TOGETHER = "authority.", "、"
"""Where the words have authorities, and what parts those that publish together."""


def clean(given: str, lang: Lang) -> str:
    """Return words of the data in one line, without control characters, in the language's marks.

    Examples
    --------
    >>> clean("发明专利(授权)", "zh")
    '发明专利（授权）'
    >>> clean("注册商标1,286件,增长8%", "zh")
    '注册商标1,286件，增长8%'
    """
    plain = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in given)
    plain = " ".join(plain.split())
    wide = language(lang).style.full_width and _HAN.search(plain)
    return _NARROW.sub(lambda mark: _WIDE[mark[0]], plain) if wide else plain


def _named(table: str, form: str, code: str, lang: Lang) -> str:
    """Return the name of a code, and the code itself where the registry does not know it."""
    row = entry(table, code)
    return clean(row.get(language(lang).words[f"name.{form}"]) or code, lang)


def indicator(code: object, lang: Lang, *, inside: bool = False) -> str:
    """Return the name of an indicator, its label where the registry does not know it.

    Of a quotient that bears no name of its own (patents÷people) the names of its two sides: in a
    sentence the ratio of the one to the other.

    Parameters
    ----------
    code
        A code, name or alias of the registry, or a label of an analyst's own.
    lang
        A language.
    inside
        As it stands inside a sentence, where only proper names keep their capital, and what is
        one of its kind has an article.

    Examples
    --------
    >>> indicator("rd_intensity", "en"), indicator("sts_revenue", "en", inside=True)
    ('R&D intensity', 'revenue of scientific and technical service firms')
    >>> indicator("高企申报数", "en")
    'High-tech enterprise applicants'
    """
    sides = str(code).split("÷")
    if len(sides) == 2 and all(sides) and not entry("indicators", str(code)):
        top, bottom = (indicator(side, lang, inside=inside) for side in sides)
        key = "told.ratio" if inside else "list.ratio"
        return language(lang).words[key].format(top=top, bottom=bottom)
    known = code_or_label(str(code))
    name = _named("indicators", "indicator", known, lang)
    if inside and not language(lang).style.proper_names:
        name = _lower(name, entry("indicators", known).get("definition", ""))
    return _definite(name, lang) if inside else name


def pattern(code: object, lang: Lang) -> str:
    """Return the clause in which the registry tells a figure, empty where it has none.

    Examples
    --------
    >>> pattern("hnte_certified", "zh"), pattern("gdp", "zh")
    ('认定高新技术企业{value}', '')
    """
    return entry("indicators", str(code)).get(language(lang).words["name.pattern"], "")


def _definite(name: str, lang: Lang) -> str:
    """Return a name with its article where its noun takes one: the share of, R&D expenditure."""
    known, words = language(lang), name.split(" ")
    parted = (at for at, word in enumerate(words) if at and word in known.style.prepositions)
    noun = words[next(parted, len(words)) - 1].lower()
    return known.words["told.definite"].format(name=name) if noun in known.style.definite else name


def unit_beside(code: str, unit: str, lang: Lang) -> str:
    """Return the unit of a figure told with the name of its indicator, which may say a part of it.

    Examples
    --------
    >>> unit_beside("invention_patents_per_10k", "件/万人", "en"), unit_beside("x", "件/万人", "en")
    ('件', '件/万人')
    """
    top, _, per = unit.partition("/")
    if not per or split_unit(per)[0] == 1:
        return unit
    name = _named("indicators", "indicator", code, lang)
    return top if any(said in name for said in language(lang).style.denominators) else unit


def _lower(name: str, definition: str) -> str:
    """Return a name as it stands inside a sentence: proper names keep their capital."""
    first = re.split(r"[\s-]", name)[0]
    proper = re.search(rf"(?<=[a-z,] ){re.escape(first)}\b", definition)
    return name if proper or not first[1:].islower() else name[0].lower() + name[1:]


def region(code: object, lang: Lang, *, short: bool = False) -> str:
    """Return the name of a region, its label where the registry does not know it.

    Parameters
    ----------
    code
        A code, name, short name or alias of the registry, or a label of an analyst's own.
    lang
        A language.
    short
        Without the words for its level: 江苏 for 江苏省 (Jiangsu for Jiangsu Province), where no
        other region beside it is called so.

    Examples
    --------
    >>> region("320682", "zh"), region("320682", "zh", short=True), region("如皋", "en")
    ('如皋市', '如皋', 'Rugao')
    >>> region("长沙县", "zh", short=True), region("长沙县", "en"), region("长沙市", "en")
    ('长沙县', 'Changsha County', 'Changsha')
    """
    known = region_code(str(code))
    if shares_short_name(known):
        return _with_kind(known, lang)
    return _named("regions", "region_short" if short else "region", known, lang)


def _with_kind(code: str, lang: Lang) -> str:
    """Return the name of a region that says what it is: 长沙县 (Changsha County)."""
    official = entry("regions", code)["name_zh"]
    words = language(lang).words
    kinds = (words.get(f"region_kind.{official[start:]}") for start in (-2, -1))
    said = next(filter(None, kinds), "{name}")
    return said.format(name=_named("regions", "region", code, lang))


def part(label: str, lang: Lang, *, short: bool = False) -> str:
    """Return the name of a part of a total: a region, an indicator, or what the parts leave."""
    if label == REST:
        return str(language(lang).words["part.rest"])
    if entry("regions", region_code(label)):
        return region(label, lang, short=short)
    return indicator(label, lang)


def theme(code: str, lang: Lang) -> str:
    """Return the name of a field of work."""
    return _named("themes", "theme", code, lang)


def publisher(code: str, lang: Lang) -> str:
    """Return who published a source, its title where nobody is named."""
    row = entry("sources", code)
    return clean(publisher_of(row, lang) or title_of(row, lang) or code, lang)


def publisher_of(row: Mapping[str, str], lang: Lang) -> str:
    """Return the publisher of a row of the table of sources, in Chinese where no other is known.

    Examples
    --------
    >>> publisher_of({"publisher": "某局"}, "en"), publisher_of({}, "en")
    ('某局', '')
    >>> publisher_of({"publisher": "长沙市统计局"}, "en")
    'Bureau of Statistics of Changsha'
    """
    given = row.get("publisher", "")
    told = [_authority(one.strip(), lang) for one in given.split(_TOGETHER)]
    own = row.get(language(lang).words["name.publisher"])
    return own or (joined(told, lang, "part") if all(told) else given)


def _authority(name: str, lang: Lang) -> str:
    """Return the name of an authority by its last words and the place before; empty of others."""
    words = language(lang).words
    keys = (key for key in words if key.startswith(_AUTHORITY))
    # 国家统计局 (of the nation) is longer than 统计局 (of a place).
    key = max(
        (key for key in keys if name.endswith(key.removeprefix(_AUTHORITY))), key=len, default=""
    )
    place = name.removesuffix(key.removeprefix(_AUTHORITY))
    if not key or bool(place) != ("{place}" in words[key]):
        return ""
    known = current()
    code = "" if regions.is_shared(known, place) else regions.code_of(known, place)
    return text(lang, key, place=region(code, lang, short=True)) if code or not place else ""


def title_of(row: Mapping[str, str], lang: Lang) -> str:
    """Return the title of a row of the table of sources, in Chinese where no other is given.

    Examples
    --------
    >>> title_of({"title": "某某年报", "title_en": "A yearbook"}, "en"), title_of({}, "en")
    ('A yearbook', '')
    """
    return row.get(language(lang).words["name.source"]) or row.get("title", "")

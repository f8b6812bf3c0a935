"""What a reader makes of a narrative: numbers read back from words, punctuation, spans.

Written apart from the package: nothing here calls its number formatting.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from kejidata.narrative import Narrative

POWER = {"万亿": 12, "亿": 8, "万": 4, " trillion": 12, " billion": 9, " million": 6}
UNITS_EN = {
    "%": "%",
    " people": "人",
    " person": "人",
    " person-years": "人年",
    " per 10,000 people": "件/万人",
    " points": "分",
    " point": "分",
    " percentage points": "个百分点",
    " percentage point": "个百分点",
    " per project": "元/项",
    " per person": "元/人",
}
COUNTERS = set("家个项件次位名类")
NEAR = 8
"""Characters behind a number within which a word for its direction stands."""
WORDS = {"翻一番": 100, "doubled": 100, "Doubled": 100, "both": 2, "Both": 2}
DOWN = re.compile(r"下降|回落|降幅|低|−|fell|fall|down|lower|lost|loss", re.I)
_ZH = re.compile(r"(?P<sign>−?)(?P<number>\d+(?:\.\d+)?)(?P<power>(?:万亿|亿|万)?)(?P<unit>\D*)")
_EN = re.compile(
    r"(?P<sign>−?)(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?P<power> trillion| billion| million)?(?P<unit>\D.*)?"
)


def factor(unit: str) -> int:
    """Return the power of ten in a unit as the registry writes it."""
    return next((p for word, p in POWER.items() if len(word) == 1 and unit.startswith(word)), 0)


def read(text: str, unit: str, lang: str) -> Decimal:
    """Return the number that a fact shows, in its own unit; fail on a text that is none."""
    if text in WORDS:
        return Decimal(WORDS[text])
    plain = re.sub(r"^第|^前|^among the top |(?<=\d)(st|nd|rd|th|位| places?)$", "", text)
    if lang == "en":
        plain = plain.replace("CNY ", "", 1)
    match = (_ZH if lang == "zh" else _EN).fullmatch(plain)
    assert match, f"{text!r} is not a number"
    number = Decimal(match["sign"].replace("−", "-") + match["number"].replace(",", ""))
    power = POWER.get(match["power"] or "", 0)
    _check_unit(match["unit"] or "", unit, lang)
    return number.scaleb(power - factor(unit))


def _check_unit(shown: str, unit: str, lang: str) -> None:
    """Fail unless the unit shown is the unit of the fact, apart from its power of ten."""
    base = unit.lstrip("亿万")
    if "/万" in base and "/" not in shown and "per" not in shown:
        base = base.split("/")[0]  # The name beside it says to how many.
    if lang == "zh":
        assert shown in {base, ""} if unit in {"位", ""} else shown == base, (shown, unit)
    elif base not in COUNTERS | {"元", "类", "倍"}:
        assert UNITS_EN.get(shown, shown.strip()) == base, (shown, unit)


def check(narrative: Narrative) -> None:
    """Fail unless every digit belongs to a fact and every fact reads back as its value."""
    check_facts(narrative, narrative.facts.to_dict("records"))  # type: ignore[arg-type]


def check_facts(narrative: Narrative, rows: list[dict[str, Any]]) -> None:
    """Check as `check` does, where the facts are at hand as records."""
    text = narrative.text
    inside = [False] * len(text)
    for fact, reach in zip(rows, reaches(rows), strict=True):
        start, end = fact["start"], fact["end"]
        assert text[start:end] == fact["text"]
        inside[start:end] = [True] * (end - start)
        if fact["measure"] not in {"period", "name"}:
            check_fact(text, fact, reach, narrative.lang)
    loose = [text[max(0, at - 10) : at + 5] for at, c in enumerate(text) if c.isdigit()]
    told = [inside[at] for at, c in enumerate(text) if c.isdigit()]
    assert all(told), [words for words, fine in zip(loose, told, strict=True) if not fine]
    punctuation(text, narrative.lang)


def reaches(rows: list[dict[str, Any]]) -> list[int]:
    """Return where the words for each number begin: behind it, behind both ends of an interval."""
    found = [int(fact["end"]) for fact in rows]
    for at, (near, far) in enumerate(zip(rows, rows[1:], strict=False)):
        ends = all(fact["formula"].startswith("end of the interval") for fact in (near, far))
        if ends and near["formula"] == far["formula"] and far["start"] - near["end"] <= NEAR:
            found[at] = found[at + 1]
    return found


def check_fact(text: str, fact: dict[str, Any], reach: int, lang: str) -> None:
    """Fail unless the number shown is the value, to the rounding that the fact gives."""
    value = Decimal(repr(float(str(fact["value"]))))
    shown = read(str(fact["text"]), str(fact["unit"]), lang)
    room = Decimal(repr(float(str(fact["rounding"])))) / 2
    off = abs(abs(shown) - abs(value))
    assert off <= room * (1 + Decimal("1e-9")) + abs(value) * Decimal("1e-11"), (shown, fact)
    if value < 0 and shown != 0:
        around = text[max(0, int(str(fact["start"])) - 60) : reach + NEAR]
        assert DOWN.search(around), around


def punctuation(text: str, lang: str) -> None:
    """Fail on marks of the other width, doubled marks, loose spaces and open brackets."""
    wrong = {
        "zh": r"[,;:()?!](?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff])[,;:()?!.]"
        r"|[，、；：][，、；：。]|。。|（）|（[，、]| [\u3400-\u9fff]|[\u3400-\u9fff] ",
        "en": r"[，、；：。（）“”]|  | [,.;:)]|\( |[,;:][,.;:]|\.\.|\(\)",
    }
    found = re.search(wrong[lang], text)
    assert not found, text[max(0, found.start() - 15) : found.end() + 15] if found else ""
    left, right = ("（", "）") if lang == "zh" else ("(", ")")
    assert text.count(left) == text.count(right), text
    assert text.endswith("。" if lang == "zh" else ".")
    if lang == "en":
        assert not re.search(r"(^|[.?!] )[a-z]", text), text


def no_chinese(text: str) -> None:
    """Fail on a Chinese character."""
    found = re.search(r"[\u3400-\u9fff\uff00-\uffef]", text)
    assert not found, text[max(0, found.start() - 20) :] if found else ""


def formulas(facts: list[dict[str, Any]], values: dict[tuple[str, ...], float]) -> int:
    """Recompute every growth and ratio from its rows of origin; return how many were."""
    seen = 0
    for fact in facts:
        known = [values.get(tuple(key)) for key in fact["rows"]]
        if len(known) != 2 or None in known:
            continue
        a, b = (float(x) for x in known if x is not None)
        expected = {
            "(value / base_value - 1) * 100": lambda a, b: (a / b - 1) * 100,
            "value - base_value": lambda a, b: a - b,
            "value / target * 100": lambda a, b: a / b * 100,
            "target / value * 100": lambda a, b: a / b * 100,
            "(target / last_value - 1) * 100": lambda a, b: (a / b - 1) * 100,
            "value / (1 + growth_rate / 100)": lambda a, b: a / (1 + b / 100),
            "value / completion_ratio * 100": lambda a, b: a / b * 100,
        }.get(fact["formula"])
        if expected:
            assert abs(expected(a, b) - fact["value"]) < 1e-6, fact
            seen += 1
    return seen

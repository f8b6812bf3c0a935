"""Rules for sentences on growth: direction, doubling, counts, ends, courses, base effects."""

import re
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from . import registry
from .growth import annual
from .periods import Period, parse
from .said import Fact, Said, Sentence, beats, grown, key_of, turned, way
from .spans import Span

FORMULAS = {"(value / base_value - 1) * 100", "value - base_value"}
# What stands before a growth, the first that fits: which side of 0 or 100 it must lie on.
CLAIMS = {
    "en": [
        (r"(may have risen or fallen \(|up or down, )", 0, {"open"}),
        (r"(may have risen \(|may be up, )", 0, {"open_up"}),
        (r"(may have fallen \(|may be down, )", 0, {"open_down"}),
        (r"more than doubled(, | \()up ", 100, {"up"}),
        (r"at least doubled(, | \()up ", 100, {"flat", "open_up"}),
        (r"(grew|rose by|\bup) ", 0, {"up"}),
        (r"(fell|fell by|\bdown) ", 0, {"down"}),
    ],
    "zh": [
        (r"可能升也可能降[，（]", 0, {"open"}),
        (r"可能上升[，（]", 0, {"open_up"}),
        (r"可能下降[，（]", 0, {"open_down"}),
        (r"(增长|提高)", 0, {"up"}),
        (r"(下降|回落)", 0, {"down"}),
    ],
}
COUNTS = {
    "en": {
        "up": r"rose in (?:all )?(\d+|both)",
        "down": r"fell in (?:all )?(\d+|both)",
        "flat": r"stayed unchanged in (?:all )?(\d+|both)",
        "open": r"may have moved either way in (?:all )?(\d+|both)",
    },
    "zh": {
        "up": r"(\d+)个(?:增长|提高)|(\d+)\D{1,12}的.*?全部(?:增长|提高)",
        "down": r"(\d+)个(?:下降|回落)|(\d+)\D{1,12}的.*?全部(?:下降|回落)",
        "flat": r"(\d+)个持平|(\d+)\D{1,12}的.*?全部持平",
        "open": r"(\d+)个因舍入不能断定升降|(\d+)\D{1,12}的.*?因舍入都不能断定升降",
    },
}
ENDS = {
    "en": [
        (r"(?:fastest growth was|largest gains? w\w+) in ", "top", "up"),
        (r"smallest falls? w\w+ in ", "top", "down"),
        (r"(?:slowest growth was|smallest gains? w\w+) in ", "bottom", "up"),
        (r"sharpest falls? w\w+ in ", "bottom", "down"),
    ],
    "zh": [
        (r"(?:增速居前|增速最高|提高较多|提高最多)的是", "top", "up"),
        (r"(?:降幅最小|回落最少)的是", "top", "down"),
        (r"(?:增速最低|提高最少)的是", "bottom", "up"),
        (r"(?:降幅最大|回落最多)的是", "bottom", "down"),
    ],
}
# Where a clause on one end stops.
STOP = {
    "en": r"; |, and (?:the|at the) |$",
    "zh": r"，(?:增速|提高|降幅|回落|居)|$",
}
OPEN = {"en": "which rounding cannot tell apart", "zh": "之一，因舍入不能区分"}
OPEN_MANY = {"en": "that rounding cannot tell apart, such as", "zh": "之一，因舍入不能区分"}
COURSE = {
    "en": {"up": " rose from ", "down": " fell from ", "": " went from "},
    "zh": {"up": "升至", "down": "降至", "": "到"},
}


def check(said: Said, span: int) -> Iterator[tuple[str, str]]:
    """Yield the rules that a paragraph on growth breaks."""
    for sentence in said.sentences:
        for fact in sentence.of("growth_rate"):
            if _whole(fact["formula"]) in FORMULAS:
                yield from _direction(said, sentence, fact, span)
        yield from _counts(said, sentence, span)
        yield from _ends(said, sentence, span)
        yield from _course(said, sentence)
        yield from _previous(sentence)
        yield from _unchanged(said, sentence, span)


def _whole(formula: str) -> str:
    return formula.removeprefix("end of the interval of ").removesuffix(" / 100")


def _direction(said: Said, sentence: Sentence, fact: Fact, span: int) -> Iterator[tuple[str, str]]:
    before = sentence.before(fact)
    second = r" and $" if sentence.lang == "en" else r"至$"
    if fact["formula"].startswith("end of") and re.search(second, before):
        return
    found = grown(said.figures, key_of(fact), span)
    if found is None:
        yield "a growth that has no meaning", sentence.text
        return
    if fact["text"].lower() in ("doubled", "翻一番"):
        if way(found[1], 100) != "flat":
            yield "doubled", sentence.text
        return
    if fact["unit"] == "倍" and found[1].low < 100:
        yield "so many times", sentence.text
    before = before.removesuffix("between ").removesuffix("less than ").removesuffix("不足")
    for words, limit, ways in CLAIMS[sentence.lang]:
        if re.search(words + "$", before, re.I):
            if way(found[1], limit) not in ways:
                yield f"direction: {words}", sentence.text
            return
    yield "a growth without a direction", sentence.text


def _group(said: Said, sentence: Sentence, span: int) -> list[dict[tuple[str, Period], Span]]:
    """Return the growths that a sentence may compare: of peers, or of like periods."""
    keys = {(row["place"], row["indicator"], row["period"]) for row in said.rows}
    known = {key: found for key in keys if (found := grown(said.figures, key, span))}
    if len({key[0] for key in keys}) == 1:
        shapes: dict[tuple[int, int], dict[tuple[str, Period], Span]] = {}
        for (place, _, period), (_, interval) in known.items():
            shape = (period.months, period.start % max(12, period.months))
            shapes.setdefault(shape, {})[place, period] = interval
        return list(shapes.values())
    groups: dict[tuple[str, Period], dict[tuple[str, Period], Span]] = {}
    for (place, _, period), (_, interval) in known.items():
        parent = registry.parents().get(place, "unknown")
        groups.setdefault((parent, period), {})[place, period] = interval
    return list(groups.values())


def _counts(said: Said, sentence: Sentence, span: int) -> Iterator[tuple[str, str]]:
    told = {}
    for name, words in COUNTS[sentence.lang].items():
        found = re.search(words, sentence.text, re.I)
        if found:
            number = next(number for number in found.groups() if number)
            told[name] = 2 if number == "both" else int(number)
    if not told or len({row["indicator"] for row in said.rows}) > 1:
        return
    periods = sentence.periods()
    for group in _group(said, sentence, span):
        ways = Counter(way(interval).split("_")[0] for interval in group.values())
        if dict(ways) == told and (not periods or {p for _, p in group} == {periods[0]}):
            return
    yield "counts", sentence.text


def _ends(said: Said, sentence: Sentence, span: int) -> Iterator[tuple[str, str]]:
    for words, end, side in ENDS[sentence.lang]:
        for found in re.finditer(words, sentence.text):
            rest = sentence.text[found.end() :]
            stop = re.search(STOP[sentence.lang], rest)
            clause = rest[: stop.start()] if stop else rest
            told = {
                (key_of(fact)[0], key_of(fact)[2])
                for fact in sentence.of("growth_rate")
                if found.end() <= fact["start"] - sentence.start < found.end() + len(clause)
            }
            yield from _end(said, sentence, rest, clause, told, end, side, span)


def _end(said, sentence, rest, clause, told, end, side, span) -> Iterator[tuple[str, str]]:
    groups = [group for group in _group(said, sentence, span) if told and told <= group.keys()]
    if not groups:
        yield "an end of nothing", sentence.text
        return
    group = groups[0]
    if any(way(group[key]) != side for key in told):
        yield "the sign at an end", sentence.text
    spans = {k: one if end == "top" else turned(one) for k, one in group.items()}
    may = {k for k in spans if not any(beats(one, spans[k]) for one in spans.values())}
    words = rest[: len(clause) + 60]
    if OPEN[sentence.lang] in words or OPEN_MANY[sentence.lang] in words:
        if not (told == may or (told < may and str(len(may)) in clause)):
            yield "who may be at an end", sentence.text
        return
    others = spans.keys() - told
    equal = len({(spans[key].low, spans[key].high) for key in told}) == 1
    counted = equal and told < may and str(len(may)) in clause
    if not counted and not all(beats(spans[one], spans[other]) for one in told for other in others):
        yield "who is at an end", sentence.text


def _course(said: Said, sentence: Sentence) -> Iterator[tuple[str, str]]:
    ends = sentence.of("value")
    words = COURSE[sentence.lang]
    claims = [name for name, one in words.items() if one in sentence.text]
    opening = sentence.text.startswith("Over ") if sentence.lang == "en" else "由" in sentence.text
    if not opening or not claims or len(ends) < 2:
        return
    (_, _, first), (_, _, last) = key_of(ends[0]), key_of(ends[1])
    if first.months != last.months or (last.start - first.start) % max(12, first.months):
        yield "a course over unlike periods", sentence.text
        return
    base, value = (_figure(said, fact) for fact in ends[:2])
    if base is None or value is None:
        yield "a figure that was not published", sentence.text
        return
    moved = Span(
        value.span.low - base.span.high,
        value.span.high - base.span.low,
        value.span.low_in and base.span.high_in,
        value.span.high_in and base.span.low_in,
    )
    if way(moved) != claims[0] and not (claims[0] == "" and way(moved) not in ("up", "down")):
        yield "the direction of a course", sentence.text
    flat = "unchanged overall" if sentence.lang == "en" else "总体持平"
    if flat in sentence.text and way(moved) != "flat":
        yield "a flat course", sentence.text
    for fact in sentence.of("growth_rate"):
        ends_ = [(value.span.low, base.span.high), (value.span.high, base.span.low)]
        pairs = [(value.value, base.value), *ends_]
        rates = [annual(a / b, last.start - first.start) for a, b in pairs]
        if not any(abs(Fraction(fact["value"]) - rate) < Fraction(1, 10**6) for rate in rates):
            yield "the rate of a course", sentence.text
        exact = value.span.low == value.span.high and base.span.low == base.span.high
        if exact and fact["formula"].startswith("end"):
            yield "an interval of what is exact", sentence.text


def _figure(said: Said, fact: Fact):
    rows = said.figures.published("value", *key_of(fact))
    number = format(fact["value"], ".15g")
    return next((row for row in rows if format(float(row.value), ".15g") == number), None)


def _previous(sentence: Sentence) -> Iterator[tuple[str, str]]:
    periods = sentence.periods()
    if not periods:
        return
    own, text = periods[0], sentence.text
    part = "same period of the previous year" if sentence.lang == "en" else "上年同期"
    year = r"(?<!of )the previous year" if sentence.lang == "en" else "上年(?!同期)"
    calendar = own.months == 12 and own.start % 12 == 0
    if part in text and (own.months > 12 or calendar):
        yield "the same period of the previous year", text
    if re.search(year, text) and not calendar:
        yield "the previous year", text


SAME = {
    "en": r"published unchanged|unchanged as published|the same as published",
    "zh": "公布数持平",
}
FLAT = {
    "en": r"(?<!published )unchanged(?! in| overall|,| as published)",
    "zh": r"(?<!公布数)(?<!总体)(?<!个)(?<!全部)持平",
}


def _unchanged(said: Said, sentence: Sentence, span: int) -> Iterator[tuple[str, str]]:
    """Words without a number: of a sentence on one growth its figure tells which."""
    values = sentence.of("value")
    if len(values) != 1 or len(sentence.periods()) > 1:
        return
    found = grown(said.figures, key_of(values[0]), span)
    if found is None:
        return
    number, interval = found
    if re.search(SAME[sentence.lang], sentence.text):
        if number != 0 or way(interval) == "flat":
            yield "published unchanged", sentence.text
    elif re.search(FLAT[sentence.lang], sentence.text) and way(interval) != "flat":
        yield "unchanged", sentence.text


RECOVERY = {
    "en": {
        "down": "of it recovery",
        "up": "still below the old level",
        "flat": "only led back to",
        "open": "may or may not have led back",
    },
    "zh": {
        "down": "是收复",
        "up": "仍未回到",
        "flat": "只是回到",
        "open": "是否回到",
    },
}
MOSTLY = {"en": r"(\d+) (?:was|were) at least half", "zh": r"(\d+)例的增量至少有一半"}
MAYBE = {"en": r"(\d+) may have been at least half", "zh": r"(\d+)例的增量可能"}
YEARS = {"en": r"over (\w+) years", "zh": r"(\w)年平均"}
WORDS = {
    "en": {2: "two", 4: "four", 10: "ten", 3: "three"},
    "zh": {2: "两", 4: "四", 10: "十", 3: "三"},
}


def _recovery(row: dict[str, Any]) -> Span:
    """Return the interval of a recovery, with the ends that it holds."""
    held = row["recovery_closed"]
    ends = row["recovery_low"], row["recovery_high"]
    return Span(*ends, held in ("both", "left"), held in ("both", "right"))


def effects(said: Said) -> Iterator[tuple[str, str]]:
    """Yield the rules that a paragraph on base effects breaks."""
    rows = [row for row in said.rows if way(_recovery(row)) == "up"]
    for words, n in (
        (MOSTLY, sum(row["recovery_low"] >= 50 for row in rows)),
        (MAYBE, sum(way(_recovery(row), 50) in ("open", "open_down") for row in rows)),
    ):
        found = re.search(words[said.lang], said.text)
        if (int(found[1]) if found else 0) != n:
            yield "how many are mostly recovery", said.text
    items = [item for item in re.split("; |；|。|: |：", said.text) if item]
    for row in rows[:1] if len(rows) == 1 else []:
        side = way(_recovery(row), 100)
        wanted = RECOVERY[said.lang]["open" if side.startswith("open") else side]
        if wanted not in said.text:
            yield "whether the old level was reached", said.text
    lengths = {2 * max(12, row["period"].months) // 12 for row in rows}
    for item in items:
        found = re.search(YEARS[said.lang], item)
        if found and found[1] not in {WORDS[said.lang].get(n, str(n)) for n in lengths}:
            yield "how many years", item


def parse_rows(rows):
    """Return rows of a package's result with place and period as the reference has them."""
    return [
        row | {"place": registry.place(row["region"]), "period": parse(row["period"])}
        for row in rows
    ]

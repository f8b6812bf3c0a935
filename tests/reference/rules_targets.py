"""Rules for sentences on targets: completion, outlook and outcomes."""

import re
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from typing import Any

from . import completion, targets
from .facts import Facts, brought
from .periods import Period, parse
from .said import Fact, Said, Sentence, key_of, way

# What a sentence says of the targets in it; the first that fits.
STATES = {
    "en": [
        ("limit_open", r"may have kept or exceeded its limit|^Within the limit or above"),
        ("within", r"kept within its limit|^Kept within the limit"),
        ("beyond", r"exceeded its limit|^Above the limit"),
        ("above_open", r"may already be above|^Within the limit so far or already"),
        ("kept", r"so far within the year's limit|^Within the limit so far"),
        ("above", r"already above the year's limit|^Already above the limit"),
        ("open", r"may have met or missed|^Met or missed, which"),
        ("over", r"exceeded its target|^Exceeded"),
        ("met", r" met its target|^Met"),
        ("short", r"missed its target|^Missed"),
        ("pace", r"may be ahead of schedule or behind|^Ahead of schedule or behind"),
        ("ahead", r"[Aa]head of schedule"),
        ("behind", r"[Bb]ehind schedule"),
        ("on", r"[Oo]n schedule"),
        ("so_far", r" stood at .* of the year's target|^Not reached so far"),
    ],
    "zh": [
        ("limit_open", r"可能超过也可能未超过|不能断定是否超过控制"),
        ("within", r"(?<!尚)未超过.*控制目标"),
        ("above_open", r"可能已超过|不能断定是否已超过"),
        ("kept", r"尚未超过.*控制目标"),
        ("above", r"已超过.*控制目标"),
        ("beyond", r"超过.*控制目标"),
        ("open", r"可能完成也可能未完成|不能断定完成与否"),
        ("over", r"超额完成"),
        ("short", r"，未完成|^未完成"),
        ("pace", r"可能快于也可能慢于|不能断定快慢"),
        ("ahead", r"快于序时"),
        ("behind", r"慢于序时"),
        ("on", r"符合序时"),
        ("so_far", r"相当于全年目标|^尚未达到"),
        ("met", r"，完成|^完成"),
    ],
}
STATED = {"en": "stated completion", "zh": "公布的完成率"}


def check_completion(said: Said, goals: Facts) -> Iterator[tuple[str, str]]:
    """Yield the rules that a paragraph on completion breaks."""
    for sentence in said.sentences:
        counts = sentence.of("count")
        values = sentence.of("value")
        parts = sum(fact["value"] for fact in counts[1:])
        # How many have no ratio, reason by reason, are no parts of one number.
        told = not re.search(r"No completion ratio|未能计算", sentence.text)
        if told and len(counts) > 1 and not values and parts != counts[0]["value"]:
            yield "counts that do not add up", sentence.text
        for fact in values:
            if STATED[sentence.lang] in sentence.text:
                continue
            told = next(
                (name for name, w in STATES[sentence.lang] if re.search(w, sentence.text)), ""
            )
            wanted = state(said.figures, goals, key_of(fact))
            # Within ten decimals of a percent a limit cannot be told from a target.
            alike = {told, wanted} == {"met", "within"} and "100" in sentence.text
            if told != wanted and not alike:
                yield f"completion: {told} for {wanted}", sentence.text


def state(figures: Facts, goals: Facts, key: tuple[str, str, Period]) -> str:
    """Return what is sure of a target, in exact fractions."""
    value = figures.newest("value", *key)
    target, _ = completion.match(value, goals, key)
    if value is None or target is None:
        return "none"
    goal, period = target.value, key[2]
    part = period.end < target.period.end
    timeless = completion.is_timeless(figures, key[1])
    if completion.less_is_better(target, value.direction):
        side = way(value.span, goal)
        names = ("kept", "above", "above_open") if part else ("within", "beyond", "limit_open")
        if side in ("down", "flat") or value.span.high <= goal:
            return names[0]
        # "A target told as about is open on its other side: never missed or exceeded."
        return names[1] if side == "up" and target.bound != "about" else names[2]
    side = way(value.span, goal)
    if value.span.low >= goal:
        return "over" if side == "up" else "met"
    if target.bound == "about":
        return "so_far" if part else "open"
    if not part:
        return "short" if side == "down" else "open"
    if timeless:
        return "so_far"
    due = goal * period.elapsed(target.period) / 100
    pace = way(value.span, due)
    return {"up": "ahead", "down": "behind", "flat": "on"}.get(pace, "pace")


SIDES = {
    "en": {
        "old": "older than two years",
        "open": "n either side, as|lie either side of",
        "fall": "elow (?:it|the level)",
        "rise": "bove (?:it|the level)",
        "equal": "evel with it|repeats? the level",
    },
    "zh": {
        "old": "已过两年以上",
        "open": "因舍入不能断定的|可能高于也可能低于已达到",
        "fall": "低于的|低于已达到",
        "rise": "高于的|高于已达到",
        "equal": "持平的|水平持平",
    },
}


def check_outlook(said: Said) -> Iterator[tuple[str, str]]:
    """Yield the rules that a paragraph on a plan breaks."""
    told = {(row["place"], row["indicator"], row["period"]) for row in said.rows}
    expected = {
        key: _side(said.figures, target)
        for target in targets._targets(said.figures)
        if (key := (target.place, target.indicator, target.period)) in told
    }
    for at, sentence in enumerate(said.sentences):
        aims = sentence.of("target")
        for fact in aims:
            side, _, _ = expected.get(key_of(fact), ("none", None, None))
            told = _side_told(sentence, fact)
            if side not in (told, "units"):
                yield f"outlook: {told} for {side}", sentence.text
        yield from _ages(sentence, aims, expected)
        if not at and len(sentence.of("count")) > 1:
            first, known, *parts = (fact["value"] for fact in sentence.of("count"))
            if re.search("项目标(?:都)?有往年实绩可比：", sentence.text):
                known, parts = first, [known, *parts]  # All of them, which is no number.
            parts = parts or [known]  # All of them lie on one side.
            sides = Counter(side for side, _, _ in expected.values())
            wanted = [sides[n] for n in ("fall", "rise", "equal", "open") if sides[n]]
            if sides["units"]:
                continue
            if known != sum(parts) or parts != wanted or first != len(said.rows):
                yield "counts of an outlook", sentence.text


def _side_told(sentence: Sentence, fact: Fact) -> str:
    """Return the side under whose words a target stands: the last that were said before it."""
    said = sentence.before(fact)
    ends = {
        name: max((found.end() for found in re.finditer(words, said)), default=-1)
        for name, words in SIDES[sentence.lang].items()
    }
    return max(ends, key=lambda name: ends[name])


def _side(figures: Facts, target) -> tuple[str, Period | None, int | None]:
    row = targets._outlook(figures, target)
    last = targets.last_before(figures, target, target.indicator)
    if row["reason"] == "unit_mismatch":
        return "units", None, None
    if row["reason"]:
        return ("alike" if row["reason"] == "definition_differs" else "none"), None, None
    last = brought(last, target.unit) or last
    age = target.period.start // 12 - last.period.end // 12
    if age > 2:
        return "old", last.period, age
    # The target is exact: where it lies against the actual is how the actual lies against it.
    side = {"up": "fall", "down": "rise", "flat": "equal"}.get(way(last.span, target.value), "open")
    return side, last.period, age


def _ages(sentence: Sentence, aims: list[Fact], expected) -> Iterator[tuple[str, str]]:
    """Yield figures that are not of the period that is told with them."""
    stops = [*(fact["start"] for fact in aims[1:]), *[10**9] * bool(aims)]
    for fact, stop in zip(aims, stops, strict=True):
        side, last, _ = expected[key_of(fact)]
        if side == "units":
            continue
        near = [one for one in sentence.of("period") if fact["start"] < one["start"] < stop]
        if last not in {parse(one["period"]) for one in near}:
            yield "the age of an actual", sentence.text


VERDICTS = {
    "en": [
        ("missed", r"^Missed"),
        ("open", r"^May have been reached or missed"),
        ("reached", r"^Reached"),
    ],
    "zh": [("missed", r"^未达到"), ("open", r"^可能达到也可能未达到"), ("reached", r"^已达到")],
}


@lru_cache(maxsize=2)
def _outcomes(figures: Facts) -> dict[tuple[str, str, Period], dict[str, Any]]:
    """Return the outcomes of a sheet by key, the same for all paragraphs on it."""
    rows = targets.target_outcomes(figures)
    return {(row["place"], row["indicator"], row["period"]): row for row in rows}


def check_outcomes(said: Said) -> Iterator[tuple[str, str]]:
    """Yield the rules that a paragraph on outcomes breaks."""
    found = _outcomes(said.figures)
    for sentence in said.sentences:
        told = next((n for n, w in VERDICTS[sentence.lang] if re.search(w, sentence.text)), "")
        for fact in sentence.of("target"):
            row = found[key_of(fact)]
            if row["reason"] != "unit_mismatch" and row["verdict"] != told:
                yield f"outcome: {told} for {row['verdict']}", sentence.text
        for fact in sentence.of("gap"):
            row = found[key_of(fact)]
            if row["reason"] == "unit_mismatch":
                continue
            over = _over(sentence, fact)
            if over != (row["gap"] > 0):
                yield "short for over", sentence.text
            if not fact["formula"].startswith("end") and abs(
                abs(Fraction(fact["value"])) - abs(row["gap"])
            ) > max(Fraction(1, 10**6), abs(row["gap"]) / 10**12):
                yield "the size of a gap", sentence.text


def _over(sentence: Sentence, fact: Fact) -> bool:
    """Return whether a distance is told as lying over the target."""
    if sentence.lang == "zh":
        return bool(re.search(r"超出(?:[^（）]*至)?$", sentence.before(fact)))
    return re.split(r"\)", sentence.after(fact))[0].endswith(" over")

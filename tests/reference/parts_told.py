"""Paragraphs on parts, totals, plans, profiles and composite indices, read by rules.

What is sure is computed here from the raw figures, in fractions; of profiles and composite indices
it is read from the ranges of their ranks.
"""

import re
from collections.abc import Iterator
from fractions import Fraction
from random import Random
from typing import Any

import pandas as pd

import kejidata
from kejidata import narrative
from kejidata.errors import KejidataError

from .compare import records
from .levels_told import LANGS, REGIONS, Rows, frame, spans
from .said import beats, turned, way
from .spans import Span, combine, meet, rounded

Rule = Iterator[str]
OTHER = "丙园"
MAY = re.compile(r"\bmay\b|rounding|cannot be told|可能|不能断定")


def paragraphs(random: Random) -> Iterator[tuple[str, str, Any, Any]]:
    """Yield paragraphs: kind, language, narrative and its rule."""
    for make in (_contributions, _totals, _pace, _profile, _index):
        try:
            kind, tell, rule = make(random)
        except KejidataError:
            continue  # A frame that a measure refuses has no paragraph.
        for lang in LANGS:
            yield kind, lang, tell(lang), rule


def _counts(text: str, words: dict[str, str]) -> dict[str, int]:
    """Return what a text counts, by the state that its words say."""
    found = {state: re.search(pattern, text) for state, pattern in words.items()}
    return {state: int(match[1]) for state, match in found.items() if match}


def _facts(said: Any, measure: str) -> list[dict[str, Any]]:
    """Return the facts of a measure that are no ends of an interval."""
    facts = records(said.facts)
    return [f for f in facts if f["measure"] == measure and "end of the" not in f["formula"]]


def _whole(random: Random, indicators: tuple[str, ...]) -> tuple[Rows, list[str]]:
    """Return regions with a total near their sum in two years, and the regions."""
    rows = frame(random, indicators, ("2019", "2020"))
    own = rows["region"].unique().tolist()
    totals = rows.groupby(["indicator", "period"], as_index=False)["value"].sum()
    more = [float(random.choice((0, 0, 0, 1, 3, -1, -4, 30))) for _ in range(len(totals))]
    step = random.choice((0.0, 1.0, 4.0))
    totals = totals.assign(region="all", value=totals["value"] + more + 20, step=step)
    first = rows[rows["region"] == own[0]].assign(region=OTHER, value=20.0)
    return pd.concat([rows, first, totals], ignore_index=True), [*own, OTHER]


def _contributions(random: Random) -> tuple[str, Any, Any]:
    rows, own = _whole(random, ("own_a",))
    table, known = kejidata.contributions(rows, {"all": own}), spans(rows)
    base = known["own_a", "all", "2019"]
    points: dict[str, tuple[Fraction, Span]] = {}
    for place in own:
        pair = [known.get(("own_a", place, when)) for when in ("2020", "2019")]
        if all(pair):
            three = [*pair, base]
            points[place] = (
                _points(*(one.number for one in three)),
                combine(_points, *(one.span for one in three)),
            )

    def tell(lang: str) -> Any:
        return narrative.contributions(table, observations=rows, lang=lang)

    def rule(said: Any, lang: str) -> Rule:
        if points and base.span.low > 0:
            names = {p: REGIONS.get(p, (p, p))[LANGS.index(lang)] for p in own}
            yield from _named(said.text, {p: span for p, (_, span) in points.items()}, names)
            yield from _ways(said.text, lang, [way(span) for _, span in points.values()])

    return "contributions", tell, rule


def _named(text: str, points: dict[str, Span], names: dict[str, str]) -> Rule:
    """Whoever is named as adding or taking surely did; as the most, surely ahead of all others."""
    first = re.split(r"\. |。", text)[0]
    named = [p for p in points if re.search(rf"{names[p]}(?: \(|[省市]?（)", first)]
    gained = not re.search("lost|took|拉低", first)
    signed = {p: span if gained else turned(span) for p, span in points.items()}
    for place in named:
        if way(signed[place]) != "up":
            yield f"named {place}, which is not sure"
    if named and re.search("largest|lost most|最多", first):
        others = [p for p in points if p not in named]
        if not all(beats(signed[one], signed[other]) for one in named for other in others):
            yield f"most: {named}"
        if len(points) < len(names):
            yield "most, where a part is not known"
    ways = [way(span) for span in points.values()]
    if not named and {"up", "down"} & set(ways):
        yield "none, where some surely did"
    if not gained and "up" in ways:
        yield "lost, where some surely gained"


def _ways(text: str, lang: str, ways: list[str]) -> Rule:
    wanted = {"up": ways.count("up"), "down": ways.count("down"), "flat": ways.count("flat")}
    wanted["open"] = len(ways) - sum(wanted.values())
    for state, n in _counts(text, COUNTED[lang]).items():
        if n != wanted[state]:
            yield f"counts {state}: {n} for {wanted[state]}"


def _points(now: Fraction, before: Fraction, total: Fraction) -> Fraction:
    return (now - before) / total * 100


COUNTED = {
    "en": {
        "up": r"(\d+) added to it",
        "down": r"(\d+) took from it",
        "flat": r"(\d+) did neither",
        "open": r"(\d+) may have done",
    },
    "zh": {
        "up": r"(\d+)个拉高总量",
        "down": r"(\d+)个拉低总量",
        "flat": r"(\d+)个没有拉动",
        "open": r"(\d+)个因舍入不能断定",
    },
}


def _totals(random: Random) -> tuple[str, Any, Any]:
    rows, own = _whole(random, ("own_a", "own_b"))
    table, known = kejidata.check_totals(rows, {"all": own}), spans(rows)
    verdicts, gaps = [], {}
    for name in ("own_a", "own_b"):
        for when in ("2019", "2020"):
            parts = [known.get((name, place, when)) for place in own]
            if not all(parts):
                continue
            total = known[name, "all", when]
            added = combine(lambda *n: sum(n, Fraction(0)), *(part.span for part in parts))
            agrees = meet(total.span, added)
            verdicts.append("confirmed" if agrees else "contradicted")
            gaps[name, when] = total.number - sum(part.number for part in parts)

    def tell(lang: str) -> Any:
        return narrative.check_totals(table, observations=rows, lang=lang)

    def rule(said: Any, lang: str) -> Rule:
        text = said.text
        contradicted = verdicts.count("contradicted")
        lead = re.split(r"\. |。", text)[0]
        differ = re.search(r"do(?:es)? not\b|differs? from|不符", lead)
        if verdicts and bool(differ) != bool(contradicted):
            yield f"verdict: {verdicts}"
        if verdicts and bool(re.search("agree|相符", lead)) != ("confirmed" in verdicts):
            yield f"verdict: {verdicts}"
        counts = re.search(r"(\d+) do(?:es)? not|(\d+) differs?|，(\d+)个不符", lead)
        if counts and int(next(g for g in counts.groups() if g)) != contradicted:
            yield f"counts {counts[0]} for {contradicted}"
        for fact in _facts(said, "gap"):
            gap = gaps[fact["indicator"], str(fact["period"])]
            before = text[: fact["end"] + 30]
            clause = re.split(r"[;；]|\. |。", before[: fact["end"]])[-1] + text[fact["end"] :][:30]
            over = bool(re.search(r"leaves \S+ more than they|总计多", clause))
            if over != (gap > 0):
                yield f"a gap of {gap} the other way"
            if abs(abs(gap) - Fraction(fact["value"])) > Fraction(1, 10**9):
                yield f"a number: {fact['value']} for {gap}"

    return "check_totals", tell, rule


def _aims(random: Random, rows: pd.DataFrame) -> pd.DataFrame:
    """Return an exact or bounded target of 2024 for each series."""
    aims = rows.drop_duplicates(["region", "indicator"]).assign(period="2024", measure="target")
    count = range(len(aims))
    aims["value"] = [float(random.randint(2, 24)) for _ in count]
    aims["bound"] = [random.choice(("exact", "exact", "at_least", "at_most")) for _ in count]
    return aims.assign(step=0.0)


def _pace(random: Random) -> tuple[str, Any, Any]:
    rows = frame(random, ("own_a", "own_b"), ("2018", "2020")).assign(
        measure="value", bound="exact"
    )
    aims = _aims(random, rows)
    every = pd.concat([rows, aims], ignore_index=True)
    table, known = kejidata.pace(every, 2018), spans(rows)
    states, ways = [], {}
    for aim in aims.itertuples(index=False):
        key = (aim.indicator, aim.region)
        base, last = known.get((*key, "2018")), known.get((*key, "2020"))
        if not base or not last or base.span.low <= 0 or last.span.low <= 0:
            continue
        target = rounded(Fraction(aim.value), Fraction(0))
        # Two years are gone and four are left: expected = last x (last / base) ^ 2.
        expected = combine(lambda now, then: now * (now / then) ** 2, last.span, base.span)
        states.append(_verdict(last.span, expected, Fraction(aim.value), aim.bound == "at_most"))
        ways[key] = (
            way(combine(lambda aim, now: aim / now - 1, target, last.span)),
            way(combine(lambda now, then: now / then - 1, last.span, base.span)),
        )

    def tell(lang: str) -> Any:
        return narrative.pace(table, observations=every, lang=lang)

    def rule(said: Any, lang: str) -> Rule:
        wanted = {state: states.count(state) for state in set(states)}
        if states and _counts(said.text, PACE[lang]) != wanted:
            yield f"counts {_counts(said.text, PACE[lang])} for {wanted}"
        for name, at in (("growth_needed", 0), ("growth_so_far", 1)):
            for fact in _facts(said, name):
                sure = ways[fact["indicator"], fact["region"]][at]
                clause = re.split(r"[:：;；，]", said.text[: fact["start"]])[-1]
                for said_way, words in WAYS.items():
                    if re.search(words, clause) and sure != said_way and not MAY.search(clause):
                        yield f"{name}: {said_way}, which is {sure}"

    return "pace", tell, rule


WAYS = {"up": r"\bup|增长|提高|升", "down": r"\bdown|下降|降|回落"}
"""Words that say which way a number goes."""
PACE = {
    "en": {
        "behind": r"(\d+) (?:is|are) behind",
        "open": r"(\d+) cannot be told",
        "on_track": r"(\d+) (?:is|are) on track",
        "reached": r"(\d+) (?:is|are) reached",
    },
    "zh": {
        "behind": r"(\d+)项落后",
        "open": r"(\d+)项凭公布数",
        "on_track": r"(\d+)项符合",
        "reached": r"(\d+)项已经达到",
    },
}


def _verdict(last: Span, expected: Span, target: Fraction, limit: bool) -> str:
    """Return what is sure of a target by the last actual, and by where its pace leads.

    "A limit that the last actual keeps is reached only where what is expected keeps it too."
    """
    if limit:
        last, expected, target = turned(last), turned(expected), -target
    if last.low >= target and (not limit or expected.low >= target):
        return "reached"
    if expected.low >= target:
        return "on_track"
    below = expected.high < target or (expected.high == target and not expected.high_in)
    return "behind" if below else "open"


def _profile(random: Random) -> tuple[str, Any, Any]:
    rows = frame(random, ("own_a", "own_b", "own_c"), ("2020",))
    focus = rows["region"].iloc[0]
    known, positions = spans(rows), {}
    for name in ("own_a", "own_b", "own_c"):
        own = {place: one.span for (of, place, _), one in known.items() if of == name}
        if focus not in own or len(own) < 3:
            continue
        group = 31  # the provinces of the nation
        lost = group - len(own)
        best = 1 + sum(beats(one, own[focus]) for one in own.values())
        worst = len(own) - sum(beats(own[focus], one) for one in own.values()) + lost
        first, last = worst * 3 <= group, (best - 1) * 3 >= group * 2
        middle = best * 3 > group and (worst - 1) * 3 < group * 2
        positions[name] = (
            "strength" if first else "weakness" if last else "middle" if middle else "open"
        )
    table = kejidata.profile(rows, focus)

    def tell(lang: str) -> Any:
        return narrative.profile(table, observations=rows, lang=lang)

    def rule(said: Any, lang: str) -> Rule:
        text = said.text
        for sentence in re.split(r"\. |。", text):
            for words, state in THIRDS[lang].items():
                if re.search(words, sentence):
                    told = {
                        name for name in positions if re.search(rf"\b{name}\b|{name}（", sentence)
                    }
                    wanted = {name for name, one in positions.items() if one == state}
                    if told != wanted:
                        yield f"{state}: {told} for {wanted}"

    return "profile", tell, rule


THIRDS = {
    "en": {
        "surely in the first third": "strength",
        "surely in the last third": "weakness",
        "leave it open": "open",
    },
    "zh": {
        "稳居前三分之一的有": "strength",
        "稳居后三分之一的有": "weakness",
        "不能断定的有": "open",
    },
}


RANGES = ("", "_by_weights", "_left_out", "_by_method")


def _settled(text: str, moves: Any) -> Rule:
    """Yield what a text says wrong of how many places stay whatever the weights."""
    settled = re.search(r"(\d+) of the \d+ places|(\d+)个不变", text)
    if settled and int(settled[1] or settled[2]) != (~moves).sum():
        yield f"settled: {settled[0]} for {(~moves).sum()}"
    if re.search("none of the|个位次都不变", text, re.I) and moves.any():
        yield "settled: all"
    if re.search("very one of the|个位次都可能", text) and not moves.all():
        yield "settled: none"


def _index(random: Random) -> tuple[str, Any, Any]:
    rows = frame(random, ("own_a", "own_b"), ("2020",))
    rows = rows.assign(region=rows["region"].map(lambda code: REGIONS[code][1] + "产业园"))
    places = rows["region"].unique().tolist()
    table = kejidata.composite_index(rows, ["own_a", "own_b"])
    whole = table[(table["indicator"] == "composite_index") & table["rank"].notna()]
    focus = random.choice((None, places[0]))

    def tell(lang: str) -> Any:
        return narrative.composite_index(table, focus=focus, lang=lang)

    def rule(said: Any, lang: str) -> Rule:
        if whole.empty:
            return
        best = whole[[f"best{end}" for end in RANGES]].min(axis=1)
        worst = whole[[f"worst{end}" for end in RANGES]].max(axis=1)
        moves = (best != whole["best"]) | (worst != whole["worst"])
        yield from _settled(said.text, moves)
        first = whole[whole["best"] == 1]
        lost = whole["missing"].iloc[0]
        sure = len(first) == 1 or (first["worst"] - lost == 1).all()
        lead = re.search(
            r"[^.]*\b(?:led|share the lead|leads)\b[^.]*|[^。]*居?首位[^。]*", said.text
        )
        if lead:
            named = {p for p in whole["region"] if f"{p} (" in lead[0] or f"{p}（" in lead[0]}
            if len(named) == 1 < len(whole) and not sure and not MAY.search(lead[0]):
                yield f"leads: certainty of {first['region'].tolist()}"
            if not named and len(whole) > 1:
                yield "leads: nobody"
        mine = whole[whole["region"] == focus]
        if len(mine) and focus:
            same = bool(re.search("whatever the weights|一项指标都不变", said.text))
            if same == bool(moves[mine.index[0]]):
                yield "the place in focus moves"

    return "composite_index", tell, rule

"""Paragraphs of random frames, read by rules that know the figures and not how sentences are made.

Words of direction are held against the ends of intervals, superlatives against all that they are
drawn from, counts against what is counted; forms of words against their numbers.
"""

import re
from collections.abc import Callable, Iterator
from itertools import product
from random import Random
from typing import Any, NamedTuple

import pandas as pd

from kejidata import narrative
from kejidata.errors import KejidataError

try:
    import narrative_oracle
except ImportError:  # run as a module from the root, not by pytest
    from tests import narrative_oracle

from . import facts, levels_told, parts_told, rules_growth, rules_ranking, rules_targets
from .compare import MEASURES, figures, frame, records
from .frames import Case
from .rules_growth import parse_rows
from .said import Said, sentences

LANGS = ("en", "zh")
TELLERS: dict[str, Callable] = {
    "growth_rates": narrative.growth,
    "completion_ratios": narrative.completion,
    "rankings": narrative.rankings,
    "base_effects": narrative.base_effects,
    "target_outlook": narrative.outlook,
    "target_outcomes": narrative.outcomes,
    "audit": narrative.audit,
}


class Violation(NamedTuple):
    """A rule that a sentence breaks."""

    kind: str
    lang: str
    rule: str
    text: str


def violations(case: Case, most: int | None = None) -> tuple[list[Violation], int]:
    """Return what the paragraphs of a case break, and how many paragraphs were read."""
    found: list[Violation] = []
    count = 0
    observations = frame([*case.rows, *(case.targets or [])])
    by = {code: rows.tolist() for code, rows in observations.groupby("indicator").indices.items()}
    for kind in TELLERS:
        try:
            table = MEASURES[kind].package(case)
        except KejidataError:
            continue  # A frame that a measure refuses has no paragraph.
        known = figures(case, **_arguments(case, kind))
        for rows in _cuts(kind, table)[:most]:
            behind, parsed = _behind(rows, by, observations), parse_rows(records(rows))
            for lang, more in product(LANGS, _asked(kind, rows)):
                found += _read(case, kind, rows, parsed, behind, known, lang=lang, **more)
                count += 1
    return found, count


def derived(seed: int) -> tuple[list[Violation], int]:
    """Return what paragraphs on derived results break, and how many were read."""
    found, count = [], 0
    for source in (levels_told, parts_told):
        for kind, lang, told, rules in source.paragraphs(Random(seed)):
            told_facts = records(told.facts)
            parts = list(sentences(told.text, told_facts, lang))
            said = Said(kind, told.text, lang, parts, facts.Facts([]), [])
            broken = [(rule, told.text) for rule in rules(told, lang)]
            broken += [*_forms(said), *_numbers(told, told_facts)]
            found += [Violation(kind, lang, rule, text) for rule, text in broken]
            count += 1
    return found, count


def _asked(kind: str, rows: pd.DataFrame) -> list[dict[str, str]]:
    """Return what a paragraph is asked for: of ranks also the place of one region."""
    return [{}, {"focus": rows["region"].iloc[-1]}] if kind == "rankings" else [{}]


def _behind(
    rows: pd.DataFrame, by: dict[str, list[int]], observations: pd.DataFrame
) -> pd.DataFrame:
    """Return the observations of the indicators that a result speaks of: no others are told."""
    told = {*rows["indicator"], *rows.get("related", ())}
    return observations.take(sorted(at for code in told for at in by.get(code, ())))


def _cuts(kind: str, table: pd.DataFrame) -> list[pd.DataFrame]:
    """Return the parts of a result that are told: an indicator, a region, a series."""
    if table.empty:
        return []
    cuts = [rows for _, rows in table.groupby("indicator")]
    if kind == "growth_rates":
        cuts += [rows for _, rows in table.groupby(["region", "indicator"]) if len(rows) > 2]
    if kind in ("growth_rates", "completion_ratios", "target_outlook"):
        cuts += [rows for _, rows in table.groupby("region")]
    return cuts


def _read(
    case: Case,
    kind: str,
    rows: pd.DataFrame,
    parsed: list[dict[str, Any]],
    observations: pd.DataFrame,
    figures: facts.Facts,
    *,
    lang: str,
    **more: str,
) -> list[Violation]:
    try:
        told = TELLERS[kind](rows, observations=observations, lang=lang, **more)
    except Exception as error:  # an error is a broken rule like any other
        return [Violation(kind, lang, "an error", f"{type(error).__name__}: {error}")]
    told_facts = records(told.facts)
    said = Said(
        kind,
        told.text,
        lang,
        list(sentences(told.text, told_facts, lang)),
        figures,
        parsed,
    )
    broken = [*_special(case, said), *_forms(said), *_numbers(told, told_facts)]
    return [Violation(kind, lang, rule, text) for rule, text in broken]


def _arguments(case: Case, kind: str) -> dict[str, Any]:
    """Return what `compare` gives to a measure beside the frame."""
    given = {"kind": case.kind, "direction": case.direction}
    return given if kind in ("growth_rates", "completion_ratios", "rankings") else {}


def _special(case: Case, said: Said) -> Iterator[tuple[str, str]]:
    given = _arguments(case, said.kind)
    if said.kind == "growth_rates":
        yield from rules_growth.check(said, case.span)
    elif said.kind == "completion_ratios":
        if case.targets and "goals" not in case.made:
            case.made["goals"] = facts.read(case.targets, measure="target", **given)
        yield from rules_targets.check_completion(said, case.made.get("goals", said.figures))
    elif said.kind == "rankings":
        yield from rules_ranking.check(said)
    elif said.kind == "base_effects":
        yield from rules_growth.effects(said)
    elif said.kind == "audit":
        yield from rules_ranking.audit(said)
    else:
        outlook = said.kind == "target_outlook"
        check = rules_targets.check_outlook if outlook else rules_targets.check_outcomes
        yield from check(said)


NOUNS = "region province city county indicator target statement place rise fall figure period rank"
MANY = "regions provinces cities counties indicators targets statements places rises falls figures"
MANY += " periods ranks changes ratios countries"
ONE_WRONG = re.compile(rf"(?<![\d.,])1 ({MANY.replace(' ', '|')}|are|were|have|lie|repeat|owe)\b")
MORE_WRONG = re.compile(
    rf"(?<![\d.,])(?!1\b)\d[\d,]* ({NOUNS.replace(' ', '|')}|is|was|has|lies|repeats|owes)\b(?!')"
)


def _forms(said: Said) -> Iterator[tuple[str, str]]:
    """Plurals, things said twice, and only where there are no others."""
    counts = {fact["start"] for one in said.sentences for fact in one.of("count")}
    if said.lang == "en":
        for found in (*ONE_WRONG.finditer(said.text), *MORE_WRONG.finditer(said.text)):
            if found.start() in counts:
                yield "a plural", found[0]
    if re.search(r"(\b[A-Za-z]\w+\b)(, | and )\1(?=[,. ])(?! \()", said.text) and said.lang == "en":
        yield "said twice", said.text
    only = re.search(r"Of the (\d+) targets?.*?, only (\d+)", said.text)
    if only and only[1] == only[2]:
        yield "only", said.text
    if re.search(r"\bnan\b|\bNone\b(?! of)", said.text):
        yield "a missing number", said.text


def _numbers(told: Any, told_facts: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    try:
        narrative_oracle.check_facts(told, told_facts)
    except AssertionError as error:
        yield "a number or a mark", f"{str(error)[:200]} | {told.text}"

"""Headlines of completion, funnels and finance on random frames, and the rules that read them."""

import re
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

import pandas as pd

from kejidata import figures
from kejidata.errors import KejidataError

from .compare import MEASURES
from .frames import Case
from .periods import parse
from .sentences import LANGS
from .titles import Ends, Rule, counted, counts, ends, headline, superlative, way

COMPLETION = {
    "en": {
        "reached": r"(\d+) (?:is|are) reached",
        "kept": r"(\d+) (?:is|are) within the limit",
        "missed": r"(\d+) (?:is|are) missed",
        "late": r"(\d+) lags? behind",
        "below": r"(\d+) (?:is|are) not reached yet",
        "open": r"(\d+) (?:is|are) left open",
        "on_time": r"(\d+) (?:is|are) not behind",
        "": r"(\d+) cannot be computed",
    },
    "zh": {
        "reached": r"(\d+)项已完成",
        "kept": r"(\d+)项尚未超过",
        "missed": r"(\d+)项未完成",
        "late": r"(\d+)项落后",
        "below": r"(\d+)项尚未达到",
        "open": r"(\d+)项由公布数",
        "on_time": r"(\d+)项未落后",
        "": r"(\d+)项无法计算",
    },
}
PRODUCTS = {f"own_{name}": (f"own_{name}", f"own_{name}") for name in "abcdef"}
PAIRS = [("own_a", "own_b"), ("own_c", "own_d"), ("own_e", "own_f")]
FULL = 100


def every(case: Case, random: Random, most: int | None) -> Iterator[tuple]:
    """Yield the headlines of the three charts, each with the rule that reads it."""
    yield from _completion(case, most)
    yield from _of(figures.funnels, _stages(random), _funnels, pairs=PAIRS)
    yield from _of(figures.finance_products, _loans(random), _finance, products=[*PRODUCTS])


def _of(chart: Callable, rows: pd.DataFrame, rule: Callable, **options: Any) -> Iterator[tuple]:
    for lang in LANGS:
        told = headline(chart, rows, lang, **options)
        yield chart.__name__, lang, told, lambda t, la: rule(t, la, rows)


def _completion(case: Case, most: int | None) -> Iterator[tuple]:
    try:
        table = MEASURES["completion_ratios"].package(case)
    except KejidataError:
        return
    groups = [*table.groupby(["region"]), *table.groupby(["indicator"])]
    for _, rows in groups[:most]:
        yield from _of(figures.completion_bullets, rows.reset_index(drop=True), _states)


def _states(told: str, lang: str, rows: pd.DataFrame) -> Rule:
    """Each target is counted once, by what is sure of it; what has none is left out."""
    records = rows.to_dict("records")
    shown = [row for row in records if row["reason"] != "no_target" or _stated(row)]
    states = [_state(row) for row in shown or records]
    if len(states) == 1 and states[0]:
        return  # It is told by its ratio.
    yield from counted(counts(COMPLETION[lang], told), states, told)


def _stated(row: dict) -> bool:
    return pd.isna(row["completion"]) and pd.notna(row.get("stated_completion"))


def _state(row: dict) -> str:
    """Return what is sure of a target, from its interval and the time gone, both in %."""
    if pd.isna(row["completion"]) and not _stated(row):
        return ""
    low, high, _, right = ends(row, "stated_completion" if _stated(row) else "")
    below = high < FULL or (high == FULL and not right)
    limit = not _stated(row) and (row.get("limit") is True or row.get("bound") == "at_most")
    about = row.get("bound") == "about"
    gone = row["elapsed"]
    if low >= FULL:
        return "kept" if limit and not _over(row) else "reached"
    if limit:
        return "missed" if below and not about else "open"
    if about:
        return "open" if gone >= FULL else "below"
    if pd.isna(gone):
        return "below" if below else "open"
    if gone >= FULL:
        return "missed" if below else "open"
    late = high < gone or (high == gone and not right)
    return "late" if late else "on_time" if low >= gone else "open"


def _over(row: dict) -> bool:
    """Return whether the time of a limit is over: all of it is gone, or it has no calendar."""
    if pd.isna(row["elapsed"]):
        period = parse(row["period"])
        return period.months >= 12
    return row["elapsed"] >= FULL


def _stages(random: Random) -> pd.DataFrame:
    """Return what entered three stages and what came out, of money or of things."""
    rows = []
    for entered, left in PAIRS:
        unit, step = random.choice(("万元", "家")), random.choice((0.0, 0.0, 1.0, 4.0))
        for code, low, high in ((entered, 2, 12), (left, 0, 8)):
            if random.random() < 0.9:
                value = float(random.randint(low, high))
                rows.append({"indicator": code, "value": value, "unit": unit, "step": step})
    return pd.DataFrame(rows).assign(region="a", period="2020", bound="exact")


def _funnels(told: str, lang: str, rows: pd.DataFrame) -> Rule:
    """Of things and of money the least is told apart, and nobody is least alone."""
    shares = _shares(rows)
    if len(shares) == 1:
        return
    for words, unit in (("by count|按数量", "家"), ("by money|按金额", "万元")):
        known = {code: one for code, (kind, one) in shares.items() if kind == unit}
        kinds = {kind for kind, _ in shares.values()}
        clause = next((c for c in re.split("; |；", told) if re.search(words, c)), "")
        if len(kinds) == 1 and known:
            clause = told
        if bool(clause) != bool(known):
            yield f"{unit}: {clause!r} of {len(known)}"
        lowest = re.search("lowest|最低", clause)
        if len(known) == 1 and lowest:
            yield "the lowest of one"
        if len(known) > 1 and lowest:
            yield from superlative(clause, lang, known, PRODUCTS)


def _shares(rows: pd.DataFrame) -> dict[str, tuple[str, Ends]]:
    """Return the shares that came out with their signs turned, by what came out."""
    figure = {row["indicator"]: row for row in rows.to_dict("records")}
    found: dict[str, tuple[str, Ends]] = {}
    for entered, left in PAIRS:
        if not {entered, left} <= figure.keys():
            continue
        above, below = figure[left], figure[entered]
        half = above["step"] / 2
        top, bottom = above["value"], below["value"]
        if bottom - half <= 0:
            continue
        low, high = (top - half) / (bottom + half), (top + half) / (bottom - half)
        found[left] = above["unit"], (-high, -low, half == 0, half == 0)
    return found


def _loans(random: Random) -> pd.DataFrame:
    """Return what was lent for six products at most, and what is planned."""
    rows = []
    for code in random.sample([*PRODUCTS], random.randint(2, 6)):
        actual, target = random.choice((("2019", "2020"), ("2020", "2021"), ("2020", "2020")))
        step = random.choice((0.0, 0.0, 1.0, 4.0))
        for measure, period in (("value", actual), ("target", target)):
            if random.random() < 0.9:
                value = float(random.randint(4, 9))
                rows.append((code, period, measure, value, step * (measure == "value")))
    names = ["indicator", "period", "measure", "value", "step"]
    return pd.DataFrame(rows, columns=names).assign(region="a", unit="万元", bound="exact")


def _finance(told: str, lang: str, rows: pd.DataFrame) -> Rule:
    """Plans for a time after the actual are compared: how many surely exceed it, and which most."""
    gains: dict[str, Ends] = {}
    for code, own in rows.groupby("indicator"):
        last = {row["measure"]: row for row in own.to_dict("records")}
        if len(last) < 2 or last["target"]["period"] <= last["value"]["period"]:
            continue
        half, change = last["value"]["step"] / 2, last["target"]["value"] - last["value"]["value"]
        gains[str(code)] = change - half, change + half, half == 0, True
    if not gains:
        if not re.search("no plan to compare|无法与计划对比", told):
            yield "nothing is compared"
        return
    ways = [way(one) for one in gains.values()]
    sure, open_ = ways.count("up"), ways.count("open")
    yield from _numbers(told, lang, len(gains), sure, open_)
    if re.search("most added|增加最多", told):
        if not sure or len(gains) == 1:
            yield "the most of none or of one"
        yield from superlative(told, lang, gains, PRODUCTS)


def _numbers(told: str, lang: str, n: int, sure: int, open_: int) -> Rule:
    found = re.search(r"For (\d+) of (\d+)|可比的(\d+)项产品中，(\d+)项", told)
    every = re.search(r"For all (\d+)|For (both)|可比的(\d+)项产品计划都", told)
    if found:
        first, second = (int(one) for one in found.groups() if one)
        up, total = (first, second) if lang == "en" else (second, first)
    elif every:
        total = up = int(next(one for one in every.groups() if one).replace("both", "2"))
    else:
        total = up = -1
    if (up, total) != (sure, n):
        yield f"{up} of {total} for {sure} of {n}"
    said = re.search(r"(\d+) (?:is|are) left open|(\d+)项凭公布数不能", told)
    told_open = int(next(one for one in said.groups() if one)) if said else 0
    if told_open != open_:
        yield f"{told_open} open for {open_}"

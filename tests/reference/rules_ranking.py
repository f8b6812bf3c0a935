"""Rules for sentences on ranks and on audits."""

import re
from collections.abc import Iterator

import pandas as pd

from . import registry
from .said import Fact, Said, Sentence, key_of

PLACE = "rank among the group"
SURE_MOVE = {"en": r"gained most|lost most", "zh": r"上升最多|下降最多"}
PUBLISHED = {"en": "as published", "zh": "按公布数"}
JOINT = {"en": "joint ", "zh": "并列"}
LED = {"en": r"^(?:In [^,]+, )?(.*?) led(?: |;|$)", "zh": r"居(?:前|首位)的是(.*?)(?:，居末位|$)"}
LAST = {"en": r"; (.*?) came last", "zh": r"居末位的是(.*)$"}
KNOWN = {"en": r"(\d+) of (\d+)[^,]* that can be ranked", "zh": r"(\d+)\D*中可排名的(\d+)个"}
OWN = {
    "en": r"of the (\d+) .*\((\d+) without a figure\)",
    "zh": r"，在\D*(\d+)\D*中列.*（(\d+)个无数据）",
}
BOTH = {"en": "among those ranked in both", "zh": "只计两期都有位次的地区"}
MAY = {"en": "rounding leaves open which of", "zh": "之一，因舍入不能区分"}
UNMOVED = {"en": "no region changed place", "zh": "均无变化"}


def check(said: Said) -> Iterator[tuple[str, str]]:
    """Yield the rules that a paragraph on ranks breaks."""
    rows = {
        (row["place"], row["indicator"], row["period"]): row
        for row in said.rows
        if pd.notna(row["rank"])
    }
    group: list[dict] = []
    for sentence in said.sentences:
        for fact in sentence.of("rank"):
            if fact["formula"] == PLACE:
                yield from _place(sentence, fact, rows)
        ends = _group(sentence, rows)
        if ends:
            group = ends
            yield from _ends(sentence, group)
        yield from _moves(sentence, group, rows)
        if ends and not _says_how_many(sentence, group[0]):
            yield "among how many of how many", sentence.text


def _says_how_many(sentence: Sentence, row: dict) -> bool:
    """Return whether a sentence on a group says how many of how many are ranked, where some are."""
    own = re.search(OWN[sentence.lang], sentence.text)
    if own:
        every, absent = map(int, own.groups())
        return (every, absent) == (row["ranked"] + row["missing"], row["missing"])
    found = re.search(KNOWN[sentence.lang], sentence.text)
    told = sorted(map(int, found.groups())) if found else [row["ranked"]] * 2
    return told == [row["ranked"], row["ranked"] + row["missing"]]


def _among_known(row: dict) -> tuple[int, int]:
    """Return the places among those that have a rank, which rounding alone leaves open."""
    return row["best"], row["worst"] - row["missing"]


def _place(sentence: Sentence, fact: Fact, rows: dict) -> Iterator[tuple[str, str]]:
    row = rows[key_of(fact)]
    before, after = sentence.before(fact), sentence.after(fact)
    best, worst = row["best"], row["worst"]
    if re.search(KNOWN[sentence.lang], sentence.text):
        best, worst = _among_known(row)
    range_ = r"^ to |^至" if fact["value"] == best else r" to $|至$"
    if best < worst:
        if fact["value"] not in (best, worst) or not (
            re.search(range_, after) or re.search(range_, before)
        ):
            yield "a rank told as sure", sentence.text
    elif fact["value"] != row["rank"]:
        yield "a rank", sentence.text
    if before.endswith(JOINT[sentence.lang]):
        peers = [
            one
            for one in rows.values()
            if (one["indicator"], one["period"]) == (row["indicator"], row["period"])
            and registry.parents().get(one["place"]) == registry.parents().get(row["place"])
            and one["rank"] == row["rank"]
            and _among_known(one)[0] == _among_known(one)[1]
        ]
        if len(peers) < 2 or best < worst:
            yield "a tie that is not sure", sentence.text


def _group(sentence: Sentence, rows: dict) -> list[dict]:
    """Return the group whose ends a sentence tells."""
    values = [fact for fact in sentence.of("value") if key_of(fact) in rows]
    if not values:
        return []
    place, indicator, period = key_of(values[0])
    parent = registry.parents().get(place, "unknown")
    return [
        row
        for row in rows.values()
        if (row["indicator"], row["period"]) == (indicator, period)
        and registry.parents().get(row["place"], "unknown") == parent
    ]


def _ends(sentence: Sentence, group: list[dict]) -> Iterator[tuple[str, str]]:
    size = len(group)
    if MAY[sentence.lang].lower() in sentence.text.lower():
        if sum(row["best"] == 1 for row in group) < 2:
            yield "a lead that is sure", sentence.text
    else:
        for row in _named(sentence, LED, group):
            named = len(_named(sentence, LED, group))
            if _among_known(row)[1] > named:
                yield "a lead that is not sure", sentence.text
    last = _named(sentence, LAST, group)
    for row in last:
        if row["best"] < size - len(last) + 1:
            yield "a last place that is not sure", sentence.text


def _named(sentence: Sentence, words: dict[str, str], group: list[dict]) -> list[dict]:
    """Return the regions that stand in a clause, found by the facts of their values."""
    found = re.search(words[sentence.lang], sentence.text)
    if not found:
        return []
    start, end = found.span(1)
    places = {
        key_of(fact)[0]
        for fact in sentence.of("value")
        if start <= fact["start"] - sentence.start < end
    }
    return [row for row in group if row["place"] in places]


def _moves(sentence: Sentence, group: list[dict], rows: dict) -> Iterator[tuple[str, str]]:
    text = sentence.text.lower()
    if not (re.search(SURE_MOVE[sentence.lang], text) or UNMOVED[sentence.lang] in text):
        return
    if PUBLISHED[sentence.lang] in text:
        return
    for row in group:
        if pd.isna(row["shift"]):
            if BOTH[sentence.lang] not in text:
                yield "a move among others than those compared", sentence.text
            continue
        before = rows.get((row["place"], row["indicator"], row["period"].back(1)))
        places = [_among_known(one) for one in (row, before) if one is not None]
        if len(places) < 2 or any(best < worst for best, worst in places):
            yield "a move that is not sure", sentence.text
            return


VERDICTS = ("contradicted", "open", "confirmed", "not_checkable")


def audit(said: Said) -> Iterator[tuple[str, str]]:
    """Yield the rules that a paragraph on an audit breaks."""
    first = said.sentences[0]
    counts = [int(fact["value"]) for fact in first.of("count")]
    wanted = [sum(row["verdict"] == name for row in said.rows) for name in VERDICTS]
    wanted = [n for n in wanted if n]
    parts = wanted if len(wanted) > 1 else counts[1:]
    if counts != [len(said.rows), *parts] or (parts and sum(parts) != len(said.rows)):
        yield "counts of verdicts", first.text

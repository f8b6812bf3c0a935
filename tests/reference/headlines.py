"""Headlines of charts on random results, read by rules that know the results and no wording code.

A headline is made before anything is drawn: it is caught where a chart hands over its captions.
"""

import re
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

import pandas as pd

import kejidata
from kejidata import figures
from kejidata.errors import KejidataError

from . import plan_headlines, registry
from .compare import MEASURES
from .frames import Case
from .levels_told import REGIONS
from .sentences import LANGS, MORE_WRONG, ONE_WRONG, Violation
from .titles import (
    MAY,
    Ends,
    Rule,
    beats,
    counted,
    counts,
    ends,
    headline,
    named,
    superlative,
    way,
)

# What a headline counts, by the state that it says.
OUTLOOK = {
    "en": {
        "up": r"(\d+) exceeds? the last",
        "down": r"(\d+) falls? below",
        "flat": r"(\d+) equals? the",
        "open": r"(\d+) (?:is|are) left open",
        "old": r"(\d+) (?:has|have) a last actual older",
        "": r"(\d+) cannot be compared",
    },
    "zh": {
        "up": r"(\d+)项高于上次",
        "down": r"(\d+)项低于上次",
        "flat": r"(\d+)项与上次实绩持平",
        "open": r"(\d+)项凭公布数不能断定",
        "old": r"(\d+)项的上次实绩已过两年",
        "": r"(\d+)项无法比较",
    },
}
PACE = {
    "en": {
        "behind": r"(\d+) behind",
        "open": r"(\d+) left open",
        "on_track": r"(\d+) on track",
        "reached": r"(\d+) reached",
    },
    "zh": {
        "behind": r"(\d+)项落后",
        "open": r"(\d+)项由公布数",
        "on_track": r"(\d+)项符合",
        "reached": r"(\d+)项已经达到",
    },
}
AUDIT = {
    "en": {
        "contradicted": r"(\d+) contradicted",
        "confirmed": r"(\d+) confirmed",
        "open": r"(\d+) left open",
        "not_checkable": r"(\d+) not checkable",
        "remainder": r"(\d+) with unlisted",
    },
    "zh": {
        "contradicted": r"(\d+)[条个]不符",
        "confirmed": r"(\d+)[条个]相符",
        "open": r"(\d+)[条个]公布数不能断定",
        "not_checkable": r"(\d+)[条个]无法核对",
        "remainder": r"(\d+)[条个]含未列",
    },
}
GROWTH = {
    "en": {
        "up": r"(?:grew|rose) in (?:all )?(\d+|both|the 1)",
        "down": r"fell in (?:all )?(\d+|both|the 1)",
        "open": r"(\d+) open within rounding|leaves (\d+) of",
        "": r"(\d+) more cannot be computed",
    },
    "zh": {
        "up": r"：(?:全部)?(\d+)个(?:地区中(\d+)个)?地?区?(?:增长|提高)",
        "down": r"：(?:全部)?(\d+)个(?:地区中(\d+)个)?地?区?下降",
        "open": r"(\d+)[个项]?因舍入不能|(\d+)项在舍入",
        "": r"另有(\d+)个无法计算",
    },
}


def violations(case: Case, seed: int, most: int | None = None) -> tuple[list[Violation], int]:
    """Return what the headlines on a case break, and how many were read."""
    found, read = [], 0
    for kind, lang, told, rules in (
        *_measured(case, most),
        *_small(Random(seed)),
        *plan_headlines.every(case, Random(seed), most),
    ):
        if told is None:
            continue
        read += 1
        broken = [*rules(told, lang), *_forms(told, lang)]
        found += [Violation(kind, lang, rule, told) for rule in broken]
    return found, read


def _measured(case: Case, most: int | None) -> Iterator[tuple]:
    """Yield the headlines of the charts that take a result which the reference holds too."""
    for kind, chart, rule, keys in (
        ("growth_rates", figures.growth_heatmap, _heat, ["indicator"]),
        ("target_outlook", figures.target_dumbbell, _outlook, ["region"]),
        ("audit", figures.audit_marks, _audit, ["indicator"]),
        ("rankings", figures.ranking_dots, _ranked, ["indicator", "period"]),
    ):
        try:
            table = MEASURES[kind].package(case)
        except KejidataError:
            continue
        for _, rows in [*table.groupby(keys)][:most]:
            for lang in LANGS:
                told = headline(chart, rows, lang)
                yield kind, lang, told, lambda t, la, rows=rows, rule=rule: rule(t, la, rows)


def _heat(told: str, lang: str, rows: pd.DataFrame) -> Rule:
    drawn = rows[rows["growth"].notna()]
    periods = set(drawn["period"])
    said = [p for p in periods if _year(p) in told.replace("–", "-")]
    if len(said) != 1 or drawn.empty or any("/" in str(p) or "-" in str(p) for p in rows["period"]):
        return  # Parts of a year are told in words.
    last = rows[rows["period"] == said[0]]
    parents = registry.parents()
    above = {parents.get(registry.place(label)) for label in rows["region"]}
    members = last[~last["region"].map(lambda label: registry.place(label) in above)]
    known = members[members["growth"].notna()]
    ways = [way(ends(row)) for _, row in known.iterrows()]
    wanted = {name: ways.count(name) for name in ("up", "down", "open")}
    numbers = counts(GROWTH[lang], told)
    for name, n in wanted.items():
        if name in numbers and numbers[name] != n and len(members) == len(last):
            yield f"counts {name}: {numbers[name]} for {n}"
    fastest = re.search("fastest|最快", told)
    if fastest and "up" not in ways:
        yield "fastest of none that grew"


def _year(period: object) -> str:
    return str(period)


def _outlook(told: str, lang: str, rows: pd.DataFrame) -> Rule:
    states = [
        ("old" if row["age"] > 2 else way(ends(row, "change"))) if pd.notna(row["change"]) else ""
        for _, row in rows.iterrows()
    ]
    yield from counted(counts(OUTLOOK[lang], told), states, told)


def _audit(told: str, lang: str, rows: pd.DataFrame) -> Rule:
    states = rows["verdict"].tolist()
    total: dict[str, int] = {}
    for state, pattern in AUDIT[lang].items():
        n = sum(int(number) for number in re.findall(pattern, told))
        total |= {state: n} if n else {}
    if not total and len(set(states)) == 1:  # All are alike: the verdict stands without a count.
        total = {states[0]: len(states)}
    yield from counted(total, states, told)


def _ranked(told: str, lang: str, rows: pd.DataFrame) -> Rule:
    """Ranks are ranges: nobody is first for sure whom rounding among the known may put second."""
    parents = rows["region"].map(lambda label: registry.parents().get(registry.place(label), "?"))
    ranked = rows["rank"].notna().groupby(parents).sum().sort_values()
    known = rows[rows["rank"].notna() & (parents == ranked.index[-1])]
    if known.empty or (ranked == ranked.iloc[-1]).sum() > 1:
        return  # A chart has one group, that of most ranks.
    first = known[known["best"] == 1]
    sure = (first["worst"] - first["missing"] == 1).all() or len(first) == 1
    if bool(re.search(MAY[lang], told)) == sure and re.search(r"first|第1位", told):
        yield "who is first"
    if len(known) == 1:
        return  # It is the only one, which no number says.
    if known["missing"].iloc[0] and not re.search("the .* ranked|可排名的", told):
        yield "among how many of how many"
    if len(known) not in [int(n.replace(",", "")) for n in re.findall(r"[\d,]*\d", told)]:
        yield "how many are ranked"


def _small(random: Random) -> Iterator[tuple]:
    """Yield the headlines of the charts whose results need a frame of their own making."""
    own = random.sample([*REGIONS], random.randint(2, 5))
    wide = pd.DataFrame(
        [
            {
                "region": region,
                "indicator": indicator,
                "period": period,
                "value": float(random.choice([*range(-2, 9), *[NAN] * 2])),
                "step": random.choice([0.0, 0.0, 1.0, 4.0]),
            }
            for region in own
            for indicator in ("own_x", "own_y", "own_z")
            for period in ("2019", "2020")
        ]
    )
    yield from _of(figures.small_multiples, wide[wide["indicator"] == "own_x"], _higher)
    yield from _of(figures.spending_intensity, *_two_axes(wide))
    yield from _of(figures.rank_bump, _ranks(wide), _bump, focus=own[0])
    yield from _of(figures.province_tiles, _now(wide), _tiles)
    yield from _of(figures.profile, _made(kejidata.profile, wide, own[0]), _profile)
    parts = _made(_parts, wide, own)
    yield from _of(figures.contribution_bars, parts, _contributions)
    scores = _made(kejidata.composite_index, wide, ["own_x", "own_y"])
    yield from _of(figures.index_ranks, scores, _index, focus=own[0])
    levels = _made(kejidata.index_numbers, wide[wide["indicator"] == "own_x"], "2019")
    yield from _of(figures.level_panels, levels, _levels)
    yield from _of(figures.pace_tracks, _made(_pace, wide, random), _pace_counts)


NAN = float("nan")


def _of(
    chart: Callable, rows: pd.DataFrame | None, rule: Callable, **options: Any
) -> Iterator[tuple]:
    """Yield the headline of a chart in both languages with its rule."""
    if rows is None or rows.empty:
        return
    focus = options.get("focus")
    if focus is not None and focus not in set(rows["region"].astype(str)):
        options = {}
    for lang in LANGS:
        told = headline(chart, rows, lang, **options)
        yield chart.__name__, lang, told, lambda t, la: rule(t, la, rows)


def _made(measure: Callable, *given: Any) -> pd.DataFrame | None:
    """Return a result, None where the measure refuses the frame."""
    try:
        return measure(*given)
    except KejidataError:
        return None


def _now(wide: pd.DataFrame) -> pd.DataFrame:
    return wide[(wide["indicator"] == "own_x") & (wide["period"] == "2020")]


def _ranks(wide: pd.DataFrame) -> pd.DataFrame | None:
    return _made(kejidata.rankings, wide[wide["indicator"] == "own_x"])


def _parts(wide: pd.DataFrame, own: list[str]) -> pd.DataFrame:
    rows = wide[wide["indicator"] == "own_x"]
    whole = rows.groupby("period", as_index=False)["value"].sum().assign(region="all")
    whole = whole.assign(indicator="own_x", step=0.0, value=whole["value"].abs() + 30)
    return kejidata.contributions(pd.concat([rows, whole]), {"all": own})


def _pace(wide: pd.DataFrame, random: Random) -> pd.DataFrame:
    rows = wide.assign(measure="value", period=wide["period"].map(int))
    aims = rows[rows["period"] == 2020].assign(period=2025, measure="target", step=0.0)
    aims["value"] = [float(random.randint(1, 12)) for _ in range(len(aims))]
    return kejidata.pace(pd.concat([rows, aims]), 2019)


def _two_axes(wide: pd.DataFrame) -> tuple[pd.DataFrame, Callable]:
    codes = {"own_x": "rd_expenditure", "own_y": "rd_intensity"}
    rows = wide[wide["indicator"].isin(codes)].assign(indicator=wide["indicator"].map(codes))
    nation = rows[rows["region"] == rows["region"].iloc[0]].assign(region="000000", value=3.0)
    rows = pd.concat([rows, nation], ignore_index=True)
    rows = rows[rows["period"] == "2020"].assign(value=rows["value"].abs() + 1)
    return rows, _above


def _published(row: Any) -> Ends:
    half = row["step"] / 2
    return row["value"] - half, row["value"] + half, True, half == 0


def _above(told: str, lang: str, rows: pd.DataFrame) -> Rule:
    both = rows.dropna(subset="value").groupby("region")["indicator"].nunique()
    shown = rows[rows["region"].isin(both[both == 2].index) & (rows["indicator"] == "rd_intensity")]
    known = {row["region"]: _published(row) for _, row in shown.iterrows()}
    nation = known.pop("000000")
    sure = sum(beats(one, nation) for one in known.values())
    said = re.search(
        r"in (?:all )?(\d{1,3}|both|the \d) (?:of|region)|(\d+)个(?:地区中(\d+)个)?", told
    )
    count = counts({"n": said.re.pattern}, told)["n"] if said else -1
    none = re.search("none of|neither of|in no region|no region above|没有|0个", told)
    if not none and count != sure:
        yield f"above the nation: {count} for {sure}"
    if none and sure:
        yield f"above the nation: none for {sure}"


def _higher(told: str, lang: str, rows: pd.DataFrame) -> Rule:
    now = rows[rows["value"].notna()]
    now = now[now["period"] == now["period"].max()]
    known = {row["region"]: _published(row) for _, row in now.iterrows()}
    yield from _superlative(told, lang, known, "highest in|highest may|最高")


def _superlative(told: str, lang: str, known: dict[str, Ends], words: str) -> Rule:
    """What is said before the other end of the order is true of those who may be highest."""
    if re.search(words, told) and known:
        clause = re.split(r", lowest|, equally lowest|，[^，]*最低", told)[0]
        yield from superlative(clause, lang, known, REGIONS)


def _tiles(told: str, lang: str, rows: pd.DataFrame) -> Rule:
    known = {row["region"]: _published(row) for _, row in rows.iterrows() if pd.notna(row["value"])}
    if len(set(known.values())) > 1:
        yield from _superlative(told, lang, known, "highest|最高")


def _bump(told: str, lang: str, rows: pd.DataFrame) -> Rule:
    own = rows[rows["rank"].notna()]
    for code, names in REGIONS.items():
        clause = next(
            (c for c in re.split(r"；|; |：|: ", told) if names[LANGS.index(lang)] in c), ""
        )
        mine = own[own["region"] == code].sort_values("period")
        up, down = bool(re.search("rises|升至", clause)), bool(re.search("falls|降至", clause))
        if not (up or down):
            continue
        first, last = mine.iloc[0], mine.iloc[-1]
        if up and not last["worst"] - last["missing"] < first["best"]:
            yield "rises, which is not sure"
        if down and not last["best"] > first["worst"] - first["missing"]:
            yield "falls, which is not sure"


def _profile(told: str, lang: str, rows: pd.DataFrame) -> Rule:
    known = rows[rows["position"] != ""]
    for _, row in known.iterrows():
        size = row["ranked"] + row["missing"]
        first, last = row["worst"] * 3 <= size, (row["best"] - 1) * 3 >= size * 2
        if (row["position"] == "strength") != first or (row["position"] == "weakness") != last:
            yield "a third of another rank"
    for name, words in (
        ("strength", "top third|前三分之一"),
        ("weakness", "bottom third|后三分之一"),
    ):
        n = int((known["position"] == name).sum())
        if n and not re.search(words, told):
            yield f"{name} is not told"
        if (
            not n
            and re.search(rf"(?<!居前或居)(?:{words})", told)
            and not re.search("none surely|没有一项", told)
        ):
            yield f"{name} of none"


def _contributions(told: str, lang: str, rows: pd.DataFrame) -> Rule:
    own = rows[rows["contribution"].notna() & rows["part"].isin(REGIONS)]
    known = {row["part"]: ends(row, "contribution") for _, row in own.iterrows()}
    if "up" not in map(way, known.values()) and re.search("largest|最多", told):
        yield "the largest of none that added"
    yield from _superlative(told, lang, known, "largest|最多")


def _index(told: str, lang: str, rows: pd.DataFrame) -> Rule:
    ranked = rows[rows["rank"].notna()]
    names = named(told, lang, REGIONS)
    mine = ranked[ranked["region"].isin(names)]
    if len(mine) != 1:
        return
    row = mine.iloc[0]
    best = min(v for k, v in row.items() if str(k).startswith("best") and k != "best_value")
    worst = max(v for k, v in row.items() if str(k).startswith("worst"))
    said = [int(n) for n in re.findall(r"第?(\d+)(?:st|nd|rd|th|至|位)", told)]
    if said != sorted({int(best), int(worst)}):
        yield f"rank {said} for {best} to {worst}"


def _levels(told: str, lang: str, rows: pd.DataFrame) -> Rule:
    now = rows[rows["low"].notna() & (rows["period"] == "2020")]
    known = {row["region"]: ends(row) for _, row in now.iterrows()}
    if len(known) > 1:
        yield from _superlative(told, lang, known, "highest|最高")


def _pace_counts(told: str, lang: str, rows: pd.DataFrame) -> Rule:
    states = [state for state in rows["verdict"] if state]
    if states:
        yield from counted(counts(PACE[lang], told), states, told)


def _forms(told: str, lang: str) -> Rule:
    """Plurals, missing numbers, words said twice."""
    if lang == "en":
        for found in (*ONE_WRONG.finditer(told), *MORE_WRONG.finditer(told)):
            if not re.search("rise|fall|rank", found[0]):  # Here these are verbs.
                yield f"a plural: {found[0]}"
    if re.search(r"\bnan\b|\bNone\b|<NA>|\b(\w\w+) \1\b", told):
        yield "a missing number or a word twice"

"""Random tidy frames with everything that the measures promise to take; the seed decides all.

Frames are laid side by side in one sheet, for speed: each has indicators of its own, and no measure
looks from one indicator at another that the registry does not relate to it.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from random import Random
from typing import Any

import kejidata

from . import registry
from .periods import parse

Row = dict[str, Any]
Spelling = dict[str, list[str]]
NAN = float("nan")

YEARS = ["2017", "2018", "2019", "2020", "2021"]
PARTS = [
    *("2019", "2020", "2021", "2020-01", "2020-12", "2021-01", "2021-12", "2019-12"),
    *("2020-01/2020-06", "2021-01/2021-06", "2020-07/2020-12", "2021-07/2021-12"),
    *("2020-01/2020-11", "2021-01/2021-11", "2021-07/2021-09", "2019-07/2020-06"),
    *("2020-01/2020-12", "2019-01/2019-12"),
    *("2020-07/2021-06", "2018-01/2019-06", "2019-07/2020-12"),
]
PLANS = ["2006/2010", "2011/2015", "2016/2020", "2021/2025", "2015/2019", "2020"]
PLANS += ["2021/2022", "2016-01/2020-12"]
STEPS = ["0", "0.01", "0.1", "1", "10"]
WHOLE = ["0", "1", "10", "100"]
TEN_THOUSANDS = ["0", "0.0001", "0.01", "0.1", "1"]
UNITS = {
    "amount": ["", "亿元", "万元", "元", "人年", "元/人"],
    "count": ["", "家", "件", "万件", "亿件", "万人"],
    "share": ["%"],
    "index": ["", "%"],
}
OTHER_UNITS = {"亿元": "万元", "万元": "元", "元": "亿元", "家": "个", "件": "万件", "万件": "件"}
UNKNOWN = ["甲", "乙", "高新区", "Somewhere"]
# Indicators that the registry relates to each other, or derives from each other, stand together.
FAMILIES = [
    ("rd_expenditure",),
    ("rd_intensity",),
    ("patents_granted",),
    ("hnte_net_increase", "hnte_certified"),
    ("sts_sampled_wages", "sts_wages"),
    (
        *("iur_contract_value", "iur_paid_value", "iur_payment_rate"),
        *("iur_projects_signed", "iur_value_per_project"),
    ),
]
STATEMENTS = ["growth_rate", "change", "completion_ratio", "rank"]
OPTIONAL = ["unit", "step", "bound", "vintage", "kind", "direction", "among", "source"]


@dataclass(frozen=True)
class Case:
    """Frames in one sheet, the targets that go beside them, and the arguments of the measures."""

    rows: list[Row]
    targets: list[Row] | None = None
    span: int = 1
    among: str | None = None
    kind: str | None = None
    direction: int | None = None
    made: dict[Any, Any] = field(default_factory=dict, init=False, compare=False, repr=False)
    """What `compare` made of it for one measure, and gives to the others."""


@dataclass
class Style:
    """What the rows of one indicator have in common."""

    indicator: str
    kind: str
    unit: str
    direction: int
    steps: list[str]
    size: str
    periods: list[Any]
    places: list[str]
    labels: Spelling
    vintages: tuple[int, ...] = ()


def case(seed: int, frames: int = 20) -> Case:
    """Return the sheet of a seed, with as many frames."""
    random = Random(seed)
    columns = [name for name in OPTIONAL if random.random() < 0.8]
    kinds = ["ints"] if random.random() < 0.2 else ["ints", "years", "parts", "parts", "plans"]
    families = list(FAMILIES)
    labels = _spelling(random)
    vintages = tuple(random.sample(range(2019, 2025), 3))
    random.shuffle(families)
    rows = []
    for number in range(frames):
        known = families.pop() if families and random.random() < 0.3 else ()
        way = random.choice(kinds)
        for style in _styles(random, known, f"own_{number}", way, labels):
            style.vintages = vintages if "vintage" in columns else vintages[:1]
            rows += _rows(random, style)
    if random.random() < 0.3:
        rows += _whole_nation(random, labels)
    rows = _without_repeats([_shown(row, columns) for row in rows])
    random.shuffle(rows)
    rows, targets = _split(random, rows)
    return Case(
        rows,
        targets,
        span=random.choice((1, 1, 2, 3)),
        among=random.choice((None, None, None, *_parents(random))),
        kind=random.choice((*[None] * 12, "count", "share", "index")),
        direction=random.choice((*[None] * 8, 1, -1)),
    )


def _parents(random: Random) -> list[str]:
    """Return regions whose members may be ranked, mostly by code."""
    codes = ("000000", "320000", "320600")
    return [random.choice(_labels(code)) if random.random() < 0.2 else code for code in codes]


def _labels(code: str) -> list[str]:
    """Return code, name and short name of a region; of an unknown one its label."""
    return list(_known_labels().get(code, (code,)))


@cache
def _known_labels() -> dict[str, tuple[str, str, str]]:
    rows = kejidata.regions().itertuples()
    return {row.code: (row.code, row.name_zh, row.short_zh) for row in rows}


def _styles(
    random: Random, known: tuple[str, ...], own: str, way: str, labels: Spelling
) -> list[Style]:
    """Return what the rows of one frame have in common, for each of its indicators."""
    kind = random.choice(("amount", "amount", "count", "share", "index"))
    unit = random.choice(UNITS[kind])
    places = _places(random) if len(known) < 3 else ["320682", "320681"]
    periods = _periods(way)
    chosen = random.sample(periods, min(len(periods), random.randint(2, 5)))
    direction = random.choice((1, 1, -1))
    return [
        Style(
            indicator=indicator,
            kind=registry.known(indicator).kind or kind,
            unit=registry.known(indicator).unit if known else unit,
            direction=direction,
            steps=random.sample(_grids(indicator, kind, unit), random.choice((1, 1, 2, 3))),
            size=random.choice(("small", "small", "middle", "middle", "big", "tiny", "signed")),
            periods=chosen,
            places=places,
            labels=labels,
        )
        for indicator in known or (own,)
    ]


def _grids(indicator: str, kind: str, unit: str) -> list[str]:
    """Return the steps that figures of a kind are published in."""
    known = registry.known(indicator)
    if (known.kind or kind) != "count":
        return STEPS
    return WHOLE if registry.one_thing(known.unit or unit) == 1 else TEN_THOUSANDS


def _places(random: Random) -> list[str]:
    """Return regions of one or several levels, totals among them, known and unknown."""
    counties, cities = registry.members("320600"), registry.members("320000")
    provinces = registry.members("000000")
    pools = (
        UNKNOWN,
        [*counties, "320600"],
        [*cities[:4], "320000", "320600"],
        [*provinces[:3], "320000", "000000"],
        [*UNKNOWN, *counties[:2], "320600", "320000", "000000"],
    )
    pool = list(random.choice(pools))
    if random.random() < 0.15 and pool[0] in counties:
        return pool
    return random.sample(pool, random.randint(1, min(5, len(pool))))


def _spelling(random: Random) -> Spelling:
    """Return the labels that stand for each region in a sheet: one, seldom any of several."""
    way = random.choice(("code", "code", "name", "short", "one", "one", "any"))
    found = {}
    for place in (*_known_labels(), *UNKNOWN):
        names = _labels(place)
        fixed = {"code": names[0], "name": names[len(names) // 2], "short": names[-1]}
        found[place] = names if way == "any" else [fixed.get(way) or random.choice(names)]
    return found


def _periods(way: str) -> list[Any]:
    if way == "ints":
        return [int(year) for year in YEARS]
    return {"years": YEARS, "parts": PARTS, "plans": PLANS}[way]


def _rows(random: Random, style: Style) -> list[Row]:
    """Return the rows of one indicator: values, targets and statements."""
    rows: list[Row] = []
    for place in style.places:
        for period in style.periods:
            for measure in _measures(random):
                times = min(random.choice((1, 1, 2, 3)), len(style.vintages))
                years = random.sample(style.vintages, times)
                rows += [_row(random, style, rows, place, period, measure, year) for year in years]
    return rows


def _measures(random: Random) -> list[str]:
    chosen = ["value"] if random.random() < 0.8 else []
    if random.random() < 0.35:
        chosen.append("target")
    if random.random() < 0.3:
        chosen.append(random.choice(STATEMENTS))
    return chosen


def _row(
    random: Random,
    style: Style,
    rows: list[Row],
    place: str,
    period: Any,
    measure: str,
    vintage: int,
) -> Row:
    step = random.choice(style.steps)
    if measure in STATEMENTS:
        whole = measure == "change" and style.kind == "count"
        step = "1" if whole else random.choice(("0", "0.1", "1"))
        number = _stated(random, rows, place, measure, Decimal(step))
    else:
        number = _number(random, style, Decimal(step), measure)
    bound = random.choice(("exact",) * 12 + ("at_least", "at_most", "about"))
    if measure == "target":
        bound = random.choice(("exact", "exact", "at_least", "at_most", "about"))
    return {
        "region": random.choice(style.labels[place]),
        "indicator": style.indicator,
        "period": period,
        "measure": measure,
        "value": NAN if random.random() < 0.05 else float(number),
        "unit": _unit(random, style, measure),
        "step": NAN if step == "0" and random.random() < 0.5 else float(step),
        "bound": bound,
        "vintage": vintage,
        "kind": style.kind,
        "direction": style.direction,
        "among": _among(random, place) if measure == "rank" else "",
        "source": f"source_{random.randrange(10**6)}",
    }


def _number(random: Random, style: Style, step: Decimal, measure: str) -> Decimal:
    """Return a number on the grid of its step; without a step, one of two digits more."""
    grid = step or Decimal("0.01")
    if style.size == "big":
        # Fifteen digits, down to the fen or to the smaller step.
        last = min(grid, Decimal("0.01"))
        return ((123456789012345 + random.randint(-300, 300)) * last // grid) * grid
    if style.size == "tiny":
        return Decimal(random.randint(1, 9)) * (step or Decimal("0.00001"))
    low, high = {"small": (0, 12), "middle": (50, 400), "signed": (-9, 9)}[style.size]
    count = random.randint(low, high)
    return count * (grid if step else random.choice((Decimal(1), grid)))


def _stated(random: Random, rows: list[Row], place: str, measure: str, step: Decimal) -> Decimal:
    """Return a statement that is often near what two of the figures give."""
    if measure == "rank":
        return Decimal(random.randint(1, 5))
    near = [row for row in rows if registry.place(row["region"]) == place]
    if len(near) < 2:
        return Decimal(random.randint(-20, 150))
    one, two = (Decimal(str(row["value"])) for row in random.sample(near, 2))
    if one.is_nan() or two.is_nan() or not two:
        return Decimal(10)
    ways = {
        "growth_rate": (one / two - 1) * 100,
        "change": one - two,
        "completion_ratio": one / two * 100,
    }
    grid = step or Decimal("0.01")
    off = random.choice((0, 0, 0, 1, -1))
    return ((ways[measure] / grid).to_integral_value() + off) * grid


def _unit(random: Random, style: Style, measure: str) -> str:
    if measure == "rank":
        return "位"
    if measure in ("growth_rate", "completion_ratio"):
        return random.choice(("%",) * 9 + ("个百分点",))
    unit = style.unit
    if measure == "change" and style.kind == "share":
        return random.choice(("个百分点", "个百分点", "个百分点", "%"))
    if random.random() < 0.1 and unit:
        return OTHER_UNITS.get(unit, unit)
    return unit


def _among(random: Random, place: str) -> str:
    parent = registry.parents().get(place, "")
    return random.choice(_labels(parent)) if parent and random.random() < 0.8 else ""


def _whole_nation(random: Random, labels: Spelling) -> list[Row]:
    """Return all provinces, with a count of those above a limit, as bulletins state it."""
    indicator, counted, limit = random.choice(
        (
            ("rd_expenditure", "rd_provinces_over_100bn", 1000),
            ("rd_intensity", "rd_provinces_above_nation", 2),
        )
    )
    known, step = registry.known(indicator), random.choice(("0", "0.1", "1"))
    style = Style(indicator, known.kind, known.unit, 1, [step], "small", [], [], labels)
    places = ["000000", *registry.members("000000")][: random.choice((32, 32, 32, 31, 20))]
    rows = []
    for place in places:
        off = random.randint(-3, 3) * (Decimal(step) or Decimal(1))
        row = _row(random, style, rows, place, "2030", "target", 2021)
        rows.append(row | {"measure": "value", "value": float(limit + off), "bound": "exact"})
    above = sum(row["value"] > limit for row in rows[1:]) + random.choice((0, 0, 1))
    told = rows[0] | {"indicator": counted, "unit": "个", "kind": "count", "bound": "exact"}
    return [*rows, told | {"value": float(above), "step": 1.0}]


def _without_repeats(rows: list[Row]) -> list[Row]:
    """Return the rows with one a key; a key with two directions or kinds keeps the first."""
    seen: set[tuple[Any, ...]] = set()
    traits: dict[str, tuple[Any, ...]] = {}
    kept = []
    for row in rows:
        key = (
            *(registry.place(row["region"]), row["indicator"], parse(row["period"])),
            *(row["measure"], row.get("vintage")),
        )
        own = (row.get("kind"), row.get("direction"))
        if key not in seen and traits.setdefault(row["indicator"], own) == own:
            seen.add(key)
            kept.append(row)
    return kept


def _shown(row: Row, columns: list[str]) -> Row:
    """Return a row with the columns of its frame."""
    return {name: cell for name, cell in row.items() if name not in OPTIONAL or name in columns}


def _split(random: Random, rows: list[Row]) -> tuple[list[Row], list[Row] | None]:
    """Return the rows, and seldom the targets as a frame of their own."""
    targets = [row for row in rows if row["measure"] == "target"]
    if targets and random.random() < 0.15:
        return [row for row in rows if row["measure"] != "target"], targets
    return rows, None

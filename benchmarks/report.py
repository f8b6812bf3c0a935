"""The stored measurement as a page and a picture: `python -m benchmarks.report`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from benchmarks import full_report, index, road, small
from benchmarks.asks import asks, best
from benchmarks.measures import Figure
from benchmarks.picture import draw

HERE = Path(__file__).parent
STORED = HERE / "measured.json"
WAYS = ("kejidata", "pandas", "polars", "duckdb")
TASKS = {"growth": "growth", "completion": "completion", "rank": "rank", "shift": "rank shift"}
FORMS = {
    "found_growth": "growth, year before looked up in an index",
    "found_completion": "completion, target looked up in an index",
    "naive_growth": "growth on the row before, wrong where a year is missing",
}
GIVES = {
    "kejidata": "the indicator, region, period, kind and sign of each figure, and ranks beside",
    "recognizers-text": "money, sizes and percentages; no 家, 项, 个, 人",
    "chinese2digits": "numbers and percentages; no other unit",
    "cn2an": "the text with its numbers rewritten; no places, no units",
    "expression": "what its units name; written for this text",
}


def write() -> None:
    """Write README.md and speed.png beside this file, from the stored measurement."""
    measured = json.loads(STORED.read_text("utf-8"))
    (HERE / "README.md").write_text(page(measured), "utf-8")
    figures = _figures(measured)
    seconds = {
        way: [
            one.seconds if (one := best(figures, way, task, "categories")) else 0 for task in TASKS
        ]
        for way in WAYS
    }
    draw(HERE / "speed.png", list(TASKS.values()), seconds)


def page(measured: dict[str, Any]) -> str:
    """Return the text of README.md."""
    figures = _figures(measured)
    parts = [
        _head(measured["machine"]),
        small.section(),
        full_report.section(),
        index.section(),
        _asked(measured),
        _compared(figures, "categories"),
        _compared(figures, "text"),
        _gaps(measured["gaps"]),
        _growing(figures),
        _reading(measured),
        road.section(),
    ]
    return "\n".join(part for part in parts if part)


def _figures(measured: dict[str, Any]) -> list[Figure]:
    """Return the figures, with those of ranks once more as shifts, which the same call gives."""
    figures = [Figure(**fields) for fields in measured["figures"]]
    ranks = [vars(f) for f in figures if (f.way, f.function) == ("kejidata", "rank")]
    return figures + [Figure(**{**fields, "function": "shift"}) for fields in ranks]


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def _head(machine: dict[str, Any]) -> str:
    return f"""# Speed and memory

`make bench` measures everything here. Each part says with which version it was measured and when:
where that is not today's, neither its figures nor its verdicts speak of today's code. What no other
line speaks of was measured with kejidata {machine["kejidata"]} on {machine["measured"]}, on
{machine["architecture"]}, {machine["processors"]} processors, Python {machine["python"]}, pandas
{machine["pandas"]}, Polars {machine["polars"]}, DuckDB {machine["duckdb"]}. Load average at the
beginning {machine["load_before"]:.1f}, at the end {machine["load_after"]:.1f}.

Each figure is the median of {machine["rounds"]} processes; of {machine["fewer"]} where the panel
grows and reports are read. The tools take turns, one process each
in a round, so that a slow minute of the machine hits all alike. In each process a first call gives
the peak memory above the loaded data, a second one the time. Before anything is measured, all
results are checked equal, but those of the naive form.

![Seconds by task and tool](speed.png)

The panel has 3,000 regions, 60 indicators and 20 years, shuffled, 3 % of the rows missing. The
figures of kejidata are those of its public functions, with checks, intervals and reasons; rank and
rank shift are one call of it, counted in full for each. The others check nothing and give no
intervals. Careful pandas merges on the year before, or the target, and ranks in groups. Of the
forms tried in Polars (keys packed into one integer among them) and DuckDB the fastest is shown.
"""


def _asked(measured: dict[str, Any]) -> str:
    found = asks(measured)
    count = sum(ask.reached for ask in found)
    rows = [
        (ask.what, ask.limit, ask.measured, "reached" if ask.reached else "**not reached**")
        for ask in found
    ]
    table = _table(("with keys as categories", "asked", "measured", ""), rows)
    machine = measured["machine"]
    told = f"With kejidata {machine['kejidata']} on {machine['measured']}"
    return f"## What is asked\n\n{told} {count} of {len(found)} are reached.\n\n{table}"


def _compared(figures: list[Figure], panel: str) -> str:
    rows = [
        (name, *(_cell(best(figures, way, task, panel)) for way in WAYS))
        for task, name in TASKS.items()
    ]
    forms = [f for f in figures if f.panel == panel and f.function in FORMS]
    rows += [(FORMS[f.function], "", _cell(f), "", "") for f in forms]
    return f"## Keys as {panel}\n\n{_table(('task', *WAYS), rows)}"


def _cell(figure: Figure | None) -> str:
    return f"{figure.seconds:.2f} s, {figure.peak / 1e6:.0f} MB" if figure else ""


def _gaps(gaps: dict[str, str]) -> str:
    lines = [f"- {case}: {reason}" for case, reason in gaps.items()]
    return "\n".join(["## Not measured\n", *lines, ""]) if lines else ""


def _growing(figures: list[Figure]) -> str:
    names = {"sparse": "1 % filled", "regions": "a million regions"}
    rows = [
        (
            names.get(f.panel, f"{f.panel} million rows"),
            f.function,
            f"{f.rows:,}",
            f"{f.seconds:.3f}",
            f"{f.seconds / f.rows * 1e6:.2f}",
            f"{f.peak / f.rows:.0f}",
        )
        for f in figures
        if f.panel not in ("categories", "text") and f.function != "shift"
    ]
    head = ("panel", "function", "rows", "seconds", "µs a row", "bytes a row")
    return f"## As the panel grows\n\n{_table(head, rows)}"


def _reading(measured: dict[str, Any]) -> str:
    speeds, found, releases = (measured[key] for key in ("speeds", "found", "releases"))
    sizes = list(next(iter(speeds.values())))
    rows = [
        (
            f"{tool} {releases.get(tool, '')}".strip(),
            *(_speed(speeds[tool][size]) for size in sizes),
            *_scores(found[tool]),
            GIVES[tool],
        )
        for tool in speeds
    ]
    head = (
        *("tool", *(f"{size} MB, MB/s" for size in sizes)),
        *("quantities found", "of those given, right", "numbers found", "right", "what it tells"),
    )
    return f"""## Reading reports

The texts are the shipped reports over and over, each time with other numbers. kejidata reads each
text as one file; the others, some of which slow down on long texts, are given a report at a time,
without line ends and spaces. A tool has 60 s for a text. How much is found is counted on the
shipped report of 2020 against its reviewed table, rank aside: a quantity is found where place,
value and unit are exactly those of the table, a number where place and value are. kejidata and the
expression (a regular expression of twelve lines) were written with this report at hand.

{_table(head, rows)}
Not among them: jionlp, whose installation brings a package under the GPL; WeTextProcessing, which
gives no places and takes 700 MB; duckling, which needs Java.

What is remembered while 1 MB is read, by the milliseconds of about 1,200 that it saves:
`predicate_of` 144, `name_in` 73, `clauses_of` 58, `_said_by` 26, `_indicator_code` 24,
`strives` 24, `_owner` 19, `_placeless` 18, `confidence` 13, `_extended` 11, `shorten` 8,
`value_of` 7, `_is_property` 6, `_is_place` 6, `announces`, `strip`,
`_names_thing` and `_little` 2 to 3 each; what is made of a registry once,
over 2,000. Texts whose wordings differ more than those of these reports gain less.
"""


def _speed(speed: float | str) -> str:
    return speed if isinstance(speed, str) else f"{speed:.3g}"


def _scores(found: dict[str, float] | str) -> tuple[str, ...]:
    if isinstance(found, str):
        return (found, "", "", "")
    if not found["given"]:
        return ("", "", "", "")
    keys = ("recall", "precision", "number_recall", "number_precision")
    return tuple(f"{found[key]:.0f} %" for key in keys)


if __name__ == "__main__":
    write()

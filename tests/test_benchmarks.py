"""The benchmark measures what it says: equal results, true ratios, a page that follows."""

import copy
import json

import pytest

from benchmarks import (
    check,
    found,
    full_measures,
    full_report,
    measures,
    panels,
    readers,
    report,
    road,
    texts,
)
from benchmarks.asks import asks
from benchmarks.measures import Figure
from benchmarks.processes import Unmeasured, ask

SECONDS = {
    "kejidata": {"growth": 0.2, "completion": 0.25, "rank": 0.5},
    "pandas": {"growth": 1.0, "completion": 1.0, "rank": 1.5, "shift": 3.0, "found_growth": 0.1},
    "polars": {"growth": 0.5, "packed_growth": 0.1, "completion": 0.3, "rank": 0.5, "shift": 0.4},
    "duckdb": {"growth": 0.4, "completion": 0.2, "rank": 0.5, "shift": 0.9},
}

MACHINE = {
    "kejidata": "1.0.0",
    "measured": "2026-11-23",
    "architecture": "abacus",
    "processors": 2,
    "python": "3.11",
    "pandas": "3",
    "polars": "2",
    "duckdb": "2",
    "rounds": 5,
    "fewer": 3,
    "load_before": 0.1,
    "load_after": 0.2,
}


def figure(way: str, function: str, panel: str, rows: int, seconds: float, peak: float) -> dict:
    return vars(Figure(way, function, panel, rows, seconds, peak))


@pytest.fixture
def measured() -> dict:
    """Return an invented measurement: growth beats pandas five times and DuckDB, not Polars."""
    figures = [
        figure(way, function, panel, 1000, seconds, 100_000 if way == "kejidata" else 90_000)
        for panel in ("categories", "text")
        for way, functions in SECONDS.items()
        for function, seconds in functions.items()
    ]
    figures += [
        figure("kejidata", function, panel, rows, seconds, rows * 119)
        for function in ("growth", "rank", "completion")
        for panel, rows, seconds in (("1", 10**6, 0.1), ("30", 30 * 10**6, 4.5))
    ]
    speed = {"1": 1.2, "10": 1.0, "50": "over 60 s"}
    return {
        "machine": MACHINE,
        "figures": figures,
        "gaps": {"polars shift text": "failed"},
        "speeds": dict.fromkeys(readers.TOOLS, speed),
        "found": dict.fromkeys(readers.TOOLS, "over 60 s"),
        "releases": {"cn2an": "0.5"},
    }


def test_each_ask_is_judged_by_its_measurement(measured: dict) -> None:
    verdicts = {one.what: (one.measured, one.reached) for one in asks(measured)}
    assert verdicts["growth against careful pandas"] == ("5.00 times as fast", True)
    assert verdicts["completion against careful pandas"] == ("4.00 times as fast", False)
    assert verdicts["growth against polars"] == ("0.50 times as fast", False)
    assert verdicts["growth against duckdb"] == ("2.00 times as fast", True)
    assert verdicts["rank against polars"] == ("1.00 times as fast", True)
    assert verdicts["rank shift against careful pandas"] == ("6.00 times as fast", True)
    assert verdicts["rank shift against polars"] == ("0.80 times as fast", False)
    assert verdicts["peak memory of growth"] == ("1.11 of it", False)
    assert verdicts["memory of growth, 0.1 to 30 million rows"] == ("at most 119", True)
    assert verdicts["reading 10 MB"] == ("1.00 MB/s", True)
    assert verdicts["reading 50 MB"] == ("over 60 s", False)
    # 45 times the time for 30 times the rows: log 45 / log 30.
    assert verdicts["growth, from 1 to 30 million rows"] == ("power 1.12", True)


def test_the_page_shows_every_verdict_and_every_gap(measured: dict) -> None:
    page = report.page(measured)
    reached = sum(one.reached for one in asks(measured))
    assert f"{reached} of {len(asks(measured))} are reached" in page
    asked = page.partition("## What is asked")[2].partition("\n## ")[0]
    assert asked.count("| **not reached** |") == len(asks(measured)) - reached
    assert "- polars shift text: failed" in page
    assert "| growth | 0.20 s, 0 MB | 1.00 s, 0 MB | 0.10 s, 0 MB | 0.40 s, 0 MB |" in page


def test_the_page_follows_from_the_measurement(measured: dict) -> None:
    slower = copy.deepcopy(measured)
    slower["speeds"]["kejidata"]["10"] = 0.9
    assert "| 0.90 MB/s | **not reached** |" in report.page(slower)
    assert "| 0.90 MB/s | **not reached** |" not in report.page(measured)


def test_each_step_of_the_road_is_judged() -> None:
    told = {"kejidata": "1.0.0", "measured": "2026-11-23", "rounds": 5, "fewer": 3}
    figures = {"build": 1.0, "cold": 30.0, "changed": 7.99, "unchanged": 0.5, "import": 0.2}
    figures |= {"notebooks": 16, "side_by_side": 50.0, "one_by_one": 100.0}
    page = road.page({**told, "load_before": 0.1, "load_after": 0.2, "figures": figures})
    assert "raw data to figures and page | 30.00 | under 30 | **not reached** |" in page
    assert "one figure of a city changed | 7.99 | under 8 | reached |" in page
    assert page.count("**not reached**") == 2
    assert "from raw data | 1.00 | | |" in page


@pytest.mark.skipif(not report.STORED.exists(), reason="nothing is measured yet: make bench")
def test_the_stored_page_is_that_of_the_stored_measurement() -> None:
    stored = json.loads(report.STORED.read_text("utf-8"))
    assert (report.HERE / "README.md").read_text("utf-8") == report.page(stored)


def test_a_figure_of_one_process_is_no_median() -> None:
    assert [full_report.of(rounds) for rounds in (1, 3)] == [
        "of one process",
        "the median of 3 processes in turn",
    ]


def test_the_package_and_pandas_agree() -> None:
    check.equal(5, {"pandas": measures.RIVALS["pandas"]})
    full_measures.equal(3, ["pandas"])


def test_all_tools_agree() -> None:
    for name in ("polars", "duckdb"):
        pytest.importorskip(name, reason=f"{name} comes with make bench")
    check.equal(5, measures.RIVALS)
    full_measures.equal(3)


def test_a_wrong_form_is_found_out() -> None:
    frame = panels.panel(5)
    ours, naive = (
        check.numbers(way, form, frame, frame.head(0))
        for way, form in (("kejidata", "growth"), ("pandas", "naive_growth"))
    )
    assert len(naive) > len(ours)


@pytest.mark.root_project
def test_the_expression_misses_only_the_chinese_numeral() -> None:
    scores = found.scores("expression")
    assert scores["quantities"] == 64
    assert scores["recall"] == 100 * 63 / 64
    assert scores["precision"] == 100


@pytest.mark.root_project
def test_the_package_finds_what_was_reviewed() -> None:
    scores = found.scores("kejidata")
    assert scores["recall"] > 98
    assert scores["precision"] > 97


def test_places_are_those_of_the_text_with_its_white_space() -> None:
    text, places = readers.without_space("4637\n\n万元 5 家")
    (first, second) = readers.expression()(text)
    assert (first.value, first.unit, second.unit) == (46_370_000, "元", "家")
    assert (places[first.start], places[first.end - 1] + 1) == (0, 8)


def test_texts_are_of_the_size_asked_and_differ() -> None:
    reports = texts.reports(200_000)
    size = sum(len(report.encode()) for report in reports)
    assert 200_000 <= size < 215_000
    assert reports == texts.reports(200_000)
    assert len(set(reports)) == len(reports)
    assert all("2024年" in report or "2020年" in report for report in reports)


def test_a_process_that_hangs_or_fails_is_told_not_waited_for() -> None:
    with pytest.raises(Unmeasured, match="over 0 s"):
        ask("found", "kejidata", limit=0.01)
    with pytest.raises(Unmeasured, match="failed"):
        ask("found", "no such tool")

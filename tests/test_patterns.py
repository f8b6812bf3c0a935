"""Every regular expression of the package takes time that is linear in the text it is given."""

import ast
import importlib
import pkgutil
import re
import sys
import time
import warnings
from collections import deque
from functools import cache
from pathlib import Path
from unittest import mock

import pytest
from pattern_checks import ambiguous, pumps
from syntax import nodes

import kejidata
from kejidata.model import totals

ROOT = Path(kejidata.__file__).parent
LENGTH = 1000
TIMED = 0.0004
"""Seconds that no linear pattern needs for so short a text, or few: only these are measured on."""
TRIES = 6
LINEAR, SQUARED = 4, 16
"""How many times as long a text four times as long takes: what lies nearer to the first passes."""
PLAINLY = 5
"""So many times as long is linear, though the time of the shorter text was taken once only."""
ANYWHERE = {"search", "finditer", "findall", "sub", "subn", "split"}
AT_THE_START = {"match", "fullmatch"}
MAKER = "reports/lexicon/alternatives.py"
"""Where patterns are made of lists of words, for modules alone, which hold them."""
OF_COLUMNS = {"extract", "extractall", "contains", "findall", "count"}
"""What pandas does with a pattern to each text of a column."""


def modules():
    found = pkgutil.walk_packages(kejidata.__path__, "kejidata.")
    return [name for _, name, _ in found if not name.endswith("__main__")]


def held(value):
    """Yield the patterns that a value is or holds."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        yield from held(list(value.values()))
    elif isinstance(value, list | tuple):
        for one in value:
            yield from held(one)


def of_text(pattern):
    """Return a pattern of bytes as the one of text that reads the same."""
    if isinstance(pattern.pattern, str):
        return pattern
    return re.compile(pattern.pattern.decode("latin-1"), pattern.flags | re.ASCII)


def compiled():
    """Yield the patterns that modules hold: name, pattern, and whether it looks anywhere."""
    names = searched()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name in modules():
            for key, value in vars(importlib.import_module(name)).items():
                owner = f"{name}." if key.startswith("_") else ""
                for one in held(value):
                    yield f"{name}.{key}", of_text(one), f"{owner}{key}" in names


def searched():
    """Return the names of patterns that look for themselves anywhere, private ones by module."""
    found = set()
    for path in ROOT.rglob("*.py"):
        module = ".".join(("kejidata", *path.relative_to(ROOT).with_suffix("").parts))
        for node in nodes(path):
            if isinstance(node, ast.Attribute) and node.attr in ANYWHERE:
                owner = node.value
                name = getattr(owner, "id", getattr(owner, "attr", ""))
                found.add(f"{module}.{name}" if name.startswith("_") else name)
    return found


def calls():
    """Yield each call of re, or of a column of texts, with a pattern: path, function, call."""
    for path in sorted(ROOT.rglob("*.py")):
        for node in nodes(path):
            called = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
            if not called:
                continue
            if getattr(node.func.value, "attr", "") == "str" and node.func.attr in OF_COLUMNS:
                yield path, "search", node
            if getattr(node.func.value, "id", "") != "re":
                continue
            if node.func.attr in {"compile"} | ANYWHERE | AT_THE_START:
                yield path, node.func.attr, node


def written():
    """Yield the patterns that stand where they are used, names and escaped words filled in."""
    for path, called, node in calls():
        place = f"{path.relative_to(ROOT)}:{node.lineno}"
        if called == "compile" and not in_a_function(place):
            continue  # A module holds it.
        if text := pattern_of(node.args[0], path):
            yield place, re.compile(text), called not in AT_THE_START


def pattern_of(node, path):
    """Return the text of a pattern that is written out; none of one that is a variable."""
    if isinstance(node, ast.Constant):
        return of_text(re.compile(node.value)).pattern
    if not isinstance(node, ast.JoinedStr):
        return ""
    name = ".".join(("kejidata", *path.relative_to(ROOT).with_suffix("").parts))
    held_there = vars(importlib.import_module(name))
    parts = [filled(part, held_there) for part in node.values]
    return "".join(parts) if None not in parts else ""


def filled(part, held_there):
    """Return a part of an f-string: its text, the constant that it names, or an escaped word."""
    if isinstance(part, ast.Constant):
        return part.value
    value = part.value
    if isinstance(value, ast.Call) and ast.unparse(value.func) == "re.escape":
        return "ab"
    return held_there.get(value.id) if isinstance(value, ast.Name) else None


def at_run_time():
    """Return the patterns that are variables where they are used, by the line that uses them."""
    seen, real = {}, re._compile

    def noted(pattern, flags):
        made = real(pattern, flags)
        called, user = sys._getframe(1).f_code.co_name, sys._getframe(2)
        place = Path(user.f_code.co_filename), user.f_lineno
        if ROOT in place[0].parents:
            seen[place, made.pattern] = (made, called not in AT_THE_START)
        return made

    with mock.patch.object(re, "_compile", noted):
        for kind in totals._words()["labels"]:
            totals._matches.__wrapped__(kind, "一个没有的名称")
    return seen


@cache
def patterns():
    """Return every pattern: its name, the pattern, and whether it looks for itself anywhere."""
    made = at_run_time().items()
    run = [(f"{place[0].relative_to(ROOT)}: made", *one) for (place, _), one in made]
    found = {}
    for name, pattern, anywhere in [*compiled(), *written(), *run]:
        key = (pattern.pattern, pattern.flags, anywhere)
        found.setdefault(key, (name, pattern, anywhere))
    return list(found.values())


def seconds(pattern, text, anywhere):
    start = time.process_time()
    pattern.match(text)
    pattern.fullmatch(text)
    if anywhere:
        deque(pattern.finditer(text), 0)
    return time.process_time() - start


def squared(pattern, anywhere, before, unit):
    """Tell whether the time of a pattern grows by more than the length of the text."""

    def taken(length):
        text = (before + unit * (length // len(unit) + 1))[:length] + "\0"
        return seconds(pattern, text, anywhere)

    short, long = taken(LENGTH), float("inf")
    for again in range(TRIES):
        if short < TIMED:
            return False
        long = min(long, taken(4 * LENGTH))
        # Nearly linear at once is enough; otherwise the shorter text is measured again, too.
        if long < short * (PLAINLY if again == 0 else (LINEAR * SQUARED) ** 0.5):
            return False
        short = min(short, taken(LENGTH))
    return True


def test_the_check_finds_what_it_is_for():
    assert ambiguous(re.compile("(?:ab|a|b)+$"))
    assert ambiguous(re.compile("(?:(?:快速|持续)+|增)+$"))
    assert ambiguous(re.compile(r"\d+\d*x"))
    assert not ambiguous(re.compile("(?:ab|ac|b)+$"))
    assert not ambiguous(re.compile("(?:a(?!b)|ab)+$"))
    assert squared(re.compile(r"\s*\("), True, "", " ")
    assert squared(re.compile("a.*b.*c"), False, "a", "b")
    assert not squared(re.compile(r"(?<!\s)\s*\("), True, "", " ")


def test_each_pattern_of_the_package_is_looked_at():
    made = {place for place, _ in at_run_time()}
    unseen = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path, _, node in calls()
        if not pattern_of(node.args[0], path) and (path, node.lineno) not in made
    ]
    held_by_a_module = [
        place for place in unseen if not in_a_function(place) or place.startswith(MAKER)
    ]
    assert unseen == held_by_a_module
    used = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in ROOT.rglob("*.py")
        for node in nodes(path)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "pattern"
    ]
    assert used
    assert not [place for place in used if in_a_function(place)]
    assert len(patterns()) > 500


def in_a_function(place):
    """Tell whether a line lies within a function, whose patterns no module holds."""
    path, _, line = place.rpartition(":")
    functions = (n for n in nodes(ROOT / path) if isinstance(n, ast.FunctionDef | ast.Lambda))
    return any(n.lineno <= int(line) <= n.end_lineno for n in functions)


def test_no_repetition_reads_one_text_in_two_ways():
    wrong = {name: found for name, pattern, _ in patterns() if (found := ambiguous(pattern))}
    assert wrong == {}


def test_no_alternative_that_is_repeated_takes_more_than_linear_time():
    slow = {
        name: pump
        for name, pattern, anywhere in patterns()
        for pump in pumps(pattern)
        if squared(pattern, anywhere, *pump)
    }
    assert slow == {}


@pytest.mark.parametrize("name", [name for name in modules() if ".reports." in name])
def test_each_pattern_of_reports_has_an_example_and_a_gloss(name):
    module = importlib.import_module(name)
    lines = Path(module.__file__).read_text("utf-8").splitlines()
    for key, value in vars(module).items():
        starts = [n for n, line in enumerate(lines) if line.startswith(f"{key} = re.compile(")]
        if not isinstance(value, re.Pattern) or not starts:
            continue
        comment = []
        for line in reversed(lines[: starts[0]]):
            if not line.startswith("#"):
                break
            comment.insert(0, line.removeprefix("# "))
        told = " ".join(comment)
        if isinstance(value.pattern, bytes):
            assert comment, key
            continue
        examples = re.findall("「(.*?)」", told)
        assert examples, f"{key} has no example"
        assert re.search("[a-z]{2}", told), f"{key} has no gloss"
        assert value.search(ast.literal_eval(f'"{examples[0]}"')), f"{key} is not {examples[0]}"

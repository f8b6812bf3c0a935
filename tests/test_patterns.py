"""Every regular expression of the package takes time that is linear in the text it is given."""

import ast
import importlib
import pkgutil
import re
import sys
import time
import warnings
from functools import cache
from pathlib import Path
from unittest import mock

import pandas as pd
import pytest
from pattern_checks import ambiguous, pumps
from syntax import nodes

import kejidata
from kejidata import narrative
from kejidata.model import region_lookup, totals
from kejidata.reports.draft import draft_of
from kejidata.wording import formulas, messages

ROOT = Path(kejidata.__file__).parent
LENGTH = 4000
SECONDS = 0.4
"""Reading so many characters takes thousandths of a second, and seconds where time is squared."""
SEARCHES = {"search", "finditer", "findall", "sub", "subn", "split"}


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


def compiled():
    """Return each text pattern of a module under its name."""
    found = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name in modules():
            for key, value in vars(importlib.import_module(name)).items():
                for one in held(value):
                    if isinstance(one.pattern, str):
                        found.setdefault((one.pattern, one.flags), (f"{name}.{key}", one))
    return found


def inline():
    """Yield the patterns that are written where they are used: re.sub("a+", ...)."""
    for path in sorted(ROOT.rglob("*.py")):
        for node in nodes(path):
            called = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
            if not called or not isinstance(node.func.value, ast.Name) or not node.args:
                continue
            first = node.args[0]
            text = isinstance(first, ast.Constant) and isinstance(first.value, str)
            if node.func.value.id == "re" and node.func.attr in SEARCHES | {"match"} and text:
                yield f"{path.relative_to(ROOT)}:{node.lineno}", re.compile(first.value)


def searched():
    """Return the names of patterns that look for themselves anywhere in a text."""
    found = set()
    for path in ROOT.rglob("*.py"):
        for node in nodes(path):
            if isinstance(node, ast.Attribute) and node.attr in SEARCHES:
                owner = node.value
                found.add(getattr(owner, "id", getattr(owner, "attr", "")))
    return found


def at_run_time():
    """Return the patterns that are made only when something is read, measured or told."""
    seen, real = {}, re._compile

    def noted(pattern, flags):
        made = real(pattern, flags)
        path = sys._getframe(2).f_code.co_filename
        if isinstance(pattern, str) and path.startswith(str(ROOT)):
            seen[made.pattern, made.flags] = (f"{Path(path).relative_to(ROOT)}: made", made)
        return made

    with mock.patch.object(re, "_compile", noted):
        use()
    return seen


def use():
    """Read, measure and tell a little, so that each room makes its patterns."""
    for told in (totals.is_total, totals.is_generic, region_lookup.region_code):
        told("一个没有的名称")
    messages.translated("no column a in b", "zh")
    formulas.in_numbers("value / growth_rate * 100", dict.fromkeys(("value", "growth_rate"), "1"))
    obs = pd.DataFrame({"region": ["如皋", "海安"] * 2, "indicator": "gdp", "value": 1.0})
    obs = obs.assign(period=[2019, 2019, 2020, 2020], value=[1.0, 2, 3, 4], unit="亿元")
    for lang in ("zh", "en"):
        narrative.growth(kejidata.growth_rates(obs), observations=obs, lang=lang)
        narrative.rankings(kejidata.rankings(obs), observations=obs, lang=lang)
    kejidata.describe(obs)
    draft_of("2020年，全市认定高新技术企业107家，增长35.1%。")


@cache
def patterns():
    """Return every pattern with its name."""
    before = compiled()
    made = {key: one for key, one in at_run_time().items() if key not in before}
    return [*before.values(), *inline(), *made.values()]


def seconds(pattern, text, anywhere):
    start = time.process_time()
    pattern.match(text)
    pattern.fullmatch(text)
    if anywhere:
        pattern.search(text)
    return time.process_time() - start


def test_the_check_finds_what_it_is_for():
    assert ambiguous(re.compile("(?:ab|a|b)+$"))
    assert ambiguous(re.compile("(?:(?:快速|持续)+|增)+$"))
    assert ambiguous(re.compile(r"\d+\d*x"))
    assert not ambiguous(re.compile("(?:ab|ac|b)+$"))
    assert not ambiguous(re.compile("(?:a(?!b)|ab)+$"))
    assert len(patterns()) > 250
    assert {"model/totals.py", "wording/formulas.py"} <= {
        name.split(":")[0] for name, _ in patterns()
    }


def test_no_repetition_reads_one_text_in_two_ways():
    wrong = {name: found for name, pattern in patterns() if (found := ambiguous(pattern))}
    assert wrong == {}


def test_no_alternative_that_is_repeated_takes_more_than_linear_time():
    slow, names = {}, searched()
    for name, pattern in patterns():
        anywhere = name.rpartition(".")[2] in names or ":" in name
        for before, unit in pumps(pattern):
            text = (before + unit * (LENGTH // len(unit) + 1))[:LENGTH] + "\0"
            if seconds(pattern, text, anywhere) > SECONDS:
                slow[name] = (before, unit)
                break
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

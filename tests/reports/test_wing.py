"""Reports are a wing of their own: loaded by who reads one, and entered by its front door."""

import ast
import subprocess
import sys
from pathlib import Path

from syntax import nodes

import kejidata
from kejidata import reports

ROOT = Path(kejidata.__file__).parent
MAY = {"__init__.py", "cli"}


def imported(path):
    for node in nodes(path):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def test_nothing_but_the_face_and_the_command_imports_reports():
    rooms = [path for path in ROOT.rglob("*.py") if path.relative_to(ROOT).parts[0] != "reports"]
    found = {
        path.relative_to(ROOT).parts[0]
        for path in rooms
        if any(name.startswith("kejidata.reports") for name in imported(path))
    }
    assert found <= MAY


def test_the_grammar_is_loaded_by_those_who_read_reports_only():
    code = (
        "import kejidata, sys; print([n for n in sys.modules if n.startswith('kejidata.reports.')])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_only_public_names_are_listed():
    assert dir(reports) == sorted(reports.__all__)
    for name in reports.__all__:
        assert getattr(reports, name).__doc__

"""Reports are a wing of their own: loaded by who reads one, and entered by its front door."""

import subprocess
import sys

from kejidata import reports


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

"""`kejidata test`: the project's regression tests."""

from __future__ import annotations

import argparse

from kejidata import project
from kejidata.cli.terminal import Commands, added


def add(commands: Commands) -> None:
    """Add the command to the command line."""
    added(
        commands,
        "test",
        "compare data, reviewed figures, notebooks and pictures with what is stored",
        _run,
        "kejidata test",
    )


def _run(_: argparse.Namespace) -> None:
    """Run the tests of the project in force."""
    from kejidata.publish.regression import run_tests

    run_tests(project.current_project().root)

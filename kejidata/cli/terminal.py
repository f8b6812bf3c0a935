"""What the commands say and ask, in the language of the project they run in."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from typing import Any, TypeAlias

from kejidata import project
from kejidata.errors import KejidataError, printable
from kejidata.files.project_file import language_named
from kejidata.model.terms import Lang
from kejidata.wording.language import languages
from kejidata.wording.messages import translated
from kejidata.wording.phrases import text

Commands: TypeAlias = "argparse._SubParsersAction[Any]"
DEFAULT: Lang = "en"
"""The language outside any project."""


class Formatter(argparse.RawDescriptionHelpFormatter):
    """Help in the language of the project in force; the code says it in English."""

    def start_section(self, heading: str | None) -> None:
        """Begin a list of arguments."""
        super().start_section(heading and told(heading))

    def add_text(self, text: str | None) -> None:
        """Add a description, or examples: what stands behind an example is a sentence, too."""
        super().add_text(text and "\n".join(map(_told_line, text.split("\n"))))

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        """Add the line on how to call it."""
        super().add_usage(usage, actions, groups, told("usage: ") if prefix is None else prefix)

    def _get_help_string(self, action: argparse.Action) -> str | None:
        return action.help and told(action.help)


def told(message: str) -> str:
    """Return an English sentence of the command line in the language of the project in force."""
    try:
        return translated(message, language())
    except KejidataError:
        return translated(message, _language_of_wrong_settings())


def _language_of_wrong_settings() -> Lang:
    """Return the language of a project whose settings, or whose very place, are what is wrong."""
    try:
        root = project.place()
    except KejidataError:
        return DEFAULT
    named = language_named(root) if root else DEFAULT
    return named if named in languages() else DEFAULT


def _told_line(line: str) -> str:
    """Return a line of the help, at whose end a sentence may stand behind an example."""
    example, gap, about = line.rpartition("  ")
    return example + gap + told(about)


def added(
    commands: Commands,
    name: str,
    about: str,
    run: Callable[[argparse.Namespace], None],
    *examples: str,
) -> argparse.ArgumentParser:
    """Return the parser of a new command, whose help ends with examples."""
    parser: argparse.ArgumentParser = commands.add_parser(
        name,
        help=about,
        description=about,
        epilog="\n".join(["examples:", *(f"  {line}" for line in examples)]),
        formatter_class=Formatter,
    )
    parser.set_defaults(run=run)
    return parser


def language() -> Lang:
    """Return the language of the project in force."""
    found = project.current()
    return found.languages[0] if found else DEFAULT


def say(key: str, *, lang: Lang | None = None, **slots: str | int) -> None:
    """Print a sentence of the commands; a name in it shows nothing that a terminal obeys."""
    if sys.stdout is not None:
        for line in said(key, lang=lang, **slots).split("\n"):
            print(printable(line), flush=True)


def complain(message: str, given: argparse.Namespace) -> None:
    """Print the message of an error in the language of the project in force, or of the new one."""
    asked = (getattr(given, "lang", None) or "").partition(",")[0]
    said = translated(message, asked) if asked in languages() else told(message)
    print(said, file=sys.stderr)


def said(key: str, *, lang: Lang | None = None, **slots: str | int) -> str:
    """Return a sentence of the commands."""
    return text(lang or language(), f"commands.{key}", **slots)


def asker(about: str, lang: Lang | None = None) -> Callable[[str], str] | None:
    """Return what asks for a field of something; None where nobody sits at a terminal."""
    if sys.stdin is None or not sys.stdin.isatty():
        return None

    def ask(field: str) -> str:
        try:
            return input(printable(f"{about}: {said(f'ask_{field}', lang=lang)} ")).strip()
        except EOFError:
            raise KejidataError(
                "the question was not answered", rows=[field], remedy=f"give --{field}"
            ) from None

    return ask

"""The commands from a report to the page, step by step: draft, build, figures, report, check."""

from __future__ import annotations

import argparse
from pathlib import Path

from kejidata import project
from kejidata.cli.card import tell_leftovers
from kejidata.cli.review import draft_place
from kejidata.cli.terminal import Commands, added, language, say, told
from kejidata.errors import KejidataError, printable
from kejidata.files.endings import REPORTS
from kejidata.files.project_file import FILE, Project
from kejidata.wording.language import languages


def add(commands: Commands) -> None:
    """Add the five commands to the command line."""
    _add_draft(commands)
    about = "rebuild data, notebooks, figures and the page"
    report = added(commands, "report", about, _report, "kejidata report --to docx,xlsx,pptx")
    report.add_argument(
        "--to",
        metavar="KINDS",
        type=lambda told: [kind.strip() for kind in told.split(",")],
        default=[],
        help="files of an office beside the page: docx, xlsx, pptx, joined by commas",
    )
    for name, about, run in (
        ("build", "rebuild data/processed from data/raw", _build),
        ("figures", "draw every figure, in the project's languages", _figures),
        ("check", "compare what is stored with what the sources give", _check),
    ):
        added(commands, name, about, run, f"kejidata {name}")


def _add_draft(commands: Commands) -> None:
    about = "write the figures of a work report as a table"
    draft = added(commands, "draft", about, _draft, "kejidata draft report.docx -o my.csv")
    draft.add_argument(
        "file",
        type=Path,
        metavar="FILE",
        help=f"{' '.join(REPORTS)}; a folder of them gives a draft of each",
    )
    draft.add_argument(
        "-o",
        "--out",
        type=Path,
        metavar="OUT",
        help="the table; FILE with .csv, or drafts/ for a report among the raw material",
    )
    draft.add_argument(
        "--year",
        type=int,
        metavar="YEAR",
        help="the year that the report is about; without it the text tells",
    )
    draft.add_argument(
        "--questions",
        type=Path,
        metavar="FILE",
        help="write a question for each doubtful figure, one JSON line each",
    )
    draft.add_argument(
        "--answers",
        type=Path,
        metavar="FILE",
        help="take answers to such questions, of a person or a model, as a second opinion",
    )


def _root() -> Path:
    """Return the folder of the project in force, all of whose languages are known."""
    here = project.current_project()
    if unknown := [one for one in here.languages if one not in languages()]:
        known = ", ".join(languages())
        raise KejidataError(
            "the settings of the project break a rule",
            where=str(here.root / FILE),
            rows=[f"languages: {one!r} is none of {known}" for one in unknown],
            remedy=f"correct {FILE}",
        )
    return here.root


# Each command imports its room when it runs: asking for help costs neither Jupyter nor matplotlib.


def _draft(given: argparse.Namespace) -> None:
    """Write the draft table of a report and say what was found."""
    from kejidata.model import next_registry
    from kejidata.reports.review_file import write_draft

    here = project.current()
    if given.file.is_dir():
        _drafts(given, here)
        return
    out = given.out or (draft_place(given.file, here.root) if here else None)
    with next_registry.in_force():
        draft = write_draft(
            given.file,
            out,
            given.year,
            questions=given.questions,
            answers=given.answers,
            lang=language(),
        )
    print(draft.summary(language()))
    if given.questions:
        say("asked", file=printable(str(given.questions)))


def _drafts(given: argparse.Namespace, here: Project | None) -> None:
    """Write the draft of each report of a folder, and say of each what was found or why not."""
    from kejidata.reports.many import write_drafts
    from kejidata.reports.summary import line

    if given.questions or given.answers:
        raise KejidataError(
            "questions and answers are about one report",
            where=str(given.file),
            remedy="draft the reports one by one with them",
        )
    # Where the draft of each by itself would go.
    out = given.out or (draft_place(given.file / "x", here.root).parent if here else given.file)
    drafts = write_drafts(given.file, out, given.year, language())
    for name, found in drafts.items():
        if isinstance(found, KejidataError):
            print(printable(name), told(str(found)), sep="  ")
        else:
            print(printable(name), line(found.frame, language()), sep="  ")
    bad = sum(isinstance(found, KejidataError) for found in drafts.values())
    say("drafts", n=len(drafts) - bad, folder=str(out), bad=bad)
    if bad:
        raise SystemExit(1)


def _build(_: argparse.Namespace) -> None:
    """Rebuild the processed data."""
    from kejidata.build.assemble import build

    tell_leftovers(_root())
    say("built" if build(_root()) else "unchanged")
    _tell_marked()


def _tell_marked() -> None:
    """Say how many rows of reviews went into the data without anybody having looked at them."""
    from kejidata.build.review import marked

    n = marked(_root() / "data" / "raw" / "reports")
    if n:
        say("marked", n=n)


def _figures(_: argparse.Namespace) -> None:
    """Draw every figure."""
    from kejidata.publish.figure_files import draw

    draw(_root())


def _report(given: argparse.Namespace) -> None:
    """Rebuild everything up to the page and the files asked for, and say what to open."""
    from kejidata.office.export import checked, export
    from kejidata.publish.drawing import Drawing
    from kejidata.publish.figure_files import draw, stale
    from kejidata.publish.pages import pages
    from kejidata.publish.pipeline import report
    from kejidata.publish.quick_start import skip_address_grammar

    skip_address_grammar()
    kinds = checked(given.to)
    root = _root()
    tell_leftovers(root)
    with Drawing(root) as drawing:
        report(root, begun=lambda server: drawing.begin(stale(root), server))
        draw(root, drawing=drawing)
    for path in [*pages(project.current_project()), *(export(*kinds) if kinds else [])]:
        say("open", file=str(path))
    _tell_marked()


def _check(_: argparse.Namespace) -> None:
    """Compare what is stored with what the sources give."""
    from kejidata.build.assemble import check

    check(_root())
    say("checked")

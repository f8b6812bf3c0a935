"""`kejidata review`: the reviewed figures of a report, and what is left to look at."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from kejidata import project
from kejidata.cli.card import add_fields, fields
from kejidata.cli.terminal import Commands, added, asker, language, said, say
from kejidata.errors import KejidataError
from kejidata.files.endings import REPORTS
from kejidata.files.refusals import explained
from kejidata.wording.messages import translated

if TYPE_CHECKING:
    from kejidata.files.project_file import Project
    from kejidata.reports.review import Doubt, State

SHOWN = 20
"""Rows that are told at once; the others come when these are done."""


def add(commands: Commands) -> None:
    """Add the command to the command line."""
    parser = added(
        commands,
        "review",
        "turn a report and its draft into reviewed figures; again after edits: what is left",
        _run,
        'kejidata review report.docx --producer "Bureau of X" --title "Report on 2023" \\',
        '    --licence "public" --published 2024',
        "kejidata review data/raw/reports/report.txt   after you have edited the two tables",
    )
    parser.add_argument("file", type=Path, metavar="FILE", help=" ".join(REPORTS))
    add_fields(parser)


def draft_place(path: Path, root: Path) -> Path:
    """Return where the draft of a report lies: beside it, but not among the raw material."""
    with explained(path):
        inside = path.resolve().is_relative_to((root / "data" / "raw").resolve())
    return root / "drafts" / f"{path.stem}.csv" if inside else path.with_suffix(".csv")


def _run(given: argparse.Namespace) -> None:
    """Bring report, cards and source into the project, review, and say what is left.

    A refusal leaves all as it was; of a review that begins the two tables stay, to be corrected.
    """
    from kejidata.files.atomic import put_back
    from kejidata.model import next_registry
    from kejidata.reports.review import paths_of

    here = project.current_project()
    report = here.root / "data" / "raw" / "reports" / f"{given.file.stem}.txt"
    goes_on = paths_of(report.parent, report.stem)[0].is_file()
    with next_registry.in_force(), put_back(_touched(report, here)):
        state, replaced = _reviewed(given, here, report)
        refusal = _refusal(state, here.root, goes_on)
        _tell(report.stem, state)
        if refusal and goes_on:
            raise refusal
    _tell_changes(report.stem, state, here.report, replaced)
    if refusal:
        raise refusal
    say("review_left" if state.doubts else "review_done", n=len(state.doubts))


def _touched(report: Path, here: Project) -> list[Path]:
    """Return every file that a review may write, or take away with the invented report."""
    from kejidata.build.provenance import card_of
    from kejidata.files.project_file import FILE
    from kejidata.reports.review import paths_of

    raw = [here.root / "data" / "raw" / "registry" / "sources.csv"]
    for name in {report.stem, here.report}:
        raw += [report.with_name(f"{name}.txt"), *paths_of(report.parent, name)]
    return [*raw, *map(card_of, raw), here.root / FILE]


def _reviewed(given: argparse.Namespace, here: Project, report: Path) -> tuple[State, bool]:
    """Return where the review stands, its files written, and whether an invented one went."""
    from kejidata.build.provenance import card_of, read_card
    from kejidata.build.sources import register
    from kejidata.new_project.replaced import replace_report
    from kejidata.reports.review import paths_of, review

    before = _in_project(given, report)
    card = read_card(card_of(report), here.root).text
    draft = draft_place(given.file, here.root)
    register(here.root, report.stem, card, before)
    state = review(here.root, report.stem, here.region, draft if draft.is_file() else None)
    for table in paths_of(report.parent, report.stem):
        _card(table, card["title"], dict(card))
    invented = paths_of(report.parent, here.report)
    return state, replace_report(here.root, here.report, report.stem, invented)


def _in_project(given: argparse.Namespace, target: Path) -> dict[str, str]:
    """Put the report's text into data/raw/reports, with a card; return the card before."""
    from kejidata.build.cards import fields_of, write_card
    from kejidata.files.atomic import read_whole, write_whole
    from kejidata.files.decode import decode
    from kejidata.new_project.replaced import refuse_invented
    from kejidata.reports.source.text import read_text

    text = read_text(given.file)
    if not target.is_file():
        write_whole(target, text.encode())
    elif decode(read_whole(target), target.name) != text:
        raise KejidataError(
            "another report stands under this name",
            where=str(target),
            remedy="give the file another name, or take that report and its review away",
        )
    before = fields_of(target)
    refuse_invented(target, given.producer or "")
    write_card(target, fields(given), asker(target.name))
    return before


def _card(table: Path, title: str, card: dict[str, str]) -> None:
    """Write the card of a table of the review: its words are those of the report."""
    from kejidata.build.cards import write_card
    from kejidata.build.provenance import card_of

    own = {} if card_of(table).is_file() else {name: card[name] for name in ("producer", "licence")}
    kind = table.stem.rpartition("_")[2]
    write_card(table, own | ({"title": said(f"title_{kind}", title=title)} if own else {}), None)


def _tell(name: str, state: State) -> None:
    """Say where the review stands, the doubtful first."""
    say("review", figures=state.figures, exceptions=state.exceptions, name=name)
    for one in state.doubts[:SHOWN]:
        say(
            "review_row",
            where=translated(one.where, language()),
            words=one.cells["quote"],
            why=_why(one),
        )
    if len(state.doubts) > SHOWN:
        say("review_more", n=len(state.doubts) - SHOWN)
    if state.uncoded:
        say("review_uncoded", n=state.uncoded)


def _tell_changes(name: str, state: State, old: str, replaced: bool) -> None:
    """Say what was put right and replaced, or what is to be set."""
    if state.restored:
        say("review_restored", n=state.restored)
    if replaced:
        say("review_replaced", old=old, new=name)
    elif old != name:
        say("review_setting", old=old, new=name)


def _refusal(state: State, root: Path, goes_on: bool) -> KejidataError | None:
    """Return the refusal of rows that would stop a build; None where there are none."""
    from kejidata.build.report_figures import refused_rows

    wrong = state.wrong or refused_rows(root, state.table)
    if not wrong:
        return None
    return KejidataError(
        "rows of the review do not fit the report"
        if state.wrong
        else "rows of the review are no observations",
        rows=[_on_one_line(str(one)) for one in wrong],
        remedy="correct them and run this again; nothing was changed"
        if goes_on
        else "the tables were written: correct the rows in them and run this again",
    )


def _on_one_line(message: str) -> str:
    return ", ".join(map(str.strip, translated(message, language()).split("\n")))


def _why(one: Doubt) -> str:
    """Return why a row is doubtful, in words."""
    from kejidata.wording.phrases import joined

    reasons = [said(f"look_{reason}") for reason in one.reasons] or [said("look_guessed")]
    surface = one.cells["surface"]
    return said("review_why", surface=surface, why=joined(reasons, language(), "clause"))

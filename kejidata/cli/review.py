"""`kejidata review`: the reviewed figures of a report, and what is left to look at."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from kejidata import project
from kejidata.cli.card import add_fields, fields
from kejidata.cli.terminal import Commands, added, asker, language, said, say
from kejidata.errors import KejidataError
from kejidata.files.atomic import explained
from kejidata.wording.messages import translated

if TYPE_CHECKING:
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
    parser.add_argument("file", type=Path, metavar="FILE", help=".txt, .md, .docx, .pdf or .html")
    add_fields(parser)


def draft_place(path: Path, root: Path) -> Path:
    """Return where the draft of a report lies: beside it, but not among the raw material."""
    with explained(path):
        inside = path.resolve().is_relative_to((root / "data" / "raw").resolve())
    return root / "drafts" / f"{path.stem}.csv" if inside else path.with_suffix(".csv")


def _run(given: argparse.Namespace) -> None:
    """Bring report, cards and source into the project, review, and say what is left."""
    from kejidata.build.provenance import card_of, read_card
    from kejidata.build.sources import register
    from kejidata.new_project.replaced import replace_report
    from kejidata.reports.review import paths_of, review

    here = project.current_project()
    report, before = _in_project(given, here.root)
    card = read_card(card_of(report), here.root).text
    draft = draft_place(given.file, here.root)
    register(here.root, report.stem, card, before)
    state = review(here.root, report.stem, here.region, draft if draft.is_file() else None)
    for table in paths_of(report.parent, report.stem):
        _card(table, card["title"], dict(card))
    invented = paths_of(report.parent, here.report)
    replaced = replace_report(here.root, here.report, report.stem, invented)
    if replaced:
        say("review_replaced", old=here.report, new=report.stem)
    _tell(report.stem, state, here.root)
    if here.report != report.stem and not replaced:
        say("review_setting", setting=f'report = "{report.stem}"')


def _in_project(given: argparse.Namespace, root: Path) -> tuple[Path, dict[str, str]]:
    """Return the report's text in data/raw/reports, put there with a card, and its card before."""
    from kejidata.build.cards import fields_of, write_card
    from kejidata.files.atomic import read_whole, write_whole
    from kejidata.files.decode import decode
    from kejidata.new_project.replaced import refuse_invented
    from kejidata.reports.source.text import read_text

    target = root / "data" / "raw" / "reports" / f"{given.file.stem}.txt"
    text = read_text(given.file)
    new = not target.is_file()
    if not new and decode(read_whole(target), target.name) != text:
        raise KejidataError(
            "another report stands under this name",
            where=str(target),
            remedy="give the file another name, or take that report and its review away",
        )
    if new:
        write_whole(target, text.encode())
    before = fields_of(target)
    try:
        refuse_invented(target, given.producer or "")
        write_card(target, fields(given), asker(target.name))
    except BaseException:
        if new:
            target.unlink()
        raise
    return target, before


def _card(table: Path, title: str, card: dict[str, str]) -> None:
    """Write the card of a table of the review: its words are those of the report."""
    from kejidata.build.cards import write_card
    from kejidata.build.provenance import card_of

    own = {} if card_of(table).is_file() else {name: card[name] for name in ("producer", "licence")}
    kind = table.stem.rpartition("_")[2]
    write_card(table, own | ({"title": said(f"title_{kind}", title=title)} if own else {}), None)


def _tell(name: str, state: State, root: Path) -> None:
    """Say where the review stands, the doubtful first; refuse where rows would stop a build."""
    from kejidata.build.report_figures import refused_rows

    say("review", figures=state.figures, exceptions=state.exceptions, name=name)
    if state.restored:
        say("review_restored", n=state.restored)
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
    if wrong := state.wrong or refused_rows(root, name):
        raise KejidataError(
            "rows of the review do not fit the report"
            if state.wrong
            else "rows of the review are no observations",
            rows=[_on_one_line(str(one)) for one in wrong],
            remedy="correct them and run this again; nothing else was changed",
        )
    say("review_left" if state.doubts else "review_done", n=len(state.doubts))


def _on_one_line(message: str) -> str:
    return ", ".join(map(str.strip, translated(message, language()).split("\n")))


def _why(one: Doubt) -> str:
    """Return why a row is doubtful, in words."""
    from kejidata.wording.phrases import joined

    reasons = [said(f"look_{reason}") for reason in one.reasons] or [said("look_guessed")]
    surface = one.cells["surface"]
    return said("review_why", surface=surface, why=joined(reasons, language()))

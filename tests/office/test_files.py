"""The office's files, read by what did not write them: every number is there, with its origin."""

import csv
import io
import json
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest

import kejidata
from kejidata import KejidataError, project
from kejidata.narrative.facts import FACTS_MIME
from kejidata.office.export import KINDS, written
from kejidata.office.outputs import blocks_of, undamaged

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
FOLDERS = {"zh": "notebooks", "en": "notebooks/en"}


def facts(root: Path, lang: str) -> list[dict[str, str]]:
    """Return the facts with an origin that the stored notebooks tell, in their order."""
    found = []
    for path in sorted((root / FOLDERS[lang]).glob("*.ipynb")):
        for cell in json.loads(path.read_text("utf-8"))["cells"]:
            for output in cell.get("outputs", []):
                told = output.get("data", {}).get(FACTS_MIME, {}).get("facts", [])
                found += [one for one in told if one["formula"] or one["quote"] or one["source"]]
    return found


@pytest.fixture(scope="module", params=["zh", "en"])
def made(request: pytest.FixtureRequest, root: Path) -> tuple[str, dict[str, bytes]]:
    """Return a language and its files, made once."""
    with kejidata.use_project(root) as one:
        return request.param, written(one, request.param, list(KINDS))


def holds(root: Path, lang: str, fact: dict[str, str], words: str) -> bool:
    """Tell whether words name the quotes and the sources of a fact."""
    title = "title" if lang == "zh" else "title_en"
    with (root / "data/processed/sources.csv").open(encoding="utf-8-sig", newline="") as lines:
        titles = {row["id"]: row[title] for row in csv.DictReader(lines)}
    cited = [titles.get(name, name) for name in fact["source"].split("; ") if name]
    quotes = [quote for quote in fact["quote"].split("; ") if quote]
    return bool(words) and all(part in words for part in [*cited, *quotes])


def test_every_number_stands_in_the_document_with_a_note(
    made: tuple[str, dict[str, bytes]], root: Path
) -> None:
    lang, files = made
    archive = zipfile.ZipFile(io.BytesIO(files["docx"]))
    notes = {
        note.get(f"{W}id"): "".join(text.text or "" for text in note.iter(f"{W}t"))
        for note in ElementTree.fromstring(archive.read("word/endnotes.xml"))
    }
    found = []
    for paragraph in ElementTree.fromstring(archive.read("word/document.xml")).iter(f"{W}p"):
        before = ""
        for part in paragraph.iter():
            if part.tag == f"{W}t":
                before += part.text or ""
            elif part.tag == f"{W}endnoteReference":
                found.append((before.removesuffix("["), notes[part.get(f"{W}id")]))
    wanted = facts(root, lang)
    assert len(found) == len(wanted) > 100
    for fact, (before, note) in zip(wanted, found, strict=True):
        assert before.endswith(fact["text"])
        assert note.strip().startswith(fact["text"])
        assert holds(root, lang, fact, note)


def test_every_number_stands_in_the_workbook_with_its_origin(
    made: tuple[str, dict[str, bytes]], root: Path
) -> None:
    lang, files = made
    book = openpyxl.load_workbook(io.BytesIO(files["xlsx"]))
    rows = list(book.worksheets[-2].iter_rows(min_row=2, values_only=True))
    wanted = facts(root, lang)
    assert [row[1] for row in rows] == [fact["text"] for fact in wanted]
    for fact, row in zip(wanted, rows, strict=True):
        assert holds(root, lang, fact, str(row[2]))
        assert fact["text"] in str(row[3])
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line]
    assert not [cell for cell in cells if cell.data_type == "f"]


def test_every_number_stands_in_the_notes_of_a_slide_with_its_origin(
    made: tuple[str, dict[str, bytes]], root: Path
) -> None:
    lang, files = made
    archive = zipfile.ZipFile(io.BytesIO(files["pptx"]))
    names = [name for name in archive.namelist() if name.startswith("ppt/notesSlides/notesSlide")]
    lines = [
        "".join(text.text or "" for text in paragraph.iter(f"{A}t"))
        for name in names
        for paragraph in ElementTree.fromstring(archive.read(name)).iter(f"{A}p")
    ]
    for fact in facts(root, lang):
        mine = [line for line in lines if line.startswith("[") and f"] {fact['text']}  " in line]
        assert any(holds(root, lang, fact, line) for line in mine), fact


def test_nothing_leads_out_of_a_file_and_no_clock_is_in_it(
    made: tuple[str, dict[str, bytes]],
) -> None:
    for data in made[1].values():
        archive = zipfile.ZipFile(io.BytesIO(data))
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        for name in archive.namelist():
            part = archive.read(name)
            assert b'TargetMode="External"' not in part
            assert b"vbaProject" not in part


DAMAGED = [
    {"output_type": "display_data", "data": {FACTS_MIME: {"text": "a"}}},
    {"output_type": "display_data", "data": {FACTS_MIME: {"text": "a", "facts": [{"start": "x"}]}}},
    {"output_type": "display_data", "data": {"application/vnd.kejidata.table+json": {}}},
    {"output_type": "display_data", "data": {"image/png": "bm90IGEgcG5n"}},
    {"output_type": "display_data"},
]


@pytest.mark.parametrize("output", DAMAGED)
def test_a_damaged_output_is_named(output: dict[str, object]) -> None:
    with pytest.raises(KejidataError, match=r"a\.ipynb, cell 1"), undamaged("a.ipynb, cell 1"):
        blocks_of(output, "zh", "a.ipynb, cell 1", "")


def test_a_notebook_that_was_not_run_is_refused(root: Path, tmp_path: Path) -> None:
    (tmp_path / "notebooks").mkdir()
    cell = {"cell_type": "code", "source": "1", "metadata": {}, "outputs": []}
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [cell]}
    (tmp_path / "notebooks" / "a.ipynb").write_text(json.dumps(notebook), "utf-8")
    with kejidata.use_project(root), pytest.raises(KejidataError, match="was not run"):
        written(project.Project(tmp_path, {}, "320682", 2020), "zh", ["docx"])

"""The office's files, opened by other readers than their writers: every number and its origin."""

import csv
import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

import matplotlib
import openpyxl
import pytest

from kejidata import KejidataError, export, use_project
from kejidata.cli.command_line import main
from kejidata.display.table_output import TABLE_MIME
from kejidata.figures.layout.picture import NARROW_MIME
from kejidata.narrative.facts import FACTS_MIME
from kejidata.office.chapters import chapter
from kejidata.office.export import written
from kejidata.wording.phrases import text

KINDS = ["docx", "xlsx", "pptx"]
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LANGS = ("zh", "en")


@cache
def outputs(root: Path, lang: str) -> list[dict[str, Any]]:
    """Return the data of each output of the report's chapters, as the notebooks store it."""
    folder = root / "notebooks" if lang == "zh" else root / "notebooks" / lang
    return [
        output.get("data", {}) | {"metadata": output.get("metadata", {})}
        for path in sorted(folder.glob("0*.ipynb"))
        for cell in json.loads(path.read_text("utf-8"))["cells"]
        for output in cell.get("outputs", [])
    ]


@pytest.fixture(scope="session")
def files(
    root: Path, once: Callable[[str, Callable[[Path], object]], Path]
) -> dict[str, dict[str, bytes]]:
    def fill(folder: Path) -> None:
        with use_project(root) as project:
            for lang in LANGS:
                for kind, data in written(project, lang, KINDS).items():
                    (folder / f"{lang}.{kind}").write_bytes(data)

    folder = once("office", fill)
    return {
        lang: {kind: (folder / f"{lang}.{kind}").read_bytes() for kind in KINDS} for lang in LANGS
    }


@cache
def parts(data: bytes) -> dict[str, ElementTree.Element]:
    """Return the parts of an office file that are XML, by their names."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if name.endswith((".xml", ".rels"))]
        return {name: ElementTree.fromstring(archive.read(name)) for name in names}


@cache
def workbook(data: bytes) -> openpyxl.Workbook:
    """Return a workbook that is but read."""
    return openpyxl.load_workbook(io.BytesIO(data))


def words(node: ElementTree.Element, kind: str) -> str:
    return "".join(one.text or "" for one in node.iter(f"{kind}t"))


class Told(NamedTuple):
    """A number of the text as a file has it: its paragraph, itself, where it comes from."""

    paragraph: str
    number: str
    origin: str


def told_in_word(data: bytes, lang: str) -> Iterator[Told]:
    """Yield the numbers with notes, each the last words of a run before the note's mark."""
    document = parts(data)
    notes = {
        note.get(f"{WORD}id"): words(note, WORD).strip()
        for note in document["word/endnotes.xml"].iter(f"{WORD}endnote")
    }
    for paragraph in document["word/document.xml"].iter(f"{WORD}p"):
        runs = list(paragraph.iter(f"{WORD}r"))
        # Within a number a space breaks no line.
        text_of = [words(run, WORD).replace("\u00a0", " ") for run in runs]
        for at, run in enumerate(runs):
            for mark in run.iter(f"{WORD}endnoteReference"):
                # Before the mark stands its bracket, and before that the number.
                assert text_of[at - 1] == "["
                whole = "".join(text_of).replace("[]", "")
                yield Told(whole, text_of[at - 2], notes[mark.get(f"{WORD}id")])


def told_in_slides(data: bytes, lang: str) -> Iterator[Told]:
    """Yield the numbers of the notes: marks in a paragraph, below it a line for each."""
    for name, part in parts(data).items():
        if name.startswith("ppt/notesSlides/n"):
            lines = [words(line, DRAWING) for line in part.iter(f"{DRAWING}p")]
            paragraph = ""
            for line in lines:
                found = re.match(r"\[(\d+)\] (.*?)  (.*)", line)
                if not found:
                    paragraph = line
                    continue
                before = paragraph.partition(f"[{found[1]}]")[0]
                assert before.endswith(found[2])
                yield Told(re.sub(r"\[\d+\]", "", paragraph), found[2], found[3])


def cells_of(data: bytes) -> dict[str, dict[str, str]]:
    """Return the texts and numbers of a workbook by sheet and cell, read from its own parts."""
    book = parts(data)
    names = [sheet.get("name", "") for sheet in book["xl/workbook.xml"].iter(f"{SHEET}sheet")]
    return {
        name: {
            str(cell.get("r")): words(cell, SHEET) or cell.findtext(f"{SHEET}v", "")
            for cell in book[f"xl/worksheets/sheet{number}.xml"].iter(f"{SHEET}c")
        }
        for number, name in enumerate(names, start=1)
    }


def told_in_workbook(data: bytes, lang: str) -> Iterator[Told]:
    """Yield the rows of the sheet of origins, those of the text and those of tables."""
    rows = cells_of(data)[text(lang, "page.origins")]
    for row in range(2, 1 + max(int(place[1:]) for place in rows)):
        number, origin, paragraph = (rows[f"{column}{row}"] for column in "BCD")
        yield Told(paragraph, number, origin)


READERS = {"docx": told_in_word, "pptx": told_in_slides, "xlsx": told_in_workbook}


def titles(root: Path, lang: str) -> dict[str, str]:
    """Return the title of each source in a language, as the registry's own files have it."""
    column = "title" if lang == "zh" else "title_en"
    with (root / "data/raw/registry/sources.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["id"]: row[column] or row["title"] for row in csv.DictReader(file)}


def within_marks(quote: str) -> str:
    """Return a quote as it stands within quotation marks: its own are single."""
    return quote.replace("“", "‘").replace("”", "’")


def agrees(fact: dict[str, Any], origin: str, known: dict[str, str]) -> bool:
    """Tell whether an origin holds all that the notebook knows of a number."""
    quotes, sources = (fact[key].split("; ") if fact[key] else [] for key in ("quote", "source"))
    said = [
        *map(within_marks, quotes),
        fact.get("calculation") or "",
        *(known[source] for source in sources),
    ]
    return bool(origin.strip()) and all(part in origin for part in said)


@pytest.mark.root_project
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", KINDS)
def test_every_number_of_the_text_is_there_with_its_origin(
    kind: str, lang: str, root: Path, files: dict[str, dict[str, bytes]]
) -> None:
    known = titles(root, lang)
    expected = [
        (data[FACTS_MIME]["text"], fact)
        for data in outputs(root, lang)
        if FACTS_MIME in data
        for fact in sorted(data[FACTS_MIME]["facts"], key=lambda one: int(one["start"]))
        if fact["formula"] or fact["quote"] or fact["source"]
    ]
    found = list(READERS[kind](files[lang][kind], lang))
    # A narrative that several chapters repeat is told by each.
    assert len(expected) > 150
    given = Counter((one.paragraph, one.number) for one in found)
    assert Counter((told, fact["text"]) for told, fact in expected) - given == Counter()
    by_place: dict[tuple[str, str], list[str]] = {}
    for one in found:
        by_place.setdefault(one[:2], []).append(one.origin)
    for told, fact in expected:
        origins = by_place[told, fact["text"]]
        at = [n for n, origin in enumerate(origins) if agrees(fact, origin, known)]
        assert at, (told, fact)
        origins.pop(at[0])


@pytest.mark.root_project
@pytest.mark.parametrize("lang", LANGS)
def test_every_number_of_a_table_is_in_the_workbook_with_its_origin(
    lang: str, root: Path, files: dict[str, dict[str, bytes]]
) -> None:
    sheets = cells_of(files[lang]["xlsx"])
    rows = sheets[text(lang, "page.origins")]
    places = {value: at[1:] for at, value in rows.items() if at.startswith("A")}
    tables = [data[TABLE_MIME] for data in outputs(root, lang) if TABLE_MIME in data]
    shown = [one for one in tables if one["columns"] and one["columns"][0]["cells"]]
    assert len(shown) > 10
    for number, one in enumerate(shown, start=1):
        sheet = f"表{number}" if lang == "zh" else f"Table {number}"
        for letter, column in zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", one["columns"], strict=False):
            stored = zip(column["cells"], column["origins"], strict=True)
            for row, (cell, origin) in enumerate(stored, start=4):
                if not origin:
                    continue
                # A number is a number, whatever signs and groups the language gives it.
                plain, value = (
                    said.strip().replace("−", "-").replace(",", "")
                    for said in (cell, sheets[sheet][f"{letter}{row}"])
                )
                assert value == plain or Decimal(value) == Decimal(plain)
                place = places[f"{sheet} {letter}{row}"]
                assert rows[f"B{place}"] == cell.strip()
                quotes = map(within_marks, origin.get("quotes", []))
                told = [*quotes, origin.get("calculation", "")]
                assert all(part in rows[f"C{place}"] for part in told)


@pytest.mark.root_project
@pytest.mark.parametrize("lang", LANGS)
def test_every_figure_is_a_slide_whose_title_is_its_finding(
    lang: str, root: Path, files: dict[str, dict[str, bytes]]
) -> None:
    deck = parts(files[lang]["pptx"])
    slides = [name for name in deck if re.fullmatch(r"ppt/slides/slide\d+\.xml", name)]
    shown = {name: words(deck[name], DRAWING) for name in slides}
    pictures = [data for data in outputs(root, lang) if "image/png" in data]
    assert len(slides) == len(pictures) + 1
    for data in pictures:
        finding = data["metadata"]["image/png"]["alt"]
        title = re.split(r"[。.](?:\s|$|[一-鿿])", finding)[0]
        assert any(title[:12] in said for said in shown.values()), title
    said = (words(deck[name], DRAWING) for name in deck if name.startswith("ppt/notesSlides/n"))
    notes = re.sub(r"\[\d+\]", "", "".join(said))
    told = [data[FACTS_MIME]["text"] for data in outputs(root, lang) if FACTS_MIME in data]
    assert [text for text in told if text not in notes] == []


@pytest.mark.root_project
@pytest.mark.parametrize("lang", LANGS)
def test_no_cell_of_the_workbook_runs_and_every_table_is_there(
    lang: str, root: Path, files: dict[str, dict[str, bytes]]
) -> None:
    book = workbook(files[lang]["xlsx"])
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    tables = [data for data in outputs(root, lang) if TABLE_MIME in data]
    charts = [data for data in outputs(root, lang) if NARROW_MIME in data]
    assert len(book.sheetnames) == len(tables) + len(charts) + 3
    assert sum(cell.data_type == "n" and cell.value is not None for cell in cells) > 400


@pytest.mark.root_project
@pytest.mark.parametrize("lang", LANGS)
def test_every_sheet_prints_one_page_across_at_a_size_to_read(
    lang: str, files: dict[str, dict[str, bytes]]
) -> None:
    book = workbook(files[lang]["xlsx"])
    for sheet in book:
        assert sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.title
        # A text that is wider than its sheet makes the whole page as small as it is long.
        room = sum(column.width for column in sheet.column_dimensions.values())
        wide = [
            cell.coordinate
            for row in sheet.iter_rows()
            for cell in row
            if len(str(cell.value or "")) > room and not cell.alignment.wrap_text
        ]
        assert wide == [], sheet.title
        # Not every reader makes a row as high as its lines.
        low = [
            (sheet.title, at)
            for at, row in enumerate(sheet.iter_rows(), start=1)
            for letter, cell in zip(sheet.column_dimensions, row, strict=False)
            if cell.alignment.wrap_text
            and cell.coordinate not in sheet.merged_cells
            and len(str(cell.value or "")) > sheet.column_dimensions[letter].width
            and (sheet.row_dimensions[at].height or 0) <= 15
        ]
        assert low == []


@pytest.mark.root_project
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_fetched_and_no_clock_is_in_it(
    kind: str, files: dict[str, dict[str, bytes]], root: Path
) -> None:
    data = files["zh"][kind]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {entry.date_time[:3] for entry in archive.infolist()} == {(1980, 1, 1)}
        assert [n for n in archive.namelist() if "vbaProject" in n or "externalLink" in n] == []
    links = [
        one
        for name, part in parts(data).items()
        if name.endswith(".rels")
        for one in part
        if one.get("TargetMode") == "External"
    ]
    assert {one.get("Type", "").rpartition("/")[2] for one in links} <= {"hyperlink"}
    with use_project(root) as project:
        assert written(project, "zh", [kind])[kind] == data


def project_with(folder: Path, source: str) -> Path:
    (folder / "kejidata.toml").write_text(
        'title = "t"\nregion = "330212"\nyear = 2023\nlanguages = ["zh"]\n', "utf-8"
    )
    text = {"cell_type": "markdown", "id": "a", "metadata": {}, "source": source}
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    notebook = {"cells": [text], "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}
    place = folder / "notebooks" / "01_a.ipynb"
    place.parent.mkdir()
    place.write_text(json.dumps(notebook), "utf-8")
    processed = folder / "data" / "raw" / "registry"
    processed.mkdir(parents=True)
    return folder


def test_a_file_of_somebody_else_stands(tmp_path: Path) -> None:
    root = project_with(tmp_path, "# 一\n\n字")
    own = root / "report" / "kejidata.zh.docx"
    own.parent.mkdir()
    own.write_bytes(b"mine")
    (root / "made.csv").write_text("file,sha256\nreport/other,0\n", "utf-8")
    with use_project(root), pytest.raises(KejidataError, match=r"kejidata\.zh\.docx"):
        export("docx")
    assert own.read_bytes() == b"mine"


def test_what_is_made_where_somebody_asks_for_it_leaves_the_committed_list_alone(
    tmp_path: Path,
) -> None:
    root = project_with(tmp_path, "# 一\n\n字")
    with use_project(root):
        [made] = export("pptx")
        assert made.is_file()
        assert not (root / "made.csv").exists()
        assert export("pptx") == [made]


@pytest.mark.parametrize("kinds", [("",), ("DOCX",), ("docx,xlsx",), (None,), (["docx"],)])
def test_another_kind_is_refused_and_named(kinds: tuple[Any]) -> None:
    with pytest.raises(KejidataError, match="written as docx, xlsx or pptx") as error:
        export(*kinds)
    assert repr(kinds[0]) in str(error.value)


def test_no_kind_at_all_is_refused_before_anything_is_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project_with(tmp_path, "# 一")
    monkeypatch.chdir(root)
    before = sorted(root.rglob("*"))
    assert main(["report", "--to", ""]) == 1
    assert "docx、xlsx 或 pptx" in capsys.readouterr().err
    assert sorted(root.rglob("*")) == before


def test_nothing_is_said_to_be_written_where_a_folder_stands(tmp_path: Path) -> None:
    root = project_with(tmp_path, "# 一")
    (root / "report" / "kejidata.zh.docx").mkdir(parents=True)
    with use_project(root), pytest.raises(KejidataError, match="this is a folder"):
        export("docx", "pptx")
    assert [path.name for path in (root / "report").iterdir()] == ["kejidata.zh.docx"]


def test_a_title_of_any_length_is_written(tmp_path: Path) -> None:
    title = "=1+1 " + "题" * 300
    root = project_with(tmp_path, "# 一")
    settings = root / "kejidata.toml"
    settings.write_text(settings.read_text("utf-8").replace('"t"', f'"{title}"'), "utf-8")
    with use_project(root):
        files = {path.suffix: parts(path.read_bytes()) for path in export()}
    assert title in words(files[".docx"]["word/document.xml"], WORD)
    assert title in words(files[".pptx"]["ppt/slides/slide1.xml"], DRAWING)
    assert any(title in words(part, SHEET) for part in files[".xlsx"].values())


def test_no_address_that_runs_is_a_link_and_no_picture_is_fetched(tmp_path: Path) -> None:
    evil = "[x](javascript:alert(1)) ![y](https://e.invalid/a.png) <script>alert(1)</script>"
    root = project_with(tmp_path, f"# =1+1\n\n{evil}")
    with use_project(root):
        files = [parts(path.read_bytes()) for path in export()]
    rels = [
        one.get("Target", "")
        for file in files
        for name, part in file.items()
        if name.endswith(".rels")
        for one in part
        if one.get("TargetMode") == "External"
    ]
    assert rels == []
    assert "<script>alert(1)</script>" in words(files[0]["word/document.xml"], WORD)


def test_what_is_not_there_is_said_once_a_section() -> None:
    said = [text("zh", f"nothing.{name}") for name in ("values", "rows", "ranks")]
    outputs = [
        {"output_type": "display_data", "metadata": {}, "data": {"text/markdown": one}}
        for one in said
    ]
    cells: list[dict[str, Any]] = [
        {"cell_type": "markdown", "source": "# 甲\n\n问"},
        {"cell_type": "code", "source": "x", "execution_count": 1, "outputs": outputs},
        {"cell_type": "markdown", "source": "## 乙"},
        {"cell_type": "code", "source": "y", "execution_count": 2, "outputs": outputs[1:]},
    ]
    assert told(cells) == ["甲", "问", said[0]]
    printed = {"output_type": "stream", "name": "stdout", "text": "丙"}
    cells[1]["outputs"] = [*outputs, printed]
    assert told(cells) == ["甲", "问", said[0], "丙", "乙", said[1]]


def told(cells: list[dict[str, Any]]) -> list[str]:
    return [getattr(block, "text", "") for block in chapter("01_a.ipynb", {"cells": cells}, "zh")]


def test_every_source_has_an_address_or_says_that_none_is_known(
    files: dict[str, dict[str, bytes]], root: Path
) -> None:
    with (root / "data/processed/sources.csv").open(encoding="utf-8", newline="") as lines:
        urls = [row["url"] for row in csv.DictReader(lines)]
    assert 0 < urls.count("") < len(urls)
    for lang, said in {"zh": "未登记网址", "en": "no web address on record"}.items():
        listed = [*cells_of(files[lang]["xlsx"]).values()][-1]
        assert [listed[f"B{row}"] for row in range(2, len(urls) + 2)] == [
            url or said for url in urls
        ]
        document = words(parts(files[lang]["docx"])["word/document.xml"], WORD)
        assert document.count(said) == urls.count("")
        assert all(url in document for url in urls)


def test_tables_under_one_heading_have_titles_of_their_own(
    files: dict[str, dict[str, bytes]],
) -> None:
    for lang in LANGS:
        document = parts(files[lang]["docx"])["word/document.xml"]
        captions = [
            words(line, WORD)
            for line in document.iter(f"{WORD}p")
            for style in line.iter(f"{WORD}pStyle")
            if style.get(f"{WORD}val") == "Caption"
        ]
        titles = [caption.partition("  ")[2] for caption in captions]
        assert len(titles) > 20
        assert len(set(titles)) == len(titles)


def test_marks_of_reasons_are_raised_below_a_table_as_in_it(
    files: dict[str, dict[str, bytes]],
) -> None:
    document = parts(files["en"]["docx"])["word/document.xml"]
    keys = [line for line in document.iter(f"{WORD}p") if words(line, WORD).startswith("— a ")]
    assert keys
    for line in keys:
        raised = [
            words(run, WORD) for run in line.iter(f"{WORD}r") if [*run.iter(f"{WORD}vertAlign")]
        ]
        assert raised
        assert raised == [chr(ord("a") + at) for at in range(len(raised))]


def widths_of(face: str) -> dict[str, float]:
    """Return the widths of the characters of a font as its maker publishes them, over its size."""
    metrics = Path(matplotlib.get_data_path(), "fonts/pdfcorefonts", f"{face}.afm").read_text()
    found = re.findall(r"^C (\d+) ; WX (\d+) ;", metrics, re.MULTILINE)
    return {chr(int(code)): int(width) / 1000 for code, width in found}


def test_no_word_of_a_table_breaks(files: dict[str, dict[str, bytes]]) -> None:
    document = parts(files["en"]["docx"])["word/document.xml"]
    faces, margins, size = [widths_of("Times-Bold"), widths_of("Times-Roman")], 2 * 57 / 20, 9
    tables = [*document.iter(f"{WORD}tbl")]
    assert len(tables) > 10
    for table in tables:
        columns = [int(one.get(f"{WORD}w")) / 20 for one in table.iter(f"{WORD}gridCol")]
        for at, row in enumerate(table.iter(f"{WORD}tr")):
            for room, cell in zip(columns, row.iter(f"{WORD}tc"), strict=True):
                for word in re.findall(r"[!-,.-~]+", words(cell, WORD)):
                    taken = sum(faces[at > 0][sign] for sign in word) * size
                    assert taken <= room - margins, word

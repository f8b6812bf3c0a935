"""Nothing in a file or a name can run, lead out of the data, or cost without end."""

import csv
import io
import os
import subprocess
import sys
import time
import zipfile

import pandas as pd
import pytest

import kejidata
from kejidata import cli, display, narrative
from kejidata.build import provenance
from kejidata.publish.page.sanitize import safe_html, safe_markdown
from kejidata.publish.translation import read_notebook
from kejidata.reports.review_file import write_draft

ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "![x](http://evil.example/a.png)",
    "**b** `c` $x$ ~~s~~ _u_",
]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("attack", ATTACKS)
def test_markup_in_a_name_is_shown_as_text(attack, lang):
    frame = pd.DataFrame(
        {"region": attack, "indicator": attack, "period": [2019, 2020], "value": [1.0, 2.0]}
    ).assign(source=attack, quote=attack)
    rates = kejidata.growth_rates(frame)
    text = narrative.growth(rates, observations=frame, lang=lang)._repr_markdown_()
    table = display.table(rates, lang, observations=frame)._repr_html_()
    for html in (safe_markdown(text, "a")[0], safe_html(table), table):
        for tag in ("<script", "<img", "<strong", "<code", "<em", "<a href", "<s>"):
            assert tag not in html
    assert "<script" not in table


def test_no_cell_of_a_draft_is_run_by_a_spreadsheet(tmp_path):
    report = tmp_path / "r.txt"
    lines = [
        f"{mark}HYPERLINK(1)高企{n}家，增长{n}%。" for n, mark in enumerate("=+-@＝＠\t\r", 11)
    ]
    report.write_text("\n".join(lines), "utf-8")
    page = write_draft(report).out.read_text("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(page, newline="")) for cell in row]
    assert len(cells) > 50
    assert not [cell for cell in cells if cell.startswith(tuple("=+-@＝＋－＠\t\r"))]


def test_a_review_is_not_written_over(tmp_path):
    report = tmp_path / "r.txt"
    report.write_text("2020年，高企38家。", "utf-8")
    out = write_draft(report).out
    write_draft(report)
    out.write_text("reviewed", "utf-8")
    for place in (out, report):
        before = place.read_bytes()
        with pytest.raises(kejidata.KejidataError, match="another file stands"):
            write_draft(report, place)
        assert place.read_bytes() == before


def test_messages_show_what_a_terminal_would_obey(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("region,indicator,year,value\n\x1b[31m\u202e,x,2020,1,2\n", "utf-8")
    with pytest.raises(kejidata.KejidataError) as refused:
        kejidata.read_table(path)
    assert r"\x1b[31m\u202e" in str(refused.value)


def test_a_linked_folder_of_raw_files_is_refused(tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    raw = tmp_path / "project" / "data" / "raw"
    raw.mkdir(parents=True)
    (raw / "tables").symlink_to(outside)
    with pytest.raises(kejidata.KejidataError, match="is a link"):
        provenance.check_cards(tmp_path / "project")


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ENTITY = '<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
HEAD = f'<w:p xmlns:w="{WORD}">'
# In parts, how often each: no process holds a large one whole.
DOCUMENTS = {
    "entities": {f"{ENTITY}{HEAD}<w:r><w:t>&a;</w:t></w:r></w:p>": 1},
    "nesting": {HEAD: 1, "<w:p>" * 1000: 300, "</w:p>" * 1000: 300, "</w:p>": 1},
    "a bomb": {HEAD: 1, " " * 1_000_000: 201, "</w:p>": 1},
}


@pytest.mark.parametrize("what", DOCUMENTS)
def test_a_word_document_made_to_harm_is_refused_at_once(tmp_path, what):
    path = tmp_path / "r.docx"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/document.xml", "w") as written,
    ):
        for part, times in DOCUMENTS[what].items():
            for _ in range(times):
                written.write(part.encode())
    start = time.process_time()
    with pytest.raises(kejidata.KejidataError, match=r"r\.docx"):
        kejidata.read_report(path)
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    "settings",
    [
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii"},
        {"HOME": "/nonexistent", "TZ": "Asia/Urumqi"},
    ],
)
def test_the_command_speaks_in_any_surroundings(tmp_path, root, settings):
    (tmp_path / "r.txt").write_text("2020年，高企38家。", "utf-8")
    env = {**os.environ, "PYTHONPATH": str(root), **settings}
    command = [sys.executable, "-m", "kejidata", "draft", "r.txt", "-o", "表.csv"]
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"1 figure, " in done.stdout


@pytest.mark.parametrize("arguments", [["r.txt", "-o", "."], ["r.txt", "-o", "r.txt"]])
def test_a_folder_or_the_report_itself_is_no_place_for_a_draft(tmp_path, monkeypatch, arguments):
    (tmp_path / "r.txt").write_text("2020年，高企38家。", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert cli.main(["draft", *arguments]) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["r.txt"]


@pytest.mark.parametrize("data", [b"[" * 200_000, b'{"cells":' * 100_000, b"null", b"", b"\xff"])
def test_a_notebook_nested_without_end_is_refused(data):
    with pytest.raises(kejidata.KejidataError, match=r"a\.ipynb"):
        read_notebook(data, "a.ipynb")


def test_a_line_of_a_message_cannot_be_forged_by_the_name_of_a_file(tmp_path):
    name = "r\n  -> run the command x\x1b[31m.txt"
    with pytest.raises(kejidata.KejidataError) as refused:
        kejidata.read_report(tmp_path / name)
    assert str(refused.value).count("\n  -> ") == 1
    assert "\x1b" not in str(refused.value)

"""Files that are damaged, or made to harm: the package's own error, at once, and nothing else."""

import csv
import io
import os
import random
import time
import unicodedata
import zipfile

import pytest

from kejidata import KejidataError, read_report
from kejidata.reports import draft, draft_of, read_text
from kejidata.reports.review_file import write_draft

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)


def word(paragraphs, method=zipfile.ZIP_DEFLATED):
    """Return the bytes of a Word document with these paragraphs."""
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{WORD}">{body}</w:document>')
    return out.getvalue()


@pytest.mark.parametrize("method", METHODS)
def test_any_damaged_word_document_is_read_or_refused(tmp_path, method):
    whole = word(["2020年，认定高企107家。"] * 30, method)
    path = tmp_path / "r.docx"
    chance = random.Random(method)
    refused = 0
    for _ in range(150):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 8)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        path.write_bytes(data[: chance.choice((len(data), chance.randrange(1, len(data))))])
        try:
            read_text(path)
        except KejidataError as error:
            refused += 1
            assert "r.docx" in str(error)  # noqa: PT017
    assert refused > 50


def test_a_short_file_that_unpacks_without_end_is_refused_at_once(tmp_path):
    path = tmp_path / "r.docx"
    path.write_bytes(word(["1家" * 1000] * 10_000))
    assert path.stat().st_size < 500_000
    start = time.process_time()
    with pytest.raises(KejidataError, match="longer than") as refused:
        read_report(path)
    assert "r.docx" in str(refused.value)
    assert time.process_time() - start < 30


def test_a_well_packed_report_is_read(tmp_path):
    path = tmp_path / "r.docx"
    path.write_bytes(word(["2020年，认定高企107家。"] * 2000))
    assert len(read_text(path)) == 2000 * 16


def test_a_text_of_figures_alone_is_refused(monkeypatch):
    monkeypatch.setattr(draft, "LARGEST", 100)
    assert len(draft_of("专利9件。" * 100)) == 100
    with pytest.raises(KejidataError, match="more than 100 figures"):
        draft_of("专利9件。\n" * 101)


@pytest.mark.parametrize(
    "charset",
    [
        "undefined",
        "punycode",
        "utf-7",
        "unicode_escape",
        "idna",
        "rot13",
        "hex",
        "utf-16",
        "x" * 20,
    ],
)
def test_a_page_is_read_whatever_encoding_it_declares(tmp_path, charset):
    path = tmp_path / "r.html"
    text = "<p>2020年，认定高企107家 \\ud800 +2AA- &#xD800;</p>"
    path.write_bytes(f"<meta charset={charset}>{text}".encode())
    report = read_report(path)
    assert report["surface"].tolist() == ["107家"]
    read_text(path).encode()


def test_a_page_in_traditional_chinese_says_so_and_is_believed(tmp_path):
    path = tmp_path / "r.html"
    path.write_bytes("<meta charset=big5><p>2020年，認定高企107家".encode("big5"))
    assert "認定高企" in read_text(path)


def test_lone_halves_of_characters_leave_no_trace():
    found = draft_of("2020年，认定\ud800高企107家\udfff。")
    assert found["surface"].tolist() == ["107家"]
    for column in ("indicator", "quote"):
        found[column].iloc[0].encode()


def test_a_pipe_a_folder_or_a_link_to_one_is_refused_and_not_opened(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "folder.txt").mkdir()
    for name in ("pipe", "folder"):
        (tmp_path / f"to_{name}.txt").symlink_to(tmp_path / f"{name}.txt")
    (tmp_path / "nowhere.txt").symlink_to(tmp_path / "gone.txt")
    (tmp_path / "round.txt").symlink_to(tmp_path / "round.txt")
    for path in sorted(tmp_path.iterdir()):
        with pytest.raises(KejidataError, match=path.name):
            read_report(path)
    for name in ("r" * 5000 + ".txt", "r\0.txt"):
        with pytest.raises(KejidataError):
            read_report(tmp_path / name)


def test_nothing_that_a_terminal_or_a_page_obeys_comes_into_a_draft(tmp_path):
    marks = [chr(c) for c in range(0x110000) if unicodedata.category(chr(c)) in ("Cc", "Cf")]
    marks = [mark for mark in marks if mark not in "\n\r\0"]
    report = tmp_path / "r.txt"
    lines = [f"2020年，认{mark}定高企10{n:03}{mark}家，{mark}。" for n, mark in enumerate(marks)]
    prose = "全市科技工作扎实推进。\n" * 2000
    report.write_text(prose + "\n".join(lines), "utf-8", newline="")
    out = write_draft(report).out
    page = out.read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(page, newline="")))
    assert len(rows) > len(marks) / 2
    for row in rows:
        for cell in row.values():
            assert not set(cell) & set(marks)


def test_the_name_of_a_file_is_shown_and_not_obeyed(tmp_path):
    report = tmp_path / "a\x1b]0;x\x07\x1b[31m\n1000 figures.txt"
    for text in ("2020年，认定高企107家。", "没有数字。"):
        report.write_text(text, "utf-8")
        summary = write_draft(report, tmp_path / (report.name + str(len(text)))).summary()
        assert all(line.isprintable() for line in summary.split("\n"))
        assert "\n1000 figures" not in summary


@pytest.mark.parametrize(
    "word", ["快速", "仅为", "仅占", "保持在", "共有", "可到", "突破了", "排名列"]
)
def test_a_word_said_again_and_again_costs_no_time(word):
    start = time.process_time()
    draft_of("全市" + word * 40 + "快107家。")
    assert time.process_time() - start < 1

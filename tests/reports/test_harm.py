"""Files that are damaged, or made to harm: the package's own error, at once, and nothing else."""

import csv
import io
import os
import random
import time
import unicodedata
import zipfile
import zlib

import pytest

from kejidata import KejidataError, read_report
from kejidata.reports import draft, draft_of, read_text
from kejidata.reports.review_file import write_draft
from kejidata.reports.source import pdf as pdf_files
from kejidata.reports.source import word as word_files

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


MARKS = ["<a ", "<!--", "</", "<![CDATA[", "<?", "<!", "<script", "<a x='", '<a x="', "<head>"]


@pytest.mark.parametrize("mark", MARKS)
def test_a_page_of_marks_that_nothing_closes_costs_no_time(tmp_path, mark):
    path = tmp_path / "r.html"
    path.write_text("<p>2020年，认定高企107家。</p>" + mark * 40_000, "utf-8")
    start = time.process_time()
    assert "认定高企107家" in read_text(path)
    assert time.process_time() - start < 2


def test_what_a_page_does_not_close_is_text(tmp_path):
    path = tmp_path / "r.html"
    path.write_text("<p>认定高企107家<!-- 5 <p>专利9件 < 10件<i title='>'>，</i>即<b 9件", "utf-8")
    lines = read_text(path).split("\n")
    assert [line.strip() for line in lines] == [
        "",
        "认定高企107家<!-- 5",
        "专利9件 < 10件，即<b 9件",
    ]


@pytest.mark.parametrize("number", ["9" * 100_000, "x" + "9" * 100_000, "x110000"])
def test_a_page_with_the_number_of_no_character_is_read(tmp_path, number):
    path = tmp_path / "r.html"
    path.write_text(f"<p>高企&#{number};107家&#65;", "utf-8")
    assert read_text(path).strip() == "高企\ufffd107家A"


@pytest.mark.parametrize("markup", ["<w:p/>", "<w:tr><w:tc/></w:tr>", "<w:r/>", "<other/>"])
def test_a_short_word_document_of_empty_elements_is_refused_at_once(tmp_path, markup):
    path = tmp_path / "r.docx"
    path.write_bytes(
        word(["专利9件</w:t></w:r>" + markup * (8_000_000 // len(markup)) + "<w:r><w:t>。"])
    )
    assert path.stat().st_size < 60_000
    start = time.process_time()
    with pytest.raises(KejidataError, match=r"r\.docx"):
        read_report(path)
    assert time.process_time() - start < 3


def test_a_word_document_holds_no_more_than_its_bytes_can_tell(tmp_path):
    path = tmp_path / "r.docx"
    path.write_bytes(word(["9 " * 500] * 500))
    with pytest.raises(KejidataError, match="longer than"):
        read_report(path)


def pdf(marks: bytes, pages: int) -> bytes:
    """Return the bytes of a PDF whose pages are all one page with these marks."""
    packed = zlib.compress(marks, 9)
    held = b"<</Length %d/Filter/FlateDecode>>\nstream\n%s\nendstream" % (len(packed), packed)
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (b"3 0 R " * pages, pages),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R>>",
        held,
    ]
    out = b"%PDF-1.7\n"
    for number, part in enumerate(parts, 1):
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    return out + b"trailer\n<</Size 5/Root 1 0 R>>\nstartxref\n0\n%%EOF\n"


def test_a_short_pdf_whose_pages_are_marks_without_end_is_refused_at_once(tmp_path):
    path = tmp_path / "r.pdf"
    # 9,000 pages of 400,000 bytes, 3.6 gigabytes, in a file of 60 kilobytes.
    path.write_bytes(pdf(b"q Q\n" * 100_000, 9_000))
    assert path.stat().st_size < 60_000
    start = time.process_time()
    with pytest.raises(KejidataError, match="longer than") as refused:
        read_text(path)
    assert "r.pdf" in str(refused.value)
    assert time.process_time() - start < 5


@pytest.mark.parametrize("suffix", [".docx", ".pdf"])
def test_a_report_without_memory_for_it_is_not_called_damaged(tmp_path, monkeypatch, suffix):
    def full(*_):
        raise MemoryError

    monkeypatch.setattr(word_files, "_part", full)
    monkeypatch.setattr(pdf_files, "_pages", full)
    path = tmp_path / f"r{suffix}"
    path.write_bytes(word(["107家"]) if suffix == ".docx" else pdf(b"q Q\n", 1))
    with pytest.raises(KejidataError, match="not enough memory") as refused:
        read_report(path)
    assert path.name in str(refused.value)

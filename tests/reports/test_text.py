"""Every kind of file gives its text, or says what to do."""

import io
import sys
import zipfile

import pypdf
import pytest

from kejidata import KejidataError
from kejidata.reports import read_report, read_text
from kejidata.reports.source import text

REPORT = "2021年工作总结\n全年认定高企38家，同比增长50%。\n"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(body, declared=""):
    body = f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    xml = f'<?xml version="1.0"?>{declared}{body}'
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", xml)
    return data.getvalue()


def paragraph(words):
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def pdf(words="", password=""):
    """A one-page PDF drawn by hand: pypdf writes files but sets no text."""
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(200, 200)
    if words:
        stream = pypdf.generic.DecodedStreamObject()
        stream.set_data(f"BT /F1 12 Tf 10 100 Td ({words}) Tj ET".encode())
        font = pypdf.generic.DictionaryObject()
        for key, value in (("Type", "Font"), ("Subtype", "Type1"), ("BaseFont", "Helvetica")):
            font[pypdf.generic.NameObject("/" + key)] = pypdf.generic.NameObject("/" + value)
        named = pypdf.generic.NameObject
        fonts = pypdf.generic.DictionaryObject({named("/F1"): font})
        page[named("/Resources")] = pypdf.generic.DictionaryObject({named("/Font"): fonts})
        page[named("/Contents")] = writer._add_object(stream)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    data = io.BytesIO()
    writer.write(data)
    return data.getvalue()


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gbk", "gb18030", "utf-32"],
)
def test_a_text_is_read_in_its_encoding(tmp_path, encoding):
    path = tmp_path / "a.txt"
    path.write_bytes(REPORT.encode(encoding))
    assert read_text(path) == REPORT
    assert read_report(path)["value"].tolist() == [38, 50]


def test_line_ends_stay_so_that_offsets_hold(tmp_path):
    path = tmp_path / "a.md"
    path.write_bytes(REPORT.replace("\n", "\r\n").encode())
    draft, whole = read_report(path), read_text(path)
    assert "\r\n" in whole
    assert [whole[a:b] for a, b in zip(draft["start"], draft["end"], strict=True)] == [
        "38家",
        "50%",
    ]


def test_a_page_gives_its_visible_text(tmp_path):
    path = tmp_path / "a.html"
    head = "<head><meta charset=gb2312><title>x9家</title><script>3家</script></head>"
    table = "<table><tr><td>专利</td><td>5件</td></tr></table>"
    page = f"<html>{head}<body><p>{REPORT}</p>{table}</body></html>"
    path.write_bytes(page.encode("gbk"))
    assert read_report(path)["surface"].tolist() == ["38家", "50%", "5件"]


def test_a_word_document_gives_paragraphs_and_cells(tmp_path):
    path = tmp_path / "a.docx"
    cells = "".join(f"<w:tc>{paragraph(words)}</w:tc>" for words in ("专利", "5件"))
    path.write_bytes(docx(paragraph("认定高企38家") + f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"))
    assert read_text(path) == "认定高企38家\n专利|5件|\n"


def test_a_pdf_gives_its_text_layer(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf("R&D 12.5%"))
    assert "12.5%" in read_text(path)
    assert read_report(path)["value"].tolist() == [12.5]


BOMB = '<!DOCTYPE d [<!ENTITY a "9家"><!ENTITY b "&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n ", "empty"),
        ("a.txt", bytes(range(256)) * 20, "encoding"),
        ("a.doc", b"x", "old .doc"),
        ("a.xls", b"x", "not read"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and more", "encrypted"),
        ("a.docx", b"PK\x03\x04 and no more", "damaged"),
        ("a.docx", docx(paragraph("&b;"), BOMB), "well-formed"),
        ("a.docx", docx("<w:p>"), "well-formed"),
        ("a.docx", docx(""), "no text"),
        ("a.pdf", b"%PDF-1.7 and no more", "damaged"),
        ("a.pdf", pdf(), "no text"),
        ("a.pdf", pdf("9%", password="x"), "encrypted"),
        ("a.html", b"<script>9</script>", "no text"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_remedy(tmp_path, name, data, said):
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(KejidataError, match=said) as caught:
        read_report(path)
    assert "->" in str(caught.value)
    assert name in str(caught.value)


def test_a_missing_file_a_folder_and_a_huge_file_are_refused(tmp_path, monkeypatch):
    with pytest.raises(KejidataError):
        read_text(tmp_path / "none.txt")
    (tmp_path / "folder.txt").mkdir()
    with pytest.raises(KejidataError):
        read_text(tmp_path / "folder.txt")
    monkeypatch.setattr(text, "LARGEST", 10)
    (tmp_path / "big.txt").write_text("x" * 11)
    with pytest.raises(KejidataError, match="too large"):
        read_text(tmp_path / "big.txt")


def test_a_word_document_that_unpacks_without_end_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("kejidata.reports.source.limits.FREE", 100)
    monkeypatch.setattr("kejidata.reports.source.limits.PER_BYTE", 1)
    (tmp_path / "a.docx").write_bytes(docx(paragraph("9" * 2000)))
    with pytest.raises(KejidataError, match="longer than"):
        read_text(tmp_path / "a.docx")


def test_the_missing_extra_is_named(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pypdf", None)
    (tmp_path / "a.pdf").write_bytes(pdf("9%"))
    with pytest.raises(KejidataError, match=r"kejidata\[pdf\]"):
        read_text(tmp_path / "a.pdf")


def test_a_damaged_pdf_says_one_thing_only(tmp_path, caplog):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.4 junk")
    with pytest.raises(KejidataError):
        read_text(path)
    assert caplog.text == ""

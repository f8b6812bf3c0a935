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


RUN = "<w:r>{}<w:t>{}</w:t></w:r>"
OFF = ' w:val="false"'
VANISH = "<w:rPr><w:vanish{}/></w:rPr>"
STRUCK = "<w:rPr><w:strike/></w:rPr>"
RAISED = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # A hyphen that never ends a line: 3 to 5 firms.
        ("<w:p><w:r><w:t>3</w:t><w:noBreakHyphen/><w:t>5家</w:t></w:r></w:p>", "3‑5家"),
        # Text that was moved stands in both places.
        (f"<w:p><w:moveFrom>{RUN.format('', '7家')}</w:moveFrom></w:p>" + paragraph("7家"), "7家"),
        (f"<w:p>{RUN.format(VANISH.format(''), '9家')}{RUN.format('', '8家')}</w:p>", "8家"),
        (f"<w:p>{RUN.format(VANISH.format(OFF), '8家')}</w:p>", "8家"),
        (f"<w:p>{RUN.format(STRUCK, '35')}{RUN.format('', '38家')}</w:p>", "38家"),
        # The number of a note is none of the number that it stands behind; that of a square is.
        (
            f"<w:p>{RUN.format('', '38')}{RUN.format(RAISED, '2')}{RUN.format('', '家')}</w:p>",
            "38家",
        ),
        (f"<w:p>{RUN.format('', '9m')}{RUN.format(RAISED, '2')}</w:p>", "9m2"),
        # Here only the mark of the paragraph is hidden.
        (
            f"<w:p><w:pPr>{VANISH.format('')}</w:pPr>{RUN.format('', '8家')}</w:p>",
            "8家",
        ),
        # A box is stored for newer programmes and for older ones.
        (
            '<w:p xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
            f"<mc:AlternateContent><mc:Choice>{RUN.format('', '6家')}</mc:Choice>"
            f"<mc:Fallback>{RUN.format('', '6家')}</mc:Fallback></mc:AlternateContent></w:p>",
            "6家",
        ),
        (
            '<w:p xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">'
            "<m:oMath><m:r><m:t>5%</m:t></m:r></m:oMath></w:p>",
            "5%",
        ),
    ],
)
def test_word_text_is_what_the_page_shows_and_shows_once(tmp_path, body, expected):
    path = tmp_path / "a.docx"
    path.write_bytes(docx(body))
    assert read_text(path).split() == [expected]


STYLES = (
    "<w:style w:styleId='d'><w:basedOn w:val='b'/></w:style>"
    "<w:style w:styleId='e'><w:basedOn w:val='f'/></w:style>"
    "<w:style w:styleId='f'><w:basedOn w:val='e'/></w:style>"
    "<w:style w:styleId='a'><w:name w:val='x'/><w:rPr><w:vanish/></w:rPr></w:style>"
    "<w:style w:styleId='b'><w:basedOn w:val='a'/></w:style>"
    "<w:style w:styleId='c'><w:basedOn w:val='a'/><w:rPr><w:vanish w:val='0'/></w:rPr></w:style>"
)
OF_STYLE = "<w:rPr><w:rStyle w:val='{}'/>{}</w:rPr>"


@pytest.mark.parametrize(
    ("hidden", "shown"),
    [
        (OF_STYLE.format("a", ""), OF_STYLE.format("a", "<w:vanish w:val='0'/>")),
        (OF_STYLE.format("b", ""), OF_STYLE.format("c", "")),
        # One that stands before what it is based on, and two that are based on each other.
        (OF_STYLE.format("d", ""), OF_STYLE.format("e", "")),
    ],
)
def test_a_word_document_hides_text_by_a_style(tmp_path, hidden, shown):
    body = f"<w:p>{RUN.format(hidden, '9家')}{RUN.format(shown, '8家')}</w:p>"
    whole = "<w:p><w:pPr><w:pStyle w:val='b'/></w:pPr>" + RUN.format("", "7家") + "</w:p>"
    path = tmp_path / "a.docx"
    path.write_bytes(docx(body + whole + paragraph("6家")))
    with zipfile.ZipFile(path, "a") as archive:
        styles = f'<w:styles xmlns:w="{WORD}">{STYLES}</w:styles>'
        archive.writestr("word/styles.xml", styles)
    assert read_text(path).split() == ["8家", "6家"]


def test_notes_of_a_word_document_follow_its_text(tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(docx(paragraph("高企38家。")))
    note = f'<w:footnotes xmlns:w="{WORD}"><w:footnote>{paragraph("其中新增5家")}</w:footnote>'
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/footnotes.xml", note + "</w:footnotes>")
    assert read_text(path).split() == ["高企38家。", "其中新增5家"]


@pytest.mark.parametrize(
    "furniture",
    [
        "<nav>相关：高企50家</nav>",
        "<footer><div>访问9次</div></footer>",
        "<aside>热点：企业7家</aside>",
        "<select><option>2023年<option>5家</select>",
        "<textarea>企业6家</textarea>",
        "<div hidden>企业5家<div>4家</div>3家</div>",
        '<div style="color:red; display: none">企业5家<div>4家</div>3家</div>',
        "<span style='visibility:hidden'>企业5家</span>",
        "<div style='opacity: 0'>企业5家</div>",
        "<style>p.a, .c{opacity:.0}</style><p class='b a'>企业5家</p>",
        "<dialog>领取99张</dialog><datalist><option>7家</datalist><svg><text>5家</text></svg>",
        "<ul><li><a href='/a'>新增企业12家</a> [2023-05-06]</li></ul>",
        "<p>高新技术企业38家，比上年增加5家，位居全市第二。</p>" * 2,
    ],
)
def test_a_page_gives_neither_its_furniture_nor_what_it_hides(tmp_path, furniture):
    path = tmp_path / "a.html"
    path.write_text(f"<body>{furniture}<p>合同9项。</p></body>", "utf-8")
    said = "高新技术企业38家，比上年增加5家，位居全市第二。"
    expected = [said] if said in furniture else []
    assert read_text(path).split() == [*expected, "合同9项。"]


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        ("1256<sup>2</sup>家", "1256家"),
        ("生产总值<sup> 1 </sup>286亿元", "生产总值286亿元"),
        ("500m<sup>2</sup>", "500m2"),
        ("高企<del>35</del>38家，<s>专利12件，</s>合同9项", "高企38家，合同9项"),
        # How a character is spoken stands above it; its end tag may be left out.
        ("高企<ruby>38<rp>(</rp><rt>37</rt><rp>)</rp></ruby>家", "高企38家"),
        ("高企<ruby>三<rt>5<rt>6</ruby>8家", "高企三8家"),
        ("<span style='opacity:0.5'>高企38家</span>", "高企38家"),
        # A rule for two classes at once goes before one of either; one for print hides nothing.
        ("<style>.t.on{display:block}.t{display:none}</style><span class='t on'>5家</span>", "5家"),
        ("<style>@media print{.t{display:none}}</style><span class=t>5家</span>", "5家"),
    ],
)
def test_a_page_gives_no_marks_of_notes_and_nothing_struck_out(tmp_path, markup, said):
    path = tmp_path / "a.html"
    path.write_text(f"<body><p>{markup}</p></body>", "utf-8")
    assert read_text(path).split() == [said]


def test_what_a_page_hides_to_its_end_is_not_lost(tmp_path):
    path = tmp_path / "a.html"
    path.write_text("<p>合同9项。</p><div hidden>企业5家。", "utf-8")
    assert read_text(path).split() == ["合同9项。", "企业5家。"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("首页>政务公开>重点工作\n2023年科技工作报告\n合同99.8亿元。", ["合同99.8亿元"]),
        ("转化率38%。\n- 1 -\n2023年研发投入402.5亿元。", ["转化率38%", "2023年研发投入402.5亿元"]),
        ("全市完成，\n第2页 共9页\n研发投入402.5亿元。", ["研发投入402.5亿元"]),
    ],
)
def test_page_numbers_and_the_path_of_a_page_are_no_text(tmp_path, text, expected):
    path = tmp_path / "a.txt"
    path.write_text(text, "utf-8")
    draft = read_report(path)
    assert draft["quote"].tolist() == expected
    assert draft["measure"].eq("value").all()


def test_numbers_of_a_table_that_cannot_be_read_are_counted_with_the_reason(tmp_path):
    path = tmp_path / "a.md"
    path.write_text(
        "2024年合同9项。\n\n| 事项 | 次数 |\n|---|---|\n| 座谈 | 12 |\n| 走访 | 40 |", "utf-8"
    )
    found = read_report(path)
    assert found["surface"].tolist() == ["9项"]
    assert found.attrs["in_tables"] == 2
    line, numbers, why = found.attrs["unread_tables"][0]
    assert (line, numbers) == (3, 2)
    assert "is not known" in why
    path.write_text("合同9项，增长5%。", "utf-8")
    assert read_report(path).attrs["in_tables"] == 0

"""Files as offices save them: what a cell shows, what is hidden, damaged or made to harm."""

import json
import time
import zipfile
from datetime import date

import openpyxl
import pytest
import xlwt
from msoffcrypto.format.ooxml import OOXMLFile
from openpyxl.styles import Font

import kejidata
from kejidata.display.preview_lines import preview_lines
from kejidata.errors import KejidataError
from kejidata.model import registry
from kejidata.tables.source.number_format import renderer


@pytest.fixture
def book():
    """Return a workbook with one table of three cities and two years, in 亿元."""
    made = openpyxl.Workbook()
    made.active.title = "表1"
    for row in (
        ["地区", "R&D经费(亿元)", None],
        [None, 2022, 2023],
        ["子市", 6.4, 6.45],
        ["丑市", 7.1, 7.0],
        ["寅市", 8.25, 8.3],
    ):
        made.active.append(row)
    for row in made.active.iter_rows(min_row=3, min_col=2):
        for cell in row:
            cell.number_format = "0.00"
    made.active.merge_cells("A1:A2")
    made.active.merge_cells("B1:C1")
    return made


@pytest.fixture
def saved(tmp_path):
    """Return what saves a workbook, its parts changed by their names."""

    def saved(book, name="a.xlsx", **changes):
        path = tmp_path / name
        book.save(path)
        if changes:
            with zipfile.ZipFile(path) as old:
                parts = {info.filename: old.read(info) for info in old.infolist()}
            for part, change in changes.items():
                full = next(one for one in parts if one.endswith(part.replace("__", ".")))
                parts[full] = change(parts[full])
            with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
                for one, data in parts.items():
                    new.writestr(one, data)
        return path

    return saved


def values(frame):
    return dict(
        zip(zip(frame["region"], frame["period"], strict=True), frame["value"], strict=True)
    )


def read(path, **given):
    return kejidata.read_table(path, own=True, **given)


def test_the_digits_that_a_cell_shows_are_those_published(book, saved):
    frame = read(saved(book))
    assert frame["step"].tolist() == [0.01] * 6
    assert frame["value"].tolist() == [6.4, 6.45, 7.1, 7.0, 8.25, 8.3]


@pytest.mark.parametrize(
    ("pattern", "number", "shown"),
    [
        ("General", 0.1 + 0.2, "0.3"),
        ("General", 1e-7, "0.0000001"),
        ("0.00", 2.675, "2.68"),
        ("0.00", 6.4, "6.40"),
        ("#,##0.0", 1234.56, "1234.6"),
        ("0.00%", 0.021, "2.10%"),
        ("0%", 0.5, "50%"),
        ("#,##0,", 1234567, "1235"),
        ('0.0"亿元"', 12.9, "12.9亿元"),
        ("0.00_);[Red]\\(0.00\\)", -1.5, "-1.50"),
        ('_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', 0, "0.00"),
        ("0.##", 1.5, "1.5"),
        ('yyyy"年"', 45291, "2023"),
        ("yyyy-mm", 45170, "2023-09"),
        ("yyyy/m/d", 45291, "2023-12-31"),
        ("[DBNum1]0", 5, "5"),
    ],
)
def test_number_formats(pattern, number, shown):
    assert renderer(pattern)(number) == shown


@pytest.mark.parametrize("pattern", ["0.00E+00", "# ?/?", "h:mm", '0!.0,"万"', "m-d"])
def test_a_format_that_shows_no_plain_number_is_never_read_as_one(book, saved, pattern):
    book.active["B3"].number_format = pattern
    with pytest.raises(KejidataError, match=r"cell B3"):
        read(saved(book))


def test_years_in_1904_are_the_same_days(book, saved):
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    for cell, year in (("B2", 2022), ("C2", 2023)):
        book.active[cell] = date(year, 12, 31)
        book.active[cell].number_format = 'yyyy"年"'
    assert {period for _, period in values(read(saved(book)))} == {"2022", "2023"}


def test_percent_cells_are_percent(saved):
    book = openpyxl.Workbook()
    book.active.append(["地区", "R&D经费投入强度"])
    book.active.append(["子市", 0.021])
    book.active["B2"].number_format = "0.00%"
    frame = read(saved(book), period=2023)
    assert frame.loc[0, ["value", "step", "unit"]].tolist() == [2.1, 0.01, "%"]


def test_hidden_rows_columns_and_sheets_are_not_read_and_counted(book, saved):
    sheet = book.active
    sheet.row_dimensions[4].hidden = True
    sheet.column_dimensions["B"].hidden = True
    other = book.create_sheet("底稿")
    other.append(["地区", "R&D经费(亿元)"])
    other.append(["子市", 99])
    other.sheet_state = "hidden"
    frame = read(saved(book))
    assert values(frame) == {("子市", "2023"): 6.45, ("寅市", "2023"): 8.3}
    assert frame.attrs["unread"] == 5
    assert frame.attrs["notes"] == ["the hidden sheet 底稿 is not read; numbers in it: 1"]


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_told_whatever_becomes_of_the_others(book, saved, state):
    book.active["B4"] = "不详"
    other = book.create_sheet("底稿")
    other.append(["子市", 99, 98])
    other.sheet_state = state
    told = "\n".join(preview_lines(saved(book), registry.current(), None, {}, "en"))
    assert "refused" in told
    assert "the hidden sheet 底稿 is not read; numbers in it: 2" in told
    other.sheet_state = "visible"
    hide = f'state="{state}"'.encode()
    all_hidden = saved(book, workbook__xml=lambda data: data.replace(b'state="visible"', hide))
    with pytest.raises(KejidataError, match="all sheets of the workbook are hidden"):
        read(all_hidden)


def test_a_hidden_sheet_of_an_old_workbook_is_told(tmp_path):
    made = xlwt.Workbook()
    for name, visibility in (("表1", 0), ("底稿", 1), ("底稿2", 2)):
        sheet = made.add_sheet(name)
        sheet.visibility = visibility
        for row, cells in enumerate((["地区", "R&D经费(亿元)"], ["子市", 6.4])):
            for column, cell in enumerate(cells):
                sheet.write(row, column, cell)
    made.save(str(tmp_path / "a.xls"))
    frame = read(tmp_path / "a.xls", period=2023)
    assert frame["value"].tolist() == [6.4]
    assert frame.attrs["notes"] == [
        f"the hidden sheet {name} is not read; numbers in it: 1" for name in ("底稿", "底稿2")
    ]


@pytest.mark.parametrize(
    ("cell", "size"), [("A3", b'<row r="3" ht="0" '), ("B3", b'<row r="3" ht="0.0" ')]
)
def test_a_row_of_no_height_is_hidden(book, saved, cell, size):
    book.active[cell].value = "子市" if cell == "A3" else 9.9
    frame = read(saved(book, sheet1__xml=lambda data: data.replace(b'<row r="3"', size)))
    assert set(frame["region"]) == {"丑市", "寅市"}
    assert frame.attrs["unread"] == 2


def test_a_column_of_no_width_is_hidden(book, saved):
    cols = b'<cols><col min="2" max="2" width="0" customWidth="1"/></cols><sheetData>'
    frame = read(saved(book, sheet1__xml=lambda data: data.replace(b"<sheetData>", cols)))
    assert set(frame["period"]) == {"2023"}
    assert frame.attrs["unread"] == 4


@pytest.mark.parametrize("line", ["row", "col"])
def test_what_has_no_size_in_an_old_workbook_is_hidden(tmp_path, line):
    made = xlwt.Workbook()
    sheet = made.add_sheet("S")
    for n, row in enumerate((["地区", "2022", "2023"], ["子市", 10, 12], ["丑市", 20, 22])):
        for m, cell in enumerate(row):
            sheet.write(n, m, cell)
    if line == "row":
        sheet.row(2).height_mismatch = True
        sheet.row(2).height = 0
    else:
        sheet.col(2).width = 0
    made.save(str(tmp_path / "a.xls"))
    frame = read(tmp_path / "a.xls", indicator="R&D经费(亿元)")
    assert set(frame["value"]) == ({10, 12} if line == "row" else {10, 20})


def test_the_sheet_is_asked_for_where_several_hold_tables(book, saved):
    other = book.create_sheet("表2")
    other.append(["地区", "R&D经费(亿元)"])
    other.append(["子市", 99])
    path = saved(book)
    with pytest.raises(KejidataError, match="(?s)several sheets.*表1.*表2.*sheet='表1'"):
        read(path)
    assert read(path, sheet="表2", period=2023)["value"].tolist() == [99]
    assert len(read(path, sheet=1)) == 6
    with pytest.raises(KejidataError, match="no sheet '表3'"):
        read(path, sheet="表3")


def test_numbers_as_text_and_cells_with_rich_text(book, saved):
    book.active["B3"] = "6.40"
    book.active["C3"] = " 6.45*"
    book.active["A3"].font = Font(bold=True)
    assert values(read(saved(book)))["子市", "2023"] == 6.45


def test_a_formula_shows_its_stored_result_and_without_one_is_refused(book, saved):
    book.active["B3"] = "=3.2*2"
    with pytest.raises(KejidataError, match=r"(?s)cell B3.*formula whose result is not stored"):
        read(saved(book))

    def stored(data):
        return data.replace(b"<f>3.2*2</f><v></v>", b"<f>3.2*2</f><v>6.4</v>").replace(
            b"<f>3.2*2</f><v />", b"<f>3.2*2</f><v>6.4</v>"
        )

    assert values(read(saved(book, sheet1__xml=stored)))["子市", "2022"] == 6.4


@pytest.mark.parametrize("error", ["#DIV/0!", "#REF!", "#N/A"])
def test_an_error_cell_is_named(book, saved, error):
    book.active["B4"] = error
    book.active["B4"].data_type = "e"
    with pytest.raises(KejidataError, match="cell B4") as refused:
        read(saved(book))
    assert error in str(refused.value)


def test_a_wrong_size_and_a_lost_drawing_do_not_matter(book, saved):
    def wrong(data):
        data = data.replace(b'<dimension ref="A1:C5"', b'<dimension ref="A1:A1"')
        return data.replace(b"</worksheet>", b'<drawing r:id="rId9" xmlns:r="x"/></worksheet>')

    assert len(read(saved(book, sheet1__xml=wrong))) == 6


@pytest.mark.parametrize("formula", ["=cmd|' /C calc'!A0", "=[1]other!A1", "=WEBSERVICE(A1)"])
def test_what_a_spreadsheet_would_run_is_text_that_does_nothing(book, saved, formula):
    book.active["A4"] = formula
    book.active["A4"].data_type = "s"
    frame = read(saved(book))
    assert formula in frame["region"].tolist()


def test_an_entity_is_refused(book, saved):
    def bomb(data):
        lol = b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
        return data.replace(b"<worksheet", lol + b"<worksheet", 1)

    def outside(data):
        return b'<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + data

    for change in (bomb, outside):
        with pytest.raises(KejidataError, match="declares entities"):
            read(saved(book, sheet1__xml=change))


def test_a_bomb_is_refused_before_it_unpacks(book, saved):
    def bomb(data):
        return data.replace(b"<sheetData>", b"<sheetData>" + b"<row/>" * 20_000_000)

    path = saved(book, sheet1__xml=bomb)
    assert path.stat().st_size < 1_000_000
    start = time.process_time()
    with pytest.raises(KejidataError, match="unpacks to"):
        read(path)
    assert time.process_time() - start < 1


@pytest.mark.parametrize("keep", [0, 10, 200, 1000, 3000])
def test_a_torn_workbook_is_named(book, saved, keep):
    path = saved(book)
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(KejidataError, match=r"a\.xlsx"):
        read(path)


def test_a_workbook_under_a_password_gets_a_way_on(book, saved, tmp_path):
    plain = saved(book)
    for password, ends in (("geheim", None), ("VelvetSweatshop", 6)):
        locked = tmp_path / "locked.xlsx"
        with plain.open("rb") as source, locked.open("wb") as target:
            OOXMLFile(source).encrypt(password, target)
        if ends:
            assert len(read(locked)) == ends
        else:
            with pytest.raises(KejidataError, match="(?s)password.*save it as .xlsx"):
                read(locked)


def old_book(path):
    made = xlwt.Workbook()
    sheet = made.add_sheet("表1")
    two = xlwt.easyxf(num_format_str="0.00")
    share = xlwt.easyxf(num_format_str="0.00%")
    sheet.write_merge(0, 1, 0, 0, "地区")
    sheet.write_merge(0, 0, 1, 2, "R&D经费(亿元)")
    sheet.write(0, 3, "R&D经费投入强度")
    for column, year in ((1, 2022), (2, 2023), (3, 2023)):
        sheet.write(1, column, year)
    for row, name in enumerate(("子市", "丑市"), 2):
        sheet.write(row, 0, name)
        for column in (1, 2):
            sheet.write(row, column, 6.4 + row + column, two)
        sheet.write(row, 3, 0.021, share)
    sheet.row(3).hidden = True
    made.add_sheet("空")
    made.save(str(path))
    return path


def test_an_old_workbook_shows_its_digits(tmp_path):
    frame = read(old_book(tmp_path / "a.xls"))
    assert frame["value"].tolist() == [9.4, 10.4, 2.1]
    assert frame["step"].tolist() == [0.01] * 3
    assert frame.attrs["unread"] == 3


def test_another_ending_does_not_matter(tmp_path, book, saved):
    (tmp_path / "b.xls").write_bytes(saved(book).read_bytes())
    assert len(read(tmp_path / "b.xls")) == 6
    (tmp_path / "c.xls").write_text("地区\tR&D经费(亿元)\n子市\t6.4\n", "gb18030")
    assert read(tmp_path / "c.xls", period=2023)["value"].tolist() == [6.4]
    (tmp_path / "d.txt").write_text("地区\tR&D经费(亿元)\n子市\t6.4\n", "utf-16")
    assert read(tmp_path / "d.txt", period=2023)["value"].tolist() == [6.4]


def test_a_sheet_of_wps_gets_a_way_on(tmp_path):
    (tmp_path / "a.et").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000))
    with pytest.raises(KejidataError, match=r"(?s)WPS in its own format.*save it anew as \.xlsx"):
        read(tmp_path / "a.et")


ODS = """<?xml version="1.0"?><d:document-content xmlns:d="o" xmlns:t="t" xmlns:o="f" xmlns:x="x">
<d:body><d:spreadsheet><t:table t:name="S">
<t:table-row><t:table-cell><x:p>地区</x:p></t:table-cell>
<t:table-cell><x:p>R&amp;D经费(亿元)</x:p></t:table-cell><t:table-cell><x:p>强度</x:p></t:table-cell>
</t:table-row>
<t:table-row><t:table-cell><x:p>子市</x:p></t:table-cell>
<t:table-cell o:value-type="float" o:value="6.4"><x:p>6.40</x:p></t:table-cell>
<t:table-cell o:value-type="percentage" o:value="0.021"><x:p>2.10%</x:p></t:table-cell>
</t:table-row>
<t:table-row t:number-rows-repeated="1048570"><t:table-cell t:number-columns-repeated="1024"/>
</t:table-row></t:table></d:spreadsheet></d:body></d:document-content>"""


@pytest.mark.parametrize(
    "columns",
    [
        '<t:table-column/><t:table-column/><t:table-column t:visibility="collapse"/>',
        '<t:table-column t:number-columns-repeated="2"/><t:table-column t:visibility="filter"/>',
        '<t:table-column t:number-columns-repeated="2"/>'
        '<t:table-column t:visibility="collapse" t:number-columns-repeated="1022"/>',
    ],
)
def test_hidden_columns_of_an_open_document_are_not_read(tmp_path, columns):
    path = tmp_path / "a.ods"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("content.xml", ODS.replace('"S">', f'"S">{columns}', 1))
    frame = read(path, period=2023)
    assert frame["value"].tolist() == [6.4]
    assert frame.attrs["unread"] == 1


@pytest.mark.parametrize(
    ("name", "manifest"),
    [
        (
            "content.xml",
            '<entry full-path="content.xml"><m:encryption-data m:checksum="x"/></entry>',
        ),
        ("encrypted-package", "<entry/>"),
        ("encrypted-package", '<entry full-path="encrypted-package"><encryption-data/></entry>'),
    ],
)
def test_an_open_document_under_a_password_gets_a_way_on(tmp_path, name, manifest):
    path = tmp_path / "a.ods"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr(name, bytes(range(7, 250)) * 9)
        packed.writestr("META-INF/manifest.xml", manifest)
    with pytest.raises(KejidataError, match="(?s)password.*save it as .xlsx"):
        read(path)


def test_an_open_document_shows_its_digits(tmp_path):
    path = tmp_path / "a.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", ODS)
    frame = read(path, period=2023)
    assert frame["value"].tolist() == [6.4, 2.1]
    assert frame["unit"].tolist() == ["亿元", "%"]
    assert frame["step"].tolist() == [0.01, 0.01]


@pytest.mark.parametrize(
    ("stored", "shown", "value", "step"),
    [
        ("6.4", "6.40亿元", 6.4, 0.01),  # 0.00"亿元" (100 million yuan)
        ("64000", "6.40万元", 0.00064, 0.000001),  # ten thousands of what is stored
        ("6.4", "￥6.40", 6.4, 0.01),
        ("6400", "6.40", 6.4, 0.01),  # 0.00, (thousands of what is stored)
    ],
)
def test_a_number_format_of_an_open_document_may_show_a_unit(tmp_path, stored, shown, value, step):
    path = tmp_path / "a.ods"
    text = ODS.replace('o:value="6.4"><x:p>6.40', f'o:value="{stored}"><x:p>{shown}')
    if "元" in shown:
        text = text.replace("R&amp;D经费(亿元)", "R&amp;D经费")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", text)
    frame = read(path, period=2023)
    assert frame[["value", "step"]].values.tolist()[0] == [value, step]


def test_rows_repeated_without_end_are_refused(tmp_path):
    path = tmp_path / "a.ods"
    bomb = ODS.replace("<t:table-row>", '<t:table-row t:number-rows-repeated="2000000">')
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", bomb)
    with pytest.raises(KejidataError, match="more than 2,000,000 cells"):
        read(path)


SITE = {
    "returncode": 200,
    "returndata": {
        "datanodes": [
            {
                "data": {"data": value, "dotcount": 1, "hasdata": bool(text), "strdata": text},
                "wds": [
                    {"valuecode": "A01", "wdcode": "zb"},
                    {"valuecode": "110000", "wdcode": "reg"},
                    {"valuecode": period, "wdcode": "sj"},
                ],
            }
            for value, text, period in ((43760.7, "43760.7", "2023"), (0, "", "2024"))
        ],
        "wdnodes": [
            {
                "nodes": [{"cname": "地区生产总值", "code": "A01", "unit": "亿元"}],
                "wdcode": "zb",
            },
            {"nodes": [{"cname": "北京市", "code": "110000", "unit": ""}], "wdcode": "reg"},
            {
                "nodes": [
                    {"cname": "2023年", "code": "2023", "unit": ""},
                    {"cname": "2024年", "code": "2024", "unit": ""},
                ],
                "wdcode": "sj",
            },
        ],
    },
}


def test_the_answer_of_the_statistics_site(tmp_path):
    path = tmp_path / "a.json"
    path.write_text(json.dumps(SITE), "utf-8")
    frame = kejidata.read_table(path)
    assert frame["region"].tolist() == ["110000"] * 2
    assert frame["indicator"].tolist() == ["gdp"] * 2
    assert frame["period"].tolist() == ["2023", "2024"]
    assert frame["value"].tolist()[0] == 43760.7
    assert frame["value"].isna().tolist() == [False, True]
    path.write_text('{"returncode": 404, "returndata": "no"}', "utf-8")
    with pytest.raises(KejidataError, match="not an answer of the national statistics site"):
        kejidata.read_table(path)


def test_a_hundred_thousand_cells_take_a_second(book, saved):
    names = "".join(f'<c t="inlineStr"><is><t>指标{n}(亿元)</t></is></c>' for n in range(100))
    text = '<c t="inlineStr"><is><t>{}</t></is></c>'
    cells = {r: "".join(f"<c><v>{n}.{r:03}</v></c>" for n in range(100)) for r in range(1000)}
    rows = "".join(f"<row>{text.format(f'第{r}区')}{cells[r]}</row>" for r in cells)
    header = f"<row>{text.format('地区')}{names}</row>"

    def large(data):
        start, end = data.index(b"<sheetData>") + 11, data.index(b"</sheetData>")
        return data[:start] + (header + rows).encode() + data[end:].replace(b"mergeCell ", b"none ")

    path = saved(book, sheet1__xml=large)
    spent = []
    for year in (2022, 2023):
        start = time.process_time()
        assert len(read(path, period=year)) == 100_000
        spent.append(time.process_time() - start)
    # Twice what it takes alone: a busy machine counts waiting for memory as work.
    assert min(spent) < 3


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv"])
def test_a_table_without_memory_for_it_is_not_called_damaged(saved, book, monkeypatch, name):
    def full(*_):
        raise MemoryError

    path = saved(book).with_name(name)
    if not path.exists():
        path.write_text("地区,年份,数值\n", "utf-8")
    monkeypatch.setattr("kejidata.tables.source.xlsx.sheets", full)
    monkeypatch.setattr("kejidata.tables.source.sheets._text", full)
    with pytest.raises(KejidataError, match="not enough memory") as refused:
        kejidata.read_table(path)
    assert name in str(refused.value)

"""What is given as a table and is none by its bytes, and a table that is a web page by its."""

import io
import time
import zipfile

import pytest

import kejidata
from kejidata.errors import KejidataError

PAGE = """
<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head>
<meta http-equiv="Content-Type" content="text/html; charset=gb2312"><style>td{mso-x:"<td>"}</style>
<!--[if gte mso 9]><xml><table></xml><![endif]--></head><body><TABLE border=1>
<tr><th rowspan="2">地区</th><th colspan=2>专利授权量(件)</th></tr>
<tr><th>2022</th><th>2023</th></tr>
<tr><td>子市</td><td style='mso-x'>1,290</td><td><b>1&#51;00</b>&nbsp;</td></tr>
<tr style="display: none"><td>丑市<td>7<td>8</tr>
<tr><td>寅市<td>9<td>10</table></body></html>
"""


def archive():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as one:
        one.writestr("a.csv", "a")
    return held.getvalue()


@pytest.mark.parametrize(
    ("data", "what", "remedy"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "a picture", "type its figures into a sheet"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "a picture", "type its figures into a sheet"),
        (b"GIF89a\x01\x00\x01\x00", "a picture", "ask the publisher"),
        (b"Rar!\x1a\x07\x01\x00", "a packed archive", "unpack"),
        (archive(), "a packed archive", "unpack"),
        (b"MZ\x90\x00\x03\x00", "a program", "bring the workbook"),
        (b"%PDF-1.7 ", "a PDF", "kejidata draft"),
    ],
)
@pytest.mark.parametrize("name", ["a.png", "a.xls", "a.csv"])
def test_what_is_no_table_is_called_what_it_is(tmp_path, name, data, what, remedy):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(KejidataError, match=what) as refused:
        kejidata.read_table(tmp_path / name)
    assert remedy in str(refused.value)
    assert "UTF-8" not in str(refused.value)


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig"])
def test_a_web_page_of_one_table_is_read_as_that(tmp_path, encoding):
    (tmp_path / "a.xls").write_text(PAGE, encoding)
    found = kejidata.read_table(tmp_path / "a.xls", own=True)
    assert found[["region", "period", "value"]].values.tolist() == [
        ["子市", "2022", 1290],
        ["子市", "2023", 1300],
        ["寅市", "2022", 9],
        ["寅市", "2023", 10],
    ]
    # The row that the page does not show holds two numbers.
    assert found.attrs["unread"] == 2


def test_a_page_of_several_tables_or_of_none_is_still_to_be_saved_as_a_sheet(tmp_path):
    for page in (PAGE + "<table><tr><td>1</table>", "<p>1", '<?xml version="1.0"?><Workbook/>'):
        (tmp_path / "a.xls").write_text(page, "utf-8")
        with pytest.raises(KejidataError, match="web page or XML"):
            kejidata.read_table(tmp_path / "a.xls")


def test_a_page_that_goes_on_without_end_takes_no_longer_than_its_length(tmp_path):
    for piece in ("<!--", "<script>", "<td", "<td colspan=9999>", "<table>", "<"):
        (tmp_path / "a.xls").write_text("<table><tr>" + piece * 50_000, "utf-8")
        with pytest.raises(KejidataError):
            kejidata.read_table(tmp_path / "a.xls", period=2023)


def test_a_page_that_begins_its_head_without_end_is_read_in_no_time(tmp_path):
    table = "<table><tr><td>地区<td>R&D经费(亿元)<tr><td>江苏<td>3.5</table>"
    (tmp_path / "a.xls").write_text("<body>" + "<head>" * 40_000 + table, "utf-8")
    start = time.process_time()
    assert kejidata.read_table(tmp_path / "a.xls", period=2023)["value"].tolist() == [3.5]
    assert time.process_time() - start < 3


def test_the_lines_around_the_table_of_a_page_tell_its_unit_and_its_notes(tmp_path):
    path = tmp_path / "a.html"
    path.write_text(
        "<head><title>长沙市统计局</title></head><div>首页</div><h2>各区县（市）R&amp;D经费</h2>"
        "<p>单位：亿元</p><table><tr><th rowspan=2>地区<th colspan=2>年份<tr><th>2022年<th>2023年"
        "<tr><td>浏阳市<td>42.4<td>47.2</table><p>注：2023年为初步核算数。</p>",
        "utf-8",
    )
    read = kejidata.read_table(path, indicator="rd_expenditure")
    columns = ["period", "value", "unit", "status"]
    assert read[columns].values.tolist() == [
        ["2022", 42.4, "亿元", ""],
        ["2023", 47.2, "亿元", "provisional"],
    ]

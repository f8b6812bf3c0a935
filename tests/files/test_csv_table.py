import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kejidata.errors import KejidataError
from kejidata.files.csv_table import read_csv, read_records, write_csv
from kejidata.files.decode import decode

TEXT = "地区,数值\n如皋,26.82\n"


def cells(path):
    return [row.cells for row in read_csv(path).rows]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_every_usual_encoding_gives_the_same_table(tmp_path, encoding):
    path = tmp_path / "a.csv"
    path.write_bytes(TEXT.encode(encoding))
    assert cells(path) == [{"地区": "如皋", "数值": "26.82"}]


@pytest.mark.parametrize(
    "text",
    [
        "a,b\r\n1,2\r\n",
        "a;b\n1;2\n",
        "a\tb\n1\t2\n",
        '"a","b"\n"1","2"\n',
        "a,b\n\n1,2\n,\n",
        "a,b,\n1,2,\n",
        " a , b \n 1 , 2 ",
        "\ufeff\ufeffa,b\n1,2\n",
    ],
)
def test_forms_of_one_table(tmp_path, text):
    path = tmp_path / "a.csv"
    path.write_bytes(text.encode())
    assert cells(path) == [{"a": "1", "b": "2"}]


def test_lines_are_those_of_the_file(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('a,b\n"x\ny",2\n\n3,4\n')
    assert [row.line for row in read_csv(path).rows] == [2, 5]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "holds no table"),
        (b"\n\n,,\n", "holds no table"),
        (b"a,a\n1,2\n", "same name"),
        (b"a,b\n1\n", "line 2"),
        (b"a,b\n1,2,3\n", "3 cells"),
        (b"a,\n1,2\n", "2 columns"),
        (b'a,b\n"1,2\n', "quotation mark"),
        (b"PK\x03\x04rest", "Excel workbook"),
        (b"%PDF-1.7", "a PDF"),
        (b"\xff\xff\xff\xff\xff", "not text"),
        (b"a\x00\x00\x00b\x00", "not text"),
        (b"\r\n<table><tr><td>a</td></tr></table>", "web page"),
        (b'<?xml version="1.0"?><Workbook/>', "web page or XML"),
    ],
)
def test_bad_files_are_named_with_what_is_wrong(tmp_path, data, said):
    path = tmp_path / "bad.csv"
    path.write_bytes(data)
    with pytest.raises(KejidataError, match=r"bad\.csv") as caught:
        read_csv(path)
    assert said in str(caught.value)


def test_a_missing_file_is_an_error_with_its_name(tmp_path):
    with pytest.raises(KejidataError, match=r"none\.csv"):
        read_csv(tmp_path / "none.csv")


@settings(max_examples=100)
@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_the_package_s_own_error(data):
    try:
        text = decode(data, "a.csv")
    except KejidataError:
        return
    assert "\0" not in text


@settings(max_examples=100)
@given(st.binary(max_size=200))
def test_any_file_is_a_table_or_the_package_s_own_error(tmp_path_factory, data):
    path = tmp_path_factory.getbasetemp() / "fuzz.csv"
    path.write_bytes(data)
    try:
        table = read_csv(path)
    except KejidataError:
        return
    assert all(set(row.cells) <= set(table.header) for row in table.rows)


def test_what_is_written_is_read_by_any_csv_reader():
    rows = [["a,b", 'say "so"', "如皋\n市"], ["", "1", "="]]
    text = write_csv(["x", "y", "z"], rows).decode("utf-8")
    assert list(csv.reader(io.StringIO(text, newline=""))) == [["x", "y", "z"], *rows]
    assert "\r" not in text


def test_a_title_above_the_table_does_not_part_its_cells(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Table 1\na\tb\n1,5\t2\n")
    assert read_records(path) == [(1, ["Table 1"]), (2, ["a", "b"]), (3, ["1,5", "2"])]

"""Any table file is read right or refused with its place; the build leaves the data as it was."""

import csv
import hashlib
import io
import shutil
import time
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

import kejidata
from kejidata.build import assemble
from kejidata.errors import KejidataError

TABLES = [
    '地区,指标,年份,数值,单位\n如皋,R&D经费,2020,"261,000",万元\n南京,R&D经费,2020,515.5,亿元\n',
    "指标：R&D经费,,\n单位：亿元,,\n地区,2019年,2020年\n南京市,465.2,515.5\n苏州市,-,761.6*\n",
    "地区,R&D经费(亿元),,R&D经费投入强度(%),\n,2019,2020,2019,2020\n南京,465.2,515.5,3.32,3.48\n",
]
CELLS = [
    *(
        "",
        "-",
        "…",
        "—",
        "NA",
        "1e400",
        "1e5",
        "１２",
        "1,23",
        "1.234,5",
        "1_000",
        "--5",
        "(5)",
        "5%",
    ),
    *(
        "26.82*",
        "26.82①",
        "inf",
        "nan",
        "0x10",
        "²",
        "½",
        "一百",
        "26.82亿",
        "=1+1",
        "@x",
        "\x1b[31m",
    ),
    *(
        "\u202e",
        "\ufeff",
        "😀",
        "x" * 2000,
        "9" * 200,
        "0." + "0" * 90 + "1",
        "2020年",
        "２０２０",
        "0000",
    ),
    *(
        "2020-13",
        "亿元",
        "美元",
        "万" * 30 + "元",
        '"',
        "a,b",
        "a\nb",
        "a\rb",
        "<b>x</b>",
        "北　京",
        "#REF!",
    ),
]
ENCODINGS = ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]


def read(path, data, own):
    path.write_bytes(data)
    try:
        return kejidata.read_table(path, own=own)
    except kejidata.KejidataError as error:
        said = str(error)
    assert path.name in said
    assert said.replace("\n", "").isprintable()
    return None


@st.composite
def damaged(draw):
    """Return a table with cells, lines and bytes changed."""
    rows = list(csv.reader(io.StringIO(draw(st.sampled_from(TABLES)))))
    for _ in range(draw(st.integers(0, 3))):
        row = draw(st.sampled_from([row for row in rows if row]))
        row[draw(st.integers(0, len(row) - 1))] = draw(st.sampled_from(CELLS))
    if draw(st.booleans()):
        rows.insert(
            draw(st.integers(0, len(rows))), draw(st.sampled_from([[], rows[-1], ["注：本表"]]))
        )
    page = io.StringIO()
    end = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    csv.writer(page, lineterminator=end).writerows(rows)
    data = page.getvalue().encode(draw(st.sampled_from(ENCODINGS)), "replace")
    return data[: draw(st.one_of(st.just(len(data)), st.integers(0, len(data))))]


@settings(max_examples=60)
@given(damaged(), st.booleans())
def test_any_damaged_table_is_read_or_refused_with_its_file(tmp_path_factory, data, own):
    found = read(tmp_path_factory.getbasetemp() / "damaged.csv", data, own)
    if found is not None:
        assert found["value"].abs().max() < 1e100 or found["value"].isna().all()
        assert not found.duplicated(["region", "indicator", "period", "measure", "vintage"]).any()
        assert (found[["region", "indicator", "period"]] != "").all(axis=None)


@pytest.mark.parametrize("text", TABLES)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_encoding_and_line_ends_never_matter(tmp_path, text, end, encoding):
    plain = read(tmp_path / "plain.csv", text.encode(), own=False)
    assert len(plain) >= 2
    same = read(tmp_path / "saved.csv", text.replace("\n", end).encode(encoding), own=False)
    assert_frame_equal(same, plain)


@pytest.mark.parametrize("mark", ["*", "(", "（", "[", " ", "万", "9", "年", "\ufdfa"])
@pytest.mark.parametrize("place", range(4))
def test_a_cell_as_long_as_csv_allows_costs_no_time(tmp_path, mark, place):
    cells = ["如皋", "R&D经费", "2020", "1"]
    cells[place] = "a" + mark * 120_000 + "b"
    start = time.process_time()
    text = "region,indicator,year,value\n" + ",".join(cells) + "\n"
    assert read(tmp_path / "long.csv", text.encode(), own=place == 1) is None or place == 1
    assert time.process_time() - start < 5


def test_a_cell_beyond_that_is_refused(tmp_path):
    text = "region,indicator,year,value\n" + "x" * 1_000_000 + ",R&D经费,2020,1\n"
    (tmp_path / "long.csv").write_text(text, "utf-8")
    with pytest.raises(kejidata.KejidataError, match=r"long\.csv, line 2"):
        kejidata.read_table(tmp_path / "long.csv", own=True)


STORED = [
    ("2018,value", "2018年,value", "period"),
    (",2015,value,", ",2015,level,", "measure"),
    (",exact,", ",exactly,", "bound"),
    ("000000,", ",", "region"),
    (",2016,", ",999999999999999999999,", "vintage"),
    (",263436,", ",1e5,", "value"),
]


@pytest.mark.root_project
@pytest.mark.parametrize(("old", "new", "column"), STORED)
def test_stored_observations_that_were_touched_are_refused(tmp_path, root, old, new, column):
    text = (root / "data" / "processed" / "observations.csv").read_text("utf-8")
    assert old in text
    (tmp_path / "observations.csv").write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(
        kejidata.KejidataError, match=rf"observations\.csv, line \d+, column {column}"
    ):
        kejidata.load(tmp_path)


def test_a_stored_figure_that_stands_twice_is_refused(tmp_path, root):
    lines = (root / "data" / "processed" / "observations.csv").read_text("utf-8").splitlines()
    (tmp_path / "observations.csv").write_text("\n".join([*lines, lines[7]]), "utf-8")
    with pytest.raises(kejidata.KejidataError, match="the figure stands in line 8 too"):
        kejidata.load(tmp_path)


def swap(old, new):
    return lambda data: data.replace(old.encode(), new.encode(), 1)


BAD_FILES = {
    "missing column": (swap("region,indicator,year,value", "region,indicator,value"), None),
    "no column for the value": (swap(",value,", ",number,"), "'14169.9' under number"),
    "text in value": (swap(",24393.1,", ",about 24393.1,"), "column value\n  'about 24393.1'"),
    "duplicate key": (lambda data: data + data.splitlines(keepends=True)[-1], "lines "),
    "unknown unit": (swap("24393.1,亿元", "24393.1,美元"), "column unit"),
    "unknown region": (swap("北京,", "北平,"), "column region\n  '北平'"),
    "not text": (lambda data: b"\xff\xfe\x00\xd8" + data[:41], "not text"),
    "an Excel workbook": (lambda data: b"PK\x03\x04" + data, "Excel workbook"),
    "an open quotation mark": (swap("北京,", '"北京,'), "line "),
    "empty file": (lambda data: b"", "holds no table"),
}
GOOD_FILES = {
    "BOM": lambda data: b"\xef\xbb\xbf" + data,
    "GBK": lambda data: data.decode().encode("gbk"),
    "UTF-16": lambda data: data.decode().encode("utf-16"),
    "CRLF": lambda data: data.replace(b"\n", b"\r\n"),
    "full-width digits": swap(",24393.1,", ",２４３９３．１,"),
    "thousands separators": swap(",24393.1,", ',"24,393.1",'),
    "footnote mark": swap(",24393.1,", ",24393.1*,"),
}


@pytest.mark.parametrize("name", ["attachment.docx", "renamed.xlsx"])
def test_a_word_document_is_called_one_with_the_way_to_its_table(tmp_path, name):
    path = tmp_path / name
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<document/>")
    with pytest.raises(KejidataError, match="(?s)Word document.*in .*-> paste its table.*draft"):
        kejidata.read_table(path)


@pytest.fixture(scope="module")
def project(tmp_path_factory, root):
    place = tmp_path_factory.mktemp("project")
    shutil.copytree(root / "data", place / "data")
    shutil.copy(root / "kejidata.toml", place)
    return place


def changed_by(project, root, change):
    """Change a raw table as a hand would, with the hash and the encoding on its card."""
    name = "data/raw/tables/bulletins.csv"
    old = (root / name).read_bytes()
    new = change(old)
    assert new != old
    (project / name).write_bytes(new)
    card = (root / f"{name}.card.toml").read_text("utf-8")
    hashes = [hashlib.sha256(data).hexdigest() for data in (old, new)]
    card = card.replace(*hashes).replace('encoding = "utf-8"', 'encoding = "latin-1"')
    (project / f"{name}.card.toml").write_text(card, "utf-8")


def stored(place):
    return {p.name: p.read_bytes() for p in (place / "data" / "processed").iterdir()}


@pytest.mark.root_project
@pytest.mark.parametrize("what", BAD_FILES)
def test_a_bad_raw_file_is_named_and_the_processed_data_stays(project, root, what):
    change, said = BAD_FILES[what]
    changed_by(project, root, change)
    with pytest.raises(kejidata.KejidataError) as refused:
        assemble.build(project)
    assert "bulletins.csv" in str(refused.value)
    assert (said or "") in str(refused.value)
    assert stored(project) == stored(root)


@pytest.mark.root_project
@pytest.mark.parametrize("what", GOOD_FILES)
def test_another_way_to_save_a_raw_file_gives_the_same_data(project, root, what):
    changed_by(project, root, GOOD_FILES[what])
    assert assemble.processed(project) == stored(root)

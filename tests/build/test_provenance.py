import hashlib
import shutil
from pathlib import Path

import pytest

from kejidata.build.provenance import FIELDS, SUFFIX, check_cards, read_card
from kejidata.errors import KejidataError

ROOT = Path(__file__).parents[2]
CARD = {
    "file": "a.csv",
    "producer": "统计局",
    "title": "Table",
    "place": "",
    "published": "2021",
    "url": "",
    "accessed": "2022-01-05",
    "licence": "not stated",
    "encoding": "utf-8",
    "sha256": hashlib.sha256(b"a\n1\n").hexdigest(),
}


def write(root, name="a.csv", **fields):
    folder = root / "data" / "raw" / "tables"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "a.csv").write_bytes(b"a\n1\n")
    lines = [f"{key} = '{value}'" for key, value in (CARD | fields).items() if value is not None]
    (folder / (name + SUFFIX)).write_text("\n".join(lines), encoding="utf-8")
    return folder


def test_every_shipped_raw_file_has_its_card():
    raw = ROOT / "data" / "raw"
    beside = (SUFFIX, ".table.toml")
    files = {p for p in raw.rglob("*") if p.is_file() and not p.name.endswith(beside)}
    cards = check_cards(ROOT)
    assert {card.path for card in cards} == files
    assert all(tuple(card.text) == FIELDS for card in cards)


@pytest.mark.root_project
def test_one_byte_in_a_raw_file_is_noticed(tmp_path):
    shutil.copytree(ROOT / "data" / "raw", tmp_path / "data" / "raw")
    path = tmp_path / "data" / "raw" / "tables" / "bulletins.csv"
    path.write_bytes(path.read_bytes().replace(b"24393.1", b"24393.2"))
    with pytest.raises(KejidataError, match=r"bulletins\.csv\.card\.toml"):
        check_cards(tmp_path)


def test_a_good_card(tmp_path):
    folder = write(tmp_path)
    assert [card.path for card in check_cards(tmp_path)] == [folder / "a.csv"]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"sha256": "0" * 64}, "not the one"),
        ({"encoding": "utf-99"}, "not in the encoding"),
        ({"encoding": "utf-32"}, "not in the encoding"),
        ({"licence": ""}, "licence = ''"),
        ({"licence": None}, "missing licence"),
        ({"colour": "red"}, "unknown colour"),
        ({"accessed": "2021-02-30"}, "day"),
        ({"file": "b.csv"}, "beside it"),
        ({"file": "../tables/a.csv"}, "beside it"),
        ({"file": "../../../../etc/passwd"}, "beside it"),
        ({"file": "/etc/passwd"}, "beside it"),
    ],
)
def test_a_bad_card_is_refused(tmp_path, fields, said):
    write(tmp_path, **fields)
    with pytest.raises(KejidataError, match=r"a\.csv\.card\.toml") as caught:
        check_cards(tmp_path)
    assert said in str(caught.value)


def test_a_link_out_of_data_is_refused(tmp_path):
    folder = write(tmp_path)
    outside = tmp_path / "secret.csv"
    outside.write_bytes(b"a\n1\n")
    (folder / "a.csv").unlink()
    (folder / "a.csv").symlink_to(outside)
    with pytest.raises(KejidataError, match="beside it"):
        check_cards(tmp_path)


def test_a_file_without_a_card_and_a_card_without_a_file(tmp_path):
    folder = write(tmp_path)
    (folder / "b.csv").write_bytes(b"b\n")
    with pytest.raises(KejidataError, match=r"tables/b\.csv"):
        check_cards(tmp_path)
    (folder / "b.csv").unlink()
    (folder / "a.csv").unlink()
    with pytest.raises(KejidataError, match="not there"):
        check_cards(tmp_path)


@pytest.mark.parametrize("data", [b"file = ", b"\xff\xfe", b"file = 3"])
def test_a_card_that_is_no_toml_or_no_text_is_refused(tmp_path, data):
    folder = write(tmp_path)
    path = folder / ("a.csv" + SUFFIX)
    path.write_bytes(data)
    with pytest.raises(KejidataError, match="card"):
        read_card(path, tmp_path)

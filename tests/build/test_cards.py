"""Cards are written by one command, also again after an edit, and nothing is typed twice."""

import hashlib
from pathlib import Path

import pytest

from kejidata.build.cards import GIVEN, write_card
from kejidata.build.provenance import SUFFIX, read_card
from kejidata.errors import KejidataError

SAID = {"producer": '统计局 "二"', "title": "表\\1", "licence": "not stated", "published": "2024"}


@pytest.fixture
def table(tmp_path: Path) -> Path:
    folder = tmp_path / "data" / "raw" / "tables"
    folder.mkdir(parents=True)
    path = folder / "表.csv"
    path.write_bytes("地区,专利\n甲区,3\n".encode("gb18030"))
    return path


def card_of(path: Path) -> dict[str, str]:
    card = read_card(path.with_name(path.name + SUFFIX), path.parents[3])
    return dict(card.text)


def test_a_card_is_what_the_reader_of_cards_takes(table: Path) -> None:
    assert write_card(table, SAID, None)
    text = card_of(table)
    assert text["file"] == "表.csv"
    assert text["encoding"] == "gb18030"
    assert text["sha256"] == hashlib.sha256(table.read_bytes()).hexdigest()
    assert {name: text[name] for name in SAID} == SAID


def test_a_date_of_publication_without_a_year_is_refused_before_anything_is_written(
    table: Path,
) -> None:
    with pytest.raises(KejidataError, match="the year of publication is not known"):
        write_card(table, SAID | {"published": "abc"}, None)
    assert not table.with_name(table.name + SUFFIX).exists()


def test_after_an_edit_only_what_the_file_tells_changes(table: Path) -> None:
    write_card(table, SAID, None)
    before = card_of(table)
    table.write_text("地区,专利\n甲区,4\n", "utf-8")
    assert write_card(table, {}, None)
    after = card_of(table)
    assert after["sha256"] == hashlib.sha256(table.read_bytes()).hexdigest()
    assert after["encoding"] == "utf-8"
    assert {name: after[name] for name in GIVEN} == {name: before[name] for name in GIVEN}
    assert not write_card(table, {}, None)


def test_a_workbook_has_no_encoding_of_text(table: Path) -> None:
    book = table.with_name("a.xlsx")
    book.write_bytes(b"PK\x03\x04\x14\0")
    write_card(book, SAID, None)
    assert card_of(book)["encoding"] == "binary"


def test_what_only_a_person_knows_is_asked_for_or_refused(table: Path) -> None:
    with pytest.raises(KejidataError, match="producer") as refused:
        write_card(table, {}, None)
    assert '--licence "..."' in str(refused.value)
    assert not table.with_name(table.name + SUFFIX).exists()
    asked: list[str] = []

    def answer(name: str) -> str:
        asked.append(name)
        return f"the {name}"

    write_card(table, {"title": "t"}, answer)
    assert asked == ["producer", "licence"]
    assert card_of(table)["producer"] == "the producer"


def test_a_card_gets_no_card_and_a_damaged_one_is_named(table: Path) -> None:
    write_card(table, SAID, None)
    card = table.with_name(table.name + SUFFIX)
    with pytest.raises(KejidataError, match=r"gets none of its own"):
        write_card(card, SAID, None)
    card.write_text("file = ", "utf-8")
    with pytest.raises(KejidataError, match="not TOML"):
        write_card(table, SAID, None)

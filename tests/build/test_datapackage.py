import csv
import hashlib
import io
import json
import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "data" / "processed"
PACKAGE = json.loads((FOLDER / "datapackage.json").read_text("utf-8"))
RESOURCES = {resource["name"]: resource for resource in PACKAGE["resources"]}
KINDS = {"string": str, "integer": int, "number": float}


def rows(name):
    text = (FOLDER / RESOURCES[name]["path"]).read_text("utf-8")
    return list(csv.DictReader(io.StringIO(text)))


def test_every_file_of_the_folder_is_a_resource():
    files = {path.name for path in FOLDER.iterdir()}
    assert files == {resource["path"] for resource in PACKAGE["resources"]} | {"datapackage.json"}


@pytest.mark.parametrize("name", RESOURCES)
def test_size_and_hash_are_those_of_the_file(name):
    data = (FOLDER / RESOURCES[name]["path"]).read_bytes()
    assert RESOURCES[name]["bytes"] == len(data)
    assert RESOURCES[name]["hash"] == "sha256:" + hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("name", RESOURCES)
def test_every_cell_keeps_the_schema(name):
    table = rows(name)
    fields = RESOURCES[name]["schema"]["fields"]
    assert [field["name"] for field in fields] == list(table[0])
    for field in fields:
        rules = field.get("constraints", {})
        cells = [row[field["name"]] for row in table]
        assert all(cells) or not rules.get("required")
        for cell in filter(None, cells):
            value = KINDS[field["type"]](cell)
            assert value in rules.get("enum", [value])
            assert re.fullmatch(rules.get("pattern", ".*"), cell)
            assert value >= rules["minimum"] if "minimum" in rules else True


@pytest.mark.parametrize("name", RESOURCES)
def test_keys_are_unique_and_pointers_find_their_row(name):
    schema = RESOURCES[name]["schema"]
    table = rows(name)
    assert len({tuple(row[key] for key in schema["primaryKey"]) for row in table}) == len(table)
    for pointer in schema.get("foreignKeys", ()):
        target = pointer["reference"]["resource"] or name
        known = {row[pointer["reference"]["fields"][0]] for row in rows(target)}
        assert {row[pointer["fields"][0]] for row in table} - {""} <= known


def test_every_source_is_cited():
    assert len(PACKAGE["sources"]) == len(rows("sources"))
    assert all(source["title"] for source in PACKAGE["sources"])

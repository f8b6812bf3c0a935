"""What tests of tables share."""

import pytest

import kejidata


@pytest.fixture
def read(tmp_path):
    """Return what reads a table of texts."""

    def read(text, **given):
        path = tmp_path / "table.csv"
        path.write_text(text, "utf-8")
        return kejidata.read_table(path, own=True, **({"period": 2023} | given))

    return read

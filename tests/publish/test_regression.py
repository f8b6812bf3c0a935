"""`kejidata test` finds what differs from what is stored, a picture too."""

import json
from base64 import b64decode, b64encode
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from kejidata import KejidataError
from kejidata.files.made import PAGES, changed, making
from kejidata.publish import regression
from kejidata.publish.notebook_guard import check_comparable
from kejidata.publish.pytest_plugin import difference


def picture(change: int = 0, size: int = 8) -> str:
    pixels = np.full((size, size, 4), 200, dtype=np.uint8)
    pixels[0, 0, 0] += change
    file = BytesIO()
    Image.fromarray(pixels).save(file, "png")
    return b64encode(file.getvalue()).decode()


def shown(data: str) -> list[dict[str, object]]:
    return [{"output_type": "display_data", "data": {"image/png": data, "text/plain": "x"}}]


def test_a_picture_is_the_stored_one_or_not() -> None:
    assert difference(shown(picture()), shown(picture())) == ""
    assert difference(shown(picture()), shown(picture(1))) == ""
    assert "in 1 pixels" in difference(shown(picture()), shown(picture(2)))
    assert "another size" in difference(shown(picture()), shown(picture(size=9)))
    assert "1 pictures are stored and 0 drawn" in difference([], shown(picture()))


def test_how_the_bytes_are_packed_does_not_matter() -> None:
    image = Image.open(BytesIO(b64decode(picture())))
    file = BytesIO()
    image.save(file, "png", compress_level=0)
    loose = b64encode(file.getvalue()).decode()
    assert loose != picture()
    assert difference(shown(loose), shown(picture())) == ""


CELL = """\
from IPython.display import Image, display
import base64
display(Image(data=base64.b64decode(DATA), format="png"))
1 + 1"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "kejidata.toml").write_text(
        'title = "t"\nregion = "330212"\nyear = 2023\n', "utf-8"
    )
    (tmp_path / "notebooks").mkdir()
    monkeypatch.setattr(regression, "check", lambda root: None)
    return tmp_path


def store(root: Path, drawn: str, stored: str, value: str = "2") -> Path:
    outputs = [
        {
            "output_type": "display_data",
            "data": {"image/png": stored, "text/plain": ["<IPython.core.display.Image object>"]},
            "metadata": {},
        },
        {
            "output_type": "execute_result",
            "data": {"text/plain": [value]},
            "execution_count": 1,
            "metadata": {},
        },
    ]
    cell = {
        "cell_type": "code",
        "id": "a",
        "metadata": {},
        "source": CELL.replace("DATA", repr(drawn)),
        "execution_count": 1,
        "outputs": outputs,
    }
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    path = root / "notebooks" / "00.ipynb"
    path.write_text(
        json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": kernel, "cells": [cell]}),
        "utf-8",
    )
    return path


def test_another_picture_stored_in_a_notebook_fails(
    root: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    store(root, picture(), picture(9))
    with pytest.raises(KejidataError, match="a notebook differs"):
        regression.run_tests(root)
    assert "picture 1 differs from the stored one in 1 pixels" in capfd.readouterr().out


def test_what_nobody_ran_is_refused_before_anything_runs(root: Path) -> None:
    path = store(root, picture(), picture())
    assert check_comparable(root) == [path]
    notebook = json.loads(path.read_text("utf-8"))
    notebook["cells"][0] |= {"execution_count": None, "outputs": []}
    path.write_text(json.dumps(notebook), "utf-8")
    with pytest.raises(KejidataError, match=r"00\.ipynb, code cell 1: not executed in order"):
        regression.run_tests(root)


def test_what_only_others_are_made_of_is_not_compared(root: Path) -> None:
    path = store(root, picture(), picture())
    english = path.parent / "en" / path.name
    english.parent.mkdir()
    english.write_bytes(path.read_bytes())
    notebook = json.loads(path.read_text("utf-8"))
    notebook["cells"][0] |= {"execution_count": None, "outputs": []}
    path.write_text(json.dumps(notebook), "utf-8")
    settings = root / "kejidata.toml"
    settings.write_text(settings.read_text("utf-8") + 'languages = ["en"]\n', "utf-8")
    assert check_comparable(root) == [english]


def test_a_picture_changed_since_it_was_made_is_named(root: Path) -> None:
    store(root, picture(), picture())
    figure = root / "figures" / "zh" / "a.png"
    with making(root, {figure: b"one"}):
        figure.parent.mkdir(parents=True)
        figure.write_bytes(b"one")
    assert changed(root) == []
    figure.write_bytes(b"two")
    assert changed(root) == ["figures/zh/a.png"]
    with pytest.raises(KejidataError, match=r"figures/zh/a\.png"):
        regression.run_tests(root)
    figure.unlink()
    assert changed(root) == ["figures/zh/a.png"]


def test_what_is_made_no_more_is_off_the_list_once_it_is_gone(root: Path) -> None:
    old, new = (root / "notebooks" / "en" / name for name in ("00_a.ipynb", "01_a.ipynb"))
    for path in (old, new):
        with making(root, {path: b"one"}):
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(b"one")
    old.unlink()
    assert changed(root) == ["notebooks/en/00_a.ipynb"]
    with making(root, {new: b"one"}):
        pass
    assert changed(root) == []


def test_a_page_may_be_gone_as_version_control_leaves_it_out(root: Path) -> None:
    page = root / PAGES / "kejidata.zh.html"
    with making(root, {page: b"one"}):
        page.parent.mkdir()
        page.write_bytes(b"one")
    page.write_bytes(b"two")
    assert changed(root) == ["report/kejidata.zh.html"]
    page.unlink()
    assert changed(root) == []
    listed = (root / "made.csv").read_text("utf-8")
    with making(root, {root / PAGES / "kejidata.zh.docx": b"three"}):
        pass
    assert set(listed.splitlines()) < set((root / "made.csv").read_text("utf-8").splitlines())


def test_without_the_tools_it_says_what_to_install(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store(root, picture(), picture())
    monkeypatch.setattr(regression, "find_spec", lambda name: None)
    with pytest.raises(KejidataError, match="pip install"):
        regression.run_tests(root)

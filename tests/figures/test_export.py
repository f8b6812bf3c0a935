"""Figures as files and in Jupyter: the same bytes, whole, with their finding as text."""

import errno
import os
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from matplotlib.artist import Artist
from nbclient import NotebookClient

from kejidata import KejidataError, figures
from kejidata.figures.layout.picture import chart, encoded
from kejidata.files.media_types import FIGURE_MIME, NARROW_MIME

FRAME = """
import pandas as pd
from kejidata import figures
ratios = pd.DataFrame({"region": ["甲"], "indicator": ["x"], "period": ["2020"], "value": [9.0],
                       "target": [10.0], "completion": [90.0], "elapsed": [100.0], "reason": [""]})
"""


def ratios():
    names: dict[str, pd.DataFrame] = {}
    exec(FRAME, names)
    return names["ratios"]


def test_a_pdf_repeats_too():
    made = [encoded(figures.completion_bullets(ratios()), "pdf") for _ in range(2)]
    assert made[0] == made[1]


def test_save_writes_both_kinds(tmp_path):
    paths = figures.save(figures.completion_bullets(ratios()), "a", tmp_path / "deep")
    assert [path.name for path in paths] == ["a.png", "a.svg"]
    assert paths[0].read_bytes().startswith(b"\x89PNG")
    svg = paths[1].read_text(encoding="utf-8")
    assert "资料来源" not in svg
    assert "x2020年完成目标的90%</text>" in svg


@pytest.mark.parametrize("stem", ["", "../a", "a/b"])
def test_a_stem_is_no_path(tmp_path, stem):
    with pytest.raises(KejidataError, match="no plain file name"):
        figures.save(figures.completion_bullets(ratios()), stem, tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("number", [errno.EMFILE, errno.ENOSPC])
def test_a_file_that_the_system_refuses_while_a_figure_is_drawn_is_named(number):
    def refuse(_):
        raise OSError(number, os.strerror(number), "KejiSansSC-Bold.ttf")

    with pytest.raises(KejidataError, match=r"(are open|is full)\n  in KejiSansSC"):
        chart(refuse)(None)
    drawn = figures.completion_bullets(ratios())
    drawn.add_artist(Refused())
    with pytest.raises(KejidataError, match="many files are open"):
        encoded(drawn, "svg")


class Refused(Artist):
    def draw(self, renderer):
        raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))


def test_a_place_that_is_not_there_is_named(tmp_path):
    with pytest.raises(KejidataError, match="not there\n  in .*none"):
        figures.completion_bullets(ratios()).savefig(tmp_path / "none" / "a.png")


def test_save_all_writes_the_whole_set_and_leaves_the_rest(shipped_files, shipped_figures):
    paths = shipped_files("en")
    [folder] = {path.parent for path in paths}
    assert sorted(folder.iterdir()) == sorted([*paths, folder / "mine.png"])
    assert (folder / "mine.png").read_bytes() == b"mine"
    whole = {f"{stem}.{kind}" for stem in shipped_figures("en", "slide") for kind in ("png", "svg")}
    assert {path.name for path in paths} == whole


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(KejidataError, match="file"):
        figures.save(figures.completion_bullets(ratios()), "a", tmp_path / "file")


@pytest.fixture(scope="module")
def outputs():
    """Return what a fresh kernel shows, before and after pyplot is loaded."""
    show = "figures.completion_bullets(ratios)"
    cells = [FRAME + show, "import matplotlib.pyplot as plt\n" + show]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    client = NotebookClient(notebook, kernel_name="python3", timeout=120)
    client.km = client.create_kernel_manager()
    client.km.extra_arguments = ["--Application.log_level=40"]
    client.execute(cwd=str(Path(__file__).parent))
    return [cell.outputs for cell in notebook.cells]


def test_a_fresh_kernel_shows_one_picture_with_its_finding(outputs):
    for shown in outputs:
        assert [output.output_type for output in shown] == ["execute_result"]
        assert set(shown[0].data) == {"image/png", "text/plain", FIGURE_MIME, NARROW_MIME}
        assert shown[0].data[FIGURE_MIME]["rows"][0][:3] == ["甲", "x", "2020"]
        assert shown[0].data["text/plain"].startswith("x2020年完成目标的90%")


def test_the_alternative_text_travels_with_the_picture(outputs):
    metadata = outputs[0][0].metadata["image/png"]
    assert metadata["alt"] == figures.alt_text(figures.completion_bullets(ratios()))
    assert metadata["width"] == 960


def test_the_picture_in_the_notebook_repeats(outputs):
    assert outputs[0][0].data["image/png"] == outputs[1][0].data["image/png"]

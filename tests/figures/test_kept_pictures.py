"""A kept picture is the drawn one; whatever a chart is drawn of, and whoever touches it, counts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from kejidata.figures import completion_bullets
from kejidata.figures.layout import kept_pictures
from kejidata.figures.layout.kept_pictures import made_of
from kejidata.figures.layout.picture import Picture, encoded
from kejidata.files.media_types import NARROW_MIME

RATIOS = pd.DataFrame(
    {
        "region": ["a"],
        "indicator": ["x"],
        "period": ["2020"],
        "value": [9.0],
        "target": [10.0],
        "completion": [90.0],
        "elapsed": [100.0],
        "reason": [""],
    }
)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    kept_pictures.keep_in(tmp_path / "kept")
    yield tmp_path / "kept"
    kept_pictures.keep_in(None)


def shown(picture: Picture) -> dict[str, Any]:
    return picture._repr_mimebundle_()[0]


def test_a_kept_picture_is_the_drawn_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept_pictures.keep_in(None)
    drawn, svg = shown(completion_bullets(RATIOS)), encoded(completion_bullets(RATIOS), "svg")
    kept_pictures.keep_in(folder)
    first = completion_bullets(RATIOS)
    assert (shown(first), encoded(first, "svg")) == (drawn, svg)
    assert {path.suffix for path in folder.iterdir()} == {".png", ".narrow", ".svg"}
    monkeypatch.delattr(Picture, "savefig")
    again = completion_bullets(RATIOS, lang="zh", size="slide")
    assert (shown(again), encoded(again, "svg")) == (drawn, svg)


def test_a_picture_that_was_touched_is_drawn(folder: Path) -> None:
    plain = shown(completion_bullets(RATIOS))
    touched = completion_bullets(RATIOS)
    touched.axes[0].texts[0].set_text("touched")
    own = shown(touched)
    assert own["image/png"] != plain["image/png"]
    assert own[NARROW_MIME] == plain[NARROW_MIME]
    # Drawn since, so that nothing waits to be drawn any more.
    touched.canvas.draw()
    assert shown(touched) == own
    assert shown(completion_bullets(RATIOS)) == plain


@pytest.mark.parametrize("damage", [b"", b"x", b"\n"])
def test_a_damaged_file_is_drawn_again(folder: Path, damage: bytes) -> None:
    plain = shown(completion_bullets(RATIOS))
    for path in folder.iterdir():
        path.write_bytes(path.read_bytes()[:-9] + damage)
    assert shown(completion_bullets(RATIOS)) == plain


def frame(**columns: list[Any]) -> pd.DataFrame:
    return pd.DataFrame(columns)


DIFFERENT = [
    None,
    "",
    "None",
    1,
    1.0,
    True,
    "1",
    0.1 + 0.2,
    0.3,
    [],
    ["1"],
    [1],
    ("1",),
    frame(),
    frame(a=[1]),
    frame(b=[1]),
    frame(a=[1.0]),
    frame(a=["1"]),
    frame(a=[None]),
    frame(a=[float("nan")]),
    frame(a=["nan"]),
    frame(a=["1"]).astype("category"),
    frame(a=["1"]).astype("object"),
    frame(a=pd.Series([1], dtype="object")),
    frame(a=[1]).set_axis([7]),
    frame(a=[1, 2]),
    frame(a=[2, 1]),
    pd.NA,
    "<NA>",
    frame(a=pd.array([1, None], dtype="Int32")),
    frame(a=pd.array([None, 1], dtype="Int32")),
    frame(a=[1], b=[1]),
    frame(a=["1', '2"]),
    frame(a=["1", "2"]),
]


def test_what_differs_has_another_fingerprint(folder: Path) -> None:
    told = [made_of("chart", {"frame": one, "lang": "zh"}) for one in DIFFERENT]
    assert "" not in told
    assert len({*told}) == len(DIFFERENT)
    assert made_of("chart", {"frame": frame(a=[1])}) == made_of("chart", {"frame": frame(a=[1])})
    assert made_of("other", {"frame": frame(a=[1])}) != made_of("chart", {"frame": frame(a=[1])})
    assert made_of("chart", {"lang": "zh"}) != made_of("chart", {"size": "zh"})


@pytest.mark.parametrize("other", [object(), {1}, frame(a=[[1]]).map(set), [object()]])
def test_what_words_do_not_tell_is_not_kept(folder: Path, other: object) -> None:
    assert made_of("chart", {"frame": other}) == ""


def test_nothing_is_kept_where_nobody_named_a_folder() -> None:
    assert made_of("chart", {"lang": "zh"}) == ""

"""The stored figures are the ones that the stored data give, byte for byte."""

from importlib.metadata import version
from pathlib import Path

import pytest

from kejidata import figures
from kejidata.figures.picture import encoded


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("kind", ["png", "svg"])
def test_stored_figures_are_current(lang, kind, root: Path):
    lock = (root / "requirements.lock").read_text("utf-8")
    if any(f"{name}=={version(name)} " not in lock for name in ("matplotlib", "seaborn")):
        pytest.skip("another matplotlib or seaborn than the locked one draws other bytes")
    stored = {path.stem: path.read_bytes() for path in (root / "figures" / lang).glob(f"*.{kind}")}
    drawn = figures.gallery(lang)
    assert stored.keys() == drawn.keys()
    stale = [stem for stem, picture in drawn.items() if encoded(picture, kind) != stored[stem]]
    assert stale == [], "draw them again: kejidata figures"

"""The stored figures are the ones that the stored data give, and every process draws the same."""

import hashlib
import json
import os
import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pytest

NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")
# A name that is made of the coordinates of what it names.
NAME = re.compile(rb"\b[a-z][0-9a-f]{10}\b")


DIGESTS = """
import hashlib, json, sys
from kejidata import figures
from kejidata.figures.layout.picture import encoded
lang, kind = sys.argv[1:]
print(json.dumps({f"{stem}.{kind}": hashlib.sha256(encoded(figure, kind)).hexdigest()
                  for stem, figure in figures.gallery(lang).items()}))
"""


def same(drawn: bytes, stored: bytes) -> bool:
    """Tell whether two drawings are one, but for the last of six decimals of a coordinate.

    Another numpy adds up in another order, and may round that decimal the other way.
    """
    if drawn == stored:
        return True
    if b"<svg" not in drawn[:1000]:
        return False
    plain = [NAME.sub(b"name", each) for each in (drawn, stored)]
    words, others = (NUMBER.sub(b"", each) for each in plain)
    numbers = [np.array(NUMBER.findall(each), dtype=float) for each in plain]
    return words == others and np.allclose(*numbers, rtol=0, atol=1.5e-6)


@pytest.mark.root_project
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("kind", ["png", "svg"])
def test_stored_figures_are_current(lang, kind, root: Path, shipped_pictures):
    drawn = {name: data for name, data in shipped_pictures(lang).items() if name.endswith(kind)}
    lock = (root / "requirements.lock").read_text("utf-8")
    if any(f"{name}=={version(name)} " not in lock for name in ("matplotlib", "seaborn")):
        # Another version than the locked one draws other bytes, if the same each time.
        digests = {name: hashlib.sha256(data).hexdigest() for name, data in drawn.items()}
        assert another_process(lang, kind) == digests
        return
    stored = {path.name: path.read_bytes() for path in (root / "figures" / lang).glob(f"*.{kind}")}
    assert stored.keys() == drawn.keys()
    stale = [name for name, data in drawn.items() if not same(data, stored[name])]
    assert stale == [], "draw them again: kejidata figures"


def another_process(lang: str, kind: str) -> dict[str, str]:
    """Return the digests of the figures as a process that hashes otherwise draws them."""
    command = [sys.executable, "-c", DIGESTS, lang, kind]
    environment = os.environ | {"PYTHONHASHSEED": "4711"}
    done = subprocess.run(command, env=environment, capture_output=True, check=True, text=True)
    return json.loads(done.stdout)


def test_a_figure_that_differs_is_found_out():
    stored = b'<svg><path id="p0123456789" d="M 1.500000 2"/><text>26.82</text></svg>'
    assert same(stored.replace(b"1.500000", b"1.500001").replace(b"p01", b"pff"), stored)
    assert not same(stored.replace(b"1.500000", b"1.500003"), stored)
    assert not same(stored.replace(b"26.82", b"26.83"), stored)
    assert not same(stored.replace(b"path", b"rect"), stored)
    assert not same(b"\x89PNG 1.000001", b"\x89PNG 1.000000")

"""Texts to read: reports made of the shipped ones, each with figures of its own.

`python -m benchmarks.texts BYTES FILE` stores reports of that many bytes together.
"""

from __future__ import annotations

import json
import random
import re
import sys
from pathlib import Path

from benchmarks.processes import ROOT

FOLDERS = (ROOT / "data" / "raw" / "reports", ROOT / "data" / "examples" / "reports")
# Digits of a figure, not those of a year or of a heading's number.
_DIGITS = re.compile(r"(?<![\d.])(?!20[0-3]\d)\d[\d.]*\d(?=\s*[%万亿元家项个人次])")


def reports(size: float) -> list[str]:
    """Return reports of that many bytes in UTF-8 together, the same at every call."""
    originals = [path.read_text("utf-8") for folder in FOLDERS for path in _texts(folder)]
    chance = random.Random(20201231)
    found, bytes_left = [], size
    while bytes_left > 0:
        text = _DIGITS.sub(lambda match: _other(match[0], chance), chance.choice(originals))
        found.append(text)
        bytes_left -= len(text.encode())
    return found


def _texts(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.txt"))


def _other(number: str, chance: random.Random) -> str:
    """Return another number of the same form, which does not begin with 0."""
    digits = [chance.choice("123456789") if mark != "." else mark for mark in number]
    return "".join(digits)


if __name__ == "__main__":
    made = reports(float(sys.argv[1]))
    Path(sys.argv[2]).write_text(json.dumps(made), "utf-8")
    print(len(made))

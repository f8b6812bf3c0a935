"""The project speaks of itself alone, and notebooks type no numbers."""

import json
import re
from pathlib import Path

import pytest

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("**/[!.]*.ipynb"))

# Written in pieces, so that this file passes its own test.
FORBIDDEN = {
    "a path of one machine": r"(?<![\w.])/(?:work|root|farm|home|Users|opt|tmp)" + r"/\w",
    "a package index": "py" + r"pi\.org|python" + r"hosted|/simple[/]",
    "a word about the workshop": r"\b(?i:sub"
    + r"-?agents?|this ses"
    + r"sion|CE"
    + r"O)\b|farm"
    + "-",
}
TEXT = {
    "",
    ".py",
    ".md",
    ".toml",
    ".yml",
    ".cfg",
    ".txt",
    ".lock",
    ".ipynb",
    ".json",
    ".html",
    ".svg",
}

HEADING = re.compile(r"^ {0,3}#.*$", re.MULTILINE)
LINK_TARGET = re.compile(r"\]\([^)]*\)|<https?:[^>]*>|https?://\S+")
PICTURE = re.compile("[A-Za-z0-9+/]{400,}")
STANDARD = re.compile(r"\b(?:GB/T|GB|ISO|RFC) ?\d+(?:[-—.]\d+)*")
YEAR = re.compile(r"(?<!\d)(?<!\d[.,．])(?:19|20)\d\d(?![\d.,．]\d|\d|\s*[%％])")


def typed_digits(markdown: str) -> list[str]:
    """Return the numerals of a Markdown cell outside headings, references and years."""
    for allowed in (HEADING, LINK_TARGET, STANDARD, YEAR):
        markdown = allowed.sub(" ", markdown)
    return re.findall(r"[\d.,]*\d\S{0,3}", markdown)


def is_text(name: str) -> bool:
    return Path(name).suffix in TEXT and not name.startswith("data/raw/")


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_tracked_text_names(what: str, root: Path, tracked: list[str]) -> None:
    pattern = re.compile(FORBIDDEN[what])
    found = {}
    for name in filter(is_text, tracked):
        # Letters of a picture's bytes make any word some day.
        text = PICTURE.sub("", (root / name).read_text("utf-8"))
        if match := pattern.search(text):
            found[name] = text[max(0, match.start() - 20) : match.end() + 20]
    assert found == {}


def test_forbidden_words_are_found() -> None:
    assert re.search(FORBIDDEN["a path of one machine"], "in /ho" + "me/me/x")
    assert not re.search(FORBIDDEN["a path of one machine"], "see docs/wo" + "rk/x and a/tmp/b")
    assert re.search(FORBIDDEN["a package index"], "https://py" + "pi.org/x")


@pytest.mark.parametrize(
    "markdown",
    [
        "增长 8.3%",
        "共 16 项",
        "占２０％",
        "rank 3",
        "it was 2020.5",
        "2,020 projects",
        "20 per cent",
        "2024 %",
    ],
)
def test_typed_digits_are_seen(markdown: str) -> None:
    assert typed_digits(markdown)


@pytest.mark.parametrize(
    "markdown",
    [
        "## 3 排名",
        "2021年计划",
        "2016–2020",
        "[报告](https://example.org/2020/35.08)",
        "ISO 8601, GB/T 2260",
    ],
)
def test_headings_years_and_references_may_have_digits(markdown: str) -> None:
    assert typed_digits(markdown) == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_notebooks_type_no_numbers(path: Path) -> None:
    cells = json.loads(path.read_text("utf-8"))["cells"]
    markdown = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]
    assert [digits for text in markdown for digits in typed_digits(text)] == []

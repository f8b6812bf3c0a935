"""The documentation: every public name has a page, examples give what they say, links lead on."""

import base64
import doctest
import importlib.util
import re
from importlib import import_module
from inspect import isfunction, signature
from pathlib import Path
from types import ModuleType

import pytest

pytestmark = pytest.mark.root_project

ROOT = Path(__file__).resolve().parents[1]
SITE = ROOT / "docs" / "site"
LANGS = ("en", "zh")
ROOMS = ("kejidata", "kejidata.figures", "kejidata.narrative", "kejidata.reports")
PAGES = sorted(
    path.relative_to(SITE).as_posix() for lang in LANGS for path in SITE.glob(f"{lang}/*.md")
)
DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII="
)
"""The smallest picture, for a build whose pictures are tested elsewhere."""
FENCE = re.compile(r"```python\n(.*?)```", re.DOTALL)


def text(page: str) -> str:
    return (SITE / page).read_text("utf-8")


def built() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs", ROOT / "tools" / "docs.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_both_languages_have_the_same_pages() -> None:
    stems = [{Path(page).name for page in PAGES if page.startswith(lang)} for lang in LANGS]
    assert stems[0] == stems[1]
    assert len(stems[0]) > 8


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("room", ROOMS)
def test_every_public_name_is_in_the_reference(lang: str, room: str) -> None:
    names = import_module(room).__all__
    listed = re.findall(rf"^   {re.escape(room)}\.(\w+)$", text(f"{lang}/reference.md"), re.M)
    assert sorted(listed) == sorted(names)


WHOLE_SET = {"gallery", "save_all"}
"""Whose examples, on the page of figures, take seconds."""


@pytest.mark.parametrize("room", ROOMS)
def test_every_public_function_has_an_example(room: str) -> None:
    public = {name: getattr(import_module(room), name) for name in import_module(room).__all__}
    functions = {name: one for name, one in public.items() if isfunction(one)}
    without = {name for name, one in functions.items() if ">>>" not in (one.__doc__ or "")}
    assert without <= WHOLE_SET


@pytest.mark.parametrize("page", PAGES)
def test_examples_give_what_they_say(page: str) -> None:
    code = "\n".join(FENCE.findall(text(page)))
    example = doctest.DocTestParser().get_doctest(code, {}, page, str(SITE / page), 0)
    told: list[str] = []
    doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(example, out=told.append)
    assert told == []


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_on(page: str) -> None:
    folder = (SITE / page).parent
    beside = {path.stem for path in folder.glob("*.md")}
    named = re.findall(r"\{doc\}`(\w+)`", text(page))
    listed = [
        line
        for block in re.findall(r"```\{toctree\}\n(.*?)```", text(page), re.DOTALL)
        for line in block.splitlines()
        if line and not line.startswith((":", "notebooks/"))
    ]
    assert {*named, *listed} <= beside


@pytest.mark.parametrize("lang", LANGS)
def test_the_gallery_has_every_chart_with_the_code_that_draws_it(lang: str) -> None:
    gallery = text(f"{lang}/gallery.md")
    shown = re.findall(r"!\[[^\]]+\]\(pictures/(\w+)\.png\)", gallery)
    assert re.findall(r"picture = figures\.(\w+)\(", gallery) == shown
    rooms = import_module("kejidata.figures")
    charts = [name for name in dir(rooms) if "figure" in parameters_of(getattr(rooms, name))]
    assert sorted({*shown, "save", "alt_text"}) == sorted(charts)


def parameters_of(function: object) -> set[str]:
    return set(signature(function).parameters) if isfunction(function) else set()


def test_the_pictures_of_the_gallery_are_those_of_its_code() -> None:
    page = text("en/gallery.md")
    setting, chart = FENCE.findall(page)[0], "figures.ranking_dots("
    block = next(block for block in FENCE.findall(page) if chart in block)
    made = built().drawn(f"```python\n{setting}```\n```python\n{block}```")
    assert made.keys() == {"ranking_dots.png"}
    assert made["ranking_dots.png"].startswith(b"\x89PNG")


def test_the_documentation_builds_without_a_warning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("sphinx", reason="Sphinx comes with the extra kejidata[docs]")
    docs = built()
    charts = {f"{name}.png" for name in re.findall(r"pictures/(\w+)\.png", text("en/gallery.md"))}
    monkeypatch.setattr(docs, "drawn", lambda gallery: dict.fromkeys(charts, DOT))
    # What the report's own tests make is not made once more; the pages name each of its forms.
    forms = ("html", "docx", "xlsx", "pptx")
    monkeypatch.setattr(
        docs, "report_files", lambda lang: {f"kejidata.{lang}.{form}": b"" for form in forms}
    )
    assert docs.main(tmp_path) == 0
    for lang in LANGS:
        given = {path.name for path in tmp_path.glob(f"{lang}/_downloads/*/*")}
        assert given == {f"kejidata.{lang}.{form}" for form in forms}
    for lang in LANGS:
        own = (tmp_path / lang / "reference" / "kejidata.growth_rates.html").read_text("utf-8")
        marked = re.findall(r'<li class="(\S+) current[^>]*><a[^>]*>([^<]*)', own)
        assert [level for level, _ in marked] == ["toctree-l1", "toctree-l2"]
        assert marked[1][1] == "growth_rates"

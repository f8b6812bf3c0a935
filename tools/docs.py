"""Build the documentation into build/docs, in each language: `make docs`.

Pages, stored notebooks, pictures and the report of the worked example in each of its forms are
laid together first, so that what Sphinx writes for itself never stands among the pages. The
pictures of the gallery are drawn by the code that it shows. A warning ends it.
"""

from __future__ import annotations

import doctest
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from kejidata import use_project
from kejidata.figures.layout.picture import encoded
from kejidata.office.export import FORMATS, written
from kejidata.publish.page.document import page, sources_of
from kejidata.publish.translation import is_chapter, page_name, read_notebook

ROOT = Path(__file__).resolve().parents[1]
SITE = ROOT / "docs" / "site"
NOTEBOOKS = {"en": ROOT / "notebooks" / "en", "zh": ROOT / "notebooks"}


BUILD = """
import gc
import sys
from functools import cache
from pathlib import Path
from jinja2 import FileSystemLoader
from jinja2.sandbox import SandboxedEnvironment
from numpydoc import docscrape_sphinx
from snowballstemmer.basestemmer import BaseStemmer
from sphinx.cmd.build import main
from kejidata.publish.quick_start import skip_address_grammar
skip_address_grammar()
# Else each page stems its words anew, and each docstring compiles the template of all.
BaseStemmer.stemWord = cache(BaseStemmer.stemWord)
templates = FileSystemLoader(Path(docscrape_sphinx.__file__).parent / "templates")
environment = SandboxedEnvironment(loader=templates)
docscrape_sphinx.SandboxedEnvironment = lambda loader: environment
# Pages are trees that refer to themselves, which Python would look through again and again: it
# takes half a gigabyte to leave them until the end.
gc.disable()
site, out = sys.argv[1:3]
for lang in sys.argv[3:]:
    told = ["-q", "-W", "--keep-going", "-c", site, "-t", lang]
    if main([*told, f"{out}/pages/{lang}", f"{out}/{lang}"]):
        sys.exit(1)
"""
"""All languages in one process, which reads the sources once."""


def main(out: Path = ROOT / "build" / "docs") -> int:
    """Build both languages, say where they are, and return 0 where there was no warning."""
    for lang in NOTEBOOKS:
        lay(lang, out / "pages" / lang)
    command = [sys.executable, "-c", BUILD, str(SITE), str(out), *NOTEBOOKS]
    if subprocess.run(command, check=False).returncode:
        return 1
    for lang in NOTEBOOKS:
        print(out / lang / "index.html")
    return 0


def lay(lang: str, folder: Path) -> Path:
    """Lay pages, notebooks, pictures and templates of a language together in a folder."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(SITE / lang, folder)
    shutil.copytree(SITE / "templates", folder / "templates")
    (folder / "notebooks").mkdir()
    for file in NOTEBOOKS[lang].glob("*.ipynb"):
        shutil.copyfile(file, folder / "notebooks" / file.name)
    gallery = (folder / "gallery.md").read_text("utf-8")
    for name, made in (("report", report_files(lang)), ("pictures", drawn(gallery))):
        (folder / name).mkdir()
        for file_name, data in made.items():
            (folder / name / file_name).write_bytes(data)
    return folder


def drawn(gallery: str) -> dict[str, bytes]:
    """Return the picture of each chart that the code of the gallery draws, by its file."""
    names: dict[str, Any] = {}
    found = {}
    for example in doctest.DocTestParser().get_examples(gallery.replace("```", "")):
        exec(example.source, names)
        if chart := re.match(r"picture = figures\.(\w+)", example.source):
            found[f"{chart[1]}.png"] = encoded(names["picture"], "png")
    return found


def report_files(lang: str) -> dict[str, bytes]:
    """Return the report of the worked example in a language: its page and the office's files."""
    paths = [path for path in sorted(NOTEBOOKS[lang].glob("*.ipynb")) if is_chapter(path)]
    notebooks = {path.name: read_notebook(path.read_bytes(), str(path)) for path in paths}
    with use_project(ROOT) as project:
        title, sources = project.title[lang], sources_of(ROOT, lang)
        name = page_name(lang)
        made = {name: page(notebooks, lang, sources, title, project.languages)}
        files = written(project, lang, list(FORMATS))
    return made | {str(Path(name).with_suffix(f".{kind}")): data for kind, data in files.items()}


if __name__ == "__main__":
    sys.exit(main())

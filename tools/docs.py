"""Build the documentation into build/docs, in each language: `make docs`.

Pages, stored notebooks and pictures are laid together first, so that what Sphinx writes for itself
never stands among the pages. A warning ends it.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SITE = ROOT / "docs" / "site"
NOTEBOOKS = {"en": ROOT / "notebooks" / "en", "zh": ROOT / "notebooks"}


def main(out: Path = ROOT / "build" / "docs") -> int:
    """Build both languages, say where they are, and return 0 where there was no warning."""
    for lang in NOTEBOOKS:
        pages = lay(lang, out / "pages" / lang)
        command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-j", "auto"]
        command += ["-c", str(SITE), "-t", lang, str(pages), str(out / lang)]
        if subprocess.run(command, check=False).returncode:
            return 1
        print(out / lang / "index.html")
    return 0


def lay(lang: str, folder: Path) -> Path:
    """Lay pages, notebooks, pictures and templates of a language together in a folder."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(SITE / lang, folder)
    shutil.copytree(SITE / "templates", folder / "templates")
    for name, files in (
        ("notebooks", NOTEBOOKS[lang].glob("*.ipynb")),
        ("pictures", (ROOT / "figures" / lang).glob("*.png")),
    ):
        (folder / name).mkdir()
        for file in files:
            shutil.copyfile(file, folder / name / file.name)
    return folder


if __name__ == "__main__":
    sys.exit(main())

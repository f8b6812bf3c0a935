"""The files of a new project, by path below its folder."""

from __future__ import annotations

import json
from collections.abc import Mapping

from kejidata import __version__
from kejidata.build.template import template
from kejidata.files.csv_table import write_csv
from kejidata.files.project_file import FILE
from kejidata.model.registry_file import COLUMNS
from kejidata.new_project.invented import report, table
from kejidata.new_project.replaced import TABLES, own_indicator
from kejidata.new_project.settings import Settings
from kejidata.wording.phrases import text

REGISTRY = "data/raw/registry"
REPORTS = "data/raw/reports"

_IGNORED = """\
.kejidata/
.venv/
.ipynb_checkpoints/
__pycache__/
/drafts/
/report/
"""
_ATTRIBUTES = """\
* text=auto eol=lf
data/raw/** -text
*.png binary
"""
_CONDA = """\
name: {name}
channels:
  - conda-forge
dependencies:
  - python=3.12
  - pip
  - pip:
      - -r requirements.txt
"""


def project_files(given: Settings) -> dict[str, bytes]:
    """Return the bytes of every file but cards and reviews, kejidata.toml last.

    Until that file is there the folder is no project.
    """
    raw = {f"data/raw/tables/{name}.csv": table(name, given) for name in TABLES}
    raw[f"{REPORTS}/{given.source}.txt"] = report(given)
    notebooks = {f"notebooks/{name}": data for name, data in template().items()}
    texts = {
        "README.md": _readme(given),
        ".gitignore": _IGNORED,
        ".gitattributes": _ATTRIBUTES,
        "requirements.txt": f"kejidata[notebook,pdf]=={__version__}\n",
        "environment.yml": _CONDA.format(name=f"kejidata-{given.region}"),
        FILE: _settings_file(given),
    }
    written = {name: said.encode() for name, said in texts.items()}
    return {**raw, **_registry(given), **notebooks, **written}


def cards(given: Settings) -> Mapping[str, Mapping[str, str]]:
    """Return what the card of each raw file says, by path."""
    lang = given.lang
    said = {
        "producer": text(lang, "project.producer"),
        "licence": text(lang, "project.licence"),
        "published": str(given.year + 1),
    }
    titles = {f"data/raw/tables/{name}.csv": f"table_{name}" for name in TABLES}
    titles |= {f"{REGISTRY}/{name}.csv": f"registry_{name}" for name in COLUMNS}
    titles[f"{REPORTS}/{given.source}.txt"] = "report"
    return {
        path: said | {"title": text(lang, f"project.{key}", year=str(given.year))}
        for path, key in titles.items()
    }


def _registry(given: Settings) -> dict[str, bytes]:
    """Return the project's own part of the registry: an indicator, and the sources."""
    said = cards(given)
    sources = [
        {
            "id": path.rpartition("/")[2].partition(".")[0],
            "title": card["title"],
            "publisher": card["producer"],
            "published": card["published"],
        }
        for path, card in said.items()
        if not path.startswith(REGISTRY)
    ]
    rows = {"indicators": [own_indicator(given.lang)], "sources": sources}
    return {
        f"{REGISTRY}/{name}.csv": write_csv(
            columns, ([row.get(column, "") for column in columns] for row in rows.get(name, []))
        )
        for name, columns in COLUMNS.items()
    }


def _settings_file(given: Settings) -> str:
    """Return kejidata.toml, each setting with what it means."""
    one = len(given.languages) == 1
    settings = {
        "title": given.title[given.lang] if one else given.title,
        "region": given.region,
        "peers": given.peers,
        "year": given.year,
        "report": given.source,
        "languages": given.languages,
    }
    lines = [
        f"{name} = {_toml(value)}  # {_about(name, given)}" for name, value in settings.items()
    ]
    return "\n".join([f"# {text(given.lang, 'project.settings')}", *lines, ""])


def _toml(value: object) -> str:
    """Return a value as a line of a settings file writes it."""
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {_toml(one)}" for key, one in value.items()) + " }"
    return json.dumps(value, ensure_ascii=False)


def _about(name: str, given: Settings) -> str:
    return text(given.lang, f"project.setting_{name}")


def _readme(given: Settings) -> str:
    """Return what the office reads first."""
    return text(
        given.lang, "project.readme", title=given.title[given.lang], report=given.source
    ).lstrip("\n")

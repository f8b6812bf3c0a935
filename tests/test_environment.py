"""What is promised, what is locked and what is imported are the same packages."""

import ast
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from syntax import nodes

ROOT = Path(__file__).parent.parent
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
ENVIRONMENT: dict[str, Any] = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))
EXTRAS: dict[str, list[str]] = PROJECT["optional-dependencies"]

CONDA_NAMES = {"brotli": "brotli-python"}
MODULES = {
    "fonttools": "fontTools",
    "lazy-loader": "lazy_loader",
    "markdown-it-py": "markdown_it",
    "python-docx": "docx",
    "python-pptx": "pptx",
    "msoffcrypto-tool": "msoffcrypto",
    "pillow": "PIL",
}
CONDA_SPEC = re.compile(r"([a-z0-9._-]+?)((?:[<>=!~]=?[0-9][0-9.]*,?)*)")


def declared(*extras: str) -> dict[str, SpecifierSet]:
    """Return bounds by package of the core and the extras, without the project's own name."""
    lines = PROJECT["dependencies"] + [line for extra in extras for line in EXTRAS[extra]]
    parsed = [Requirement(line) for line in lines]
    return {one.name: one.specifier for one in parsed if one.name != "kejidata"}


def conda() -> dict[str, str]:
    """Return bounds by package as environment.yml has them."""
    matches = [CONDA_SPEC.fullmatch(s) for s in ENVIRONMENT["dependencies"] if isinstance(s, str)]
    assert all(matches), "a line that conda would not understand"
    return {match[1]: match[2] for match in matches if match}


def locked(name: str) -> dict[str, list[str]]:
    """Return the locked versions of each package; more than one where Python versions differ."""
    versions: dict[str, list[str]] = {}
    for line in re.findall(r"^[a-z0-9].*", (ROOT / name).read_text("utf-8"), flags=re.MULTILINE):
        package, version = line.split(" ")[0].split("==")
        versions.setdefault(package, []).append(version)
    return versions


def imported() -> set[str]:
    """Return the top-level modules outside the standard library that the package imports."""
    names: set[str] = set()
    for path in (ROOT / "kejidata").rglob("*.py"):
        for node in nodes(path):
            if isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                names.add(node.module)
    return {name.split(".")[0] for name in names} - sys.stdlib_module_names - {"kejidata"}


def test_conda_has_the_same_packages_and_bounds() -> None:
    promised = declared("notebook", "pdf", "test")
    expected = {CONDA_NAMES.get(name, name): bounds for name, bounds in promised.items()}
    found = {n: SpecifierSet(s) for n, s in conda().items() if n not in {"python", "pip"}}
    assert found == expected


def test_conda_environment_is_ready_for_binder() -> None:
    # Binder recognises the version of Python only when it is written with an equals sign.
    assert set(ENVIRONMENT) == {"name", "channels", "dependencies"}
    assert ENVIRONMENT["channels"] == ["conda-forge"]
    assert re.fullmatch(r"=3\.\d+", conda()["python"])
    assert SpecifierSet(PROJECT["requires-python"]).contains(conda()["python"].strip("="))
    assert ENVIRONMENT["dependencies"][-1] == {"pip": ["--no-deps", "-e ."]}
    assert "pip" in conda()


@pytest.mark.parametrize(
    ("lock", "extras"),
    [("requirements.lock", ("notebook", "pdf", "test")), ("requirements-bench.lock", ("bench",))],
)
def test_lock_keeps_every_promise(lock: str, extras: tuple[str, ...]) -> None:
    versions = locked(lock)
    for name, bounds in declared(*extras).items():
        assert name in versions, f"{name} is not locked: run `make lock`"
        assert all(bounds.contains(version) for version in versions[name]), name


def test_both_locks_agree() -> None:
    everyday, bench = locked("requirements.lock"), locked("requirements-bench.lock")
    assert {name: bench[name] for name in bench.keys() & everyday.keys()} == {
        name: everyday[name] for name in bench.keys() & everyday.keys()
    }


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-bench.lock"])
def test_lock_has_hashes_and_no_host(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    assert "://" not in text
    assert "--index-url" not in text
    entries = re.split(r"\n(?=[a-z0-9])", text.strip())
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


def test_lock_holds_the_build_backend() -> None:
    backend = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["build-system"]
    versions = locked("requirements.lock")
    for requirement in map(Requirement, backend["requires"]):
        assert requirement.specifier.contains(versions[requirement.name][0])


def test_every_import_is_declared() -> None:
    allowed = {MODULES.get(name, name) for name in declared("notebook", "pdf")}
    assert imported() - allowed == set()


def test_every_core_package_is_imported() -> None:
    assert {MODULES.get(name, name) for name in declared()} - imported() == set()


def test_every_package_is_justified() -> None:
    text = (ROOT / "docs" / "design.md").read_text("utf-8")
    section = text.partition("## Dependencies")[2].partition("\n## ")[0]
    named = set(re.findall(r"`([a-z0-9-]+)`", section))
    assert set(declared(*EXTRAS)) - named == set()


def test_python_versions_agree_everywhere() -> None:
    promised = SpecifierSet(PROJECT["requires-python"])
    versions = [f"3.{minor}" for minor in range(8, 20) if promised.contains(f"3.{minor}")]
    classified = [c.rpartition(" ")[2] for c in PROJECT["classifiers"] if ":: Python ::" in c]
    assert classified == versions
    set_up = (ROOT / "tools" / "set_up.py").read_text("utf-8")
    bounds = re.search(r"OLDEST, NEWEST = \((3), (\d+)\), \((3), (\d+)\)", set_up)
    assert bounds
    assert [f"3.{bounds[2]}", f"3.{bounds[4]}"] == [versions[0], versions[-1]]


def test_the_makefile_names_the_versions_of_its_tools_in_one_place() -> None:
    text = (ROOT / "Makefile").read_text("utf-8")
    assert re.findall(r"(\w+)==[\d.]+", text) == ["pip", "uv"]
    # What is not pinned comes from a lock, from a resolved list, or is the project itself.
    installs = re.findall(r"pip install (.*)", text)
    assert installs
    pinned = r"\$\(TOOLS\)|--require-hashes|-r build/oldest\.txt|--editable \."
    assert [line for line in installs if not re.search(pinned, line)] == []

"""What is promised, what is locked and what is imported are the same packages."""

import ast
import re
import runpy
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import matplotlib as mpl
import pytest
import seaborn
import yaml
from matplotlib import pyplot
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from syntax import nodes

import kejidata

ROOT = Path(__file__).parent.parent
WHOLE: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PROJECT: dict[str, Any] = WHOLE["project"]
ENVIRONMENT: dict[str, Any] = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))
EXTRAS: dict[str, list[str]] = PROJECT["optional-dependencies"] | WHOLE["dependency-groups"]
"""What comes on top of the core: extras of the package, and groups for work on it."""
LOCKS = {
    "requirements.lock": ("report", "pdf", "build"),
    "requirements-test.lock": ("notebook", "scale", "test", "docs"),
    "requirements-bench.lock": ("bench",),
}

CONDA_NAMES = {"brotli": "brotli-python", "jupyter-client": "jupyter_client"}
MODULES = {
    "fonttools": "fontTools",
    "jupyter-client": "jupyter_client",
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
    return bounds_of(PROJECT["dependencies"]) | groups(*extras)


def groups(*extras: str) -> dict[str, SpecifierSet]:
    """Return bounds by package of the extras alone."""
    return bounds_of([line for extra in extras for line in EXTRAS[extra]])


def bounds_of(lines: list[str]) -> dict[str, SpecifierSet]:
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
    promised = declared(*EXTRAS.keys() - {"bench", "docs", "scale"})
    expected = {CONDA_NAMES.get(n, n): bounds for n, bounds in promised.items() if n != "pip"}
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


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_keeps_every_promise(lock: str) -> None:
    below = {} if lock == "requirements-bench.lock" else locked("requirements.lock")
    versions = below | locked(lock)
    core = declared() if lock == "requirements.lock" else {}
    for name, bounds in (core | groups(*LOCKS[lock])).items():
        assert name in versions, f"{name} is not locked: run `make lock`"
        assert all(bounds.contains(version) for version in versions[name]), name


def test_the_lock_of_the_tests_comes_on_top_of_that_of_the_report() -> None:
    assert locked("requirements.lock").keys() & locked("requirements-test.lock").keys() == set()
    heavy = {"jupyterlab", "pytest", "mypy", "ruff", "hypothesis", "pyarrow"}
    assert heavy & locked("requirements.lock").keys() == set()


def test_all_locks_agree() -> None:
    everyday = locked("requirements.lock") | locked("requirements-test.lock")
    bench = locked("requirements-bench.lock")
    assert {name: bench[name] for name in bench.keys() & everyday.keys()} == {
        name: everyday[name] for name in bench.keys() & everyday.keys()
    }


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_has_hashes_and_no_host(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    assert "://" not in text
    assert "--index-url" not in text
    entries = re.split(r"\n(?=[a-z0-9])", text.strip())
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


def test_lock_holds_the_build_backend() -> None:
    versions = locked("requirements.lock")
    for requirement in map(Requirement, WHOLE["build-system"]["requires"]):
        assert requirement.specifier.contains(versions[requirement.name][0])


def test_every_import_is_declared() -> None:
    allowed = {MODULES.get(name, name) for name in declared("report", "notebook", "pdf")}
    assert imported() - allowed == set()


def test_every_core_package_is_imported() -> None:
    assert {MODULES.get(name, name) for name in declared()} - imported() == set()


def test_every_package_is_justified() -> None:
    text = (ROOT / "docs/design/dependencies.md").read_text("utf-8")
    named = set(re.findall(r"`([a-z0-9-]+)`", text))
    assert set(declared(*EXTRAS)) - named == set()


def tried() -> list[str]:
    """Return the Pythons that the set-up prefers, which are those that the lock was tried on."""
    set_up = (ROOT / "tools" / "set_up.py").read_text("utf-8")
    bounds = re.search(r"OLDEST, TRIED = \(3, (\d+)\), \(3, (\d+)\)", set_up)
    assert bounds
    return [f"3.{minor}" for minor in range(int(bounds[1]), int(bounds[2]) + 1)]


def test_python_versions_agree_everywhere() -> None:
    classified = [c.rpartition(" ")[2] for c in PROJECT["classifiers"] if ":: Python ::" in c]
    assert classified == tried()
    assert PROJECT["requires-python"] == f">={tried()[0]}"
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert re.findall(r"\bpython(3\.\d+)\b", makefile) == tried()
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text("utf-8"))
    assert workflow["jobs"]["test"]["strategy"]["matrix"]["python"] == tried()


@pytest.fixture
def set_up() -> SimpleNamespace:
    """Return the names of the set-up, which is a script and no module of a package."""
    return SimpleNamespace(**runpy.run_path(str(ROOT / "tools" / "set_up.py")))


def test_a_newer_python_than_the_lock_was_tried_on_is_taken_with_a_warning(
    set_up: SimpleNamespace,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    versions = {sys.executable: (3, 99), "/there/python3.14": (3, 14)}
    monkeypatch.setitem(set_up.find_python.__globals__, "version_of", versions.get)
    monkeypatch.setattr(set_up.shutil, "which", lambda name: f"/there/{name}")
    assert set_up.find_python() == "/there/python3.14"
    assert capsys.readouterr().out == ""
    monkeypatch.setattr(set_up.shutil, "which", lambda name: None)
    assert set_up.find_python() == sys.executable
    assert "tried on Python 3.11 to 3.15" in capsys.readouterr().out
    versions[sys.executable] = (3, 10)
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or newer"):
        set_up.find_python()


PIP_IS_SET_TO = r"""
:env:.timeout='180'
global.cert='/etc/ca.pem'
global.index-url='https://mirror.example/simple'
global.extra-index-url='\nfile:///a/simple\nfile:///b/simple'
"""


def test_uv_asks_the_index_that_pip_is_set_to_ask(
    set_up: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = subprocess.CompletedProcess([], 0, PIP_IS_SET_TO.encode())
    monkeypatch.setattr(set_up.subprocess, "run", lambda *_, **__: done)
    monkeypatch.setenv("SSL_CERT_FILE", "/own.pem")
    found = set_up.handed_on("python3")
    assert found["UV_DEFAULT_INDEX"] == "https://mirror.example/simple"
    assert found["UV_INDEX"] == "file:///a/simple file:///b/simple"
    assert found["SSL_CERT_FILE"] == "/own.pem"


def test_where_uv_fails_pip_is_there_to_try(
    set_up: SimpleNamespace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ran: list[list[str]] = []

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        ran.append(command[1:])
        # What the environment was made with has no pip.
        fails = "uv" in command[0] or command[1:] == ["-c", "import pip"]
        return subprocess.CompletedProcess(command, int(fails), b"")

    monkeypatch.setattr(set_up.subprocess, "run", run)
    monkeypatch.setattr(set_up.shutil, "which", lambda name: f"/there/{name}")
    told: list[tuple[str, ...]] = []
    names = set_up.install.__globals__
    monkeypatch.setitem(names, "by_pip", lambda python, wanted, *what: told.append(what))
    lock = tmp_path / "some.lock"
    lock.write_text("numpy==2.4\n", "utf-8")
    set_up.install("python", lock)
    assert ran.count(["-m", "ensurepip"]) == 2
    assert [what[-1] for what in told] == [str(lock), str(ROOT)]


@pytest.mark.parametrize("all_there", [True, False])
def test_pip_asks_no_index_for_what_it_fetched_at_an_earlier_time(
    set_up: SimpleNamespace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, all_there: bool
) -> None:
    kept = tmp_path / "kejidata"
    kept.mkdir()

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        fails = "--no-index" in command and not all_there
        return subprocess.CompletedProcess(command, int(fails), f"{tmp_path}\n".encode())

    monkeypatch.setattr(set_up.subprocess, "run", run)
    asked: list[tuple[str, ...]] = []
    names = set_up.by_pip.__globals__
    monkeypatch.setitem(names, "run_pip", lambda python, wanted, *what: asked.append(what))
    set_up.by_pip("python", 2, "-r", "some.lock")
    fetched = ("download", "--dest", str(kept), "-r", "some.lock")
    out_of_it = ("install", "--no-compile", "--no-index", "--find-links", str(kept))
    assert asked == ([] if all_there else [fetched, (*out_of_it, "-r", "some.lock")])


REMOVED = re.compile(r"will be removed in (3\.\d+)")


@pytest.mark.skipif(metadata.version("matplotlib") < "3.11", reason="announced since 3.11")
def test_the_upper_bound_of_matplotlib_is_what_seaborn_needs() -> None:
    bounds = declared()["matplotlib"]
    with pytest.warns(mpl.MatplotlibDeprecationWarning, match="vert") as found:
        seaborn.boxplot(x=[1.0, 2.0])
    pyplot.close("all")
    # matplotlib says itself in which release that goes, and that one is not promised.
    [gone] = {match[1] for one in found if (match := REMOVED.search(str(one.message)))}
    assert not bounds.contains(gone)
    major, _, minor = gone.partition(".")
    assert bounds.contains(f"{major}.{int(minor) - 1}")


def test_the_makefile_names_the_versions_of_its_tools_in_one_place() -> None:
    text = (ROOT / "Makefile").read_text("utf-8")
    assert re.findall(r"(\w+)==[\d.]+", text) == ["pip", "uv"]
    # What is not pinned comes from a lock, from a resolved list, or is the project itself.
    installs = re.findall(r"pip install (.*)", text)
    assert installs
    pinned = r"\$\(TOOLS\)|--require-hashes|-r build/oldest\.txt|--editable \."
    assert [line for line in installs if not re.search(pinned, line)] == []


def test_the_version_is_one_everywhere() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert citation["version"] == kejidata.__version__
    newest = re.search(r"^## \[(\d[^\]]*)\]", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.M)
    assert newest
    assert newest[1] == kejidata.__version__


@pytest.mark.parametrize("path", sorted((ROOT / ".github").rglob("*.yml")), ids=lambda p: p.name)
def test_what_a_forge_reads_is_well_formed(path: Path) -> None:
    found = yaml.safe_load(path.read_text("utf-8"))
    if path.parent.name == "workflows":
        steps = [step for job in found["jobs"].values() for step in job["steps"]]
        assert all(("run" in step) != ("uses" in step) for step in steps)
        # No action runs with more rights than it is given here.
        assert found["permissions"] == {"contents": "read"}
    elif path.stem != "config":
        asked = {part["id"] for part in found["body"]}
        assert found["name"]
        assert found["description"]
        assert asked

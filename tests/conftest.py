import compileall
import gc
import json
import os
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import second_project
from filelock import FileLock
from forks import Forks, forking
from hypothesis import given, settings, strategies
from hypothesis.internal.conjecture import providers

from kejidata import project
from kejidata.publish.quick_start import skip_address_grammar
from kejidata.wording import language, phrases

skip_address_grammar()
# Nothing that is imported and collected goes before the end.
gc.disable()

if TYPE_CHECKING:  # Only the tests of figures wait for matplotlib.
    from kejidata.figures import Picture

ROOT = Path(__file__).resolve().parent.parent
Once = Callable[[str, Callable[[Path], object]], Path]
EXAMPLE = "320682"
"""The region of the worked example, Rugao."""

os.environ.setdefault("MPLBACKEND", "agg")

# No test cuts the power, and every file that is written would wait for the disk.
os.fsync = lambda file: None

# The same examples on every machine: none from the constants of what modules are loaded by then.
pytest.MonkeyPatch().setattr(providers, "is_local_module_file", lambda path: False)
# `pytest --hypothesis-profile thorough` looks further.
settings.register_profile("steady", deadline=None, max_examples=100, derandomize=True)
settings.register_profile("thorough", deadline=None, max_examples=5000)
settings.load_profile("steady")


def pytest_xdist_auto_num_workers() -> int:
    """Return one worker more than there are cores: many tests wait for a process they started."""
    return (os.cpu_count() or 1) + 1


LONGEST = (
    "test_documentation.py",
    "test_second_project.py",
    "test_sentences.py",
    "test_patterns.py",
)
"""What begins first, so that no core waits for it at the end."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out what holds of the worked example alone where another project is in the root."""
    items.sort(key=lambda item: item.path.name not in LONGEST)
    settings = tomllib.loads((ROOT / "kejidata.toml").read_text("utf-8"))
    if settings["region"] != EXAMPLE:
        for item in items:
            if item.get_closest_marker("root_project"):
                item.add_marker(pytest.mark.skip(reason="another project is in the root"))


def pytest_collection_finish() -> None:
    """Look for garbage seldom, and never among what was imported.

    Every figure leaves thousands of objects in rings: at its usual pace Python spends a sixth of
    the time of their tests on looking through all there are.
    """
    # Hypothesis asks what holds its source of chance, and of what is frozen nobody knows.
    given(strategies.none())(lambda _: None)()
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    gc.enable()


def pytest_runtest_setup() -> None:
    """Let no test find the example in force because another one loaded it before."""
    project._example_in_use = False


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Return what gives a folder that the first of all processes of a run fills for the others."""
    base = tmp_path_factory.getbasetemp()
    base = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def filled(name: str, fill: Callable[[Path], object]) -> Path:
        folder, done = base / f"once-{name}", base / f"once-{name}.done"
        with FileLock(base / f"once-{name}.lock"):
            if not done.exists():
                # What a process began that was ended is begun again.
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir()
                fill(folder)
                done.touch()
        return folder

    return filled


@pytest.fixture(scope="session")
def made_project(once: Once) -> Path:
    """Return a project on data made for tests, built; whoever changes it copies it first."""
    return once("project", second_project.make)


@pytest.fixture(scope="session")
def forks() -> Iterator[Forks]:
    """Return what starts processes that need not import the package."""
    with forking() as started:
        yield started


@pytest.fixture(scope="session")
def tracked(root: Path) -> list[str]:
    # safe.directory: the tests may run as another user than the one who cloned.
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z"]
    try:
        listed = subprocess.run(command, cwd=root, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no git here to tell which files belong to the project")
    names = listed.stdout.decode().split("\0")
    return [name for name in names if name and (root / name).is_file()]


@pytest.fixture(scope="session")
def unpacked(root: Path, once: Once) -> Path:
    """Return the folder that an installed wheel of this checkout fills."""

    def fill(folder: Path) -> None:
        command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
        subprocess.run(command, cwd=root, check=True, capture_output=True)
        [wheel] = folder.glob("*.whl")
        zipfile.ZipFile(wheel).extractall(folder / "site")
        # As an installer does, so that not every process of a test compiles the package anew.
        compileall.compile_dir(folder / "site", quiet=2)

    return once("wheel", fill) / "site"


@pytest.fixture(scope="session")
def shipped_set() -> Callable[..., dict[str, "Picture"]]:
    """Return what gives the shipped set by stem, measured once, drawn once a language and size."""
    from kejidata.figures.gallery import charts

    every = charts()
    return cache(lambda lang, size: {stem: draw(lang, size) for stem, draw in every.items()})


@pytest.fixture(scope="session")
def shipped_figures(
    shipped_set: Callable[..., dict[str, "Picture"]],
) -> Callable[..., dict[str, "Picture"]]:
    """Return what gives the shipped figures by stem, without what is but a sentence."""
    from kejidata.figures.layout.picture import Sentence

    def figures(lang: str, size: str) -> dict[str, "Picture"]:
        every = shipped_set(lang, size).items()
        return {stem: one for stem, one in every if not isinstance(one, Sentence)}

    return figures


@pytest.fixture(scope="session")
def shipped_files(
    shipped_set: Callable[..., dict[str, "Picture"]],
    once: Once,
) -> Callable[[str], list[Path]]:
    """Return what saves the shipped figures beside a file of somebody else, once a language."""
    from kejidata.figures import save_all

    def fill(folder: Path, lang: str) -> None:
        place = folder / lang
        place.mkdir()
        (place / "mine.png").write_bytes(b"mine")
        with pytest.MonkeyPatch.context() as patch:
            made = {
                stem: lambda *_, one=one: one for stem, one in shipped_set(lang, "slide").items()
            }
            patch.setattr("kejidata.figures.export.charts", lambda: made)
            told = save_all(place, lang)
        (folder / "told.txt").write_text("\n".join(path.name for path in told), "utf-8")

    def saved(lang: str) -> list[Path]:
        folder = once(f"figures-{lang}", lambda folder: fill(folder, lang))
        return [folder / lang / name for name in (folder / "told.txt").read_text().splitlines()]

    return saved


@pytest.fixture(scope="session")
def shipped_pictures(
    shipped_files: Callable[[str], list[Path]],
) -> Callable[[str], dict[str, bytes]]:
    """Return what gives the bytes of the shipped figures by file name, drawn once a language."""
    return lambda lang: {path.name: path.read_bytes() for path in shipped_files(lang)}


# Every Latin letter of a word becomes a Greek one, so that a letter left behind tells on itself.
GREEK = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "αβχδεφγηιϕκλμνοπθρστυϖωξψζΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ",
)


def _mocked(said: object) -> object:
    """Return the words of a mock language: texts in Greek letters, slots as they are."""
    if not isinstance(said, str):
        return said
    parts = [
        (text.translate(GREEK), slot, forms.translate(GREEK))
        for text, slot, forms in phrases.parsed(said)
    ]
    filled = (
        f"{{{slot}{':' if forms else ''}{forms}}}" if slot else "" for _, slot, forms in parts
    )
    return "".join(text + slot for (text, _, _), slot in zip(parts, filled, strict=True))


def _toml(value: object) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f'"{key}" = {_toml(one)}' for key, one in value.items()) + " }"
    return json.dumps(value, ensure_ascii=False)


@pytest.fixture
def mock_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Yield the code of a third language, added by nothing but its file.

    Its words hold no Latin and no Chinese letter; names are the codes of the registry. Its numbers
    are written as on the continent of Europe: 1.234,5.
    """
    folder = tmp_path / "words"
    shutil.copytree(language.FOLDER, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    sections = tomllib.loads((folder / "en.toml").read_text("utf-8"))
    style, names = sections.pop("style"), dict.fromkeys(sections.pop("name"), "code")
    style |= {"group": ".", "decimal": ",", "powers": {" μιλ": 6}, "html": "el"}
    style |= {key: [_mocked(name) for name in style[key]] for key in ("months", "months_short")}
    made = {
        name: {key: _mocked(said) for key, said in rows.items()} for name, rows in sections.items()
    }
    lines = [
        line
        for name, rows in {"style": style, "name": names, **made}.items()
        for line in (f"[{name}]", *(f'"{key}" = {_toml(said)}' for key, said in rows.items()))
    ]
    (folder / "xx.toml").write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.setattr(language, "FOLDER", folder)
    language.language.cache_clear()
    phrases.template.cache_clear()
    yield "xx"
    language.language.cache_clear()
    phrases.template.cache_clear()

import argparse
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

import pytest
from forks import Forks

from kejidata import cli
from kejidata.cli import command_line
from kejidata.cli.terminal import told
from kejidata.errors import KejidataError
from kejidata.project import VARIABLE

COMMANDS = ["new", "card", "review", "test", "draft", "build", "figures", "report", "check"]


def kejidata(*arguments: str, cwd: Path) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "kejidata", *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "kejidata.toml").write_text(
        'title = "t"\nregion = "330212"\nyear = 2023\n', "utf-8"
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def build(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[Path], None]], None]:
    """Put something else in the place of the build, to see how the command ends."""

    def replace(with_what: Callable[[Path], None]) -> None:
        monkeypatch.setattr("kejidata.build.assemble.build", with_what)

    return replace


def test_help_names_every_command_with_an_example(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as end:
        cli.main(["--help"])
    told = capsys.readouterr().out
    assert end.value.code == 0
    assert [name for name in COMMANDS if f"  kejidata {name}" not in told] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_a_command_ends_with_an_example(
    name: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as end:
        cli.main([name, "--help"])
    assert end.value.code == 0
    assert f"  kejidata {name}" in capsys.readouterr().out.partition("examples:")[2]


def sentences(parser: argparse.ArgumentParser) -> Iterator[str]:
    """Yield what the help of a command, and of those below it, says in words."""
    yield parser.description or ""
    for line in (parser.epilog or "").splitlines():
        yield line.rpartition("  ")[2]
    for action in parser._actions:
        yield action.help or ""
        if isinstance(action, argparse._SubParsersAction):
            for one in action.choices.values():
                yield from sentences(one)
    yield from (group.title or "" for group in parser._action_groups)


def test_the_help_speaks_chinese_in_a_chinese_project(project: Path) -> None:
    said = {one for one in sentences(command_line.command_parser()) if one.strip()}
    examples = {one for one in said if one.startswith(("kejidata ", "--", "."))}
    untold = {one for one in said - examples if told(one) == one}
    assert len(said - examples) > 40
    assert untold == set()


def test_what_was_not_understood_is_said_in_the_language_of_the_project(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for arguments in ([], ["walk"], ["review"], ["tables", "a.csv", "--sheet"], ["build", "x"]):
        with pytest.raises(SystemExit) as end:
            cli.main(arguments)
        usage, said = capsys.readouterr().err.partition("kejidata")[::2]
        assert (end.value.code, usage) == (2, "用法：")
        assert re.search("缺少|没有|不认识", said)


def test_version_is_that_of_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["--version"])
    assert capsys.readouterr().out == f"kejidata {version('kejidata')}\n"


@pytest.mark.parametrize("arguments", [[], ["paint"], ["draft"], ["build", "surplus"]])
def test_misunderstood_command_line_is_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as end:
        cli.main(arguments)
    assert end.value.code == 2


def test_missing_report_is_1_and_named_without_traceback(tmp_path: Path) -> None:
    done = kejidata("draft", "no-such-report.txt", cwd=tmp_path)
    assert done.returncode == 1
    assert "no-such-report.txt" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["build", "draft a.txt", "tables a.csv", "--help"])
def test_a_variable_that_names_no_project_is_told(
    command: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(VARIABLE, str(tmp_path / "nowhere"))
    for name in ("a.txt", "a.csv"):
        (tmp_path / name).write_text("地区,R&D经费(万元)\n如皋,261000\n", "utf-8")
    if command == "--help":
        with pytest.raises(SystemExit):
            cli.main([command])
        assert "usage: kejidata" in capsys.readouterr().out
        return
    assert cli.main(command.split()) == 1
    assert "KEJIDATA_PROJECT=" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["build", "figures", "report", "check"])
def test_outside_a_project_is_1_and_says_where_to_go(
    command: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.main([command]) == 1
    told = capsys.readouterr().err
    assert str(tmp_path) in told
    assert "-> go to a project's folder, make one with `kejidata new FOLDER`" in told
    assert list(tmp_path.iterdir()) == []


def test_project_is_found_from_a_folder_below(
    project: Path, monkeypatch: pytest.MonkeyPatch, build: Callable[..., None]
) -> None:
    below = project / "notebooks" / "en"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    seen: list[Path] = []
    build(seen.append)
    assert cli.main(["build"]) == 0
    assert seen == [project]


@pytest.mark.usefixtures("project")
def test_bad_input_is_1_on_stderr(
    build: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(_: Path) -> None:
        raise KejidataError("the value is not a number", where="a.csv, line 3")

    build(refuse)
    assert cli.main(["build"]) == 1
    assert capsys.readouterr() == ("", "值不是数\n  a.csv 第 3 行\n")


@pytest.mark.usefixtures("project")
def test_interrupt_is_130_and_quiet(
    build: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(_: Path) -> None:
        raise KeyboardInterrupt

    build(interrupt)
    assert cli.main(["build"]) == 130
    assert "已停止" in capsys.readouterr().err


def test_reader_that_goes_away_leaves_no_traceback(forks: Forks, tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text("全年技术合同成交额达26.82亿元，增长35.08%。\n", "utf-8")
    code = "import sys; from kejidata.cli import main; sys.exit(main(sys.argv[1:]))"
    process = forks.start(code, "draft", str(report))
    process.stdout.close()
    told = process.communicate()[1]
    assert "Traceback" not in told
    assert "BrokenPipe" not in told


def test_draft_of_a_report_is_written_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = tmp_path / "report.txt"
    report.write_text("全年技术合同成交额达26.82亿元，增长35.08%。\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert cli.main(["draft", "report.txt"]) == 0
    table = (tmp_path / "report.csv").read_text("utf-8-sig")
    assert "26.82" in table
    assert "35.08" in table


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&- <&-"])
def test_without_anybody_to_tell_the_work_is_done(tmp_path: Path, closed: str) -> None:
    (tmp_path / "r.txt").write_text("2020年，高企38家。", "utf-8")
    command = f'"{sys.executable}" -m kejidata draft r.txt {closed}'
    done = subprocess.run(["sh", "-c", command], cwd=tmp_path, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "r.csv").is_file()


ODD = "a\x1b]0;pwn\x07\x1b[31m\u202e\n9 figures, all of them sure.txt"


@pytest.mark.parametrize("text", ["2020年，高企38家。", "无。"])
def test_the_name_of_a_file_obeys_no_terminal_and_forges_no_line(
    tmp_path: Path,
    text: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ODD).write_text(text, "utf-8")
    assert cli.main(["draft", ODD]) == 0
    told = capsys.readouterr().out
    assert r"a\x1b]0;pwn\x07\x1b[31m\u202e\n9 figures, all of them sure.csv" in told
    assert all(line.isprintable() for line in told.splitlines())


def test_a_misunderstood_argument_obeys_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["draft", "a.txt", ODD])
    assert "\x1b" not in capsys.readouterr().err


@pytest.mark.parametrize("name", ["x" * 5000 + ".txt", "技" * 5000 + ".docx", "a\0b.txt"])
def test_a_name_that_no_file_can_have_is_1_and_short(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["draft", name]) == 1
    said = capsys.readouterr().err
    assert len(said) < 1500
    assert "Traceback" not in said


def _full(*_: object) -> None:
    raise MemoryError


@pytest.mark.usefixtures("project")
def test_without_memory_even_for_words_the_message_is_said_as_it_is(
    build: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    build(_full)
    monkeypatch.setattr(command_line, "complain", _full)
    assert cli.main(["build"]) == 1
    assert capsys.readouterr().err.startswith("there is not enough memory; ")


@pytest.mark.usefixtures("project")
def test_a_library_that_memory_does_not_hold_is_1_in_words(
    build: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    def unmapped(_: Path) -> None:
        raise ImportError("x.so: failed to map segment from shared object")

    build(unmapped)
    assert cli.main(["build"]) == 1
    assert "内存不够" in capsys.readouterr().err


@pytest.mark.usefixtures("project")
def test_a_library_of_an_extra_that_is_not_installed_is_1_with_what_to_install(
    build: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    def missing(_: Path) -> None:
        import_module("nbclient_that_is_not_here")

    build(missing)
    assert cli.main(["build"]) == 1
    said = capsys.readouterr().err
    assert "nbclient_that_is_not_here，还没有安装" in said
    assert "pip install 'kejidata[notebook]'" in said


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("error", [MemoryError(), OSError(24, "Too many open files\x1b[31m")])
def test_what_the_system_refuses_is_1_in_words(
    error: Exception, build: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_: Path) -> None:
        raise error

    build(fail)
    assert cli.main(["build"]) == 1
    said = capsys.readouterr().err
    assert "内存不够" in said or "Too many open files" in said
    assert "\x1b" not in said


BEYOND = """
import time

def beyond():
    raise OverflowError("timestamp too large to convert to C PyTime_t")

time.time = time.time_ns = beyond  # Which of the two is asked depends on the Python.
from kejidata.cli import main
raise SystemExit(main(["draft", "no-such-report.txt"]))
"""


def test_a_clock_that_python_cannot_read_is_1_in_words(tmp_path: Path) -> None:
    # The year 2300: Python counts nanoseconds in 63 bits, and `logging` asks when it is loaded.
    done = subprocess.run(
        [sys.executable, "-c", BEYOND], cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert done.stderr.startswith("the clock shows a date that programs cannot count to\n")
    assert "Traceback" not in done.stderr


@pytest.mark.usefixtures("project")
def test_only_the_clock_is_blamed_on_the_clock(build: Callable[..., None]) -> None:
    def fail(_: Path) -> None:
        raise OverflowError("int too large to convert to float")

    build(fail)
    with pytest.raises(OverflowError, match="int too large"):
        cli.main(["build"])

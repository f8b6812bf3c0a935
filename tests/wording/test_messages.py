"""Messages of errors in the language of a project."""

import ast
import csv
import errno
import os
import re
import resource
import time
from pathlib import Path
from string import Formatter

import pytest
from IPython.core.interactiveshell import InteractiveShell
from syntax import nodes

import kejidata
from kejidata import cli
from kejidata.build.provenance import check_accessed
from kejidata.errors import KejidataError
from kejidata.files.csv_table import read_csv
from kejidata.files.settings import read_toml
from kejidata.publish.limits import check_limits
from kejidata.wording.messages import translated

PACKAGE = Path(kejidata.__file__).parent
ROOMS = (
    *("build", "cli", "files", "measures", "new_project", "office", "panel", "publish", "reports"),
    "tables",
)
"""Those whose errors the commands and the notebooks meet."""


def texts(node: ast.expr) -> list[str]:
    """Return the sentences of an expression, {} where something is named."""
    if isinstance(node, ast.Constant):
        return [str(node.value)]
    if isinstance(node, ast.JoinedStr):
        parts = (str(p.value) if isinstance(p, ast.Constant) else "{}" for p in node.values)
        return ["".join(parts)]
    if isinstance(node, ast.IfExp):
        return texts(node.body) + texts(node.orelse)
    if isinstance(node, ast.BinOp):
        # What is appended is a list of names, or how a build is given it.
        return [f"{one}X" if one.endswith(" ") else one for one in texts(node.left)]
    return []


def said() -> list[str]:
    """Return what is wrong and what to do, of every error in the rooms."""
    found = []
    for path in (p for room in ROOMS for p in sorted((PACKAGE / room).rglob("*.py"))):
        for node in nodes(path):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "KejidataError":
                told = [*node.args[:1], *(k.value for k in node.keywords if k.arg == "remedy")]
                found += [one for argument in told for one in texts(argument)]
    return sorted(set(found))


def test_every_error_of_the_commands_is_said_in_chinese() -> None:
    sentences = [one for one in said() if not one.startswith(("pip install", "{}"))]
    assert len(sentences) > 300
    filled = [one.replace("{}", "X") for one in sentences]
    assert [one for one in filled if translated(one, "zh") == one] == []


def test_translations_name_what_the_originals_name() -> None:
    for row in read_csv(PACKAGE / "wording" / "messages.csv").rows:
        slots = [sum(part[1] is not None for part in Formatter().parse(s)) for s in (
            row.cells["en"], row.cells["zh"]
        )]  # fmt: skip
        assert slots[0] >= slots[1], row.cells


def test_names_and_cells_stay_as_they_are() -> None:
    message = (
        "the table does not state period\n  in cell B2 of rd.csv, line 2, column to now\n  'x'"
    )
    assert translated(message, "en") == message
    assert translated(message, "zh").split("\n") == [
        "表里没有写时期",
        "  rd.csv 的单元格 B2 第 2 行，列 to now",
        "  'x'",
    ]


@pytest.mark.parametrize(
    ("row", "chinese"),
    [
        ("320507 平江 (Pj), 苏州市, 1989 to 2011", "320507 平江 (Pj)，苏州市，1989 至 2011 年"),
        ("460000 海南省 (Hainan), 1988 to now", "460000 海南省 (Hainan)，1988 年至今"),
        (
            "320106 鼓楼区 (Gulou), 南京市, 1980 to now",
            "320106 鼓楼区 (Gulou)，南京市，1980 年至今",
        ),
        ("a.xlsx, sheet 企业", "a.xlsx，工作表 企业"),
        ("No such file or directory", "没有这个文件或文件夹"),
        ("line 3: 坏", "第 3 行：坏"),
        ("from X to Y", "from X to Y"),
    ],
)
def test_what_a_message_lists_is_said_in_chinese(row: str, chinese: str) -> None:
    assert translated(f"x\n  {row}", "zh") == f"x\n  {chinese}"


def test_what_the_system_says_is_said_in_chinese() -> None:
    for number in (errno.ENOENT, errno.EACCES, errno.EISDIR, errno.ENOSPC, errno.EROFS, errno.EIO):
        assert not re.search("[A-Za-z]", translated(os.strerror(number), "zh"))


@pytest.mark.parametrize("limit", [resource.RLIMIT_AS, resource.RLIMIT_NOFILE])
def test_too_little_for_notebooks_is_said_in_chinese(
    monkeypatch: pytest.MonkeyPatch, limit: int
) -> None:
    free = resource.RLIM_INFINITY
    monkeypatch.setattr(resource, "getrlimit", lambda one: (9, 9) if one == limit else (free, free))
    with pytest.raises(KejidataError) as error:
        check_limits(1)
    said = translated(str(error.value), "zh")
    assert set(re.findall("[A-Za-z]+", said)) <= {"MB", "ulimit", "n", "v"}, said


def test_a_new_project_is_refused_in_its_language(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["new", str(tmp_path / "p"), "--region", "虚县", "--year", "2023", "--lang"]
    assert cli.main([*asked, "zh"]) == cli.main([*asked, "en"]) == 1
    told = capsys.readouterr().err
    assert "没有叫 '虚县' 的行政区划\n  行政区划表\n  -> 请写代码或正式名称" in told
    assert "no division is named" in told


def test_a_name_made_of_sentences_takes_linear_time() -> None:
    with (PACKAGE / "wording" / "messages.csv").open(encoding="utf-8", newline="") as file:
        known = [row["en"].split("{}") for row in csv.DictReader(file) if "{}" in row["en"]]
    start = time.process_time()
    for first, second, *_ in sorted(known, key=len)[-5:]:
        repeated = (first + "a" + second) * (20_000 // len(first + "a" + second))
        translated(repeated.replace("\n", " "), "zh")
    assert time.process_time() - start < 1


def test_a_notebook_shows_the_message_without_the_lines_of_the_package(
    tmp_path, capsys, monkeypatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shell = InteractiveShell(ipython_dir=str(tmp_path))
    shell.run_cell("import kejidata; kejidata.read_table(3)")
    told = capsys.readouterr().out
    assert told.startswith("KejidataError: the path of a file is needed, not int")
    assert len(told.strip().splitlines()) == 3


@pytest.mark.parametrize(
    ("data", "said"),
    [
        # As a spreadsheet's neighbour saves it: GBK.
        ("year = 2023\ntitle = '昆山'\n".encode("gbk"), "第 2 行不是 UTF-8 编码"),
        ("title = “昆山”\n".encode(), "值不合规则（第 1 行第 9 列）"),
        (b'title = "a\n', "（第 1 行第 "),
        (b"a = 1\na = 2\n", "同一项写了两次（第 2 行第 6 列）"),
    ],
)
def test_what_is_wrong_with_settings_is_said_in_chinese_to_the_last_word(
    data: bytes, said: str, tmp_path: Path
) -> None:
    path = tmp_path / "kejidata.toml"
    path.write_bytes(data)
    with pytest.raises(KejidataError) as caught:
        read_toml(path)
    assert said in translated(str(caught.value), "zh")


def test_a_day_that_is_none_is_said_in_chinese_with_the_form_of_one(tmp_path: Path) -> None:
    with pytest.raises(KejidataError) as caught:
        check_accessed(tmp_path / "a.csv.card.toml", "昨天")
    told = translated(str(caught.value), "zh")
    assert "accessed = '昨天'" in told
    assert "写成 2024-03-31 的样子" in told

"""`kejidata new`: a project of any office builds at once, and says which figures are invented."""

import re
import signal
import sys
import tomllib
from pathlib import Path

import pytest
from forks import Forks

import kejidata
from kejidata import cli
from kejidata.build.assemble import build
from kejidata.build.provenance import check_cards
from kejidata.build.template import template
from kejidata.errors import KejidataError
from kejidata.model.divisions import members, parent
from kejidata.new_project.invented import peers
from kejidata.new_project.settings import settings
from kejidata.reports.review import review

SAID = ["--region", "330212", "--year", "2023", "--lang", "zh"]
ELSEWHERE = re.compile("如皋|南通|江苏|苏州|Rugao|Nantong|Jiangsu|rugao|3206|3200")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("new") / "鄞州"
    assert cli.main(["new", str(folder), *SAID]) == 0
    assert build(folder)
    return folder


def test_a_new_project_builds_and_speaks_of_its_own_place(made: Path) -> None:
    with kejidata.use_project(made) as project:
        assert (project.region, project.peers, project.year) == ("330212", "330200", 2023)
        assert project.title == {"zh": "鄞州区科技指标"}
        obs = kejidata.load()
        assert set(obs["region"]) == set(members("330200", 2023))
        assert set(obs["source"]) == {"rd", "firms", project.report}
        ranks = kejidata.rankings(obs[obs["indicator"] == "rd_expenditure"], among="330200")
        assert sorted(ranks.loc[ranks["period"] == "2023", "rank"]) == list(range(1, 11))
        verdicts = set(kejidata.audit(obs)["verdict"])
    assert "contradicted" not in verdicts
    assert "confirmed" in verdicts


def test_its_report_is_reviewed(made: Path) -> None:
    with kejidata.use_project(made) as project:
        state = review(made, project.report, project.region)
    assert (state.wrong, state.doubts, state.uncoded, state.restored) == ([], [], 0, 0)
    assert state.figures == 13


def test_no_file_speaks_of_the_example(made: Path) -> None:
    own = [path for path in made.rglob("*") if path.is_file() and path.suffix != ".ipynb"]
    assert len(own) > 20
    for path in own:
        assert not ELSEWHERE.search(path.read_text("utf-8")), path


def test_all_that_is_invented_says_so(made: Path) -> None:
    cards = check_cards(made)
    tables = [card for card in cards if card.path.parent.name in ("tables", "reports")]
    assert len(tables) == 5
    assert all("虚构" in card.text["title"] for card in tables)
    assert all("虚构" in card.text["licence"] for card in cards)
    assert "虚构" in (made / "data" / "raw" / "reports" / "report_2023.txt").read_text("utf-8")
    assert "虚构" in (made / "README.md").read_text("utf-8")


def test_the_readme_names_each_command_that_follows(made: Path) -> None:
    text = (made / "README.md").read_text("utf-8")
    for name in ("card", "draft", "review", "build", "report", "test"):
        assert f"kejidata {name}" in text
    assert f"kejidata[notebook,pdf]=={kejidata.__version__}\n" == (
        made / "requirements.txt"
    ).read_text("utf-8")


def test_notebooks_are_those_of_the_template(made: Path) -> None:
    found = {path.name: path.read_bytes() for path in (made / "notebooks").iterdir()}
    assert found == template()


@pytest.mark.parametrize(
    ("region", "lang"), [("440000", "zh"), ("659001", "en"), ("330212", "en,zh")]
)
def test_any_level_and_both_languages_build(tmp_path: Path, region: str, lang: str) -> None:
    folder = tmp_path / "p"
    assert cli.main(["new", str(folder), "--region", region, "--year", "2022", "--lang", lang]) == 0
    build(folder)
    with kejidata.use_project(folder) as project:
        assert project.languages == tuple(lang.split(","))
        assert [*project.title] == lang.split(",")
        obs = kejidata.load()
        assert project.region in set(obs["region"])
        assert review(folder, project.report, project.region).doubts == []
        assert not kejidata.audit(obs)["verdict"].eq("contradicted").any()


def test_provinces_are_those_of_the_statistics() -> None:
    given = settings({"region": "广东", "year": "2023", "lang": "zh"})
    assert (given.peers, len(peers(given))) == ("000000", 31)


def test_peers_tell_which_of_several_of_one_name_is_meant() -> None:
    given = settings({"region": "鼓楼区", "peers": "福州市", "year": "2024", "lang": "en"})
    assert (given.region, given.peers) == ("350102", "350100")


def test_a_renamed_place_has_the_code_of_its_year() -> None:
    said = {"region": "海门区", "lang": "zh"}
    assert settings(said | {"year": "2019"}).region == "320684"
    assert settings(said | {"year": "2021"}).region == "320614"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"region": "鼓楼区"}, "names more than one division"),
        ({"region": "无此县"}, "no division is named"),
        ({"region": "全国"}, "no peers"),
        ({"year": "23"}, "none that a work report can be about"),
        ({"year": "2999"}, "none that a work report can be about"),
        ({"lang": "zz"}, "give zh or en"),
        ({"peers": "440000"}, "not among its peers"),
        ({"year": "", "lang": ""}, "give --year ... --lang ..."),
    ],
)
def test_what_cannot_be_is_refused(change: dict[str, str], told: str) -> None:
    said = {"region": "鄞州区", "year": "2023", "lang": "zh"} | change
    with pytest.raises(KejidataError, match=re.escape(told)):
        settings(said)
    assert parent(
        settings(said | {"region": "鄞州区", "year": "2023", "lang": "zh", "peers": ""}).region
    )


def test_without_a_terminal_the_flags_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["new", str(tmp_path / "p"), "--year", "2023"]) == 1
    assert "请给出 --region ... --lang ..." in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_at_a_terminal_what_is_missing_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter(["鄞州区"])
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda question: next(answers))
    folder = tmp_path / "p"
    folder.mkdir()
    assert cli.main(["new", str(folder), *SAID[2:], "--title", '鄞州"科技"']) == 0
    found = tomllib.loads((folder / "kejidata.toml").read_text("utf-8"))
    assert (found["region"], found["title"]) == ("330212", '鄞州"科技"')


def test_a_folder_that_holds_something_is_left_as_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    for place in (tmp_path, tmp_path / "mine.txt"):
        assert cli.main(["new", str(place), *SAID]) == 1
        assert "原有的文件没有变" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_disk_that_refuses_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kejidata.cli import new

    write = new.write_whole

    def refuse(path: Path, data: bytes) -> bool:
        if path.name == "requirements.txt" and path.is_relative_to(tmp_path / "p"):
            raise KejidataError("the disk is full")
        return write(path, data)

    monkeypatch.setattr(new, "write_whole", refuse)
    assert cli.main(["new", str(tmp_path / "p"), *SAID]) == 1
    assert list(tmp_path.iterdir()) == []
    # An empty folder that stood there stands, and is taken for a project when the disk has room.
    (tmp_path / "p").mkdir()
    assert cli.main(["new", str(tmp_path / "p"), *SAID]) == 1
    assert list((tmp_path / "p").iterdir()) == []


KILLED = """
import os, signal, sys
from kejidata import cli
from kejidata.cli import new
write, left = new.write_whole, [int(sys.argv[1])]
def write_some(path, data):
    if path.is_relative_to(sys.argv[2]):
        left[0] -= 1
        if left[0] < 0:
            path.with_name(f".{path.name}.part").write_bytes(data[:9])
            os.kill(os.getpid(), signal.SIGKILL)
    return write(path, data)
new.write_whole = write_some
cli.main(["new", *sys.argv[2:]])
"""


def killed(forks: Forks, folder: Path, after: int) -> None:
    """Begin a project in a process that is killed when it has written some files."""
    assert forks.run(KILLED, str(after), str(folder), *SAID).returncode == -signal.SIGKILL


def content(folder: Path) -> dict[str, bytes]:
    """Return the bytes of the files that a new project begins with, by path."""
    paths = {path.relative_to(folder): path for path in folder.rglob("*") if path.is_file()}
    made = {".kejidata", "processed", "made.csv"}
    return {
        str(name): path.read_bytes() for name, path in paths.items() if not made & {*name.parts}
    }


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_the_same_command_finishes_what_a_kill_left(
    forks: Forks, tmp_path: Path, made: Path
) -> None:
    folder = tmp_path / "p"
    killed(forks, folder, 9)
    assert 9 < len(content(folder)) < len(content(made))
    assert "kejidata.toml" not in content(folder)
    assert cli.main(["new", str(folder), *SAID]) == 0
    assert content(folder) == content(made)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_what_a_kill_left_is_not_mixed_with_other_files(
    forks: Forks, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "p"
    killed(forks, folder, 20)
    left = content(folder)
    (folder / "mine.txt").write_text("mine")
    assert cli.main(["new", str(folder), *SAID]) == 1
    assert "mine.txt" in capsys.readouterr().err
    (folder / "mine.txt").unlink()
    assert cli.main(["new", str(folder), "--year", "2022", *SAID[:2], *SAID[4:]]) == 1
    assert "用第一次的参数再运行" in capsys.readouterr().err
    assert content(folder) == left


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ('languages = ["zh", "fr"]', "languages：'fr' 不在 zh, en 之中"),
        ("languages = []", "languages = [] 的内容不对"),
        ('region = "999999"', "region = '999999' 不是地区代码"),
        ('region = "鼓楼区"', "350102 鼓楼区 (Gulou)，福州市"),
        ('peers = "330203"', "peers = '330203' 不是有下属地区的地区代码"),
        ('languages = "zh"', "languages = 'zh' 的类型不对，应为 方括号里的列表"),
        ("year = 1822", "year = 1822 不在 1983 到"),
        ('year = "2022"', "year = '2022' 的类型不对，应为 不带引号的整数"),
        ('report = "nix"', "report = 'nix' 在 data/raw/reports 里没有"),
        ('title = { en = "Haishu" }', "title 缺 zh 的标题"),
    ],
)
def test_settings_that_name_what_is_not_there_are_refused_in_the_projects_words(
    made: Path, capsys: pytest.CaptureFixture[str], setting: str, told: str
) -> None:
    path = made / "kejidata.toml"
    whole = path.read_bytes()
    name = setting.partition(" ")[0]
    said = re.sub(rf"^{name} = .*", setting, path.read_text("utf-8"), flags=re.MULTILINE)
    path.write_text(said, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(made)
        assert cli.main(["build"]) == 1
    path.write_bytes(whole)
    said = capsys.readouterr().err
    assert str(path) in said
    if setting != "languages = []":  # which names no language to say it in
        assert told in said

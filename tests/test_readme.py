"""What the READMEs say is true: the paragraph is generated, the code runs, the links lead on."""

import re
from pathlib import Path

import pytest
from matplotlib.text import Text

import kejidata
from kejidata import narrative
from kejidata.model import terms

pytestmark = pytest.mark.root_project

READMES = [("README.md", "en"), ("README.zh.md", "zh")]


@pytest.mark.parametrize(("name", "lang"), READMES)
def test_paragraph_is_the_generated_one(name, lang, root):
    block = re.search(
        r"<!-- paragraph: outlook -->\n\n> (.*?)\n\n<!-- end -->", (root / name).read_text("utf-8")
    )
    assert block, f"{name} has no generated paragraph"
    obs = kejidata.load()
    report = obs[obs["source"] == "rugao_2020"]
    outlook = kejidata.target_outlook(report)
    assert block[1] == str(narrative.outlook(outlook, lang=lang))


@pytest.mark.parametrize(("name", "lang"), READMES)
def test_python_in_the_readme_runs_as_it_stands(name, lang, root, monkeypatch):
    monkeypatch.chdir(root)
    blocks = re.findall(r"```python\n(.*?)```", (root / name).read_text("utf-8"), flags=re.DOTALL)
    assert len(blocks) == 3
    names: dict[str, object] = {}
    for block in blocks:
        exec(compile(block, name, "exec"), names)
    assert len(names["checks"]) > 0
    told, drawn = (
        eval(line, names) for line in re.findall(r"^(?:narr|fig)\S+\(out.*\)", blocks[0], re.M)
    )
    numbers = told.facts[told.facts["rows"].map(len) > 0]
    assert len(numbers) >= 6
    assert (numbers["source"] == "rugao_2020").all()
    # 「征集企业有效技术需求150项」 the plan's words of 150 demands to be collected
    assert "征集企业有效技术需求150项" in told.source_of("150")
    publisher = {"en": "Science and Technology Bureau of Rugao (2021)", "zh": "如皋市科学技术局"}
    texts = [text.get_text() for text in drawn.findobj(Text)]
    assert any(publisher[lang] in text for text in texts)


@pytest.mark.parametrize(("name", "lang"), READMES)
def test_its_numbers_and_reasons_are_those_of_the_data(name, lang, root):
    text = (root / name).read_text("utf-8")
    # 「公布 26.82，意思是 26.815 到 26.825」 published, and what it may be
    number, low, high = re.search(
        r"([\d.]+)(?: is |，意思是 )([\d.]+) (?:to|到) ([\d.]+)", text
    ).groups()
    obs = kejidata.load().query("indicator == 'tech_contract_value' and region == '320682'")
    half = obs["step"] / 2
    told = obs["value"].eq(float(number)) & (obs["value"] - half).round(6).eq(float(low))
    assert (told & (obs["value"] + half).round(6).eq(float(high))).any()
    reasons = re.search(r"`reason` (?:is one of|的取值有)(.*?)design", text, re.DOTALL)[1]
    assert sorted(re.findall(r"`(\w+)`", reasons)) == sorted(terms.REASONS)


@pytest.mark.parametrize(("name", "lang"), READMES)
def test_links_lead_to_tracked_files(name, lang, root: Path, tracked):
    links = re.findall(r"\]\(([^)]+)\)", (root / name).read_text("utf-8"))
    local = [link for link in links if not link.startswith("http")]
    assert local
    assert set(local) - set(tracked) == set()


def test_every_test_that_the_page_on_robustness_names_is_there(root: Path):
    text = (root / "docs" / "robustness.md").read_text("utf-8")
    named = set(re.findall(r"(tests/[a-z_/]+\.py)(?:::(\w+))?", text))
    assert len(named) > 30
    missing = [
        (name, test)
        for name, test in sorted(named)
        if not (root / name).is_file() or f"def {test}" not in (root / name).read_text("utf-8")
    ]
    assert missing == []


def test_every_choice_of_tests_on_the_page_on_robustness_selects_some(root: Path):
    text = (root / "docs" / "robustness.md").read_text("utf-8")
    chosen = re.findall(r'(tests/[a-z_/]+\.py) -k (?:"([^"`]+)"|(\w+))', text)
    assert len(chosen) > 60
    none = [
        (name, word)
        for name, several, one in chosen
        for word in (several or one).split(" or ")
        if not re.search(rf"def test_\w*{word}", (root / name).read_text("utf-8"))
    ]
    assert none == []

"""The words of the languages: the same keys and numbers, each in its own language."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from kejidata.errors import KejidataError
from kejidata.model import observations, registry, terms
from kejidata.narrative.templates import say
from kejidata.project import use_project
from kejidata.reports.grammar.confidence import COSTS
from kejidata.wording import labels, names, numbers
from kejidata.wording.language import language, languages
from kejidata.wording.phrases import template

# What a language may lack: units that it says by one sentence for all, forms that it does not have.
OWN = ("amount.", "amount_short.", "per.", "axis.", "ordinal", "sign_", "gap.", "unit.")


def slots(lang: str, key: str) -> set[str]:
    found = {slot for _, slot, _ in template(lang, key) if slot}
    return found | {"value"} if "told" in found else found  # a figure as a clause


def told(lang: str) -> set[str]:
    return {key for key in language(lang).words if not key.startswith(OWN)}


def test_every_language_has_words_for_everything() -> None:
    for one, other in pairwise(languages()):
        assert told(one) == told(other)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_sentence_is_written_in_its_own_language(lang: str) -> None:
    wrong = {"zh": r"[,;:()](?!\d)|[A-Za-z]{3}", "en": r"[\u3400-\u9fff\uff00-\uffef]"}[lang]
    for key in language(lang).words:
        if not key.startswith(("name.", "page.")):
            words = "".join(literal for literal, _, _ in template(lang, key))
            # What is typed at a terminal has no language.
            words = re.sub(r"`[^`]*`", "", words)
            assert not re.search(wrong, words), key


def test_numbers_are_told_in_both_languages() -> None:
    numbers = {"n", "value", "target", "ratio", "base", "stated", "computed", "gap", "last"}
    for key in told("zh"):
        zh, en = slots("zh", key) & numbers, slots("en", key) & numbers
        assert zh - en <= {"n"}, key
        assert en - zh <= {"n"}, key


def test_an_unknown_sentence_fails_at_once() -> None:
    with pytest.raises(KeyError):
        say("zh", "no.such.sentence")


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(KejidataError, match="no language 'zz'"):
        labels.reason("no_value", "zz")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("section", "codes"),
    [
        ("reason", terms.REASONS),
        ("doubt", COSTS),
        ("measure", terms.DRAFTED),
        ("verdict", terms.VERDICTS),
        ("status", terms.STATUSES),
        ("bound_label", terms.BOUNDS),
        ("column", terms.NUMBERS),
        ("column", observations.COLUMNS),
        ("column", {name for columns in terms.RESULTS.values() for name in columns}),
        ("audit.measure", ("value", "growth_rate", "change", "completion_ratio", "rank")),
        ("noun", (*terms.LEVELS, "prefecture", "region", "indicator")),
    ],
)
def test_no_code_is_without_a_word(section: str, codes: tuple[str, ...], lang: str) -> None:
    assert not [code for code in codes if f"{section}.{code}" not in language(lang).words]


def test_every_unit_of_the_registry_has_an_english_name() -> None:
    for unit in registry.indicators()["unit"].unique():
        assert not re.search(r"[\u3400-\u9fff]", labels.unit(unit, "en")), unit


@pytest.mark.parametrize("unit", ["美元", "万美元", "亿美元", "万家", "万项", "万人次", "亿人"])
def test_a_unit_of_an_analysts_own_figures_has_an_english_name_too(unit: str) -> None:
    # A sentence says USD 43 million: the axis beside it is in dollars, not in 万美元.
    for said in (labels.unit(unit, "en"), numbers.scale_of(unit, "en").unit):
        assert not re.search(r"[\u3400-\u9fff]", said)


def test_an_unknown_code_is_shown_as_it_is() -> None:
    assert labels.reason("odd", "en") == "odd"
    assert labels.column("colour") == "colour"


@pytest.mark.parametrize(
    ("label", "zh", "en"),
    [
        ("长沙县", "长沙县", "Changsha County"),  # a county in the city of that name
        ("430100", "长沙", "Changsha"),
        ("430181", "浏阳", "Liuyang"),
        ("654002", "伊宁市", "Yining City"),  # two peers
        ("654021", "伊宁县", "Yining County"),
        ("422801", "恩施市", "Enshi City"),
        ("220000", "吉林", "Jilin"),
        ("220200", "吉林市", "Jilin City"),
        ("341003", "黄山区", "Huangshan District"),
    ],
)
def test_a_short_name_that_others_bear_too_is_told_in_full(label: str, zh: str, en: str) -> None:
    assert names.region(label, "zh", short=True) == zh
    assert names.region(label, "en") == en


def test_a_project_in_a_city_tells_its_county_of_the_same_name_apart(tmp_path: Path) -> None:
    settings = 'title = "t"\nregion = "430181"\nyear = 2023\n'
    (tmp_path / "kejidata.toml").write_text(settings, "utf-8")
    with use_project(tmp_path):
        said = [names.region(code, "zh", short=True) for code in ("430100", "430121", "430200")]
    assert said == ["长沙市", "长沙县", "株洲"]

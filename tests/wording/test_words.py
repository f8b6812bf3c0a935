"""The sentences of both languages: the same keys and numbers, each in its own language."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from kejidata.narrative.templates import WORDS, commas, listed, period, say, serial


def slots(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def test_both_languages_have_a_sentence_for_everything() -> None:
    assert set(WORDS["zh"]) == set(WORDS["en"])


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_sentence_is_written_in_its_own_language(lang: str) -> None:
    wrong = {"zh": r"[,;:()](?!\d)|[A-Za-z]{3}", "en": r"[\u3400-\u9fff\uff00-\uffef]"}[lang]
    for key, template in WORDS[lang].items():
        words = "".join(literal for literal, _, _, _ in Formatter().parse(template))
        assert not re.search(wrong, words), key


def test_numbers_are_told_in_both_languages() -> None:
    numbers = {"n", "value", "target", "ratio", "base", "stated", "computed", "gap", "last"}
    for key in WORDS["zh"].keys() & WORDS["en"].keys():
        zh, en = slots(WORDS["zh"][key]) & numbers, slots(WORDS["en"][key]) & numbers
        assert zh - en <= {"n"}, key
        assert en - zh <= {"n"}, key


def test_lists_and_clauses() -> None:
    assert "".join(map(str, listed(["甲", "乙", "丙"], "zh"))) == "甲、乙和丙"
    assert "".join(map(str, serial(["a", "b", "c"], "en"))) == "a, b and c"
    assert "".join(map(str, commas(["a", "b"], "en"))) == "a, and b"


@pytest.mark.parametrize(
    ("iso", "zh", "en"),
    [
        ("2020", "2020年", "2020"),
        ("2020-06", "2020年6月", "June 2020"),
        ("2020-01/2020-11", "2020年1—11月", "January–November 2020"),
        ("2019-07/2020-06", "2019年7月—2020年6月", "July 2019–June 2020"),
        ("2016/2020", "2016—2020年", "2016–2020"),
    ],
)
def test_periods(iso: str, zh: str, en: str) -> None:
    assert period(iso, "zh").text == zh
    assert period(iso, "en").text == en


def test_an_unknown_sentence_fails_at_once() -> None:
    with pytest.raises(KeyError):
        say("zh", "no.such.sentence")

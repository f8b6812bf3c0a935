"""The words of the languages: the same keys and numbers, each in its own language."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from kejidata.errors import KejidataError
from kejidata.model import observations, registry, terms
from kejidata.narrative.templates import say
from kejidata.wording import labels
from kejidata.wording.language import language, languages
from kejidata.wording.phrases import template

# What a language may lack: units that it says by one sentence for all, forms that it does not have.
OWN = ("amount.", "amount_short.", "per.", "money_axis.", "ordinal", "sign_", "gap.", "unit.")


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
        ("doubt", terms.DOUBTS),
        ("measure", terms.DRAFTED),
        ("verdict", terms.VERDICTS),
        ("status", terms.STATUSES),
        ("bound_label", terms.BOUNDS),
        ("column", terms.NUMBERS),
        ("column", observations.COLUMNS),
        ("column", {name for columns in terms.RESULTS.values() for name in columns}),
        ("audit.measure", ("value", "growth_rate", "change", "completion_ratio", "rank")),
        ("noun", (*terms.LEVELS, "region", "indicator")),
    ],
)
def test_no_code_is_without_a_word(section: str, codes: tuple[str, ...], lang: str) -> None:
    assert not [code for code in codes if f"{section}.{code}" not in language(lang).words]


def test_every_unit_of_the_registry_has_an_english_name() -> None:
    for unit in registry.indicators()["unit"].unique():
        assert not re.search(r"[\u3400-\u9fff]", labels.unit(unit, "en")), unit


def test_an_unknown_code_is_shown_as_it_is() -> None:
    assert labels.reason("odd", "en") == "odd"
    assert labels.column("colour") == "colour"

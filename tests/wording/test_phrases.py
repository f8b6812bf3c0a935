"""Lists, counts and forms of words."""

from __future__ import annotations

import pytest

from kejidata.wording import phrases


def test_lists() -> None:
    assert phrases.joined(["甲", "乙", "丙"], "zh") == "甲、乙和丙"
    assert phrases.joined(["a", "b", "c"], "en", "serial") == "a, b and c"
    assert phrases.joined(["a", "b"], "en", "phrase") == "a, and b"
    assert phrases.joined(["a"], "en") == "a"
    assert phrases.joined([], "en") == ""


def test_what_a_list_leaves_out_is_counted() -> None:
    assert phrases.listing(["a", "b", "c", "d", "e"], "en") == "a, b, c and 2 more"
    assert phrases.listing(["甲", "乙", "丙", "丁"], "zh") == "甲、乙、丙等4个"


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (1, "the 1 statement checked is"),
        (2, "both statements checked are"),
        (3, "all 3 statements checked are"),
    ],
)
def test_a_word_takes_the_form_of_its_number(n: int, said: str) -> None:
    assert phrases.text("en", "audit.all.confirmed", n=n, whose="") == f"{said} confirmed."


def test_thousands_are_parted_as_the_language_does() -> None:
    assert phrases.text("en", "balance.up.mixed", n=1471) == "1,471 rises"
    assert phrases.text("zh", "balance.up.mixed", n=1471) == "1471项上升"

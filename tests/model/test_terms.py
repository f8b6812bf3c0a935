"""Words for codes: none of the package's codes, columns and units is left without them."""

from __future__ import annotations

import re

import pytest

from kejidata.model import observations, registry, terms

REASONS = {
    *("no_value", "no_base", "zero_base", "negative_base", "period_mismatch", "unit_mismatch"),
    *("definition_break", "not_exact", "no_target", "zero_target", "negative_target"),
    *("zero_value", "no_actual", "definition_differs"),
}


def test_every_reason_of_the_design_page_has_words() -> None:
    assert set(terms.REASONS) >= REASONS


@pytest.mark.parametrize(
    "table",
    ["REASONS", "MEASURES", "VERDICTS", "STATUSES", "COLUMNS", "UNITS", "GAPS"],
)
def test_words_are_of_their_language(table: str) -> None:
    for code, (zh, en) in getattr(terms, table).items():
        assert zh, code
        assert en, code
        assert not re.search(r"[\u3400-\u9fff]", en), code


def test_every_unit_of_the_registry_has_an_english_name() -> None:
    for unit in registry.indicators()["unit"].unique():
        assert not re.search(r"[\u3400-\u9fff]", terms.unit(unit, "en")), unit


def test_every_column_of_the_observations_has_a_heading() -> None:
    for name in observations.COLUMNS:
        assert terms.column(name, "zh") != name


def test_an_unknown_code_is_shown_as_it_is() -> None:
    assert terms.reason("odd", "en") == "odd"
    assert terms.column("colour") == "colour"

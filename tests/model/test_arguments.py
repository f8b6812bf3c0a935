"""What is given to a public function is of the kind that it asks for, or refused in a sentence."""

from importlib import import_module
from inspect import Parameter, isfunction, signature

import numpy as np
import pytest

import kejidata
from kejidata.errors import KejidataError
from kejidata.model.arguments import KINDS, held_to_annotations

ROOMS = ("kejidata", "kejidata.figures", "kejidata.narrative", "kejidata.reports")


def asked():
    """Yield each argument of a public function that is of a kind no object fits."""
    for room in ROOMS:
        for name in import_module(room).__all__:
            function = getattr(import_module(room), name)
            for one in signature(function).parameters.values() if isfunction(function) else ():
                kind = KINDS.get(str(one.annotation).removesuffix(" | None"))
                if kind and not kind.holds(object()) and one.kind != Parameter.VAR_POSITIONAL:
                    yield pytest.param(function, one.name, id=f"{room}.{name}-{one.name}")


@pytest.mark.parametrize(("function", "argument"), list(asked()))
def test_another_kind_is_refused_before_anything_is_done(function, argument):
    with pytest.raises(KejidataError, match=f"is needed, not <object.*\n  in argument {argument}"):
        function(**{argument: object()})


def test_the_number_of_a_code_is_taken_as_its_text(tmp_path):
    table = tmp_path / "a.csv"
    table.write_text("指标,2020\nR&D经费(亿元),3.5\n", "utf-8")
    assert kejidata.read_table(table, region=320682)["region"].tolist() == ["320682"]


@pytest.mark.parametrize("given", [(one for one in "ab"), [1], {"a": 1}.values(), None])
def test_a_list_of_texts_is_nothing_that_is_read_once(given):
    with pytest.raises(KejidataError, match="a list of texts is needed"):
        listed(given)


def test_a_list_of_texts_may_be_a_column_or_one_text():
    assert listed(np.array(["a", "b"])) == ["a", "b"]
    assert listed("ab") == ["ab"]


@held_to_annotations
def listed(names: "Sequence[str]") -> "Sequence[str]":  # noqa: F821, UP037
    return names

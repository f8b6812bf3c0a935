"""What is given to a public function, held against what its annotations say that it takes.

Numbers and frames have messages of their own where they are used; here is what else goes in.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping
from functools import wraps
from numbers import Integral
from typing import Any, NamedTuple, ParamSpec, TypeVar

import pandas as pd

from kejidata.errors import KejidataError, cell

P = ParamSpec("P")
R = TypeVar("R")


class Kind(NamedTuple):
    """What an annotation asks for: whether something is it, its name in a message, how it is taken.

    Codes of regions are numbers to some, and lists of texts are columns of a frame.
    """

    holds: Callable[[Any], bool]
    name: str
    taken: Callable[[Any], Any] = lambda given: given


def held_to_annotations(function: Callable[P, R]) -> Callable[P, R]:
    """Return a function that refuses arguments of another kind than it is annotated with.

    Examples
    --------
    >>> @held_to_annotations
    ... def named(region: str) -> str:
    ...     return region
    >>> named("如皋"), named(320682)
    ('如皋', '320682')
    >>> named(["如皋"])
    Traceback (most recent call last):
    kejidata.errors.KejidataError: one text is needed, not ['如皋']
      in argument region
      -> give one text
    """
    asked = kinds_of(function)

    @wraps(function)
    def taking(*args: P.args, **kwargs: P.kwargs) -> R:
        given, named = as_asked(asked, args, kwargs)
        return function(*given, **named)

    return taking


def kinds_of(function: Callable[..., object]) -> dict[str, str]:
    """Return the annotations of the arguments of a function, in their order."""
    annotated: dict[str, Any] = getattr(function, "__annotations__", {})
    return {name: str(kind) for name, kind in annotated.items() if name != "return"}


def as_asked(asked: Mapping[str, str], args: Any, kwargs: Mapping[str, Any]) -> Any:
    """Return positional and named arguments, the numbers of codes as text.

    Raises
    ------
    KejidataError
        One is of another kind than asked for.
    """
    given = [_as_asked(name, asked[name], one) for name, one in zip(asked, args, strict=False)]
    named = {name: _as_asked(name, asked.get(name, ""), one) for name, one in kwargs.items()}
    return (*given, *args[len(given) :]), named


def _as_asked(name: str, annotation: str, given: Any) -> Any:
    """Return an argument as it is taken."""
    kind = KINDS.get(annotation.removesuffix(" | None"))
    if kind is None or (given is None and annotation.endswith(" | None")):
        return given
    if not kind.holds(given):
        raise KejidataError(
            f"{kind.name} is needed, not {cell(given)}",
            where=f"argument {name}",
            remedy=f"give {kind.name}",
        )
    return kind.taken(given)


def _is_text(given: Any) -> bool:
    """Tell a text or the number of a code, which a gap in its column makes a float."""
    whole = isinstance(given, Integral) or (isinstance(given, float) and given.is_integer())
    return isinstance(given, str) or (whole and not isinstance(given, bool))


def _are_texts(given: Any) -> bool:
    """Tell texts that can be read again and again; one alone stands for a list of it."""
    return isinstance(given, Collection) and all(isinstance(one, str) for one in given)


def _are_two(given: Any) -> bool:
    return isinstance(given, tuple | list) and len(given) == 2 and _are_texts(given)


def _are_pairs(given: Any) -> bool:
    return isinstance(given, Collection) and all(map(_are_two, given))


def _is_single(given: Any) -> bool:
    """Tell one thing from many and from what is missing; what it is, is asked where it is used."""
    return isinstance(given, Hashable) and given is not pd.NA


def _named(name: str) -> Callable[[Any], bool]:
    """Return what tells things of a class by its name; most of them need not be loaded."""
    return lambda given: any(one.__name__ == name for one in type(given).__mro__)


_TEXT = Kind(_is_text, "one text", lambda one: one if isinstance(one, str) else str(int(one)))
_TEXTS = Kind(
    _are_texts, "a list of texts", lambda given: [given] if isinstance(given, str) else list(given)
)
_NUMBER = Kind(_is_single, "one number")
KINDS = {
    "str": _TEXT,
    "Lang": _TEXT,
    "int": _NUMBER,
    "int | str": Kind(_is_single, "one number or text"),
    "str | int": Kind(_is_single, "one text or number"),
    "bool": Kind(lambda given: isinstance(given, bool), "True or False"),
    "Sequence[str]": _TEXTS,
    "tuple[str, str]": Kind(_are_two, "a pair of texts"),
    "Sequence[tuple[str, str]]": Kind(_are_pairs, "a list of pairs of texts"),
    "Callable[[float], object]": Kind(callable, "a function"),
    "Figure": Kind(_named("Figure"), "a figure"),
    "Narrative": Kind(_named("Narrative"), "a narrative"),
}
"""What each annotation takes, but for None."""

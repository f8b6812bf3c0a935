"""What the analyst gives for what a table does not state; what changes nothing is refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kejidata.errors import KejidataError
from kejidata.model.terms import KEYS
from kejidata.tables.meaning import periods_text
from kejidata.tables.meaning.scales import FRACTION
from kejidata.tables.meaning.units_text import unit_of

NAMES = (*KEYS, "unit")
TITLE = "title"
"""What is given as the period of tables whose titles state it, each its own."""


@dataclass
class Given:
    """The arguments of `read_table`, as codes or as written; `used` are those that said anything.

    `source` is the id of the source of rows that name none, `of_title` tells of one table that its
    period is that of its title.

    Raises
    ------
    KejidataError
        The period or the unit is none.
    """

    region: str = ""
    indicator: str = ""
    period: str = ""
    unit: str = ""
    source: str = ""
    used: set[str] = field(default_factory=set)
    of_title: bool = False

    def __post_init__(self) -> None:
        """Check period and unit, and bring them into the form in which they are compared."""
        if self.period not in ("", TITLE):
            period = periods_text.iso(self.period)
            if not period:
                raise _no(
                    "period",
                    self.period,
                    "write 2020, 2020-06, 2020-01/2020-11 or 2016/2020, or title where the title of"
                    " the table states it",
                )
            self.period = period
        if self.unit:
            # 1 may be given as a number.
            told = str(self.unit)
            unit = FRACTION if told == FRACTION else unit_of(told)
            if not unit:
                remedy = (
                    "write a unit such as 亿元, 万元, 家, %, or 1 for shares written as fractions"
                )
                raise _no("unit", told, remedy)
            self.unit = unit

    @classmethod
    def of(cls, texts: Mapping[str, str]) -> Given:
        """Return arguments given by name."""
        region, indicator, period, unit = (texts.get(name, "") for name in NAMES)
        return cls(region, indicator, period, unit)

    def texts(self) -> dict[str, str]:
        """Return the arguments by name."""
        return {name: getattr(self, name) for name in NAMES}

    def take(self, name: str) -> str:
        """Return an argument where it is given, and remember that it said something."""
        text: str = getattr(self, name)
        if text:
            self.used.add(name)
        return text

    def refuse_idle(self, place: str) -> None:
        """Refuse an argument that changed nothing: the table states it itself.

        That titles state periods is said of many tables, of which some state theirs otherwise.
        """
        for name in NAMES:
            if getattr(self, name) not in ("", TITLE) and name not in self.used:
                raise KejidataError(
                    f"the argument {name} changes nothing: the table states its {name} itself",
                    where=place,
                    rows=[f"{name}={getattr(self, name)!r}"],
                    remedy="leave it out (of NAME.table.toml too), or correct the table",
                )


def kept(name: str, value: str = "") -> str:
    """Return how a build is given what a table does not state.

    Examples
    --------
    >>> kept("period")
    '; for a build: kejidata tables FILE --period ... --keep'
    """
    return f"; for a build: kejidata tables FILE --{name} {value or '...'} --keep"


def _no(name: str, text: str, remedy: str) -> KejidataError:
    return KejidataError(
        f"the argument {name} is no {name}", where=f"argument {name}", rows=[repr(text[:100])],
        remedy=remedy,
    )  # fmt: skip

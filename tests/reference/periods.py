"""Periods as spans of months."""

import re
from fractions import Fraction
from typing import Any, NamedTuple

FORM = re.compile(r"(\d{4})(?:-(\d{2}))?(?:/(\d{4})(?:-(\d{2}))?)?")


class Period(NamedTuple):
    """From the month `start` to the month `end`, both counted from the year 0."""

    start: int
    end: int

    @property
    def months(self) -> int:
        """Return the length."""
        return self.end - self.start + 1

    def years_back(self, span: int) -> int:
        """Return the months that lie between a period and its base.

        "The same period `span` years earlier by calendar"; "a period longer than a year moves by
        its own length", `span` times.
        """
        return span * max(12, self.months)

    def back(self, span: int) -> "Period":
        """Return the base period."""
        months = self.years_back(span)
        return Period(self.start - months, self.end - months)

    def overlaps(self, other: "Period") -> bool:
        """Return whether the two have a month in common."""
        return self.start <= other.end and other.start <= self.end

    def year(self) -> "Period | None":
        """Return the calendar year that a part of a year lies in."""
        first, last = self.start // 12, self.end // 12
        return Period(first * 12, first * 12 + 11) if first == last else None

    def elapsed(self, whole: "Period") -> Fraction:
        """Return how much of a whole is gone at the end of this period, in percent.

        "`elapsed` is the part of the target's period that is gone at the end of the period."
        """
        return Fraction(100 * (self.end - whole.start + 1), whole.months)


def parse(text: Any) -> Period:
    """Return the period of an ISO 8601 year, month, or interval of either."""
    found = FORM.fullmatch(str(text))
    if found is None:
        raise ValueError(f"not a period: {text!r}")
    year, month, last_year, last_month = found.groups()
    last_year, last_month = (last_year, last_month) if last_year else (year, month)
    start = int(year) * 12 + (int(month) - 1 if month else 0)
    return Period(start, int(last_year) * 12 + (int(last_month) - 1 if last_month else 11))

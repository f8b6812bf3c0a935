"""A text without white space, in which every place of the text is found again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate


def squeeze(text: str) -> str:
    r"""Return a text without white space, as surfaces and quotes are compared.

    Examples
    --------
    >>> squeeze("实际支付金额 4637\n\n万元")
    '实际支付金额4637万元'
    """
    return "".join(text.split())


@dataclass(frozen=True)
class Squeezed:
    """A text without white space, in which every place of the text is found again.

    `before` holds for each offset of the text how many characters of `plain` stand before it.
    """

    text: str
    plain: str
    before: Sequence[int]

    @classmethod
    def of(cls, text: str) -> Squeezed:
        """Return a text squeezed."""
        before = [0, *accumulate(not letter.isspace() for letter in text)]
        return cls(text, squeeze(text), before)

    def holds(self, quote: str, start: int, end: int) -> bool:
        """Tell whether a squeezed quote stands in the text around an offset and the next."""
        first, last = (self.before[min(at, len(self.text))] for at in (start, end))
        at = self.plain.find(quote, max(0, last - len(quote)), first + len(quote))
        return -1 < at <= first

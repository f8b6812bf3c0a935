"""Numbers at the ticks of an axis, as the language of the picture writes them."""

from __future__ import annotations

from matplotlib.ticker import ScalarFormatter

from kejidata.model.terms import Lang
from kejidata.wording import numbers


class Ticks(ScalarFormatter):
    """The decimals that matplotlib finds for all ticks together; marks and digits of a language.

    By itself it would write a million as 1 with 1e6 apart, and know no thousands.
    """

    def __init__(self, lang: Lang) -> None:
        super().__init__(useOffset=False)
        self.set_scientific(False)
        self.lang = lang

    def __call__(self, x: float, pos: int | None = None) -> str:
        """Return what stands at a tick."""
        plain: str = super().__call__(x, pos)
        return numbers.number(float(x), self.lang, len(plain.partition(".")[2]))

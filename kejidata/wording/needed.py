"""The figures that a statement lacks, in words."""

from __future__ import annotations

from kejidata.model.terms import Lang
from kejidata.narrative.facts import Fact, Piece
from kejidata.narrative.templates import clauses, listed, period, say
from kejidata.wording import names


def needed(needs: str, lang: Lang) -> str:
    """Return what the column `needs` of an audit asks for, in words.

    Parameters
    ----------
    needs
        Figures as region/indicator/period, each followed by /target for a target, parted by "; ".
    lang
        "zh" or "en".

    Examples
    --------
    >>> needed("320681/sts_revenue/2020; 320623/sts_revenue/2020", "en")
    'revenue of scientific and technical service firms, 2020: Qidong and Rudong'
    """
    groups: dict[tuple[str, str, bool], list[str]] = {}
    for figure in filter(None, needs.split("; ")):
        region, indicator, when, *target = figure.split("/")
        groups.setdefault((indicator, when, bool(target)), []).append(region)
    told = [
        say(
            lang,
            "needed.target" if target else "needed.value",
            name=names.indicator(indicator, lang),
            period=period(when, lang),
            regions=listed([names.region(region, lang, short=True) for region in regions], lang),
        )
        for (indicator, when, target), regions in groups.items()
    ]
    return "".join(_text(piece) for piece in clauses(told, lang))


def _text(piece: Piece) -> str:
    return piece.text if isinstance(piece, Fact) else piece

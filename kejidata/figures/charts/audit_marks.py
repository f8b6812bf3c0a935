"""Stated against computed: what a source states, and what follows from other figures."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from operator import itemgetter

import pandas as pd

from kejidata.figures import labels
from kejidata.figures.layout.page import Captions
from kejidata.figures.layout.picture import Picture, chart
from kejidata.figures.layout.row import in_bold
from kejidata.figures.layout.row_chart import row_chart
from kejidata.figures.layout.statement_labels import SECTION, TOTALS, counted, row_of
from kejidata.figures.layout.statement_marks import draw_computed, set_scale
from kejidata.figures.layout.style import Canvas, size_of
from kejidata.figures.select import checked, focused, limit
from kejidata.measures.check_totals import as_statements
from kejidata.model.terms import Lang
from kejidata.panel.any_frame import any_frame
from kejidata.panel.normalize import records, together
from kejidata.wording.labels import verdict
from kejidata.wording.phrases import joined, text
from kejidata.wording.sources import source_line

_COLUMNS = (
    *("region", "indicator", "period", "measure", "stated", "step", "unit"),
    *("low", "high", "verdict", "reason"),
)
VERDICTS = ("confirmed", "contradicted", "remainder", "open", "not_checkable")
"""What is said of totals and their parts where of statements it is said otherwise."""
SHARED = ("remainder", "confirmed")
"""Verdicts whose rows of one series over the periods are one row of the picture."""
_ORDER = {name: at for at, name in enumerate(("contradicted", "open", *SHARED, "not_checkable"))}
_URGENT = {name: at for at, name in enumerate(("contradicted", "open", "not_checkable", *SHARED))}
"""What is left out last: one more confirmation says least."""
SERIES = ("region", "indicator", "measure")
TOP = {"slide": 15, "column": 24}
"""Rows that fit a size."""
REGIONS = 3
"""Regions at most that the title tells one by one."""


@chart
@any_frame
def audit_marks(
    audit: pd.DataFrame,
    lang: Lang = "zh",
    size: str = "slide",
    top: int | None = None,
    focus: str | None = None,
    sources: Sequence[str] | None = None,
    title: str | None = None,
    figure: Canvas | None = None,
) -> Picture:
    """Return a mark for each figure computed for a statement, in the statement's rounding steps.

    All rows share one scale: zero is what is stated, the pale band its rounding, a dot and a line
    what the figures give. Contradicted statements come first and are orange; those confirmed of one
    indicator, over the periods, share a row, and so do totals with a remainder; what cannot be
    checked stands below with what is missing. The scale is logarithmic beyond one step where
    something lies farther than five.

    Parameters
    ----------
    audit
        Result of `kejidata.audit`: region, indicator, period, measure, stated, unit, low, high,
        verdict, reason; optional needs, source. Or that of `kejidata.check_totals`, whose totals
        are what is stated, the sum of the parts what is computed.
    lang
        A language, such as zh or en.
    size
        slide or column.
    top
        Rows to show; the rest is counted in a note. By default as many as fit the size.
    focus
        A region, by code or name, whose rows are in bold.
    sources
        Ids of sources for the source line; otherwise the `source` column of the frame.
    title
        Takes the place of the finding.
    figure
        A matplotlib Figure or SubFigure without anything in it, to be drawn into.

    Raises
    ------
    KejidataError
        Columns missing, unknown language or size.

    Examples
    --------
    >>> import kejidata
    >>> import pandas as pd
    >>> obs = pd.DataFrame({"region": "320682", "indicator": "hnte_applied",
    ...                     "period": [2019, 2020, 2020], "value": [200, 221, 10.5],
    ...                     "measure": ["value", "value", "growth_rate"],
    ...                     "unit": ["家", "家", "%"], "step": [1, 1, 0.1]})
    >>> audit_marks(kejidata.audit(obs), "en").get_label().split(". ")[0]
    'Of 1 statement, 1 confirmed'
    """
    measures = size_of(size, title, figure)
    said = SECTION
    if isinstance(audit, pd.DataFrame) and "gap" in audit:
        audit, said = as_statements(audit), TOTALS
    frame = checked(audit, _COLUMNS, "the result of audit or of check_totals", lang)
    frame["order"] = frame["verdict"].map(_ORDER)
    frame["line"] = _lines(frame)
    frame = frame.sort_values(["order", "line"], kind="stable", ignore_index=True)
    urgent = frame.drop_duplicates("line").assign(order=frame["verdict"].map(_URGENT))
    kept = urgent.sort_values("order", kind="stable")["line"].iloc[: limit(top, TOP[measures.name])]
    shown = frame[frame["line"].isin(kept)]
    lines = [*together(records(shown), itemgetter("line")).values()]
    several = frame["region"].nunique() > 1
    # The total is the value of its row, whatever a statement calls it.
    published = frame if said == SECTION else frame.rename(columns={"stated": "value"})
    told = labels.Told(published, lang)
    named = [row_of(line, several, told) for line in lines]
    rows = in_bold(named, [line[0]["region"] for line in lines], focused(frame, focus))
    drawn = shown[shown["verdict"].ne("not_checkable") & shown["low"].notna()]
    captions = Captions(
        _title(frame, said, lang),
        _subtitle(drawn, said, lang),
        _hidden(frame.drop(shown.index), said, lang),
        source_line(frame, sources, lang),
        frame.drop(columns=["order", "line"]),
    )
    page, axes, layout = row_chart(rows, captions, measures, lang, _axis(drawn, said, lang))
    set_scale(axes, drawn, told)
    for position, (row, line) in enumerate(zip(rows, lines, strict=True)):
        if not row.reason:
            draw_computed(axes, position + layout.track_at, layout.half, line, told)
    return page.figure


def _axis(drawn: pd.DataFrame, section: str, lang: Lang) -> str:
    """Return what distances are counted in; what is exact has no rounding step."""
    key = "axis.exact" if drawn["step"].eq(0).any() else "axis"
    return text(lang, f"{section}.{key}") if len(drawn) else ""


def _lines(frame: pd.DataFrame) -> list[int]:
    """Return the row of each statement: one for all of a series with a shared verdict."""
    shared: dict[Hashable, int] = {}
    own = frame["verdict"].where(frame["verdict"].isin(SHARED), frame.index.astype(object))
    keys = zip(own, *(frame[key] for key in SERIES), strict=True)
    return [shared.setdefault(key, at) for at, key in enumerate(keys)]


def _title(frame: pd.DataFrame, section: str, lang: Lang) -> str:
    """Return how many statements are confirmed, contradicted and not checkable, by region."""
    regions = frame.groupby("region", sort=False)["verdict"]
    if not 1 < regions.ngroups <= REGIONS:
        if frame["verdict"].nunique() == 1 and len(frame) > 1:
            said = verdict(str(frame["verdict"].iloc[0]), lang)
            return text(lang, f"{section}.all", n=len(frame), verdict=said)
        return text(
            lang, f"{section}.title", n=len(frame), said=_tally(frame["verdict"], section, lang)
        )
    parts = [
        text(
            lang,
            f"{SECTION}.region",
            where=labels.region(code, lang),
            said=_tally(verdicts, section, lang),
        )
        for code, verdicts in regions
    ]
    return text(lang, f"{section}.regions", n=len(frame), said=joined(parts, lang, "clause"))


def _tally(verdicts: pd.Series[str], section: str, lang: Lang) -> str:
    """Return how many have each verdict."""
    count = {code: int((verdicts == code).sum()) for code in VERDICTS}
    return joined(
        [counted(code, n, section, lang) for code, n in count.items() if n], lang, "tally"
    )


def _subtitle(drawn: pd.DataFrame, section: str, lang: Lang) -> str:
    """Return what the marks mean that the figure has."""
    if drawn.empty:
        return text(lang, f"{SECTION}.subtitle.none")
    alone = ~drawn["line"].duplicated(keep=False)  # A row of several has no figures beside it.
    parts = [text(lang, f"{section}.subtitle")]
    parts += [text(lang, f"{section}.right")] * bool(alone.any())
    for code in ("contradicted", "remainder", "open"):
        parts += [text(lang, f"{SECTION}.key.{code}")] * bool((drawn["verdict"] == code).any())
    return joined(parts, lang, "clause")


def _hidden(rest: pd.DataFrame, section: str, lang: Lang) -> list[str]:
    """Return the note that counts, by verdict, the statements not shown."""
    count = rest["verdict"].value_counts(sort=False)
    parts = [counted(str(code), int(n), section, lang) for code, n in count.items()]
    if not parts:
        return []
    return [text(lang, f"{SECTION}.hidden", items=joined(parts, lang, "part"))]

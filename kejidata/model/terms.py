"""The closed lists that every room speaks in: codes, defined once; their words are in wording."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

Lang = str
"""The code of a language, such as zh or en: the name of its file in wording."""

KEYS = ("region", "indicator", "period")
"""Which figure a row is about."""


class Kind(NamedTuple):
    """How the numbers of a kind of indicator behave.

    Parameters
    ----------
    by_points
        Two of them differ by their difference, in percentage points, and not by a growth rate.
    whole
        Published in ones they are exact: things are counted.
    gathers
        They add up: the parts of a region to its total, and the months of a year, so that a part
        of one can be held against the calendar.
    """

    by_points: bool
    whole: bool
    gathers: bool


KINDS: Mapping[str, Kind] = {
    "amount": Kind(by_points=False, whole=False, gathers=True),
    "count": Kind(by_points=False, whole=True, gathers=True),
    "share": Kind(by_points=True, whole=False, gathers=False),
    "index": Kind(by_points=False, whole=False, gathers=False),
}
"""What an indicator is."""


def by_points(kind: str) -> bool:
    """Return whether numbers of a kind, known or not, differ by percentage points."""
    return kind in KINDS and KINDS[kind].by_points


MEASURES = ("value", "target", "growth_rate", "completion_ratio", "rank", "change")
"""What an observation states of its figure."""

DRAFTED = (*MEASURES, "threshold")
"""What a figure in a draft may be; a threshold is no observation."""

BOUNDS = ("exact", "at_least", "at_most", "about")
NEGATED = {"at_least": "at_most", "at_most": "at_least"}
"""The bound of a fall by that of the number below zero: -10, at_most is down 10 or more."""
STATUSES = ("estimate", "provisional", "revised", "secondary")
WORDED: Mapping[str, tuple[str, ...]] = {
    "measure": MEASURES,
    "bound": BOUNDS,
    "status": STATUSES,
}
"""Columns of observations whose cells are codes; a final figure has no status."""
LEVELS = ("nation", "province", "city", "county")
PRICE_BASES = ("current", "current_level", "constant", "none")
"""At which prices an amount is stated; none where nothing is priced."""
FLOW = "flow"
TIMINGS = (FLOW, "stock", "ratio")
"""How an indicator lies in time: it adds up from the beginning of the year (patents granted), is
there at the end of the period (patents in force, inhabitants), or is a quotient of the period."""

CHECKED = ("contradicted", "open", "confirmed", "not_checkable")
"""Verdicts of the audit, the gravest first; open: rounding leaves it open."""
SUMMED = ("contradicted", "remainder", "confirmed", "not_checkable")
"""Verdicts on totals; remainder: members of a region are not the whole of it by definition."""
MET = ("missed", "open", "reached")
"""Verdicts on a target; open: rounding leaves it open."""
PACES = ("behind", "open", "on_track", "reached")
"""Verdicts on the pace towards a target, first what wants most of a reader; open: rounding leaves
it open."""
POSITIONS = ("strength", "middle", "weakness", "open")
"""Where a place stands among its peers, by thirds from the first; the last, open: its ranks reach
over more than one third of them."""
VERDICTS = tuple(dict.fromkeys((*CHECKED, *SUMMED, *MET, *PACES)))

CLOSED = ("both", "left", "right", "neither")
"""Which ends an interval holds, in the words of pandas' intervals: left is the low end."""

REASONS = (
    "no_value",
    "no_base",
    "no_denominator",
    "no_target",
    "no_actual",
    "no_earlier_actual",
    "definition_differs",
    "period_mismatch",
    "not_additive",
    "unit_mismatch",
    "definition_break",
    "territory_break",
    "not_exact",
    "no_peer",
    "low_availability",
    "no_scale",
    "not_positive",
    "zero_base",
    "zero_target",
    "negative_base",
    "negative_target",
    "zero_value",
)
"""Why a number is empty, in the order in which they are given: the first that holds is it."""


def reasons(*names: str) -> tuple[str, ...]:
    """Return some of the reasons in their order."""
    return tuple(name for name in REASONS if name in names)


REST = "rest"
"""The part of a total that its parts leave."""

PERCENT, POINTS, RANK = "%", "个百分点", "位"
"""Units of rates, of changes of shares (percentage points), and of ranks."""

STATED_UNITS = {"growth_rate": PERCENT, "completion_ratio": PERCENT, "rank": RANK}
"""Measures that have a unit of their own, whatever the indicator's is."""

RESULTS: Mapping[str, tuple[str, ...]] = {
    name: (*KEYS, *columns.split())
    for name, columns in {
        "growth_rates": "base_period value base_value growth unit low high closed reason",
        "completion_ratios": "value target completion low high closed elapsed reason",
        "rankings": "value unit step rank best worst ranked missing shift reason",
        "base_effects": "growth growth_low growth_high growth_closed previous previous_low"
        " previous_high previous_closed two_year two_year_low two_year_high two_year_closed"
        " recovery recovery_low recovery_high recovery_closed",
        "target_outlook": "target bound unit last_value last_period age change change_low"
        " change_high change_closed change_rate change_rate_low change_rate_high"
        " change_rate_closed direction reason related related_value related_unit",
        "target_outcomes": "target bound unit outcome outcome_period gap gap_low gap_high"
        " gap_closed verdict reason",
        "contributions": "part base_period value base_value unit contribution contribution_low"
        " contribution_high contribution_closed share share_low share_high share_closed"
        " share_change share_change_low share_change_high share_change_closed reason",
        "check_totals": "value step computed low high closed gap gap_low gap_high gap_closed unit"
        " parts missing verdict reason",
        "single_periods": "cumulative earlier_period earlier_value value low high closed"
        " step unit reason",
        "ratio": "value low high closed step unit reason",
        "pace": "target bound unit base_period base_value last_period last_value growth_needed"
        " growth_needed_low growth_needed_high growth_needed_closed growth_so_far"
        " growth_so_far_low growth_so_far_high growth_so_far_closed expected expected_low"
        " expected_high expected_closed verdict reason",
        "index_numbers": "value base_period base_value base_low base_high index_number low high"
        " closed step reason",
        "real": "value base_period real real_low real_high real_closed step unit deflator"
        " deflator_low deflator_high deflator_closed deflator_region deflator_indicator reason",
        "composite_index": "score low high rank best worst best_by_weights worst_by_weights"
        " best_left_out worst_left_out best_by_method worst_by_method available ranked missing"
        " shift reason",
        "index_contributions": "part value normalised weight contribution contribution_low"
        " contribution_high next gap gap_low gap_high reason",
        "profile": "value unit step growth growth_low growth_high growth_closed growth_unit rank"
        " best worst ranked missing shift median best_value completion completion_low"
        " completion_high completion_closed position reason growth_reason completion_reason",
        "derive": "value low high closed unit reason",
        "audit": "measure stated step unit computed low high closed verdict reason needs source"
        " quote",
    }.items()
}
"""The columns of each result, by the function that returns it; behind them source, where the
observations have it."""

QUANTITY, CHANGE, RATE, SHARE, NUMBER = "quantity", "change", "rate", "share", "number"
ANNUAL, INDEX = "annual", "index"
"""What a column of numbers is in: the indicator's unit; the same, percentage points for a share; %
or percentage points; %; a number without a unit. ANNUAL: percentage points for a share, else %;
INDEX: a number without a unit that has decimals."""

NUMBERS: Mapping[str, str] = {
    name: kind
    for kind, names in {
        QUANTITY: "value cumulative earlier_value base_value base_low base_high step target"
        " implied_base implied_target implied_low implied_high last_value related_value outcome"
        " stated computed expected expected_low expected_high real real_low real_high median"
        " best_value",
        CHANGE: "change change_low change_high gap gap_low gap_high",
        RATE: "growth low high stated_growth",
        SHARE: "completion completion_low completion_high stated_completion"
        " stated_completion_low stated_completion_high"
        " elapsed change_rate change_rate_low change_rate_high annual previous"
        " previous_low previous_high two_year recovery growth_low growth_high two_year_low"
        " two_year_high recovery_low recovery_high share share_low share_high available weight",
        ANNUAL: "growth_needed growth_needed_low growth_needed_high growth_so_far"
        " growth_so_far_low growth_so_far_high",
        INDEX: "index_number deflator deflator_low deflator_high score normalised",
        POINTS: "contribution contribution_low contribution_high share_change share_change_low"
        " share_change_high",
        NUMBER: "age parts rank best worst best_by_weights worst_by_weights best_left_out"
        " worst_left_out best_by_method worst_by_method ranked missing shift",
    }.items()
    for name in names.split()
}
"""Columns of numbers, and what each is in."""

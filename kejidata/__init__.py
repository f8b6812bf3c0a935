"""Science-and-technology indicators that are right, from published tables and work reports."""

from kejidata.audit import audit
from kejidata.base_effects import base_effects
from kejidata.completion import completion_ratios
from kejidata.errors import KejidataError
from kejidata.growth import growth_rates
from kejidata.observations import load
from kejidata.outlook import target_outcomes, target_outlook
from kejidata.ranking import rankings
from kejidata.registry import indicators, regions, sources
from kejidata.reports import read_report
from kejidata.tables import read_table

__all__ = [
    "KejidataError",
    "audit",
    "base_effects",
    "completion_ratios",
    "growth_rates",
    "indicators",
    "load",
    "rankings",
    "read_report",
    "read_table",
    "regions",
    "sources",
    "target_outcomes",
    "target_outlook",
]

__version__ = "0.1.0"

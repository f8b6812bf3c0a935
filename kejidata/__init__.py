"""Science-and-technology indicators that are right, from published tables and work reports."""

from kejidata.display import table
from kejidata.errors import KejidataError
from kejidata.measures.audit import audit
from kejidata.measures.base_effects import base_effects
from kejidata.measures.completion import completion_ratios
from kejidata.measures.derived import derive
from kejidata.measures.growth import growth_rates
from kejidata.measures.outcomes import target_outcomes
from kejidata.measures.outlook import target_outlook
from kejidata.measures.ranking import rankings
from kejidata.model.observations import load, load_example
from kejidata.model.peer_groups import peer_groups
from kejidata.model.registry import indicators, regions, sources, themes
from kejidata.project import current_project, examples, use_project
from kejidata.reports import read_report
from kejidata.tables.read_table import preview_table, read_table
from kejidata.tables.write_table import write_table

__all__ = [
    "KejidataError",
    "audit",
    "base_effects",
    "completion_ratios",
    "current_project",
    "growth_rates",
    "derive",
    "examples",
    "indicators",
    "load",
    "load_example",
    "peer_groups",
    "preview_table",
    "rankings",
    "read_report",
    "read_table",
    "regions",
    "sources",
    "table",
    "target_outcomes",
    "target_outlook",
    "themes",
    "use_project",
    "write_table",
]

__version__ = "0.1.0"


def __dir__() -> list[str]:
    """Return the public names alone: the rooms behind them are for those who read the code."""
    return __all__

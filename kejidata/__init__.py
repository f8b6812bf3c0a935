"""Science-and-technology indicators that are right, from published tables and work reports."""

from kejidata.errors import KejidataError
from kejidata.observations import load
from kejidata.registry import indicators, regions, sources
from kejidata.tables import read_table

__all__ = ["KejidataError", "indicators", "load", "read_table", "regions", "sources"]

__version__ = "0.1.0"

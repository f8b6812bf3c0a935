"""Science-and-technology indicators that are right, from published tables and work reports."""

from kejidata.errors import KejidataError
from kejidata.registry import indicators, regions, sources

__all__ = ["KejidataError", "indicators", "regions", "sources"]

__version__ = "0.1.0"

"""The indicators that figures follow where none is named: what the project and its registry say."""

from __future__ import annotations

from kejidata.files.project_file import Project
from kejidata.project import current


def products() -> tuple[str, ...]:
    """Return the products of finance that the project names."""
    return (current() or Project).products


def spending() -> tuple[str, str]:
    """Return the project's expenditure and its share of the product."""
    settings = current() or Project
    return settings.expenditure, settings.intensity

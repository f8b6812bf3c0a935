"""Indicators that are followed where none is named: what the project and its registry say."""

from __future__ import annotations

from kejidata.files.project_file import Project
from kejidata.model.registry import entries, parts_of
from kejidata.model.terms import by_points
from kejidata.project import current


def products() -> tuple[str, ...]:
    """Return the products of finance that the project names."""
    return (current() or Project).products


def spending() -> tuple[str, str]:
    """Return the project's expenditure and its share of the product."""
    settings = current() or Project
    return settings.expenditure, settings.intensity


def funnels() -> tuple[tuple[str, str], ...]:
    """Return the pairs of what enters a stage and what comes out of it.

    They are those whose share the registry derives, and those that the project names.

    Examples
    --------
    >>> ("hnte_applied", "hnte_certified") in funnels()
    True
    """
    shares = [code for code, row in entries("indicators").items() if by_points(row["kind"])]
    derived = [(parts[1], parts[0]) for code in shares if (parts := parts_of(code))]
    return (*derived, *((pair[0], pair[1]) for pair in (current() or Project).funnels))

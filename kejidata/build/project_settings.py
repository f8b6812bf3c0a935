"""What kejidata.toml says, held against the registry and the report that it names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kejidata.errors import KejidataError
from kejidata.files.project_file import FILE, Project
from kejidata.model.divisions import FIRST_YEAR
from kejidata.model.regions import members, row_of
from kejidata.model.registry_file import Registry


def check_settings(project: Project, known: Registry) -> None:
    """Refuse settings that name what is not there: a chapter would go on without it in silence.

    Raises
    ------
    KejidataError
        The region, the peers, the year or the report is none.
    """
    if wrong := list(_wrong(project, known)):
        raise KejidataError(
            "the settings of the project break a rule",
            where=str(project.root / FILE),
            rows=wrong,
            remedy=f"correct {FILE}",
        )


def _wrong(project: Project, known: Registry) -> Iterator[str]:
    """Yield what is wrong with each setting."""
    if not row_of(known, project.region):
        yield f"region = {project.region!r} is no code of a region"
    if project.peers and not members(known, project.peers):
        yield f"peers = {project.peers!r} is no code of a region that has members"
    newest = date.today().year
    if not FIRST_YEAR <= project.year <= newest:
        yield f"year = {project.year} is no year from {FIRST_YEAR} to {newest}"
    report = project.root / "data" / "raw" / "reports" / f"{project.report}.txt"
    if project.report and not report.is_file() and project.report not in set(known.sources["id"]):
        yield f"report = {project.report!r} is no file of data/raw/reports, without .txt"

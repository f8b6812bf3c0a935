"""What kejidata.toml says, held against the registry and the report that it names."""

from __future__ import annotations

from collections.abc import Iterator

from kejidata.errors import KejidataError
from kejidata.files.project_file import FILE, Project
from kejidata.model import division_names, divisions, places
from kejidata.model.divisions import FIRST_YEAR, OPEN
from kejidata.model.regions import members, row_of
from kejidata.model.registry_file import Registry


def check_settings(project: Project, known: Registry) -> None:
    """Refuse settings that name what is not there: a chapter would go on without it in silence.

    Raises
    ------
    KejidataError
        The region, the peers, the year, the report or an indicator is none, the region is not
        among its peers, or products are in several units.
    """
    if wrong := [*_wrong(project, known), *_wrong_indicators(project, known)]:
        raise KejidataError(
            "the settings of the project break a rule",
            where=str(project.root / FILE),
            rows=wrong,
            remedy=f"correct {FILE}",
        )


def check_regions(known: Registry) -> None:
    """Refuse a region of the project's own under the code, or a name, of another division.

    Raises
    ------
    KejidataError
        There is one: the figures of both would be one place's.
    """
    names = {code: {one.name_zh for one in spells} for code, spells in divisions.by_code().items()}
    own = known.regions[["code", "name_zh"]].itertuples(index=False)
    if taken := [(code, name) for code, name in own if name not in names.get(code, {name})]:
        raise KejidataError(
            "the table of divisions has this code for another place",
            where="regions.csv",
            rows=[f"{name}: {divisions.described(divisions.spell(code))}" for code, name in taken],
            remedy="leave name_zh empty and give another name as an alias, or give the place a "
            "code of its own",
        )
    rows = known.regions[["code", "parent", "name_zh", "short_zh", "name_en", "aliases"]]
    if stolen := [line for row in rows.itertuples(index=False) for line in _names_of_others(*row)]:
        raise KejidataError(
            "the table of divisions has this name for another place",
            where="regions.csv",
            rows=stolen,
            remedy="give the place a name of its own, or the code of that division",
        )


def _names_of_others(code: str, parent: str, *labels: str) -> Iterator[str]:
    """Yield each name of a region that is another division's: a near one's, or the only one's."""
    known = divisions.by_code()
    own = places.current(code) if code in known else code
    within = parent if parent in known else ""
    for label in dict.fromkeys(filter(None, "|".join(labels).split("|"))):
        found = division_names.candidates(label, within=within)
        alone = len(found) == 1 and found[0].name_zh == label and found[0].last_year == OPEN
        for one in found:
            near = bool(within) and within in (one.code, one.parent)
            if (near or alone) and places.current(one.code) != own:
                yield f"{code} {label}: {divisions.described(one)}"


def _wrong(project: Project, known: Registry) -> Iterator[str]:
    """Yield what is wrong with each setting."""
    if not row_of(known, project.region):
        yield f"region = {project.region!r} is no code of a region"
        yield from map(divisions.described, division_names.candidates(project.region))
    if project.peers and not members(known, project.peers):
        yield f"peers = {project.peers!r} is no code of a region that has members"
        yield from map(divisions.described, division_names.candidates(project.peers))
    elif project.peers and not _is_among(project, known):
        yield f"peers = {project.peers!r} is not the region that {project.region} is straight under"
    newest = divisions.newest_year()
    if not FIRST_YEAR <= project.year <= newest:
        yield f"year = {project.year} is no year from {FIRST_YEAR} to {newest}"
    report = project.root / "data" / "raw" / "reports" / f"{project.report}.txt"
    if project.report and not report.is_file() and project.report not in set(known.sources["id"]):
        yield f"report = {project.report!r} is no file of data/raw/reports, without .txt"


def _is_among(project: Project, known: Registry) -> bool:
    """Tell whether the region is among its peers, now or in the year that is told of."""
    found = {*members(known, project.peers), *members(known, project.peers, project.year)}
    return project.region in found or not row_of(known, project.region)


def _wrong_indicators(project: Project, known: Registry) -> Iterator[str]:
    """Yield what is wrong with the settings that name indicators."""
    units = dict(zip(known.indicators["code"], known.indicators["unit"], strict=True))
    named = {
        **{name: [getattr(project, name)] for name in ("expenditure", "intensity", "output")},
        **{name: getattr(project, name) for name in ("products", "results")},
        "funnels": [code for pair in project.funnels for code in pair],
    }
    for name, codes in named.items():
        for code in codes:
            if code not in units:
                yield f"{name}: {code!r} is no code of an indicator"
    if len(found := {units[code] for code in project.products if code in units}) > 1:
        yield f"products: in several units, {', '.join(sorted(found))}"

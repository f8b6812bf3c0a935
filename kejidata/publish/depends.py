"""What a notebook read of the data, kept beside its outputs: they stand while that is the same."""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from kejidata.files.atomic import read_whole
from kejidata.files.project_file import FILE
from kejidata.model import reads, registry_file
from kejidata.model.reads import Rows
from kejidata.publish import cache
from kejidata.publish.translation import Notebook, bare

_REGISTRY = tuple(f"processed/{name}.csv" for name in registry_file.COLUMNS)
"""What every sentence and picture reads: names, units, directions, titles."""
_STATEMENTS = (f"processed/{reads.FILE}", f"processed/{reads.RESTATED}")


class _Statement(NamedTuple):
    """An observation: what it is chosen by, and all of it as one text."""

    indicator: str
    region: str
    measure: str
    whole: str


class Data:
    """The files below `data/` as they are when they are first asked for."""

    def __init__(self, root: Path) -> None:
        self._folder = root / "data"

    @cached_property
    def files(self) -> dict[str, str]:
        """Fingerprints by path below `data/`."""
        paths = sorted(cache.files_below(self._folder))
        return {
            path.relative_to(self._folder).as_posix(): cache.fingerprint([read_whole(path)])
            for path in paths
        }

    @cached_property
    def whole(self) -> str:
        """The fingerprint of all of it."""
        return cache.fingerprint([json.dumps([*self.files.items()])])

    @cached_property
    def always(self) -> str:
        """The fingerprint of what every notebook depends on: the registry, and which files are."""
        return cache.fingerprint([self.registry, *self.files])

    @cached_property
    def registry(self) -> str:
        """The fingerprint of names, units, directions and titles."""
        return cache.fingerprint(self.files.get(name, "") for name in _REGISTRY)

    @cached_property
    def _by_source(self) -> dict[str, list[_Statement]]:
        """The statements of each source."""
        found: dict[str, list[_Statement]] = defaultdict(list)
        for path in (self._folder / name for name in _STATEMENTS):
            lines = io.StringIO(read_whole(path).decode("utf-8-sig") if path.is_file() else "")
            for row in csv.DictReader(lines):
                whole = json.dumps([*row.values()])
                one = _Statement(row["indicator"], row["region"], row["measure"], whole)
                found[row.get("source", "")].append(one)
        return dict(sorted(found.items()))

    def of_rows(self, rows: Rows) -> str:
        """Return the fingerprint of a selection of observations."""
        indicators, regions, sources = (None if one is None else {*one} for one in rows)
        return cache.fingerprint(
            one.whole
            for source, held in self._by_source.items()
            if sources is None or source in sources
            for one in held
            if indicators is None or one.indicator in indicators
            if regions is None or one.region in regions
        )

    @cached_property
    def regions(self) -> str:
        """The fingerprint of which regions have a value."""
        every = (one for held in self._by_source.values() for one in held)
        return cache.fingerprint(sorted({one.region for one in every if one.measure == "value"}))

    def signed(self, read: str) -> bytes:
        """Return what a notebook read, as `recording.told` says it, with its fingerprints."""
        told: dict[str, Any] = {"data": self.whole}
        if read:
            selections, files, regions = json.loads(read)
            told["rows"] = [[one, self.of_rows(Rows(*one))] for one in selections]
            told["files"] = {name: self.files.get(name, "") for name in files}
            told["regions"] = self.regions if regions else ""
        return json.dumps(told).encode()

    def still(self, signed: bytes) -> bool:
        """Tell whether what was read is as it was; of what nobody knows, that all is as it was."""
        told = json.loads(signed)
        if told["data"] == self.whole:
            return True
        return "rows" in told and (
            all(self.files.get(name, "") == before for name, before in told["files"].items())
            and all(self.of_rows(Rows(*one)) == before for one, before in told["rows"])
            and told["regions"] in ("", self.regions)
        )


def surroundings(root: Path, toolchain: str, data: Data) -> str:
    """Return the fingerprint of what any notebook may read: registry, files beside it, code."""
    beside = [path for path in cache.files_below(root / "notebooks") if path.suffix != ".ipynb"]
    return cache.fingerprint([cache.of_files([*beside, root / FILE], root), toolchain, data.always])


def key(notebook: Notebook, around: str) -> str:
    """Return the fingerprint of all that a notebook's outputs follow from, but for its figures."""
    return cache.fingerprint([json.dumps(bare(notebook), sort_keys=True), around])


def keep(root: Path, name: str, key: str, made: bytes, signed: bytes) -> None:
    """Keep what was made under the fingerprint of what is not data, with what it read of that."""
    cache.keep(root, name, key, signed + b"\n" + made)


def recall(root: Path, name: str, key: str, data: Data) -> bytes | None:
    """Return what was kept, where all that it was made from is as it was; else None."""
    signed, _, made = (cache.recall(root, name, key) or b"").partition(b"\n")
    if not signed or not data.still(signed):
        return None
    now = json.dumps(json.loads(signed) | {"data": data.whole}).encode()
    if now != signed:
        # So that the next look, with the same data, need not look closer.
        keep(root, name, key, made, now)
    return made

"""The Frictionless Data Package descriptor of the processed data."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from kejidata.model import observations, periods, registry_file, terms
from kejidata.model.observations import COLUMNS
from kejidata.model.registry import Registry

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
Field = dict[str, Any]

_ABOUT: Mapping[str, str] = {
    "observations": "One row for one stated figure.",
    "restated": "What reports and tables say, too, of figures that others say more finely.",
    "indicators": "What is measured: names, unit, kind, definition, formula.",
    "themes": "The fields of work that indicators belong to.",
    "regions": "Division codes of GB/T 2260 with names, level and parent.",
    "sources": "The publications that state the figures.",
}
_REGION = {"pattern": r"\d{6}"}
_CODE = {"pattern": "[a-z][a-z0-9_]*"}

_OBSERVATION: Mapping[str, tuple[str, str, Mapping[str, Any]]] = {
    "region": ("string", "division code; the nation is 000000", {"required": True, **_REGION}),
    "indicator": ("string", "code in indicators", {"required": True, **_CODE}),
    "period": (
        "string",
        "ISO 8601 year, month or interval",
        {"required": True, "pattern": periods.PATTERN},
    ),
    "measure": ("string", "what the number is", {"required": True, "enum": list(terms.MEASURES)}),
    "value": ("number", "the number, in unit", {"required": True}),
    "unit": ("string", "unit of value and step", {"required": True}),
    "step": ("number", "the publisher's rounding step", {"required": True, "minimum": 0}),
    "bound": ("string", "how the number bounds", {"required": True, "enum": list(terms.BOUNDS)}),
    "among": ("string", "for a rank: the region whose members are ranked", _REGION),
    "status": ("string", "empty for a final figure", {"enum": list(terms.STATUSES)}),
    "vintage": ("integer", "year of publication", {"required": True, "minimum": 1949}),
    "source": ("string", "id in sources", {"required": True}),
    "quote": ("string", "the words of the source; empty for a table", {}),
}
_KEYS: Mapping[str, Sequence[str]] = {
    "observations": observations.KEY,
    "restated": (*observations.KEY, "source"),
    "indicators": ("code",),
    "themes": ("code",),
    "regions": ("code",),
    "sources": ("id",),
}
_OF_OBSERVATIONS = {
    "region": "regions",
    "indicator": "indicators",
    "among": "regions",
    "source": "sources",
}
_POINTERS = registry_file.POINTERS | {
    (table, column): target
    for table in ("observations", "restated")
    for column, target in _OF_OBSERVATIONS.items()
}


def descriptor(files: Mapping[str, bytes], known: Registry, title: str) -> bytes:
    """Return datapackage.json for the processed files: schema, keys, sources, size and sha256.

    Parameters
    ----------
    files
        The bytes of each table by file name, such as observations.csv.
    known
        The registry, whose sources the package cites.
    title
        What the project is called.
    """
    package = {
        "$schema": PROFILE,
        "name": "kejidata",
        "title": title,
        "licenses": [
            {
                "name": "MIT",
                "title": "The base registry; figures are quoted, on the terms of their sources",
            }
        ],
        "sources": [_source(row) for row in known.sources.to_dict("records")],
        "resources": [
            _resource(name, files[path]) for name in _ABOUT if (path := f"{name}.csv") in files
        ],
    }
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _source(row: Mapping[Any, Any]) -> dict[str, str]:
    """Return one source as the descriptor cites it."""
    cited = {"title": f"{row['title']} ({row['published']})"}
    return cited | ({"path": row["url"]} if row["url"] else {})


def _resource(name: str, data: bytes) -> dict[str, Any]:
    """Return the entry of one table."""
    return {
        "name": name,
        "type": "table",
        "path": f"{name}.csv",
        "description": _ABOUT[name],
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": "sha256:" + hashlib.sha256(data).hexdigest(),
        "schema": _schema(name),
    }


def _schema(name: str) -> dict[str, Any]:
    """Return fields, primary key and foreign keys of one table."""
    fields = (
        [_observation_field(column) for column in COLUMNS]
        if name in ("observations", "restated")
        else [_registry_field(name, column) for column in registry_file.COLUMNS[name]]
    )
    pointers = [
        # The table itself is named by an empty text.
        {
            "fields": [column],
            "reference": {
                "resource": "" if target == name else target,
                "fields": list(_KEYS[target]),
            },
        }
        for (table, column), target in _POINTERS.items()
        if table == name
    ]
    schema = {"fields": fields, "primaryKey": list(_KEYS[name])}
    return schema | ({"foreignKeys": pointers} if pointers else {})


def _observation_field(name: str) -> Field:
    """Return one column of the observations."""
    kind, about, constraints = _OBSERVATION[name]
    # An empty status is a missing value in the descriptor's terms, not a word of the list.
    rules = {
        key: [word for word in value if word] if key == "enum" else value
        for key, value in constraints.items()
    }
    field = {"name": name, "type": kind, "description": about}
    return field | ({"constraints": rules} if rules else {})


def _registry_field(table: str, name: str) -> Field:
    """Return one column of a table of the registry."""
    kind = "integer" if name in registry_file.INTEGERS else "string"
    rules: dict[str, Any] = {}
    if name in registry_file.CHOICES:
        words = registry_file.CHOICES[name]
        rules["enum"] = [int(word) for word in words] if kind == "integer" else list(words)
    if name in _KEYS[table]:
        rules["required"] = True
    field = {"name": name, "type": kind}
    return field | ({"constraints": rules} if rules else {})

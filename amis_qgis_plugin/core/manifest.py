"""The manifest of a package: what is in it, where it came from and how to prove that it is whole.

Its shape is ``data/manifest.schema.json`` (JSON Schema, draft 2020-12).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any

from .package_plan import PackagePlan
from .tables import read_document
from .words import describe_filter

FORMAT = "amis-explorer-package"
FORMAT_VERSION = 1
MANIFEST = "manifest.json"
_TYPES: Mapping[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "number": (int, float),
    "integer": (int,),
    "boolean": (bool,),
    "null": (type(None),),
}


@dataclass(frozen=True)
class FileRecord:
    """A file of the package.

    :param path: relative, with forward slashes.
    :param sha256: 64 hexadecimal digits.
    """

    path: str
    bytes: int
    sha256: str


def build_manifest(
    plan: PackagePlan,
    *,
    created: str,
    software: Mapping[str, str],
    counts: Mapping[str, int],
    files: Iterable[FileRecord],
    data: str,
    project: str,
) -> dict[str, Any]:
    """Return the manifest.

    :param created: ISO 8601 time, UTC.
    :param software: name to version.
    :param counts: table to rows written.
    :param data: path of the GeoPackage in the package.
    :param project: path of the QGIS project in the package; empty when there is none.
    """
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "title": plan.title,
        "name": plan.name,
        "created": created,
        "software": dict(sorted(software.items())),
        "workspace": plan.workspace.name,
        "filter": plan.wanted.to_dict(),
        "filter_in_words": describe_filter(plan.wanted),
        "area": list(plan.area) if plan.area else None,
        "area_crs": "EPSG:4326, west, south, east, north in degrees",
        "data": data,
        "project": project or None,
        "layers": [
            {
                "table": layer.table,
                "title": layer.title,
                "geometry": layer.geometry,
                "layer_type": layer.layer_type,
                "selection": layer.selection,
                "condition": layer.condition,
                "notice": layer.notice,
                "sources": list(layer.sources),
                "rows_in": layer.available,
                "rows_out": counts[layer.table],
            }
            for layer in plan.layers
        ],
        "sources": [source.to_dict() for source in plan.sources],
        "findings": [asdict(finding) for finding in plan.findings],
        "files": [asdict(record) for record in sorted(files, key=lambda record: record.path)],
    }


def is_package_manifest(value: Any) -> bool:
    """Whether a JSON value claims to be the manifest of a package of ours, of any version."""
    return isinstance(value, dict) and value.get("format") == FORMAT


@lru_cache(maxsize=1)
def manifest_schema() -> Mapping[str, Any]:
    """Return the JSON Schema of the manifest."""
    schema: Mapping[str, Any] = read_document("manifest.schema.json")
    return schema


def manifest_problems(value: Any) -> tuple[str, ...]:
    """Return where a value breaks the schema, each as ``place: what``; empty when it is valid.

    Knows the part of JSON Schema that the schema uses: type, const, enum, pattern, minimum,
    required, properties, items, minItems, maxItems and references to definitions.
    """
    return tuple(_check(value, manifest_schema(), "manifest"))


def _check(value: Any, schema: Mapping[str, Any], place: str) -> Iterable[str]:
    if "$ref" in schema:
        schema = manifest_schema()["$defs"][schema["$ref"].rpartition("/")[2]]
    if "type" in schema and not _has_type(value, schema["type"]):
        yield f"{place}: is no {schema['type']}"
        return
    if "const" in schema and value != schema["const"]:
        yield f"{place}: is not {schema['const']!r}"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{place}: is none of {', '.join(map(str, schema['enum']))}"
    if "minimum" in schema and isinstance(value, (int, float)) and value < schema["minimum"]:
        yield f"{place}: is less than {schema['minimum']}"
    if isinstance(value, str) and not re.search(schema.get("pattern", ""), value):
        yield f"{place}: does not match {schema['pattern']}"
    if isinstance(value, list):
        yield from _check_list(value, schema, place)
    if isinstance(value, dict):
        yield from _check_object(value, schema, place)


def _has_type(value: Any, wanted: Any) -> bool:
    names = [wanted] if isinstance(wanted, str) else wanted
    if isinstance(value, bool):
        return "boolean" in names
    return any(isinstance(value, _TYPES[name]) for name in names)


def _check_list(value: list[Any], schema: Mapping[str, Any], place: str) -> Iterable[str]:
    if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
        yield f"{place}: has {len(value)} items"
    for position, item in enumerate(value):
        yield from _check(item, schema.get("items", {}), f"{place}[{position}]")


def _check_object(value: dict[str, Any], schema: Mapping[str, Any], place: str) -> Iterable[str]:
    for name in schema.get("required", ()):
        if name not in value:
            yield f"{place}: lacks {name}"
    for name, rule in schema.get("properties", {}).items():
        if name in value:
            yield from _check(value[name], rule, f"{place}.{name}")

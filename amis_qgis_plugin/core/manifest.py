"""The manifest of a package: what is in it, where it came from and how to prove that it is whole.

Its shape is ``data/manifest.schema.json`` (JSON Schema, draft 2020-12).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any

from .package_plan import PackagePlan
from .tables import DATA, read_document
from .words import describe_filter

FORMAT = "amis-explorer-package"
FORMAT_VERSION = 2
MANIFEST = "manifest.json"
_OLDER_SCHEMAS = (1,)


@dataclass(frozen=True)
class FileRecord:
    """A file of the package.

    :param path: relative, with forward slashes.
    :param sha256: 64 hexadecimal digits.
    """

    path: str
    bytes: int
    sha256: str


@dataclass(frozen=True)
class Step:
    """One step of the work, with the rows that went in and came out of it.

    :param step: ``selected``, ``copied``, ``clipped`` (cut at the edge of the area),
        ``transformed``, ``tabulated`` (written as CSV), ``converted`` (written in a further
        format) or ``rejected``.
    :param table: the table or file that it is about.
    """

    step: str
    table: str
    rows_in: int
    rows_out: int


def build_manifest(
    plan: PackagePlan,
    *,
    created: str,
    software: Mapping[str, str],
    counts: Mapping[str, int],
    measured: Mapping[str, Mapping[str, Any]],
    steps: Iterable[Step],
    files: Iterable[FileRecord],
    data: str,
    project: str,
) -> dict[str, Any]:
    """Return the manifest.

    :param created: ISO 8601 time, UTC.
    :param software: name to version.
    :param counts: table to rows written.
    :param measured: table to its ``extent`` and ``sums``.
    :param steps: what was done, in order.
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
        "polygon": plan.polygon or None,
        "clipped": plan.clipped,
        "crs": plan.crs or None,
        "profile": plan.profile or None,
        "choices": plan.choices.to_dict(),
        "data": data,
        "project": project or None,
        "parameters": {
            "tables": [layer.table for layer in plan.layers],
            "margin_degrees": plan.margin_degrees,
            "licences_confirmed": plan.licences_confirmed,
            "report_language": plan.language or None,
            "formats": list(plan.formats),
            "maps": plan.maps,
            "pdf": plan.pdf,
        },
        "steps": [asdict(step) for step in steps],
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
                **measured.get(layer.table, {}),
            }
            for layer in plan.layers
        ],
        "rasters": [raster.to_dict() for raster in plan.rasters],
        "sources": [source.to_dict() for source in plan.sources],
        "not_copied": [asdict(one) for one in plan.not_copied],
        "findings": [one.to_dict() for one in plan.findings],
        "files": [asdict(record) for record in sorted(files, key=lambda record: record.path)],
    }


def is_package_manifest(value: Any) -> bool:
    """Whether a JSON value claims to be the manifest of a package of ours, of any version."""
    return isinstance(value, dict) and value.get("format") == FORMAT


@lru_cache(maxsize=1)
def manifest_schemas() -> Mapping[int, Any]:
    """Return the JSON Schemas of the manifest by version: packages stay readable for years."""
    older = {one: read_document(f"manifest.{one}.schema.json") for one in _OLDER_SCHEMAS}
    return {**older, FORMAT_VERSION: read_document("manifest.schema.json")}


def manifest_text() -> str:
    """Return the JSON Schema of the newest version as it is written, for a package to carry."""
    return (DATA / "manifest.schema.json").read_text(encoding="utf-8")

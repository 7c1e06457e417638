"""Documents for programs and catalogues: Frictionless Data Package and Citation File Format."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from ..core.licences import licence_of, read_licence
from ..core.manifest import FileRecord
from ..core.package_plan import PackagePlan
from ..core.package_rasters import PlannedRaster
from ..core.words import describe_filter
from .formats import FORMATS_BY_ID, LayerFile
from .sheets import Column, Sheet

DATA_PACKAGE, CITATION = "datapackage.json", "CITATION.cff"
TIME_FORMAT = "%Y-%m-%dT%H:%M:%SZ"
_TYPES = {"text": "string", "integer": "integer", "real": "number", "date": "date"}
_PROVIDERS = "Providers of the sources listed under references"


def data_package(
    plan: PackagePlan,
    moment: datetime,
    sheets: Iterable[Sheet],
    records: Mapping[str, FileRecord],
    geopackage: str,
    extra: Iterable[LayerFile] = (),
) -> str:
    """Return ``datapackage.json`` (Frictionless Data Package 1.0) for the tables and the data.

    :param records: path to size and checksum.
    :param geopackage: path of the GeoPackage.
    :param extra: the layers in further formats.
    """
    document: dict[str, Any] = {
        "profile": "data-package",
        "name": plan.name.replace("_", "-"),
        "title": plan.title,
        "description": f"A documented selection of data: {describe_filter(plan.wanted)}.",
        "created": moment.strftime(TIME_FORMAT),
        "sources": [
            {"title": one.title, **({"path": one.url} if one.url.startswith("http") else {})}
            for one in plan.sources
        ],
        "licenses": _licences(plan),
        "resources": [
            *(_table(sheet, records[sheet.path]) for sheet in sheets),
            {
                "name": "geopackage",
                "title": "All layers, with styles and metadata",
                "format": "gpkg",
                "mediatype": "application/geopackage+sqlite3",
                **_file(records[geopackage]),
            },
            *(_layer(one, records[one.path]) for one in extra),
            *(found for one in plan.rasters for found in _rasters(one, records)),
        ],
    }
    if not document["licenses"]:
        del document["licenses"]  # the standard wants one, or none of the list
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def citation(plan: PackagePlan, moment: datetime) -> str:
    """Return ``CITATION.cff`` (Citation File Format 1.2.0): the package and each of its sources."""
    lines = [
        "cff-version: 1.2.0",
        f"message: {_text('Cite this package, and the sources under references.')}",
        "type: dataset",
        f"title: {_text(plan.title)}",
        f"abstract: {_text(f'A documented selection of data: {describe_filter(plan.wanted)}.')}",
        "authors:",
        f"  - name: {_text(_PROVIDERS)}",
        f"date-released: {moment.date().isoformat()}",
        "keywords:",
        *(f"  - {_text(word)}" for word in ("mineral occurrences", "geology", "ASEAN")),
    ]
    lines += ["references:"] if plan.sources or plan.rasters else []
    for source in plan.sources:
        notes = f"Licence: {source.licence.strip() or 'no statement found'}."
        lines += [
            "  - type: data",
            f"    title: {_text(source.title or source.source_id)}",
            "    authors:",
            f"      - name: {_text(source.attribution or source.title or source.source_id)}",
            f"    notes: {_text(notes)}",
        ]
        if source.url.startswith(("http://", "https://")):
            lines.append(f"    url: {_text(source.url)}")
        if _is_day(source.retrieved_at[:10]):
            lines.append(f"    date-accessed: {source.retrieved_at[:10]}")
    for raster in plan.rasters:
        notes = f"Licence: {raster.licence.strip() or 'no statement found'}."
        lines += [
            "  - type: data",
            f"    title: {_text(raster.title)}",
            "    authors:",
            f"      - name: {_text(raster.attribution or raster.title)}",
            f"    notes: {_text(notes)}",
        ]
    return "\n".join(lines) + "\n"


def _licences(plan: PackagePlan) -> list[dict[str, str]]:
    found = {licence_of(source) for source in plan.sources}
    found |= {read_licence(raster.licence) for raster in plan.rasters}
    return [
        {"name": one.licence_id, "title": one.name, **({"path": one.url} if one.url else {})}
        for one in sorted(found, key=lambda licence: licence.licence_id)
        if one.licence_id
    ]


def _table(sheet: Sheet, record: FileRecord) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": sheet.path[: -len(".csv")].replace("/", "-"),
        "title": sheet.title,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **_file(record),
        "schema": {"fields": _fields(sheet.columns)},
    }


def _layer(layer: LayerFile, record: FileRecord) -> dict[str, Any]:
    form = FORMATS_BY_ID[layer.format_id]
    return {
        "name": layer.path[: -len(form.ending)].replace("/", "-"),
        "title": f"{layer.title} ({form.title})",
        "type": "file",  # else frictionless asks for a program that reads Parquet
        "format": form.ending[1:],
        "mediatype": form.media_type,
        **_file(record),
    }


def _rasters(raster: PlannedRaster, records: Mapping[str, FileRecord]) -> Iterator[dict[str, Any]]:
    """Yield a raster and what lies beside it: its style, and names of classes where it has some."""
    licence = read_licence(raster.licence)
    stated = {"name": licence.licence_id, "title": licence.name}
    licences = {"licenses": [stated]} if licence.licence_id else {}
    for path, what, form, kind in (
        (raster.path, "", "tif", "image/tiff; application=geotiff; profile=cloud-optimized"),
        (raster.style_path, " (style for QGIS)", "qml", "application/xml"),
        (f"{raster.path}.aux.xml", " (read by GDAL with it)", "xml", "application/xml"),
    ):
        if path in records:
            yield {
                "name": re.sub("[/_.]", "-", path),
                "title": raster.title + what,
                "format": form,
                "mediatype": kind,
                **_file(records[path]),
                **licences,
            }


def _fields(columns: Sequence[Column]) -> list[dict[str, str]]:
    return [
        {
            "name": column.name,
            "type": _TYPES[column.type],
            **({"description": column.meaning} if column.meaning else {}),
        }
        for column in columns
    ]


def _file(record: FileRecord) -> dict[str, Any]:
    return {"path": record.path, "bytes": record.bytes, "hash": f"sha256:{record.sha256}"}


def _text(value: str) -> str:
    """Return a text as a double-quoted scalar of YAML, which JSON's strings are."""
    printable = "".join(letter if letter.isprintable() else " " for letter in value)
    return json.dumps(printable, ensure_ascii=False)


def _is_day(text: str) -> bool:
    try:
        datetime.strptime(text, "%Y-%m-%d")
    except ValueError:
        return False
    return True
